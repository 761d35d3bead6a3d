"""Outreach in words: a line of a list, a whole assignment, a month as weeks of days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.functional import Promise
from django.utils.text import capfirst

from fristed.casework.assignments.codes import FOLLOWS, STAND_FOLLOWS, Stand, State
from fristed.casework.assignments.facts import (
    ActivityLine,
    AssignmentDetail,
    AssignmentLine,
    PostLine,
    WeekLine,
    WitnessLine,
)
from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.cases.shown import Fact
from fristed.interfaces.web.outreach.words import (
    STAND_COLOURS,
    STANDS,
    STATE_COLOURS,
    STATES,
)
from fristed.methods.classifications import code_list

DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True)
class ShownAssignment:
    """One assignment in a list, in words."""

    line: AssignmentLine
    state: str
    colour: str
    service: str
    audience: str
    subject: str
    county: str
    form: str
    helpers: str

    @property
    def title(self) -> str:
        """What it is called in a list: for whom, and what about."""
        return f"{self.line.agency or self.audience}: {self.subject}"


def shown_assignment(line: AssignmentLine) -> ShownAssignment:
    """Put an assignment into words."""
    return ShownAssignment(
        line,
        str(STATES[line.state]),
        STATE_COLOURS.get(line.state, "neutral"),
        labels.service(line.service),
        labels.label("referrers", line.audience),
        labels.label("outreach_subjects", line.subject),
        county(line.county),
        labels.label("outreach_forms", line.form),
        ", ".join(map(labels.service, line.helpers)),
    )


def county(code: str) -> str:
    """Give the name of a county, empty where there is none."""
    return labels.label("counties", code) if code else ""


def steps_now(found: AssignmentDetail) -> tuple[list[str], list[str]]:
    """Give the names of the steps that the reader may take now: those on pages of their own, and buttons."""
    state = State(found.line.state)
    can = FOLLOWS[state]
    if not found.is_own:
        return [], [*(["take"] if found.may_take else []), *(["join"] if found.may_join else [])]
    pages = [name for name, to in _PAGES if to in can]
    if state == State.HELD:
        pages.append("feedback")
    pages += ["correct"] if found.may_correct else []
    buttons = ["accept"] if State.ACCEPTED in can else []
    if can:
        buttons.append("no-help" if found.line.needs_help else "help")
    return pages, buttons


_PAGES = (
    ("hold", State.HELD),
    ("plan", State.PLANNED),
    ("pass-on", State.PASSED_ON),
    ("decline", State.DECLINED),
    ("cancel", State.CANCELLED),
)


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """One question after an assignment, with how many gave each answer."""

    question: str
    numbers: tuple[int, ...]


def feedback_shown(found: AssignmentDetail) -> tuple[list[str], list[QuestionShown]]:
    """Give the answers that can be given, and the questions with how many gave each."""
    language = formats.language()
    given: Mapping[tuple[str, str], int] = {(one.question, one.answer): one.number for one in found.feedback}
    answers = list(code_list("outreach_answers"))
    rows = [
        QuestionShown(asked.label(language), tuple(given.get((asked.code, one.code), 0) for one in answers))
        for asked in code_list("outreach_questions")
    ]
    return [one.label(language) for one in answers], rows


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day of a month: its number, what is on it, and whether it is of the month and today."""

    day: date
    lines: tuple[ShownAssignment, ...]
    weeks: tuple[str, ...]
    is_in_month: bool
    is_today: bool


def first_of(year: int, month: int) -> date:
    """Give the first day of a month."""
    return date(year, month, 1)


def first_after(year: int, month: int) -> date:
    """Give the first day of the month after."""
    return date(year + month // 12, month % 12 + 1, 1)


def month_shown(
    first: date, after: date, lines: Iterable[AssignmentLine], weeks: Iterable[WeekLine], *, today: date
) -> list[list[DayShown]]:
    """Give a month as weeks of seven days, from Monday to Sunday, with the days around it."""
    by_day: dict[date, list[ShownAssignment]] = {}
    for line in lines:
        if line.day:
            by_day.setdefault(line.day, []).append(shown_assignment(line))
    weeks_known = list(weeks)
    start = first - timedelta(days=first.weekday())
    days = [start + timedelta(days=number) for number in range((after - start).days)]
    days += [days[-1] + timedelta(days=extra) for extra in range(1, DAYS_OF_WEEK - days[-1].weekday())]
    shown = [
        DayShown(
            day,
            tuple(by_day.get(day, ())),
            tuple(
                labels.service(one.service) for one in weeks_known if one.first_date <= day <= one.last_date
            ),
            first <= day < after,
            day == today,
        )
        for day in days
    ]
    return [shown[place : place + DAYS_OF_WEEK] for place in range(0, len(shown), DAYS_OF_WEEK)]


def month_name(first: date) -> str:
    """Give the name of a month with its year."""
    return f"{MONTHS[first.month]} {first.year}"


def weekdays() -> list[str]:
    """Give the names of the days of the week."""
    return [capfirst(str(one)) for one in WEEKDAYS.values()]


@dataclass(frozen=True, slots=True)
class ShownWeek:
    """A week of competence-raising, in words."""

    line: WeekLine
    service: str
    county: str


def shown_week(line: WeekLine) -> ShownWeek:
    """Put a week into words."""
    return ShownWeek(line, labels.service(line.service), county(line.county))


@dataclass(frozen=True, slots=True)
class ShownActivity:
    """Teaching, a group or an open door, in words."""

    line: ActivityLine
    kind: str
    theme: str
    county: str


def shown_activity(line: ActivityLine) -> ShownActivity:
    """Put an activity into words."""
    return ShownActivity(
        line,
        labels.label("outreach_kinds", line.kind),
        labels.label("outreach_themes", line.theme),
        county(line.county),
    )


@dataclass(frozen=True, slots=True)
class ShownWitness:
    """Work as expert witness, in words."""

    line: WitnessLine
    state: str | Promise
    colour: str
    subject: str
    forum: str
    check: str
    why: str


def shown_witness(line: WitnessLine) -> ShownWitness:
    """Put a summons into words."""
    return ShownWitness(
        line,
        STANDS[line.state],
        STAND_COLOURS.get(line.state, "neutral"),
        labels.label("witness_subjects", line.subject),
        labels.label("witness_forums", line.forum),
        labels.label("witness_checks", line.check_result) if line.check_result else "",
        labels.label("outreach_decline_reasons", line.why) if line.why else "",
    )


def stands_now(line: WitnessLine) -> list[str]:
    """Give the names of the steps that can be taken now with a summons."""
    can = STAND_FOLLOWS[Stand(line.state)]
    may_accept = line.check_result not in ("", "conflict")
    names = [
        ("check", Stand.CHECKED, line.may_check),
        ("accept", Stand.ACCEPTED, may_accept),
        ("prepare", Stand.PREPARED, True),
        ("testify", Stand.TESTIFIED, True),
        ("decline", Stand.DECLINED, True),
        ("call-off", Stand.CALLED_OFF, True),
    ]
    return [name for name, to, is_open in names if is_open and to in can]


@dataclass(frozen=True, slots=True)
class ShownPost:
    """Where an adviser is posted, in words."""

    line: PostLine
    county: str
    adviser: str
    share: str


def shown_post(line: PostLine, names: Mapping[int, str]) -> ShownPost:
    """Put a post into words; whoever has an account is called by the name of the account."""
    adviser = names.get(line.account, "") if line.account else line.adviser
    return ShownPost(line, county(line.county), adviser, formats.percent(line.share))


def facts_of(found: AssignmentDetail) -> list[tuple[str, str]]:
    """Give what is noted of an assignment: a code of each fact, and its value in words where it has one."""
    draft = found.draft
    day = formats.day
    given = [
        ("audience", labels.label("referrers", draft.audience)),
        ("subject", labels.label("outreach_subjects", draft.subject)),
        ("form", labels.label("outreach_forms", draft.form)),
        ("county", county(draft.county)),
        ("partner", labels.label("outreach_partners", draft.partner) if draft.partner else ""),
        ("asker", labels.label("referrers", draft.asker) if draft.asker else ""),
        ("agency", draft.agency),
        ("contact", draft.contact),
        ("wished", day(draft.wished_date) if draft.wished_date else ""),
        ("planned", day(found.planned_date) if found.planned_date else ""),
        ("held", day(found.held_date) if found.held_date else ""),
        ("participants", "" if found.participants is None else formats.number(found.participants)),
        ("week", " – ".join(day(one) for one in found.week) if found.week else ""),
        ("helpers", ", ".join(map(labels.service, found.line.helpers))),
        ("asked", labels.service(found.asked_service)),
        ("why", _why(found)),
    ]
    return [(name, value) for name, value in given if value]


def _why(found: AssignmentDetail) -> str:
    if not found.why:
        return ""
    declined = found.line.state == State.DECLINED
    name = "outreach_decline_reasons" if declined else "outreach_cancel_reasons"
    return labels.label(name, found.why)


def facts_in_words(found: AssignmentDetail, names: Mapping[str, str | Promise]) -> list[Fact]:
    """Give what is noted of an assignment, in words."""
    return [Fact(str(names[name]), value) for name, value in facts_of(found)]
