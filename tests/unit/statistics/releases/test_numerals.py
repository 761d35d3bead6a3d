"""Ordinals tell how many there are when they count people or cases, or end a row; so do Roman numerals."""

from __future__ import annotations

import pytest

from fristed.statistics.releases.number_words import typed_numbers
from fristed.statistics.releases.numerals import ordinals_in, roman_value, romans_in


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("den tredje saken", "nb", 3),
        ("den tjuende jenta", "nb", 20),
        ("den tjuetredje saken", "nb", 23),
        ("den trettiførste unge jenta", "nb", 31),
        ("den sjuande og siste", "nn", 7),
        ("den andre og siste", "nb", 2),
        ("the twenty-third case", "en", 23),
        ("the 5th case", "en", 5),
        ("the 22nd and final one", "en", 22),
    ],
)
def test_an_ordinal_of_what_is_counted_or_the_last_is_read(text: str, language: str, value: int) -> None:
    assert [found for found, _ in ordinals_in(text, language)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "den første saken",
        "i de andre sakene",
        "den tredje fasen",
        "den femte og siste fasen",
        "for tredje gang saker",
        "for det femte",
    ],
)
def test_other_ordinals_tell_no_count(text: str) -> None:
    assert list(ordinals_in(text, "nb")) == []


def test_roman_numerals_are_read_before_what_is_counted_alone() -> None:
    assert list(romans_in("I saker, IV saker, del V, XI jenter og vi barn")) == [(4, "IV"), (11, "XI")]
    assert [roman_value(number) for number in ("I", "III", "XIX", "XXIV")] == [1, 3, 19, 24]


@pytest.mark.parametrize(
    "text", ["tre til fem år", "3–5 år", "to eller tre uker", "mellom 4 og 5 år", "8. og 9. trinn"]
)
def test_a_span_before_a_unit_counts_nothing(text: str) -> None:
    assert list(typed_numbers(text, "nb")) == []


@pytest.mark.parametrize(
    "text", ["fire, og fem år senere", "fire og to år senere", "4 og 2 år senere", "4. Dager gikk."]
)
def test_a_number_before_another_sentence_or_clause_is_read(text: str) -> None:
    assert 4 in {found.value for found in typed_numbers(text, "nb")}
