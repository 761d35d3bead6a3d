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
from fristed.statistics.leak_finding.tasks import attack_upload_task
from fristed.statistics.leak_finding.uploads import TableFile

KEPT = timedelta(days=7)
"""How long an upload and its findings are kept at most."""

State = Literal["waiting", "found", "refused", "failed"]


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


def _own(actor: Actor, at: datetime) -> QuerySet[Upload]:
    require(actor, Permission.LEAKS_FIND)
    return Upload.objects.filter(account_id=actor.account_id or 0, uploaded_at__gte=at - KEPT)


def uploads_of(actor: Actor, *, at: datetime) -> list[UploadLine]:
    """Give the actor's uploads that are kept, newest first."""
    return [_line(upload) for upload in _own(actor, at)]


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
    rows = tuple(json.loads(upload.findings)) if upload.findings else ()
    return Answer(_line(upload), rows, upload.refusal)


def files_to_attack(reference: str) -> tuple[TableFile, ...]:
    """Give the files of an upload, for the program that attacks them; no door shows them."""
    files = UploadedFile.objects.filter(upload__reference=reference)
    return tuple(TableFile(file.name, bytes(file.content)) for file in files)


def _line(upload: Upload) -> UploadLine:
    return UploadLine(upload.reference, upload.title, upload.uploaded_at, _state(upload))


def _state(upload: Upload) -> State:
    if upload.answered_at:
        return "refused" if upload.refusal else "found"
    return "failed" if _has_failed(upload.task_id) else "waiting"


def _has_failed(task_id: str) -> bool:
    """Whether the task ended without an answer; one that is gone from the queue will not come back."""
    try:
        return attack_upload_task.get_result(task_id).status == TaskResultStatus.FAILED
    except TaskResultDoesNotExist:
        return True
