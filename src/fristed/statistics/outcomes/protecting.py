"""Hide what is small, and what would give it away; then read the print as an attacker would.

A table with fewer cases than the threshold prints nothing at all, not even its zeros: of so few, an empty
column tells of each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fristed.methods.disclosure.attack import attack
from fristed.methods.disclosure.protection import NoSafeLinkedPattern, protect_linked
from fristed.methods.disclosure.records import (
    SIGN_SAFE,
    Equation,
    LinkedCounts,
    Printed,
    PrintedCell,
    ProtectionRule,
)
from fristed.statistics.outcomes.counting import TableCounts
from fristed.statistics.outcomes.facts import OutcomeCell, OutcomeTables, OutcomeTotal
from fristed.statistics.releases.policies import Policy

TOTAL = "total"


class OutcomesNotSafe(Exception):
    """What would be printed gives a hidden count away; nothing is stored."""


def protect_outcomes(counts: Iterable[TableCounts], *, year: int, policy: Policy) -> OutcomeTables:
    """Turn counts into what may be printed.

    Raises
    ------
    OutcomesNotSafe
        If a reader of the tables could still work out a hidden count.
    """
    rule = ProtectionRule(policy.threshold, policy.width, policy.group_sum_at_least)
    totals: list[OutcomeTotal] = []
    cells: list[OutcomeCell] = []
    for one in counts:
        total, printed = _protected(one, rule)
        totals.append(total)
        cells += printed
        require_safe(total, printed, rule)
    return OutcomeTables(year, policy.id, policy.version, policy.threshold, tuple(totals), tuple(cells))


def _protected(one: TableCounts, rule: ProtectionRule) -> tuple[OutcomeTotal, list[OutcomeCell]]:
    is_few = rule.is_small(one.cases)
    hidden = frozenset(one.counts) if is_few else _hidden(one, rule)
    total = OutcomeTotal(one.table.id, one.service, None if is_few else one.cases)
    return total, [
        OutcomeCell(one.table.id, one.service, *key, None if key in hidden else count)
        for key, count in one.counts.items()
    ]


def _hidden(one: TableCounts, rule: ProtectionRule) -> frozenset[tuple[str, str]]:
    """Give the cells to hide; all of them, zeros too, where no choice of some is safe."""
    keys = {_key(*key): key for key in one.counts}
    linked = LinkedCounts(
        name=f"{one.table.id} {one.service}",
        counts={TOTAL: one.cases, **{name: one.counts[key] for name, key in keys.items()}},
        relations=tuple(_relations(one.counts)),
        shown=frozenset({TOTAL}),
    )
    try:
        return frozenset(keys[name] for name in protect_linked(linked, rule).hidden)
    except NoSafeLinkedPattern:
        return frozenset(one.counts)


def _key(row: str, column: str) -> str:
    return f"{row}/{column}"


def _relations(cells: Iterable[tuple[str, str]]) -> Iterator[Equation]:
    """Say that every row adds up to the cases."""
    rows: dict[str, tuple[str, ...]] = {}
    for row, column in cells:
        rows[row] = (*rows.get(row, ()), _key(row, column))
    yield from (Equation(TOTAL, parts) for parts in rows.values())


def require_safe(total: OutcomeTotal, cells: list[OutcomeCell], rule: ProtectionRule) -> None:
    """Read a table as its readers do, and refuse one that tells what it hides.

    Where everything is hidden a sign may stand for zero, as a reader is told; else it is at least one.

    Raises
    ------
    OutcomesNotSafe
        If a hidden count can be worked out, or nearly.
    """
    if total.cases is None:
        if any(cell.count is not None for cell in cells):
            raise OutcomesNotSafe(f"{total.table} {total.service}: few cases, and not all is hidden.")
        return
    all_hidden = all(cell.count is None for cell in cells)
    printed = tuple(_printed(cell, may_be_zero=all_hidden) for cell in cells)
    equations = tuple(_relations((cell.row, cell.column) for cell in cells))
    whole = Printed((PrintedCell.shown(TOTAL, total.cases), *printed), equations, threshold=rule.threshold)
    report = attack(whole, width=rule.width, smallest_sum=rule.smallest_hidden_sum)
    if report.leaks or report.contradictions:
        raise OutcomesNotSafe(f"{total.table} {total.service}: {report.leaks[0].key if report.leaks else ''}")


def _printed(cell: OutcomeCell, *, may_be_zero: bool) -> PrintedCell:
    key = _key(cell.row, cell.column)
    if cell.count is not None:
        return PrintedCell.shown(key, cell.count)
    return PrintedCell.rest(key) if may_be_zero else PrintedCell.signed(key, SIGN_SAFE)
