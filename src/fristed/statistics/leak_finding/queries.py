"""What may be read of uploads: one's own, while they are kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db.models import QuerySet
from django_tasks import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.leak_finding.models import Upload, UploadedFile
from fristed.statistics.leak_finding.tasks import LONGEST_SECONDS, attack_upload_task
from fristed.statistics.leak_finding.uploads import TableFile
from fristed.statistics.leak_finding.width import USUAL_WIDTH

KEPT = timedelta(days=7)
"""How long an upload and its findings are kept at most."""

State = Literal["waiting", "found", "refused", "failed"]

LOST_AFTER = timedelta(seconds=LONGEST_SECONDS + 60)
"""How long after its start an attack must have ended, if its worker is alive."""


class UploadNotFound(Exception):
    """The actor has no such upload; whether somebody else has one is not said."""


@dataclass(frozen=True, slots=True)
class UploadLine:
    """One upload in a list."""

    reference: str
    title: str
    uploaded_at: datetime
    state: State


@dataclass(frozen=True, slots=True)
class Answer:
    """One upload with what was found."""

    line: UploadLine
    rows: tuple[Mapping[str, Any], ...]
    refusal: str
    width: int
    readings: tuple[Mapping[str, Any], ...] = ()


def _own(actor: Actor, at: datetime) -> QuerySet[Upload]:
    require(actor, Permission.LEAKS_FIND)
    return Upload.objects.filter(account_id=actor.account_id or 0, uploaded_at__gte=at - KEPT)


def uploads_of(actor: Actor, *, at: datetime) -> list[UploadLine]:
    """Give the actor's uploads that are kept, newest first."""
    return [_line(upload, at) for upload in _own(actor, at)]


def own_upload(actor: Actor, reference: str, *, at: datetime) -> Upload:
    """Give the row of one of the actor's own uploads, for the verbs of this room.

    Raises
    ------
    UploadNotFound
        If there is none.
    """
    upload = _own(actor, at).filter(reference=reference).first()
    if upload is None:
        raise UploadNotFound(reference)
    return upload


def answer_to(actor: Actor, reference: str, *, at: datetime) -> Answer:
    """Give one of the actor's own uploads with its findings.

    Raises
    ------
    UploadNotFound
        If there is none.
    """
    upload = own_upload(actor, reference, at=at)
    nothing: dict[str, Any] = {"rows": (), "width": USUAL_WIDTH}
    found = json.loads(upload.findings) if upload.findings else nothing
    readings = tuple(found.get("readings", ()))
    return Answer(_line(upload, at), tuple(found["rows"]), upload.refusal, found["width"], readings)


def files_to_attack(reference: str, *, by: Actor) -> tuple[TableFile, ...]:
    """Give the files of an upload to the program that attacks them; no door shows them.

    Raises
    ------
    NotPermitted
        If the actor is not the program that attacks uploads.
    UploadNotFound
        If there is no such upload, or its files are deleted.
    """
    require(by, Permission.FINDINGS_STORE)
    files = UploadedFile.objects.filter(upload__reference=reference)
    if not (found := tuple(TableFile(file.name, bytes(file.content)) for file in files)):
        raise UploadNotFound(reference)
    return found


def _line(upload: Upload, at: datetime) -> UploadLine:
    return UploadLine(upload.reference, upload.title, upload.uploaded_at, _state(upload, at))


def _state(upload: Upload, at: datetime) -> State:
    if upload.answered_at:
        return "refused" if upload.refusal else "found"
    return "failed" if attack_has_stopped(upload.task_id, at=at) else "waiting"


def attack_has_stopped(task_id: str, *, at: datetime) -> bool:
    """Whether an attack without an answer will not bring one any more.

    It has failed, it is gone from the queue, or it is noted as running when it must have ended, because its
    worker was killed.
    """
    try:
        found = attack_upload_task.get_result(task_id)
    except TaskResultDoesNotExist:
        return True
    if found.status == TaskResultStatus.RUNNING:
        return found.started_at is None or at - found.started_at > LOST_AFTER
    return found.status == TaskResultStatus.FAILED
