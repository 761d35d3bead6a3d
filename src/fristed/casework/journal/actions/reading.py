"""Reading the journal: what is opened goes on record, durably, before it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from fristed.casework.cases.free_text import FOR_EVERY_READER
from fristed.casework.cases.models import Case
from fristed.casework.cases.rules import day_of
from fristed.casework.journal.actions.sealing import opened_file, opened_lines, opened_with
from fristed.casework.journal.codes import Kind
from fristed.casework.journal.facts import NAME, JournalPage, Line, OpenedFile
from fristed.casework.journal.queries import (
    EntryNotFound,
    case_of_journal,
    line_of,
    standing_lines,
    versions_for,
)
from fristed.foundation.audit.actions import record_read
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.actions import NotSealed
from fristed.foundation.vault.facts import FieldName

Choose = Callable[[tuple[Line, ...]], Iterable[str]]


def read_journal(
    *, reference: str, choose: Choose, by: Actor, at: datetime, also: Sequence[FieldName] = ()
) -> JournalPage:
    """Give the lines that hold for the reader, those that are chosen opened, in one call to the vault.

    Parameters
    ----------
    choose
        Gives, of all lines with nothing opened, the keys of those to open; what is not shown is not opened.
    also
        Words of other rooms to be opened in the same call: only such as are for every reader of a case.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not read any register, or reaches no such case.
    EntryNotFound
        If one of the other words is not for every reader of a case.
    """
    if any(name.table not in FOR_EVERY_READER for name in also):
        raise EntryNotFound("There are no such words.")
    by = replace(by, at=at)
    case = case_of_journal(by, reference)
    lines = standing_lines(by, case)
    chosen = set(choose(lines))
    to_open = [line for line in lines if line.key in chosen]
    opened, besides = opened_with(case, to_open, also, by=by, at=at)
    words = {line.key: line for line in opened}
    today = day_of(at)
    flags = tuple(one for one in lines if one.kind == Kind.FLAG and (one.until_date or today) >= today)
    obstacles = tuple(one for one in lines if one.kind == Kind.OBSTACLE)
    return JournalPage(tuple(words.get(line.key, line) for line in lines), flags, obstacles, besides)


def read_entry(*, reference: str, key: str, by: Actor, at: datetime) -> tuple[Line, ...]:
    """Open an entry with all its versions, the newest first.

    Raises
    ------
    NotPermitted, CaseNotFound, EntryNotFound
        If the actor may not read any register, reaches no such case, or there is no such entry to read.
    """
    by = replace(by, at=at)
    case, lines = _versions(reference, key, by)
    facts: dict[str, str | int] = {"service": case.service, "entry": key, "versions": len(lines)}
    record_read(event="journal.entry_read", by=by, at=at, subject=reference, facts=facts)
    return opened_lines(case, reversed(lines), by=by, at=at)


def _versions(reference: str, key: str, by: Actor) -> tuple[Case, list[Line]]:
    case = case_of_journal(by, reference)
    lines = [line_of(row, by) for row in versions_for(by, case).filter(entry__key=key)]
    if not lines:
        raise EntryNotFound("There is no such entry.")
    return case, lines


def read_file(*, reference: str, key: str, by: Actor, at: datetime) -> OpenedFile:
    """Open a file to hand it out.

    Raises
    ------
    NotPermitted, CaseNotFound, EntryNotFound
        If the actor may not read any register, reaches no such case, or there is no such file to read.
    """
    by = replace(by, at=at)
    case, lines = _versions(reference, key, by)
    line = lines[-1]
    if line.kind != Kind.FILE:
        raise EntryNotFound("There is no such file.")
    facts: dict[str, str | int] = {"service": case.service, "entry": key}
    record_read(event="journal.file_read", by=by, at=at, subject=reference, facts=facts)
    try:
        line, content = opened_file(case, line, by=by, at=at)
    except NotSealed as gone:
        raise EntryNotFound("There is no such file.") from gone
    return OpenedFile(line.words[NAME], line.file_kind, content)
