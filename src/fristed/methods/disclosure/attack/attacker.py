"""Attack a release: everything that is printed together, set against each other."""

from __future__ import annotations

from collections.abc import Iterable

from fristed.methods.disclosure.attack.contradictions import resolve
from fristed.methods.disclosure.attack.findings import cell_finding, printed_findings
from fristed.methods.disclosure.attack.groups import known_groups
from fristed.methods.disclosure.attack.report import AttackReport
from fristed.methods.disclosure.attack.system import bounds_of, rows_of
from fristed.methods.disclosure.attack.worlds import Component, Interval, components, intervals
from fristed.methods.disclosure.records import Printed

Derived = dict[str, tuple[Component, Interval]]


def attack(printed: Printed, *, width: int = 3, smallest_sum: int | None = None) -> AttackReport:
    """Derive the tightest interval of whole numbers for every cell without a printed value.

    The attacker knows every printed number, the relations between them, the meaning of the sign and how
    percents are rounded. Statements that contradict each other are reported and the least trusted of them is
    set aside; intervals are computed on the rest.

    Parameters
    ----------
    printed
        What is printed.
    width
        The smallest ``high - low`` that is not narrow, in cases.
    smallest_sum
        The smallest sum of several hidden cells that readers may know, in cases; ``None`` means the threshold
        that is printed, 0 that sums are not looked at.

    Returns
    -------
    AttackReport
        One finding per cell without a printed value, one per group of hidden cells whose sum is known and
        below the smallest one allowed, and one per small count printed in plain sight; the contradictions;
        the intervals.

    Raises
    ------
    SolverGaveNoAnswer
        If the solver stopped without a proof.

    References
    ----------
    Fischetti, M. and Salazar, J. J. (2001). Solving the cell suppression problem on tabular data with linear
    constraints. *Management Science* 47(7), 1008-1027 (the attacker's two programmes per cell).

    Examples
    --------
    >>> from fristed.methods.disclosure.records import SIGN_AS_PUBLISHED, Equation, PrintedCell
    >>> shown = {"forced marriage": 57, "fear": 44, "completed": 7}
    >>> cells = [PrintedCell.shown(key, count) for key, count in shown.items()]
    >>> cells.append(PrintedCell.signed("remain", SIGN_AS_PUBLISHED))
    >>> relation = Equation("forced marriage", ("fear", "completed", "remain"))
    >>> attack(Printed(tuple(cells), (relation,))).findings[0].because
    '57 - 44 - 7 = 6'
    """
    aside, contradictions = resolve(printed)
    parts = components(bounds_of(printed, aside), rows_of(printed, aside))
    derived = _derive(printed, parts)
    open_cells = [cell for cell in printed.cells if cell.key in derived]
    found = {cell.key: derived[cell.key][1] for cell in open_cells}
    cells = [cell_finding(printed, cell, *derived[cell.key], width) for cell in open_cells]
    least = printed.threshold if smallest_sum is None else smallest_sum
    groups = [group for part in parts for group in known_groups(printed, part, found, least)]
    findings = [*cells, *groups, *printed_findings(printed)]
    return AttackReport(tuple(findings), tuple(contradictions), found)


def _derive(printed: Printed, parts: Iterable[Component]) -> Derived:
    """Return component and interval per cell without a printed value."""
    wanted = {cell.key for cell in printed.cells if cell.state != "shown"}
    derived: Derived = {}
    for component in parts:
        keys = [key for key in component.bounds if key in wanted]
        if keys:
            derived |= {key: (component, found) for key, found in intervals(component, keys).items()}
    return derived
