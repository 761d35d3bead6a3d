"""Numbers of the running text, evaluated on small registers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fristed.casework.cases.facts import CaseFact
from fristed.statistics.tabulation.counting import count_release
from fristed.statistics.tabulation.cube import Cube
from fristed.statistics.tabulation.evaluation import Evaluator, NumberResult
from fristed.statistics.tabulation.numbers import read_numbers
from tests.unit.statistics.tabulation.made_up_facts import case, cases


def number(name: str, facts: list[CaseFact], *, year: int = 2025) -> NumberResult:
    """Evaluate one number on facts of a year after the source, where nothing was printed."""
    return count_release(facts, year=year).numbers()[name]


def test_a_count_counts_the_cases_that_fit() -> None:
    facts = [*cases(3, year=2025), *cases(2, year=2025, gender="male"), *cases(5)]
    assert number("2.3.kt.f", facts).value == 3


def test_a_share_is_a_percent_of_all_or_of_those_named() -> None:
    child = {"year": 2025, "service": "MR", "referrer": "nav", "age_group": "child_under_18"}
    facts = [
        *cases(2, **child),
        case(**child | {"main_concern": "fear_fgm"}),
        *cases(7, **child | {"age_group": "unknown"}),
    ]
    assert number("2.2.1.mr.p", facts).value == 90
    assert number("2.4.mr.c.nsc", facts).value == 67


def test_growth_is_told_from_the_year_before_when_only_one_year_is_named() -> None:
    abroad = {"service": "SU", "referrer": "nav", "abroad_case": True}
    facts = [*cases(4, **abroad, year=2024), *cases(5, **abroad, year=2025)]
    assert number("4.su.g", facts).value == 25


def test_growth_from_nothing_is_not_defined_and_waits() -> None:
    result = number("2.1.kt.g", cases(4, year=2025))
    assert (result.value, result.status) == (None, "waiting")


def test_growth_can_begin_in_the_published_history() -> None:
    result = number("2.1.kt.g", cases(1298, year=2021), year=2021)
    assert [(q.year, q.cases) for q in result.quantities] == [(2020, 649), (2021, 1298)]
    assert result.value == 100


def test_what_was_not_collected_or_is_older_than_the_register_waits() -> None:
    assert number("4.su23", [], year=2023).status == "waiting"
    assert number("2.2.3.kt.isa23", [], year=2021).status == "waiting"
    assert number("2.5.kt.d", [], year=2020).status == "waiting"


def test_a_ratio_is_rounded_to_a_whole_number() -> None:
    fear = {"main_concern": "fear_child_marriage"}
    assert number("2.2.5.kt.fcm.x2", [*cases(18, **fear), *cases(35, **fear, year=2025)]).value == 2
    assert number("2.2.5.kt.fcm.x2", cases(3, **fear, year=2025)).value is None


def test_countries_are_counted_once_each_and_the_unknown_not_at_all() -> None:
    facts = [case(year=2025, country_background=code) for code in ("SY", "SY", "PK", "unknown")]
    assert number("2.5.kt.d", facts).value == 2


def test_only_public_agencies_are_counted_as_such() -> None:
    facts = [case(year=2025, referrer=code) for code in ("police", "nav", "nav", "ngo", "lawyer")]
    assert number("3.3.inst", facts).value == 2


@pytest.mark.parametrize("year", [2024, 2025])
@pytest.mark.parametrize(
    ("found", "status", "value"),
    [(0, "bounded", 7), (6, "bounded", 7), (7, "contradiction", 7), (9, "contradiction", 9)],
)
def test_a_bound_is_given_while_it_holds_and_the_count_when_it_does_not(
    found: int, status: str, value: int, year: int
) -> None:
    result = number("2.2.6.kt.lt7", cases(found, year=year, main_concern="completed_fgm"), year=year)
    assert (result.status, result.value) == (status, value)
    assert result.quantities[0].cases == found


def test_a_bound_on_each_category_looks_at_the_largest() -> None:
    facts = [
        *cases(6, service="MR", referrer="nav", main_concern="fear_fgm"),
        *cases(6, service="MR", referrer="nav", main_concern="completed_fgm"),
    ]
    assert number("2.2.6.mr.lt7", facts, year=2024).status == "bounded"
    assert number("2.2.6.mr.lt7", [*facts, facts[0], facts[0]], year=2024).status == "contradiction"


def test_a_bound_over_two_services_takes_them_together() -> None:
    remain = {"main_concern": "forced_to_remain_in_marriage", "referrer": "nav"}
    facts = [*cases(4, service="MR", **remain), *cases(3, service="SU", **remain)]
    assert number("2.2.4.mrsu.rem", facts[:-1], year=2024).status == "bounded"
    assert number("2.2.4.mrsu.rem", facts, year=2024).status == "contradiction"


def test_agencies_involved_and_to_be_involved_are_counted_apart() -> None:
    facts = [
        case(year=2025, agencies_involved=("child_welfare_service", "police")),
        case(year=2025, agencies_involved=("police",), agencies_to_involve=("child_welfare_service",)),
    ]
    assert number("2.4.kt.inv.cw", facts).value == 1
    assert number("2.4.kt.toinv.cw", facts).value == 1
    assert number("2.4.kt.a.inv.pol", facts).value == 2


def test_a_number_remembers_every_count_it_rests_on() -> None:
    result = number("2.2.1.kt.p", [*cases(3, year=2025), case(year=2025, main_concern="fear_fgm")])
    assert [(dict(q.selection), q.cases) for q in result.quantities] == [
        ({"main_concern": {"negative_social_control"}}, 3),
        ({}, 4),
    ]


def test_a_number_from_another_source_waits_and_looks_at_nothing() -> None:
    result = number("5.1.occ1", cases(3, year=2025))
    assert (result.value, result.status, result.quantities) == (None, "waiting", ())


def test_a_value_other_than_the_printed_one_is_a_contradiction() -> None:
    result = number("s.kt.total", cases(3), year=2024)
    assert (result.value, result.status, result.published) == (3, "contradiction", 1402)


def test_an_operation_nobody_knows_is_not_about_cases() -> None:
    strange = replace(read_numbers()["s.kt.total"], definition={"op": "median", "service": "KT", "year": "Y"})
    counts = count_release([], year=2024)
    assert Evaluator(Cube({}), counts.layout, 2024).evaluate(strange).status == "waiting"
