"""What is printed, as whole-number statements: bounds on cells, and linear rows between them.

A cell is a count, so it is never negative. Everything else is a statement by the publisher, which can be
relied on or set aside: a printed value, the meaning of a sign, a relation, a percent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fristed.methods.disclosure.records import Printed, PrintedCell, PrintedPercent

Bounds = Mapping[str, tuple[int, int | None]]
"""Lowest and highest value per cell, both included; ``None`` where nothing bounds it from above."""

TRUST = {"percent": 0, "text": 1, "figure": 2, "relation": 3, "table": 4, "sign": 5}
"""Order of trust where the source contradicts itself: the lowest number is set aside first."""


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """One thing the publisher says: how far it is trusted, where it stands among its kind, and its words."""

    trust: int
    position: int
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """``low <= sum of coefficient * cell <= high``; ``None`` is no bound on that side."""

    statement: Statement
    terms: tuple[tuple[str, int], ...]
    low: int | None
    high: int | None

    @property
    def keys(self) -> tuple[str, ...]:
        """The cells of the row."""
        return tuple(key for key, _ in self.terms)


def cell_statement(printed: Printed, position: int) -> Statement | None:
    """Return what is stated about a cell, or ``None`` for a cell that is never printed."""
    cell = printed.cells[position]
    if cell.state == "shown":
        return Statement(TRUST[cell.source], position, f"{cell.key} is {cell.value}")
    if cell.state == "signed":
        most = "" if cell.high is None else f" and at most {cell.high}"
        return Statement(TRUST["sign"], position, f"{cell.key} is at least {cell.low}{most}, by its sign")
    return None


def relation_statement(printed: Printed, position: int) -> Statement:
    """Return the statement that a total is the sum of its parts."""
    relation = printed.equations[position]
    return Statement(
        TRUST["relation"], position, f"{relation.total_key} is {' + '.join(relation.part_keys) or 'zero'}"
    )


def _percent_statement(printed: Printed, position: int) -> Statement:
    percent = printed.percents[position]
    words = f"{percent.cell_key} is {percent.percent} % of {percent.base_key}"
    return Statement(TRUST["percent"], position, words)


def bounds_of(printed: Printed, set_aside: Iterable[Statement] = ()) -> Bounds:
    """Return the bounds that values and signs put on each cell."""
    aside = frozenset(set_aside)
    return {
        cell.key: (0, None) if cell_statement(printed, at) in aside else _bounds_of_cell(cell)
        for at, cell in enumerate(printed.cells)
    }


def _bounds_of_cell(cell: PrintedCell) -> tuple[int, int | None]:
    return cell.low, cell.high


def rows_of(printed: Printed, set_aside: Iterable[Statement] = ()) -> list[Row]:
    """Return the rows of all relations and percents that are relied on."""
    aside = frozenset(set_aside)
    rows = [_relation_row(printed, at) for at in range(len(printed.equations))]
    empty = {cell.key for cell in printed.cells if cell.value == 0}
    for at, percent in enumerate(printed.percents):
        # The customary 0 % of a base that is itself zero says nothing.
        if percent.percent or percent.base_key not in empty:
            rows += _percent_rows(printed, at)
    return [row for row in rows if row.statement not in aside]


def _relation_row(printed: Printed, position: int) -> Row:
    relation = printed.equations[position]
    terms = Counter({relation.total_key: 1})
    terms.subtract(relation.part_keys)
    return Row(relation_statement(printed, position), tuple(terms.items()), 0, 0)


def _percent_rows(printed: Printed, position: int) -> list[Row]:
    """Write a rounded percent as two rows: ``lowest <= 100 * cell / base < above``, without fractions.

    Half-up: ``(2p - 1) * base <= 200 * cell < (2p + 1) * base``. Unknown rounding: within one point of ``p``.
    """
    percent, statement = printed.percents[position], _percent_statement(printed, position)
    points = percent.percent
    if percent.rounding == "half_up":
        scale, least, below, above = 200, 2 * points - 1, 0, 2 * points + 1
    else:
        scale, least, below, above = 100, points - 1, 1, points + 1
    return [
        Row(statement, _percent_terms(percent, scale, least), below, None),
        Row(statement, _percent_terms(percent, scale, above), None, -1),
    ]


def _percent_terms(percent: PrintedPercent, scale: int, points: int) -> tuple[tuple[str, int], ...]:
    terms = Counter({percent.cell_key: scale})
    terms[percent.base_key] -= points
    return tuple(terms.items())
