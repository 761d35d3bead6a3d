"""What a reader learns of counts from values that are no counts: that there are at least so many.

An age that is told is that of so many adults; place-days in use are of so many who take a place, as nobody
fills more days of a half-year than it has; days in a step are those of so many waits. Set against a printed
total that leaves little room for the children.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from fristed.casework.housing.codes import UNDER_ASSESSMENT
from fristed.casework.housing.parameters import parameters
from fristed.casework.housing.rules import half_of
from fristed.methods.disclosure.records import Equation, PrintedCell, ProtectionRule
from fristed.statistics.chains.counting import ChainCounts, HalfYear
from fristed.statistics.chains.facts import ChainTables

ADULTS = "residents.adults"
RESTS = (ADULTS, "residents.children", "residents.before.adults", "residents.before.children")
"""Never printed: who lived in the scheme, by age; those who did before the year, by age."""
EQUATIONS = (
    Equation("residents", (ADULTS, "residents.children")),
    Equation("residents.before", ("residents.before.adults", "residents.before.children")),
    Equation(ADULTS, ("residents.before.adults", "residents.moved_in.adults")),
    Equation("residents.children", ("residents.before.children", "residents.moved_in.children")),
)


@dataclass(frozen=True, slots=True)
class Floor:
    """That a count is at least so much, and which value or which step of housing tells it."""

    told_by: str
    cell: str
    least: int


def least_waits(rule: ProtectionRule) -> int:
    """Give how many waits there must be before days are told of them."""
    return rule.threshold + rule.width


def floors_of(tables: ChainTables, counts: ChainCounts, rule: ProtectionRule) -> tuple[Floor, ...]:
    """Give all that follows from what is told; what would not be true is no knowledge, and left out."""
    persons = counts.persons
    most = {
        ADULTS: persons["residents.before"] + persons["residents.moved_in.adults"],
        "assessed.adults": persons["assessed.adults"],
    }
    return tuple(one for one in _found(tables, counts, rule) if 0 < one.least <= most[one.cell])


def _found(tables: ChainTables, counts: ChainCounts, rule: ProtectionRule) -> Iterator[Floor]:
    for name in ("youngest", "oldest"):
        if tables.value(name) is not None:
            yield Floor(name, ADULTS, rule.threshold)
    for half in counts.halves:
        percent = tables.value(f"occupancy_{half.half}")
        if percent and not parameters().child_takes_a_place:
            least = max(rule.threshold, _least_people(half, percent, counts.year))
            yield Floor(f"occupancy_{half.half}", ADULTS, least)
    for wait in tables.waits:
        # Who left such a step in the year was assessed in it, and an adult is in each application.
        if wait.chain == "housing" and wait.state in UNDER_ASSESSMENT and wait.median_days is not None:
            yield Floor(wait.state, "assessed.adults", least_waits(rule))


def _least_people(half: HalfYear, percent: int, year: int) -> int:
    """Give how many must have lived at places for so many days to be in use, whatever was rounded."""
    first, after = half_of(year, half.half)
    return ceil((2 * percent - 1) * half.available / (200 * (after - first).days))


def without(tables: ChainTables, told_by: str) -> ChainTables:
    """Give what is printed without one value or the days of one step of housing."""
    return replace(
        tables,
        values=tuple(replace(one, value=None) if one.key == told_by else one for one in tables.values),
        waits=tuple(
            replace(one, median_days=None) if (one.chain, one.state) == ("housing", told_by) else one
            for one in tables.waits
        ),
    )


def known_cells(floors: tuple[Floor, ...]) -> dict[str, PrintedCell]:
    """Give the cells that are never printed and yet known to be so many, where anything tells of them."""
    least = max((one.least for one in floors if one.cell == ADULTS), default=0)
    if not least:
        return {}
    return {key: PrintedCell(key, None, least if key == ADULTS else 0, None, "rest") for key in RESTS}
