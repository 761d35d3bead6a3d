from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fristed.methods.reconstruction.attaching import attach, quotas_on
from fristed.methods.reconstruction.records import Constraint, RegisterRow
from fristed.methods.reconstruction.verifying import verify
from tests.unit.methods.reconstruction.planted_register import a_case, a_constraint, exactly

BARE = {"concern_basis": "", "age_band": "", "agencies_involved": ()}
CHILDREN = [a_case(**BARE, main_concern="fear_fgm") for _ in range(20)]
ADULTS = [a_case(**BARE, age_group="adult_18_plus") for _ in range(20)]


def attached(rows: Sequence[RegisterRow], *constraints: Constraint, seed: int = 1) -> list[RegisterRow]:
    return attach(rows, constraints, np.random.default_rng(seed))


def test_exactly_as_many_cases_get_a_ground_as_the_report_says() -> None:
    facts = [
        exactly("main_concern=fear_fgm;concern_basis=feared", 14),
        exactly("main_concern=fear_fgm;concern_basis=suspected", 6),
    ]
    assert verify(attached(CHILDREN + ADULTS, *facts), facts) == []


def test_cases_beyond_a_printed_ground_get_another() -> None:
    told = exactly("main_concern=fear_fgm;concern_basis=suspected", 3)
    rows = attached(CHILDREN, told)
    assert verify(rows, [told, exactly("concern_basis=feared", 17)]) == []


def test_exactly_as_many_cases_get_an_agency_as_the_report_says_and_no_others_do() -> None:
    facts = [
        exactly("age_group=child_under_18;agencies_involved=police", 11),
        exactly("age_group=adult_18_plus;agencies_involved=police", 0),
        exactly("age_group=child_under_18;agencies_to_involve=police", 9),
    ]
    rows = attached([*CHILDREN, *ADULTS, a_case(age_group="unknown")], *facts)
    assert verify(rows, [*facts, exactly("agencies_involved=police", 11)]) == []


def test_a_narrow_fact_counts_towards_a_wide_one() -> None:
    facts = [
        exactly("agencies_involved=udi", 12),
        exactly("age_group=child_under_18;agencies_involved=udi", 5),
    ]
    assert [len(quota.where) for quota in quotas_on("agencies_involved", facts)] == [1, 0]
    assert verify(attached(CHILDREN + ADULTS, *facts), facts) == []


def test_an_agency_is_never_both_involved_and_to_be_involved() -> None:
    facts = [
        exactly("age_group=child_under_18;agencies_involved=police", 10),
        exactly("age_group=child_under_18;agencies_to_involve=police", 10),
    ]
    for row in attached(CHILDREN, *facts):
        assert len(set(row.agencies_involved) | set(row.agencies_to_involve)) == len(
            row.agencies_involved + row.agencies_to_involve
        )


def test_bounds_that_are_not_exact_set_no_quota() -> None:
    assert quotas_on("agencies_involved", [a_constraint("agencies_involved=udi", low=3)]) == ()
    assert quotas_on("agencies_involved", [exactly("gender=male", 3)]) == ()


def test_what_the_facts_leave_open_is_drawn_by_the_seed() -> None:
    assert attached(CHILDREN + ADULTS) == attached(CHILDREN + ADULTS)
    assert attached(CHILDREN + ADULTS) != attached(CHILDREN + ADULTS, seed=2)


def test_the_age_band_lies_in_the_age_group() -> None:
    unknown = a_case(**BARE, age_group="unknown")
    rows = attached([*CHILDREN, *ADULTS, unknown])
    assert {row.age_band for row in rows[:20]} <= {"under_12", "12_14", "15", "16_17"}
    assert {row.age_band for row in rows[20:40]} <= {"18_24", "25_29", "30_49", "50_plus"}
    assert rows[40].age_band == "unknown"
