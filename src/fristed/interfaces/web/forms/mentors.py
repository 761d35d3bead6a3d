"""The forms of mentors: asking, consent, matching, ending, feedback, offers and organisations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web.forms.coded import CHOOSE
from fristed.interfaces.web.forms.fields import CodeField
from fristed.interfaces.web.forms.housing import OFF, YES_OR_NO, ChainForm, OnDayForm
from fristed.interfaces.web.housing.words import choices
from fristed.interfaces.web.mentors.words import BECAUSE, GIVEN_BY, KINDS, USEFUL, WANTED, WAYS, WHYS

_Choices = Iterable[tuple[str, Any]]


class AskForMentorForm(OnDayForm):
    """For whom, of which kind."""

    member = CodeField(_("For whom?"), radios=True, layout="down")
    because = CodeField(_("Why is the scheme for this person?"), radios=True, layout="down")
    kind = CodeField(_("What kind of support?"))
    wanted = CodeField(_("Which gender should the mentor have?"), radios=True)
    way = CodeField(_("How can they meet?"), radios=True)
    field_order = ("member", "because", "kind", "wanted", "way", "on_date")

    def __init__(self, *args: Any, choose: _Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("member", choose)

    def fill(self) -> None:
        """Give the codes."""
        self.give("because", choices(BECAUSE))
        self.give("kind", [*CHOOSE, *choices(KINDS)])
        self.give("wanted", choices(WANTED))
        self.give("way", choices(WAYS))

    def given(self) -> dict[str, Any]:
        """Give what is asked."""
        names = ("member", "because", "kind", "wanted", "way")
        return {**{name: self.chosen(name) for name in names}, "on_date": self.day()}


class MatchForm(OnDayForm):
    """A step of a match; ``choose`` is what its field of codes can hold."""

    FIELD = ""

    def __init__(self, *args: Any, choose: _Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.FIELD:
            self.give(self.FIELD, choose)

    def given(self) -> dict[str, Any]:
        """Give the choice and the day."""
        chosen = {self.FIELD: self.chosen(self.FIELD)} if self.FIELD else {}
        return {**chosen, "on_date": self.day()}


class ConsentForm(MatchForm):
    """To which organisation the person consents."""

    FIELD = "organisation"
    organisation = CodeField(_("To which organisation does the person consent?"), radios=True, layout="down")
    field_order = ("organisation", "on_date")


class OfferToMatchForm(MatchForm):
    """Which volunteer."""

    FIELD = "offer"
    offer = CodeField(_("Which volunteer?"), radios=True, layout="down")
    field_order = ("offer", "on_date")


class EndForm(MatchForm):
    """Why it ends."""

    why = CodeField(_("Why?"), radios=True, layout="down")
    field_order = ("why", "on_date")

    def fill(self) -> None:
        """Give the reasons."""
        self.give("why", choices(WHYS))

    def given(self) -> dict[str, Any]:
        """Give the reason and the day."""
        return {"why": self.chosen("why"), "on_date": self.day()}


class FeedbackForm(MatchForm):
    """How useful it was."""

    teller = CodeField(_("Who says so?"), radios=True)
    useful = CodeField(_("How useful was it?"), radios=True)
    felt_safe = CodeField(_("Did it feel safe?"), radios=True)
    field_order = ("teller", "useful", "felt_safe", "on_date")

    def fill(self) -> None:
        """Give the answers."""
        self.give("teller", choices(GIVEN_BY))
        self.give("useful", choices(USEFUL))
        self.give("felt_safe", YES_OR_NO)

    def given(self) -> dict[str, Any]:
        """Give the feedback."""
        return {
            "teller": self.chosen("teller"),
            "useful": self.chosen("useful"),
            "felt_safe": self.answer("felt_safe"),
            "on_date": self.day(),
        }


class OfferForm(ChainForm):
    """What a volunteer offers; no name."""

    kind = CodeField(_("What kind of support?"))
    gender = CodeField(_("Gender of the volunteer"), radios=True)
    way = CodeField(_("How can they meet?"), radios=True)

    def fill(self) -> None:
        """Give the codes."""
        self.give("kind", [*CHOOSE, *choices(KINDS)])
        self.give("gender", choices(WANTED))
        self.give("way", choices(WAYS))

    def given(self) -> dict[str, Any]:
        """Give the offer."""
        return {name: self.chosen(name) for name in ("kind", "gender", "way")}


class OrganisationForm(ChainForm):
    """The name of an organisation, which is public."""

    name = forms.CharField(
        label=_("Name of the organisation"), required=False, max_length=200, widget=forms.TextInput(attrs=OFF)
    )

    def given(self) -> dict[str, Any]:
        """Give the name."""
        return {"name": self.chosen("name")}
