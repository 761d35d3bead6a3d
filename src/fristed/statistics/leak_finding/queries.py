"""What may be read of uploads: one's own, while they are kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from fristed.foundation.handed_in import facts
from fristed.foundation.handed_in.queries import files_in, upload_in, uploads_in
from fristed.foundation.identity.facts import Actor
from fristed.statistics.leak_finding.tasks import INBOX
from fristed.statistics.leak_finding.uploads import TableFile
from fristed.statistics.leak_finding.width import USUAL_WIDTH

State = Literal["waiting", "running", "found", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class UploadLine:
    """One upload in a list; ``ahead`` are the tasks that the worker takes first, where it waits."""

    reference: str
    title: str
    uploaded_at: datetime
    state: State
    ahead: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One upload with what was found."""

    line: UploadLine
    rows: tuple[Mapping[str, Any], ...]
    refusal: str
    width: int
    readings: tuple[Mapping[str, Any], ...] = ()


def uploads_of(actor: Actor, *, at: datetime) -> list[UploadLine]:
    """Give the actor's uploads that are kept, newest first.

    Raises
    ------
    NotPermitted
        If the actor may not look for leaks.
    """
    return [_line(upload) for upload in uploads_in(INBOX, actor, at=at)]


def answer_to(actor: Actor, reference: str, *, at: datetime) -> Answer:
    """Give one of the actor's own uploads with its findings.

    Raises
    ------
    NotPermitted
        If the actor may not look for leaks.
    NotHandedIn
        If there is none.
    """
    upload = upload_in(INBOX, actor, reference, at=at)
    nothing: dict[str, Any] = {"rows": (), "width": USUAL_WIDTH}
    found = json.loads(upload.answer) if upload.answer else nothing
    readings = tuple(found.get("readings", ()))
    return Answer(_line(upload), tuple(found["rows"]), upload.refusal, found["width"], readings)


def files_to_attack(reference: str, *, by: Actor) -> tuple[TableFile, ...]:
    """Give the files of an upload to the program that attacks them; no door shows them.

    Raises
    ------
    NotPermitted
        If the actor is not the program that attacks uploads.
    NotHandedIn
        If there is no such upload, or its files are deleted.
    """
    _, files = files_in(INBOX, reference, by=by)
    return tuple(TableFile(file.name, file.content) for file in files)


def _line(upload: facts.Upload) -> UploadLine:
    state: State = "found" if upload.state == "done" else upload.state
    return UploadLine(upload.reference, upload.name, upload.handed_in_at, state, upload.ahead)
