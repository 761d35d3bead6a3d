from __future__ import annotations

from fristed.methods.reconstruction.verifying import matches, verify
from tests.unit.methods.reconstruction.planted_register import a_case, a_constraint, exactly


def test_a_constraint_that_holds_gives_no_violation() -> None:
    assert verify([a_case(), a_case(gender="male")], [exactly("gender=female", 1)]) == []


def test_a_violation_says_what_was_found_and_what_was_expected() -> None:
    (violation,) = verify([a_case()], [a_constraint("gender=male", low=2)])
    assert violation.found == 0
    assert str(violation) == "SU 2024 planted: found 0, expected 2.."


def test_cases_of_other_services_and_years_are_not_counted() -> None:
    others = [a_case(year=2023), a_case(service="MR")]
    assert verify([a_case(), *others], [exactly("", 1)]) == []


def test_a_service_and_year_without_cases_counts_zero() -> None:
    (violation,) = verify([], [exactly("", 1)])
    assert violation.found == 0


def test_one_number_is_compared_with_another() -> None:
    rows = [a_case(), a_case(), a_case(gender="male")]
    assert verify(rows, [exactly("gender=female", 1, minus="gender=male")]) == []
    assert verify(rows, [a_constraint("gender=male", low=0, minus="gender=female")])


def test_countries_are_counted_once_and_unknown_is_none() -> None:
    rows = [a_case(), a_case(), a_case(country_background="SY"), a_case(country_background="unknown")]
    assert verify(rows, [exactly("", 2, measure="countries")]) == []
    assert verify(rows, [exactly("", 2, measure="largest_country")]) == []
    assert verify([], [exactly("", 0, measure="largest_country")]) == []


def test_a_case_with_several_agencies_meets_a_condition_on_any_of_them() -> None:
    row = a_case(agencies_involved=("police", "udi"))
    assert verify([row], [exactly("agencies_involved=udi", 1), exactly("agencies_involved=nav", 0)]) == []
    assert matches(row, exactly("agencies_involved=udi|nav", 1).where)


def test_a_flag_that_was_not_collected_is_neither_yes_nor_no() -> None:
    row = a_case(abroad_case=None)
    assert verify([row], [exactly("abroad_case=", 1), exactly("abroad_case=0|1", 0)]) == []
    assert not matches(row, exactly("abroad_case=1", 0).where)
