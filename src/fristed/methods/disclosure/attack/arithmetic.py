"""The attacker's arithmetic in words, as a statistician would write it on paper."""

from __future__ import annotations

from collections.abc import Sequence

from fristed.methods.disclosure.attack.system import TRUST, Bounds, Row
from fristed.methods.disclosure.records import Equation, Printed, PrintedPercent

LONGEST_SUBTRACTION = 8


def in_words(printed: Printed, bounds: Bounds, rows: Sequence[Row]) -> str:
    """Write the arithmetic of some rows, each once."""
    stated = {row.statement: None for row in rows}
    words = [
        _percent_in_words(printed.percents[statement.position], bounds)
        if statement.trust == TRUST["percent"]
        else _relation_in_words(printed.equations[statement.position], bounds)
        for statement in stated
    ]
    return "; ".join(words)


def _value(key: str, bounds: Bounds) -> int | None:
    low, high = bounds[key]
    return low if low == high else None


def _relation_in_words(relation: Equation, bounds: Bounds) -> str:
    total = _value(relation.total_key, bounds)
    known = [value for key in relation.part_keys if (value := _value(key, bounds)) is not None]
    hidden = [key for key in relation.part_keys if _value(key, bounds) is None]
    if total is None:
        return f"{relation.total_key} = {' + '.join([*hidden, *map(str, known)]) or '0'}"
    return f"{subtraction(total, known)}{_shared_by(hidden, bounds)}"


def subtraction(total: int, known: Sequence[int]) -> str:
    """Write ``total - known = rest``, such as ``57 - 44 - 7 = 6``; zeros and long lists are shortened.

    Examples
    --------
    >>> subtraction(57, [44, 7, 0])
    '57 - 44 - 7 = 6'
    """
    return combination([total], known)


def combination(added: Sequence[int], taken: Sequence[int]) -> str:
    """Write a sum less others as :func:`subtraction` does.

    Examples
    --------
    >>> combination([12, 23], [30])
    '12 + 23 - 30 = 5'
    """
    more, less = [value for value in added if value] or [0], [value for value in taken if value]
    total, rest = " + ".join(map(str, more)), sum(more) - sum(less)
    if not less:
        return total if len(more) == 1 else f"{total} = {rest}"
    if len(less) <= LONGEST_SUBTRACTION:
        return f"{' - '.join(map(str, [total, *less]))} = {rest}"
    return f"{total} - {sum(less)} = {rest} ({sum(less)} is the sum of {len(less)} printed counts)"


def _shared_by(hidden: Sequence[str], bounds: Bounds) -> str:
    if not hidden:
        return ", where nothing should be left"
    if len(hidden) == 1:
        return ""
    limits = sorted({_limits(key, bounds) for key in hidden})
    verb = "each" if len(limits) == 1 else "these"
    return f" for {' + '.join(hidden)}, {verb} {' or '.join(limits)}"


def _limits(key: str, bounds: Bounds) -> str:
    low, high = bounds[key]
    return f"at least {low}" if high is None else f"from {low} to {high}"


def _percent_in_words(percent: PrintedPercent, bounds: Bounds) -> str:
    cell, base = _value(percent.cell_key, bounds), _value(percent.base_key, bounds)
    left = percent.cell_key if cell is None else f"{cell}"
    right = percent.base_key if base is None else f"{base}"
    return f"{left} is printed as {percent.percent} % of {right}"


def because_of_sign(low: int, high: int | None) -> str:
    """Write what a reader knows of a cell without any arithmetic."""
    return f"at least {low}" if high is None else f"from {low} to {high} by its sign"


def because_of_many(low: int, high: int | None, rows: int) -> str:
    """Write that no single subtraction gives an interval, but many relations together."""
    if low == high:
        return f"{low} by {rows} relations together"
    return f"{f'at least {low}' if high is None else f'from {low} to {high}'} by {rows} relations together"
