"""Plans in words: a case's, a day's and a service's; and one's notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fristed.casework.plans.facts import (
    HolidayCase,
    KeptFilter,
    Load,
    Plans,
    QuietCase,
    SignLine,
    TaskLine,
)
from fristed.casework.plans.rules import age_of_text
from fristed.foundation.identity.access.queries import colleagues
from fristed.foundation.notifying.codes import ALARMING
from fristed.foundation.notifying.facts import NoticeLine
from fristed.interfaces.web import labels
from fristed.interfaces.web.plans.words import AGE_REACHED, ANSWERS, COLOURS, NOTICES, STATES, TASK_KINDS

Names = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task in words; ``whose`` is empty where it is for all who work on the case."""

    key: str
    reference: str
    kind: str
    text: str
    whose: str
    due_date: date
    is_late: bool
    done_at: datetime | None
    done_by: str


@dataclass(frozen=True, slots=True)
class ShownSign:
    """A promised sign of life in words."""

    line: SignLine
    state: str
    colour: str
    answer: str


@dataclass(frozen=True, slots=True)
class ShownLoad:
    """How much somebody has, with a name."""

    name: str
    load: Load


@dataclass(frozen=True, slots=True)
class ShownQuiet:
    """A case that has gone quiet, in words."""

    reference: str
    main_concern: str
    last_contact_date: date
    responsible: str


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """A notice in words; ``reference`` is empty where the reader may not be told of a case."""

    words: str
    reference: str
    at: datetime
    is_read: bool
    is_alarming: bool


def name_of(names: Names, account: int | None) -> str:
    """Give what somebody is called; nothing where nobody is meant, and a mark where the account is gone."""
    if account is None:
        return ""
    return names.get(account, "–")


def shown_task(line: TaskLine, *, names: Names, today: date) -> ShownTask:
    """Put a task into words."""
    age = age_of_text(line.text)
    return ShownTask(
        key=line.key,
        reference=line.reference,
        kind=str(TASK_KINDS[line.kind]),
        text=str(AGE_REACHED) % {"age": age} if age else line.text,
        whose=name_of(names, line.account_id),
        due_date=line.due_date,
        is_late=line.done_at is None and line.due_date < today,
        done_at=line.done_at,
        done_by=line.done_by,
    )


def shown_sign(line: SignLine) -> ShownSign:
    """Put a promised sign of life into words."""
    answer = str(ANSWERS[line.answer]) if line.answer else ""
    return ShownSign(line, str(STATES[line.state]), COLOURS[line.state], answer)


def shown_tasks(lines: Iterable[TaskLine], *, names: Names, today: date) -> list[ShownTask]:
    """Put tasks into words."""
    return [shown_task(line, names=names, today=today) for line in lines]


def has_tasks_of_somebody(plans: Plans) -> bool:
    """Whether there are names to look up."""
    return any(line.account_id is not None for line in plans.tasks)


def names_by_account() -> dict[int, str]:
    """Give what everybody who can sign in is called, in one question."""
    return {one.account_id: one.display_name for one in colleagues()}


def shown_loads(loads: Iterable[Load], *, names: Names) -> list[ShownLoad]:
    """Put how much each has under names, in their order."""
    shown = [ShownLoad(name_of(names, load.account_id), load) for load in loads]
    return sorted(shown, key=lambda one: labels.alphabetical(one.name))


def shown_quiet(cases: Iterable[QuietCase], *, names: Names) -> list[ShownQuiet]:
    """Put cases that have gone quiet into words."""
    return [
        ShownQuiet(
            one.reference,
            labels.label("main_concerns", one.main_concern),
            one.last_contact_date,
            name_of(names, one.responsible),
        )
        for one in cases
    ]


@dataclass(frozen=True, slots=True)
class ShownHolidayCase:
    """A case without a contact plan, in words; the concern is the newest that is known."""

    reference: str
    concern: str
    age: str
    responsible: str
    last_contact_date: date | None
    is_own: bool
    old_plan_date: date | None


def shown_holiday_cases(cases: Iterable[HolidayCase], *, names: Names) -> list[ShownHolidayCase]:
    """Put cases without a contact plan into words."""
    return [
        ShownHolidayCase(
            one.reference,
            labels.label("main_concerns", one.current_concern or one.main_concern),
            labels.label("age_bands", one.age_band),
            name_of(names, one.responsible),
            one.last_contact_date,
            one.is_own,
            one.old_plan_date,
        )
        for one in cases
    ]


def shown_notices(lines: Iterable[NoticeLine], *, reached: frozenset[str]) -> list[ShownNotice]:
    """Put notices into words, without the reference of a case that is out of the reader's reach now."""
    return [
        ShownNotice(
            str(NOTICES[line.kind]),
            line.reference if line.reference in reached else "",
            line.at,
            line.is_read,
            line.kind in ALARMING and not line.is_read,
        )
        for line in lines
    ]


def named_filters(
    filters: Iterable[KeptFilter], words: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, str, dict[str, str]]]:
    """Give saved filters as key, words and codes; a code that is in no list any more stands as it is."""
    return [
        (
            one.key,
            ", ".join(words.get(name, {}).get(code, code) for name, code in one.codes.items()),
            one.codes,
        )
        for one in filters
    ]
