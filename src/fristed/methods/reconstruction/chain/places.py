"""Who has which place when: no place has two, no stay is too long, each half-year is as full as printed.

A first plan is drawn; then single days are moved, at the end or the beginning of a stay, until the occupied
place-days of both halves are what was drawn among those that round to the printed percent.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fristed.methods.months import months_after
from fristed.methods.reconstruction.chain.records import PlaceSpan

SHORTEST_DAYS = 21
TURNAROUND_DAYS = 2
ATTEMPTS = 200
DAY = timedelta(days=1)


class NoSuchPlan(ValueError):
    """Stays cannot be planned so that the halves of the year are as full as printed."""


@dataclass(slots=True)
class PlannedStay:
    """A stay while it is planned: the place, the day of moving in, and the day it is free again."""

    place: int
    moved_in: date
    ended: date

    def days_in(self, first: date, after: date) -> int:
        """Give the days of the stay within a span."""
        return max(0, (min(self.ended, after) - max(self.moved_in, first)).days)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many adults live in the scheme when, and how full it is.

    ``there_before`` moved in two years before and were there when the year before began; ``left_before``
    moved in and out in the year before; ``there`` moved in in the year before and were there when the year
    began; ``new`` moved in in the year. ``percents`` is the occupancy of each half, rounded.
    """

    year: int
    there_before: int
    left_before: int
    there: int
    new: int
    months: int
    capacity: Mapping[int, int]
    percents: Mapping[int, int]


def half_of(year: int, half: int) -> tuple[date, date]:
    """Give the first day of a half of a year, and the first after it."""
    return (date(year, 1, 1), date(year, 7, 1)) if half == 1 else (date(year, 7, 1), date(year + 1, 1, 1))


def spans_of(wanted: Wanted, dwellings: int) -> tuple[PlaceSpan, ...]:
    """Give the places: as many as in the first half from two years before, the others from the second half.

    They end when the year after does, so that nothing invented stands in a scheme that goes on.
    """
    first, middle, last = (
        date(wanted.year - 2, 1, 1),
        date(wanted.year, 7, 1),
        date(wanted.year + 2, 1, 1),
    )
    return tuple(
        PlaceSpan(number, number % dwellings, first if number < wanted.capacity[1] else middle, last)
        for number in range(wanted.capacity[2])
    )


def place_days(percent: int, available: int) -> tuple[int, int]:
    """Give the fewest and the most place-days that round to a percent, halves upwards.

    Examples
    --------
    >>> place_days(80, 24 * 182)
    (3473, 3516)
    """
    low = -((1 - 2 * percent) * available // 200)
    return low, -(-(2 * percent + 1) * available // 200) - 1


def plan_stays(
    wanted: Wanted, places: Sequence[PlaceSpan], chance: random.Random
) -> dict[str, list[PlannedStay]]:
    """Plan all stays, by the group of :class:`Wanted` they belong to.

    Raises
    ------
    NoSuchPlan
        If no plan was found; not to be expected where there is room.
    """
    for _attempt in range(ATTEMPTS):
        plan = _Plan(wanted, places, chance)
        try:
            plan.draw()
            plan.fit()
        except NoSuchPlan:
            continue
        return plan.groups
    raise NoSuchPlan(f"{ATTEMPTS} plans were drawn, and none is as full as printed.")


class _Plan:
    """One attempt."""

    def __init__(self, wanted: Wanted, places: Sequence[PlaceSpan], chance: random.Random) -> None:
        self.wanted = wanted
        self.chance = chance
        self.new_year = date(wanted.year, 1, 1)
        self.places = places
        self.groups: dict[str, list[PlannedStay]] = {
            "there_before": [],
            "left_before": [],
            "there": [],
            "new": [],
        }
        self.at: dict[int, list[PlannedStay]] = {span.number: [] for span in places}

    # Drawing

    def draw(self) -> None:
        """Draw a first plan, which need not be as full as printed."""
        old = [span.number for span in self.places if span.from_date < self.new_year]
        self.chance.shuffle(old)
        staying, others = old[: self.wanted.there], old[self.wanted.there :]
        for place in staying:
            begins = self._day(date(self.wanted.year - 1, 6, 15), date(self.wanted.year - 1, 12, 18))
            latest = months_after(begins, self.wanted.months)
            ends = self._day(
                max(begins + DAY * SHORTEST_DAYS, latest - DAY * 70, self.new_year + DAY * 9), latest
            )
            self._put("there", place, begins, ends)
        self._draw_before(old)
        self._draw_left(others)
        self._draw_new()

    def _draw_before(self, old: Sequence[int]) -> None:
        before = date(self.wanted.year - 1, 1, 1)
        for place in self.chance.sample(list(old), self.wanted.there_before):
            begins = self._day(date(self.wanted.year - 2, 6, 1), date(self.wanted.year - 2, 12, 15))
            latest = min(
                months_after(begins, self.wanted.months), self._next_on(place, begins) - DAY * TURNAROUND_DAYS
            )
            self._put("there_before", place, begins, self._day(before + DAY * 6, latest))

    def _draw_left(self, others: Sequence[int]) -> None:
        for place in self.chance.sample(list(others), self.wanted.left_before):
            free = max((stay.ended for stay in self.at[place]), default=date(self.wanted.year - 1, 1, 1))
            begins = free + DAY * self.chance.randint(TURNAROUND_DAYS, 20)
            latest = min(months_after(begins, self.wanted.months), date(self.wanted.year - 1, 12, 20))
            self._put("left_before", place, begins, self._day(begins + DAY * SHORTEST_DAYS, latest))

    def _draw_new(self) -> None:
        last = date(self.wanted.year, 12, 10)
        for _one in range(self.wanted.new):
            free = {place: self._free_from(place) for place in self.at}
            place = min(free, key=lambda number: (free[number], number))
            begins = free[place] + DAY * self.chance.randint(TURNAROUND_DAYS, 24)
            if begins > last:
                raise NoSuchPlan("The places are full.")
            longest = (months_after(begins, self.wanted.months) - begins).days
            ends = begins + DAY * self.chance.randint(min(150, longest), longest)
            self._put("new", place, begins, ends)

    def _free_from(self, place: int) -> date:
        opened = max(next(one.from_date for one in self.places if one.number == place), self.new_year)
        return max([opened, *(stay.ended for stay in self.at[place])])

    def _day(self, first: date, last: date) -> date:
        if last < first:
            raise NoSuchPlan("There is no day between.")
        return first + DAY * self.chance.randint(0, (last - first).days)

    def _put(self, group: str, place: int, begins: date, ends: date) -> None:
        stay = PlannedStay(place, begins, ends)
        self.groups[group].append(stay)
        self.at[place].append(stay)
        self.at[place].sort(key=lambda one: one.moved_in)

    def _next_on(self, place: int, after: date) -> date:
        """Give the first day on which somebody moves in after a day, or one that is far away."""
        return min((one.moved_in for one in self.at[place] if one.moved_in > after), default=date.max)

    # Fitting

    def fit(self) -> None:
        """Move days until each half is as full as printed; a day that is moved is of one half alone."""
        for half in (1, 2):
            first, after = half_of(self.wanted.year, half)
            available = self.wanted.capacity[half] * (after - first).days
            target = self.chance.randint(*place_days(self.wanted.percents[half], available))
            self._fit_half(first, after, target)

    def _fit_half(self, first: date, after: date, target: int) -> None:
        missing = target - sum(one.days_in(first, after) for stays in self.at.values() for one in stays)
        while missing:
            moves = list(self._moves(first, after, longer=missing > 0))
            if not moves:
                raise NoSuchPlan("No day is left to move.")
            stay, end = self.chance.choice(moves)
            step = DAY if missing > 0 else -DAY
            if end:
                stay.ended += step
            else:
                stay.moved_in -= step
            missing += -1 if missing > 0 else 1

    def _moves(self, first: date, after: date, *, longer: bool) -> Iterator[tuple[PlannedStay, bool]]:
        """Give the stays that can have a day more, or less, within a span and nowhere else."""
        changing = [*self.groups["there"], *self.groups["new"]]
        new = {id(stay) for stay in self.groups["new"]}
        for stay in changing:
            if self._can_end(stay, first, after, longer=longer):
                yield stay, True
            if id(stay) in new and self._can_begin(stay, first, after, longer=longer):
                yield stay, False

    def _can_end(self, stay: PlannedStay, first: date, after: date, *, longer: bool) -> bool:
        day = stay.ended if longer else stay.ended - DAY
        if not first <= day < after:
            return False
        if longer:
            room = self._next_on(stay.place, stay.moved_in) - DAY * TURNAROUND_DAYS
            return stay.ended < min(room, months_after(stay.moved_in, self.wanted.months))
        return stay.ended - DAY >= max(stay.moved_in + DAY * SHORTEST_DAYS, self.new_year + DAY)

    def _can_begin(self, stay: PlannedStay, first: date, after: date, *, longer: bool) -> bool:
        day = stay.moved_in - DAY if longer else stay.moved_in
        if not first <= day < after:
            return False
        if longer:
            earlier = [one.ended for one in self.at[stay.place] if one.moved_in < stay.moved_in]
            opened = next(one.from_date for one in self.places if one.number == stay.place)
            free = max([opened, self.new_year, *(ended + DAY * TURNAROUND_DAYS for ended in earlier)])
            return day >= free and stay.ended <= months_after(day, self.wanted.months)
        return stay.moved_in + DAY * SHORTEST_DAYS < stay.ended and stay.moved_in < date(
            self.wanted.year, 12, 20
        )
