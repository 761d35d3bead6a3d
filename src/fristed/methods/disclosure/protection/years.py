"""Protect several years printed side by side, with the same secondary cells where that costs little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction

from fristed.methods.disclosure.protection.cells import cell_counts
from fristed.methods.disclosure.protection.patterns import protect, safest
from fristed.methods.disclosure.protection.search import Prices
from fristed.methods.disclosure.records import CountTree, Pattern, ProtectionRule


def protect_years(
    trees: Mapping[int, CountTree],
    rule: ProtectionRule,
    *,
    extra_at_most: Fraction = Fraction(1, 8),
) -> dict[int, Pattern]:
    """Protect every year, keeping to one set of secondary cells where a year can afford it.

    Readers compare years: a category hidden in one year and printed in the next is harder to use than one
    hidden throughout. The cells that the years need most often are preferred in all of them. A year
    follows if it then hides no more secondary cells, and at most ``extra_at_most`` of its total in addition.

    Parameters
    ----------
    trees
        One tree per year.
    rule
        What must hold in every year.
    extra_at_most
        The additional hidden value a year bears for the sake of stability, as a share of its total.

    Returns
    -------
    dict of int to Pattern
        A safe pattern per year, with the fewest secondary cells possible in that year.

    Raises
    ------
    NoSafePattern
        If one of the years has no safe pattern.
    """
    best = {year: protect(tree, rule) for year, tree in sorted(trees.items())}
    wanted = _wanted(best.values(), trees.values())
    return {year: _stable(trees[year], rule, own, wanted, extra_at_most) for year, own in best.items()}


def _wanted(patterns: Iterable[Pattern], trees: Iterable[CountTree]) -> tuple[str, ...]:
    """Rank the secondary cells of all years: needed in most years first, then the smallest ones."""
    needed = Counter(c for pattern in patterns for c, why in pattern.hidden.items() if why == "secondary")
    size: Counter[str] = Counter()
    for tree in trees:
        size.update(cell_counts(tree))
    return tuple(sorted(needed, key=lambda code: (-needed[code], size[code], code)))


def _stable(
    tree: CountTree, rule: ProtectionRule, own: Pattern, wanted: tuple[str, ...], extra_at_most: Fraction
) -> Pattern:
    stable = safest(tree, rule, Prices(cell_counts(tree), wanted, first="preference"))
    extra = stable.loss.value - own.loss.value
    return stable if extra <= extra_at_most * tree.total else own
