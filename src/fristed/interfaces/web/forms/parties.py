"""The form of who is in a case."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from fristed.casework.parties.facts import MemberDraft
from fristed.interfaces.web import labels
from fristed.interfaces.web.forms.coded import CHOOSE, NOT_NOTED, choices_of
from fristed.interfaces.web.forms.fields import CodeField
from fristed.interfaces.web.forms.plans import WholeNumberField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.parties.words import AGES, KINDS


class MemberForm(HouseForm):
    """Who somebody is, without a name."""

    kind = CodeField(_("Who is it?"))
    age_group = CodeField(_("Child or adult?"), radios=True)
    age_years = WholeNumberField(_("Age in whole years"), is_optional=True)
    gender = CodeField(_("Gender"), radios=True)
    country_background = CodeField(_("Country background"), is_optional=True)

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("kind", [*CHOOSE, *KINDS.items()])
        self.give("age_group", AGES.items())
        self.give("gender", choices_of("genders", year))
        self.give("country_background", [*NOT_NOTED, *labels.countries(with_unknown=False)])

    def draft(self) -> MemberDraft:
        """Give what was filled in, as the verb takes it."""
        return MemberDraft(
            kind=self.chosen("kind"),
            age_group=self.chosen("age_group"),
            gender=self.chosen("gender"),
            age_years=self.cleaned_data.get("age_years"),
            country_background=self.chosen("country_background"),
        )
