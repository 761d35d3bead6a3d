"""Holds rows against constraints: by plain counting, without anything the solver uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fristed.methods.reconstruction.records import Clause, Constraint, RegisterRow, Violation, Where


def verify(rows: Iterable[RegisterRow], constraints: Iterable[Constraint]) -> list[Violation]:
    """Find every constraint that the rows do not meet.

    Parameters
    ----------
    rows : iterable of RegisterRow
        The whole register, or part of it; a service and year without rows counts 0.
    constraints : iterable of Constraint

    Returns
    -------
    list of Violation
        In the order of the constraints; empty when all hold.
    """
    parts: dict[tuple[str, int], list[RegisterRow]] = {}
    for row in rows:
        parts.setdefault((row.service, row.year), []).append(row)
    tallies = {key: Tally(part) for key, part in parts.items()}
    violations: list[Violation] = []
    for constraint in constraints:
        tally = tallies.get((constraint.service, constraint.year), Tally([]))
        found = tally.measured(constraint)
        if not is_within(found, constraint):
            violations.append(Violation(constraint, found))
    return violations


class Tally:
    """Rows of one service and year, ready to be measured.

    Each value of each column has a whole number whose bits are the rows that have it, so that many
    constraints are measured in one pass over the rows.

    Parameters
    ----------
    rows : sequence of RegisterRow
    """

    def __init__(self, rows: Sequence[RegisterRow]) -> None:
        self._rows = rows
        self._everyone = (1 << len(rows)) - 1
        self._having: dict[str, dict[str, int]] = {}

    def measured(self, constraint: Constraint) -> int:
        """Measure the rows as a constraint says. Unit: that of its measure."""
        chosen = self._meeting(constraint.where)
        if constraint.measure == "cases":
            minus = constraint.minus
            return chosen.bit_count() - (0 if minus is None else self._meeting(minus).bit_count())
        having = self._values_of("country_background")
        counts = [(chosen & rows).bit_count() for code, rows in having.items() if code != "unknown"]
        return (
            sum(count > 0 for count in counts)
            if constraint.measure == "countries"
            else max(counts, default=0)
        )

    def _meeting(self, where: Where) -> int:
        met = self._everyone
        for clause in where:
            having = self._values_of(clause.column)
            among = 0
            for value in clause.values:
                among |= having.get(value, 0)
            met &= among if clause.is_among else ~among
        return met

    def _values_of(self, column: str) -> dict[str, int]:
        if column not in self._having:
            having: dict[str, int] = {}
            for at, row in enumerate(self._rows):
                for text in texts_of(row, column):
                    having[text] = having.get(text, 0) | (1 << at)
            self._having[column] = having
        return self._having[column]


def is_within(found: int, constraint: Constraint) -> bool:
    """Tell whether a number lies within the bounds of a constraint."""
    return (constraint.low is None or constraint.low <= found) and (
        constraint.high is None or found <= constraint.high
    )


def matches(row: RegisterRow, where: Where) -> bool:
    """Tell whether a row meets every clause of a condition."""
    return all(meets(row, clause) for clause in where)


def meets(row: RegisterRow, clause: Clause) -> bool:
    """Tell whether a row meets one clause."""
    return any(text in clause.values for text in texts_of(row, clause.column)) == clause.is_among


def texts_of(row: RegisterRow, column: str) -> tuple[str, ...]:
    """Give the values of one column as the register file writes them; several agencies are several texts."""
    value: object = getattr(row, column)
    if isinstance(value, tuple):
        return row.agencies_involved if column == "agencies_involved" else row.agencies_to_involve
    if isinstance(value, bool):
        return ("1" if value else "0",)
    return ("" if value is None else str(value),)
