"""The forms of access: a tie, a person, a grading, a grant, an emergency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.days import OSLO
from fristed.foundation.identity.access.lines import Colleague
from fristed.foundation.identity.access.rules import LONGEST_PURPOSE, LONGEST_REASON
from fristed.interfaces.web.access.words import GRADINGS, GRADINGS_MEAN, LEVELS, TIES
from fristed.interfaces.web.forms.coded import CHOOSE
from fristed.interfaces.web.forms.fields import CodeField, DayField
from fristed.interfaces.web.forms.renderer import HouseForm

HOURS: Mapping[str, str | Promise] = {
    "1": _("1 hour"),
    "4": _("4 hours"),
    "12": _("12 hours"),
    "24": _("24 hours"),
}


def people_to_choose(people: Iterable[Colleague]) -> list[tuple[str, str]]:
    """Give members of staff by name and service, for a drop-down list."""
    return [(str(one.account_id), f"{one.display_name} ({one.service or one.username})") for one in people]


class PersonForm(HouseForm):
    """One member of staff."""

    account = CodeField(_("Member of staff"))

    def __init__(self, *args: Any, people: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("account", [*CHOOSE, *people_to_choose(people)])

    def person(self, name: str = "account") -> int | None:
        """Give the account chosen, or nothing."""
        chosen = self.chosen(name)
        return int(chosen) if chosen.isdigit() else None


class TieForm(HouseForm):
    """What the member of staff is to the person of the case."""

    kind = CodeField(_("How are you tied to the case?"), radios=True, layout="down")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("kind", [(str(code), words) for code, words in TIES.items()])


class GradingForm(HouseForm):
    """How the address is protected."""

    grading = CodeField(_("Protection of the address"), radios=True, layout="down")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(code), f"{words}. {GRADINGS_MEAN[code]}") for code, words in GRADINGS.items()]
        self.give("grading", choices)


class EmergencyForm(HouseForm):
    """Which case, why, and for how long."""

    reference = forms.CharField(
        label=_("Case number"),
        help_text=_("As you have been told it: five signs, a line, five signs."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = forms.CharField(
        label=_("Why must you see it now?"),
        help_text=_("At least 30 characters. Do not write names. The leader of the other service reads it."),
        required=False,
        max_length=LONGEST_REASON * 2,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    hours = CodeField(_("For how long?"), radios=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("hours", list(HOURS.items()))

    def asked(self) -> dict[str, Any]:
        """Give what the verb wants; a number typed with spaces or small letters is understood."""
        typed = "".join(self.chosen("reference").upper().split())
        return {
            "reference": typed,
            "reason": self.chosen("reason"),
            "hours": int(self.chosen("hours") or 1),
        }


class GrantForm(PersonForm):
    """Access for somebody of another service, for a time and a purpose."""

    reference = forms.CharField(
        label=_("Case number"),
        help_text=_("Leave it empty for all cases of your service."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    level = CodeField(_("What may they do?"), radios=True)
    purpose = forms.CharField(
        label=_("What is the access for?"),
        help_text=_("At least three words. Do not write names."),
        required=False,
        max_length=LONGEST_PURPOSE * 2,
    )
    starts = DayField(label=_("First day"), help_text=_("Day.month.year."))
    ends = DayField(label=_("Last day"), help_text=_("Day.month.year. One year at most."))
    stands_in_for = CodeField(
        _("Stands in for"), is_optional=True, help_text=_("If they replace somebody in your service.")
    )

    def __init__(self, *args: Any, people: Iterable[Colleague], service: str, **kwargs: Any) -> None:
        everybody = tuple(people)
        super().__init__(*args, people=[one for one in everybody if one.service != service], **kwargs)
        own = [one for one in everybody if one.service == service]
        self.fields["reference"].is_optional = True  # type: ignore[attr-defined]
        self.give("level", [(str(code), words) for code, words in LEVELS.items()])
        self.give("stands_in_for", [("", _("Nobody")), *people_to_choose(own)])

    def asked(self) -> dict[str, Any]:
        """Give what the verb wants; the last day is counted in."""
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        return {
            "account": self.person(),
            "reference": "".join(self.chosen("reference").upper().split()),
            "level": self.chosen("level"),
            "purpose": self.chosen("purpose"),
            "starts_at": datetime.combine(starts, time(), tzinfo=OSLO) if starts else None,
            "ends_at": datetime.combine(ends + timedelta(days=1), time(), tzinfo=OSLO) if ends else None,
            "stands_in_for": self.person("stands_in_for"),
        }
