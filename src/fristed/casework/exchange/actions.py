"""The verbs of this room: handing in a file, keeping what the dry run found, storing, taking rows out.

A file is kept, checked and deleted as :mod:`fristed.foundation.handed_in.actions` says. When its owner has
seen what was found and asks for it, the task worker stores the cases in the name of who asked: all of them in
one transaction or none. What was found is deleted in that transaction.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from fristed.casework.cases.actions import AlreadyImported, import_cases
from fristed.casework.cases.facts import StoredImport
from fristed.casework.cases.queries import stored_import
from fristed.casework.exchange.exporting import ExportRefused, as_file, export_problems, facts_to_export
from fristed.casework.exchange.facts import Check, ExportedFile, NotStored, check_as_record, check_from
from fristed.casework.exchange.faults import FileRefused
from fristed.casework.exchange.files import CaseFile, require_taken
from fristed.casework.exchange.models import CaseExport, CaseStoring
from fristed.casework.exchange.queries import not_stored_because
from fristed.casework.exchange.selecting import rows_to_store
from fristed.casework.exchange.tasks import INBOX, store_cases_task
from fristed.foundation.audit.actions import write_line
from fristed.foundation.handed_in.actions import (
    delete_handed_in,
    drop_unanswered,
    empty_answer,
    expire_inbox,
    hand_in,
    keep_answer,
)
from fristed.foundation.handed_in.queries import upload_in
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require


class NothingToStore(Exception):
    """The upload has not been checked, its file was refused, or nobody has asked for it to be stored."""


class AlreadyAsked(Exception):
    """The cases of this upload are on their way into the register; they are not stored twice."""


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
    return hand_in(INBOX, files=[file], name=file.name, sha256=file.sha256, by=by, at=at)


def keep_check(*, reference: str, found: Check | FileRefused, by: Actor, at: datetime) -> None:
    """Keep what the dry run found, or why the file is refused, and delete the file.

    Raises
    ------
    NotPermitted
        If the actor is not the program that checks uploads.
    NotHandedIn
        If its owner has deleted the upload meanwhile.
    """
    if isinstance(found, FileRefused):
        refusal = json.dumps([str(found.fault), found.about], ensure_ascii=False)
        told: dict[str, str | int] = {"refused": str(found.fault)}
        keep_answer(INBOX, reference=reference, refusal=refusal, told=told, by=by, at=at)
        return
    answer = json.dumps(check_as_record(found), ensure_ascii=False)
    told = {"rows": found.rows, "wrong_rows": len(found.wrong_rows), "errors": len(found.errors)}
    keep_answer(INBOX, reference=reference, answer=answer, told=told, by=by, at=at)


def drop_case_file(*, reference: str, by: Actor, at: datetime) -> None:
    """Delete the file of an upload whose check stopped without an answer.

    Raises
    ------
    NotPermitted
        If the actor is not the program that checks uploads.
    """
    drop_unanswered(INBOX, reference=reference, by=by, at=at)


def expire_case_uploads(*, by: Actor, at: datetime) -> None:
    """Delete uploads that have been kept long enough, and files whose check was stopped with its worker.

    Raises
    ------
    NotPermitted
        If the actor is not the program that checks uploads.
    """
    expire_inbox(INBOX, by=by, at=at)


def ask_to_store(*, reference: str, leave_out: Iterable[int], by: Actor, at: datetime) -> None:
    """Ask the task worker to store the right rows of one of the actor's own uploads, but for those left out.

    Raises
    ------
    NotPermitted
        If the actor may not import cases in any register.
    NotHandedIn
        If the actor has no such upload.
    NothingToStore
        If it has not been checked, or its file was refused.
    RowsNotChosen
        If a row with an error is not among those left out, or a row left out is not in the file.
    AlreadyImported
        If the cases of this very file are stored.
    AlreadyAsked
        If they are on their way.
    """
    left_out = sorted(set(leave_out))
    upload = upload_in(INBOX, by, reference, at=at)
    if known := stored_import(by, upload.sha256):
        raise AlreadyImported(known)
    if not upload.answer:
        raise NothingToStore(reference)
    cases = len(rows_to_store(check_from(json.loads(upload.answer)), left_out))
    with transaction.atomic():
        upload_in(INBOX, by, reference, at=at, lock=True)
        before = CaseStoring.objects.filter(upload__reference=reference).first()
        if before and not not_stored_because(before, at=at):
            raise AlreadyAsked(reference)
        row = before or CaseStoring(upload_id=reference)
        row.leave_out, row.asked_at, row.refusal = json.dumps(left_out), at, ""
        row.task_id = str(store_cases_task.enqueue(reference=reference).id)
        row.save()
        told: dict[str, str | int] = {"cases": cases, "left_out": len(left_out), "service": upload.service}
        write_line(event="import.asked", by=by, at=at, subject=reference, facts=told)


def store_case_upload(
    *, reference: str, by: Actor, at: datetime, tell: Callable[[int, int], None] = lambda _done, _of: None
) -> StoredImport:
    """Store what the actor has asked for: every case in one transaction with its audit line, or none.

    ``tell`` is told how many cases have been stored, of how many.

    Raises
    ------
    NotPermitted
        If the actor may no longer import cases in the service.
    NotHandedIn
        If the actor has no such upload, or deletes it before it is stored.
    NothingToStore
        If it has not been checked, or the actor has not asked.
    RowsNotChosen
        If a row with an error is not among those left out, or a row left out is not in the file.
    AlreadyImported
        If the cases of this very file are stored.
    RegistrationRefused
        If a case breaks a rule as of now.
    """
    upload = upload_in(INBOX, by, reference, at=at)
    asked = CaseStoring.objects.filter(upload__reference=reference).first()
    if known := stored_import(by, upload.sha256):
        raise AlreadyImported(known)
    if asked is None or not upload.answer:
        raise NothingToStore(reference)
    check = check_from(json.loads(upload.answer))
    drafts = rows_to_store(check, json.loads(asked.leave_out))
    tell(0, len(drafts))
    with transaction.atomic():
        upload_in(INBOX, by, reference, at=at, lock=True)
        stored = import_cases(
            drafts=drafts,
            service=upload.service,
            file_sha256=upload.sha256,
            left_out=check.rows - len(drafts),
            by=by,
            at=at,
            tell=lambda done: tell(done, len(drafts)),
        )
        empty_answer(INBOX, reference=reference, by=by, at=at)
        CaseStoring.objects.filter(pk=asked.pk).update(stored_at=at, leave_out="[]")
    return stored


def keep_not_stored(*, reference: str, why: NotStored, by: Actor, at: datetime) -> None:
    """Keep why nothing was stored of an upload, for its owner to see.

    Raises
    ------
    NotPermitted
        If the actor is not the program that answers for uploads.
    """
    require(by, Permission.IMPORT_CHECK)
    with transaction.atomic():
        asked = CaseStoring.objects.filter(upload__reference=reference, stored_at=None)
        if asked.update(refusal=why):
            write_line(event="import.not_stored", by=by, at=at, subject=reference, facts={"why": why})


def delete_case_upload(*, reference: str, by: Actor, at: datetime) -> None:
    """Delete an upload with what was found in it; cases that are stored stay, those on their way are not.

    Raises
    ------
    NotPermitted
        If the actor may not import cases in any register.
    NotHandedIn
        If the actor has no such upload.
    """
    delete_handed_in(INBOX, reference=reference, by=by, at=at)


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
    facts = facts_to_export(wanted, service, by=by)
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
