"""Try sets of things in the order of what they cost, the cheapest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from heapq import heappop, heappush
from itertools import islice

Price = tuple[int, int]
"""What a thing costs: first this, and among equals that."""

MOST_SETS = 20_000
"""So many sets are tried before the least cost is no longer sought."""


def first_that_holds(
    prices: Mapping[str, Price], holds: Callable[[frozenset[str]], bool], *, most: int = MOST_SETS
) -> tuple[frozenset[str], bool] | None:
    """Return the cheapest set for which something holds, and whether it is proved to be the cheapest.

    After ``most`` sets only the cheapest thing, the two cheapest, and so on up to all of them are tried.

    Parameters
    ----------
    prices
        The price per thing; the price of a set is their sum, and equal prices are told apart by name.
    holds
        What must hold for a set.
    most
        How many sets are tried in order.

    Returns
    -------
    tuple or None
        ``None`` if it holds for none of the sets that were tried.

    Examples
    --------
    >>> first_that_holds({"a": (1, 5), "b": (1, 2)}, lambda chosen: len(chosen) == 1)
    (frozenset({'b'}), True)
    """
    looked_at = 0
    for chosen in islice(_by_price(prices), most):
        looked_at += 1
        if holds(chosen):
            return chosen, True
    ranked = _ranked(prices) if looked_at == most else []
    growing = (frozenset(ranked[:number]) for number in range(1, len(ranked) + 1))
    found = next((chosen for chosen in growing if holds(chosen)), None)
    return None if found is None else (found, False)


def _ranked(prices: Mapping[str, Price]) -> list[str]:
    return sorted(prices, key=lambda name: (prices[name], name))


def _by_price(prices: Mapping[str, Price]) -> Iterator[frozenset[str]]:
    """Give every set once, in the order of price; each set is made from one cheaper set.

    From a set whose dearest thing is number ``n``, two follow: with thing ``n + 1`` added, and with it in
    place of thing ``n``.
    """
    ranked = _ranked(prices)
    yield frozenset()
    waiting: list[tuple[Price, tuple[int, ...]]] = []
    if ranked:
        heappush(waiting, (prices[ranked[0]], (0,)))
    while waiting:
        price, places = heappop(waiting)
        yield frozenset(ranked[place] for place in places)
        if places[-1] + 1 < len(ranked):
            new, last = prices[ranked[places[-1] + 1]], prices[ranked[places[-1]]]
            added = (price[0] + new[0], price[1] + new[1])
            swapped = (added[0] - last[0], added[1] - last[1])
            heappush(waiting, (added, (*places, places[-1] + 1)))
            heappush(waiting, (swapped, (*places[:-1], places[-1] + 1)))
