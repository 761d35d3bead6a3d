"""Groups of hidden cells whose sum can be found by adding and subtracting, and is below the threshold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fristed.methods.disclosure.attack.arithmetic import subtraction
from fristed.methods.disclosure.attack.report import Finding
from fristed.methods.disclosure.attack.system import Bounds
from fristed.methods.disclosure.records import Equation

MOST_LENT = 2
"""How many cells in all may be taken away before they are there, to be brought in by another equation."""

MOST_TRIED = 1_000
"""How many sums are tried from one printed total."""

Term = tuple[int, int]
"""An equation and how often it is taken: 1, or -1 if it is subtracted."""


def group_findings(
    relations: Sequence[Equation], bounds: Bounds, threshold: int, known: Bounds | None = None
) -> list[Finding]:
    """Return the groups of at least two hidden cells that sum to a positive number below ``threshold``.

    From every printed total its printed parts are subtracted. A hidden part with parts of its own can be
    opened, so that what is printed inside it is subtracted too, and hidden cells that another equation gives
    the sum of can be taken away, or brought in. Of what one total leads to the smallest sum is returned,
    and a group is told by those totals that lead to it shortest.

    Parameters
    ----------
    relations
        The relations relied on.
    bounds
        What is stated of each cell; equal ends are a printed value.
    threshold
        The smallest positive count that may be known, in cases.
    known
        What has been derived of cells. One that can reach the threshold is in no small group.
    """
    numbers = _Numbers(relations, bounds)
    sums = _Sums(numbers, threshold, known or {})
    found: list[_Sum] = []
    for at, relation in enumerate(relations):
        if numbers.printed(relation.total_key) is not None:
            found += sorted(sums.small_from(at), key=lambda group: (group.value, len(group.taken)))[:1]
    shortest: dict[frozenset[str], int] = {}
    for group in found:
        cells, length = frozenset(group.cells), len(group.taken)
        shortest[cells] = min(length, shortest.get(cells, length))
    return [
        _finding(numbers, group)
        for group in found
        if len(group.cells) > 1 and len(group.taken) == shortest[frozenset(group.cells)]
    ]


class _Numbers:
    """Cells that relations declare to be one number, beside zeros, under the one that stands first."""

    def __init__(self, relations: Sequence[Equation], bounds: Bounds) -> None:
        self.relations, self.bounds = relations, bounds
        self._above: dict[str, str] = {}
        self.place = {key: at for at, key in enumerate(bounds)}
        for relation in relations:
            parts = [key for key in relation.part_keys if bounds[key] != (0, 0)]
            if len(parts) == 1:
                pair = self.first(relation.total_key), self.first(parts[0])
                one, other = sorted(pair, key=lambda key: self.place[key])
                self._above |= {other: one} if one != other else {}
        self._printed = {self.first(key): low for key, (low, high) in bounds.items() if low == high}

    def first(self, key: str) -> str:
        """Return the cell that stands for the number of a cell."""
        while key in self._above:
            key = self._above[key]
        return key

    def printed(self, key: str) -> int | None:
        """Return the printed count of a number, or ``None``."""
        return self._printed.get(self.first(key))


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum of hidden cells, how it was found, which of them are to stay in it, and how many were lent."""

    taken: tuple[Term, ...]
    cells: Mapping[str, int]
    value: int
    stays: frozenset[str] = frozenset()
    lent: int = 0


class _Sums:
    """Adds and subtracts equations until nothing is subtracted and what is left is small."""

    def __init__(self, numbers: _Numbers, threshold: int, known: Bounds) -> None:
        self._threshold = threshold
        self._low = {key: known.get(key, ends)[0] for key, ends in numbers.bounds.items()}
        self._too_large = {key for key, (_, high) in known.items() if high is None or high >= threshold}
        self._equations = [_hidden_and_known(relation, numbers) for relation in numbers.relations]
        self._places: dict[str, list[int]] = {}
        for at, (cells, _) in enumerate(self._equations):
            for key in cells:
                self._places.setdefault(key, []).append(at)

    def small_from(self, start: int) -> Iterator[_Sum]:
        """Give the small sums that an equation with a printed total leads to."""
        cells, value = self._equations[start]
        waiting = [_Sum(((start, 1),), cells, value)]
        seen: set[tuple[frozenset[Term], frozenset[str]]] = set()
        while waiting and len(seen) < MOST_TRIED:
            one = waiting.pop()
            name = frozenset(one.taken), one.stays
            if name not in seen:
                seen.add(name)
                misfits = self._misfits(one)
                if misfits:
                    waiting += self._fewest(self._mended(one, *misfit) for misfit in misfits)
                elif 0 < one.value < self._threshold:
                    yield one
                else:
                    waiting += self._lessened(one)

    def _fewest(self, ways: Iterator[list[_Sum]]) -> list[_Sum]:
        fewest = next(ways)
        for way in ways:
            fewest = way if len(way) < len(fewest) else fewest
        return fewest

    def _misfits(self, one: _Sum) -> list[tuple[str, int]]:
        """Return the cells that must be added (1) or taken away (-1) before the sum says something."""
        lacking = [(key, 1) for key, times in one.cells.items() if times < 0]
        lacking += [(key, 1) for key in one.stays if key not in one.cells]
        large = [(key, -1) for key, times in one.cells.items() if times > 0 and key in self._too_large]
        return lacking + large

    def _mended(self, one: _Sum, key: str, sign: int) -> list[_Sum]:
        """Return the sums that differ by one equation, in which a cell is added or taken away."""
        mended: list[_Sum] = []
        used = {at for at, _ in one.taken}
        for at in self._places[key]:
            cells, value = self._equations[at]
            times = sign if cells[key] > 0 else -sign
            lent = one.lent if at in used else one.lent + _lent(one, cells, times)
            if at not in used and lent <= MOST_LENT:
                both = Counter(one.cells)
                for other, weight in cells.items():
                    both[other] += times * weight
                left = {other: weight for other, weight in both.items() if weight}
                mended.append(
                    _Sum((*one.taken, (at, times)), left, one.value + times * value, one.stays, lent)
                )
        return mended

    def _lessened(self, one: _Sum) -> list[_Sum]:
        """Return the sums without one of the cells, and the one in which it stays."""
        stays = set(one.stays)
        chosen: tuple[str, list[_Sum]] | None = None
        for key in sorted(one.cells.keys() - stays):
            without = self._mended(one, key, -1)
            if not without:
                stays.add(key)
            elif chosen is None or len(without) < len(chosen[1]):
                chosen = key, without
            if sum(self._low[stay] for stay in stays) >= self._threshold:
                return []
        if chosen is None:
            return []
        return [replace(one, stays=one.stays | {chosen[0]}), *chosen[1]]


def _lent(one: _Sum, cells: Mapping[str, int], times: int) -> int:
    """Count the cells that an equation takes away though they are not there."""
    return sum(times * weight < 0 and one.cells.get(key, 0) <= 0 for key, weight in cells.items())


def _hidden_and_known(relation: Equation, numbers: _Numbers) -> tuple[dict[str, int], int]:
    """Write an equation as hidden cells and what they sum to; a hidden total is subtracted."""
    cells: Counter[str] = Counter()
    value = 0
    for key, times in ((relation.total_key, -1), *((part, 1) for part in relation.part_keys)):
        count = numbers.printed(key)
        if count is None:
            cells[numbers.first(key)] += times
        else:
            value -= times * count
    return {key: times for key, times in cells.items() if times}, value


def _finding(numbers: _Numbers, group: _Sum) -> Finding:
    members = tuple(sorted(group.cells, key=lambda key: numbers.place[key]))
    words = f"{_in_words(numbers, group)} for {' + '.join(members)} together"
    total_key = numbers.relations[group.taken[0][0]].total_key
    return Finding(total_key, group.value, group.value, "group", True, words, members)


def _in_words(numbers: _Numbers, group: _Sum) -> str:
    """Write what is printed in the equations: what is added first, then what is subtracted."""
    times: Counter[str] = Counter()
    for at, sign in group.taken:
        relation = numbers.relations[at]
        times[numbers.first(relation.total_key)] += sign
        for key in relation.part_keys:
            times[numbers.first(key)] -= sign
    printed = [(count, n) for key, n in times.items() if (count := numbers.printed(key))]
    added = [count for count, n in printed for _ in range(n)]
    taken = [count for count, n in printed for _ in range(-n)]
    if len(added) == 1:
        return subtraction(added[0], taken)
    return f"{' + '.join(map(str, added))}{''.join(f' - {count}' for count in taken)} = {group.value}"
