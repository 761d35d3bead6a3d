"""Protect one tree of counts: hide what is small, and as little as possible beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fristed.methods.disclosure.protection.cells import cell_counts, twins
from fristed.methods.disclosure.protection.search import Prices, Search
from fristed.methods.disclosure.records import CountTree, Loss, Pattern, ProtectionRule, Why


class NoSafePattern(ValueError):
    """However much is hidden, readers can find a small count, because zeros are printed and totals are.

    This happens when the total is itself below the threshold, or when so many categories hold a single case
    that their number alone gives the counts away.

    Attributes
    ----------
    withheld
        The pattern to fall back on: everything but the total is hidden, zeros too. In a table printed so, the
        sign means "zero or more", and its note must say it.
    """

    def __init__(self, tree: CountTree, withheld: Pattern) -> None:
        super().__init__(
            f"{tree.name}: no pattern protects the small counts below a total of {tree.total}. "
            "Print the total alone, or use coarser categories."
        )
        self.withheld = withheld


def pattern_hiding(tree: CountTree, rule: ProtectionRule, secondary: Iterable[str]) -> Pattern:
    """Make the pattern that hides every small cell and the given secondary ones.

    A subtotal of a single leaf is hidden with its leaf and costs nothing more.
    """
    counts, same = cell_counts(tree), twins(tree)
    lost = {same.get(code, code) for code in secondary}
    hidden: dict[str, Why] = {}
    for code in sorted(counts):
        if same.get(code, code) in lost:
            hidden[code] = "secondary"
        elif rule.is_small(counts[code]) and code not in tree.unprinted:
            hidden[code] = "primary"
    return Pattern(hidden, Loss(len(lost), sum(counts[code] for code in lost)))


def withheld(tree: CountTree, rule: ProtectionRule) -> Pattern:
    """Make the pattern that hides everything but the total, zeros too."""
    silent = tree.unprinted | tree.not_in_use
    counts = cell_counts(tree).items()
    return pattern_hiding(tree, rule, [c for c, n in counts if c not in silent and not rule.is_small(n)])


def safest(tree: CountTree, rule: ProtectionRule, prices: Prices) -> Pattern:
    """Return the best safe pattern under the given prices.

    Raises
    ------
    NoSafePattern
        If no pattern is safe.
    """
    price = Search(tree, rule, prices).cheapest()
    if price is None:
        raise NoSafePattern(tree, withheld(tree, rule))
    return pattern_hiding(tree, rule, prices.chosen(price))


def protect(tree: CountTree, rule: ProtectionRule, *, prefer: Sequence[str] = ()) -> Pattern:
    """Hide every small count of a tree, and as little else as makes them safe.

    Every leaf and subtotal from 1 to ``rule.threshold - 1`` is hidden, unknown categories too; zeros and
    the grand total are printed. Then secondary cells are hidden until, in every relation between a printed
    total and its parts, at least two cells share what remains after subtracting the printed ones, each can
    be any of at least ``rule.width + 1`` values, and together they are at least
    ``rule.smallest_hidden_sum``. Cells that are never printed are held to the same where their own count
    is small.

    Parameters
    ----------
    tree
        The counts of one year below one total, in cases.
    rule
        What must hold.
    prefer
        Codes to hide rather than others where number and value of the secondary cells are equal.

    Returns
    -------
    Pattern
        The safe pattern with the fewest secondary cells, then the least hidden value, then the preferred
        cells, then the first codes of the alphabet; so the order in which the leaves come does not matter.

    Raises
    ------
    NoSafePattern
        If no pattern is safe; it carries the pattern that hides everything but the total.

    Examples
    --------
    >>> tree = CountTree("gender", 1031, {"female": 761, "male": 264, "unknown": 6})
    >>> sorted(protect(tree, ProtectionRule()).hidden.items())
    [('male', 'secondary'), ('unknown', 'primary')]
    """
    return safest(tree, rule, Prices(cell_counts(tree), tuple(prefer)))
