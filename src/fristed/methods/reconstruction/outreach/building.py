"""The register of outreach, built from a seed so that all that is printed holds."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from fristed.methods.classifications import code_list
from fristed.methods.reconstruction.outreach.constraints import (
    AssignmentCount,
    OutreachConstraints,
    outreach_constraints,
)
from fristed.methods.reconstruction.outreach.records import (
    InventedActivity,
    InventedAnswers,
    InventedAssignment,
    InventedGreyZone,
    InventedWeek,
    OutreachRegister,
)

DAY = timedelta(days=1)
WEEK_STARTS = (4, 18, 38)
"""The numbers of the weeks in which the special envoys may come home, spread over the year."""


def build_outreach_register(seed: int, constraints: OutreachConstraints | None = None) -> OutreachRegister:
    """Build the register: the same seed and constraints give the same rows.

    Parameters
    ----------
    seed
        What chance begins with.
    constraints
        What must hold; without them what the reports for 2024 print.

    Examples
    --------
    >>> len(build_outreach_register(1).grey_zone)
    805
    """
    wanted = constraints or outreach_constraints()
    chance = random.Random(f"outreach {seed}")  # noqa: S311  chance for invented work, repeatable on purpose
    weeks = tuple(week for one in wanted.assignments for week in _weeks(one, chance))
    assignments = [row for one in wanted.assignments for row in _assignments(one, wanted, weeks, chance)]
    return OutreachRegister(
        seed=seed,
        assignments=tuple(sorted(assignments, key=lambda row: row.on_date)),
        weeks=weeks,
        activities=tuple(_activities(wanted, chance)),
        witness_dates=tuple(sorted(_day(wanted.year, chance) for _ in range(wanted.drawing.witness))),
        grey_zone=tuple(_grey_zone(wanted, chance)),
        answers=_answers(wanted),
    )


def _day(year: int, chance: random.Random) -> date:
    """Draw a working day outside July, when nobody is taught."""
    while True:
        day = date(year, 1, 7) + DAY * chance.randint(0, 345)
        if day.weekday() < 5 and day.month != 7:
            return day


def _drawn(shares: Mapping[str, int], chance: random.Random) -> str:
    return chance.choices(list(shares), list(shares.values()))[0]


def _counties(year: int) -> tuple[str, ...]:
    codes = code_list("counties")
    # The list begins with the counties of 2024; what was before is told in them.
    return tuple(code for code in codes.codes() if codes.is_valid(code, max(year, 2024)))


def _weeks(one: AssignmentCount, chance: random.Random) -> list[InventedWeek]:
    """Give the weeks of a service, each from a Monday to the Friday after."""
    starts = WEEK_STARTS if one.weeks <= len(WEEK_STARTS) else tuple(range(2, 2 + one.weeks))
    found: list[InventedWeek] = []
    for number, start in enumerate(starts[: one.weeks], start=1):
        monday = date.fromisocalendar(one.year, start + (chance.randint(0, 2) if one.weeks <= 3 else 0), 1)
        found.append(InventedWeek(number, one.service, monday, monday + 4 * DAY))
    return found


def _assignments(
    one: AssignmentCount, wanted: OutreachConstraints, weeks: Sequence[InventedWeek], chance: random.Random
) -> list[InventedAssignment]:
    """Draw the assignments of a service and year; the first ones see to it that every county has one."""
    width = wanted.drawing.about_width
    number = one.number + (chance.randint(-width, width) if one.is_about else 0)
    counties = _counties(one.year)
    own = [week for week in weeks if week.service == one.service and week.first_date.year == one.year]
    return [
        _assignment(one, wanted, own, counties[place] if _is_first(one, place, counties) else "", chance)
        for place in range(number)
    ]


def _is_first(one: AssignmentCount, place: int, counties: Sequence[str]) -> bool:
    return one.in_all_counties and place < len(counties)


def _assignment(
    one: AssignmentCount,
    wanted: OutreachConstraints,
    weeks: Sequence[InventedWeek],
    county: str,
    chance: random.Random,
) -> InventedAssignment:
    form = "physical" if county else _drawn(wanted.drawing.forms, chance)
    week = chance.choice(weeks) if weeks else None
    partner = _drawn(wanted.drawing.partners, chance)
    return InventedAssignment(
        service=one.service,
        on_date=week.first_date + DAY * chance.randint(0, 4) if week else _day(one.year, chance),
        # What is online for all is in no county.
        county=county or ("" if form == "digital" else chance.choice(_counties(one.year))),
        audience=_drawn(wanted.drawing.audiences[one.service], chance),
        form=form,
        partner="" if partner == "none" else partner,
        participants=int(chance.triangular(6, 120, 25)),
        week=week.number if week else None,
    )


def _activities(wanted: OutreachConstraints, chance: random.Random) -> list[InventedActivity]:
    counties = _counties(wanted.year)
    return [
        InventedActivity(
            "MR", kind, _day(wanted.year, chance), chance.choice(counties), int(chance.triangular(4, 60, 22))
        )
        for kind, number in wanted.drawing.pupils.items()
        for _ in range(number)
    ]


def _grey_zone(wanted: OutreachConstraints, chance: random.Random) -> list[InventedGreyZone]:
    """Draw the grey-zone cases, oldest first; one topic is rare, and the last of the year become no case."""
    drawing = wanted.drawing
    topics = [drawing.rare_topic] * drawing.rare_topics
    topics += [_drawn(drawing.topics, chance) for _ in range(wanted.grey_zone - len(topics))]
    chance.shuffle(topics)
    days = sorted(_day(wanted.year, chance) for _ in topics)
    early = [place for place, day in enumerate(days) if day.month <= 10]
    became = set(chance.sample(early, drawing.became_case))
    return [
        InventedGreyZone(day, topic, day + DAY * chance.randint(7, 50) if place in became else None)
        for place, (day, topic) in enumerate(zip(days, topics, strict=True))
    ]


def _answers(wanted: OutreachConstraints) -> InventedAnswers:
    given = {name: value for name, value in wanted.answers.items() if name != "number"}
    return InventedAnswers(year=wanted.year, answers=wanted.answers["number"], **given)
