"""Find the numbers that a reader knows too well, and what must be hidden so that he does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from fristed.methods.disclosure.protection.linked.demands import Demand, is_sensitive
from fristed.methods.disclosure.protection.linked.system import System
from fristed.methods.disclosure.protection.linked.together import Together
from fristed.methods.disclosure.protection.linked.worlds import (
    CLOSE,
    Reach,
    Worlds,
    linked_numbers,
)
from fristed.methods.disclosure.records import ProtectionRule

STALLED = 4
"""Numbers are moved together until so many times in a row have settled none; the rest is asked one by one."""

DIRECTIONS = 0
"""Starts the directions in which numbers are moved, so that they are the same twice."""


@dataclass(frozen=True, slots=True)
class Narrow:
    """A number whose interval is too narrow, and a demand that this pattern does not meet."""

    at: int
    demand: Demand


@dataclass(slots=True)
class Widths:
    """Judges the intervals of one pattern.

    Parameters
    ----------
    system, rule
        The numbers and what must hold.
    hidden
        The numbers without a printed count.
    reach
        What is known of the worlds; may come from a pattern that hides less.
    """

    system: System
    rule: ProtectionRule
    hidden: frozenset[int]
    reach: Reach

    def narrow(self, cells_at_most: int) -> Iterator[Narrow]:
        """Give the numbers that are too narrow, component by component.

        In components above ``cells_at_most`` a number is given although it could be wide if no world that was
        found shows that it is.
        """
        for numbers in linked_numbers(self.system, self.hidden):
            asked = [at for at in numbers if self._is_asked(at)]
            if len(numbers) <= cells_at_most:
                yield from self._among(numbers, asked)
            else:
                Together(self.system, self.rule.width, self.reach).push(frozenset(numbers))
                yield from (Narrow(at, self._hide_more(at)) for at in asked if not self.is_fine(at))

    def _is_asked(self, at: int) -> bool:
        """Whether anything is asked of a number: it is sensitive, or a reader may take it for a small one."""
        if is_sensitive(self.system, self.rule, at):
            return True
        return self.system.counts[at] < self.rule.threshold + self.rule.width - 1

    def is_fine(self, at: int) -> bool:
        """Whether the worlds found show that a number gives nothing away."""
        return self.reach.width(at) >= self.rule.width

    def _gives_nothing(self, at: int) -> bool:
        """Whether a number that is never printed may be known: it is zero, or not small, for certain.

        Ask when its ends are exact.
        """
        if is_sensitive(self.system, self.rule, at):
            return False
        count = self.system.counts[at]
        if count == 0:
            return int(self.reach.above[at]) == 0
        return count + int(self.reach.below[at]) >= self.rule.threshold

    def _among(self, numbers: Sequence[int], asked: Sequence[int]) -> Iterator[Narrow]:
        worlds = Worlds(self.system, numbers, self.rule.width, self.reach)
        self._push(worlds, asked)
        for at in asked:
            if not self.is_fine(at) and (demand := self._lacking(worlds, at)):
                yield Narrow(at, demand)

    def _push(self, worlds: Worlds, asked: Sequence[int]) -> None:
        """Move all that are not yet wide at once, in ever new directions, until that settles no more.

        One such world settles many numbers and costs no more than the two that settle a single one.
        """
        signs, stalled = np.random.default_rng(DIRECTIONS), 0
        left = [at for at in asked if not self.is_fine(at)]
        wanted = np.zeros(len(self.system.counts), dtype=bool)
        while left and stalled < STALLED:
            wanted[:] = False
            wanted[left] = True
            costs = np.where(wanted[worlds.numbers], 1.0, 0.0)
            if len(left) < len(asked):
                costs *= signs.choice([-1.0, 1.0], len(costs))
            worlds.push(-costs)
            worlds.push(costs)
            before, left = len(left), [at for at in left if not self.is_fine(at)]
            stalled = stalled + 1 if len(left) == before else 0

    def _lacking(self, worlds: Worlds, at: int) -> Demand | None:
        """Return what is lacking for a number to be wide, or ``None``."""
        ends = [(sign, worlds.extreme(at, sign)) for sign in (1, -1)]
        if self.is_fine(at):
            return None
        most, least = int(np.floor(ends[0][1].value + CLOSE)), int(np.ceil(ends[1][1].value - CLOSE))
        # What is never printed may be known to be zero, or not small: that takes exact ends.
        is_open = most - least >= self.rule.width or not is_sensitive(self.system, self.rule, at)
        if is_open and (most, least) != (self.reach.above[at], self.reach.below[at]):
            worlds.extreme_whole(at, 1)
            worlds.extreme_whole(at, -1)
            if self.is_fine(at):
                return None
        if self._gives_nothing(at):
            return None
        demand = worlds.demand(at, ends)
        return self._hide_more(at) if demand.is_met(self.hidden) else demand

    def _hide_more(self, at: int) -> Demand:
        """Ask for any number more: as long as nothing more is hidden, the number stays as narrow."""
        others = [n for n in range(len(self.system.counts)) if n not in self.hidden]
        terms = {n: 1 for n in others if self.system.is_open_to(n)}
        if not self.system.must_hide[at]:
            terms[at] = -1
            return Demand(tuple(sorted(terms.items())), 0)
        return Demand(tuple(sorted(terms.items())), 1)
