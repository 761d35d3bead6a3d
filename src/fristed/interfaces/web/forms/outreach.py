"""The forms of outreach: assignments, weeks, two clicks, witnesses, answers, posts."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.casework.assignments.codes import SERVICES, Kind, audiences
from fristed.casework.assignments.facts import AnswersDraft, AssignmentDraft, PostDraft
from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.forms.coded import CHOOSE, NOT_NOTED
from fristed.interfaces.web.forms.fields import CodeField, DayField
from fristed.interfaces.web.forms.housing import DAY, OFF, ChainForm
from fristed.interfaces.web.forms.plans import WholeNumberField
from fristed.interfaces.web.outreach.words import EVERYWHERE
from fristed.methods.classifications import code_list

_Choices = Iterable[tuple[str, Any]]
LONGEST_TYPED = 300


def listed(name: str, codes: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """Give the codes of a list with their words; all of them, or some."""
    chosen = list(code_list(name).codes()) if codes is None else list(codes)
    return [(code, labels.label(name, code)) for code in chosen]


def agencies() -> list[tuple[str, str]]:
    """Give the agencies whose competence can be raised."""
    return listed("referrers", audiences())


def counties() -> list[tuple[str, Any]]:
    """Give the counties, and that there is none."""
    return [("", EVERYWHERE), *sorted(listed("counties"), key=lambda one: labels.alphabetical(one[1]))]


class LineField(forms.CharField):
    """One line of text."""

    def __init__(self, label: Any, *, help_text: Any = "", is_optional: bool = True) -> None:
        widget = forms.TextInput(attrs=OFF)
        super().__init__(
            label=label, help_text=help_text, required=False, max_length=LONGEST_TYPED, widget=widget
        )
        self.is_optional = is_optional


def optional_day(label: Any) -> DayField:
    """Make a field for a day that need not be given."""
    field = DayField(label=label, help_text=DAY)
    field.is_optional = True
    return field


class DraftForm(ChainForm):
    """What an assignment is about, for whom, and where."""

    audience = CodeField(_("Whose competence is raised?"))
    subject = CodeField(_("What is it about?"))
    form = CodeField(_("How do they meet?"), radios=True)
    county = CodeField(_("County"))
    partner = CodeField(_("Together with"), is_optional=True)
    asker = CodeField(_("Who asks for it?"), is_optional=True)
    agency = LineField(
        _("Name of the agency"), help_text=_("Such as the name of the school. No name of a person.")
    )
    contact = LineField(
        _("Contact at the agency"),
        help_text=_(
            "How a colleague there is reached at work. It is taken out when the matter is over. Write "
            "nothing about anybody whom a case concerns."
        ),
    )

    def fill(self) -> None:
        """Give the codes."""
        self.give("audience", [*CHOOSE, *agencies()])
        self.give("subject", [*CHOOSE, *listed("outreach_subjects")])
        self.give("form", listed("outreach_forms"))
        self.give("county", counties())
        self.give("partner", [("", _("Nobody")), *listed("outreach_partners")])
        self.give("asker", [*NOT_NOTED, *agencies()])

    def draft(self) -> AssignmentDraft:
        """Give what was filled in, before any rule is applied."""
        names = ("audience", "subject", "form", "county", "partner", "asker", "agency", "contact")
        return AssignmentDraft(
            **{name: self.chosen(name) for name in names},
            wished_date=self.day("wished_date"),
        )


class RequestForm(DraftForm):
    """An agency asks for an assignment."""

    wished_date = optional_day(_("Day that they wish"))
    on_date = DayField(label=_("When did they ask?"), help_text=DAY)
    field_order = (
        *("audience", "asker", "agency", "contact", "subject", "form", "county", "partner"),
        *("wished_date", "on_date"),
    )

    def given(self) -> dict[str, Any]:
        """Give the request."""
        return {"draft": self.draft(), "on_date": self.day()}


class HeldForm(DraftForm):
    """An assignment that was held."""

    on_date = DayField(label=_("When was it held?"), help_text=DAY)
    participants = WholeNumberField(_("How many took part?"), is_optional=True)
    week = CodeField(_("Week of competence-raising"), is_optional=True)
    field_order = (
        *("audience", "agency", "subject", "form", "county", "partner", "asker", "on_date", "participants"),
        *("week", "contact"),
    )

    def __init__(self, *args: Any, weeks: _Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        give_weeks(self, weeks)

    def given(self) -> dict[str, Any]:
        """Give the assignment."""
        return {
            "draft": self.draft(),
            "on_date": self.day(),
            "participants": self.number("participants"),
            "week": self.chosen("week"),
        }


def give_weeks(form: ChainForm, weeks: _Choices) -> None:
    """Give a form the weeks that can be chosen, and take the field out where there are none."""
    if known := list(weeks):
        form.give("week", [("", _("In no such week")), *known])
    else:
        del form.fields["week"]


class StepForm(ChainForm):
    """A step with an assignment; ``weeks`` and ``own`` are what some of them need."""

    def __init__(self, *args: Any, weeks: _Choices = (), own: str = "", **kwargs: Any) -> None:
        self.weeks, self.own = list(weeks), own
        super().__init__(*args, **kwargs)


class PassOnForm(StepForm):
    """To which service."""

    to = CodeField(_("To which service?"), radios=True, layout="down")

    def fill(self) -> None:
        """Give the other services."""
        self.give("to", listed("services", [one for one in SERVICES if one != self.own]))

    def given(self) -> dict[str, Any]:
        """Give the service."""
        return {"to": self.chosen("to")}


class WhyForm(StepForm):
    """Why not."""

    LIST = "outreach_decline_reasons"
    why = CodeField(_("Why?"), radios=True, layout="down")

    def fill(self) -> None:
        """Give the reasons."""
        self.give("why", listed(self.LIST))

    def given(self) -> dict[str, Any]:
        """Give the reason."""
        return {"why": self.chosen("why")}


class CancelForm(WhyForm):
    """Why it is called off."""

    LIST = "outreach_cancel_reasons"


class PlanForm(StepForm):
    """On which day."""

    planned_date = DayField(label=_("Day that is agreed on"), help_text=DAY)

    def given(self) -> dict[str, Any]:
        """Give the day."""
        return {"planned_date": self.day("planned_date")}


class HoldForm(StepForm):
    """That it was held."""

    on_date = DayField(label=_("When was it held?"), help_text=DAY)
    participants = WholeNumberField(_("How many took part?"), is_optional=True)
    week = CodeField(_("Week of competence-raising"), is_optional=True)

    def fill(self) -> None:
        """Give the weeks."""
        give_weeks(self, self.weeks)

    def given(self) -> dict[str, Any]:
        """Give the day and how many."""
        return {
            "on_date": self.day(),
            "participants": self.number("participants"),
            "week": self.chosen("week"),
        }


class CorrectForm(DraftForm):
    """What is noted of an assignment, corrected; ``is_held`` says whether it has a day and participants."""

    wished_date = optional_day(_("Day that they wish"))
    held_date = DayField(label=_("When was it held?"), help_text=DAY)
    participants = WholeNumberField(_("How many took part?"), is_optional=True)

    def __init__(self, *args: Any, is_held: bool = False, is_over: bool = False, **kwargs: Any) -> None:
        kwargs.pop("weeks", None)
        kwargs.pop("own", None)
        super().__init__(*args, **kwargs)
        for name in () if is_held else ("held_date", "participants"):
            del self.fields[name]
        if is_over:
            del self.fields["contact"]

    def given(self) -> dict[str, Any]:
        """Give the correction."""
        return {
            "draft": self.draft(),
            "held_date": self.day("held_date"),
            "participants": self.number("participants"),
        }


class FeedbackForm(StepForm):
    """How many gave which answer; a field is empty where none did."""

    # What is wrong with a question is said beside its first answer.
    ALIASES = MappingProxyType({asked: f"{asked}-yes" for asked in code_list("outreach_questions").codes()})

    respondents = WholeNumberField(_("How many answered?"), help_text=_("Write 0 if nobody answered."))

    def fill(self) -> None:
        """Make a field for each question and answer."""
        language = formats.language()
        for asked in code_list("outreach_questions"):
            for one in code_list("outreach_answers"):
                label = f"{asked.label(language)} {one.label(language)}"
                field = WholeNumberField(label, is_optional=True)
                field.widget.attrs["class"] = "ds-input"
                self.fields[f"{asked.code}-{one.code}"] = field

    def given(self) -> dict[str, Any]:
        """Give the numbers."""
        counts = {
            (asked, one): self.number(f"{asked}-{one}") or 0
            for asked in code_list("outreach_questions").codes()
            for one in code_list("outreach_answers").codes()
        }
        return {"respondents": self.number("respondents"), "counts": counts}


class WeekForm(ChainForm):
    """A week of competence-raising."""

    first_date = DayField(label=_("First day"), help_text=DAY)
    last_date = DayField(label=_("Last day"), help_text=DAY)
    county = CodeField(_("County"))

    def fill(self) -> None:
        """Give the counties."""
        self.give("county", [("", _("Several counties")), *counties()[1:]])

    def given(self) -> dict[str, Any]:
        """Give the week."""
        return {
            "first_date": self.day("first_date"),
            "last_date": self.day("last_date"),
            "county": self.chosen("county"),
        }


class ActivityForm(ChainForm):
    """Teaching, a group or an open door, corrected."""

    kind = CodeField(_("What was it?"), radios=True)
    theme = CodeField(_("What was it about?"))
    on_date = DayField(label=_("Day"), help_text=DAY)
    county = CodeField(_("County"))
    participants = WholeNumberField(_("How many took part?"), is_optional=True)

    def fill(self) -> None:
        """Give the codes."""
        self.give("kind", listed("outreach_kinds", map(str, Kind)))
        self.give("theme", [*CHOOSE, *listed("outreach_themes")])
        self.give("county", [*NOT_NOTED, *counties()[1:]])

    def given(self) -> dict[str, Any]:
        """Give the activity."""
        names = ("kind", "theme", "county")
        return {
            **{name: self.chosen(name) for name in names},
            "on_date": self.day(),
            "participants": self.number("participants"),
        }


class SummonsForm(ChainForm):
    """The service is called as expert witness."""

    forum = CodeField(_("Before what kind of court or board?"))
    subject = CodeField(_("What is the witness to speak of?"))
    hearing_date = optional_day(_("Day of the hearing"))
    on_date = DayField(label=_("When did the summons come?"), help_text=DAY)

    def fill(self) -> None:
        """Give the codes."""
        self.give("forum", [*CHOOSE, *listed("witness_forums")])
        self.give("subject", [*CHOOSE, *listed("witness_subjects")])

    def given(self) -> dict[str, Any]:
        """Give the summons."""
        return {
            "forum": self.chosen("forum"),
            "subject": self.chosen("subject"),
            "hearing_date": self.day("hearing_date"),
            "on_date": self.day(),
        }


class CheckForm(StepForm):
    """What came of the conflict check."""

    result = CodeField(
        _("What came of the check?"),
        radios=True,
        layout="down",
        help_text=_(
            "Look in the register yourself whether the service has a case with the person, and ask "
            "colleagues. Write no name anywhere: only what came of it is kept."
        ),
    )
    on_date = DayField(label=_("When did you check?"), help_text=DAY)

    def fill(self) -> None:
        """Give the results."""
        self.give("result", listed("witness_checks"))

    def given(self) -> dict[str, Any]:
        """Give the result and the day."""
        return {"result": self.chosen("result"), "on_date": self.day()}


class TestifyForm(StepForm):
    """When the testimony was given."""

    on_date = DayField(label=_("When was the testimony given?"), help_text=DAY)

    def given(self) -> dict[str, Any]:
        """Give the day."""
        return {"on_date": self.day()}


class AnswersForm(ChainForm):
    """What the site gives for a month, or a year."""

    year = WholeNumberField(_("Year"))
    month = WholeNumberField(_("Month"), is_optional=True, help_text=_("Leave it empty for the whole year."))
    answers = WholeNumberField(_("Questions answered"))
    girls = WholeNumberField(_("Girls, percent"), is_optional=True)
    boys = WholeNumberField(_("Boys, percent"), is_optional=True)
    others = WholeNumberField(_("Others, percent"), is_optional=True)
    useful_to_askers = WholeNumberField(_("Found useful by askers, percent"), is_optional=True)
    useful_to_readers = WholeNumberField(_("Found useful by readers, percent"), is_optional=True)

    def given(self) -> dict[str, Any]:
        """Give the numbers."""
        names = ("year", "answers", "girls", "boys", "others", "useful_to_askers", "useful_to_readers")
        numbers = {name: self.number(name) for name in names}
        return {"draft": AnswersDraft(**numbers, month=self.number("month") or 0)}


class AnswersFileForm(ChainForm):
    """A file of answers."""

    file = forms.FileField(
        label=_("File with answers"),
        help_text=_("CSV in UTF-8, one row for each month or year."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
    )


class PostForm(ChainForm):
    """Where an adviser is posted."""

    county = CodeField(_("County"))
    school = LineField(_("School"), help_text=_("Leave it empty where somebody covers the county."))
    phone = LineField(
        _("Telephone of the service there"), help_text=_("It is shown to the public with county and school.")
    )
    account = CodeField(_("Adviser with an account"), is_optional=True)
    adviser = LineField(_("Or the adviser's name at work"))
    share = WholeNumberField(_("Share of a post, percent"))
    since_date = DayField(label=_("Since"), help_text=DAY)
    until_date = optional_day(_("To and including"))

    def __init__(self, *args: Any, people: _Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("county", [*CHOOSE, *counties()[1:]])
        self.give("account", [("", _("Nobody with an account")), *people])

    def given(self) -> dict[str, Any]:
        """Give the post."""
        return {
            "draft": PostDraft(
                county=self.chosen("county"),
                school=self.chosen("school"),
                phone=self.chosen("phone"),
                adviser=self.chosen("adviser"),
                account=self.number("account"),
                share=self.number("share"),
                since_date=self.day("since_date"),
                until_date=self.day("until_date"),
            )
        }
