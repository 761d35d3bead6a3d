"""What must hold for what is hidden, as linear rows over the choices: 1 hides a number, 0 prints it.

References
----------
Fischetti, M. and Salazar, J. J. (2001). Solving the cell suppression problem on tabular data with linear
constraints. *Management Science* 47(7), 1008-1027.
Daalmans, J. and de Waal, T. (2010). An improved formulation of the disclosure auditing problem for secondary
cell suppression. *Transactions on Data Privacy* 3(3), 217-251 (groups of hidden cells).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fristed.methods.disclosure.protection.linked.system import Row, System
from fristed.methods.disclosure.records import ProtectionRule


@dataclass(frozen=True, slots=True)
class Demand:
    """``sum of coefficient * choice >= least``; choices are 1 for a hidden number, 0 for a printed one."""

    terms: tuple[tuple[int, int], ...]
    least: int

    def is_met(self, hidden: frozenset[int]) -> bool:
        """Whether hidden numbers meet the demand."""
        return sum(weight for at, weight in self.terms if at in hidden) >= self.least


def demand(terms: Mapping[int, int], least: int, when: Iterable[int] = ()) -> Demand:
    """Write ``sum of terms >= least`` for the case that every number of ``when`` is hidden.

    No coefficient is larger than what is asked for: a single number that gives more gives enough.
    """
    capped = {at: min(weight, least) for at, weight in terms.items() if weight}
    asked = least
    for at in when:
        capped[at] = capped.get(at, 0) - least
        asked -= least
    return Demand(tuple(sorted((at, w) for at, w in capped.items() if w)), asked)


def is_sensitive(system: System, rule: ProtectionRule, at: int) -> bool:
    """Whether a number must stay wide once it is not printed: it carries a sign or is small itself."""
    return not system.is_silent[at] or rule.is_small(system.counts[at])


def demands_on_rows(system: System, rule: ProtectionRule) -> list[Demand]:
    """Return what each relation asks for by itself.

    A hidden number needs another one beside it; where the total is printed, what is hidden below it needs the
    width between its lower bounds and its sum, and a sum that is not small.
    """
    found: dict[Demand, None] = {}
    for row in system.rows:
        if not _has_company(system, row):
            found |= dict.fromkeys(_company(system, rule, row))
        if not _has_slack(system, rule, row):
            found |= dict.fromkeys(_slack(system, rule, row))
        if not _has_sum(system, rule, row):
            found |= dict.fromkeys(_sum(system, rule, row))
    return [asked for asked in found if not _is_always_met(system, asked)]


def _has_company(system: System, row: Row) -> bool:
    """Whether two members are hidden anyway, so that none is ever alone."""
    return sum(system.must_hide[at] for at in row.members) > 1


def _has_slack(system: System, rule: ProtectionRule, row: Row) -> bool:
    """Whether what is hidden anyway gives every part its width."""
    hidden = [at for at in row.parts if system.must_hide[at]]
    return system.must_hide[row.total] or sum(map(system.room_below, hidden)) >= rule.width


def _has_sum(system: System, rule: ProtectionRule, row: Row) -> bool:
    """Whether what is hidden anyway is not small together."""
    hidden = [at for at in row.parts if system.must_hide[at]]
    return system.must_hide[row.total] or sum(system.counts[at] for at in hidden) >= rule.smallest_hidden_sum


def _when(system: System, at: int) -> tuple[int, ...]:
    return () if system.must_hide[at] else (at,)


def _asking(system: System, rule: ProtectionRule, row: Row) -> Iterator[int]:
    """Give the members of a row for whose sake something is asked."""
    asking = [at for at in row.members if is_sensitive(system, rule, at) and not system.must_show[at]]
    return iter(asking)


def _company(system: System, rule: ProtectionRule, row: Row) -> Iterator[Demand]:
    for at in _asking(system, rule, row):
        beside = {other: 1 for other in row.members if other != at}
        yield demand(beside, 1, _when(system, at))


def _slack(system: System, rule: ProtectionRule, row: Row) -> Iterator[Demand]:
    rooms = {at: system.room_below(at) for at in row.parts}
    for at in _asking(system, rule, row):
        if at != row.total:
            yield demand({**rooms, row.total: rule.width}, rule.width, _when(system, at))


def _sum(system: System, rule: ProtectionRule, row: Row) -> Iterator[Demand]:
    least = rule.smallest_hidden_sum
    counts = {at: system.counts[at] for at in row.parts}
    for at in row.parts:
        if not (system.must_show[at] or system.is_silent[at]):
            yield demand({**counts, row.total: least}, least, _when(system, at))
    silent = sum(system.counts[at] for at in row.parts if system.is_silent[at])
    if 0 < silent < least:
        yield demand({**counts, row.total: least}, least)


def _is_always_met(system: System, asked: Demand) -> bool:
    """Whether every choice meets a demand, since some numbers are hidden anyway."""
    worst = sum(w if system.must_hide[at] else min(w, 0) for at, w in asked.terms if not system.must_show[at])
    return worst >= asked.least
