"""The whole directory: what the documents name, in three languages, found by search and by place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fristed.knowledge.directory.contacts import (
    IN_ONE_LINE,
    IN_WORDS,
    LANGUAGES,
    audiences,
    packaged_contacts,
    packaged_directory,
)
from fristed.knowledge.directory.facts import as_text, from_text
from fristed.knowledge.directory.rules import is_due, is_open, problems_of, search, who_covers
from fristed.methods.classifications import code_list

DIRECTORY = packaged_directory()
ALL = tuple(DIRECTORY.values())
# What the plan's boxes 4, 8 and 18 and its annex name, each under an id that stays.
NAMED = {
    *("botilbud", "hjemreise", "mentorfamilie", "sammen", "ressursvenn", "mentorhub", "rvts"),
    *("rode_kors", "hjelpekilden", "seif", "lim", "skeiv_verden"),
    *("krisesenter", "nav", "familievern", "klinikk", "voldsutovere"),
    *("embassy_ankara", "embassy_amman", "embassy_islamabad", "embassy_nairobi"),
    *("web_ung", "web_dinutvei", "web_nora", "web_handbok", "web_rettentil", "web_politiet"),
    *("web_barnevern", "web_udir", "web_stl", "web_etterlatte", "web_over18", "web_beredskapsbrev"),
    *("web_videoer", "web_kode"),
}


def test_what_the_documents_name_is_there_under_an_id_that_stays() -> None:
    assert set(DIRECTORY) == NAMED | set(packaged_contacts())


@pytest.mark.parametrize("one", ALL, ids=list(DIRECTORY))
def test_every_entry_is_whole(one: object) -> None:
    assert problems_of(one, known=DIRECTORY) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("one", ALL, ids=list(DIRECTORY))
def test_every_code_of_an_entry_is_of_a_list(one: object) -> None:
    entry = DIRECTORY[one.id]  # type: ignore[attr-defined]
    assert set(entry.is_for) <= {group.id for group in audiences()}
    assert all(code in code_list("countries") for code in entry.countries)
    assert set(entry.counties) <= {"*"}
    assert set(entry.unverified) <= {*IN_ONE_LINE, "audience", *IN_WORDS}


def test_every_group_has_somebody_and_every_entry_a_group() -> None:
    assert {code for one in ALL for code in one.is_for} == {group.id for group in audiences()}


def test_what_nobody_has_checked_is_marked_or_due() -> None:
    unchecked = {one.id for one in ALL if one.checked_date is None}
    assert unchecked == {one.id for one in ALL if not one.is_verified}


def test_a_search_finds_in_any_language_and_by_number_and_wants_every_word() -> None:
    assert [one.id for one in search(ALL, "Crisis SHELTER live")] == ["krisesenter"]
    assert [one.id for one in search(ALL, "81555201")] == ["rode_kors"]
    assert "mentorfamilie" in {one.id for one in search(ALL, "røde kors")}
    assert search(ALL, "") == () == search(ALL, "romskip")


def test_an_envoy_covers_what_the_documents_name_and_may_cover_more() -> None:
    sure, maybe = who_covers(ALL, country="TR")
    assert ([one.id for one in sure], maybe) == (["embassy_ankara", "ud"], ())
    sure, maybe = who_covers(ALL, country="SO")
    assert [one.id for one in sure] == ["ud"]
    assert {one.id for one in maybe} == {
        f"embassy_{at}" for at in ("ankara", "amman", "islamabad", "nairobi")
    }


def test_a_country_that_an_envoy_is_given_is_covered_for_sure() -> None:
    nairobi = replace(DIRECTORY["embassy_nairobi"], countries=("KE", "SO"))
    sure, maybe = who_covers([*DIRECTORY.values(), nairobi], country="SO")
    assert ([one.id for one in sure], maybe) == (["embassy_nairobi", "ud"], ())


@pytest.mark.parametrize("county", code_list("counties").codes())
def test_every_county_has_a_diversity_adviser_and_the_national_services(county: str) -> None:
    sure, maybe = who_covers(ALL, county=county)
    assert {one.id for one in sure} == {"mangfoldsradgivere", "kompetanseteamet", "fagteamet", "rvts"}
    assert maybe == ()


def test_nobody_covers_where_nothing_is_asked() -> None:
    assert who_covers(ALL) == ((), ())


def test_a_check_lasts_half_a_year() -> None:
    one = replace(ALL[0], checked_date=date(2026, 1, 1))
    assert not is_due(one, today=date(2026, 7, 2))
    assert is_due(one, today=date(2026, 7, 3))
    assert is_due(replace(one, checked_date=None), today=date(2026, 1, 1))


def test_what_a_source_does_not_give_is_open_and_a_page_lacks_no_hours() -> None:
    assert is_open(DIRECTORY["seif"], "hours")
    assert is_open(DIRECTORY["krisesenter"], "phone")
    assert not is_open(DIRECTORY["kompetanseteamet"], "hours")
    assert not is_open(DIRECTORY["web_ung"], "hours")
    assert is_open(DIRECTORY["web_handbok"], "web")


@pytest.mark.parametrize("one", ALL, ids=list(DIRECTORY))
def test_an_entry_is_the_same_after_it_was_written_down(one: object) -> None:
    entry = DIRECTORY[one.id]  # type: ignore[attr-defined]
    assert from_text(as_text(entry), checked=entry.checked_date) == entry


def test_words_are_in_all_languages_or_none() -> None:
    half = replace(DIRECTORY["seif"], hours={"nb": "Hele døgnet", "nn": "", "en": ""}, source="", via="seif")
    assert problems_of(half, known=DIRECTORY) == [
        ("hours_nn", "in_all_or_none"),
        ("source", "source_missing"),
        ("via", "no_such_entry"),
    ]
    assert set(half.hours) == set(LANGUAGES)
