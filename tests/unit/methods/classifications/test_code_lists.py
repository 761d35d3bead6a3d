"""A code list: what it holds, for whom and when, and how it refuses what it does not hold."""

from __future__ import annotations

from datetime import date

import pytest

from fristed.methods.classifications import (
    AmbiguousText,
    ClassificationError,
    Code,
    CodeList,
    ServiceSpan,
    UnknownCode,
    UnknownLanguage,
    UnknownText,
)


def fruit(*entries: Code) -> CodeList:
    title = Code("fruit", "Frukt", "Frukt", "Fruit")
    return CodeList("fruit", title, "2024", date(2024, 1, 1), "What grows.", "the garden", entries)


APPLE = Code("apple", "Eple", "Eple", "Apple", parent="pome", aliases=("Rødt  eple",))
PEAR = Code("pear", "Pære", "Pære", "Pear", parent="pome", valid_from=date(2022, 7, 1))
PLUM = Code("plum", "Plomme", "Plomme", "Plum", valid_to=date(2022, 6, 30))
CHERRY = Code("cherry", "Kirsebær", "Kirsebær", "Cherry", services=(ServiceSpan("KT", 2021, 2021),))
OLD_NAME = Code("banana", "Bananas", "Bananas", "Bananas", valid_to=date(2023, 12, 31))
NEW_NAME = Code("banana", "Banan", "Banan", "Banana", valid_from=date(2024, 1, 1))
GARDEN = fruit(APPLE, PEAR, PLUM, CHERRY, OLD_NAME, NEW_NAME)


def test_a_code_without_dates_is_valid_in_every_year() -> None:
    assert GARDEN.is_valid("apple", 1814)
    assert GARDEN.is_valid("apple", 2814)


@pytest.mark.parametrize(("year", "valid"), [(2021, False), (2022, True), (2023, True)])
def test_a_code_is_valid_from_the_year_its_first_day_falls_in(year: int, valid: bool) -> None:
    assert GARDEN.is_valid("pear", year) is valid


@pytest.mark.parametrize(("year", "valid"), [(2021, True), (2022, True), (2023, False)])
def test_a_code_is_valid_to_the_year_its_last_day_falls_in(year: int, valid: bool) -> None:
    assert GARDEN.is_valid("plum", year) is valid


def test_a_code_with_services_is_valid_for_them_in_their_years_only() -> None:
    assert GARDEN.is_valid("cherry", 2021, "KT")
    assert not GARDEN.is_valid("cherry", 2022, "KT")
    assert not GARDEN.is_valid("cherry", 2020, "KT")
    assert not GARDEN.is_valid("cherry", 2021, "MR")


def test_without_a_named_service_one_service_that_uses_the_code_is_enough() -> None:
    assert GARDEN.is_valid("cherry", 2021)
    assert not GARDEN.is_valid("cherry", 2022)


def test_a_service_without_years_uses_a_code_always() -> None:
    assert ServiceSpan("KT").covers(1900)
    assert ServiceSpan("KT").covers(2100)


def test_an_unknown_code_is_valid_never() -> None:
    assert not GARDEN.is_valid("stone", 2024)


def test_codes_on_a_year_come_in_the_order_of_the_list() -> None:
    assert [entry.code for entry in GARDEN.codes_on(2022)] == ["apple", "pear", "plum", "banana"]
    assert [entry.code for entry in GARDEN.codes_on(2021, "KT")] == ["apple", "plum", "cherry", "banana"]


def test_a_renamed_code_has_the_name_of_its_time_and_else_its_latest() -> None:
    assert GARDEN.label("banana", year=2023) == "Bananas"
    assert GARDEN.label("banana", year=2024) == "Banan"
    assert GARDEN.label("banana") == "Banan"


def test_a_renamed_code_counts_once() -> None:
    assert len(GARDEN) == 5
    assert len(list(GARDEN)) == 6
    assert GARDEN.codes() == ("apple", "pear", "plum", "cherry", "banana")


def test_where_the_old_and_the_new_name_meet_in_a_year_the_new_one_is_given() -> None:
    meeting = fruit(
        Code("kiwi", "Gammel", "Gammal", "Old", valid_to=date(2024, 5, 31)),
        Code("kiwi", "Ny", "Ny", "New", valid_from=date(2024, 6, 1)),
    )
    assert [entry.label_en for entry in meeting.codes_on(2024)] == ["New"]
    assert meeting.label("kiwi", "en", 2024) == "New"


def test_a_code_is_in_the_list_whether_valid_now_or_not() -> None:
    assert "plum" in GARDEN
    assert "stone" not in GARDEN


def test_choices_are_pairs_for_a_form_in_the_language_asked_for() -> None:
    assert GARDEN.choices("en", 2024)[:2] == (("apple", "Apple"), ("pear", "Pear"))
    assert GARDEN.choices("nb", 2021, "KT")[-2] == ("cherry", "Kirsebær")


def test_children_are_the_codes_with_that_parent() -> None:
    assert GARDEN.children_of("pome") == ("apple", "pear")
    assert GARDEN.children_of("drupe") == ()


@pytest.mark.parametrize("text", ["apple", "EPLE", " rødt eple ", "Apple"])
def test_a_code_is_found_by_code_label_or_alias_whatever_the_case_and_spacing(text: str) -> None:
    assert GARDEN.find(text) is APPLE


def test_a_renamed_code_is_found_by_its_old_name() -> None:
    assert GARDEN.find("bananas").code == "banana"


def test_a_text_that_stands_for_no_code_is_refused_by_name() -> None:
    with pytest.raises(UnknownText, match="'fruit' has no code, label or alias 'stein'"):
        GARDEN.find("stein")


def test_a_text_that_stands_for_two_codes_is_not_guessed_at() -> None:
    two = fruit(Code("a", "Nøtt", "Nøtt", "Walnut"), Code("b", "Nøtt", "Nøtt", "Hazelnut"))
    with pytest.raises(AmbiguousText, match="a or b") as refusal:
        two.find("nøtt")
    assert refusal.value.codes == ("a", "b")


def test_an_unknown_code_is_refused_by_name() -> None:
    with pytest.raises(UnknownCode, match="'fruit' has no code 'stone'"):
        GARDEN.get("stone")


def test_a_code_has_no_entry_in_a_year_it_is_not_valid() -> None:
    with pytest.raises(UnknownCode):
        GARDEN.label("pear", year=2021)


def test_a_language_without_labels_is_refused() -> None:
    with pytest.raises(UnknownLanguage, match="choose one of nb, nn, en"):
        GARDEN.label("apple", "se")


def test_every_refusal_can_be_caught_as_one() -> None:
    for refusal in (UnknownCode, UnknownText, UnknownLanguage, AmbiguousText):
        assert issubclass(refusal, ClassificationError)
