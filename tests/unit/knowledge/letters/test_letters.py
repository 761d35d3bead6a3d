"""The preparedness letter: written, approved by another, sent, received, asked about; public once sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.rules import ROLES, NotPermitted, Permission
from fristed.knowledge.letters import actions
from fristed.knowledge.letters.models import AddedRecipient, Delivery, LetterVersion, Question
from fristed.knowledge.letters.queries import (
    LetterNotFound,
    letters_of,
    questions_of,
    recipients_of,
    sent_letter,
    sent_letters,
    tally_of,
    versions_of,
)
from fristed.knowledge.letters.recipients import packaged_recipients
from fristed.knowledge.letters.refusals import LetterRefused
from fristed.knowledge.letters.rules import difference
from fristed.methods.classifications import code_list
from tests.spec.cast import actor, at_ten

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 20)
AT = at_ten(DAY)
YEAR = 2026
RUNA = actor("runa", None, "plan_coordinator", account_id=8)
UNNI = actor("unni", None, "plan_coordinator", account_id=9)
TEXTS = {f"{part}_{code}": f"{part} {code}\n\nA" for code in ("nb", "nn", "en") for part in ("title", "text")}
TEXTS |= {f"title_{code}": f"Brev {code}" for code in ("nb", "nn", "en")}
GIVEN: dict[str, Any] = {"by": RUNA, "at": AT}


def write(**more: str) -> int:
    """Let Runa write a version."""
    return actions.write_letter(year=YEAR, texts={**TEXTS, **more}, **GIVEN)


def approved(**more: str) -> int:
    """The same, approved by Unni."""
    number = write(**more)
    actions.approve_letter(year=YEAR, number=number, by=UNNI, at=AT)
    return number


def sent(*kinds: str, **more: str) -> int:
    """The same, sent to some kinds of recipients."""
    number = approved(**more)
    chosen = kinds or ("county",)
    return actions.send_letter(year=YEAR, number=number, kinds=chosen, sent_date=DAY, **GIVEN)


def test_every_county_municipality_and_governor_may_be_sent_the_letter() -> None:
    kinds = [one.kind for one in packaged_recipients(YEAR)]
    assert kinds.count("county") == len(code_list("counties").codes_on(YEAR)) == 15
    assert kinds.count("municipality") == len(code_list("municipalities").codes_on(YEAR)) == 357
    assert kinds.count("governor") == 10
    assert kinds.count("service") >= 5
    assert len({one.key for one in packaged_recipients(YEAR)}) == len(kinds)


def test_a_letter_is_sent_when_somebody_else_has_approved_it_and_then_everybody_reads_it() -> None:
    number = write()
    with pytest.raises(LetterRefused, match="before it is sent"):
        actions.send_letter(year=YEAR, number=number, kinds=["county"], sent_date=DAY, **GIVEN)
    with pytest.raises(LetterRefused, match="Somebody else"):
        actions.approve_letter(year=YEAR, number=number, **GIVEN)
    actions.approve_letter(year=YEAR, number=number, by=UNNI, at=AT)
    with pytest.raises(LetterNotFound):
        sent_letter(YEAR, at=AT)
    assert actions.send_letter(year=YEAR, number=number, kinds=["county"], sent_date=DAY, **GIVEN) == 15
    assert sent_letter(YEAR, at=AT).title["nn"] == "Brev nn"
    assert [one.year for one in sent_letters(at=AT)] == [YEAR]
    assert [line.event for line in AuditLine.objects.order_by("position")] == [
        *("letter.written", "letter.approved", "letter.sent"),
    ]


def test_the_database_too_wants_other_hands_and_an_approval_before_the_sending() -> None:
    write()
    for wrong in ({"approved_by": "runa", "approved_at": AT}, {"sent_at": AT, "sent_date": DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LetterVersion.objects.update(**wrong)


def test_what_is_written_later_is_public_only_when_it_is_sent_too() -> None:
    sent()
    write(text_nb="Nytt")
    assert sent_letter(YEAR, at=AT).text["nb"] == TEXTS["text_nb"]
    with pytest.raises(LetterRefused, match="newer"):
        actions.send_letter(year=YEAR, number=1, kinds=["county"], sent_date=DAY, **GIVEN)


def test_who_was_sent_an_earlier_version_is_asked_anew_and_nobody_is_listed_twice() -> None:
    sent("county", "governor")
    key = "county-03"
    actions.mark_received(year=YEAR, keys=[key], received_date=DAY, **GIVEN)
    assert sent("county", text_nb="Rettet") == 15
    lines = {one.recipient.key: one for one in recipients_of(RUNA, YEAR)}
    assert (lines[key].number, lines[key].received_date) == (2, None)
    assert lines["governor-agder"].number == 1
    assert Delivery.objects.count() == 25
    again = actions.send_letter(year=YEAR, number=2, kinds=["county", "service"], sent_date=DAY, **GIVEN)
    assert again == 7


def test_a_letter_needs_every_language_and_no_identity_number() -> None:
    with pytest.raises(LetterRefused) as refused:
        write(text_nn="  ", title_en="x" * 201, text_en="ring 010203 12345")
    assert set(refused.value.problems) == {
        ("text_nn", "words_missing"),
        ("title_en", "title_too_long"),
        ("text_en", "points_at_a_person"),
    }
    write()
    with pytest.raises(LetterRefused, match="Nothing is changed"):
        write()


@pytest.mark.parametrize("year", [1999, 2028])
def test_a_letter_is_of_a_year_that_may_have_one(year: int) -> None:
    with pytest.raises(LetterRefused, match="year"):
        actions.write_letter(year=year, texts=TEXTS, **GIVEN)


def test_many_are_marked_at_once_and_a_mistake_is_taken_back() -> None:
    sent("county")
    keys = ["county-03", "county-11"]
    assert actions.mark_received(year=YEAR, keys=keys, received_date=DAY, **GIVEN) == 2
    assert actions.mark_received(year=YEAR, keys=keys, received_date=DAY, **GIVEN) == 0
    assert actions.mark_not_received(year=YEAR, keys=keys[:1], **GIVEN) == 1
    [tally] = [one for one in tally_of(recipients_of(RUNA, YEAR)) if one.kind == "county"]
    assert (tally.recipients, tally.sent, tally.received) == (15, 15, 1)


@pytest.mark.parametrize(
    ("keys", "day", "code"),
    [
        ([], DAY, "nobody_chosen"),
        (["county-03", "municipality-0301"], DAY, "no_such_recipient"),
        (["county-03"], None, "day_missing"),
        (["county-03"], DAY + timedelta(days=1), "day_to_come"),
        (["county-03"], DAY - timedelta(days=1), "day_before_sent"),
    ],
)
def test_what_cannot_be_received_is_refused(keys: list[str], day: date | None, code: str) -> None:
    sent("county")
    with pytest.raises(LetterRefused) as refused:
        actions.mark_received(year=YEAR, keys=keys, received_date=day, **GIVEN)
    assert [one for _field, one in refused.value.problems] == [code]
    assert not Delivery.objects.exclude(received_date=None).exists()


def test_somebody_can_be_added_once_and_is_sent_the_letter_too() -> None:
    key = actions.add_recipient(name=" Lillevik  interkommunale vern ", kind="other", **GIVEN)
    for taken in ("lillevik interkommunale VERN", "Oslo kommune"):
        with pytest.raises(LetterRefused, match="already"):
            actions.add_recipient(name=taken, kind="other", **GIVEN)
    assert sent("other") == 1
    AddedRecipient.objects.all().delete()
    left = [one.recipient for one in recipients_of(RUNA, YEAR) if one.recipient.key == key]
    assert [one.name for one in left] == ["Lillevik interkommunale vern"]


def test_a_question_comes_back_and_is_answered() -> None:
    sent("county")
    asked = {"year": YEAR, "recipient": "county-03", "asked_date": DAY}
    with pytest.raises(LetterRefused, match="identity number"):
        actions.note_question(**asked, text="Gjelder 01020312345", **GIVEN)
    with pytest.raises(LetterRefused, match="no such recipient"):
        actions.note_question(**{**asked, "recipient": "governor-agder"}, text="Når?", **GIVEN)
    number = actions.note_question(**asked, text="Gjelder det barnehager?", **GIVEN)
    [line] = letters_of(RUNA)
    assert (line.questions, line.unanswered) == (1, 1)
    actions.answer_question(year=YEAR, number=number, answer="Ja.", by=UNNI, at=AT)
    [question] = questions_of(RUNA, YEAR)
    assert (question.recipient, question.answer, question.answered_by) == (
        "Oslo fylkeskommune",
        "Ja.",
        "unni",
    )


def test_two_versions_are_compared_by_paragraph() -> None:
    assert difference("A\n\nB\n\nC", "A\r\n\r\nX\r\n\r\nC") == [
        ("same", "A"),
        ("gone", "B"),
        ("new", "X"),
        ("same", "C"),
    ]


VERBS: dict[str, Callable[[Any], Any]] = {
    "write_letter": lambda by: actions.write_letter(
        year=YEAR, texts={**TEXTS, "text_nb": "Ny"}, by=by, at=AT
    ),
    "approve_letter": lambda by: actions.approve_letter(year=YEAR, number=2, by=by, at=AT),
    "send_letter": lambda by: actions.send_letter(
        year=YEAR, number=2, kinds=["county"], sent_date=DAY, by=by, at=AT
    ),
    "mark_received": lambda by: actions.mark_received(
        year=YEAR, keys=["county-03"], received_date=DAY, by=by, at=AT
    ),
    "mark_not_received": lambda by: actions.mark_not_received(year=YEAR, keys=["county-11"], by=by, at=AT),
    "add_recipient": lambda by: actions.add_recipient(name="Ny", kind="other", by=by, at=AT),
    "note_question": lambda by: actions.note_question(
        year=YEAR, recipient="county-03", text="?", asked_date=DAY, by=by, at=AT
    ),
    "answer_question": lambda by: actions.answer_question(year=YEAR, number=1, answer="Ja", by=by, at=AT),
    "letters_of": letters_of,
    "versions_of": lambda by: versions_of(by, YEAR),
    "recipients_of": lambda by: recipients_of(by, YEAR),
    "questions_of": lambda by: questions_of(by, YEAR),
}


def refused_for(verb: str, by: Any) -> tuple[tuple[str, str], ...]:
    """Give what a verb refuses somebody who is let in."""
    try:
        VERBS[verb](by)
    except LetterRefused as refused:
        return refused.problems
    return ()


WRITES = [name for name in VERBS if not name.endswith("_of")]


@pytest.fixture
def begun() -> None:
    """A letter that was sent, with an answer missing, and a newer version."""
    sent("county")
    actions.mark_received(year=YEAR, keys=["county-11"], received_date=DAY, **GIVEN)
    actions.note_question(year=YEAR, recipient="county-03", text="?", asked_date=DAY, **GIVEN)
    write(text_nb="Nyere")


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_keep_the_letters_get_past(verb: str, role: str) -> None:
    by = actor(role, "KT", role)
    if Permission.LETTER_KEEP not in ROLES[role].permissions:
        with pytest.raises(NotPermitted):
            VERBS[verb](by)
        return
    assert refused_for(verb, by) in ((), (("", "not_approved"),))


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("verb", WRITES)
def test_without_a_line_on_the_trail_nothing_is_done(verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if verb == "send_letter":
        actions.approve_letter(year=YEAR, number=2, by=UNNI, at=AT)
    tables = (LetterVersion, Delivery, Question, AddedRecipient)
    before = [list(one.objects.order_by("pk").values()) for one in tables]

    def broken(**_given: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(actions, "write_line", broken)
    with pytest.raises(RuntimeError):
        VERBS[verb](UNNI)
    assert [list(one.objects.order_by("pk").values()) for one in tables] == before
