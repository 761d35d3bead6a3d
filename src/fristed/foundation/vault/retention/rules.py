"""What is due for destruction, and who has decided enough; plain values only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fristed.foundation.vault.facts import Held, Owner
from fristed.foundation.vault.retention.classes import retention_class


@dataclass(frozen=True, slots=True)
class Due:
    """One owner whose time is over: under which class, since which event, since which day."""

    owner: Owner
    retention_class: str
    event_date: date
    due_date: date


def due_date(event_date: date, years: int) -> date:
    """Give the day so many years after an event; the 29th of February becomes the 28th.

    Examples
    --------
    >>> due_date(date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    try:
        return event_date.replace(year=event_date.year + years)
    except ValueError:
        return event_date.replace(year=event_date.year + years, day=28)


def destruction_list(held: Iterable[Held], *, on_date: date) -> tuple[Due, ...]:
    """List what is due on a day, the longest overdue first.

    An owner stands once: where everything is due, its place is not listed besides.
    """
    found = [due for one in held if (due := _due(one)) is not None and due.due_date <= on_date]
    whole = {due.owner for due in found if retention_class(due.retention_class).zone == "all"}
    once = [due for due in found if due.owner not in whole or _is_whole(due)]
    return tuple(sorted(once, key=lambda due: (due.due_date, due.owner)))


def _is_whole(due: Due) -> bool:
    return retention_class(due.retention_class).zone == "all"


def _due(one: Held) -> Due | None:
    if one.event_date is None:
        return None
    years = retention_class(one.retention_class).years
    return Due(one.owner, one.retention_class, one.event_date, due_date(one.event_date, years))


def deciders(proposed_by: str, approved_by: Iterable[str], *, programs: frozenset[str]) -> frozenset[str]:
    """Give those who have decided: whoever approved, and whoever proposed unless it was a program.

    Nobody has decided where nobody but the proposer has approved.
    """
    others = frozenset(approved_by) - {proposed_by}
    return others | ({proposed_by} - programs) if others else frozenset()
