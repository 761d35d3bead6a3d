"""A version and one that was published before it, read together: which hidden counts that gives away.

Every release is proved safe by itself. A reader who has kept an earlier version has two prints of nearly the
same cases: what one hides the other may print, and what was added in between is small. So a version that will
stand beside published ones is attacked together with each of them. That a few cases were added is no hidden
count of either print: what a correction changes is listed for everybody, so the services where that is so are
told to whoever signs.

A report prints the years before its own as well, and so do the reports of those years. Where the register has
not changed since, the protection itself reads them together; where it has, the two prints of such a year are
attacked like two versions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fristed.methods.disclosure.attack import AttackReport, attack
from fristed.methods.disclosure.records import Printed
from fristed.statistics.releases.attacking import printed_facts
from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell, Release
from fristed.statistics.releases.names import key_of_cell, key_of_value
from fristed.statistics.releases.official.successive import (
    ADDED,
    BEFORE,
    SERVICES,
    Column,
    changed_services,
    column_of,
    of_services,
    printed_in_turn,
)
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.storing import ServiceYear, only

Told = frozenset[str]
"""The cells whose count, or whose sum, is known."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What two prints give away together and neither alone.

    ``hidden`` names cells that one of them hides, as everywhere in this room; ``few_changed`` the services
    where readers learn that a few cases were added to a cell, or taken from it.
    """

    hidden: tuple[str, ...] = ()
    few_changed: tuple[str, ...] = ()


def difference_of(before: Release, after: Release, policy: Policy) -> Difference:
    """Attack two prints of one year together.

    In a service and year where no printed count has fallen, readers take it that cases were only added; where
    none has risen, that they were only taken away. Where both have happened nothing is known of either.

    Raises
    ------
    SolverGaveNoAnswer
        If the solver stopped without a proof.
    """
    changed = changed_services(before, after)
    if not changed:
        return Difference()
    old, new = of_services(before, changed), of_services(after, changed)
    ways = (_told_in_turn(old, new, policy), _told_in_turn(new, old, policy))
    hidden = {key.removeprefix(BEFORE) for told in ways for keys in told for key in _plain(keys)}
    changes = {key for told in ways for keys in told if not _plain(keys) for key in keys}
    few_changed = {column_of(key)[0] for key in changes} & SERVICES
    return Difference(tuple(sorted(hidden)), tuple(sorted(few_changed)))


def difference_of_reports(before: Release, after: Release, policy: Policy) -> Difference:
    """Attack reports of two years together, in the services and years of which they print other counts.

    Raises
    ------
    SolverGaveNoAnswer
        If the solver stopped without a proof.
    """
    places = _printed_otherwise(before, after)
    return difference_of(only(before, places), only(after, places), policy) if places else Difference()


def _printed_otherwise(before: Release, after: Release) -> frozenset[ServiceYear]:
    """Give the services and years of which both print a number or a sign, and not the same."""
    old, new = _numbers(before), _numbers(after)
    return frozenset(place for key, (place, *said) in new.items() if key in old and old[key][1:] != (*said,))


def _numbers(release: Release) -> dict[str, tuple[ServiceYear, int | None, str]]:
    """Give what stands in each cell of tables and figures, with its service and year."""
    found = {key_of_cell(cell): _number(cell) for cell in release.cells}
    return found | {key_of_value(value): _number(value) for value in release.figures}


def _number(cell: PublishedCell | PublishedFigureCell) -> tuple[ServiceYear, int | None, str]:
    return (cell.service, cell.year), cell.count, cell.flag


def _told_in_turn(fewer: Release, more: Release, policy: Policy) -> set[Told]:
    """Give what two prints tell, and neither alone, where one has the cases of the other and some more."""
    told = _told(_attacked_in_turn(fewer, more, policy))
    if not any(_plain(keys) for keys in told):
        return told
    alone = _told(_attack(printed_facts(more, policy), policy))
    earlier = _told(_attack(printed_facts(fewer, policy), policy))
    alone |= {frozenset(BEFORE + key for key in keys) for keys in earlier}
    known = {key for keys in alone if len(keys) == 1 for key in keys}
    # What one print gives away alone is no matter of the two: it was known when that one was proved.
    return {keys for keys in told - alone if not _plain(keys) or set(_plain(keys)) - known}


def _attacked_in_turn(fewer: Release, more: Release, policy: Policy) -> AttackReport:
    """Attack two prints; where they show that cases were not only added, nothing is said of what was."""
    not_grown = _same_in(printed_facts(fewer, policy), printed_facts(more, policy))
    while True:
        printed = printed_in_turn(fewer, more, policy, not_grown=not_grown)
        if not any(cell.key.startswith(ADDED) for cell in printed.cells):
            return AttackReport((), (), {})
        report = _attack(printed, policy)
        refuted = _columns_in(report) - not_grown
        if not refuted:
            return report
        not_grown |= refuted


def _same_in(one: Printed, other: Printed) -> set[Column]:
    """Find the services and years that are printed alike, where two prints tell what one tells."""
    was, now = ({cell.key: cell for cell in printed.cells} for printed in (one, other))
    changed = {column_of(key) for key in {*was, *now} if was.get(key) != now.get(key)}
    return {column_of(key) for key in {*was, *now}} - changed


def _columns_in(report: AttackReport) -> set[Column]:
    """Find the services and years in which the two prints contradict that cases were only added."""
    words = (text for found in report.contradictions for text in found.statements if ADDED in text)
    return {column_of(text) for text in words} - {("", "")}


def _attack(printed: Printed, policy: Policy) -> AttackReport:
    return attack(printed, width=policy.width, smallest_sum=policy.group_sum_at_least)


def _told(report: AttackReport) -> set[Told]:
    """Give what each leak tells: a cell, or the cells whose sum is known."""
    return {frozenset(leak.members or (leak.key,)) for leak in report.leaks}


def _plain(keys: Iterable[str]) -> list[str]:
    """Leave out what is only known to have been added."""
    return [key for key in keys if not key.startswith(ADDED)]
