"""The verbs of this room: taking tables to be attacked, storing what was found, deleting both.

The rule of deletion: files are deleted in the transaction that stores the findings, and when the attack stops
without any; findings are deleted when their owner says so, and at the latest :data:`KEPT` after the upload,
by a task that waits for that moment. What is past it is shown to nobody.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.leak_finding.models import Upload, UploadedFile
from fristed.statistics.leak_finding.queries import KEPT, attack_has_stopped, own_upload
from fristed.statistics.leak_finding.tasks import attack_upload_task, expire_uploads_task
from fristed.statistics.leak_finding.uploads import LONGEST_TITLE, TableFile, checked
from fristed.statistics.leak_finding.width import USUAL_WIDTH


def upload_tables(*, files: Iterable[TableFile], title: str, by: Actor, at: datetime) -> str:
    """Take tables and their spec, and ask the task worker to attack them; give the reference.

    The permission, the files, the task and the audit line are one transaction.

    Raises
    ------
    NotPermitted
        If the actor may not look for leaks.
    UploadRefused
        If the files are too many, too large, of another kind, or without exactly one spec.
    """
    require(by, Permission.LEAKS_FIND)
    taken = checked(files)
    with transaction.atomic():
        _delete_expired(by=by, at=at)
        upload = Upload.objects.create(
            reference=secrets.token_hex(8),
            account_id=by.account_id or 0,
            title=title[:LONGEST_TITLE],
            uploaded_at=at,
        )
        UploadedFile.objects.bulk_create(
            UploadedFile(upload=upload, name=file.name, content=file.content) for file in taken
        )
        upload.task_id = str(attack_upload_task.enqueue(reference=upload.reference).id)
        upload.save(update_fields=["task_id"])
        expire_uploads_task.using(run_after=at + KEPT + timedelta(seconds=1)).enqueue()
        size = sum(len(file.content) for file in taken)
        facts = {"files": len(taken), "bytes": size}
        write_line(event="leaks.uploaded", by=by, at=at, subject=upload.reference, facts=facts)
    return upload.reference


def store_findings(
    *,
    reference: str,
    rows: Iterable[Mapping[str, Any]],
    width: int = USUAL_WIDTH,
    readings: Iterable[Mapping[str, Any]] = (),
    refusal: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Store what was found, or why the tables could not be read, and delete the files.

    ``width`` is what the spec asks of hidden counts: from ``low`` to ``high`` at least so many steps.
    ``readings`` say how each table was read.

    Raises
    ------
    NotPermitted
        If the actor is not the program that attacks uploads.
    """
    require(by, Permission.FINDINGS_STORE)
    found = list(rows)
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(reference=reference)
        upload.findings = json.dumps(
            {"width": width, "rows": found, "readings": list(readings)}, ensure_ascii=False
        )
        upload.refusal = refusal
        upload.answered_at = at
        upload.save(update_fields=["findings", "refusal", "answered_at"])
        upload.files.all().delete()
        facts = {"rows": len(found), "refused": int(bool(refusal))}
        write_line(event="leaks.attacked", by=by, at=at, subject=reference, facts=facts)
        _delete_expired(by=by, at=at)


def drop_files(*, reference: str, by: Actor, at: datetime) -> None:
    """Delete the files of an upload whose attack stopped without an answer.

    Raises
    ------
    NotPermitted
        If the actor is not the program that attacks uploads.
    """
    require(by, Permission.FINDINGS_STORE)
    with transaction.atomic():
        if UploadedFile.objects.filter(upload__reference=reference).delete()[0]:
            write_line(event="leaks.stopped", by=by, at=at, subject=reference)


def expire_uploads(*, by: Actor, at: datetime) -> None:
    """Delete uploads that have been kept long enough, and files whose attack was stopped with its worker.

    Raises
    ------
    NotPermitted
        If the actor is not the program that attacks uploads.
    """
    require(by, Permission.FINDINGS_STORE)
    with transaction.atomic():
        _delete_expired(by=by, at=at)
        for upload in Upload.objects.filter(answered_at=None):
            if attack_has_stopped(upload.task_id, at=at):
                drop_files(reference=upload.reference, by=by, at=at)


def delete_upload(*, reference: str, by: Actor, at: datetime) -> None:
    """Delete an upload with its findings.

    Raises
    ------
    NotPermitted
        If the actor may not look for leaks.
    UploadNotFound
        If the actor has no such upload.
    """
    require(by, Permission.LEAKS_FIND)
    with transaction.atomic():
        own_upload(by, reference, at=at).delete()
        write_line(event="leaks.deleted", by=by, at=at, subject=reference)


def _delete_expired(*, by: Actor, at: datetime) -> None:
    """Delete what has been kept long enough, in the caller's transaction."""
    expired = Upload.objects.filter(uploaded_at__lt=at - KEPT)
    references = list(expired.values_list("reference", flat=True))
    for reference in references:
        write_line(event="leaks.expired", by=by, at=at, subject=reference)
    expired.delete()
