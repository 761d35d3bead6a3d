"""Groups: what is hidden in one printed relation, hidden totals opened, must not sum to a small count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fristed.methods.disclosure.protection.linked.demands import Demand
from fristed.methods.disclosure.protection.linked.system import Row, System
from fristed.methods.disclosure.records import ProtectionRule


def small_groups(system: System, rule: ProtectionRule, hidden: frozenset[int]) -> Iterator[Demand]:
    """Give a demand per group below the smallest hidden sum.

    Readers subtract what is printed from a printed total. A hidden part with parts of its own is opened, so
    that what is printed inside it is subtracted too.
    """
    if rule.smallest_hidden_sum <= 0:
        return
    below: dict[int, list[Row]] = {}
    for row in system.rows:
        below.setdefault(row.total, []).append(row)
    ways = max((len(rows) for rows in below.values()), default=0)
    for way in range(ways):
        parts_of = {total: rows[way % len(rows)].parts for total, rows in below.items()}
        for row in system.rows:
            if row.total not in hidden and any(at in hidden and at in parts_of for at in row.parts):
                yield from _small_group(system, rule, hidden, row, parts_of)


def _small_group(
    system: System,
    rule: ProtectionRule,
    hidden: frozenset[int],
    row: Row,
    parts_of: Mapping[int, tuple[int, ...]],
) -> Iterator[Demand]:
    opened: set[int] = set()
    leaves = list(_leaves(row.parts, hidden, parts_of, opened))
    rest = sum(system.counts[at] for at in leaves if at in hidden)
    least = rule.smallest_hidden_sum
    if not 0 < rest < least:
        return
    terms = dict.fromkeys(leaves, 0)
    for at in leaves:
        terms[at] += min(least, system.counts[at])
    terms = {at: min(least, weight) for at, weight in terms.items()}
    terms[row.total] = least
    asked = least
    for at in opened:
        if not system.must_hide[at]:
            terms[at] = terms.get(at, 0) - least
            asked -= least
    yield Demand(tuple(sorted((at, w) for at, w in terms.items() if w)), asked)


def _leaves(
    parts: tuple[int, ...], hidden: frozenset[int], parts_of: Mapping[int, tuple[int, ...]], opened: set[int]
) -> Iterator[int]:
    for at in parts:
        if at in hidden and at in parts_of and at not in opened:
            opened.add(at)
            yield from _leaves(parts_of[at], hidden, parts_of, opened)
        else:
            yield at
