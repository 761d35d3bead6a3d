"""The forms of journeys home: applying, judging, deciding, the ticket, the departure, the claim."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.casework.repatriation.codes import GRANTS
from fristed.casework.repatriation.facts import ApplicationDraft, ConditionAnswer
from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.forms.coded import CHOOSE
from fristed.interfaces.web.forms.fields import CodeField, CodesField, DayField
from fristed.interfaces.web.forms.moves import NOBODY, number
from fristed.interfaces.web.forms.plans import TextField, WholeNumberField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.repatriation.words import (
    ANSWERS,
    COUNTRY_FACTS,
    DOCUMENTS,
    GROUNDS,
    NOT_TRAVELLED,
    STATUSES,
    STEPS,
    VALUES,
    source_words,
)

DAY_HELP = _("Day.month.year.")
REFUND, RECEPTION = "refund", "reception"
Pairs = Iterable[tuple[str, Any]]


class DayOfForm(HouseForm):
    """Helps forms with days."""

    def day(self, name: str) -> date | None:
        """Give a day, or nothing."""
        value = self.cleaned_data.get(name)
        return value if isinstance(value, date) else None


class ApplyForm(HouseForm):
    """Who travels, from where, and what is asked."""

    members = CodesField(_("Who travels?"), layout="down", is_optional=False)
    country = CodeField(_("From which country?"))
    asks = CodesField(
        _("What do you ask for?"),
        layout="down",
        is_optional=False,
        help_text=_("The two are independent: one can be asked for without the other."),
    )
    to = CodeField(
        _("Who in the Expert Team shall see it?"),
        is_optional=True,
        help_text=_("Must be chosen where the address is protected."),
    )

    def __init__(self, *args: Any, members: Pairs, deciders: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("members", members)
        self.give("country", [*CHOOSE, *labels.countries(with_unknown=False)])
        self.give(
            "asks",
            [
                (REFUND, _("Refund of the journey home")),
                (RECEPTION, _("Co-ordination of the reception in Norway")),
            ],
        )
        self.give("to", [*NOBODY, *deciders])

    def draft(self) -> ApplicationDraft:
        """Give what was filled in, as the verb takes it."""
        asks = self.all_chosen("asks")
        return ApplicationDraft(
            members=self.all_chosen("members"),
            country=self.chosen("country"),
            asks_refund=REFUND in asks,
            asks_reception=RECEPTION in asks,
            to=number(self.chosen("to")),
        )


class ReceiverForm(HouseForm):
    """Who in the service that decides shall see an application whose address is protected."""

    to = CodeField(_("Who in the Expert Team shall see it?"))

    def __init__(self, *args: Any, deciders: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("to", [*CHOOSE, *deciders])

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {"to": number(self.chosen("to"))}


class WordsForm(HouseForm):
    """A question, or an answer to one."""

    text = TextField(_("In words"))

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {"text": self.chosen("text")}


class ConditionsForm(HouseForm):
    """Every condition in force, with its answer."""

    def __init__(self, *args: Any, conditions: Iterable[ConditionAnswer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = formats.language()
        for one in conditions:
            source, status = source_words(one.condition.source), STATUSES[one.condition.status]
            field = CodeField(one.condition.words[language], radios=True, help_text=f"{source}. {status}.")
            field.initial = one.answer
            field.choices = list(ANSWERS.items())
            self.fields[one.condition.code] = field

    def answers(self) -> dict[str, str]:
        """Give what was answered, by condition."""
        return {code: self.chosen(code) for code in self.fields if self.chosen(code)}


class DecideForm(HouseForm):
    """The decision, its grounds in words, and that it tells of the appeal."""

    ground = CodeField(_("Decision and ground"), radios=True, layout="down")
    text = TextField(_("The grounds in words"))
    appeal_told = CodesField(_("Appeal"), layout="down", is_optional=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("ground", GROUNDS.items())
        self.give("appeal_told", [("yes", _("The decision says how and by when it can be appealed"))])

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        ground = self.chosen("ground")
        return {
            "granted": ground in GRANTS,
            "ground": ground,
            "text": self.chosen("text"),
            "appeal_told": bool(self.all_chosen("appeal_told")),
        }


class TicketForm(DayOfForm):
    """The days of a ticket; flight and airport stand with the sealed details."""

    travel_date = DayField(label=_("Day of travel"), help_text=DAY_HELP)
    arrival_date = DayField(label=_("Day of arrival in Norway"), help_text=DAY_HELP)

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {"travel_date": self.day("travel_date"), "arrival_date": self.day("arrival_date")}


class DepartForm(DayOfForm):
    """Who travelled, and when."""

    travelled = CodesField(_("Who travelled?"), layout="down", is_optional=False)
    on_date = DayField(label=_("Day of travel"), help_text=DAY_HELP)

    def __init__(self, *args: Any, people: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("travelled", people)

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {"travelled": self.all_chosen("travelled"), "on_date": self.day("on_date")}


class NoDepartureForm(HouseForm):
    """Why nobody travelled."""

    why = CodeField(_("Why not?"), radios=True, layout="down")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("why", NOT_TRAVELLED.items())

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {"why": self.chosen("why")}


class ReturnForm(DayOfForm):
    """Who has come home another way, and when."""

    member = CodeField(_("Who has come home?"), radios=True, layout="down")
    on_date = DayField(label=_("Which day?"), help_text=DAY_HELP)

    def __init__(self, *args: Any, people: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("member", people)

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {"member": self.chosen("member"), "on_date": self.day("on_date")}


class ClaimForm(HouseForm):
    """What was laid out, and how many receipts there are."""

    kroner = WholeNumberField(_("Amount in whole kroner"))
    receipts = WholeNumberField(_("Number of receipts"))

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {name: self.cleaned_data.get(name) for name in ("kroner", "receipts")}


class SettleForm(HouseForm):
    """What is paid."""

    kroner = WholeNumberField(_("Amount paid, in whole kroner"), help_text=_("0 if nothing is paid."))

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {"kroner": self.cleaned_data.get("kroner")}


class NotedForm(DayOfForm):
    """That a paper has come, or a step of the checklist is done, on a day."""

    code = CodeField(_("What?"))
    on_date = DayField(label=_("Which day?"), help_text=DAY_HELP)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.give("code", [*CHOOSE, *(DOCUMENTS if name == "kind" else STEPS).items()])
        self.ALIASES = {name: "code"}

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {self.name: self.chosen("code"), "on_date": self.day("on_date")}


def _words_field(label: Any, *, is_optional: bool = False) -> forms.CharField:
    field = forms.CharField(
        label=label, required=False, widget=forms.Textarea(attrs={"rows": "2", "autocomplete": "off"})
    )
    field.is_optional = is_optional  # type: ignore[attr-defined]
    return field


class KnownForm(DayOfForm):
    """Where something was read, whether in the source itself, and from which day it holds."""

    source = forms.CharField(
        label=_("Where was it read?"), required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    status = CodeField(_("Has somebody read the source itself?"), radios=True)
    valid_from = DayField(label=_("Holds from"), help_text=DAY_HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("status", STATUSES.items())

    def held(self) -> dict[str, Any]:
        """Give the source, the status and the day."""
        return {
            "source": self.chosen("source"),
            "status": self.chosen("status"),
            "valid_from": self.day("valid_from"),
        }


class ConditionForm(KnownForm):
    """How a condition reads from a day on, or that it is none any more."""

    code = CodeField(_("Which condition?"))
    new_code = forms.CharField(
        label=_("Code of a new condition"),
        help_text=_("Small letters and _, such as valid_passport."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    nb = _words_field(_("In Bokmål"))
    nn = _words_field(_("In Nynorsk"), is_optional=True)
    en = _words_field(_("In English"), is_optional=True)
    ended = CodesField(_("Not a condition any more"), layout="down")

    def __init__(self, *args: Any, codes: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("code", [("", _("A new condition")), *codes])
        self.give("ended", [("yes", _("It is no condition from this day on"))])
        self.fields["new_code"].is_optional = True  # type: ignore[attr-defined]
        self.order_fields(["code", "new_code", "nb", "nn", "en", "ended", "source", "status", "valid_from"])

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {
            "code": self.chosen("code") or self.chosen("new_code"),
            "words": {one: self.chosen(one) for one in ("nb", "nn", "en")},
            "in_use": not self.all_chosen("ended"),
            **self.held(),
        }


class CountryForm(KnownForm):
    """What is known of a country from a day on."""

    country = CodeField(_("Country"))
    code = CodeField(_("What is known?"), radios=True, layout="down")
    value = CodeField(_("How is it?"), radios=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("country", [*CHOOSE, *labels.countries(with_unknown=False)])
        self.give("code", COUNTRY_FACTS.items())
        self.give("value", VALUES.items())
        self.order_fields(["country", "code", "value", "source", "status", "valid_from"])

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {name: self.chosen(name) for name in ("country", "code", "value")} | self.held()
