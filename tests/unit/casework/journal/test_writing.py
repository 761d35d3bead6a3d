"""Writing, changing and putting files in: rules, versions, seals and what happens when something breaks."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import serializers
from django.db import DatabaseError, IntegrityError

from fristed.casework.cases.actions import close_case
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.journal.actions import attach_file, change_entry, read_entry, read_file
from fristed.casework.journal.actions.writing import plain_name
from fristed.casework.journal.codes import WRITTEN, Kind
from fristed.casework.journal.facts import LARGEST_FILE, TEXT
from fristed.casework.journal.models import Entry, EntryVersion
from fristed.casework.journal.queries import EntryNotFound
from fristed.casework.journal.refusals import ChangedMeanwhile, JournalRefused
from fristed.foundation.audit.models import AuditHead, AuditLine
from fristed.foundation.handed_in.files import GivenFile
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.stripping.kinds import FileKind, NotTaken, WhyNot
from fristed.foundation.vault.actions import VersionTaken, opened_many, shred
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.foundation.vault.models import SealedField
from tests.spec.cast import AUD, BO, DINA
from tests.unit.casework.journal.writers import (
    AT,
    CANARY,
    COLLEAGUE,
    DAY,
    LEADER,
    draft,
    new_case,
    seen,
    written,
)
from tests.unit.foundation.legal_basis.deciding import allow

pytestmark = pytest.mark.django_db
FILE = GivenFile("C:\\her papers\\The letter.PDF", b"%PDF letter")


def as_it_is(content: bytes) -> tuple[FileKind, bytes]:
    """Stand in for the program that cleans."""
    return FileKind.PDF, content


def attached(case: str, content: bytes = b"%PDF letter", **more: Any) -> str:
    given = {"file": GivenFile(FILE.name, content), "draft": draft(Kind.FILE), "clean": as_it_is, **more}
    return attach_file(reference=case, by=AUD, at=AT, **given)


def problems(call: Callable[[], object]) -> dict[str, str]:
    with pytest.raises(JournalRefused) as refused:
        call()
    return dict(refused.value.problems)


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.FILE}))
def test_every_kind_is_written_and_read_again(kind: Kind) -> None:
    case = new_case()
    key = written(case, kind=kind)
    [line] = seen(case, AUD).lines
    given = draft(kind)
    assert (line.key, line.kind, line.on_date, line.written_by, line.is_own) == (key, kind, DAY, "aud", True)
    assert (line.code, line.state, dict(line.words)) == (given.code, given.state, dict(given.words))


def test_no_word_lies_in_a_column_in_either_database() -> None:
    case = new_case()
    for kind in sorted(WRITTEN - {Kind.FILE}):
        written(case, kind=kind)
    attached(case, CANARY.encode())
    for row in [*Entry.objects.all(), *EntryVersion.objects.all(), *AuditLine.objects.all()]:
        kept = serializers.serialize("json", [row])
        assert "kanarifugl" not in kept
        assert "letter" not in kept
    for row in SealedField.objects.all():
        assert b"kanarifugl" not in bytes(row.sealed)
        assert base64.b64encode(CANARY.encode())[:8] not in bytes(row.sealed)


def test_a_page_of_the_journal_costs_one_opening_and_one_line_however_long_it_is() -> None:
    case = new_case()
    for _ in range(5):
        written(case)
    before = AuditLine.objects.count()
    assert len(seen(case, AUD).lines) == 5
    [line] = AuditLine.objects.order_by("position")[before:]
    assert (line.event, line.subject) == ("vault.opened", case)


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"on_date": None}, "on_date", "required"),
        ({"on_date": date(2026, 11, 10)}, "on_date", "date_in_future"),
        ({"words": {}}, TEXT, "required"),
        ({"words": {TEXT: " \n "}}, TEXT, "required"),
        ({"words": {TEXT: "x" * 10_001}}, TEXT, "too_long"),
        ({"visibility": ""}, "visibility", "no_choice"),
        ({"visibility": "reach"}, "visibility", "no_choice"),
        ({"words": {TEXT: "Call 912 34 567"}}, TEXT, "phone"),
        ({"words": {TEXT: "Write to kari@example.no"}}, TEXT, "email"),
        ({"kind": Kind.JUDGEMENT, "words": {TEXT: "x", "risk": "r"}}, "severity", "required"),
        ({"kind": Kind.CONCERN_REPORT, "code": ""}, "code", "required"),
        ({"kind": Kind.CONCERN_REPORT, "code": "the_moon"}, "code", "unknown_code"),
        ({"kind": Kind.CONCERN_REPORT, "state": ""}, "state", "required"),
        ({"kind": Kind.OBSTACLE, "state": "yes"}, "state", "unknown_code"),
        ({"kind": Kind.OBSTACLE, "code": "travel_soon"}, "code", "unknown_code"),
        ({"kind": Kind.FLAG, "until_date": None}, "until_date", "required"),
        ({"kind": Kind.FLAG, "until_date": date(2026, 11, 1)}, "until_date", "ends_before"),
    ],
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_stored(
    changes: dict[str, Any], field: str, why: str
) -> None:
    case = new_case()
    assert problems(lambda: written(case, **changes))[field] == why
    assert not Entry.objects.exists()
    assert not SealedField.objects.exists()


def test_where_the_service_may_hold_identity_a_telephone_number_is_a_word_like_others() -> None:
    allow("MR", "identified", "name")
    case = new_case()
    written(case, at=AT, text="Call 912 34 567")
    assert seen(case, AUD).lines[0].words[TEXT] == "Call 912 34 567"


def test_what_is_coded_takes_no_word_along() -> None:
    case = new_case()
    written(case, kind=Kind.CONCERN_REPORT, words={TEXT: CANARY})
    assert not SealedField.objects.exists()
    assert seen(case, AUD).lines[0].words == {}


def test_nothing_is_written_in_a_closed_case_by_a_program_or_beyond_reach() -> None:
    case = new_case()
    key = written(case)
    for by, refusal in ((SYSTEM, NotPermitted), (DINA, NotPermitted), (BO, CaseNotFound)):
        with pytest.raises(refusal):
            written(case, by)
        with pytest.raises(refusal):
            change_entry(reference=case, key=key, seen_version=1, draft=draft(), by=by, at=AT)
    close_case(reference=case, on_date=DAY, by=AUD, at=AT)
    assert problems(lambda: written(case)) == {"": "case_is_closed"}
    assert problems(lambda: attached(case)) == {"": "case_is_closed"}
    assert len(seen(case, AUD).lines) == 1


def test_a_change_keeps_what_stood_before_and_who_wrote_it() -> None:
    case = new_case()
    key = written(case, text="first")
    later = AT + timedelta(hours=1)
    change_entry(reference=case, key=key, seen_version=1, draft=draft(text="second"), by=COLLEAGUE, at=later)
    newest, oldest = read_entry(reference=case, key=key, by=LEADER, at=later)
    assert [(one.number, one.written_by, one.words[TEXT]) for one in (newest, oldest)] == [
        (2, "siri", "second"),
        (1, "aud", "first"),
    ]
    assert [line.words[TEXT] for line in seen(case, AUD).lines] == ["second"]


def test_the_second_editor_is_refused_sees_the_first_text_and_can_go_on_from_it() -> None:
    case = new_case()
    key = written(case, text="first")
    change_entry(reference=case, key=key, seen_version=1, draft=draft(text="hers"), by=COLLEAGUE, at=AT)
    with pytest.raises(ChangedMeanwhile) as refused:
        change_entry(reference=case, key=key, seen_version=1, draft=draft(text="mine"), by=AUD, at=AT)
    theirs = refused.value.theirs
    assert (theirs.words[TEXT], theirs.number, theirs.written_by) == ("hers", 2, "siri")
    assert [line.words[TEXT] for line in seen(case, AUD).lines] == ["hers"]
    change_entry(reference=case, key=key, seen_version=theirs.number, draft=draft(text="both"), by=AUD, at=AT)
    versions = read_entry(reference=case, key=key, by=AUD, at=AT)
    assert [one.words[TEXT] for one in versions] == ["both", "hers", "first"]


def test_the_vault_itself_takes_a_version_once_only() -> None:
    case = new_case()
    key = written(case)
    Entry.objects.update(latest=1)
    EntryVersion.objects.filter(number=2).delete()
    entry = Entry.objects.get(key=key)
    change_entry(reference=case, key=key, seen_version=1, draft=draft(text="second"), by=AUD, at=AT)
    Entry.objects.filter(pk=entry.pk).update(latest=1)
    with pytest.raises((IntegrityError, VersionTaken)):
        change_entry(reference=case, key=key, seen_version=1, draft=draft(text="third"), by=AUD, at=AT)


def test_an_old_version_put_in_the_place_of_a_new_one_does_not_open() -> None:
    case = new_case()
    key = written(case, text="first")
    change_entry(reference=case, key=key, seen_version=1, draft=draft(text="second"), by=AUD, at=AT)
    first, second = SealedField.objects.order_by("row")
    SealedField.objects.filter(pk=second.pk).update(sealed=first.sealed)
    with pytest.raises(Exception, match="not what was sealed"):
        seen(case, AUD)


def test_a_judgement_is_changed_by_the_one_who_made_it_alone() -> None:
    case = new_case()
    key = written(case, kind=Kind.JUDGEMENT)
    mine = draft(Kind.JUDGEMENT, text="graver now")
    given = {"reference": case, "key": key, "seen_version": 1, "draft": mine, "at": AT}
    for by in (COLLEAGUE, LEADER):
        assert problems(lambda by=by: change_entry(**given, by=by)) == {"": "not_yours"}  # type: ignore[misc]
    change_entry(**given, by=AUD)
    assert seen(case, LEADER).lines[0].words[TEXT] == "graver now"


def test_a_change_never_makes_an_entry_another_kind_or_more_widely_read() -> None:
    case = new_case()
    key = written(case, visibility="case_team")
    with pytest.raises(EntryNotFound):
        change_entry(reference=case, key=key, seen_version=1, draft=draft(Kind.DECISION), by=AUD, at=AT)
    wider = draft(visibility="service", text="second")
    change_entry(reference=case, key=key, seen_version=1, draft=wider, by=AUD, at=AT)
    assert seen(case, COLLEAGUE).lines == ()
    assert Entry.objects.get(key=key).visibility == "case_team"


def test_an_obstacle_tells_how_far_it_has_come_with_its_days() -> None:
    case = new_case()
    key = written(case, kind=Kind.OBSTACLE)
    assert problems(lambda: written(case, kind=Kind.OBSTACLE)) == {"code": "noted_already"}
    solved = draft(Kind.OBSTACLE, state="solved", on_date=date(2026, 11, 8))
    change_entry(reference=case, key=key, seen_version=1, draft=solved, by=COLLEAGUE, at=AT)
    [now] = seen(case, AUD).obstacles
    assert (now.code, now.state, now.on_date) == ("permit", "solved", date(2026, 11, 8))
    versions = read_entry(reference=case, key=key, by=AUD, at=AT)
    assert [(one.state, one.on_date) for one in versions] == [
        ("solved", date(2026, 11, 8)),
        ("unsolved", DAY),
    ]


def test_a_flag_is_shown_until_its_last_day_and_may_then_be_set_again() -> None:
    case = new_case()
    written(case, kind=Kind.FLAG, until_date=date(2026, 11, 10))
    assert problems(lambda: written(case, kind=Kind.FLAG)) == {"code": "noted_already"}
    shown = [len(seen(case, AUD, at=AT + timedelta(days=days)).flags) for days in (0, 1, 2)]
    assert shown == [1, 1, 0]
    written(case, at=AT + timedelta(days=2), kind=Kind.FLAG)


def test_a_file_is_cleaned_sealed_in_parts_and_handed_out_whole() -> None:
    case = new_case()
    content = bytes(range(256)) * 6_000
    key = attached(case, content)
    assert EntryVersion.objects.get(entry__key=key).file_parts == 3
    found = read_file(reference=case, key=key, by=AUD, at=AT)
    assert (found.name, found.kind, found.content) == ("The letter", "pdf", content)
    assert AuditLine.objects.filter(event="journal.file_read", subject=case).count() == 1


def test_only_the_cleaned_file_is_kept() -> None:
    case = new_case()
    key = attached(case, CANARY.encode(), clean=lambda _content: (FileKind.PDF, b"clean"))
    assert read_file(reference=case, key=key, by=AUD, at=AT).content == b"clean"
    owner = Owner("MR", case)
    rows = SealedField.objects.values_list("table", "column", "row", "version")
    opened = opened_many(owner=owner, fields=[FieldName(*row) for row in rows], by=AUD, at=AT)
    assert not any(
        "kanarifugl" in base64.b64decode(one + "==", validate=False).decode("latin-1")
        for field, one in opened.items()
        if field.table == "journal_file"
    )


def refuses(why: WhyNot) -> Any:
    def clean(_content: bytes) -> tuple[FileKind, bytes]:
        raise NotTaken(why)

    return clean


@pytest.mark.parametrize("why", list(WhyNot))
def test_a_file_that_cannot_be_cleaned_is_not_taken_and_it_is_said_why(why: WhyNot) -> None:
    case = new_case()
    assert problems(lambda: attached(case, clean=refuses(why))) == {"file": why.value}
    assert not Entry.objects.exists()


def test_a_file_too_large_before_or_after_cleaning_is_not_taken() -> None:
    case = new_case()
    large = b"x" * (LARGEST_FILE + 1)
    assert problems(lambda: attached(case, large)) == {"file": "file_too_large"}
    swollen = attached_with(case, lambda _content: (FileKind.PDF, large))
    assert problems(swollen) == {"file": "file_too_large"}
    assert problems(lambda: attached(case, b"")) == {"file": "required"}


def attached_with(case: str, clean: Any) -> Callable[[], object]:
    return lambda: attached(case, clean=clean)


def test_the_name_of_a_file_is_looked_at_as_any_text() -> None:
    case = new_case()
    file = GivenFile("kari 912 34 567.pdf", b"x")
    assert problems(lambda: attached(case, file=file)) == {"name": "phone"}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a.pdf", "a"),
        ("/x/y/b.tar.gz", "b.tar"),
        ("..\\c.png", "c"),
        (".pdf", ".pdf"),
        ("d\x00\u202e.pdf", "d"),
    ],
)
def test_of_a_name_the_folder_the_ending_and_what_is_not_seen_are_left_out(given: str, kept: str) -> None:
    assert plain_name(given) == kept


def test_when_the_keys_of_a_case_are_destroyed_its_words_and_files_are_gone_and_the_page_still_opens() -> (
    None
):
    case = new_case()
    note, file = written(case), attached(case)
    shred(owner=Owner("MR", case), retention="case_identity", decided_by=["a", "b"], by=AUD, at=AT)
    assert [line.words for line in seen(case, AUD).lines] == [{}, {}]
    assert [one.words for one in read_entry(reference=case, key=note, by=AUD, at=AT)] == [{}]
    with pytest.raises(EntryNotFound):
        read_file(reference=case, key=file, by=AUD, at=AT)
    assert problems(lambda: written(case)) == {"": "destroyed"}
    assert not SealedField.objects.exists()
    assert Entry.objects.count() == 2


VERBS: dict[str, Callable[[str, str], object]] = {
    "write_entry": lambda case, _key: written(case),
    "change_entry": lambda case, key: change_entry(
        reference=case, key=key, seen_version=1, draft=draft(text="second"), by=AUD, at=AT
    ),
    "attach_file": lambda case, _key: attached(case),
}


@pytest.mark.parametrize("verb", VERBS)
def test_when_the_trail_cannot_be_written_nothing_is_stored(verb: str) -> None:
    case = new_case()
    key = written(case)

    def stored() -> list[Any]:
        return [list(model._default_manager.values()) for model in (Entry, EntryVersion, SealedField)]

    before, head = stored(), AuditHead.objects.get()
    # Two lines are written in one transaction; the second finds its place taken.
    AuditHead.objects.update(position=head.position - 1)
    with pytest.raises(Exception) as broken:  # noqa: PT011  the trail or the database, whichever is met first
        VERBS[verb](case, key)
    assert type(broken.value).__name__ in ("TrailUnavailable", DatabaseError.__name__)
    assert stored() == before


def test_reading_is_on_record_before_anything_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    case = new_case()
    key, file = written(case), attached(case)
    head = AuditHead.objects.get()
    AuditHead.objects.update(position=head.position - 1)
    ways = (
        lambda: seen(case, AUD),
        lambda: read_entry(reference=case, key=key, by=AUD, at=AT),
        lambda: read_file(reference=case, key=file, by=AUD, at=AT),
    )
    for way in ways:
        with pytest.raises(Exception, match="could not be written"):
            way()
