"""The data files: every list can be read, and none contradicts itself."""

from __future__ import annotations

from itertools import combinations

import pytest

from fristed.methods.classifications import (
    LANGUAGES,
    ServiceSpan,
    UnknownCodeList,
    UnknownCorrespondence,
    code_list,
    code_list_names,
    correspondence,
    correspondence_names,
    registering_services,
)
from fristed.methods.classifications.reading import service_spans

ALL = pytest.mark.parametrize("name", code_list_names())
FOR_FORMS = sorted(set(code_list_names()) - {"counties", "municipalities", "layout_rows"})
LEVELS = {
    "outcome_anchors": "outcome_areas",
    "main_concerns": "themes",
    "age_bands": "age_groups",
    "referrers": "referrer_sectors",
    "referrers_kt": "referrer_sectors",
    "referrers_mr": "referrer_sectors",
    "referrers_su": "referrer_sectors",
    "agencies": "referrer_sectors",
    "municipalities": "counties",
}


@ALL
def test_every_code_has_a_label_in_every_language_and_a_source(name: str) -> None:
    for entry in code_list(name):
        assert all(entry.label(language).strip() == entry.label(language) != "" for language in LANGUAGES)
        assert entry.source


@ALL
def test_a_list_says_what_it_is_where_it_is_from_and_which_version(name: str) -> None:
    shown = code_list(name)
    assert shown.name == name
    assert shown.about.endswith(".")
    assert shown.source
    assert shown.version.isdigit()
    assert all(shown.title.label(language) for language in LANGUAGES)


@ALL
def test_no_code_is_valid_twice_on_one_day(name: str) -> None:
    for one, other in combinations(code_list(name), 2):
        if one.code == other.code:
            assert one.valid_to is not None
            assert other.valid_from is not None
            assert one.valid_to < other.valid_from


@ALL
def test_no_code_ends_before_it_begins(name: str) -> None:
    for entry in code_list(name):
        if entry.valid_from and entry.valid_to:
            assert entry.valid_from <= entry.valid_to


@ALL
def test_every_label_leads_back_to_its_own_code(name: str) -> None:
    shown = code_list(name)
    for entry in shown:
        assert shown.find(entry.label_nb).code == entry.code
        assert shown.find(entry.code).code == entry.code


@ALL
def test_every_parent_stands_on_the_level_above(name: str) -> None:
    parents = {entry.parent for entry in code_list(name)}
    assert parents == {None} if name not in LEVELS else parents <= set(code_list(LEVELS[name]).codes())


@pytest.mark.parametrize("name", FOR_FORMS)
def test_every_list_of_a_form_has_something_to_choose_in_every_year_since_the_guideline(name: str) -> None:
    assert all(code_list(name).choices("nb", year) for year in range(2021, 2031))


def test_services_named_in_a_list_are_services_that_register_cases() -> None:
    named = {
        span.service for name in code_list_names() for entry in code_list(name) for span in entry.services
    }
    assert named == set(registering_services())


@pytest.mark.parametrize("name", correspondence_names())
def test_a_correspondence_leads_from_known_codes_to_known_codes(name: str) -> None:
    table = correspondence(name)
    assert table.name == name
    assert {target for _, target in table.pairs} <= set(code_list(table.target_list).codes())
    if table.source_list is not None:
        assert {origin for origin, _ in table.pairs} == set(code_list(table.source_list).codes())


def test_services_are_read_with_and_without_years() -> None:
    assert service_spans("") == ()
    assert service_spans("KT;MR:2024-;SU:2021-2023;FT:-2020") == (
        ServiceSpan("KT"),
        ServiceSpan("MR", 2024),
        ServiceSpan("SU", 2021, 2023),
        ServiceSpan("FT", None, 2020),
    )


def test_an_unknown_list_is_refused_with_the_names_that_exist() -> None:
    with pytest.raises(UnknownCodeList, match=r"'colours'.*main_concerns"):
        code_list("colours")


def test_an_unknown_correspondence_is_refused_with_the_names_that_exist() -> None:
    with pytest.raises(UnknownCorrespondence, match=r"'colours'.*genders_to_published"):
        correspondence("colours")


def test_a_list_is_read_once() -> None:
    assert code_list("countries") is code_list("countries")
