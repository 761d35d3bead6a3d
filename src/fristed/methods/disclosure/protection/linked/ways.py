"""The way of one number in a large system, in whole numbers: what has to move so that it can move so far.

A linear programme over the whole system says which numbers go along. Where they go along by fractions, an
integer programme over these and all that stands in a row with them is asked; it is small, because the way of
a single number is short.
"""

from __future__ import annotations

import highspy
import numpy as np

from fristed.methods.disclosure.protection.linked.moves import DULL, Moves, Options, solved
from fristed.methods.disclosure.protection.linked.worlds import CLOSE, Floats, Integers

GAP = 0.3
"""How far from the cheapest a whole way may be, as a share of its cost."""

NODES = 200
"""How many branches are opened for one way."""

FOR_FRACTIONS: Options = {}
FOR_WHOLE_WAYS: Options = {"mip_rel_gap": GAP, "mip_max_nodes": NODES}


def whole_way(
    moves: Moves, movable: Integers, prices: Floats, *, number: int, sign: int, distance: int
) -> Integers | None:
    """Return a whole move that takes a number as far as is asked, at a low price.

    Parameters
    ----------
    moves
        The rows.
    movable
        The numbers that may move, ``number`` among them.
    prices
        What it costs to move each number of the system by one.
    number, sign, distance
        Which number is to move, in which direction (1 or -1), and how far, in cases.

    Returns
    -------
    Integers or None
        Distances for all numbers of the system, or ``None`` if no such move was found.
    """
    target = sign * distance
    if target < -moves.rooms[number]:
        return None
    far = _way(moves, movable, prices, number, target, FOR_FRACTIONS)
    if far is None or np.abs(far - np.rint(far)).max() < CLOSE:
        return _checked(moves, movable, far)
    near = np.intersect1d(moves.beside(movable[np.abs(far) > CLOSE]), movable)
    return _checked(moves, near, _way(moves, near, prices, number, target, FOR_WHOLE_WAYS))


def _way(
    moves: Moves,
    among: Integers,
    prices: Floats,
    number: int,
    target: int,
    options: Options,
) -> Floats | None:
    """Return the distances of some numbers, in whole numbers if ``options`` are those of whole ways."""
    numbers, signs = np.concatenate([among, among]), np.repeat([1, -1], len(among))
    model = moves.model(numbers, signs)
    most = np.concatenate(moves.limits(among))
    own = np.flatnonzero(numbers == number)
    most[own] = max(target, 0), max(-target, 0)
    least: Floats = np.zeros(len(numbers))
    least[own] = most[own]
    model.col_cost_, model.col_lower_, model.col_upper_ = DULL + prices[numbers], least, most
    if options is FOR_WHOLE_WAYS:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(numbers)
    values = solved(model, options)
    return None if values is None else values[: len(among)] - values[len(among) :]


def _checked(moves: Moves, among: Integers, distances: Floats | None) -> Integers | None:
    if distances is None:
        return None
    found: Integers = np.zeros(moves.size, dtype=np.int64)
    found[among] = np.rint(distances).astype(np.int64)
    return moves.checked(found)
