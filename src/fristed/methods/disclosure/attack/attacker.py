"""Attack a release: everything that is printed together, set against each other."""

from __future__ import annotations

from collections.abc import Sequence

from fristed.methods.disclosure.attack.contradictions import resolve
from fristed.methods.disclosure.attack.findings import cell_finding, printed_findings
from fristed.methods.disclosure.attack.groups import group_findings
from fristed.methods.disclosure.attack.report import AttackReport, Finding
from fristed.methods.disclosure.attack.system import Statement, bounds_of, relation_statement, rows_of
from fristed.methods.disclosure.attack.worlds import Component, Interval, components, intervals
from fristed.methods.disclosure.records import Equation, Printed

Derived = dict[str, tuple[Component, Interval]]


def attack(printed: Printed, *, width: int = 3) -> AttackReport:
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

    Returns
    -------
    AttackReport
        One finding per cell without a printed value, one per group of hidden cells whose sum is below the
        threshold, and one per small count printed in plain sight; the contradictions; the intervals.

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
    >>> from fristed.methods.disclosure.records import SIGN_AS_PUBLISHED, PrintedCell
    >>> shown = {"forced marriage": 57, "fear": 44, "completed": 7}
    >>> cells = [PrintedCell.shown(key, count) for key, count in shown.items()]
    >>> cells.append(PrintedCell.signed("remain", SIGN_AS_PUBLISHED))
    >>> relation = Equation("forced marriage", ("fear", "completed", "remain"))
    >>> attack(Printed(tuple(cells), (relation,))).findings[0].because
    '57 - 44 - 7 = 6'
    """
    aside, contradictions = resolve(printed)
    derived = _derive(printed, aside)
    open_cells = [cell for cell in printed.cells if cell.key in derived]
    relied_on = _relations(printed, aside)
    findings: list[Finding] = [cell_finding(printed, cell, *derived[cell.key], width) for cell in open_cells]
    findings += group_findings(relied_on, bounds_of(printed, aside), printed.threshold)
    findings += printed_findings(printed)
    found = {cell.key: derived[cell.key][1] for cell in open_cells}
    return AttackReport(tuple(findings), tuple(contradictions), found)


def _derive(printed: Printed, aside: Sequence[Statement]) -> Derived:
    """Return component and interval per cell without a printed value."""
    wanted = {cell.key for cell in printed.cells if cell.state != "shown"}
    derived: Derived = {}
    for component in components(bounds_of(printed, aside), rows_of(printed, aside)):
        keys = [key for key in component.bounds if key in wanted]
        if keys:
            derived |= {key: (component, found) for key, found in intervals(component, keys).items()}
    return derived


def _relations(printed: Printed, aside: Sequence[Statement]) -> list[Equation]:
    return [
        relation
        for at, relation in enumerate(printed.equations)
        if relation_statement(printed, at) not in aside
    ]
