"""Small sums that adding and subtracting equations gives away, for the checker of certificates.

A known sum is the same in every world. So a cell that some world shows to be large is in no small one, and
must cancel. One equation after the other is put in place of such a cell until none of them is left; what
remains are equations between cells that no world shows to be large. Each of these is solved for one of its
cells, which stands in no other. A sum in which every cell counts once or not at all takes each of these
equations once or not at all, so all such sums can be gone through. Fractions are kept as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from fristed.methods.disclosure.records import Printed, same_numbers

World = Mapping[str, int]
Line = dict[str | None, Fraction]
"""How often each cell counts, and under ``None`` what they sum to."""

KnownSum = tuple[tuple[str, ...], int]
"""Cells, and what they sum to."""

TRIES = 20_000
"""How many sums of equations are gone through; what has more is not shown to be safe."""


class TooManySums(ValueError):
    """The sums are too many to be gone through."""


def small_sums(printed: Printed, worlds: Sequence[World], least: int) -> Iterator[KnownSum]:
    """Give sets of at least two hidden cells whose sum is known, positive and below the least.

    Parameters
    ----------
    printed
        What is printed.
    worlds
        Counts for all cells, each of which fits what is printed.
    least
        The smallest sum that may be known, in cases.

    Raises
    ------
    TooManySums
        If there are too many sums to be gone through.
    """
    first = {cell.key: cell.key for cell in printed.cells}
    first |= {key: min(same) for key, same in same_numbers(printed.equations).items()}
    values = {first[cell.key]: cell.value for cell in printed.cells if cell.value is not None}
    hidden = {first[cell.key] for cell in printed.cells} - values.keys()
    large = {key for key in hidden if any(world[key] >= least for world in worlds)}
    lines = _solved(_without(_lines(printed, first, values), large))
    for together in _parts(lines):
        yield from _Going(together, worlds, least).through()


def _lines(printed: Printed, first: Mapping[str, str], values: Mapping[str, int]) -> list[Line]:
    """Write every equation with its hidden cells on one side and what is printed on the other."""
    lines: list[Line] = []
    for equation in printed.equations:
        line: Line = {}
        for key, times in ((equation.total_key, -1), *((part, 1) for part in equation.part_keys)):
            value = values.get(first[key])
            name, by = (first[key], times) if value is None else (None, -times * value)
            line[name] = line.get(name, Fraction(0)) + by
        lines.append(_plus(line, {}, Fraction(0)))
    return [line for line in lines if line.keys() - {None}]


def _plus(line: Line, other: Line, times: Fraction) -> Line:
    """Add another line so many times, and leave out what cancels."""
    both = dict(line)
    for name, by in other.items():
        both[name] = both.get(name, Fraction(0)) + times * by
    return {name: by for name, by in both.items() if by}


def _without(lines: Sequence[Line], unwanted: Collection[str]) -> list[Line]:
    """Put one line in place of each unwanted cell, until none of these cells is left."""
    left = dict(enumerate(lines))
    places: dict[str | None, set[int]] = {}
    for at, line in left.items():
        for name in line:
            places.setdefault(name, set()).add(at)
    for name in sorted(unwanted, key=lambda name: (len(places.get(name, ())), name)):
        own = sorted(places.get(name, ()), key=lambda at: (len(left[at]), at))
        if own:
            used = left.pop(own[0])
            for other in used:
                places[other].discard(own[0])
            for at in own[1:]:
                before, left[at] = left[at], _plus(left[at], used, -left[at][name] / used[name])
                for other in before.keys() - left[at].keys():
                    places[other].discard(at)
                for other in left[at].keys() - before.keys():
                    places[other].add(at)
    return list(left.values())


def _solved(lines: Iterable[Line]) -> dict[str, Line]:
    """Solve lines for one cell each, which then stands in no other line."""
    solved: dict[str, Line] = {}
    for line in lines:
        for name, own in solved.items():
            line = _plus(line, own, -line.get(name, Fraction(0)))
        cells = sorted(name for name in line if name is not None)
        if cells:
            by = line[cells[0]]
            one = {name: each / by for name, each in line.items()}
            solved = {name: _plus(own, one, -own.get(cells[0], Fraction(0))) for name, own in solved.items()}
            solved[cells[0]] = one
    return solved


def _parts(lines: Mapping[str, Line]) -> Iterator[dict[str, Line]]:
    """Divide lines into those that share cells."""
    left = dict(lines)
    while left:
        name = next(iter(left))
        together, cells = {name: left.pop(name)}, set(lines[name]) - {None}
        while near := [other for other, line in left.items() if not cells.isdisjoint(line)]:
            for other in near:
                together[other] = left.pop(other)
                cells |= set(lines[other]) - {None}
        yield together


def _sums_from(values: Sequence[Fraction]) -> list[set[Fraction]]:
    """Return, per place, what the values from there on can sum to if each is taken or not.

    Raises
    ------
    TooManySums
        If these are too many.
    """
    sums = [{Fraction(0)}]
    for value in reversed(values):
        sums.append(sums[-1] | {each + value for each in sums[-1]})
        if len(sums[-1]) > TRIES:
            raise TooManySums
    return sums[::-1]


class _Going:
    """Goes through all sums of lines that leave every cell once or not at all."""

    def __init__(self, lines: Mapping[str, Line], worlds: Sequence[World], least: int) -> None:
        # What sums to nothing comes last: it can be left out as a whole where the others sum to too much.
        self._lines = sorted(lines.items(), key=lambda line: None not in line[1])
        self._worlds, self._least = worlds, least
        self._following = _sums_from([line.get(None, Fraction(0)) for _, line in self._lines])
        last = {name: at for at, (_, line) in enumerate(self._lines) for name in line}
        self._done = [
            [name for name, place in last.items() if place == at and name is not None]
            for at in range(len(self._lines))
        ]
        self._tries = 0

    def through(self) -> Iterator[KnownSum]:
        """Give the small ones among the sums."""
        yield from self._from(0, {}, [0] * len(self._worlds))

    def _from(self, at: int, line: Line, seen: Sequence[int]) -> Iterator[KnownSum]:
        """Take a line or not, one after the other; stop where a cell counts otherwise or the sum is large."""
        self._tries += 1
        if self._tries > TRIES:
            raise TooManySums
        value = line.get(None, Fraction(0))
        if not any(0 < value + more < self._least for more in self._following[at]):
            return
        if at == len(self._lines):
            cells = tuple(sorted(name for name in line if name is not None))
            if len(cells) > 1:
                yield cells, int(value)
            return
        name, own = self._lines[at]
        shown = [sum_ + world[name] for sum_, world in zip(seen, self._worlds, strict=True)]
        for times, sums in ((1, shown), (0, seen)):
            both = _plus(line, own, Fraction(times))
            is_small = all(sum_ < self._least for sum_ in sums)
            if is_small and all(both.get(cell, 0) in (0, 1) for cell in self._done[at]):
                yield from self._from(at + 1, both, sums)
