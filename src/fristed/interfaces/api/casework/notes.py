"""Notes of a case's journal: what the client may read, writing one, and the next version of one."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from ninja import Router, Status

from fristed.casework.journal.actions import change_entry, read_entry, read_journal, write_entry
from fristed.casework.journal.codes import Kind
from fristed.casework.journal.facts import TEXT, EntryDraft, Line
from fristed.casework.journal.queries import EntryNotFound, entry_outline
from fristed.interfaces.api.casework.calling import (
    InPath,
    KeyInPath,
    RequestKey,
    SeenVersion,
    about_to,
    once,
    tag_of,
    version_seen,
)
from fristed.interfaces.api.casework.shapes import ChangedNote, Made, NewNote, Note, Notes, NoteWithVersions
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

router = Router(tags=["notes"])
MOST_OPENED = 100


def _notes(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.kind == Kind.NOTE][:MOST_OPENED]


@router.get("/cases/{reference}/notes", response=Notes, url_name="casework-notes", operation_id="listNotes")
def list_notes(request: HouseRequest, reference: InPath) -> Notes:
    """Give the notes of a case that are for the client to read, opened; that they are is on record before."""

    def chosen(lines: tuple[Line, ...]) -> list[str]:
        return [line.key for line in _notes(lines)]

    found = read_journal(reference=reference, choose=chosen, by=request.actor, at=request.at)
    put_on_record(request, "journal.read", subject=reference)
    return Notes(notes=[Note.of(line) for line in _notes(found.lines)])


@router.post(
    "/cases/{reference}/notes", response={201: Made}, url_name="casework-notes", operation_id="writeNote"
)
def write_note(
    request: HouseRequest, response: HttpResponse, reference: InPath, key: RequestKey, note: NewNote
) -> Status[Made]:
    """Write a note. Its text is sealed; write no names."""
    about_to(request, reference=reference)
    draft = EntryDraft(Kind.NOTE, note.on_date, visibility=note.visibility, words={TEXT: note.text})
    kept = once(
        request,
        key,
        lambda: write_entry(reference=reference, draft=draft, by=request.actor, at=request.at),
    )
    response.headers["Location"] = f"{request.path}/{kept.reference}"
    response.headers["ETag"] = tag_of(1)
    return Status(201, Made(key=kept.reference))


@router.get(
    "/cases/{reference}/notes/{key}",
    response=NoteWithVersions,
    url_name="casework-note",
    operation_id="readNote",
)
def read_note(
    request: HouseRequest, response: HttpResponse, reference: InPath, key: KeyInPath
) -> NoteWithVersions:
    """Give one note with all its versions; the ETag is the version that holds."""
    _require_note(request, reference, key)
    newest, *before = read_entry(reference=reference, key=key, by=request.actor, at=request.at)
    response.headers["ETag"] = tag_of(newest.number)
    return NoteWithVersions(note=Note.of(newest), before=[Note.of(line) for line in before])


def _require_note(request: HouseRequest, reference: str, key: str) -> None:
    """Go on only with a note: other entries are not there for clients."""
    if entry_outline(request.actor, reference, key).kind != Kind.NOTE:
        raise EntryNotFound("There is no such note.")


@router.put(
    "/cases/{reference}/notes/{key}",
    response=Note,
    url_name="casework-note",
    operation_id="changeNote",
)
def change_note(
    request: HouseRequest,
    response: HttpResponse,
    reference: InPath,
    key: KeyInPath,
    seen: SeenVersion,
    note: ChangedNote,
) -> Note:
    """Write the next version of a note, after the one that was seen. If somebody else has, both are told."""
    about_to(request, reference=reference)
    _require_note(request, reference, key)
    draft = EntryDraft(Kind.NOTE, note.on_date, words={TEXT: note.text})
    change_entry(
        reference=reference,
        key=key,
        seen_version=version_seen(seen),
        draft=draft,
        by=request.actor,
        at=request.at,
    )
    written = read_entry(reference=reference, key=key, by=request.actor, at=request.at)
    own = next(line for line in written if line.number == version_seen(seen) + 1)
    response.headers["ETag"] = tag_of(own.number)
    return Note.of(own)
