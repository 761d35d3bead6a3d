"""A release of a trial, and what readers see of it when some cells are hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from fristed.methods.disclosure.records import (
    SIGN_SAFE,
    LinkedCounts,
    Printed,
    PrintedCell,
    PrintedPercent,
    ProtectionRule,
)

Share = tuple[str, str]
"""The keys of a cell and of the cell it is given as a percent of."""


@dataclass(frozen=True, slots=True)
class TrialRelease:
    """Linked counts to protect, the rule, and the percents that are printed where nothing is hidden.

    Parameters
    ----------
    linked
        The counts, in cases.
    rule
        What must hold.
    shares
        Pairs of cell and base; the base is not zero.
    """

    linked: LinkedCounts
    rule: ProtectionRule = field(default_factory=ProtectionRule)
    shares: tuple[Share, ...] = ()


def printed_of(release: TrialRelease, hidden: Collection[str], left: Iterable[Share] = ()) -> Printed:
    """Return what readers see.

    Parameters
    ----------
    release
        The release.
    hidden
        Keys of the cells that carry the sign.
    left
        Shares that are printed although a cell in them is not: a fault, unless there are none.
    """
    linked = release.linked
    cells = tuple(_cell(key, count, hidden, linked.unprinted) for key, count in linked.counts.items())
    shown = {cell.key for cell in cells if cell.value is not None}
    shares = [share for share in release.shares if shown.issuperset(share)]
    percents = tuple(_percent(linked.counts, share) for share in dict.fromkeys([*shares, *left]))
    return Printed(cells, linked.relations, percents, release.rule.threshold)


def _cell(key: str, count: int, hidden: Collection[str], unprinted: Collection[str]) -> PrintedCell:
    if key in unprinted:
        return PrintedCell.rest(key)
    return PrintedCell.signed(key, SIGN_SAFE) if key in hidden else PrintedCell.shown(key, count)


def _percent(counts: Mapping[str, int], share: Share) -> PrintedPercent:
    cell, under = share
    return PrintedPercent(cell, under, floor(Fraction(100 * counts[cell], counts[under]) + Fraction(1, 2)))
