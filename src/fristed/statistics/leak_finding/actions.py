"""The verbs of this room: taking tables to be attacked, storing what was found, deleting both.

The rule of deletion: files are deleted in the transaction that stores the findings; findings are deleted when
their owner says so, and at the latest :data:`KEPT` after the upload. What is past that is shown to nobody and
is removed the next time somebody uploads or findings are stored.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.leak_finding.models import Upload, UploadedFile
from fristed.statistics.leak_finding.queries import KEPT, own_upload
from fristed.statistics.leak_finding.tasks import attack_upload_task
from fristed.statistics.leak_finding.uploads import LONGEST_TITLE, TableFile, checked


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
        delete_expired(by=by, at=at)
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
        size = sum(len(file.content) for file in taken)
        facts = {"files": len(taken), "bytes": size}
        write_line(event="leaks.uploaded", by=by, at=at, subject=upload.reference, facts=facts)
    return upload.reference


def store_findings(
    *, reference: str, rows: Iterable[Mapping[str, Any]], refusal: str = "", by: Actor, at: datetime
) -> None:
    """Store what was found, or why the tables could not be read, and delete the files.

    Raises
    ------
    NotPermitted
        If the actor is not the program that attacks uploads.
    """
    require(by, Permission.FINDINGS_STORE)
    found = list(rows)
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(reference=reference)
        upload.findings = json.dumps(found, ensure_ascii=False)
        upload.refusal = refusal
        upload.answered_at = at
        upload.save(update_fields=["findings", "refusal", "answered_at"])
        upload.files.all().delete()
        facts = {"rows": len(found), "refused": int(bool(refusal))}
        write_line(event="leaks.attacked", by=by, at=at, subject=reference, facts=facts)
        delete_expired(by=by, at=at)


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


def delete_expired(*, by: Actor, at: datetime) -> int:
    """Delete what has been kept long enough, in the caller's transaction; give how many uploads."""
    expired = Upload.objects.filter(uploaded_at__lt=at - KEPT)
    references = list(expired.values_list("reference", flat=True))
    for reference in references:
        write_line(event="leaks.expired", by=by, at=at, subject=reference)
    expired.delete()
    return len(references)
