"""Leave out as much as can be left out, with few questions.

References
----------
Chinneck, J. W. and Dravnieks, E. W. (1991). Locating minimal infeasible constraint sets in linear programs.
*ORSA Journal on Computing* 3(2), 157-168 (the deletion filter).
Junker, U. (2004). QUICKXPLAIN: preferred explanations and relaxations for over-constrained problems. *AAAI*
19, 167-172 (halving gives the same set with fewer questions).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def fewest(items: Sequence[Item], is_enough: Callable[[list[Item]], bool]) -> Iterator[Item]:
    """Give the items that are left when item after item, the first ones first, is left out if it can be.

    Parameters
    ----------
    items
        What can be left out, those to be rid of first at the front. All of them together are enough.
    is_enough
        Whether some of the items, in their order, are enough. More items are never less.

    Yields
    ------
    Item
        A set that is enough and of which nothing can be left out, in the order of ``items``. About
        ``log2(len(items))`` questions are asked before each of them, so who wants no more can stop.

    Examples
    --------
    >>> list(fewest([1, 2, 3, 4], lambda some: sum(some) >= 6))
    [3, 4]
    """
    kept: list[Item] = []
    rest = list(items)
    while rest and not is_enough(kept):
        at = last_start(kept, rest, is_enough)
        yield rest[at]
        kept = [*kept, rest[at]]
        rest = rest[at + 1 :]


def last_start(kept: Sequence[Item], rest: Sequence[Item], is_enough: Callable[[list[Item]], bool]) -> int:
    """Return the last place from which the rest, with what is kept, is enough; all of it must be."""
    enough, too_late = 0, len(rest)
    while too_late - enough > 1:
        middle = (enough + too_late) // 2
        if is_enough([*kept, *rest[middle:]]):
            enough = middle
        else:
            too_late = middle
    return enough
