"""Widen many numbers at once, in large systems where asking for one number after the other takes too long.

Rounds in which only hidden numbers move alternate with rounds in which printed ones may move at their price;
those that do are hidden. What a wide number is worth grows, so that the hides that help most come first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from fristed.methods.disclosure.protection.linked.alone import Alone
from fristed.methods.disclosure.protection.linked.moves import Asked, Moves
from fristed.methods.disclosure.protection.linked.system import System
from fristed.methods.disclosure.protection.linked.ways import whole_way
from fristed.methods.disclosure.protection.linked.worlds import Floats, Integers, Reach

Way = Callable[[int, int, int], Integers | None]
"""Finds a whole move of one number, given the number, the direction (1 or -1) and the distance in cases."""

FREELY = 150.0
"""What a step of an asked number is worth where nothing is to be hidden; any number far above 1 will do."""

FIRST_WORTH, GROWTH = 1.5, 3.0
"""What a step of an asked number is worth when numbers may be hidden: at first in usual prices, then more."""

STALLED = 0.12
"""After a round that widens a smaller share of the narrow numbers than this comes one of the other kind."""

SPENT = 0.01
"""Hiding that widens a smaller share than this is left to those who look at one number after the other."""

FEW = 0.1
"""When a smaller share of the hidden numbers is narrow, one after the other finds more than all at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """Widens the hidden numbers of a large system.

    Parameters
    ----------
    system
        The numbers and rows.
    width
        The width asked for, in cases.
    reach
        Where worlds that are found are noted.
    """

    system: System
    width: int
    reach: Reach

    def push(self, hidden: frozenset[int]) -> None:
        """Move hidden numbers, and only these, until that widens few more."""
        moves, inside = Moves(self.system, self.width), _sorted(hidden)
        turn, gained = 0, 1.0
        while gained > SPENT and len(narrow := self._narrow(inside)) > FEW * len(inside):
            turn += 1
            self._turn(moves, narrow, inside, self._no_prices(), FREELY, turn)
            gained = 1 - len(self._narrow(inside)) / len(narrow)
        self._one_by_one(moves, inside, inside, self._no_prices())

    def widen(self, hidden: frozenset[int], within: frozenset[int]) -> frozenset[int]:
        """Return ``hidden`` and what else to hide so that most of it is wide.

        Parameters
        ----------
        hidden
            The numbers without a printed count.
        within
            These, and those that may be hidden.
        """
        moves, everything, prices = Moves(self.system, self.width), _sorted(within), self._prices(hidden)
        worth = FIRST_WORTH * float(np.median(prices[prices > 0], keepdims=False)) if prices.any() else 1.0
        turn, is_free = 0, True
        while len(narrow := self._narrow(_sorted(hidden))) > FEW * len(hidden):
            turn += 1
            movable = _sorted(hidden) if is_free else everything
            moved = self._turn(moves, narrow, movable, prices, FREELY if is_free else worth, turn)
            hidden |= frozenset(np.flatnonzero(moved).tolist())
            prices[_sorted(hidden)] = 0.0
            left = len(self._narrow(_sorted(hidden)))
            gained = 1 - left / len(narrow)
            if not is_free and gained < SPENT and worth > self._dearest():
                break
            worth *= 1.0 if is_free else GROWTH
            is_free = not is_free or gained > STALLED
        return hidden | self._one_by_one(moves, _sorted(hidden), everything, prices)

    def _one_by_one(
        self, moves: Moves, inside: Integers, movable: Integers, prices: Floats
    ) -> frozenset[int]:
        """Move what is still narrow among ``inside`` alone, up or else down; return what moved as well.

        First in few steps: most are wide after that, or after a neighbour has moved. Then whatever it takes.
        """
        alone, added = Alone(moves, movable, prices), set[int]()

        def in_few_steps(number: int, sign: int, distance: int) -> Integers | None:
            return alone.move(number, sign, distance)

        def whatever_it_takes(number: int, sign: int, distance: int) -> Integers | None:
            return whole_way(moves, movable, prices, number=number, sign=sign, distance=distance)

        for way in (in_few_steps, whatever_it_takes):
            waiting = self._narrow(np.union1d(inside, np.array(sorted(added), dtype=np.int64))).tolist()
            while waiting:
                number = waiting.pop()
                for sign in (1, -1):
                    moved = self._alone(way, number, sign)
                    new = [at for at in np.flatnonzero(moved).tolist() if prices[at] > 0]
                    for at in new:
                        prices[at] = 0.0
                        alone.reprice(at, 0.0)
                    added.update(new)
                    waiting += new
        return frozenset(added)

    def _alone(self, way: Way, number: int, sign: int) -> Integers:
        """Make the move of one number, if it is still narrow and a whole one is found."""
        seen = -self.reach.below[number] if sign > 0 else self.reach.above[number]
        lacking = int(self.width - seen)
        is_narrow = self.reach.width(number) < self.width
        moved = way(number, sign, lacking) if is_narrow else None
        everyone = np.arange(len(self.reach.above))
        if moved is None:
            return np.zeros_like(everyone)
        self.reach.note(everyone, moved)
        return moved

    def _narrow(self, numbers: Integers) -> Integers:
        return numbers[self.reach.above[numbers] - self.reach.below[numbers] < self.width]

    def _no_prices(self) -> Floats:
        return np.zeros(len(self.system.counts))

    def _prices(self, hidden: frozenset[int]) -> Floats:
        prices: Floats = np.array(self.system.prices, dtype=np.float64)
        prices[_sorted(hidden)] = 0.0
        return prices

    def _dearest(self) -> float:
        return float(max(self.system.prices, default=0))

    def _turn(
        self, moves: Moves, narrow: Integers, movable: Integers, prices: Floats, worth: float, turn: int
    ) -> Integers:
        """Make one move and note it; return it, or no move if none was found."""
        moved = moves.move(self._asked(moves, narrow, turn), movable, prices, worth)
        everyone = np.arange(moves.size)
        if moved is None:
            return np.zeros_like(everyone)
        self.reach.note(everyone, moved)
        return moved

    def _asked(self, moves: Moves, narrow: Integers, turn: int) -> Asked:
        """Ask narrow numbers to move as far as they lack, half of those with room for it downwards."""
        above, below, rooms = self.reach.above[narrow], self.reach.below[narrow], moves.rooms[narrow]
        deepest = np.minimum(rooms, self.width - above)
        mixed = np.random.default_rng(turn).random(len(narrow)) < 0.5
        falls = mixed & (deepest > -below)
        return Asked(narrow, np.where(falls, -1, 1), np.where(falls, deepest, self.width + below))


def _sorted(numbers: frozenset[int]) -> Integers:
    return np.array(sorted(numbers), dtype=np.int64)
