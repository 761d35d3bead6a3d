"""Turn intervals into findings, each with arithmetic from which nothing can be left out."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from itertools import islice

from fristed.methods.disclosure.attack.arithmetic import because_of_many, because_of_sign, in_words
from fristed.methods.disclosure.attack.fewest import fewest
from fristed.methods.disclosure.attack.report import Finding, Kind
from fristed.methods.disclosure.attack.system import TRUST, Row
from fristed.methods.disclosure.attack.worlds import Component, Interval, gives
from fristed.methods.disclosure.records import Printed, PrintedCell

EASILY_EXPLAINED = 12
"""In a component of at most as many rows, the arithmetic of wide cells is looked for as well."""

READILY_EXPLAINED = 150
"""In a component of at most as many rows, the arithmetic of narrow cells is looked for however long it is."""

LONGEST_ARITHMETIC = 12
"""In larger components, longer arithmetic is not looked for: nobody would follow it."""

LARGEST_NEIGHBOURHOOD = 60
"""In larger components, arithmetic is looked for among at most as many rows near the cell."""


def cell_finding(
    printed: Printed, cell: PrintedCell, component: Component, interval: Interval, width: int
) -> Finding:
    """Say what can be derived about one cell without a printed value, and why."""
    kind = _kind(interval, width)
    is_leak = kind != "wide" and (cell.state == "signed" or _is_small(interval, printed.threshold))
    return Finding(cell.key, *interval, kind, is_leak, _because(printed, cell, component, interval, kind))


def printed_findings(printed: Printed) -> list[Finding]:
    """Return the small counts that are printed in plain sight, against the rule."""
    return [
        Finding(cell.key, cell.value, cell.value, "printed", True, f"{cell.value} is printed")
        for cell in printed.cells
        if cell.value is not None and 0 < cell.value < printed.threshold
    ]


def _kind(interval: Interval, width: int) -> Kind:
    low, high = interval
    if high is None or high - low >= width:
        return "wide"
    return "exact" if high == low else "narrow"


def _is_small(interval: Interval, threshold: int) -> bool:
    """Whether a cell that is never printed may hold a count the rule protects."""
    low, high = interval
    return low < threshold and (high is None or high > 0)


def _because(
    printed: Printed, cell: PrintedCell, component: Component, interval: Interval, kind: Kind
) -> str:
    if interval == (cell.low, cell.high):
        return because_of_sign(cell.low, cell.high)
    size = len(component.rows)
    needed = _needed(component, cell.key, interval) if kind != "wide" or size <= EASILY_EXPLAINED else []
    return in_words(printed, component.bounds, needed) if needed else because_of_many(*interval, size)


def _needed(component: Component, key: str, interval: Interval) -> list[Row]:
    """Leave out row after row, percents and long relations first, as long as the interval stays.

    It is looked for near the cell first, where the arithmetic mostly is. In large components it is given up,
    and nothing returned, where it is long or far away.
    """

    def is_enough(rows: list[Row]) -> bool:
        bounds = {other: component.bounds[other] for row in rows for other in row.keys}
        return gives(Component({key: component.bounds[key]} | bounds, tuple(rows)), key, interval)

    size = len(component.rows)
    is_large = size > READILY_EXPLAINED
    near = _near_enough(component, key, LARGEST_NEIGHBOURHOOD if is_large else size, is_enough)
    longest = LONGEST_ARITHMETIC if is_large else size
    chosen = list(islice(fewest(sorted(near, key=_hard_to_read), is_enough), longest + 1))
    return [row for row in component.rows if row in chosen] if len(chosen) <= longest else []


def _near_enough(
    component: Component, key: str, most: int, is_enough: Callable[[list[Row]], bool]
) -> list[Row]:
    """Return the rows of a cell, with those they touch, and so on, until they are enough.

    Nothing is returned where more than ``most`` rows would be needed. All rows together are enough.
    """
    keys = {key}
    rows = _touching(component, keys)
    while len(rows) <= most and len(rows) < len(component.rows) and not is_enough(rows):
        near = {other for row in rows for other in row.keys}
        keys = {other for other in near if component.bounds[other][0] != component.bounds[other][1]}
        rows = _touching(component, keys)
    return rows if len(rows) <= most else []


def _touching(component: Component, keys: AbstractSet[str]) -> list[Row]:
    return [row for row in component.rows if not keys.isdisjoint(row.keys)]


def _hard_to_read(row: Row) -> tuple[bool, int]:
    return row.statement.trust != TRUST["percent"], -len(row.terms)
