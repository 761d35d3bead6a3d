"""A text of guidance is changed by two persons, and whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.knowledge.guidance import actions
from fristed.knowledge.guidance.actions import approve_edition, propose_edition, withdraw_edition
from fristed.knowledge.guidance.codes import State, Status
from fristed.knowledge.guidance.facts import PieceDraft
from fristed.knowledge.guidance.models import GuidanceEdition
from fristed.knowledge.guidance.packaged import packaged_content
from fristed.knowledge.guidance.queries import change_named, changes, content_on, held_changes
from fristed.knowledge.guidance.refusals import GuidanceRefused
from fristed.knowledge.guidance.rules import NoSuchText, draft_of
from tests.spec.cast import actor, at_ten

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
AT = at_ten(DAY)
KAJA = actor("kaja", None, "knowledge_editor", account_id=81)
ELI = actor("eli", "FT", "competence_adviser", account_id=82)
READ = {"read_on": DAY, "review_by": date(2027, 5, 1)}
NEW = {"nb": "Skriv det ned.", "nn": "Skriv det ned.", "en": "Write it down."}
HEAVY = " ".join(["barnevernstjenestens", "saksbehandlingsrutiner", "konsekvensutredning"] * 9)


def draft(piece: str = "write_down", **change: object) -> PieceDraft:
    """Give a right change of a piece, but for what is changed."""
    standing = draft_of(packaged_content(), piece)
    return replace(standing, **{"texts": NEW, **READ, **change})  # type: ignore[arg-type]


def proposed(
    by: Actor = KAJA, from_date: date | None = DAY, piece: str = "write_down", **change: object
) -> int:
    """Propose a change."""
    return propose_edition(draft=draft(piece, **change), valid_from=from_date, by=by, at=AT)


def shown(day: date = DAY, piece: str = "write_down") -> str:
    """Give what readers see."""
    return content_on(day).texts["nb"][f"text.{piece}"]


def test_a_text_is_shown_once_another_has_approved_it() -> None:
    before = shown()
    number = proposed()
    assert shown() == before
    approve_edition(number=number, by=ELI, at=AT)
    assert shown() == "Skriv det ned."
    assert content_on(DAY).edition == number
    assert [one.number for one in held_changes(DAY)] == [number]


def test_nobody_approves_what_they_proposed() -> None:
    number = proposed()
    with pytest.raises(GuidanceRefused, match="Somebody else"):
        approve_edition(number=number, by=KAJA, at=AT)
    row = GuidanceEdition.objects.get(number=number)
    row.approved_at, row.approved_by = AT, row.proposed_by
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_text_is_shown_from_its_day() -> None:
    number = proposed(from_date=DAY + timedelta(days=3))
    approve_edition(number=number, by=ELI, at=AT)
    assert shown() != "Skriv det ned."
    assert held_changes(DAY) == []
    assert shown(DAY + timedelta(days=3)) == "Skriv det ned."


def test_what_is_withdrawn_gives_place_to_what_was_before() -> None:
    first, before = proposed(), shown()
    approve_edition(number=first, by=ELI, at=AT)
    second = proposed(ELI, texts={**NEW, "nb": "Noter det."})
    approve_edition(number=second, by=KAJA, at=AT)
    assert shown() == "Noter det."
    withdraw_edition(number=second, by=KAJA, at=AT)
    assert shown() == "Skriv det ned."
    withdraw_edition(number=first, by=ELI, at=AT)
    assert shown() == before
    assert [one.state for one in changes(KAJA)] == [State.WITHDRAWN, State.WITHDRAWN]


def test_what_one_person_brings_back_is_checked_again_once_two_have_confirmed_it() -> None:
    def is_sure() -> bool:
        return content_on(DAY).pieces["do_not_travel"].status is Status.VERIFIED

    number = proposed(piece="do_not_travel")
    approve_edition(number=number, by=ELI, at=AT)
    assert is_sure()
    withdraw_edition(number=number, by=KAJA, at=AT)
    assert not is_sure()
    before = draft_of(packaged_content(), "do_not_travel")
    confirmed = propose_edition(draft=replace(before, **READ), valid_from=DAY, by=KAJA, at=AT)  # type: ignore[arg-type]
    assert not is_sure()
    approve_edition(number=confirmed, by=ELI, at=AT)
    assert is_sure()


def test_a_proposal_that_is_withdrawn_is_not_approved_any_more() -> None:
    number = proposed()
    withdraw_edition(number=number, by=ELI, at=AT)
    for verb in (approve_edition, withdraw_edition):
        with pytest.raises(GuidanceRefused, match="not in your list"):
            verb(number=number, by=ELI, at=AT)


def test_what_is_approved_is_not_approved_again() -> None:
    number = proposed()
    approve_edition(number=number, by=ELI, at=AT)
    with pytest.raises(GuidanceRefused, match="not in your list"):
        approve_edition(number=number, by=ELI, at=AT)


def test_one_proposal_of_a_text_waits_at_a_time() -> None:
    proposed()
    with pytest.raises(GuidanceRefused, match="waits already"):
        proposed(ELI)
    assert proposed(ELI, piece="stay_with") == 2


def test_who_proposes_at_the_same_moment_as_another_is_told_and_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = proposed()
    lines = AuditLine.objects.count()
    monkeypatch.setattr(actions, "_newest", lambda: number - 1)
    with pytest.raises(GuidanceRefused) as refused:
        proposed(piece="no_mediation")
    assert refused.value.problems == (("", "at_once"),)
    assert (GuidanceEdition.objects.count(), AuditLine.objects.count()) == (1, lines)


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({"texts": {**NEW, "nn": "  "}}, "text_nn", "required"),
        ({"texts": {**NEW, "en": "x " * 900}}, "text_en", "text_too_long"),
        ({"texts": {**NEW, "nb": HEAVY}, "piece": "must_come_self"}, "text_nb", "too_heavy"),
        ({"status": "certain"}, "status", "unknown_value"),
        ({"source": "nowhere"}, "source", "unknown_value"),
        ({"source": "common", "status": "verified"}, "source", "needs_a_source"),
        ({"note": "x" * 121}, "note", "note_too_long"),
        ({"read_on": None}, "read_on", "required"),
        ({"read_on": DAY + timedelta(days=1)}, "read_on", "read_later"),
        ({"review_by": None}, "review_by", "required"),
        ({"review_by": DAY}, "review_by", "review_too_late"),
        ({"review_by": DAY + timedelta(days=800)}, "review_by", "review_too_late"),
        ({"from_date": None}, "valid_from", "required"),
        ({"from_date": DAY - timedelta(days=1)}, "valid_from", "starts_before_today"),
        ({"piece": "avert", "names": {"nb": "", "nn": "x", "en": "x"}}, "name_nb", "required"),
        ({"piece": "avert", "names": dict.fromkeys(NEW, "x" * 81)}, "name_nn", "name_too_long"),
    ],
)
def test_what_is_not_right_is_refused_by_field(change: dict[str, object], field: str, told: str) -> None:
    with pytest.raises(GuidanceRefused) as refused:
        proposed(**change)  # type: ignore[arg-type]
    assert (field, told) in refused.value.problems
    assert not GuidanceEdition.objects.exists()
    assert not AuditLine.objects.filter(event__startswith="guidance").exists()


def test_a_text_that_is_not_there_is_refused() -> None:
    with pytest.raises(GuidanceRefused, match="not in your list"):
        propose_edition(draft=replace(draft(), piece="gone"), valid_from=DAY, by=KAJA, at=AT)
    with pytest.raises(NoSuchText):
        draft_of(packaged_content(), "gone")
    with pytest.raises(NoSuchText):
        change_named(KAJA, 7)


def test_what_changes_nothing_is_refused_and_a_new_look_at_it_is_a_change() -> None:
    approve_edition(number=proposed(), by=ELI, at=AT)
    with pytest.raises(GuidanceRefused, match="so already"):
        proposed()
    assert proposed(review_by=date(2027, 6, 1)) == 2


def test_spaces_and_line_breaks_are_tidied_and_advice_has_no_heading() -> None:
    number = proposed(texts={**NEW, "nb": " Skriv \n det  ned. "}, names={"nb": "x", "nn": "x", "en": "x"})
    found = change_named(KAJA, number)
    assert found.draft.texts["nb"] == "Skriv det ned."
    assert found.draft.names == {}


def test_the_heading_of_a_duty_is_changed_with_its_text() -> None:
    names = {"nb": "Plikt", "nn": "Plikt", "en": "Duty"}
    approve_edition(number=proposed(piece="avert", names=names), by=ELI, at=AT)
    assert content_on(DAY).texts["en"]["name.avert"] == "Duty"


def test_what_would_leave_the_guidance_less_than_whole_is_not_approved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = proposed()
    monkeypatch.setattr(actions, "problems_of", lambda _content: ["something"])
    with pytest.raises(GuidanceRefused, match="no longer be whole"):
        approve_edition(number=number, by=ELI, at=AT)
    assert change_named(ELI, number).state is State.WAITS


def test_texts_that_together_have_become_heavy_meanwhile_are_not_approved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = proposed()
    monkeypatch.setattr(actions, "HEAVIEST", 1)
    with pytest.raises(GuidanceRefused, match="heavy to read"):
        approve_edition(number=number, by=ELI, at=AT)


def test_each_verb_writes_one_line_with_the_change() -> None:
    number = proposed()
    approve_edition(number=number, by=ELI, at=AT)
    withdraw_edition(number=number, by=KAJA, at=AT)
    lines = AuditLine.objects.filter(event__startswith="guidance").order_by("position")
    assert [(one.event, one.actor_username, one.subject) for one in lines] == [
        ("guidance.proposed", "kaja", "1"),
        ("guidance.approved", "eli", "1"),
        ("guidance.withdrawn", "kaja", "1"),
    ]


def carry_out(verb: str, number: int) -> None:
    """Carry out one of the three verbs."""
    if verb == "propose":
        proposed()
    else:
        {"approve": approve_edition, "withdraw": withdraw_edition}[verb](number=number, by=ELI, at=AT)


@pytest.mark.parametrize("verb", ["propose", "approve", "withdraw"])
def test_nothing_is_changed_where_the_line_cannot_be_written(
    verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = 0 if verb == "propose" else proposed()
    before = list(GuidanceEdition.objects.values())

    def broken(**_line: object) -> None:
        raise RuntimeError("no line")

    monkeypatch.setattr(actions, "write_line", broken)
    with pytest.raises(RuntimeError):
        carry_out(verb, number)
    assert list(GuidanceEdition.objects.values()) == before


def test_a_row_shows_its_number_and_its_text() -> None:
    number = proposed()
    assert str(GuidanceEdition.objects.get(number=number)) == "1 write_down"
