"""Every verb and reading of the journal, and how each ends for whom; kept by hand.

``past`` means let in by permission and reach. Whom an entry is for is tested beside the room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fristed.casework.cases.models import Case
from fristed.casework.journal import actions, queries
from fristed.casework.journal.actions.writing import attach_file
from fristed.casework.journal.codes import Kind
from fristed.casework.journal.facts import TEXT, EntryDraft
from fristed.casework.journal.models import Entry, EntryVersion
from fristed.foundation.handed_in.files import GivenFile
from fristed.foundation.stripping.kinds import FileKind
from tests.access.modes_table import AT, Call, Rule, given, on_a_case

DAY = date(2024, 3, 4)
FLAG = EntryDraft(Kind.FLAG, DAY, code="travel_soon", until_date=DAY)
NOTE = EntryDraft(Kind.NOTE, DAY, visibility="service", words={TEXT: "x"})
FILE = GivenFile("a.pdf", b"x")

JOURNAL: Mapping[str, tuple[Call, Rule]] = {
    "write_entry": (
        lambda by, _s, ref: actions.write_entry(reference=ref, draft=FLAG, **given(by)),
        on_a_case,
    ),
    "change_entry": (
        lambda by, _s, ref: actions.change_entry(
            reference=ref, key=_own_flag(ref), seen_version=1, draft=FLAG, **given(by)
        ),
        on_a_case,
    ),
    "attach_file": (
        lambda by, _s, ref: attach_file(
            reference=ref,
            file=FILE,
            draft=NOTE,
            clean=lambda content: (FileKind.PDF, content),
            **given(by),
        ),
        on_a_case,
    ),
    "read_journal": (
        lambda by, _s, ref: actions.read_journal(reference=ref, choose=lambda _lines: (), **given(by)),
        on_a_case,
    ),
    "read_entry": (
        lambda by, _s, ref: actions.read_entry(reference=ref, key=_own_flag(ref), **given(by)),
        on_a_case,
    ),
    "read_file": (
        # There is no file: who gets past is told that, as of an entry that is not for the reader.
        lambda by, _s, ref: _found_no_file(by, ref),
        on_a_case,
    ),
    "entry_outline": (
        lambda by, _s, ref: queries.entry_outline(replace(by, at=AT), ref, _own_flag(ref)),
        on_a_case,
    ),
    "case_of_journal": (lambda by, _s, ref: queries.case_of_journal(replace(by, at=AT), ref), on_a_case),
}
JOURNAL_OF_A_CASE: Mapping[str, str] = {
    "seen_by": "a condition for a case that has been reached",
    "versions_for": "rows of a case that has been reached, narrowed by seen_by",
    "standing_for": "rows of a case that has been reached, narrowed by seen_by",
    "standing_lines": "records of a case that has been reached, narrowed by seen_by",
    "line_of": "a row as a record",
}


def _own_flag(reference: str) -> str:
    """Put a flag into a case, as somebody who is not in the table; give its key."""
    case = Case.objects.get(reference=reference)
    key = f"{case.pk:016}"
    if not Entry.objects.filter(key=key).exists():
        told = {"case": case, "written_at": AT}
        entry = Entry.objects.create(key=key, kind="flag", visibility="reach", author_account_id=990, **told)
        days = {"on_date": DAY, "until_date": DAY}
        EntryVersion.objects.create(entry=entry, number=1, written_by="x", code="travel_soon", **days, **told)
    return key


def _found_no_file(by: object, reference: str) -> None:
    try:
        actions.read_file(reference=reference, key="0" * 16, **given(by))  # type: ignore[arg-type]
    except queries.EntryNotFound:
        return
