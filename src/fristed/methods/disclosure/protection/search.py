"""The least costly safe pattern of one tree, found exactly by dynamic programming over its relations.

A tree has one relation per printed subtotal and one for the grand total, in which hidden subtotals stand as
parts. Only four capped numbers of a relation decide whether it is safe (:mod:`.tallies`), so it is enough to
keep, part by part, the cheapest choice for every value of these numbers.

References
----------
Fischetti, M. and Salazar, J. J. (2001). Solving the cell suppression problem on tabular data with linear
constraints. *Management Science* 47(7), 1008-1027 (the problem; trees are its easy case).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from fristed.methods.disclosure.protection.cells import leaves_in_use, twins
from fristed.methods.disclosure.protection.tallies import (
    Tally,
    cap_for,
    hidden_subtotal_part,
    is_safe,
    rest_part,
    shown_part,
    signed_part,
)
from fristed.methods.disclosure.records import CountTree, ProtectionRule

Price = tuple[int, int, int, int]
"""Number of secondaries, two prices in the order asked for, the chosen cells as bits; compared in turn."""

Choices = dict[Tally, Price]
"""The cheapest price of reaching each tally."""

FREE: Price = (0, 0, 0, 0)


def _sum(left: Price, right: Price) -> Price:
    return (left[0] + right[0], left[1] + right[1], left[2] + right[2], left[3] + right[3])


def _offer(choices: Choices, tally: Tally, price: Price) -> None:
    if tally not in choices or price < choices[tally]:
        choices[tally] = price


def _joined(parts: Iterable[Choices], cap: int) -> Choices:
    """Combine the choices of the parts of one relation."""
    reached: Choices = {Tally(): FREE}
    for part in parts:
        following: Choices = {}
        for tally, price in reached.items():
            for addition, extra in part.items():
                _offer(following, tally.plus(addition, cap), _sum(price, extra))
        reached = following
    return reached


@dataclass(frozen=True, slots=True)
class Prices:
    """What hiding each cell costs, as sums that can be compared.

    Parameters
    ----------
    counts
        Count per leaf and group code, in cases.
    preferred
        Codes to hide rather than others, the first one most.
    first
        Whether the hidden value or the preference is compared first, after the number of secondaries.
    """

    counts: Mapping[str, int]
    preferred: tuple[str, ...] = ()
    first: Literal["value", "preference"] = "value"

    def of(self, code: str) -> Price:
        """Return the price of hiding ``code`` as a secondary cell."""
        value, wish = self.counts[code], self._wish(code)
        bit = 1 << sorted(self.counts).index(code)
        return (1, value, wish, bit) if self.first == "value" else (1, wish, value, bit)

    def _wish(self, code: str) -> int:
        if code not in self.preferred:
            return 0
        return -(1 << (len(self.preferred) - self.preferred.index(code)))

    def chosen(self, price: Price) -> tuple[str, ...]:
        """Return the codes of the secondary cells that a price stands for."""
        return tuple(code for at, code in enumerate(sorted(self.counts)) if price[3] >> at & 1)


@dataclass(frozen=True, slots=True)
class Search:
    """One search: a tree, a rule and the prices of its cells."""

    tree: CountTree
    rule: ProtectionRule
    prices: Prices

    def cheapest(self) -> Price | None:
        """Return the price of the best safe pattern, or ``None`` if no pattern is safe."""
        grouped = {code for codes in self.tree.groups.values() for code in codes}
        parts = [self._leaf(code) for code in self.tree.leaves if code not in grouped]
        parts += [self._group(code) for code in self.tree.groups]
        return self._safe_price(_joined(parts, cap_for(self.rule)))

    def _leaf(self, code: str) -> Choices:
        count, cap = self.tree.leaves[code], cap_for(self.rule)
        if code in self.tree.unprinted:
            return {rest_part(count, cap): FREE}
        if count == 0:
            return {shown_part(): FREE}
        if self.rule.is_small(count):
            return {signed_part(count, cap): FREE}
        return {shown_part(): FREE, signed_part(count, cap): self.prices.of(code)}

    def _group(self, code: str) -> Choices:
        codes = leaves_in_use(self.tree, code)
        inside = _joined((self._leaf(leaf) for leaf in codes), cap_for(self.rule))
        choices: Choices = {}
        price = self._safe_price(inside)
        if price is not None and not self.rule.is_small(self.prices.counts[code]):
            choices[shown_part()] = price
        if self.prices.counts[code]:
            self._offer_hidden(choices, code, codes, inside)
        return choices

    def _offer_hidden(self, choices: Choices, code: str, codes: list[str], inside: Choices) -> None:
        """Add the ways of hiding a subtotal, each with the best choice of hidden leaves inside it."""
        # Only a group without a hidden leaf asks what is printed inside, and then it is all but the rests.
        printed = sum(self.tree.leaves[leaf] for leaf in codes if leaf not in self.tree.unprinted)
        is_paid = self.rule.is_small(self.prices.counts[code]) or code in twins(self.tree)
        own = FREE if is_paid else self.prices.of(code)
        for tally, price in inside.items():
            part = hidden_subtotal_part(tally, printed_inside=printed)
            if part is not None:
                _offer(choices, part, _sum(price, own))

    def _safe_price(self, choices: Choices) -> Price | None:
        return min((price for tally, price in choices.items() if is_safe(tally, self.rule)), default=None)
