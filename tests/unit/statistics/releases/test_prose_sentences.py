"""Ordinary sentences: a count of people is refused whatever it is called; what is no case may be counted."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.statistics.annual_report.typed_texts import typed_texts
from fristed.statistics.releases.facts import Typed
from fristed.statistics.releases.number_words import typed_numbers
from fristed.statistics.releases.prose_scan import Secrets, _faults, secrets_of
from tests.unit.statistics.releases.number_spellings import in_every_way
from tests.unit.statistics.releases.prose_sentences import BETWEEN, COUNTED, MEASURES, PASSING, REFUSED
from tests.unit.statistics.releases.protected_releases import system

pytestmark = pytest.mark.xdist_group("whole register")
LANGUAGES = sorted(REFUSED)
SMALL = range(1, 7)
HAPPENED = {"nb": "I 2024 ble {} giftet bort.", "nn": "I 2024 vart {} gifta bort.", "en": "In all, {} left."}


@cache
def secrets() -> Secrets:
    """What must not be typed beside the whole report."""
    return secrets_of(system())


def faults(text: str, language: str) -> list[str]:
    """Why a sentence is refused beside the whole report."""
    return [str(one) for one in _faults(Typed("chapter 2", text, language), secrets())]  # type: ignore[arg-type]


def listed(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """The sentences of a table, each with its language."""
    return [(language, text) for language, texts in table.items() for text in texts]


def test_the_tables_are_long_and_in_three_languages() -> None:
    assert all(len(listed(table)) >= 60 and table.keys() == set(LANGUAGES) for table in (REFUSED, PASSING))


def test_the_report_hides_every_small_count() -> None:
    assert set(SMALL) <= secrets().counts.keys()


@pytest.mark.parametrize(("language", "text"), listed(REFUSED))
def test_a_sentence_that_counts_people_or_cases_is_refused(language: str, text: str) -> None:
    assert faults(text, language)


@pytest.mark.parametrize(("language", "text"), listed(PASSING))
def test_a_sentence_that_counts_something_else_passes(language: str, text: str) -> None:
    assert faults(text, language) == []


@given(st.data(), st.sampled_from(LANGUAGES))
def test_a_hidden_count_before_what_is_counted_is_refused_whatever_stands_between(
    data: st.DataObject, language: str
) -> None:
    number = data.draw(st.sampled_from([*SMALL, *sorted(secrets().counts)]))
    written = data.draw(st.sampled_from(in_every_way(number, language)))
    words = data.draw(st.lists(st.sampled_from(BETWEEN[language]), max_size=3))
    measure = data.draw(st.sampled_from([(), *((name,) for name in MEASURES[language])]))
    noun = data.draw(st.sampled_from(COUNTED[language]))
    text = HAPPENED[language].format(" ".join([written, *words, *measure, noun]))
    values = {found.value for found in typed_numbers(text, language)}
    assert number in values, text
    assert faults(text, language), text


@given(st.sampled_from(SMALL), st.sampled_from(listed(MEASURES)), st.data())
def test_a_measure_may_be_counted_however_the_number_is_written(
    number: int, measure: tuple[str, str], data: st.DataObject
) -> None:
    language, noun = measure
    written = data.draw(st.sampled_from(in_every_way(number, language)))
    assert faults(HAPPENED[language].format(f"{written} {noun}"), language) == []


def test_no_sentence_of_the_report_types_a_number() -> None:
    """Not even one that gives nothing away this year: next year's counts are others."""
    found = [(text.place, text.text) for text in typed_texts() if list(typed_numbers(text.text, "nb"))]
    assert found == []
