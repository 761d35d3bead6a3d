"""Groups: hidden numbers that readers know the sum of must not sum to a small count.

Readers add and subtract printed relations, each at most once. What is printed cancels or is subtracted; if
every hidden number that is left counts positively, its sum is known. Only small numbers can be left: a number
that is not small must be cancelled by another relation, a hidden total by the relation below it, parts by a
printed sum of them. That is what the search branches over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from fristed.methods.disclosure.protection.linked.demands import Demand, demand
from fristed.methods.disclosure.protection.linked.system import System
from fristed.methods.disclosure.records import ProtectionRule

OUTSIDE = 2
"""How many hidden numbers in all may be subtracted that were not there, to be added again later."""

STEPS = 2_000
"""How many combinations are looked at that begin with one relation."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Relations that are added (1) and subtracted (-1), and how often each hidden number is left.

    ``kept`` are numbers that are not to be cancelled any more; ``outside`` tells how many were subtracted
    that were not there.
    """

    signs: Mapping[int, int]
    left: Mapping[int, int]
    kept: frozenset[int] = frozenset()
    outside: int = 0


def small_groups(system: System, rule: ProtectionRule, hidden: frozenset[int]) -> Iterator[Demand]:
    """Give a demand per group below the smallest hidden sum that takes more than one relation to find.

    What single relations ask for is known before anything is hidden.
    """
    least = rule.smallest_hidden_sum
    if least <= 0:
        return
    seeker = _Seeker(system, hidden, least)
    for number, row in enumerate(system.rows):
        if row.total not in hidden:
            for found in seeker.starting_with(number):
                if len(found.signs) > 1:
                    yield _grown(system, found, least)


class _Seeker:
    """Looks for combinations whose hidden numbers sum to less than the least."""

    def __init__(self, system: System, hidden: frozenset[int], least: int) -> None:
        self._counts, self._least = system.counts, least
        self._rows_of = system.rows_of
        self._weights: list[dict[int, int]] = []
        for row in system.rows:
            weights = {row.total: -1} if row.total in hidden else {}
            for at in row.parts:
                if at in hidden:
                    weights[at] = weights.get(at, 0) + 1
            self._weights.append({at: weight for at, weight in weights.items() if weight})
        self._steps = 0
        self._seen: set[tuple[frozenset[tuple[int, int]], frozenset[int]]] = set()

    def starting_with(self, row: int) -> Iterator[Combination]:
        """Give the small groups that one relation with a printed total is part of."""
        self._steps = STEPS
        self._seen.clear()
        yield from self._from(Combination({row: 1}, self._weights[row]))

    def _from(self, found: Combination) -> Iterator[Combination]:
        here = frozenset(found.signs.items()), found.kept
        self._steps -= 1
        if self._steps < 0 or here in self._seen:
            return
        self._seen.add(here)
        if wrong := list(self._wrong(found)):
            for way in self._fewest_ways(found, wrong):
                yield from self._from(self._with(found, way))
        elif 0 < sum(self._counts[at] * times for at, times in found.left.items()) < self._least:
            yield found
        else:
            yield from self._smaller(found)

    def _wrong(self, found: Combination) -> Iterator[tuple[int, int]]:
        """Give the numbers that cannot be left as they are, and whether each is to be added or subtracted."""
        for at, times in found.left.items():
            if times < 0:
                yield at, 1
            elif self._counts[at] * times >= self._least:
                yield at, -1
        yield from ((at, 1) for at in found.kept if at not in found.left)

    def _fewest_ways(self, found: Combination, wrong: list[tuple[int, int]]) -> list[tuple[int, int]]:
        fewest: list[tuple[int, int]] | None = None
        for at, sign in wrong:
            ways = self._ways(found, at, sign)
            if fewest is None or len(ways) < len(fewest):
                fewest = ways
            if not fewest:
                break
        return fewest or []

    def _ways(self, found: Combination, at: int, sign: int) -> list[tuple[int, int]]:
        """Return the relations that add a number, or cancel it, without bringing in much else."""
        ways: list[tuple[int, int]] = []
        for row in self._rows_of[at]:
            weight = self._weights[row].get(at, 0)
            way = row, sign if weight > 0 else -sign
            if weight and row not in found.signs and self._is_near(found, *way):
                ways.append(way)
        return ways

    def _is_near(self, found: Combination, row: int, sign: int) -> bool:
        """Whether few numbers are subtracted that are not there when a relation is added or subtracted."""
        outside = found.outside
        for at, weight in self._weights[row].items():
            if sign * weight < 0 and found.left.get(at, 0) <= 0:
                outside += 1
                if outside > OUTSIDE:
                    return False
        return True

    def _with(self, found: Combination, way: tuple[int, int]) -> Combination:
        row, sign = way
        left, outside = dict(found.left), found.outside
        for at, weight in self._weights[row].items():
            times = left.pop(at, 0)
            outside += sign * weight < 0 and times <= 0
            if times + sign * weight:
                left[at] = times + sign * weight
        return Combination({**found.signs, row: sign}, left, found.kept, outside)

    def _smaller(self, found: Combination) -> Iterator[Combination]:
        """Cancel one of the numbers that are left, or keep it; those that cannot be cancelled stay."""
        kept = set(found.kept)
        ways: dict[int, list[tuple[int, int]]] = {}
        for at in found.left:
            if at not in kept:
                ways[at] = self._ways(found, at, -1)
                if not ways[at]:
                    kept.add(at)
            if sum(self._counts[one] for one in kept) >= self._least:
                return
        chosen = min((at for at in ways if ways[at]), key=lambda at: (len(ways[at]), at), default=None)
        if chosen is not None:
            for way in ways[chosen]:
                yield from self._from(self._with(found, way))
            yield from self._from(replace(found, kept=found.kept | {chosen}))


def _grown(system: System, found: Combination, least: int) -> Demand:
    """Ask for more in a group, or for something that is then subtracted and cannot be cancelled.

    The combination says the same of every choice: printed or hidden, each number counts as often in it. A
    choice breaks the demand only if what it hides counts positively and sums to too little.
    """
    times: dict[int, int] = {}
    for row, sign in found.signs.items():
        for at in system.rows[row].parts:
            times[at] = times.get(at, 0) + sign
        times[system.rows[row].total] = times.get(system.rows[row].total, 0) - sign
    terms = {at: system.counts[at] * n if n > 0 else least for at, n in times.items() if n}
    small = [at for at in found.left if system.counts[at]]
    is_there_anyway = any(system.must_hide[at] for at in small)
    return demand(terms, least, () if is_there_anyway else small[:1])
