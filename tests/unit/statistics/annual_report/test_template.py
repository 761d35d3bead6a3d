"""Sentences with places: said whole, with a clause less, or not at all."""

from __future__ import annotations

import pytest

from fristed.statistics.annual_report.template import (
    Place,
    UnreadableTemplate,
    parse,
    places,
    say,
    words_of,
)

KNOWN = {"saker": "626 saker", "andel": "61 %"}


def speak(place: Place) -> str | None:
    return KNOWN.get(place.arguments[0])


def said(text: str) -> str | None:
    return say(parse(text), speak)


def test_a_sentence_whose_numbers_are_known_is_said() -> None:
    assert said("De hadde {n saker}.") == "De hadde 626 saker."


def test_a_sentence_that_needs_a_hidden_number_is_not_said() -> None:
    assert said("De hadde {n skjult}.") is None


def test_a_clause_with_a_hidden_number_falls_away_and_leaves_the_sentence_whole() -> None:
    assert said("De hadde {n saker}[, mot {n skjult} før][ ({n andel})].") == "De hadde 626 saker (61 %)."


def test_the_first_alternative_that_can_be_said_is_said() -> None:
    assert said("[Det var {n skjult}|Det var {n saker}|Tallet vises ikke].") == "Det var 626 saker."
    assert said("[Det var {n skjult}|Tallet vises ikke].") == "Tallet vises ikke."


def test_clauses_may_stand_inside_clauses() -> None:
    assert said("A[ ({n andel}[, opp fra {n skjult}])].") == "A (61 %)."
    assert said("A[ ({n skjult}[, opp fra {n andel}])].") == "A."


@pytest.mark.parametrize("text", ["{n saker", "[a", "[a|b", "a]", "a}", "a|b"])
def test_brackets_that_do_not_match_are_refused(text: str) -> None:
    with pytest.raises(UnreadableTemplate):
        parse(text)


def test_places_and_words_inside_choices_are_found_too() -> None:
    parts = parse("A {n x}[ b {n y}| c]")
    assert [place.arguments for place in places(parts)] == [("x",), ("y",)]
    assert list(words_of(parts)) == ["A ", " b ", " c"]
