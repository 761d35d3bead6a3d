"""Numbers in prose are read however they are typed, and what is no count is left alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.statistics.releases.number_words import number_in_words, typed_numbers
from tests.unit.statistics.releases.number_spellings import in_every_way, in_words

LANGUAGES = ["nb", "nn", "en"]
COUNTED = {"nb": "Det var {} saker.", "nn": "Det var {} saker.", "en": "There were {} cases."}


def read(text: str, language: str = "nb") -> list[tuple[Fraction | int | None, str]]:
    """The numbers of a text and their kinds."""
    return [(number.value, number.kind) for number in typed_numbers(text, language)]


@pytest.mark.ci
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_below_a_thousand_in_words_is_read_back(language: str) -> None:
    for number in range(1000):
        for written in in_words(number, language):
            assert number_in_words(written, language) == number, written


@given(st.integers(0, 9_999), st.sampled_from(LANGUAGES))
def test_every_number_is_read_back_however_it_is_typed(number: int, language: str) -> None:
    for written in in_every_way(number, language):
        assert (number, "count") in read(COUNTED[language].format(written), language), written


@given(st.integers(0, 100), st.sampled_from(LANGUAGES))
def test_every_percent_is_read_as_a_percent(number: int, language: str) -> None:
    for written in in_every_way(number, language):
        for sign in (" %", "%", " prosent" if language != "en" else " percent"):
            assert (number, "percent") in read(f"{written}{sign}", language), written


@pytest.mark.parametrize("word", ["entre", "enten", "tresifret", "sekskant", "anyone", "often", "fireplace"])
def test_words_that_only_begin_or_end_like_numbers_are_none(word: str) -> None:
    assert number_in_words(word, "nb") is None
    assert read(word) == read(word, "en") == []


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("12,5 % av sakene", "nb", (Fraction("12.5"), "percent")),
        ("33.3 percent of the cases", "en", (Fraction("33.3"), "percent")),
        ("½ av sakene", "nb", (Fraction(1, 2), "share")),
        ("3/4 of the cases", "en", (Fraction(3, 4), "share")),
        ("2½ av sakene", "nb", (Fraction(1, 2), "share")),
        ("Ⅲ saker", "nb", (3, "count")),
        ("٣ saker", "nb", (3, "count")),
        ("fi\u00adre saker", "nb", (4, "count")),
        ("et dusin saker", "nb", (12, "count")),
        ("to dusin saker", "nb", (24, "count")),
        ("a dozen cases", "en", (12, "count")),
        ("et par saker", "nb", (2, "count")),
        ("a couple of cases", "en", (2, "count")),
        ("seks-sju saker", "nb", (6, "count")),
        ("seks-sju saker", "nb", (7, "count")),
        ("6–7 saker", "nb", (7, "count")),
        ("7.saker", "nb", (7, "count")),
        ("3x", "nb", (3, "count")),
        ("to ble sendt ut", "nb", (2, "count")),
        ("to vart sende ut", "nn", (2, "count")),
        ("kun ett", "nb", (1, "count")),
        ("only one", "en", (1, "count")),
        ("berre ei jente", "nn", (1, "count")),
        ("bare en eneste person", "nb", (1, "count")),
        ("a single case", "en", (1, "count")),
        ("Ett av barneekteskapene var gjennomført", "nb", (1, "count")),
        ("I en sak var kjønnet ukjent", "nb", (1, "count")),
        ("Den gjaldt en jente", "nb", (1, "count")),
        ("én prosent av sakene", "nb", (1, "percent")),
        ("en prosent av sakene", "nb", (1, "percent")),
        ("i 2020 saker", "nb", (2020, "count")),
        ("tiltak 6 saker", "nb", (6, "count")),
    ],
)
def test_numbers_are_read_as_they_are_typed(
    text: str, language: str, number: tuple[Fraction | int | None, str]
) -> None:
    assert number in read(text, language)


def test_a_mark_of_thousands_may_be_a_decimal_mark_too() -> None:
    assert read("1.402 saker") == read("1,402 cases", "en") == [(1402, "count"), (Fraction("1.402"), "count")]


def test_a_number_that_is_only_near_is_told_as_near() -> None:
    nears = [number.is_near for number in typed_numbers("nær 105 saker, mer enn ti, og 7 saker", "nb")]
    assert nears == [True, True, False]


@pytest.mark.parametrize(
    "text", ["en god dag", "En sak kan gjelde vold.", "en-til-en", "Hva en gjør", "i ett"]
)
def test_articles_and_pronouns_count_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("piece", ["en og ", "1 ", "tre", "én sak ", "§ 1, 2 og ", "{", "(kilde: ", "to av "])
def test_long_prose_of_odd_pieces_is_read_to_its_end(piece: str) -> None:
    assert read(piece * 2_000 + " og 99 saker")[-1] == (99, "count")
