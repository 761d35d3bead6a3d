"""The forms of the housing and support scheme: one for each step, with a day, codes and sealed words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.casework.housing.codes import MOVED_OUT_WHY, NOT_OFFERED_WHY, WAITING_WHY, Why
from fristed.casework.housing.facts import DwellingDraft, Wishes
from fristed.casework.housing.refusals import MESSAGES
from fristed.interfaces.web.forms.coded import CHOOSE
from fristed.interfaces.web.forms.fields import CodeField, CodesField, DayField
from fristed.interfaces.web.forms.plans import NO_NAMES, TextField, WholeNumberField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.housing.words import (
    AFTER,
    CAME_FROM,
    CRITERIA,
    FAMILY_RESULTS,
    GENDERS,
    GOING,
    GROUNDS,
    NEEDS,
    SCHEMES,
    SUITABILITIES,
    TALKS,
    WHYS,
    choices,
)

YES, NO = "yes", "no"
YES_OR_NO = ((YES, _("Yes")), (NO, _("No")))
DAY = _("Day.month.year.")
OFF = {"autocomplete": "off"}
_Choices = Iterable[tuple[str, Any]]


class ChainForm(HouseForm):
    """A form of the chain; ``zones`` are those that can be chosen."""

    def __init__(self, *args: Any, zones: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zones = [(zone, zone.upper()) for zone in zones]
        self.fill()

    def fill(self) -> None:
        """Give every field of codes its choices."""

    def day(self, name: str = "on_date") -> date | None:
        """Give a day, or nothing."""
        value = self.cleaned_data.get(name)
        return value if isinstance(value, date) else None

    def number(self, name: str) -> int | None:
        """Give a whole number, or nothing."""
        value = self.cleaned_data.get(name)
        return int(value) if value not in (None, "") else None

    def answer(self, name: str) -> bool | None:
        """Give yes or no, or nothing where nobody has answered."""
        chosen = self.chosen(name)
        return chosen == YES if chosen else None

    def given(self) -> dict[str, Any]:
        """Give what the verb takes besides; a form of a button alone gives nothing."""
        return {}


class OnDayForm(ChainForm):
    """On which day it was."""

    on_date = DayField(label=_("Day"), help_text=DAY)

    def given(self) -> dict[str, Any]:
        """Give the day."""
        return {"on_date": self.day()}


class WhyForm(OnDayForm):
    """Why, and on which day; words are sealed."""

    WHYS: Iterable[Why] = NOT_OFFERED_WHY

    why = CodeField(_("Why?"), radios=True, layout="down")
    words = TextField(_("In your own words"), is_optional=True, help_text=NO_NAMES)
    field_order = ("why", "on_date", "words")

    def fill(self) -> None:
        """Give the reasons that this step takes."""
        self.give("why", choices(WHYS, self.WHYS))

    def given(self) -> dict[str, Any]:
        """Give the reason, the day and the words."""
        return {"why": self.chosen("why"), "on_date": self.day(), "words": self.chosen("words")}


class WaitForm(WhyForm):
    """Why somebody is put on the waiting list."""

    WHYS = WAITING_WHY


class DeclineForm(WhyForm):
    """Why somebody says no, or loses a place: to wait for another, or for good."""

    WHYS = (*WAITING_WHY, *(one for one in NOT_OFFERED_WHY if one not in WAITING_WHY))


class MoveOutForm(WhyForm):
    """Where somebody moved to."""

    WHYS = MOVED_OUT_WHY


class WishesForm(ChainForm):
    """What somebody needs of a dwelling."""

    needs = CodesField(_("What the dwelling must have"))
    shuns = CodesField(_("Zones to keep away from"))
    keeps_away = forms.BooleanField(label=_("Nor in a zone beside one of these"), required=False)
    criteria = CodesField(_("Criteria of the pilot for those who return"), layout="down")

    def fill(self) -> None:
        """Give needs, zones and criteria."""
        self.give("needs", choices(NEEDS))
        self.give("shuns", self.zones)
        self.give("criteria", choices(CRITERIA))

    def given(self) -> dict[str, Any]:
        """Give the wishes."""
        return {
            "wishes": Wishes(
                needs=self.all_chosen("needs"),
                shuns=self.all_chosen("shuns"),
                keeps_away=bool(self.cleaned_data.get("keeps_away")),
                criteria=self.all_chosen("criteria"),
            )
        }


class MappingForm(WishesForm):
    """The mapping interview, with what came of it."""

    on_date = DayField(label=_("Day"), help_text=DAY)
    words = TextField(_("In your own words"), is_optional=True, help_text=NO_NAMES)
    field_order = ("on_date", "needs", "shuns", "keeps_away", "criteria", "words")

    def given(self) -> dict[str, Any]:
        """Give the wishes, the day and the words."""
        return {**super().given(), "on_date": self.day(), "words": self.chosen("words")}


class SecurityForm(OnDayForm):
    """What the police recommend."""

    is_recommended = CodeField(_("Do the police recommend a place?"), radios=True)
    field_order = ("is_recommended", "on_date")

    def fill(self) -> None:
        """Give yes and no."""
        self.give("is_recommended", YES_OR_NO)

    def given(self) -> dict[str, Any]:
        """Give the answer and the day."""
        return {"is_recommended": self.answer("is_recommended"), "on_date": self.day()}


class AssessForm(OnDayForm):
    """Whether a place is right, and what that rests on."""

    suitability = CodeField(_("What have you found?"), radios=True, layout="down")
    ground = CodeField(_("What does it rest on?"), radios=True, layout="down")
    words = TextField(_("In your own words"), is_optional=True, help_text=NO_NAMES)
    field_order = ("suitability", "ground", "on_date", "words")

    def fill(self) -> None:
        """Give what can be found, and the grounds."""
        self.give("suitability", choices(SUITABILITIES))
        self.give("ground", choices(GROUNDS))

    def given(self) -> dict[str, Any]:
        """Give the assessment."""
        return {
            "suitability": self.chosen("suitability"),
            "ground": self.chosen("ground"),
            "on_date": self.day(),
            "words": self.chosen("words"),
        }


class FamilyForm(OnDayForm):
    """Whether the person wishes work with the family, and what came of it."""

    is_wished = CodeField(_("Does the person wish work with the family?"), radios=True)
    with_counselling_office = forms.BooleanField(
        label=_("The family counselling office takes part"), required=False
    )
    conditions = TextField(_("On which conditions?"), is_optional=True, help_text=NO_NAMES)
    result = CodeField(_("What came of it?"), is_optional=True)
    field_order = ("is_wished", "with_counselling_office", "conditions", "result", "on_date")

    def fill(self) -> None:
        """Give yes and no, and the results."""
        self.give("is_wished", YES_OR_NO)
        self.give("result", [*CHOOSE, *choices(FAMILY_RESULTS)])

    def given(self) -> dict[str, Any]:
        """Give what was noted."""
        return {
            "is_wished": bool(self.answer("is_wished")),
            "with_counselling_office": bool(self.cleaned_data.get("with_counselling_office")),
            "conditions": self.chosen("conditions"),
            "result": self.chosen("result"),
            "on_date": self.day(),
        }


class TalkForm(OnDayForm):
    """One talk about the family."""

    talk_with = CodeField(_("With whom?"), radios=True)
    field_order = ("talk_with", "on_date")

    def fill(self) -> None:
        """Give with whom."""
        self.give("talk_with", choices(TALKS))

    def given(self) -> dict[str, Any]:
        """Give with whom, and the day."""
        return {"talk_with": self.chosen("talk_with"), "on_date": self.day()}


class PlanOutForm(OnDayForm):
    """When somebody is to move out."""

    planned_date = DayField(label=_("Day of moving out"), help_text=DAY)
    field_order = ("planned_date", "on_date")

    def given(self) -> dict[str, Any]:
        """Give both days."""
        return {"planned_date": self.day("planned_date"), "on_date": self.day()}


class ExtendForm(ChainForm):
    """Until when somebody stays beyond nine months, and why."""

    until_date = DayField(label=_("New last day"), help_text=DAY)
    why = CodeField(_("Why?"), radios=True, layout="down")
    words = TextField(_("In your own words"), is_optional=True, help_text=NO_NAMES)

    def fill(self) -> None:
        """Give the reasons."""
        self.give("why", choices(GOING))

    def given(self) -> dict[str, Any]:
        """Give the exception."""
        return {
            "until_date": self.day("until_date"),
            "why": self.chosen("why"),
            "words": self.chosen("words"),
        }


class FollowForm(OnDayForm):
    """How somebody is after moving out."""

    found = CodeField(_("How is the person?"), radios=True)
    words = TextField(_("In your own words"), is_optional=True, help_text=NO_NAMES)
    field_order = ("found", "on_date", "words")

    def fill(self) -> None:
        """Give what can be found."""
        self.give("found", choices(AFTER))

    def given(self) -> dict[str, Any]:
        """Give what was found."""
        return {"found": self.chosen("found"), "on_date": self.day(), "words": self.chosen("words")}


class GivePlacesForm(OnDayForm):
    """Which places are given."""

    places = CodesField(_("Places"), layout="down", is_optional=False)
    field_order = ("places", "on_date")

    def __init__(self, *args: Any, places: _Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("places", places)
        # Only free places can be chosen: what is not among them any more has been given away.
        self.fields["places"].error_messages["invalid_choice"] = str(MESSAGES["place_taken"])

    def given(self) -> dict[str, Any]:
        """Give the places and the day."""
        return {"places": self.all_chosen("places"), "on_date": self.day()}


class AskForm(OnDayForm):
    """For whom a place is asked, who comes along, and who came with the question."""

    member = CodeField(_("For whom?"), radios=True, layout="down")
    companions = CodesField(_("Who comes along?"), layout="down")
    scheme = CodeField(_("In which scheme?"), radios=True, layout="down")
    came_from = CodeField(_("Who came with the question?"))
    field_order = ("member", "companions", "scheme", "came_from", "on_date")

    def __init__(self, *args: Any, people: _Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(people)
        self.give("member", known)
        self.give("companions", known)

    def fill(self) -> None:
        """Give the schemes, and who can have come with the question."""
        self.give("scheme", choices(SCHEMES))
        self.give("came_from", [*CHOOSE, *choices(CAME_FROM)])

    def given(self) -> dict[str, Any]:
        """Give what is asked."""
        return {
            "member": self.chosen("member"),
            "companions": self.all_chosen("companions"),
            "scheme": self.chosen("scheme"),
            "came_from": self.chosen("came_from"),
            "on_date": self.day(),
        }


class AccountForm(ChainForm):
    """Which account."""

    account = CodeField(_("Account"))

    def __init__(self, *args: Any, people: _Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("account", [*CHOOSE, *people])

    def given(self) -> dict[str, Any]:
        """Give the account."""
        return {"account": self.number("account")}


class DwellingForm(ChainForm):
    """A dwelling that comes into the scheme; nothing of where it is."""

    provider = CodeField(_("Provider"))
    zone = CodeField(_("Zone"))
    genders = CodeField(_("For whom?"), radios=True)
    takes_children = forms.BooleanField(label=_("Takes children"), required=False)
    takes_couples = forms.BooleanField(label=_("Takes couples"), required=False)
    offers = CodesField(_("What it has"))

    def __init__(self, *args: Any, providers: _Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("provider", [*CHOOSE, *providers])

    def fill(self) -> None:
        """Give zones, genders and what a dwelling can have."""
        self.give("zone", [*CHOOSE, *self.zones])
        self.give("genders", choices(GENDERS))
        self.give("offers", choices(NEEDS))

    def given(self) -> dict[str, Any]:
        """Give the draft."""
        return {
            "draft": DwellingDraft(
                provider=self.chosen("provider"),
                zone=self.chosen("zone"),
                genders=self.chosen("genders"),
                takes_children=bool(self.cleaned_data.get("takes_children")),
                takes_couples=bool(self.cleaned_data.get("takes_couples")),
                offers=self.all_chosen("offers"),
            )
        }


class OpenPlacesForm(ChainForm):
    """How many places, from which day."""

    places = WholeNumberField(_("How many places?"))
    from_date = DayField(label=_("From"), help_text=DAY)

    def given(self) -> dict[str, Any]:
        """Give the number and the day."""
        return {"places": self.number("places"), "from_date": self.day("from_date")}


class CutForm(ChainForm):
    """Which place is cut, from which day."""

    place = CodeField(_("Place"))
    to_date = DayField(label=_("Not a place from"), help_text=DAY)

    def __init__(self, *args: Any, places: _Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("place", [*CHOOSE, *places])

    def given(self) -> dict[str, Any]:
        """Give the place and the day."""
        return {"place": self.chosen("place"), "to_date": self.day("to_date")}


class ClearForm(ChainForm):
    """From when until when a dwelling is cleared."""

    from_date = DayField(label=_("From"), help_text=DAY)
    to_date = DayField(label=_("To and including"), help_text=DAY)

    def given(self) -> dict[str, Any]:
        """Give both days."""
        return {"from_date": self.day("from_date"), "to_date": self.day("to_date")}


def secret(label: Any) -> forms.CharField:
    """Make a field for a passphrase."""
    widget = forms.PasswordInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=200, strip=False, widget=widget)


class OpenAddressForm(ChainForm):
    """The passphrase of an officer."""

    passphrase = secret(_("Your passphrase"))

    def given(self) -> dict[str, Any]:
        """Give the passphrase."""
        return {"passphrase": self.chosen("passphrase")}


class WriteAddressForm(ChainForm):
    """Where a dwelling is, for its officers alone."""

    address = forms.CharField(
        label=_("Address"), required=False, max_length=300, widget=forms.TextInput(attrs=OFF)
    )
    municipality = forms.CharField(
        label=_("Municipality"), required=False, max_length=300, widget=forms.TextInput(attrs=OFF)
    )
    passphrase = secret(_("Your passphrase"))

    def given(self) -> dict[str, Any]:
        """Give the address and the passphrase."""
        return {name: self.chosen(name) for name in ("address", "municipality", "passphrase")}


class NameOfficersForm(ChainForm):
    """Who may read where a dwelling is."""

    officers = CodesField(_("Officers"), layout="down", is_optional=False)

    def __init__(self, *args: Any, usernames: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("officers", [(one, one) for one in usernames])

    def given(self) -> dict[str, Any]:
        """Give their user names."""
        return {"officers": self.all_chosen("officers")}
