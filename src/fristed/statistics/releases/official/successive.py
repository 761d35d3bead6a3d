"""Two releases of the same year, one after the other: what their difference would give away.

Figures that are published while a year goes on grow by a few cases at a time. What was added since the last
time is a table of its own, which every reader can make by subtraction; so it is attacked like one. Where it
gives a small count away, a service is printed again as it was, with the day it was counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from fristed.methods.classifications import registering_services
from fristed.methods.disclosure.attack import attack
from fristed.methods.disclosure.records import Equation, Printed, PrintedCell
from fristed.statistics.releases.attacking import printed_facts
from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell, PublishedNumber, Release
from fristed.statistics.releases.names import key_of_cell, key_of_value
from fristed.statistics.releases.policies import Policy

Cell = TypeVar("Cell", PublishedCell, PublishedFigureCell)
SERVICES = frozenset(registering_services())
BEFORE, ADDED = "before: ", "added: "
Column = tuple[str, str]
"""A service and a year."""


def printed_in_turn(
    before: Release, after: Release, policy: Policy, *, not_grown: Iterable[Column] = ()
) -> Printed:
    """Collect what a reader of both releases knows: each, and that nothing was taken away in between.

    What was added to a cell is what it is now less what it was; what was added to a total was added to its
    parts. Where a printed count has fallen, cases were taken away, and nothing is said of what was added; nor
    is it in the services and years that are known not to have grown only.
    """
    old, new = printed_facts(before, policy), printed_facts(after, policy)
    was = {cell.key: cell for cell in old.cells}
    fallen = {column_of(cell.key) for cell in new.cells if _has_fallen(was.get(cell.key), cell)}
    fallen |= set(not_grown)
    grown = [cell.key for cell in new.cells if cell.key in was and column_of(cell.key) not in fallen]
    shared = set(grown)
    cells = [*new.cells, *(replace(cell, key=BEFORE + cell.key) for cell in old.cells)]
    cells += [PrintedCell.rest(ADDED + key) for key in grown]
    equations = [*new.equations, *(_renamed(equation, BEFORE) for equation in old.equations)]
    equations += [Equation(key, (BEFORE + key, ADDED + key)) for key in grown]
    both = set(old.equations) & set(new.equations)
    equations += [
        _renamed(equation, ADDED)
        for equation in new.equations
        if equation in both and {equation.total_key, *equation.part_keys} <= shared
    ]
    percents = [
        replace(one, cell_key=BEFORE + one.cell_key, base_key=BEFORE + one.base_key) for one in old.percents
    ]
    return Printed(tuple(cells), tuple(equations), (*new.percents, *percents), policy.threshold)


def given_away_by_difference(before: Release, after: Release, policy: Policy) -> frozenset[str]:
    """Name the services in which the difference of two releases gives a small count away."""
    changed = changed_services(before, after)
    if not changed:
        return frozenset()
    printed = printed_in_turn(of_services(before, changed), of_services(after, changed), policy)
    report = attack(printed, width=policy.width)
    keys = [key for leak in report.leaks for key in (leak.key, *leak.members)]
    return frozenset(service for key in keys for service in changed.intersection(key.split(" ")))


def carried_over(before: Release, after: Release, policy: Policy) -> tuple[Release, frozenset[str]]:
    """Give the later release with the earlier one's numbers where the difference would give a count away.

    A service is printed as before in all its years, so that its sentences agree with its tables.

    Returns
    -------
    tuple
        The release, and the services that are printed as before.
    """
    kept: frozenset[str] = frozenset()
    found, more = after, given_away_by_difference(before, after, policy)
    while more - kept:
        kept |= more
        found = _mixed(before, after, kept)
        more = given_away_by_difference(before, found, policy)
    return found, kept


def changed_services(before: Release, after: Release) -> frozenset[str]:
    """Name the services of which two releases print something else."""
    return frozenset(
        service for service in SERVICES if of_service(before, service) != of_service(after, service)
    )


def of_service(release: Release, service: str) -> Release:
    """Give what a release prints of one service."""
    return of_services(release, frozenset({service}))


def of_services(release: Release, services: frozenset[str]) -> Release:
    """Give what a release prints of some services."""
    return replace(
        release,
        facts_sha256="",
        counted_on=(),
        cells=tuple(cell for cell in release.cells if cell.service in services),
        figures=tuple(value for value in release.figures if value.service in services),
        numbers={name: one for name, one in release.numbers.items() if _is_about(one, services)},
    )


def _is_about(number: PublishedNumber, services: frozenset[str]) -> bool:
    """Whether a number speaks of one of some services; one that names none speaks of all."""
    about = number.definition.get("service")
    return not about or not services.isdisjoint(str(about).replace("+", " ").split())


def _mixed(before: Release, after: Release, kept: frozenset[str]) -> Release:
    """Take some services from the earlier release, in the order of the later one."""
    old = of_services(before, kept)
    cells = {key_of_cell(cell): cell for cell in old.cells}
    figures = {key_of_value(value): value for value in old.figures}
    return replace(
        after,
        cells=_in_place(after.cells, cells, key_of_cell, kept),
        figures=_in_place(after.figures, figures, key_of_value, kept),
        numbers={
            name: old.numbers.get(name, one) if _is_about(one, kept) else one
            for name, one in after.numbers.items()
        },
    )


def _in_place(
    after: Iterable[Cell], before: Mapping[str, Cell], key: Callable[[Cell], str], kept: frozenset[str]
) -> tuple[Cell, ...]:
    """Put earlier cells in the places of the later ones; a place that is new is left out."""
    return tuple(
        before[key(cell)] if cell.service in kept else cell
        for cell in after
        if cell.service not in kept or key(cell) in before
    )


def column_of(key: str) -> Column:
    """Find the service and year that a key speaks of, whatever it names."""
    words = key.split(" ")
    return next(((one, two) for one, two in pairwise(words) if one in SERVICES and two.isdigit()), ("", ""))


def _has_fallen(before: PrintedCell | None, after: PrintedCell) -> bool:
    if before is None or before.value is None or after.value is None:
        return False
    return after.value < before.value


def _renamed(equation: Equation, prefix: str) -> Equation:
    return Equation(prefix + equation.total_key, tuple(prefix + key for key in equation.part_keys))
