"""What gives a print away: cells that are known too well, and groups whose sum is small."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from fristed.methods.disclosure.records import Printed, ProtectionRule, same_numbers
from fristed.methods.disclosure.trials.listing import (
    Cells,
    Interval,
    TooManySteps,
    listed_intervals,
    listed_sums,
)
from fristed.methods.disclosure.trials.solving import solved_intervals, solved_sums

FEW_CELLS = 16
"""Up to so many cells that are not printed, worlds are listed; else the solver is asked for them."""

FEW_STEPS = 400
"""More values than these are not tried for one end; the solver is asked instead."""

LARGEST_SETS = (2, 3, 4)
"""How many cells are taken together."""


def what_is_known(printed: Printed, width: int) -> dict[str, Interval]:
    """Return an interval per cell that is not printed: from the list of worlds, or from the solver.

    Parameters
    ----------
    printed
        What readers see.
    width
        Cells shown to be as wide as this need not be followed further.
    """
    if sum(cell.value is None for cell in printed.cells) > FEW_CELLS:
        return solved_intervals(printed, width)
    try:
        return listed_intervals(printed, width, steps=FEW_STEPS)
    except TooManySteps:
        return solved_intervals(printed, width)


def narrow_cells(
    printed: Printed, intervals: Mapping[str, Interval], rule: ProtectionRule
) -> dict[str, Interval]:
    """Return the cells that are known too well.

    A cell with a sign must keep the width. A cell that is never printed must keep it where it may be small:
    it may be known to be zero, or not to be small. One that is printed elsewhere is no secret.
    """
    found: dict[str, Interval] = {}
    numbers = _Numbers(printed)
    for cell in printed.cells:
        if numbers.printed_for(cell.key) is None:
            low, high = intervals[cell.key]
            is_narrow = high is not None and high - low < rule.width
            if is_narrow and (cell.state == "signed" or (low < rule.threshold and high != 0)):
                found[cell.key] = low, high
    return found


def small_groups(printed: Printed, rule: ProtectionRule) -> list[tuple[tuple[str, ...], int]]:
    """Return the groups that sum to less than the rule allows, with their sums.

    A group is what is left of a printed total after subtracting what is printed. A part that is not printed
    can be replaced by its own parts, in every way that relations offer.
    """
    least = rule.smallest_hidden_sum
    numbers = _Numbers(printed)
    found: dict[tuple[str, ...], int] = {}
    for total, parts in numbers.relations:
        value = numbers.value_of(total)
        if value is not None and least > 0:
            for leaves in _opened(parts, numbers, frozenset({total})):
                rest = value - sum(numbers.value_of(leaf) or 0 for leaf in leaves)
                if 0 < rest < least:
                    found[tuple(leaf for leaf in leaves if numbers.value_of(leaf) is None)] = rest
    return list(found.items())


def known_sums(
    printed: Printed, intervals: Mapping[str, Interval], rule: ProtectionRule
) -> list[tuple[Cells, int]]:
    """Return two to four cells that have one and the same sum in all worlds, less than is allowed.

    Parameters
    ----------
    printed
        What readers see.
    intervals
        What is known of the cells, exact where they are narrower than the smallest sum allowed.
    rule
        What must hold.
    """
    least, numbers = rule.smallest_hidden_sum, _Numbers(printed)
    open_cells = {
        numbers.first(key): ends for key, ends in intervals.items() if numbers.printed_for(key) is None
    }
    # One that can be large is in no small sum, and one that is known by itself is narrow already.
    small = [
        key for key, (low, high) in sorted(open_cells.items()) if high is not None and low < high < least
    ]
    sets = [cells for size in LARGEST_SETS for cells in combinations(small, size)]
    return [(cells, value) for cells, value in _same_sums(printed, sets).items() if 0 < value < least]


def _same_sums(printed: Printed, sets: list[Cells]) -> Mapping[Cells, int]:
    if not sets:
        return {}
    try:
        return listed_sums(printed, sets, steps=FEW_STEPS)
    except TooManySteps:
        return solved_sums(printed, sets)


class _Numbers:
    """The numbers of a print: cells that are declared to be the same are one."""

    def __init__(self, printed: Printed) -> None:
        same = same_numbers(printed.equations)
        self._first = {cell.key: min(same.get(cell.key, {cell.key})) for cell in printed.cells}
        self._values = {self._first[cell.key]: cell.value for cell in printed.cells if cell.value is not None}
        self.relations = [
            (self._first[relation.total_key], tuple(self._first[key] for key in relation.part_keys))
            for relation in printed.equations
            if len(relation.part_keys) > 1
        ]
        self.ways: dict[str, list[tuple[str, ...]]] = {}
        for total, parts in self.relations:
            self.ways.setdefault(total, []).append(parts)

    def first(self, key: str) -> str:
        """Return the cell that stands for the number of a cell."""
        return self._first[key]

    def value_of(self, number: str) -> int | None:
        """Return the printed count of a number, or ``None``."""
        return self._values.get(number)

    def printed_for(self, key: str) -> int | None:
        """Return the count that is printed in a cell or in one that repeats it, or ``None``."""
        return self._values.get(self._first[key])


def _opened(parts: Sequence[str], numbers: _Numbers, above: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Give every list of cells that the parts can be replaced by."""
    choices: list[list[tuple[str, ...]]] = []
    for part in parts:
        ways: list[tuple[str, ...]] = [(part,)]
        if numbers.value_of(part) is None and part not in above:
            for inner in numbers.ways.get(part, []):
                ways += _opened(inner, numbers, above | {part})
        choices.append(ways)
    for chosen in product(*choices):
        yield tuple(leaf for leaves in chosen for leaf in leaves)
