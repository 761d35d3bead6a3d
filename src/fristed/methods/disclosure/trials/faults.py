"""Faults planted in the protector's work, to see that the oracles find what is wrong."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from fristed.methods.disclosure.protection.linked.demands import demands_on_rows
from fristed.methods.disclosure.protection.linked.effort import Effort
from fristed.methods.disclosure.protection.linked.programme import NoChoice
from fristed.methods.disclosure.protection.linked.safety import Judge
from fristed.methods.disclosure.protection.linked.search import Search
from fristed.methods.disclosure.protection.linked.system import System, parts_of, system_of
from fristed.methods.disclosure.records import (
    Equation,
    LinkedPattern,
    Printed,
    PrintedCell,
    ProtectionRule,
    same_numbers,
)
from fristed.methods.disclosure.trials.printing import TrialRelease, printed_of

Planted = tuple[Printed, ProtectionRule] | None


@dataclass(frozen=True, slots=True)
class Fault:
    """A way of getting it wrong.

    Parameters
    ----------
    name
        What is wrong.
    plant
        Returns what readers see when it is, with the rule to judge it by, or ``None`` where this release
        gives no occasion for it.
    always_harms
        Whether every single one must give something away; others must now and then.
    """

    name: str
    plant: Callable[[TrialRelease, LinkedPattern, random.Random], Planted]
    always_harms: bool


def without_one_secondary(release: TrialRelease, pattern: LinkedPattern, chance: random.Random) -> Planted:
    """Print a secondary cell of a proved optimum after all: if that were safe, it would be cheaper."""
    if pattern.cost > pattern.bound:
        return None
    wished = release.linked.hidden
    same = same_numbers(release.linked.relations)
    numbers = {key: same.get(key, frozenset({key})) for key in pattern.protects}
    spare = sorted(key for key, number in numbers.items() if wished.isdisjoint(number))
    if not spare:
        return None
    left = pattern.hidden.keys() - numbers[chance.choice(spare)]
    return printed_of(release, left), release.rule


def with_signs_that_could_be_zero(
    release: TrialRelease, _pattern: LinkedPattern, _chance: random.Random
) -> Planted:
    """Protect as if readers did not know that zeros are printed.

    Groups are left aside: their sums often make up for what the signs give away.
    """
    rule = replace(release.rule, group_sum_at_least=0)
    system = system_of(release.linked, rule)
    careless = replace(system, floors=(0,) * len(system.floors))
    hidden: set[str] = set()
    try:
        for part in parts_of(careless):
            hidden |= _hidden_in(part, rule)
    except NoChoice:
        return None
    return printed_of(release, hidden), rule


def _hidden_in(part: System, rule: ProtectionRule) -> set[str]:
    effort = Effort()
    found = Search(Judge(part, rule, demands_on_rows(part, rule), effort.cells_at_most), effort).run()
    return set(part.pattern(found.hidden, found.bound, {}).hidden)


def with_a_percent_left(release: TrialRelease, pattern: LinkedPattern, chance: random.Random) -> Planted:
    """Print the percent of a hidden cell."""
    hidden = pattern.hidden
    left = [(cell, under) for cell, under in release.shares if cell in hidden and under not in hidden]
    return (printed_of(release, hidden, [chance.choice(left)]), release.rule) if left else None


def with_a_figure_added(release: TrialRelease, pattern: LinkedPattern, chance: random.Random) -> Planted:
    """Print the sum of some hidden parts of a printed total, after all else was protected without it."""
    counts, least = release.linked.counts, release.rule.smallest_hidden_sum
    printed = printed_of(release, pattern.hidden)
    shown = {cell.key for cell in printed.cells if cell.value is not None}
    ways: list[tuple[str, ...]] = []
    for relation in release.linked.relations:
        blank = [key for key in relation.part_keys if key not in shown]
        if relation.total_key in shown and len(blank) > 2:
            pairs = combinations([key for key in blank if counts[key]], 2)
            small = (pair for pair in pairs if counts[pair[0]] + counts[pair[1]] < least)
            ways += [tuple(key for key in blank if key not in pair) for pair in small]
    if not ways:
        return None
    parts = chance.choice(ways)
    figure = PrintedCell.shown("a figure", sum(counts[key] for key in parts))
    equations = (*printed.equations, Equation(figure.key, parts))
    return replace(printed, cells=(*printed.cells, figure), equations=equations), release.rule


FAULTS: Mapping[str, Fault] = {
    fault.name: fault
    for fault in (
        Fault("one secondary cell printed", without_one_secondary, always_harms=True),
        Fault("signs taken for possible zeros", with_signs_that_could_be_zero, always_harms=False),
        Fault("a percent of a hidden cell left", with_a_percent_left, always_harms=False),
        Fault("a figure of hidden cells added", with_a_figure_added, always_harms=True),
    )
}
