"""Make an unsafe pattern safe by hiding more around what is too narrow; print again what is not needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import highspy
import numpy as np

from fristed.methods.disclosure.protection.linked.demands import Demand
from fristed.methods.disclosure.protection.linked.programme import NoChoice
from fristed.methods.disclosure.protection.linked.system import System
from fristed.methods.disclosure.protection.linked.worlds import CLOSE, nearby, weight_in

AREAS = (300, 3000)
"""How many numbers around a narrow one are looked at, first and then."""

FAR_ENOUGH = 100
"""No hidden number moves further than this many times the width."""


def meet(system: System, demands: Iterable[Demand], hidden: frozenset[int]) -> frozenset[int]:
    """Hide what is cheapest for what it gives until all demands are met.

    Raises
    ------
    NoChoice
        If a demand is not met although everything in it is hidden.
    """
    everything, chosen = list(demands), hidden
    while unmet := [asked for asked in everything if not asked.is_met(chosen)]:
        more = set(chosen)
        for asked in unmet:
            _meet_one(system, asked, more)
        chosen = frozenset(more)
    return chosen


def _meet_one(system: System, asked: Demand, chosen: set[int]) -> None:
    lacking = asked.least - sum(weight for at, weight in asked.terms if at in chosen)
    offers = [
        (system.prices[at] / min(weight, lacking), at, weight)
        for at, weight in asked.terms
        if weight > 0 and at not in chosen and system.is_open_to(at)
    ]
    for _, at, weight in sorted(offers):
        if lacking <= 0:
            return
        chosen.add(at)
        lacking -= weight
    if lacking > 0:
        raise NoChoice("Hiding everything that may be hidden is not enough.")


def widen(
    system: System, at: int, hidden: frozenset[int], within: frozenset[int], width: int
) -> frozenset[int]:
    """Return the cheapest numbers to hide so that one number can lie ``width`` above its count.

    A world that differs from the truth by that much is sought in which numbers that are still printed move as
    little as possible, weighted by their prices; those that move are hidden.

    References
    ----------
    Kelly, J. P., Golden, B. L. and Assad, A. A. (1992). Cell suppression: disclosure protection for sensitive
    tabular data. *Networks* 22(4), 397-417 (the cost of a flow through a sensitive cell).

    Raises
    ------
    NoChoice
        If no such world exists.
    """
    for most in (*AREAS, len(within)):
        area = nearby(system, at, within, most) if most < len(within) else sorted(within)
        moved = _cheapest_move(system, at, hidden, area, width)
        if moved is not None:
            return moved
    raise NoChoice("No world lies far enough from the truth.")


def _cheapest_move(
    system: System, at: int, hidden: frozenset[int], area: Sequence[int], width: int
) -> frozenset[int] | None:
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    rows = sorted({row for number in area for row in system.rows_of[number]})
    place = {row: number for number, row in enumerate(rows)}
    for _ in rows:
        highs.addRow(0.0, 0.0, 0, [], [])
    moves = [(number, sign) for number in area for sign in (1, -1)]
    for number, sign in moves:
        room = FAR_ENOUGH * width if number in hidden else width
        most = room if sign > 0 else min(room, system.room_below(number))
        least = width if (number, sign) == (at, 1) else 0
        cost = 0.0 if number in hidden else float(system.prices[number])
        if number == at:
            most = width if sign > 0 else 0
        own = system.rows_of[number]
        weights = [float(sign * weight_in(system, row, number)) for row in own]
        highs.addCol(cost, float(least), float(max(most, 0)), len(own), [place[row] for row in own], weights)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    values = np.array(highs.getSolution().col_value)
    moved = {number for (number, _), value in zip(moves, values.tolist(), strict=True) if value > CLOSE}
    return frozenset(moved) - hidden


def surround(system: System, at: int, hidden: frozenset[int]) -> frozenset[int]:
    """Return the numbers nearest to one, row by row, that are still printed and may be hidden.

    Raises
    ------
    NoChoice
        If there are none.
    """
    found, frontier = {at}, {at}
    while frontier:
        rows = {row for number in frontier for row in system.rows_of[number]}
        frontier = {number for row in rows for number in system.rows[row].members} - found
        found |= frontier
        if more := frozenset(n for n in frontier if system.is_open_to(n)) - hidden:
            return more
    raise NoChoice("Everything near it is hidden, and it is still too narrow.")


def prune(
    system: System, hidden: frozenset[int], tries: int, is_safe: Callable[[frozenset[int]], bool]
) -> frozenset[int]:
    """Print again what the pattern does not need, the dearest first."""
    order = sorted((at for at in hidden if system.is_open_to(at)), key=lambda at: (-system.prices[at], at))
    for at in order[:tries]:
        if is_safe(hidden - {at}):
            hidden -= {at}
    return hidden
