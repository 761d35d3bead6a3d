"""Protect years one after another, hiding the same cells in each where that costs little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from fristed.methods.disclosure.protection.cells import cell_counts
from fristed.methods.disclosure.protection.patterns import protect, safest
from fristed.methods.disclosure.protection.search import Prices
from fristed.methods.disclosure.records import CountTree, Pattern, ProtectionRule


def protect_years(
    trees: Mapping[int, CountTree],
    rule: ProtectionRule,
    *,
    prefer: Sequence[str] = (),
    extra_at_most: Fraction = Fraction(1, 8),
) -> dict[int, Pattern]:
    """Protect every year, keeping to one set of secondary cells where a year can afford it.

    Readers compare years and keep old reports. The pattern of a year therefore depends on that year and the
    years before it alone: a later report hides in an old column exactly what the earlier report hid, so that
    the two cannot be set against each other. And a category hidden in one year and printed in the next is
    hard to use, so a year hides what the policy prefers, then what earlier years hid most often, if it then
    hides no more secondary cells, and at most ``extra_at_most`` of its total in addition.

    Parameters
    ----------
    trees
        One tree per year, from the first year that was ever published.
    rule
        What must hold in every year.
    prefer
        Codes that the policy would rather hide, the first one most.
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
    patterns: dict[int, Pattern] = {}
    hidden_before: Counter[str] = Counter()
    for year, tree in sorted(trees.items()):
        habit = sorted(hidden_before, key=lambda code: (-hidden_before[code], code))
        wanted = tuple(dict.fromkeys((*prefer, *habit)))
        patterns[year] = _stable(tree, rule, wanted, extra_at_most)
        hidden_before.update(c for c, why in patterns[year].hidden.items() if why == "secondary")
    return patterns


def _stable(
    tree: CountTree, rule: ProtectionRule, wanted: tuple[str, ...], extra_at_most: Fraction
) -> Pattern:
    own = protect(tree, rule)
    stable = safest(tree, rule, Prices(cell_counts(tree), wanted, first="preference"))
    extra = stable.loss.value - own.loss.value
    return stable if extra <= extra_at_most * tree.total else own
