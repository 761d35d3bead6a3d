"""Small sums that adding and subtracting equations gives away, for the checker of certificates.

A sum that is known is the same in every world. So no cell of a small sum is large in any world, and the
worlds of a certificate tell which cells cannot be part of one: they must be cancelled by another equation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fristed.methods.disclosure.records import Printed

Cells = Mapping[str, int]

OWED = 2
"""How many cells in all may be subtracted that an equation does not hold, until another adds them again."""

TRIES = 1_000
"""How many sums are tried that begin with one equation."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Cells without a value, with 1 for a part and -1 for a total, and what they sum to."""

    cells: Cells
    value: int
    used: frozenset[int] = frozenset()
    stay: frozenset[str] = frozenset()
    owed: int = 0


def small_sums(printed: Printed, worlds: Sequence[Cells], least: int) -> Iterator[tuple[str, int]]:
    """Give totals whose equation leads to a known sum of hidden cells that is positive and below the least.

    Parameters
    ----------
    printed
        What is printed.
    worlds
        Counts for all cells, each of which fits what is printed.
    least
        The smallest sum that may be known, in cases.
    """
    first = _first_of_each(printed)
    shown = {first[cell.key] for cell in printed.cells if cell.value is not None}
    if least > 0 and worlds:
        large = {cell.key for cell in printed.cells if max(world[cell.key] for world in worlds) >= least}
        adding = _Adding(_lines(printed, first), frozenset(large), worlds[0], least)
        for at, equation in enumerate(printed.equations):
            if first[equation.total_key] in shown:
                value = adding.small_from(at)
                if value is not None:
                    yield equation.total_key, value


def is_known_to_be_harmless(
    printed: Printed, worlds: Sequence[Cells], threshold: int, keys: Iterable[str]
) -> Iterator[str]:
    """Give those cells that adding and subtracting equations shows to be zero, or to be one large count.

    Parameters
    ----------
    printed
        What is printed.
    worlds
        Counts for all cells, each of which fits what is printed.
    threshold
        The smallest count that is not small, in cases.
    keys
        The cells asked about.
    """
    some = {cell.key for cell in printed.cells if any(world[cell.key] for world in worlds)}
    first = _first_of_each(printed)
    lines = _lines(printed, first)
    for key in keys:
        if _Adding(lines, frozenset(some - {first[key]}), {}, threshold, first[key]).is_harmless():
            yield key


def _lines(printed: Printed, first: Mapping[str, str]) -> list[_Line]:
    """Write equations in numbers without a value, each under the first of the cells that repeat it."""
    values = {first[cell.key]: cell.value for cell in printed.cells if cell.value is not None}
    lines: list[_Line] = []
    for equation in printed.equations:
        cells: dict[str, int] = {}
        known = 0
        for key, times in ((equation.total_key, -1), *((part, 1) for part in equation.part_keys)):
            number = first[key]
            if number in values:
                known -= times * values[number]
            else:
                cells[number] = cells.get(number, 0) + times
        lines.append(_Line({key: times for key, times in cells.items() if times}, known))
    return lines


def _first_of_each(printed: Printed) -> dict[str, str]:
    """Return, per cell, the one that stands for its number: one part beside zeros repeats it."""
    first = {cell.key: cell.key for cell in printed.cells}
    zeros = {cell.key for cell in printed.cells if cell.value == 0}
    for equation in printed.equations:
        parts = [key for key in equation.part_keys if key not in zeros]
        if len(parts) == 1:
            one, other = first[equation.total_key], first[parts[0]]
            first |= {key: one for key, stands in first.items() if stands == other}
    return first


class _Adding:
    """Adds equations to one, and subtracts them, until what is looked for is left.

    Parameters
    ----------
    lines
        What each equation says.
    unwanted
        Cells that must not be left.
    world
        Counts that fit what is printed.
    least
        The smallest sum, or count, that is not small.
    alone
        The cell that is asked about, if it is a single one.
    """

    def __init__(
        self, lines: Sequence[_Line], unwanted: frozenset[str], world: Cells, least: int, alone: str = ""
    ) -> None:
        self._lines, self._unwanted, self._world = lines, unwanted, world
        self._least, self._alone = least, alone
        self._places: dict[str, list[int]] = {}
        for at, line in enumerate(lines):
            for key in line.cells:
                self._places.setdefault(key, []).append(at)
        self._seen: set[tuple[frozenset[int], frozenset[str], int]] = set()

    def small_from(self, start: int) -> int | None:
        """Return the first small sum that an equation leads to."""
        first = self._lines[start]
        self._seen.clear()
        return self._found(replace(first, used=frozenset({start})))

    def is_harmless(self) -> bool:
        """Whether the cell asked about is shown to be zero, or to be one count that is not small."""
        start = _Line({}, 0, stay=frozenset({self._alone}))
        return any(self._found(line) is not None for line in self._after(start, self._alone, 1))

    def _found(self, line: _Line) -> int | None:
        name = line.used, line.stay, line.value
        if name in self._seen or len(self._seen) >= TRIES:
            return None
        self._seen.add(name)
        wrong = {key: -1 for key, n in line.cells.items() if n > 0 and key in self._unwanted}
        wrong |= {key: 1 for key, n in line.cells.items() if n < 0}
        wrong |= {key: 1 for key in line.stay if key not in line.cells}
        if wrong:
            after = [self._after(line, key, sign) for key, sign in wrong.items()]
            fewest = min(after, key=len)
            return self._first(fewest)
        if self._is_wanted(line):
            return line.value
        return None if self._alone else self._first(self._less(line))

    def _is_wanted(self, line: _Line) -> bool:
        if self._alone:
            is_large = line.value >= self._least and line.cells == {self._alone: 1}
            return line.value == 0 or is_large
        return 0 < line.value < self._least

    def _first(self, lines: Iterable[_Line]) -> int | None:
        values = (self._found(line) for line in lines)
        return next((value for value in values if value is not None), None)

    def _after(self, line: _Line, key: str, sign: int) -> list[_Line]:
        """Return the lines after one more equation, which adds a cell or subtracts it."""
        after: list[_Line] = []
        for at in self._places.get(key, ()):
            other = self._lines[at]
            times = sign * other.cells[key]
            owed = line.owed + _owed(line.cells, other.cells, times)
            if at not in line.used and owed <= OWED:
                cells = dict(line.cells)
                for k, n in other.cells.items():
                    cells[k] = cells.get(k, 0) + (n if times > 0 else -n)
                value = line.value + (other.value if times > 0 else -other.value)
                left = {k: n for k, n in cells.items() if n}
                after.append(_Line(left, value, line.used | {at}, line.stay, owed))
        return after

    def _less(self, line: _Line) -> list[_Line]:
        """Return the lines without one of the cells, and the one where it stays."""
        stay = line.stay
        ways: dict[str, list[_Line]] = {}
        for key in line.cells.keys() - stay:
            ways[key] = self._after(line, key, -1)
        stay |= {key for key, after in ways.items() if not after}
        if stay >= line.cells.keys() or sum(self._world[key] for key in stay) >= self._least:
            return []
        key = min(ways.keys() - stay, key=lambda one: (len(ways[one]), one))
        return [*ways[key], _Line(line.cells, line.value, line.used, stay | {key}, line.owed)]


def _owed(cells: Cells, others: Cells, times: int) -> int:
    """Count the cells that are subtracted though they are not there."""
    return sum(times * n < 0 and cells.get(key, 0) <= 0 for key, n in others.items())
