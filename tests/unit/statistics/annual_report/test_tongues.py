"""Numbers and lists as Norwegian readers expect them."""

from __future__ import annotations

import pytest

from fristed.statistics.annual_report.tongues import (
    capitalised,
    cases,
    integer,
    listed,
    percent,
    word,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (7, "7"), (999, "999"), (1402, "1\u00a0402"), (9115000, "9\u00a0115\u00a0000")],
)
def test_thousands_are_set_apart_with_a_space_that_does_not_break(value: int, written: str) -> None:
    assert integer(value) == written


def test_a_fall_is_written_with_a_minus_and_not_a_hyphen() -> None:
    assert percent(-22) == "\u221222\u00a0%"


def test_the_percent_sign_stays_on_the_line_of_its_number() -> None:
    assert percent(74) == "74\u00a0%"


def test_a_count_takes_the_noun_that_fits_it() -> None:
    said = [cases(value) for value in (0, 1, 2)]
    assert said == ["ingen\u00a0saker", "1\u00a0sak", "2\u00a0saker"]


def test_small_numbers_have_words_and_large_ones_have_digits() -> None:
    assert [word(value) for value in (1, 6, 12, 13)] == ["én", "seks", "tolv", "13"]


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_a_list_ends_with_og(items: list[str], said: str) -> None:
    assert listed(items) == said


def test_a_sentence_may_begin_with_a_quotation_mark_or_a_number() -> None:
    assert capitalised("«frykt» og uro") == "«Frykt» og uro"
    assert capitalised("198 saker") == "198 saker"
    assert capitalised("") == ""
