"""Writing an entry, changing it, and putting a file in: each with permission, rules, sealing and one line."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.free_text import marks_refused
from fristed.casework.cases.models import Case
from fristed.casework.cases.rules import day_of
from fristed.casework.journal.actions.sealing import (
    opened_lines,
    part_of,
    parts_of,
    seal_words,
    told_as_text,
    words_of,
)
from fristed.casework.journal.codes import CODED, Kind, Visibility
from fristed.casework.journal.facts import LARGEST_FILE, NAME, EntryDraft, Line
from fristed.casework.journal.models import Entry, EntryVersion
from fristed.casework.journal.queries import EntryNotFound, line_of, standing_for
from fristed.casework.journal.refusals import ChangedMeanwhile, JournalRefused
from fristed.casework.journal.rules import FIELDS_OF, entry_problems, is_changeable
from fristed.foundation.audit.actions import write_line
from fristed.foundation.handed_in.files import GivenFile
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission
from fristed.foundation.stripping.kinds import FileKind, NotTaken
from fristed.foundation.stripping.running import clean_file

KEY_BYTES = 8
Clean = Callable[[bytes], tuple[FileKind, bytes]]


def _open_case(by: Actor, reference: str) -> Case:
    """Give an open case to write in, locked; a program has no journal to write in."""
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account.")
    case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
    if case.status == CaseStatus.CLOSED:
        raise JournalRefused(("", "case_is_closed"))
    return case


def _checked(case: Case, draft: EntryDraft, *, at: datetime) -> date:
    """Refuse a draft that breaks a rule; give its day."""
    today = day_of(at)

    def refused(text: str) -> tuple[str, ...]:
        return marks_refused(text, (case.service,), on_date=today)

    JournalRefused.raise_if(entry_problems(draft, today=today, refused=refused))
    assert draft.on_date is not None  # noqa: S101  refused before
    return draft.on_date


def _words(draft: EntryDraft) -> dict[str, str]:
    names = FIELDS_OF.get(draft.kind, ())
    return {name: draft.words[name].strip() for name in names if draft.words.get(name, "").strip()}


def write_entry(*, reference: str, draft: EntryDraft, by: Actor, at: datetime) -> str:
    """Write an entry; give its key.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not follow up cases, is a program, or reaches no such case.
    JournalRefused
        If the case is closed, or with what is wrong by field.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        case = _open_case(by, reference)
        if draft.kind == Kind.FILE:
            raise JournalRefused(("", "unknown_code"))
        on_date = _checked(case, draft, at=at)
        if draft.kind in (Kind.OBSTACLE, Kind.FLAG):
            _refuse_twice(case, draft, by=by, on_date=day_of(at))
        entry = _new_entry(case, draft, by=by, at=at)
        _store_version(case, entry, draft, on_date, by=by, at=at)
        _put_on_record("journal.written", case, entry, by=by, at=at)
    return entry.key


def _refuse_twice(case: Case, draft: EntryDraft, *, by: Actor, on_date: date) -> None:
    """Refuse a second obstacle or flag of one kind while the first holds; that one is changed instead."""
    same = standing_for(by, case, [draft.kind]).filter(code=draft.code)
    if draft.kind == Kind.FLAG:
        same = same.filter(until_date__gte=on_date)
    if same.exists():
        raise JournalRefused(("code", "noted_already"))


def _new_entry(case: Case, draft: EntryDraft, *, by: Actor, at: datetime) -> Entry:
    return Entry.objects.create(
        case=case,
        key=secrets.token_hex(KEY_BYTES),
        kind=draft.kind.value,
        visibility=Visibility.REACH.value if draft.kind in CODED else draft.visibility,
        author_account_id=by.account_id or 0,
        written_at=at,
    )


def _store_version(
    case: Case,
    entry: Entry,
    draft: EntryDraft,
    on_date: date,
    *,
    by: Actor,
    at: datetime,
    file_kind: str = "",
    parts: tuple[str, ...] = (),
) -> None:
    """Store a version and seal its words, in the caller's transaction."""
    words = _words(draft)
    EntryVersion.objects.create(
        case=case,
        entry=entry,
        number=entry.latest,
        on_date=on_date,
        until_date=draft.until_date if draft.kind == Kind.FLAG else None,
        written_at=at,
        written_by=by.username,
        code=draft.code if draft.kind in CODED else "",
        state=draft.state if draft.kind in CODED else "",
        has_words=bool(words),
        file_kind=file_kind,
        file_parts=len(parts),
    )
    values = {words_of(entry.key, entry.latest): told_as_text(words)} if words else {}
    values |= {part_of(entry.key, number): part for number, part in enumerate(parts)}
    if values:
        seal_words(case, values, by=by, at=at)


def _put_on_record(event: str, case: Case, entry: Entry, *, by: Actor, at: datetime) -> None:
    """Say that something was written: which entry, never of what kind."""
    facts: dict[str, str | int] = {"service": case.service, "entry": entry.key, "version": entry.latest}
    write_line(event=event, by=by, at=at, subject=case.reference, facts=facts)


def change_entry(
    *, reference: str, key: str, seen_version: int, draft: EntryDraft, by: Actor, at: datetime
) -> None:
    """Write the next version of an entry; the earlier ones stay as they were.

    Parameters
    ----------
    seen_version
        The version that the writer had before them.

    Raises
    ------
    NotPermitted, CaseNotFound, EntryNotFound
        If the actor may not follow up cases, reaches no such case, or may not read such an entry.
    ChangedMeanwhile
        If somebody else has written a version after the one that was seen. Nothing is stored; the other
        version comes with it, and both can be shown.
    JournalRefused
        If the case is closed, it is somebody else's judgement or a file, or with what is wrong by field.
    """
    by = replace(by, at=at)
    theirs: Line | None = None
    with transaction.atomic():
        case = _open_case(by, reference)
        standing = standing_for(by, case).filter(entry__key=key).first()
        if standing is None or standing.entry.kind != draft.kind:
            raise EntryNotFound("There is no such entry.")
        if not is_changeable(draft.kind, is_own=standing.entry.author_account_id == by.account_id):
            raise JournalRefused(("", "not_yours"))
        entry = standing.entry
        if not is_latest(entry, seen_version):
            theirs = line_of(standing, by)
        else:
            draft = replace(draft, visibility=entry.visibility if draft.kind not in CODED else "")
            on_date = _checked(case, draft, at=at)
            entry.latest += 1
            entry.save(update_fields=["latest"])
            _store_version(case, entry, draft, on_date, by=by, at=at)
            _put_on_record("journal.changed", case, entry, by=by, at=at)
    if theirs is not None:
        # Opened after the transaction has ended, so that the line about reading is durable.
        [shown] = opened_lines(case, [theirs], by=by, at=at)
        raise ChangedMeanwhile(shown)


def is_latest(entry: Entry, seen_version: int) -> bool:
    """Whether the version that a writer saw is the one that holds."""
    return entry.latest == seen_version


def attach_file(
    *, reference: str, file: GivenFile, draft: EntryDraft, by: Actor, at: datetime, clean: Clean = clean_file
) -> str:
    """Put a file into the journal, cleaned and sealed; give the key of its entry.

    Only the cleaned file is kept. The bytes as they came are nowhere stored.

    Parameters
    ----------
    draft
        What is written beside the file, and who may read both; its words need no name.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not follow up cases, is a program, or reaches no such case.
    JournalRefused
        If the case is closed, the file is not taken, or with what is wrong by field.
    """
    by = replace(by, at=at)
    draft = replace(draft, kind=Kind.FILE, words={**draft.words, NAME: plain_name(file.name)})
    with transaction.atomic():
        case = _open_case(by, reference)
        _checked(case, draft, at=at)
    # Cleaning takes its time; no case is locked meanwhile.
    kind, content = _cleaned(file, clean)
    with transaction.atomic():
        case = _open_case(by, reference)
        on_date = _checked(case, draft, at=at)
        entry = _new_entry(case, draft, by=by, at=at)
        parts = tuple(parts_of(content))
        _store_version(case, entry, draft, on_date, by=by, at=at, file_kind=kind.value, parts=parts)
        _put_on_record("journal.file_attached", case, entry, by=by, at=at)
    return entry.key


def _cleaned(file: GivenFile, clean: Clean) -> tuple[FileKind, bytes]:
    if not file.content:
        raise JournalRefused(("file", "required"))
    if len(file.content) > LARGEST_FILE:
        raise JournalRefused(("file", "file_too_large"))
    try:
        kind, content = clean(file.content)
    except NotTaken as refused:
        raise JournalRefused(("file", refused.why.value)) from refused
    if len(content) > LARGEST_FILE:
        raise JournalRefused(("file", "file_too_large"))
    return kind, content


def plain_name(name: str) -> str:
    """Give the name of a file without its folder and its end, which the kind of file gives.

    Examples
    --------
    >>> plain_name("C:\\\\papers\\\\The letter.PDF")
    'The letter'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if sign.isprintable()).strip()
    return (shown.rpartition(".")[0] or shown)[:100]
