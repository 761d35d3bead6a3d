"""A plan seen from different sides: by status, ministry, resolution; what is late, what nothing shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from fristed.knowledge.actionplan.codes import CLOSED, Status
from fristed.knowledge.actionplan.facts import PlanNow, Related, Standing
from fristed.knowledge.actionplan.rules import lacks_evidence, late_since, status_of_all


@dataclass(frozen=True, slots=True)
class Counts:
    """How many commitments there are, and how many of them are closed, late, or claimed without evidence."""

    all: int
    by_status: Mapping[str, int]
    late: int
    without_evidence: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Something that the plan follows up, with the rows that do; ``status`` is empty where none does."""

    one: Related
    standings: tuple[Standing, ...]
    status: str

    @property
    def closed(self) -> int:
        """How many of the commitments are closed."""
        return sum(one.follow.status in CLOSED for one in self.standings)


def late_day(now: PlanNow, one: Standing) -> date | None:
    """Give the first day that a commitment missed and still misses, or nothing."""
    return late_since(one, today=now.as_of, last_day=now.facts.head.last_day)


def counts(now: PlanNow, standings: Iterable[Standing] | None = None) -> Counts:
    """Count commitments: all of the plan, or some."""
    chosen = tuple(now.standings.values() if standings is None else standings)
    by_status = {status.value: sum(one.follow.status == status for one in chosen) for status in Status}
    return Counts(
        len(chosen),
        by_status,
        sum(late_day(now, one) is not None for one in chosen),
        sum(map(lacks_evidence, chosen)),
    )


def by_status(standings: Iterable[Standing]) -> dict[str, tuple[Standing, ...]]:
    """Give the commitments of each status, in the order of the plan."""
    chosen = tuple(standings)
    return {status.value: tuple(one for one in chosen if one.follow.status == status) for status in Status}


def of_ministry(now: PlanNow, ministry: str) -> tuple[Standing, ...]:
    """Give the commitments that a ministry is responsible for."""
    return tuple(one for one in now.standings.values() if ministry in one.leaf.responsible)


def helped_by(now: PlanNow, ministry: str) -> tuple[Standing, ...]:
    """Give the commitments that a ministry co-operates on."""
    return tuple(one for one in now.standings.values() if ministry in one.leaf.cooperating)


def late(now: PlanNow) -> tuple[tuple[Standing, date], ...]:
    """Give what is late with the day it was due, the longest late first."""
    found = [(one, day) for one in now.standings.values() if (day := late_day(now, one))]
    return tuple(sorted(found, key=lambda pair: pair[1]))


def without_evidence(now: PlanNow) -> tuple[Standing, ...]:
    """Give what is claimed and nothing shows."""
    return tuple(one for one in now.standings.values() if lacks_evidence(one))


def covered(now: PlanNow, one: Related) -> Coverage:
    """Give the commitments that follow something up."""
    if one.whole_plan:
        standings = tuple(now.standings.values())
    else:
        codes = {leaf.code for row in one.measures for leaf in now.facts.leaves_under(row)}
        standings = tuple(now.standings[code] for code in now.standings if code in codes)
    status = status_of_all([each.follow.status for each in standings]) if standings else ""
    return Coverage(one, standings, status)


def row_status(now: PlanNow, row: str) -> str:
    """Give the status of a row from those of its commitments."""
    return status_of_all([now.standings[one.code].follow.status for one in now.facts.leaves_under(row)])
