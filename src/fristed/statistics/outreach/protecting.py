"""Hide what is small, and what would give it away; then read the print as an attacker would.

A piece of work among professionals is nobody: how many there were, where and in which form, is printed as it
is. A grey-zone case is one pupil, a hearing is about one child, and a question was asked by somebody: these
are protected, each system of sums together. A system whose total is below the threshold prints nothing, not
even its zeros. A percent is printed where the count it is of may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fristed.methods.disclosure.attack import attack
from fristed.methods.disclosure.protection import NoSafeLinkedPattern, protect_linked
from fristed.methods.disclosure.records import (
    SIGN_SAFE,
    Equation,
    LinkedCounts,
    Printed,
    PrintedCell,
    PrintedPercent,
    ProtectionRule,
    SignRule,
)
from fristed.statistics.outreach.counting import OutreachCounts
from fristed.statistics.outreach.definitions import UNSTATED, definitions
from fristed.statistics.outreach.facts import OutreachCell, OutreachTables
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.rules import rule_of


class OutreachNotSafe(Exception):
    """What would be printed gives a hidden count away; nothing is stored."""


def protect_outreach(
    counts: OutreachCounts, *, policy: Policy, earlier: OutreachTables | None = None
) -> OutreachTables:
    """Turn counts into what may be printed.

    Parameters
    ----------
    counts
        The unprotected counts.
    policy
        What must hold; one that protects nothing prints all.
    earlier
        What was printed of the year before, whose numbers are printed again as they were.

    Raises
    ------
    OutreachNotSafe
        If a reader could still work out a hidden count.
    """
    rule = rule_of(policy)
    hidden = frozenset[str]()
    if policy.secondary:
        hidden = hidden.union(*(_hidden(counts, system, rule) for system in definitions().systems()))
    tables = OutreachTables(
        year=counts.year,
        policy=policy.id,
        policy_version=policy.version,
        threshold=policy.threshold,
        cells=tuple(_cells(counts, hidden, earlier)),
    )
    if policy.secondary:
        require_safe(tables, counts, rule)
    return tables


def _cells(
    counts: OutreachCounts, hidden: frozenset[str], earlier: OutreachTables | None
) -> Iterator[OutreachCell]:
    for key, cell in definitions().cells.items():
        if cell.again and earlier is not None:
            yield OutreachCell(key, earlier.value(cell.again))
        elif key in counts.counts or key in counts.percents:
            yield OutreachCell(key, None if key in hidden else counts.printed(key))


# What is hidden


def _few(rule: ProtectionRule) -> int:
    """Give the smallest total of which anything is printed."""
    return max(rule.threshold, rule.smallest_hidden_sum, rule.width + 1)


def _hidden(counts: OutreachCounts, system: str, rule: ProtectionRule) -> frozenset[str]:
    """Give what to hide of a system; all but the total, zeros too, where no choice of some is safe."""
    linked, total = linked_counts(counts, system), definitions().total_of(system)
    if total not in linked.counts:
        return frozenset()
    if 0 < linked.counts[total] < _few(rule):
        return frozenset(linked.counts)
    try:
        return frozenset(protect_linked(linked, rule).hidden)
    except NoSafeLinkedPattern:
        return frozenset(linked.counts) - {total}


def linked_counts(counts: OutreachCounts, system: str) -> LinkedCounts:
    """Write a system of counts down for the protector: its total is printed where there is one."""
    cells = {cell.key: cell for cell in definitions().cells_of(system) if cell.key in counts.counts}
    own = {key: counts.counts[key] for key in cells}
    relations = tuple(_equations(counts.counts, system))
    unprinted = {part for one in relations for part in one.part_keys} - own.keys()
    return LinkedCounts(
        name=f"{system} {counts.year}",
        counts={**own, **{key: counts.counts[key] for key in sorted(unprinted)}},
        relations=relations,
        unprinted=frozenset(unprinted),
        shown=frozenset({definitions().total_of(system)} & own.keys()),
        weights={key: cell.price for key, cell in cells.items()},
    )


def _equations(known: Mapping[str, object], system: str) -> Iterator[Equation]:
    """Give the sums whose parts are known at all."""
    for one in definitions().sums_of(system):
        if all(part in known for part in one.parts):
            yield Equation(one.total, one.parts)


# As a reader sees it


def require_safe(tables: OutreachTables, counts: OutreachCounts, rule: ProtectionRule) -> None:
    """Read everything that is printed as its readers do, and refuse it if it tells what it hides.

    Raises
    ------
    OutreachNotSafe
        If a hidden count can be worked out, or nearly.
    """
    for system in definitions().systems():
        printed = printed_outreach(tables, counts, system, rule)
        report = attack(printed, width=rule.width, smallest_sum=rule.smallest_hidden_sum)
        if report.leaks or report.contradictions:
            told = ", ".join(one.key for one in report.leaks) or "contradiction"
            raise OutreachNotSafe(f"{tables.year}: {told}")


def printed_outreach(
    tables: OutreachTables, counts: OutreachCounts, system: str, rule: ProtectionRule
) -> Printed:
    """Write down what a reader knows of a system: what is printed, the sums, the percents, and the sign.

    ``counts`` tell only how a percent is read: as the very count it is of, which is more than a reader knows.
    """
    linked, total = linked_counts(counts, system), definitions().total_of(system)
    if total not in linked.counts:
        return Printed((), threshold=rule.threshold)
    hidden = {key for key in linked.counts if key == UNSTATED or tables.value(key) is None}
    all_hidden = not linked.counts.keys() - hidden - {total}
    cells = tuple(
        _printed(key, count, total, rule, is_hidden=key in hidden, may_be_zero=all_hidden or total in hidden)
        for key, count in linked.counts.items()
    )
    percents = tuple(
        PrintedPercent(key, total, counts.percents[key])
        for key in linked.counts
        if key in counts.percents and key not in hidden
    )
    return Printed(cells, linked.relations, percents, threshold=rule.threshold)


def _printed(
    key: str, count: int, total: str, rule: ProtectionRule, *, is_hidden: bool, may_be_zero: bool
) -> PrintedCell:
    if not is_hidden:
        return PrintedCell.shown(key, count)
    if key == total:
        return PrintedCell.signed(key, SignRule(1, _few(rule) - 1))
    return PrintedCell.rest(key) if may_be_zero or key == UNSTATED else PrintedCell.signed(key, SIGN_SAFE)
