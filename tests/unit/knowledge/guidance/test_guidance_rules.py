"""From answers to advice, by example: danger, contacts, order, texts, and what is no answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fristed.knowledge.guidance.codes import DANGER, Kind, Status
from fristed.knowledge.guidance.facts import Answers, Edition, PieceDraft
from fristed.knowledge.guidance.packaged import flattened, packaged_content
from fristed.knowledge.guidance.rules import (
    QUESTIONS,
    answers_of,
    chosen_in,
    draft_of,
    guidance_for,
    is_checked,
    is_overdue,
    is_translated,
    of_kind,
    said,
    tells_at_least,
    told_in,
    weight_of_all,
    weights,
    with_edition,
    with_editions,
)
from tests.unit.interfaces.web.visitors import AT

CONTENT = packaged_content()
DAY = date(2026, 11, 22)


def pieces_for(**answers: object) -> set[str]:
    """Give the pieces that answers lead to."""
    return set(guidance_for(Answers(**answers), CONTENT).pieces)  # type: ignore[arg-type]


def changed(piece: str = "write_down", **more: object) -> Edition:
    """Give an approved change of a piece."""
    standing = draft_of(CONTENT, piece)
    draft = replace(standing, texts={code: f"Ny {code}." for code in standing.texts}, **more)  # type: ignore[arg-type]
    return Edition(3, draft, DAY, AT, "kaja", AT, "eli", None, "")


def test_danger_now_puts_the_emergency_number_first_whatever_the_rules_say() -> None:
    without_rules = replace(CONTENT, rules=())
    for content in (CONTENT, without_rules):
        found = guidance_for(Answers(danger="yes"), content)
        assert found.is_danger
        assert found.contacts[0] == "politi"
    assert guidance_for(Answers(danger="yes"), CONTENT).pieces[0] == "call_112"


def test_without_danger_the_contacts_stand_in_the_order_of_the_directory() -> None:
    found = guidance_for(Answers(seen=frozenset({"violence"})), CONTENT)
    assert not found.is_danger
    assert found.contacts == tuple(one for one in CONTENT.contacts if one in found.contacts)
    assert found.contacts[-1] == "politi"


def test_who_answers_nothing_gets_advice_and_contacts() -> None:
    found = guidance_for(Answers(), CONTENT)
    assert {"kompetanseteamet", "rode_kors", "vo_linjen"} <= set(found.contacts)
    assert {"discuss_how", "avert"} <= set(found.pieces)


@pytest.mark.parametrize(
    ("answers", "piece"),
    [
        ({"role": "exposed"}, "you_may_stay_unknown"),
        ({"role": "newcomer"}, "new_interpreter"),
        ({"role": "parent"}, "parent_pressure"),
        ({"role": "uses_violence"}, "help_to_stop"),
        ({"role": "school"}, "report_child"),
        ({"age": "16_17"}, "nav_16_18"),
        ({"age": "12_14"}, "consent_from_12"),
        ({"age": "adult", "consent": "no"}, "adults_decide"),
        ({"where": "abroad"}, "call_envoy"),
        ({"where": "returned"}, "mapping_talk"),
        ({"departure": "within_48_hours"}, "contact_today"),
        ({"departure": "before_holiday"}, "false_safety"),
        ({"concern": frozenset({"fgm"})}, "fgm_avert"),
        ({"seen": frozenset({"digital_control"})}, "no_sudden_change"),
        ({"seen": frozenset({"lost_contact"})}, "report_missing"),
        ({"seen": frozenset({"dependency"})}, "tryggest"),
    ],
)
def test_an_answer_leads_to_what_belongs_to_it(answers: dict[str, object], piece: str) -> None:
    assert piece in pieces_for(**answers)
    assert piece not in pieces_for() or piece == "avert"


def test_who_does_not_know_the_age_is_told_of_children_all_the_same() -> None:
    grave = frozenset({"forced_marriage"})
    for age in ("", "unknown", "15", "adult"):
        assert "report_or_discuss" in pieces_for(age=age, concern=grave)


def test_not_to_know_is_to_the_rules_what_it_is_not_to_answer() -> None:
    for question in CONTENT.questions:
        if "unknown" in question.options:
            assert pieces_for(**{question.id: "unknown"}) == pieces_for()
    assert chosen_in(Answers(age="unknown"), "age") == {"unknown"}
    assert told_in(Answers(age="unknown"), "age") == frozenset()


def test_what_is_no_question_or_no_option_is_left_out() -> None:
    given = {"age": ["400", "15"], "concern": ["fgm", "x", "fgm"], "nothing": ["y"], "danger": []}
    assert answers_of(given, CONTENT) == Answers(age="15", concern=frozenset({"fgm"}))
    assert answers_of({}, CONTENT) == Answers()
    assert chosen_in(Answers(), "__class__") == frozenset()


def test_to_change_an_answer_is_not_to_tell_more() -> None:
    assert not tells_at_least(Answers(where="norway"), Answers(where="abroad"))
    assert tells_at_least(Answers(where="norway"), Answers(where="unknown"))
    assert tells_at_least(Answers(seen=frozenset({"lgbt", "peers"})), Answers(seen=frozenset({"lgbt"})))


def test_the_questions_are_those_of_the_issue_with_danger_among_them() -> None:
    assert DANGER in QUESTIONS
    asked = {question.id: set(question.options) for question in CONTENT.questions}
    assert asked.keys() == set(QUESTIONS)
    assert {"exposed", "parent", "newcomer", "uses_violence", "school", "mission"} <= asked["role"]
    assert "digital_control" in asked["seen"]


def test_pieces_come_by_kind_in_the_order_of_the_data() -> None:
    found = guidance_for(Answers(danger="yes", role="school"), CONTENT)
    order = list(CONTENT.pieces)
    assert list(found.pieces) == sorted(found.pieces, key=order.index)
    assert {piece.kind for piece in of_kind(found, CONTENT, Kind.DUTY)} == {Kind.DUTY}
    assert sum(len(of_kind(found, CONTENT, kind)) for kind in Kind) == len(found.pieces)


def test_a_text_that_is_missing_is_shown_in_another_language_and_says_which() -> None:
    arabic = CONTENT.languages["ar"]
    shown = said(CONTENT, "text.call_112", arabic)
    assert (shown.language, shown.direction) == ("en", "ltr")
    texts = {**CONTENT.texts, "ar": {"text.call_112": "نص"}, "en": {}}
    partial = replace(CONTENT, texts=texts)
    assert said(partial, "text.call_112", arabic).direction == "rtl"
    assert said(partial, "text.stay_with", arabic).language == "nb"
    with pytest.raises(KeyError):
        said(partial, "text.nothing", arabic)


def test_a_language_is_whole_when_nothing_is_missing() -> None:
    assert {code: is_translated(CONTENT, one) for code, one in CONTENT.languages.items()} == {
        "nb": True,
        "nn": True,
        "en": True,
        "ar": False,
        "so": False,
    }


def test_texts_are_easy_to_read() -> None:
    for language in ("nb", "nn"):
        assert max(weights(CONTENT, language).values()) < 40
        assert weight_of_all(CONTENT, language) < 30


def test_a_change_is_shown_from_its_day_and_not_once_it_is_withdrawn() -> None:
    edition = changed()
    before = DAY.replace(day=21)
    assert with_editions(CONTENT, [edition], before) is CONTENT
    shown = with_editions(CONTENT, [edition], DAY)
    assert shown.texts["nb"]["text.write_down"] == "Ny nb."
    assert shown.edition == shown.pieces["write_down"].edition == 3
    withdrawn = replace(edition, withdrawn_at=AT, withdrawn_by="eli")
    assert with_editions(CONTENT, [withdrawn], DAY) is CONTENT
    waits = replace(edition, approved_at=None, approved_by="")
    assert with_editions(CONTENT, [waits], DAY) is CONTENT


def test_the_later_of_two_changes_holds() -> None:
    later = replace(
        changed(), number=4, draft=replace(changed().draft, texts={"nb": "b", "nn": "b", "en": "b"})
    )
    shown = with_editions(CONTENT, [later, changed()], DAY)
    assert shown.texts["en"]["text.write_down"] == "b"
    assert shown.edition == 4


def test_the_change_with_the_later_first_day_holds_whatever_their_numbers() -> None:
    texts = {"nb": "b", "nn": "b", "en": "b"}
    from_later = replace(changed(), number=2, draft=replace(changed().draft, texts=texts))
    from_later = replace(from_later, valid_from=DAY + timedelta(days=2))
    both = [from_later, changed()]
    assert with_editions(CONTENT, both, DAY).texts["nb"]["text.write_down"] == "Ny nb."
    assert with_editions(CONTENT, both, DAY + timedelta(days=2)).texts["nb"]["text.write_down"] == "b"


def status_of(*editions: Edition) -> Status:
    """Give how sure ``do_not_travel`` is said to be, which is checked in the packaged data."""
    return with_editions(CONTENT, editions, DAY).pieces["do_not_travel"].status


def test_what_comes_back_by_one_person_is_not_called_checked_before_two_have_confirmed_it() -> None:
    first = replace(changed("do_not_travel"), number=1)
    taken = replace(first, number=2, withdrawn_at=AT, withdrawn_by="eli")
    again = replace(first, number=3)
    assert status_of() is status_of(first) is Status.VERIFIED
    assert status_of(taken) is status_of(first, taken) is Status.UNVERIFIED
    assert status_of(first, taken, again) is Status.VERIFIED


def test_what_was_never_shown_or_had_given_place_already_brings_nothing_back() -> None:
    first = replace(changed("do_not_travel"), number=1)
    proposal = replace(first, approved_at=None, approved_by="", withdrawn_at=AT, withdrawn_by="eli")
    to_come = replace(first, valid_from=DAY + timedelta(days=9), withdrawn_at=AT, withdrawn_by="eli")
    given_place = replace(first, withdrawn_at=AT, withdrawn_by="eli")
    assert status_of(proposal) is status_of(to_come) is Status.VERIFIED
    assert status_of(given_place, replace(first, number=2)) is Status.VERIFIED
    later = with_editions(CONTENT, [to_come], DAY + timedelta(days=10))
    assert later.pieces["do_not_travel"].status is Status.VERIFIED


def test_a_text_is_checked_only_until_the_day_it_must_be_looked_at_again() -> None:
    piece = CONTENT.pieces["do_not_travel"]
    last = piece.review_by - timedelta(days=1)
    assert (is_checked(piece, last), is_overdue(piece, last)) == (True, False)
    assert (is_checked(piece, piece.review_by), is_overdue(piece, piece.review_by)) == (False, True)


def test_a_translation_of_what_was_changed_is_not_shown_any_more() -> None:
    texts = {**CONTENT.texts, "ar": {"text.write_down": "نص", "text.stay_with": "نص"}}
    shown = with_edition(replace(CONTENT, texts=texts), changed())
    assert said(shown, "text.write_down", shown.languages["ar"]).language == "en"
    assert said(shown, "text.stay_with", shown.languages["ar"]).language == "ar"
    assert texts["ar"]["text.write_down"]


def test_the_heading_of_a_duty_is_changed_with_it() -> None:
    names = {"nb": "Ny plikt", "nn": "Ny plikt", "en": "New duty"}
    shown = with_edition(CONTENT, changed("avert", names=names))
    assert shown.texts["en"]["name.avert"] == "New duty"


def test_a_change_of_what_the_program_no_longer_has_changes_nothing() -> None:
    draft = PieceDraft("gone", {"nb": "x"}, {}, "verified", "plan", "", DAY, DAY)
    assert with_edition(CONTENT, replace(changed(), draft=draft)) is CONTENT


def test_tables_become_dotted_keys() -> None:
    assert dict(flattened({"a": {"b": {"c": "d"}}, "e": "f"})) == {"a.b.c": "d", "e": "f"}
