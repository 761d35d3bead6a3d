"""The packaged guidance is whole, and each way in which it could fail to be is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fristed.knowledge.directory.contacts import packaged_directory
from fristed.knowledge.guidance.checks import keys_of, problems_of
from fristed.knowledge.guidance.codes import COMMON, Chosen, Status
from fristed.knowledge.guidance.facts import Content, Question, Rule
from fristed.knowledge.guidance.packaged import packaged_content

CONTENT = packaged_content()


REPEATS = {
    "call_112": ("politi", "emergency"),
    "if_danger_comes": ("politi", "emergency"),
    "danger_abroad": ("politi", "emergency"),
    "discuss_child_welfare": ("meld_barnevern", "anonymity"),
    "discuss_how": ("kompetanseteamet", "anonymity"),
    "discuss_red_cross": ("rode_kors", "anonymity"),
    "you_may_stay_unknown": ("rode_kors", "anonymity"),
}
"""Pieces that say again what a field of a contact says."""


def with_rule(rule: Rule) -> Content:
    """Give the guidance with one more rule."""
    return replace(CONTENT, rules=(*CONTENT.rules, rule))


def with_text(language: str, key: str, text: str) -> Content:
    """Give the guidance with one text changed."""
    return replace(CONTENT, texts={**CONTENT.texts, language: {**CONTENT.texts[language], key: text}})


def with_piece(**change: object) -> Content:
    """Give the guidance with one piece changed."""
    piece = replace(CONTENT.pieces["call_112"], **change)  # type: ignore[arg-type]
    return replace(CONTENT, pieces={**CONTENT.pieces, "call_112": piece})


def rule(**change: object) -> Rule:
    """Give a rule that is right but for what is changed."""
    right = Rule("planted", (("age", frozenset({"15"})),), frozenset({"call_112"}), frozenset({"politi"}))
    return replace(right, **change)  # type: ignore[arg-type]


def heavy() -> str:
    """Give a text that is heavy to read."""
    return " ".join(["barnevernstjenestens", "saksbehandlingsrutiner", "konsekvensutredning"] * 300) + "."


def test_the_packaged_guidance_is_whole() -> None:
    assert problems_of(CONTENT) == []


def test_a_rule_that_is_right_is_no_problem() -> None:
    assert problems_of(with_rule(rule())) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (with_rule(rule(when=(("age", frozenset({"unknown"})),))), "no definite answer"),
        (with_rule(rule(when=(("age", frozenset({"400"})),))), "no definite answer"),
        (with_rule(rule(when=(("nothing", frozenset({"yes"})),))), "no definite answer"),
        (with_rule(rule(when=(("age", frozenset()),))), "no definite answer"),
        (with_rule(rule(gives=frozenset({"nothing"}))), "gives what there is not"),
        (with_rule(rule(contacts=frozenset({"nobody"}))), "contacts that there are not"),
        (replace(CONTENT, rules=CONTENT.rules[1:]), "gets no contact"),
        (replace(CONTENT, rules=CONTENT.rules[:3]), "No rule gives"),
        (replace(CONTENT, emergency=frozenset()), "emergency number"),
        (replace(CONTENT, before_answers=("nobody",)), "Before any answer"),
        (
            replace(CONTENT, questions=(*CONTENT.questions, Question("more", Chosen.ONE, ("a",)))),
            "not those of the answers",
        ),
        (with_text("nn", "text.call_112", " "), "nn lacks"),
        (with_text("ar", "text.nothing", "x"), "texts of nothing"),
        (with_text("nb", "text.call_112", heavy()), "heavy to read"),
        (with_text("nn", "name.avert", ""), "nn lacks"),
        (with_piece(source="nowhere"), "no known source"),
        (with_piece(status=Status.VERIFIED, source=COMMON), "cannot be verified"),
        (with_piece(review_by=date(2020, 1, 1)), "before it was read"),
        (replace(CONTENT, sources={**CONTENT.sources, "plan": {"nb": "x"}}), "no name in every language"),
        (
            replace(
                CONTENT,
                languages={**CONTENT.languages, "ar": replace(CONTENT.languages["ar"], instead=())},
            ),
            "nothing to show",
        ),
    ],
)
def test_what_is_wrong_is_found(content: Content, told: str) -> None:
    assert any(told in problem for problem in problems_of(content))


def test_every_text_of_every_language_is_asked_for() -> None:
    keys = set(keys_of(CONTENT))
    assert {"question.age", "option.role.parent", "text.avert", "name.avert"} <= keys
    assert "name.call_112" not in keys


def test_every_status_is_used_and_law_that_was_not_read_is_not_called_verified() -> None:
    assert {piece.status for piece in CONTENT.pieces.values()} == set(Status)
    for unread in ("report_child", "answer_orders", "right_to_tell", "avert_list"):
        assert CONTENT.pieces[unread].status is Status.UNVERIFIED


@pytest.mark.parametrize(("piece", "contact", "field"), [(one, *REPEATS[one]) for one in REPEATS])
def test_a_piece_is_no_surer_than_the_field_of_the_contact_that_it_repeats(
    piece: str, contact: str, field: str
) -> None:
    known = packaged_directory()[contact]
    is_sure = known.is_verified and field not in known.unverified
    assert is_sure or CONTENT.pieces[piece].status is not Status.VERIFIED


def test_a_piece_without_names_repeats_a_contact() -> None:
    told = {one.id for one in CONTENT.pieces.values() if one.kind == "anonymous"} - {"discuss_at_work"}
    assert told <= REPEATS.keys()
