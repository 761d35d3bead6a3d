"""The forms of receptions: the day, asking for a part, an answer, what has happened, the sealed details."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web.forms.fields import CodeField, DayField
from fristed.interfaces.web.forms.journeys import DAY_HELP, DayOfForm, Pairs
from fristed.interfaces.web.forms.moves import number
from fristed.interfaces.web.forms.persons import secret_field
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.reception.words import DETAILS, PARTS, WHYS

AGREED, DECLINED = "agreed", "declined"
ANSWERS = ((AGREED, _("Agreed")), (DECLINED, _("Declined")))


class PlanForm(DayOfForm):
    """The day on which they are expected."""

    arrival_date = DayField(label=_("Day of arrival in Norway"), help_text=DAY_HELP)

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {"arrival_date": self.day("arrival_date")}


class AskForm(HouseForm):
    """Who is asked for which part."""

    kind = CodeField(_("For what?"), radios=True, layout="down")
    account = CodeField(
        _("Who is asked?"), help_text=_("Who is asked here sees the day and how many, nothing of the case.")
    )

    def __init__(self, *args: Any, kinds: Iterable[str], people: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("kind", [(one, PARTS[one]) for one in kinds])
        self.give("account", [("", _("Somebody outside, by telephone or letter")), *people])

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {"kind": self.chosen("kind"), "account": number(self.chosen("account"))}


class AnswerForm(HouseForm):
    """What somebody who was asked outside has answered."""

    kind = CodeField(_("To what?"), radios=True, layout="down")
    answer = CodeField(_("The answer"), radios=True)

    def __init__(self, *args: Any, kinds: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("kind", [(one, PARTS[one]) for one in kinds])
        self.give("answer", ANSWERS)

    def clean(self) -> dict[str, Any]:
        """Ask for an answer: what is not chosen is not a no."""
        found: dict[str, Any] = super().clean() or {}
        if not found.get("answer"):
            self.add_error("answer", _("Choose one of the values in the list."))
        return found

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {"kind": self.chosen("kind"), "agreed": self.chosen("answer") == AGREED}


class HappenedForm(DayOfForm):
    """The day on which something has happened."""

    on_date = DayField(label=_("Which day?"), help_text=DAY_HELP)

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {"on_date": self.day("on_date")}


class WhyForm(HouseForm):
    """Why a reception is postponed or cancelled."""

    why = CodeField(_("Why?"), radios=True, layout="down")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("why", WHYS.items())

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {"why": self.chosen("why")}


class DetailsForm(HouseForm):
    """What is sealed to the officers, and the passphrase of the one who writes."""

    passphrase = secret_field(_("Your passphrase"))

    def __init__(self, *args: Any, writable: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in writable:
            field = forms.CharField(
                label=str(DETAILS[code]),
                required=False,
                widget=forms.TextInput(
                    attrs={"autocomplete": "off", "spellcheck": "false", "class": "ds-input"}
                ),
            )
            field.is_optional = True  # type: ignore[attr-defined]
            self.fields[code] = field
        self.order_fields([*writable, "passphrase"])

    def values(self) -> dict[str, str]:
        """Give what was typed, by field."""
        return {code: self.chosen(code) for code in self.fields if code in DETAILS}
