"""Holds rows against constraints: by plain counting, without anything the solver uses."""

from __future__ import annotations

from collections import Counter
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
    """Rows of one service and year, ready to be measured; remembers which rows meet which clause.

    Parameters
    ----------
    rows : sequence of RegisterRow
    """

    def __init__(self, rows: Sequence[RegisterRow]) -> None:
        self._rows = rows
        self._met: dict[Clause, frozenset[int]] = {}

    def measured(self, constraint: Constraint) -> int:
        """Measure the rows as a constraint says. Unit: that of its measure."""
        chosen = self.chosen(constraint.where)
        if constraint.measure == "cases":
            return len(chosen) - (0 if constraint.minus is None else len(self.chosen(constraint.minus)))
        backgrounds = (self._rows[index].country_background for index in chosen)
        countries = Counter(country for country in backgrounds if country != "unknown")
        return len(countries) if constraint.measure == "countries" else max(countries.values(), default=0)

    def chosen(self, where: Where) -> frozenset[int]:
        """Give the positions of the rows that meet every clause."""
        everyone = frozenset(range(len(self._rows)))
        return everyone.intersection(*(self._meeting(clause) for clause in where))

    def _meeting(self, clause: Clause) -> frozenset[int]:
        if clause not in self._met:
            self._met[clause] = frozenset(index for index, row in enumerate(self._rows) if meets(row, clause))
        return self._met[clause]


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
