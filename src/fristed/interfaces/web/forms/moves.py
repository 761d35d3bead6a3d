"""The forms of moves: what to ask of whom, on which ground, the answer, and who works on a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.casework.referrals.facts import LONGEST_LETTER
from fristed.casework.referrals.rules import is_verified
from fristed.casework.teams.facts import Person
from fristed.foundation.days import OSLO
from fristed.foundation.identity.access.lines import Colleague
from fristed.interfaces.web import labels
from fristed.interfaces.web.forms.access import people_to_choose
from fristed.interfaces.web.forms.coded import CHOOSE, choices_of
from fristed.interfaces.web.forms.fields import CodeField, CodesField, DayField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.moves.words import FIELDS, KINDS_TO_CHOOSE, POINTS, value_words

NOBODY = (("", _("Nobody in particular")),)
OFF = {"autocomplete": "off", "spellcheck": "false"}


def optional_text(label: Any, help_text: Any, *, rows: int, most: int) -> forms.CharField:
    """Give a field of text that may be left empty."""
    widget = forms.Textarea(attrs={**OFF, "rows": str(rows)})
    field = forms.CharField(
        label=label, help_text=help_text, required=False, max_length=most * 2, widget=widget
    )
    field.is_optional = True  # type: ignore[attr-defined]
    return field


def number(text: str) -> int | None:
    """Give the account that was chosen, or nothing."""
    return int(text) if text.isdigit() else None


class MoveForm(HouseForm):
    """What is asked of whom, and what is sent with it."""

    kind = CodeField(_("What do you ask for?"), radios=True, layout="down")
    service = CodeField(_("Which service do you ask?"), radios=True, layout="down")
    to = CodeField(
        _("Whom do you ask?"),
        is_optional=True,
        help_text=_("Needed for a transfer within your own service, and where the address is protected."),
    )
    fields_sent = CodesField(
        _("What the other side shall see"),
        layout="down",
        is_optional=True,
        help_text=_("They see only what you choose here, as it is now, and the letter."),
    )
    letter = optional_text(
        _("Letter"),
        _("Sealed. Write no names, and no more than the other side needs."),
        rows=6,
        most=LONGEST_LETTER,
    )
    ALIASES = {"fields": "fields_sent"}  # noqa: RUF012  a constant of the form

    def __init__(
        self,
        *args: Any,
        services: Iterable[str],
        people: Iterable[Colleague],
        has: Mapping[str, tuple[str, ...]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.give("kind", [(str(code), words) for code, words in KINDS_TO_CHOOSE.items()])
        self.give("service", [(code, labels.service(code)) for code in services])
        self.give("to", [*NOBODY, *people_to_choose(people)])
        field = self.fields["fields_sent"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  a slip of ours
        field.choices = [
            (code, f"{FIELDS[code]}: {value_words(code, values)}") for code, values in has.items()
        ]

    def asked(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {
            "kind": self.chosen("kind"),
            "service": self.chosen("service"),
            "to": number(self.chosen("to")),
            "fields": self.all_chosen("fields_sent"),
            "letter": self.chosen("letter"),
        }


class GroundForm(HouseForm):
    """On which consent or legal basis it rests."""

    ground = CodeField(
        _("Consent or legal basis"),
        radios=True,
        layout="down",
        help_text=_("Not verified: nobody has checked yet that the wording and use are right."),
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = []
        for code, label in choices_of("sharing_grounds", year):
            choices.append((code, label if is_verified(code) else f"{label} ({_('not verified')})"))
        self.give("ground", choices)


class DeclineForm(HouseForm):
    """Why not."""

    reason = CodeField(_("Why not?"), radios=True, layout="down")

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("reason", choices_of("decline_reasons", year))


class ExistingForm(HouseForm):
    """The case that the service has already."""

    existing = forms.CharField(
        label=_("Case number"),
        help_text=_("If your service has an open case about the person already: one person is one case."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=OFF),
    )


class ColleagueForm(HouseForm):
    """One colleague, named with the fields that they are the representative of."""

    to = CodeField(_("Colleague"))
    ALIASES = {"account": "to"}  # noqa: RUF012  a constant of the form

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("to", [*CHOOSE, *colleagues_to_choose(people)])

    def person(self) -> int | None:
        """Give the account chosen, or nothing."""
        return number(self.chosen("to"))


def colleagues_to_choose(people: Iterable[Person]) -> list[tuple[str, str]]:
    """Give colleagues by name, with their fields of work, for a drop-down list."""
    return [(str(one.account_id), named(one)) for one in people]


def named(person: Person) -> str:
    """Give a name, with the fields of work where there are any."""
    fields = ", ".join(labels.label("fields_of_work", field) for field in person.fields)
    return f"{person.display_name}: {fields}" if fields else person.display_name


class FieldsForm(HouseForm):
    """Of which fields somebody is the representative."""

    account = CodeField(_("Colleague"))
    fields_of_work = CodesField(_("Fields of work"), layout="down")
    ALIASES = {"fields": "fields_of_work"}  # noqa: RUF012  a constant of the form

    def __init__(self, *args: Any, people: Iterable[Person], year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("account", [*CHOOSE, *colleagues_to_choose(people)])
        self.give("fields_of_work", choices_of("fields_of_work", year))


class StandInForm(HouseForm):
    """Who stands in for whom, and for how long."""

    away = CodeField(_("Who is away?"))
    stand_in = CodeField(_("Who stands in?"))
    from_date = DayField(label=_("From"), help_text=_("Day.month.year."))
    to_date = DayField(label=_("To and including"), help_text=_("Day.month.year."))
    ALIASES = {"starts_at": "from_date", "ends_at": "to_date"}  # noqa: RUF012  a constant of the form

    def __init__(self, *args: Any, away: Iterable[Person], people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("away", colleagues_to_choose(away))
        self.give("stand_in", [*CHOOSE, *colleagues_to_choose(people)])

    def asked(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it: whole days in Oslo."""
        return {
            "away": number(self.chosen("away")),
            "stand_in": number(self.chosen("stand_in")),
            "starts_at": self._midnight("from_date"),
            "ends_at": self._midnight("to_date", after=1),
        }

    def _midnight(self, name: str, after: int = 0) -> datetime | None:
        day = self.cleaned_data.get(name)
        return datetime.combine(day + timedelta(days=after), time(), tzinfo=OSLO) if day else None


class ConferenceForm(HouseForm):
    """Who meets about a case, when, why, and on which ground."""

    on_date = DayField(label=_("Day of the conference"), help_text=_("Day.month.year."))
    accounts = CodesField(_("Staff who take part"), layout="columns")
    agencies = CodesField(_("Agencies that take part"), layout="columns")
    ground = CodeField(_("Consent or legal basis"), radios=True, layout="down")
    purpose = optional_text(_("What it is about"), _("Sealed. Write no names."), rows=4, most=LONGEST_LETTER)

    def __init__(self, *args: Any, people: Iterable[Colleague], year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("accounts", people_to_choose(people))
        self.give("agencies", choices_of("agencies", year))
        choices = choices_of("sharing_grounds", year)
        self.give(
            "ground",
            [
                (code, label if is_verified(code) else f"{label} ({_('not verified')})")
                for code, label in choices
            ],
        )

    def asked(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        return {
            "on_date": self.cleaned_data.get("on_date"),
            "accounts": [int(one) for one in self.all_chosen("accounts")],
            "agencies": self.all_chosen("agencies"),
            "ground": self.chosen("ground"),
            "purpose": self.chosen("purpose"),
        }


class PointForm(HouseForm):
    """A decision, or a task for one who takes part."""

    kind = CodeField(_("What is it?"), radios=True)
    words = optional_text(
        _("What was decided, or is to be done"), _("Sealed. Write no names."), rows=3, most=LONGEST_LETTER
    )
    whose = CodeField(_("Whose task?"), is_optional=True)
    due_date = DayField(label=_("Due"), help_text=_("For a task. Day.month.year."))

    def __init__(self, *args: Any, takers: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("kind", [(str(code), words) for code, words in POINTS.items()])
        self.give("whose", [*CHOOSE, *takers])
        self.fields["words"].is_optional = False  # type: ignore[attr-defined]
        self.fields["due_date"].is_optional = True  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """Give what was filled in, as the verb takes it."""
        whose = self.chosen("whose")
        return {
            "kind": self.chosen("kind"),
            "words": self.chosen("words"),
            "account": number(whose),
            "agency": "" if whose.isdigit() else whose,
            "due_date": self.cleaned_data.get("due_date"),
        }


class OwnCaseForm(HouseForm):
    """The own service's case that a conference is linked to."""

    own = forms.CharField(
        label=_("Case number"), required=False, max_length=40, widget=forms.TextInput(attrs=OFF)
    )
