"""Files of invented cases for trials: right in every cell, and faults that can be planted one at a time.

The faults say themselves what must be told of them; nothing here asks the rules.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from fristed.casework.exchange.columns import BY_FIELD, COLUMNS, allowed_values
from fristed.casework.exchange.files import CaseFile
from fristed.foundation.sheets.writing import Sheet, as_csv, as_workbook
from fristed.methods.classifications import bases_fitting

TODAY = date(2026, 11, 22)
FIRST, LAST = date(2024, 1, 1), date(2026, 11, 1)
FIRST_ROW = 2
"""The number of the row under the headings."""

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault: the cell it stands in, what stands there, what is said of it."""

    field: str
    text: str
    code: str


FAULTS: tuple[Planted, ...] = (
    Planted("first_contact_date", "31.02.2024", "not_a_date"),
    Planted("first_contact_date", "", "required"),
    Planted("first_contact_date", "01.01.2031", "date_in_future"),
    Planted("first_contact_date", "31.12.2020", "date_before_guideline"),
    Planted("main_concern", "", "required"),
    Planted("main_concern", "Trusler og vodl", "unknown_code"),
    Planted("concern_basis", "told by a neighbour", "unknown_code"),
    Planted("gender", "femal", "unknown_code"),
    Planted("gender", "", "required"),
    Planted("age_band", "17", "unknown_code"),
    Planted("countries", "Atlantis", "unknown_code"),
    Planted("countries", "SO, SO", "given_twice"),
    Planted("countries", "unknown; SO", "unknown_stands_alone"),
    Planted("country_ground", "uncle", "unknown_code"),
    Planted("country_ground", "", "required"),
    Planted("referrer", "friend_or_fellow_pupil", "unknown_code"),
    Planted("referrer", "", "required"),
    Planted("abroad_case", "kanskje", "not_yes_or_no"),
    Planted("abroad_case", "", "required"),
    Planted("immigration_reason", "visum", "unknown_code"),
    Planted("agencies_involved", "politimann", "unknown_code"),
    Planted("agencies_involved", "school; school", "given_twice"),
    Planted("agencies_to_involve", "school", "agency_in_both"),
    Planted("secondary_concerns", "fear of everything", "unknown_code"),
    Planted("control_motive", "money", "unknown_code"),
    Planted("return_obstacle", "other", "obstacle_without_failed_return"),
    Planted("trafficking", "tja", "not_yes_or_no"),
)


def right_rows(number: int, *, service: str = "KT", seed: int = 1) -> list[Cells]:
    """Make rows without an error or a warning of the guideline."""
    chance = random.Random(seed)  # noqa: S311  invented cases, repeatable on purpose
    return [_right_row(service, chance) for _ in range(number)]


def _values(field: str, service: str) -> tuple[str, ...]:
    values = allowed_values(BY_FIELD[field], service=service, language="nb", since=FIRST.year)
    return tuple(value.code for value in values if not value.first_year)


def _right_row(service: str, chance: random.Random) -> Cells:
    day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    concern = chance.choice(["negative_social_control", "threats_and_violence", "fear_forced_marriage"])
    return {
        "first_contact_date": f"{day:%d.%m.%Y}",
        "main_concern": concern,
        "concern_basis": chance.choice(sorted(bases_fitting(concern))),
        "gender": chance.choice(_values("gender", service)),
        "age_band": chance.choice(_values("age_band", service)),
        "countries": chance.choice(["SO", "PK, IQ", "Afghanistan"]),
        "country_ground": "parents",
        "referrer": chance.choice(_values("referrer", service)),
        "abroad_case": chance.choice(["ja", "nei"]),
        "immigration_reason": chance.choice(["", "nei", "asylum_question"]),
        "agencies_involved": "school; nav",
        "agencies_to_involve": chance.choice(["", "police"]),
        "secondary_concerns": chance.choice(["", "fear_fgm"]),
    }


def with_faults(rows: Iterable[Cells], faults: Mapping[int, Planted]) -> list[Cells]:
    """Plant faults in rows, which are counted from 0."""
    return [
        {**row, faults[at].field: faults[at].text} if at in faults else row for at, row in enumerate(rows)
    ]


def planted_in(rows: int, number: int, *, seed: int) -> dict[int, Planted]:
    """Choose some of the rows, counted from 0, and a fault for each."""
    chance = random.Random(seed)  # noqa: S311  repeatable on purpose
    return {at: chance.choice(FAULTS) for at in chance.sample(range(rows), number)}


def told(faults: Mapping[int, Planted]) -> list[tuple[int, str, str]]:
    """Give what must be said of planted faults: row as in the file, column, kind."""
    return [(at + FIRST_ROW, fault.field, fault.code) for at, fault in sorted(faults.items())]


def _table(rows: Iterable[Cells]) -> Iterator[tuple[str, ...]]:
    yield tuple(column.title() for column in COLUMNS)
    for row in rows:
        yield tuple(row.get(column.field, "") for column in COLUMNS)


def csv_of(rows: Iterable[Cells], name: str = "saker.csv") -> CaseFile:
    """Write rows as CSV under the headings of the template."""
    return CaseFile(name, as_csv(tuple(_table(rows))))


def xlsx_of(rows: Iterable[Cells], name: str = "saker.xlsx") -> CaseFile:
    """Write rows as a workbook under the headings of the template."""
    return CaseFile(name, as_workbook([Sheet("Saker", tuple(_table(rows)))]))
