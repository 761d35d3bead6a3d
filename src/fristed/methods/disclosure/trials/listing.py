"""The first oracle: lists whole-number worlds one by one, in plain Python.

A world gives every cell that is not printed a whole number, so that all relations, percents and signs are
as printed. Values are tried one after the other; after each, what it leaves open in the relations is
narrowed, so that few tries end in nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fristed.methods.disclosure.records import Printed, PrintedPercent

Cells = tuple[str, ...]
Interval = tuple[int, int | None]
Boxes = dict[str, tuple[int, int]]

ROOM = 50
"""No cell that is bounded lies this far above the sum of all printed counts; the others are tried so far."""


class TooManySteps(RuntimeError):
    """The worlds are too many to be listed."""


@dataclass(frozen=True, slots=True)
class Line:
    """``least <= sum of weight * cell <= most``; ``None`` is no bound."""

    terms: tuple[tuple[str, int], ...]
    least: int | None
    most: int | None


@dataclass(slots=True)
class _Steps:
    """How many values may still be tried."""

    left: int

    def take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TooManySteps("There are too many worlds to list them.")


def worlds(
    printed: Printed, first: str | None = None, *, descending: bool = False, steps: int = 200_000
) -> Iterator[dict[str, int]]:
    """List all worlds.

    Parameters
    ----------
    printed
        What readers see.
    first
        A cell whose values decide the order: worlds in which it is smallest come first.
    descending
        Whether worlds in which it is greatest come first instead.
    steps
        How many values may be tried.

    Yields
    ------
    dict
        A count per cell, in cases; printed cells included.

    Raises
    ------
    TooManySteps
        If more values would have to be tried.
    """
    started = _started(printed)
    if started is not None:
        yield from _listed(*started, first, descending, _Steps(steps))


def listed_intervals(
    printed: Printed, width: int | None = None, *, steps: int = 200_000
) -> dict[str, Interval]:
    """Return the smallest and the greatest value of every cell that is not printed, over all worlds.

    Parameters
    ----------
    printed
        What readers see; at least one world must fit it.
    width
        Cells that are known to be as wide as this are not followed to their ends.
    steps
        How many values may be tried for one end.

    Returns
    -------
    dict
        Lowest and highest count of each cell, in cases. Where ``width`` is given, the true interval of a
        cell that is as wide may be wider still.

    Raises
    ------
    TooManySteps
        If more values would have to be tried.
    ValueError
        If no world fits.
    """
    known: dict[str, tuple[int, int]] = {}
    started = _started(printed)
    if started is None:
        raise ValueError("No world fits what is printed.")
    for cell in printed.cells:
        for descending in (False, True) if cell.value is None else ():
            low, high = known.get(cell.key, (0, 0))
            if width is None or high - low < width:
                _note(known, _listed(*started, cell.key, descending, _Steps(steps)))
    blank = [cell.key for cell in printed.cells if cell.value is None]
    ceiling = _ceiling(printed)
    return {key: (known[key][0], None if 2 * known[key][1] > ceiling else known[key][1]) for key in blank}


def listed_sums(printed: Printed, sets: Iterable[Cells], *, steps: int = 200_000) -> dict[Cells, int]:
    """Return those sets of cells that have the same sum in all worlds, with the sum, in cases.

    Parameters
    ----------
    printed
        What readers see; at least one world must fit it.
    sets
        The sets, as keys of cells.
    steps
        How many values may be tried.

    Raises
    ------
    TooManySteps
        If more values would have to be tried.
    """
    listed = worlds(printed, steps=steps)
    same = _sums(sets, next(listed))
    for world in listed:
        same = dict(same.items() & _sums(same, world).items())
        if not same:
            break
    return same


def _sums(sets: Iterable[Cells], world: Mapping[str, int]) -> dict[Cells, int]:
    return {cells: sum(world[key] for key in cells) for cells in sets}


def _note(known: dict[str, tuple[int, int]], listed: Iterator[dict[str, int]]) -> None:
    """Remember the first world of a list."""
    world = next(listed, None)
    if world is None:
        raise ValueError("No world fits what is printed.")
    for key, count in world.items():
        low, high = known.get(key, (count, count))
        known[key] = min(low, count), max(high, count)


def _ceiling(printed: Printed) -> int:
    return 2 * (ROOM + sum(cell.value for cell in printed.cells if cell.value is not None))


def _boxes(printed: Printed) -> Boxes:
    ceiling = _ceiling(printed)
    return {
        cell.key: (cell.value, cell.value)
        if cell.value is not None
        else (cell.low, ceiling if cell.high is None else cell.high)
        for cell in printed.cells
    }


def _lines(printed: Printed) -> list[Line]:
    lines = [
        Line(((relation.total_key, 1), *((key, -1) for key in relation.part_keys)), 0, 0)
        for relation in printed.equations
    ]
    for percent in printed.percents:
        # Half up: p - 1/2 <= 100 c / b < p + 1/2. Else: p - 1 < 100 c / b < p + 1. All times the base.
        scale, least = (200, 0) if percent.rounding == "half_up" else (100, 1)
        middle = percent.percent * scale // 100
        lines.append(_line(percent, scale, middle - 1, least, None))
        lines.append(_line(percent, scale, middle + 1, None, -1))
    return lines


def _line(percent: PrintedPercent, scale: int, times: int, least: int | None, most: int | None) -> Line:
    terms = ((percent.cell_key, scale), (percent.base_key, -times))
    return Line(tuple((key, weight) for key, weight in terms if weight), least, most)


def _started(printed: Printed) -> tuple[list[Line], Boxes] | None:
    """Narrow all cells before any value is tried, and keep the lines that leave something open."""
    lines = _lines(printed)
    boxes = _narrowed(lines, _boxes(printed))
    if boxes is None:
        return None
    open_keys = {key for key, (low, high) in boxes.items() if low < high}
    return [line for line in lines if any(key in open_keys for key, _ in line.terms)], boxes


def _listed(
    lines: list[Line], boxes: Boxes, first: str | None, descending: bool, steps: _Steps
) -> Iterator[dict[str, int]]:
    open_keys = [key for key, (low, high) in boxes.items() if low < high]
    if not open_keys:
        yield {key: low for key, (low, _) in boxes.items()}
        return
    key = first if first in open_keys else min(open_keys, key=lambda k: boxes[k][1] - boxes[k][0])
    low, high = boxes[key]
    for value in range(high, low - 1, -1) if descending and key == first else range(low, high + 1):
        steps.take()
        left = _narrowed(lines, {**boxes, key: (value, value)})
        if left is not None:
            yield from _listed(lines, left, first, descending, steps)


def _narrowed(lines: list[Line], boxes: Boxes) -> Boxes | None:
    """Leave out values that no line allows, until none is left out; ``None`` if a cell has no value left."""
    while True:
        before = dict(boxes)
        for line in lines:
            if not _narrow_one(line, boxes):
                return None
        if boxes == before:
            return boxes


def _narrow_one(line: Line, boxes: Boxes) -> bool:
    """Narrow the cells of a line in place, and tell whether each has a value left."""
    least = sum(min(w * boxes[key][0], w * boxes[key][1]) for key, w in line.terms)
    most = sum(max(w * boxes[key][0], w * boxes[key][1]) for key, w in line.terms)
    for key, weight in line.terms:
        low, high = boxes[key]
        ends = sorted((weight * low, weight * high))
        # What the cell's own term must be at least and at most, given the extremes of all others.
        floor = ends[0] if line.least is None else max(ends[0], line.least - (most - ends[1]))
        roof = ends[1] if line.most is None else min(ends[1], line.most - (least - ends[0]))
        values = _between(floor, roof, weight)
        if values[0] > values[1]:
            return False
        if values != (low, high):
            boxes[key] = values
            now = sorted((weight * values[0], weight * values[1]))
            least, most = least + now[0] - ends[0], most + now[1] - ends[1]
    return True


def _between(floor: int, roof: int, weight: int) -> tuple[int, int]:
    """Return the whole numbers whose product with ``weight`` lies between two numbers."""
    if weight > 0:
        return -(-floor // weight), roof // weight
    return -(roof // -weight), -floor // -weight


def holds(printed: Printed, world: Mapping[str, int]) -> bool:
    """Whether a world fits what is printed, by whole-number arithmetic alone.

    Parameters
    ----------
    printed
        What readers see.
    world
        A count per cell, in cases.
    """
    for cell in printed.cells:
        count = world[cell.key]
        if count < cell.low or (cell.high is not None and count > cell.high):
            return False
    sums = ((line, sum(w * world[key] for key, w in line.terms)) for line in _lines(printed))
    return all(
        (line.least is None or total >= line.least) and (line.most is None or total <= line.most)
        for line, total in sums
    )
