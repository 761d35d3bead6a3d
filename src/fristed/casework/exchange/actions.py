"""The verbs of this room: handing in a file, keeping what the dry run found, storing, taking rows out.

The rule of deletion: the file is deleted in the transaction that keeps what the dry run found, and when the
dry run stops without an answer; what was found is deleted when the cases are stored, when its owner says so,
and at the latest :data:`KEPT` after the upload, by a task that waits for that moment.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from fristed.casework.cases.actions import AlreadyImported, import_cases
from fristed.casework.cases.facts import StoredImport
from fristed.casework.cases.queries import stored_import
from fristed.casework.exchange.exporting import ExportRefused, as_file, export_problems, facts_to_export
from fristed.casework.exchange.facts import Check, ExportedFile, check_as_record, check_from
from fristed.casework.exchange.faults import FileRefused
from fristed.casework.exchange.files import CaseFile, require_taken
from fristed.casework.exchange.models import CaseExport, CaseUpload, UploadedCaseFile
from fristed.casework.exchange.queries import KEPT, check_has_stopped, own_case_upload
from fristed.casework.exchange.selecting import rows_to_store
from fristed.casework.exchange.tasks import check_cases_task, expire_case_uploads_task
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require


class NothingToStore(Exception):
    """The upload has not been checked, or its file was refused."""


def upload_cases(*, file: CaseFile, by: Actor, at: datetime) -> str:
    """Take a file of cases of the actor's own service, and ask the task worker to check it.

    Returns
    -------
    str
        The reference of the upload.

    Raises
    ------
    NotPermitted
        If the actor may not import cases in any register.
    FileRefused
        If the file is empty, too large or of another kind.
    AlreadyImported
        If the cases of this very file are stored.
    """
    require(by, Permission.CASE_IMPORT)
    require_taken(file)
    if known := stored_import(by, file.sha256):
        raise AlreadyImported(known)
    with transaction.atomic():
        _delete_expired(by=by, at=at)
        upload = CaseUpload.objects.create(
            reference=secrets.token_hex(8),
            account_id=by.account_id or 0,
            service=by.service or "",
            file_name=file.name,
            file_sha256=file.sha256,
            uploaded_at=at,
        )
        UploadedCaseFile.objects.create(upload=upload, content=file.content)
        upload.task_id = str(check_cases_task.enqueue(reference=upload.reference).id)
        upload.save(update_fields=["task_id"])
        expire_case_uploads_task.using(run_after=at + KEPT + timedelta(seconds=1)).enqueue()
        facts: dict[str, str | int] = {"service": upload.service, "bytes": len(file.content)}
        write_line(event="import.uploaded", by=by, at=at, subject=upload.reference, facts=facts)
    return upload.reference


def keep_check(*, reference: str, found: Check | FileRefused, by: Actor, at: datetime) -> None:
    """Keep what the dry run found, or why the file is refused, and delete the file.

    Raises
    ------
    NotPermitted
        If the actor is not the program that checks uploads.
    """
    require(by, Permission.IMPORT_CHECK)
    with transaction.atomic():
        upload = CaseUpload.objects.select_for_update().get(reference=reference)
        facts = _keep(upload, found)
        upload.answered_at = at
        upload.save(update_fields=["found", "refusal", "answered_at"])
        UploadedCaseFile.objects.filter(upload=upload).delete()
        write_line(event="import.checked", by=by, at=at, subject=reference, facts=facts)
        _delete_expired(by=by, at=at)


def _keep(upload: CaseUpload, found: Check | FileRefused) -> dict[str, str | int]:
    """Put what was found into the row; give what the trail tells of it."""
    if isinstance(found, FileRefused):
        upload.refusal = json.dumps([str(found.fault), found.about], ensure_ascii=False)
        return {"refused": str(found.fault)}
    upload.found = json.dumps(check_as_record(found), ensure_ascii=False)
    return {"rows": found.rows, "wrong_rows": len(found.wrong_rows), "errors": len(found.errors)}


def drop_case_file(*, reference: str, by: Actor, at: datetime) -> None:
    """Delete the file of an upload whose check stopped without an answer.

    Raises
    ------
    NotPermitted
        If the actor is not the program that checks uploads.
    """
    require(by, Permission.IMPORT_CHECK)
    with transaction.atomic():
        if UploadedCaseFile.objects.filter(upload__reference=reference).delete()[0]:
            write_line(event="import.stopped", by=by, at=at, subject=reference)


def expire_case_uploads(*, by: Actor, at: datetime) -> None:
    """Delete uploads that have been kept long enough, and files whose check was stopped with its worker.

    Raises
    ------
    NotPermitted
        If the actor is not the program that checks uploads.
    """
    require(by, Permission.IMPORT_CHECK)
    with transaction.atomic():
        _delete_expired(by=by, at=at)
        for upload in CaseUpload.objects.filter(answered_at=None):
            if check_has_stopped(upload.task_id, at=at):
                drop_case_file(reference=upload.reference, by=by, at=at)


def store_case_upload(*, reference: str, leave_out: Iterable[int], by: Actor, at: datetime) -> StoredImport:
    """Store the right rows of one of the actor's own uploads, but for those left out.

    Raises
    ------
    NotPermitted
        If the actor may not import cases in any register.
    CaseUploadNotFound
        If the actor has no such upload.
    NothingToStore
        If it has not been checked, or its file was refused.
    RowsNotChosen
        If a row with an error is not among those left out, or a row left out is not in the file.
    AlreadyImported
        If the cases of this very file are stored.
    """
    with transaction.atomic():
        upload = own_case_upload(by, reference, at=at)
        if known := stored_import(by, upload.file_sha256):
            raise AlreadyImported(known)
        if not upload.found:
            raise NothingToStore(reference)
        check = check_from(json.loads(upload.found))
        drafts = rows_to_store(check, leave_out)
        stored = import_cases(
            drafts=drafts,
            service=upload.service,
            file_sha256=upload.file_sha256,
            left_out=check.rows - len(drafts),
            by=by,
            at=at,
        )
        upload.found, upload.stored_at = "", at
        upload.save(update_fields=["found", "stored_at"])
    return stored


def delete_case_upload(*, reference: str, by: Actor, at: datetime) -> None:
    """Delete an upload with what was found in it; cases that are stored stay.

    Raises
    ------
    NotPermitted
        If the actor may not import cases in any register.
    CaseUploadNotFound
        If the actor has no such upload.
    """
    with transaction.atomic():
        own_case_upload(by, reference, at=at).delete()
        write_line(event="import.deleted", by=by, at=at, subject=reference)


def _delete_expired(*, by: Actor, at: datetime) -> None:
    """Delete what has been kept long enough, in the caller's transaction."""
    expired = CaseUpload.objects.filter(uploaded_at__lt=at - KEPT)
    for reference in list(expired.values_list("reference", flat=True)):
        write_line(event="import.expired", by=by, at=at, subject=reference)
    expired.delete()


def export_cases(
    *, years: Iterable[int], purpose: str, form: str, service: str, by: Actor, at: datetime
) -> ExportedFile:
    """Take the coded rows of the own service's register out, each case once in each year.

    What was taken, why and until when, and one audit line, are stored before anything is given.

    Raises
    ------
    NotPermitted
        If the actor may not take rows out of the service's register.
    ExportRefused
        If the purpose is not stated, no year is chosen, or the rows are none or too many.
    """
    require(by, Permission.CASE_EXPORT, service=service)
    wanted = tuple(sorted(set(years)))
    if problems := tuple(export_problems(wanted, purpose, form)):
        raise ExportRefused(problems)
    facts = facts_to_export(wanted, service)
    file, keep_until_date = as_file(
        facts, years=wanted, purpose=purpose, form=form, service=service, by=by, at=at
    )
    told: dict[str, str | int] = {"service": service, "rows": file.rows, "years": len(wanted), "form": form}
    with transaction.atomic():
        export = CaseExport.objects.create(
            reference=secrets.token_hex(8),
            service=service,
            by_username=by.username,
            at=at,
            purpose=" ".join(purpose.split()),
            form=form,
            rows=file.rows,
            keep_until_date=keep_until_date,
        )
        write_line(event="cases.exported", by=by, at=at, subject=export.reference, facts=told)
    return file
