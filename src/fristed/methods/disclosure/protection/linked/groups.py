"""Groups: what is hidden in one printed relation, hidden totals opened, must not sum to a small count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fristed.methods.disclosure.protection.linked.demands import Demand
from fristed.methods.disclosure.protection.linked.system import Row, System
from fristed.methods.disclosure.records import ProtectionRule


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands for some parts: numbers, also printed ones, and the hidden totals that were opened."""

    leaves: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()

    def beside(self, other: Opened) -> Opened:
        """Return both together."""
        return Opened(self.leaves + other.leaves, self.totals + other.totals)


def small_groups(system: System, rule: ProtectionRule, hidden: frozenset[int]) -> Iterator[Demand]:
    """Give a demand per group below the smallest hidden sum.

    Readers subtract what is printed from a printed total. A hidden part with parts of its own is opened, so
    that what is printed inside it is subtracted too; where several relations open it, any of them may be
    used, whichever opens the part beside it.
    """
    least = rule.smallest_hidden_sum
    if least <= 0:
        return
    openings = _Openings(system, hidden, least)
    for row in system.rows:
        if row.total not in hidden:
            for rest, opened in openings.of_parts(row.parts).items():
                if rest and opened.totals:
                    yield _grown(system, row, opened, least)


class _Openings:
    """The small sums that hidden numbers can be opened to."""

    def __init__(self, system: System, hidden: frozenset[int], least: int) -> None:
        self._system, self._hidden, self._least = system, hidden, least
        self._below: dict[int, list[Row]] = {}
        for row in system.rows:
            if row.total in hidden:
                self._below.setdefault(row.total, []).append(row)
        self._known: dict[int, dict[int, Opened]] = {}

    def of_parts(self, parts: tuple[int, ...]) -> Mapping[int, Opened]:
        """Return every sum below the least that the hidden ones among parts can be opened to."""
        blank = [at for at in parts if at in self._hidden]
        sums = {0: Opened(tuple(at for at in parts if at not in self._hidden))}
        if not all(self.of_number(at) for at in blank):
            return {}
        for at in blank:
            longer: dict[int, Opened] = {}
            for rest, opened in sums.items():
                for more, inside in self.of_number(at).items():
                    if rest + more < self._least:
                        longer.setdefault(rest + more, opened.beside(inside))
            sums = longer
        return sums

    def of_number(self, at: int) -> Mapping[int, Opened]:
        """Return every sum below the least that a hidden number can be opened to, itself among them."""
        if at not in self._known:
            count = self._system.counts[at]
            # Known before its parts are looked at, so that relations in a ring come to an end.
            known = self._known[at] = {count: Opened((at,))} if count < self._least else {}
            for row in self._below.get(at, ()):
                for rest, opened in self.of_parts(row.parts).items():
                    known.setdefault(rest, opened.beside(Opened(totals=(at,))))
        return self._known[at]


def _grown(system: System, row: Row, opened: Opened, least: int) -> Demand:
    """Ask for more in a group, or for its total, as long as what was opened is hidden."""
    terms = dict.fromkeys(opened.leaves, 0)
    for at in opened.leaves:
        terms[at] += min(least, system.counts[at])
    terms = {at: min(least, weight) for at, weight in terms.items()}
    terms[row.total] = least
    asked = least
    for at in dict.fromkeys(opened.totals):
        if not system.must_hide[at]:
            terms[at] = terms.get(at, 0) - least
            asked -= least
    return Demand(tuple(sorted((at, w) for at, w in terms.items() if w)), asked)
