"""Pool small categories into one, such as "andre": the fewest of them that make the tables safe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from fristed.methods.disclosure.records import LinkedCounts, ProtectionRule
from fristed.methods.disclosure.remedies.cheapest import MOST_SETS, Price, first_that_holds
from fristed.methods.disclosure.remedies.dimension import Dimension, NoSafeRemedy, Place
from fristed.methods.disclosure.remedies.gathering import (
    Gathered,
    Gathering,
    gather,
    is_safe_print,
    loss_of,
    small_in_plain_sight,
)

Prefer = Literal["categories", "cases"]


@dataclass(frozen=True, slots=True)
class Pool:
    """How a pool is called and what it should take little of.

    Parameters
    ----------
    name
        The category printed in place of the pooled ones. If the dimension has a category of that name, the
        pool takes it in.
    prefer
        Take in the fewest further categories, and among those the fewest cases; or the other way round.
    most_sets
        How many sets of further categories are tried before the least is no longer sought.
    """

    name: str = "andre"
    prefer: Prefer = "categories"
    most_sets: int = MOST_SETS


def pool_small(
    counts: LinkedCounts, dimension: Dimension, rule: ProtectionRule, pool: Pool | None = None
) -> Gathered:
    """Pool the categories with small counts, and as few others as make every number safe.

    Each span of the dimension has one pool, used in all its tables. A pool has at least two categories in
    every table where it counts anyone, and is never itself a small count.

    Parameters
    ----------
    counts
        The release.
    dimension
        The cells that count the categories.
    rule
        What must hold for what is printed.
    pool
        Name and preference.

    Returns
    -------
    Gathered
        The release with the pools. ``chosen`` is empty for a span that needs none.

    Raises
    ------
    NoSafeRemedy
        If a small count stands outside the dimension, no pool of a span is safe, or the pools of the spans
        give each other away.

    Examples
    --------
    >>> from fristed.methods.disclosure.records import Equation
    >>> cases = {"all": 60, "Irak": 30, "Syria": 20, "Iran": 6, "Mali": 4}
    >>> release = LinkedCounts("2024", cases, (Equation("all", ("Irak", "Syria", "Iran", "Mali")),))
    >>> countries = Dimension("country", {key: Place(key, "2024") for key in cases if key != "all"})
    >>> pool_small(release, countries, ProtectionRule()).chosen
    {'': ('Iran', 'Mali')}
    """
    pool = pool or Pool()
    searches = [_Search(counts, dimension, rule, pool, span) for span in dimension.spans]
    found = [search.cheapest() for search in searches]
    whole = Gathering()
    for search, (chosen, _) in zip(searches, found, strict=True):
        whole |= search.gathering(chosen)
    pooled = gather(counts, whole)
    if not is_safe_print(pooled, rule):
        raise NoSafeRemedy(f"{dimension.name}: the pools of the spans give each other away; use one span.")
    pools = {search.span: tuple(sorted(names)) for search, (names, _) in zip(searches, found, strict=True)}
    return Gathered(pooled, pools, whole.sums, loss_of(counts, whole), all(least for _, least in found))


class _Search:
    """The search for the pool of one span."""

    def __init__(
        self, counts: LinkedCounts, dimension: Dimension, rule: ProtectionRule, pool: Pool, span: str
    ) -> None:
        self._counts, self._dimension, self._rule, self._pool = counts, dimension, rule, pool
        self.span = span
        self._cells = dimension.printed(counts, span)
        elsewhere = frozenset(
            key for other in dimension.spans if other != span for key in dimension.printed(counts, other)
        )
        self._alone = Gathering(withdrawn=elsewhere - counts.shown)

    def cheapest(self) -> tuple[frozenset[str], bool]:
        """Return the categories of the pool, and whether no other pool costs less."""
        needed = self._needed()
        if not needed and is_safe_print(gather(self._counts, self._alone), self._rule):
            return frozenset(), True
        fixed = needed | ({self._pool.name} & {place.category for place in self._cells.values()})
        further = self._prices(fixed)
        most = self._pool.most_sets
        found = first_that_holds(further, lambda extra: self._is_safe(fixed | extra), most=most)
        if found is None:
            raise NoSafeRemedy(f"{self._dimension.name}: no pool {self.span} makes the numbers safe.")
        return fixed | found[0], found[1]

    def gathering(self, chosen: Iterable[str]) -> Gathering:
        """Return what a pool withdraws and prints."""
        members = _members(self._cells, frozenset(chosen))
        sums = {
            f"{table}: {self._dimension.name} {self._pool.name}, pooled": m for table, m in members.items()
        }
        return Gathering(sums, frozenset(key for keys in members.values() for key in keys))

    def _needed(self) -> frozenset[str]:
        """Return the categories with a small count that would be printed."""
        small = small_in_plain_sight(self._counts, self._rule)
        outside = sorted(set(small) - set(self._dimension.places))
        if outside:
            raise NoSafeRemedy(f"{self._dimension.name}: small, but no category: {', '.join(outside)}.")
        return frozenset(self._cells[key].category for key in small if key in self._cells)

    def _prices(self, fixed: frozenset[str]) -> Mapping[str, Price]:
        """Return the price of each further category that may be pooled."""
        cases: dict[str, int] = {}
        for key, place in self._cells.items():
            cases[place.category] = cases.get(place.category, 0) + self._counts.counts[key]
        stays = {place.category for key, place in self._cells.items() if key in self._counts.shown}
        by_cases = self._pool.prefer == "cases"
        return {
            name: (number, 1) if by_cases else (1, number)
            for name, number in cases.items()
            if name not in fixed | stays
        }

    def _is_safe(self, chosen: frozenset[str]) -> bool:
        gathering = self.gathering(chosen)
        if gathering.withdrawn & self._counts.shown or not all(map(self._is_pool, gathering.sums.values())):
            return False
        return is_safe_print(gather(self._counts, self._alone | gathering), self._rule)

    def _is_pool(self, members: tuple[str, ...]) -> bool:
        """Whether cells of one table may stand together: several, and not few cases."""
        cases = sum(self._counts.counts[key] for key in members)
        return cases == 0 or (len(members) > 1 and cases >= self._rule.threshold)


def _members(cells: Mapping[str, Place], chosen: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return the cells of the chosen categories per table."""
    members: dict[str, tuple[str, ...]] = {}
    for key, place in cells.items():
        if place.category in chosen:
            members[place.table] = (*members.get(place.table, ()), key)
    return members
