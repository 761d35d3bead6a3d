"""Turn intervals into findings, each with arithmetic from which nothing can be left out."""

from __future__ import annotations

from fristed.methods.disclosure.attack.arithmetic import because_of_sign, in_words
from fristed.methods.disclosure.attack.report import Finding, Kind
from fristed.methods.disclosure.attack.system import TRUST, Row
from fristed.methods.disclosure.attack.worlds import Component, Interval, gives
from fristed.methods.disclosure.records import Printed, PrintedCell


def cell_finding(
    printed: Printed, cell: PrintedCell, component: Component, interval: Interval, width: int
) -> Finding:
    """Say what can be derived about one cell without a printed value, and why."""
    kind = _kind(interval, width)
    is_leak = kind != "wide" and (cell.state == "signed" or _is_small(interval, printed.threshold))
    return Finding(cell.key, *interval, kind, is_leak, _because(printed, cell, component, interval))


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


def _because(printed: Printed, cell: PrintedCell, component: Component, interval: Interval) -> str:
    rows = _needed(component, cell.key, interval)
    if not rows:
        return because_of_sign(cell.low, cell.high)
    return in_words(printed, component.bounds, rows)


def _needed(component: Component, key: str, interval: Interval) -> list[Row]:
    """Leave out row after row, percents and long relations first, as long as the interval stays."""
    kept = list(component.rows)
    for row in sorted(component.rows, key=_hard_to_read):
        fewer = [other for other in kept if other != row]
        if gives(Component(component.bounds, tuple(fewer)), key, interval):
            kept = fewer
    return kept


def _hard_to_read(row: Row) -> tuple[bool, int]:
    return row.statement.trust != TRUST["percent"], -len(row.terms)
