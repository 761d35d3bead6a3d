"""The percent rule: exact, whole, halves upwards."""

from __future__ import annotations

import doctest
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.methods import percents
from fristed.methods.percents import growth_percent, half_up, percent_of


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(1, 200, 1), (1, 201, 0), (599, 899, 67), (162, 245, 66), (0, 7, 0), (7, 7, 100)],
)
def test_a_percent_is_the_nearest_whole_number_and_a_half_goes_up(
    part: int, whole: int, expected: int
) -> None:
    assert percent_of(part, whole) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(1137, 1402, 23), (37, 26, -30), (8, 1, -87), (8, 15, 88), (55, 44, -20), (29, 79, 172), (200, 199, 0)],
)
def test_growth_is_told_from_the_year_before(before: int, after: int, expected: int) -> None:
    assert growth_percent(before, after) == expected


def test_nothing_is_a_percent_of_nothing() -> None:
    assert percent_of(0, 0) is None
    assert growth_percent(0, 5) is None


@given(numerator=st.integers(-500, 500), denominator=st.integers(1, 60))
def test_rounding_is_never_further_off_than_a_half_and_prefers_the_larger(
    numerator: int, denominator: int
) -> None:
    error = half_up(numerator, denominator) - Fraction(numerator, denominator)
    assert Fraction(-1, 2) < error <= Fraction(1, 2)


@pytest.mark.parametrize("denominator", [0, -2])
def test_nothing_is_rounded_over_zero_or_less(denominator: int) -> None:
    with pytest.raises(ValueError, match="above zero"):
        half_up(1, denominator)


def test_the_examples_of_the_percent_rule_run() -> None:
    assert doctest.testmod(percents) == (0, 3)
