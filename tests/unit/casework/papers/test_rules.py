"""The rules of papers on plain values: which words tell, and what a summary may be made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fristed.casework.papers.facts import MORE, AdviceDraft, AdviceOffer
from fristed.casework.papers.rules import advice_problems, telling_words
from fristed.methods.classifications import LANGUAGES, code_list

DAY = date(2026, 11, 2)
OFFER = AdviceOffer("AAAAA-AAAAA", "MR", (DAY,), DAY, {"k1": "Sov godt."}, has_code=True)
DRAFT = AdviceDraft(
    language="nb",
    look="neutral",
    on_date=DAY,
    texts={"k1": "Ha telefonen med deg, og gå sammen med noen."},
    call="Rådgiveren din, 22 00 00 00",
    again="Tirsdag etter siste time",
    with_code=True,
)


def problems(offer: AdviceOffer = OFFER, **changes: Any) -> set[tuple[str, str]]:
    return set(advice_problems(replace(DRAFT, **changes), offer))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("list_name", ["main_concerns", "services"])
def test_no_concern_and_no_service_can_be_named_on_a_neutral_paper(list_name: str, language: Any) -> None:
    known = code_list(list_name)
    labels = [label for _code, label in known.choices(language, 2026)]
    assert [label for label in labels if not telling_words(f"Dette gjelder {label.lower()}.")] == []


@pytest.mark.parametrize(
    "text",
    [
        "TVANGSEKTESKAP",
        "tvangs\u00adekteskap",
        "sosial\n kontroll",
        "Ring politiet hvis du er redd.",
        "Gå til krisesenteret.",
        "Kjæresten din kan sove borte.",
        "Call the embassy.",
        "Fullwidth: \uff50\uff4f\uff4c\uff49\uff43\uff45",
    ],
)
def test_words_that_tell_are_found_however_they_are_written(text: str) -> None:
    assert telling_words(text)


@pytest.mark.parametrize(
    "text",
    [
        DRAFT.texts["k1"],
        "Lær deg et telefonnummer utenat, og bær det med deg.",
        "Snakk med helsesykepleier på onsdag. Ta med passet ditt i sekken.",
        "Ring 112 hvis det haster.",
        "Ta vare på deg selv. Sov godt, spis godt, og kom tilbake.",
    ],
)
def test_harmless_words_are_left_alone(text: str) -> None:
    assert telling_words(text) == ()


def test_a_plain_draft_has_no_problem() -> None:
    assert problems() == set()


@pytest.mark.parametrize("field", ["call", "again"])
def test_a_word_that_tells_is_refused_wherever_it_stands_on_a_neutral_paper(field: str) -> None:
    assert problems(**{field: "Krisesenteret"}) == {(field, "tells_what")}
    assert problems(**{field: "Krisesenteret"}, look="named") == set()


def test_a_word_that_tells_is_refused_in_the_advice_itself() -> None:
    assert problems(texts={"k1": "Det er tvang.", MORE: "Ring."}) == {("k1", "tells_what")}


@pytest.mark.parametrize("look", ["neutral", "named"])
def test_marks_of_a_person_are_refused_on_every_paper(look: str) -> None:
    assert problems(texts={MORE: "Ring 912 34 567"}, look=look) == {(MORE, "phone")}
    assert problems(again="kari@example.no", look=look) == {("again", "email")}
    assert problems(call="13097248022", look=look) == {("call", "national_id")}


def test_whom_to_call_may_be_a_number_and_must_be_there() -> None:
    assert problems(call="Helsesykepleier, 22 00 00 00") == set()
    assert problems(call=" ") == {("call", "required")}


def test_only_what_was_advised_that_day_can_be_put_on_the_paper() -> None:
    assert ("", "not_of_the_case") in problems(texts={"k2": "Hei"})
    assert ("on", "unknown_day") in problems(on_date=date(2026, 11, 3))
    assert problems(texts={"k1": " "}) == {(MORE, "no_advice")}


def test_what_is_too_long_is_refused() -> None:
    assert problems(texts={MORE: "a " * 3001}) == {(MORE, "advice_too_long")}
    assert problems(call="a " * 101) == {("call", "line_too_long")}
    assert problems(look="x", language="fr") == {("look", "unknown_code"), ("language", "unknown_code")}
