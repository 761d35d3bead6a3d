"""The overlap between services, measured by blind links: counts of persons, never below the threshold.

Only years that are over are told, so that nobody sees a count grow by one. Each person is counted in one set
of services and no sum is given, so that nothing hidden follows from what is printed. A link follows a
referral or a joint consultation alone: the measured overlap is a lower bound of the true one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from fristed.casework.cases.rules import day_of
from fristed.casework.referrals.fact_queries import link_facts
from fristed.casework.referrals.facts import LinkFact
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.methods.classifications import registering_services
from fristed.statistics.releases.policies import policy

THE_POLICY = "safe"


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many persons have linked cases in exactly these services; ``None`` where it may not be shown."""

    services: tuple[str, ...]
    persons: int | None


@dataclass(frozen=True, slots=True)
class MeasuredOverlap:
    """The overlap of one year that is over; ``threshold`` is the smallest count that is shown."""

    year: int
    threshold: int
    lines: tuple[Overlap, ...]


def measured_overlap(reader: Actor, *, at: datetime) -> tuple[MeasuredOverlap, ...]:
    """Give the measured overlap of each year that is over, newest first; years without any link are left out.

    Raises
    ------
    NotPermitted
        If the reader may not read statistics.
    """
    require(reader, Permission.STATISTICS_READ)
    facts = [fact for fact in link_facts() if fact.year < day_of(at).year]
    years = sorted({fact.year for fact in facts}, reverse=True)
    return tuple(protected(year, (fact for fact in facts if fact.year == year)) for year in years)


def protected(year: int, facts: Iterable[LinkFact]) -> MeasuredOverlap:
    """Count persons in each set of services; a count below the threshold is hidden, and so is none."""
    counted = Counter(fact.services for fact in facts)
    rule = policy(THE_POLICY)
    lines = tuple(
        Overlap(services, None if counted[services] < rule.threshold else counted[services])
        for services in sets_of_services()
    )
    return MeasuredOverlap(year, rule.threshold, lines)


def sets_of_services() -> tuple[tuple[str, ...], ...]:
    """Give every set of at least two services that have a register, in one order."""
    services = sorted(registering_services())
    return tuple(one for size in range(2, len(services) + 1) for one in combinations(services, size))
