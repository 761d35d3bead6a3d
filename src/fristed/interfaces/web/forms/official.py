"""The small forms on the way to official statistics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web.forms.fields import CodeField, DayField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.official import KINDS, OBJECTIONS, REASONS

MISSING = _("Choose one of the values in the list.")


class _ChoiceForm(HouseForm):
    """A form with one field of codes that must be chosen."""

    FIELD = ""
    WORDS: Mapping[str, str | Promise] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give(self.FIELD, [(str(code), words) for code, words in self.WORDS.items()])

    def clean(self) -> dict[str, Any]:
        """Insist on a choice."""
        if not self.errors and not self.chosen(self.FIELD):
            self.add_error(self.FIELD, str(MISSING))
        return dict(self.cleaned_data)


class FreezeForm(_ChoiceForm):
    """What the frozen facts are good for."""

    FIELD, WORDS = "kind", KINDS
    kind = CodeField(_("What kind of figures"), radios=True)


class ProposeForm(HouseForm):
    """Which facts; and why, where a published version is corrected."""

    frozen = forms.IntegerField(widget=forms.HiddenInput)
    reason = CodeField(_("Why the published version is corrected"))

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_correction:
            self.give("reason", [("", _("Choose")), *((str(code), words) for code, words in REASONS.items())])
        else:
            del self.fields["reason"]


class ObjectionForm(_ChoiceForm):
    """Why a version is sent back."""

    FIELD, WORDS = "objection", OBJECTIONS
    objection = CodeField(_("Why it is sent back"), radios=True)


class PublishForm(HouseForm):
    """From which day on, and when the next figures come."""

    from_date = DayField(label=_("Published from"), help_text=_("Leave it empty to publish now."))
    next_update_date = DayField(label=_("Next update"), help_text=_("Readers are told when to come back."))
