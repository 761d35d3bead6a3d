"""What holds for every code list, code, year and service."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.methods.classifications import (
    AmbiguousText,
    Code,
    CodeList,
    UnknownText,
    code_list,
    code_list_names,
)

LISTS = st.sampled_from(code_list_names()).map(code_list)
YEARS = st.integers(2000, 2035)
SERVICES = st.sampled_from([None, "KT", "MR", "SU", "FT"])


def codes_meant(chosen: CodeList, text: str) -> tuple[str, ...]:
    try:
        return (chosen.find(text).code,)
    except AmbiguousText as refusal:
        return refusal.codes


@st.composite
def entries_of_a_list(draw: st.DrawFn) -> tuple[CodeList, Code]:
    chosen = draw(LISTS)
    return chosen, draw(st.sampled_from(chosen.entries))


@given(LISTS, YEARS, SERVICES)
def test_a_code_is_on_a_year_exactly_when_it_is_valid_in_it(
    chosen: CodeList, year: int, service: str | None
) -> None:
    shown = {entry.code for entry in chosen.codes_on(year, service)}
    assert shown == {code for code in chosen.codes() if chosen.is_valid(code, year, service)}


@given(LISTS, YEARS, SERVICES)
def test_what_a_service_may_use_is_never_more_than_what_anyone_may_use(
    chosen: CodeList, year: int, service: str | None
) -> None:
    everyone = {entry.code for entry in chosen.codes_on(year)}
    assert {entry.code for entry in chosen.codes_on(year, service)} <= everyone


@given(LISTS, YEARS)
def test_a_form_never_offers_one_choice_twice(chosen: CodeList, year: int) -> None:
    for language in ("nb", "nn", "en"):
        choices = chosen.choices(language, year)
        assert len({code for code, _ in choices}) == len(choices)
        assert len({label for _, label in choices}) == len(choices)


@given(entries_of_a_list(), st.sampled_from(["upper", "lower", "as is"]), st.integers(0, 3))
def test_every_way_of_writing_a_code_leads_to_it_or_is_called_ambiguous(
    drawn: tuple[CodeList, Code], case: str, spaces: int
) -> None:
    chosen, entry = drawn
    for text in entry.texts():
        cased = {"upper": text.upper(), "lower": text.lower(), "as is": text}[case]
        assert entry.code in codes_meant(chosen, " " * spaces + cased + " " * spaces)


@given(LISTS, st.text(max_size=12))
def test_any_text_is_either_found_truly_or_refused(chosen: CodeList, text: str) -> None:
    try:
        found = chosen.find(text)
    except UnknownText:
        return
    assert any(text.casefold().split() == known.casefold().split() for known in found.texts())


@given(entries_of_a_list(), YEARS)
def test_a_label_of_a_year_is_a_label_the_code_had(drawn: tuple[CodeList, Code], year: int) -> None:
    chosen, entry = drawn
    if not chosen.is_valid(entry.code, year):
        with pytest.raises(LookupError):
            chosen.label(entry.code, year=year)
    else:
        assert chosen.label(entry.code, year=year) in {e.label_nb for e in chosen if e.code == entry.code}
