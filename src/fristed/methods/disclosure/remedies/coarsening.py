"""Print coarser categories where the finer ones are not safe: themes for concerns, regions for countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fristed.methods.disclosure.records import LinkedCounts, ProtectionRule
from fristed.methods.disclosure.remedies.cheapest import MOST_SETS, Price, first_that_holds
from fristed.methods.disclosure.remedies.dimension import Dimension, NoSafeRemedy
from fristed.methods.disclosure.remedies.gathering import (
    Gathered,
    Gathering,
    gather,
    is_safe_print,
    loss_of,
)


def coarsen(
    counts: LinkedCounts,
    dimension: Dimension,
    rule: ProtectionRule,
    *,
    evenly: bool = False,
    most_sets: int = MOST_SETS,
) -> Gathered:
    """Print coarser categories in place of the finest ones, as few as make every number safe.

    The same categories are printed in all tables of the dimension.

    Parameters
    ----------
    counts
        The release.
    dimension
        The cells that count the categories, with the coarser category of each. A coarser category that has a
        cell in a table keeps it; elsewhere it gets a new one.
    rule
        What must hold for what is printed.
    evenly
        Whether all categories go up the same number of levels. Otherwise each branch stays as fine as it can:
        the fewest categories are lost, and among those the fewest cases.
    most_sets
        How many choices are tried before the least is no longer sought.

    Returns
    -------
    Gathered
        The release with its coarser categories. ``chosen``, under the empty name, is those that took the
        place of finer ones.

    Raises
    ------
    NoSafeRemedy
        If not even the coarsest categories are safe.

    Examples
    --------
    >>> from fristed.methods.disclosure.records import Equation
    >>> from fristed.methods.disclosure.remedies.dimension import Place
    >>> cases = {"all": 72, "violence": 48, "fear of marriage": 14, "completed marriage": 6, "fgm": 4}
    >>> release = LinkedCounts("2024", cases, (Equation("all", tuple(cases)[1:]),))
    >>> themes = {"fear of marriage": "marriage", "completed marriage": "marriage", "fgm": "marriage"}
    >>> places = {key: Place(key, "2024") for key in cases if key != "all"}
    >>> coarsen(release, Dimension("concern", places, themes), ProtectionRule()).chosen
    {'': ('marriage',)}
    """
    levels = _Levels(counts, dimension, rule)
    found = levels.even() if evenly else levels.cheapest(most_sets)
    if found is None:
        raise NoSafeRemedy(f"{dimension.name}: not even the coarsest categories are safe.")
    chosen, is_least = found
    whole = levels.gathering(chosen)
    return Gathered(
        gather(counts, whole),
        {"": tuple(sorted(chosen))},
        whole.sums,
        loss_of(counts, whole),
        is_least,
    )


class _Levels:
    """The choice of coarser categories."""

    def __init__(self, counts: LinkedCounts, dimension: Dimension, rule: ProtectionRule) -> None:
        self._counts, self._dimension, self._rule = counts, dimension, rule
        self._printed = {
            key: place for span in dimension.spans for key, place in dimension.printed(counts, span).items()
        }
        self._tables = {
            table: dict(dimension.cells_at(table))
            for table in sorted({place.table for place in self._printed.values()})
        }
        self._leaves = sorted(
            {p.category for p in dimension.places.values() if dimension.is_leaf(p.category)}
        )

    def even(self) -> tuple[frozenset[str], bool] | None:
        """Return the coarser categories when all go up by as few levels as are safe."""
        ways = {leaf: (leaf, *self._dimension.above(leaf)) for leaf in self._leaves}
        for level in range(max(map(len, ways.values()), default=1)):
            raised = frozenset(way[min(level, len(way) - 1)] for way in ways.values())
            chosen = self._topmost(raised - set(self._leaves))
            if self._is_safe(chosen):
                return chosen, True
        return None

    def cheapest(self, most_sets: int) -> tuple[frozenset[str], bool] | None:
        """Return the coarser categories that cost least."""
        found = first_that_holds(self._prices(), self._is_worth_it, most=most_sets)
        return None if found is None else (self._topmost(found[0]), found[1])

    def gathering(self, chosen: Iterable[str]) -> Gathering:
        """Return what is withdrawn and printed when some categories take the place of those below."""
        whole = Gathering()
        for category in sorted(chosen):
            for table, cells in self._tables.items():
                whole |= self._in_table(category, table, cells)
        return whole

    def _in_table(self, category: str, table: str, cells: Mapping[str, str]) -> Gathering:
        finer = {cells[name] for name in self._all_below(category) if name in cells}
        withdrawn = frozenset(finer & set(self._printed))
        if not withdrawn:
            return Gathering()
        if category in cells:
            return Gathering({}, withdrawn, frozenset({cells[category]}))
        parts = tuple(self._cover(category, cells))
        return Gathering({f"{table}: {self._dimension.name} {category}, coarser": parts}, withdrawn)

    def _cover(self, category: str, cells: Mapping[str, str]) -> Iterator[str]:
        """Give the coarsest cells of a table that together make a category."""
        for child in self._dimension.below(category):
            if child in cells:
                yield cells[child]
            else:
                yield from self._cover(child, cells)

    def _all_below(self, category: str) -> Iterator[str]:
        for child in self._dimension.below(category):
            yield child
            yield from self._all_below(child)

    def _prices(self) -> Mapping[str, Price]:
        """Return what each coarser category costs: finest categories lost, and cases withdrawn."""
        prices: dict[str, Price] = {}
        for category in sorted(set(self._dimension.parents.values())):
            leaves = [name for name in self._leaves if category in self._dimension.above(name)]
            if len(leaves) > 1:  # above a single one nothing is gained
                loss = loss_of(self._counts, self.gathering([category]))
                prices[category] = (len(leaves) - 1, loss.value)
        return prices

    def _topmost(self, chosen: frozenset[str]) -> frozenset[str]:
        """Leave out categories below others that are chosen."""
        return frozenset(name for name in chosen if chosen.isdisjoint(self._dimension.above(name)))

    def _is_worth_it(self, chosen: frozenset[str]) -> bool:
        """Whether a choice is safe; one with a category below another was tried, cheaper, without it."""
        return self._topmost(chosen) == chosen and self._is_safe(chosen)

    def _is_safe(self, chosen: frozenset[str]) -> bool:
        gathering = self.gathering(chosen)
        if gathering.withdrawn & self._counts.shown:
            return False
        return is_safe_print(gather(self._counts, gathering), self._rule)
