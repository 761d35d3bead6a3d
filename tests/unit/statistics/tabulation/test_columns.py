"""Facts as columns, and the hash that says which facts were counted."""

from __future__ import annotations

import numpy as np
import pytest

from fristed.statistics.tabulation.columns import CODED, CodedColumn, columns_of, facts_sha256
from tests.unit.statistics.tabulation.made_up_facts import case, cases

FACTS = [case(), case(gender="male"), case(year=2023), case(agencies_involved=("nav", "police"))]


def test_columns_hold_every_value_of_every_fact() -> None:
    columns = columns_of(FACTS)
    for name in CODED:
        coded = columns.coded[name]
        texts = [coded.categories[code] for code in coded.codes]
        assert texts == [
            str(getattr(fact, name)).lower() if isinstance(getattr(fact, name), bool) else getattr(fact, name)
            for fact in FACTS
        ]
    assert columns.year.tolist() == [2024, 2024, 2023, 2024]
    assert len(columns) == 4


def test_an_agency_named_twice_in_a_case_is_one_agency() -> None:
    lines = columns_of([case(), case(agencies_involved=("nav", "nav"))]).agencies
    assert (lines.fact.tolist(), lines.relation.texts(), lines.agency.texts()) == (
        [1],
        ["agency_involved"],
        ["nav"],
    )


@pytest.mark.parametrize("number", [2, 256, 257, 300])
def test_a_column_can_point_at_each_of_its_categories(number: int) -> None:
    texts = [f"code {i:03}" for i in range(number)]
    column = CodedColumn.of(texts)
    assert [column.categories[code] for code in column.codes] == texts
    assert column.codes.dtype == (np.uint8 if number <= 256 else np.uint16)


def test_the_hash_does_not_depend_on_the_order_of_facts_or_agencies() -> None:
    shuffled = [FACTS[place] for place in (2, 0, 3, 1)]
    assert facts_sha256(shuffled) == facts_sha256(FACTS)
    assert facts_sha256([case(agencies_involved=("police", "nav"))]) == facts_sha256([FACTS[3]])


@pytest.mark.parametrize(
    "changes",
    [
        {"service": "MR"},
        {"year": 2023},
        {"is_new": False},
        {"main_concern": "fear_fgm"},
        {"concern_basis": "feared"},
        {"gender": "male"},
        {"age_group": "unknown"},
        {"country_background": "PK"},
        {"referrer": "nav"},
        {"immigration_case": True},
        {"abroad_case": True},
        {"abroad_case": None},
        {"agencies_involved": ("nav",)},
        {"agencies_to_involve": ("nav",)},
    ],
)
def test_any_other_fact_gives_another_hash(changes: dict[str, object]) -> None:
    assert facts_sha256([case(**changes)]) != facts_sha256([case()])


def test_the_number_of_equal_facts_is_part_of_the_hash() -> None:
    assert len({facts_sha256(cases(number)) for number in range(4)}) == 4
