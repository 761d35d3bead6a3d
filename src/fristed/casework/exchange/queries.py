"""What may be read of imports and exports: one's own uploads while they are kept, one's service's exports."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.db.models import QuerySet

from fristed.casework.cases.queries import stored_import
from fristed.casework.exchange.facts import ExportLine, State, Upload, check_from
from fristed.casework.exchange.files import CaseFile
from fristed.casework.exchange.models import CaseExport, CaseUpload, UploadedCaseFile
from fristed.casework.exchange.tasks import LONGEST_SECONDS, check_cases_task
from fristed.foundation.background import state_of
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require

KEPT = timedelta(days=1)
"""How long an upload and what was found in it are kept at most."""

MOST_LINES = 200
HAS_ENDED = ("stopped", "too_long", "ended", "gone")


class CaseUploadNotFound(Exception):
    """The actor has no such upload; whether somebody else has one is not said."""


def _own(actor: Actor, at: datetime) -> QuerySet[CaseUpload]:
    require(actor, Permission.CASE_IMPORT)
    kept = CaseUpload.objects.filter(uploaded_at__gte=at - KEPT, service=actor.service or "")
    return kept.filter(account_id=actor.account_id or 0)


def own_case_upload(actor: Actor, reference: str, *, at: datetime) -> CaseUpload:
    """Give the row of one of the actor's own uploads, for the verbs of this room.

    Raises
    ------
    NotPermitted
        If the actor may not import cases in any register.
    CaseUploadNotFound
        If there is none.
    """
    upload = _own(actor, at).filter(reference=reference).first()
    if upload is None:
        raise CaseUploadNotFound(reference)
    return upload


def case_uploads_of(actor: Actor, *, at: datetime) -> list[Upload]:
    """Give the actor's uploads that are kept, newest first, without what was found in them.

    Raises
    ------
    NotPermitted
        If the actor may not import cases in any register.
    """
    return [_upload_of(row, at) for row in _own(actor, at).defer("found")]


def case_upload(actor: Actor, reference: str, *, at: datetime) -> Upload:
    """Give one of the actor's own uploads with what was found, and what was stored of the same file.

    Raises
    ------
    NotPermitted
        If the actor may not import cases in any register.
    CaseUploadNotFound
        If there is none.
    """
    row = own_case_upload(actor, reference, at=at)
    upload = _upload_of(row, at)
    return Upload(
        reference=upload.reference,
        file_name=upload.file_name,
        uploaded_at=upload.uploaded_at,
        state=upload.state,
        refusal=upload.refusal,
        check=check_from(json.loads(row.found)) if row.found else None,
        stored=stored_import(actor, row.file_sha256),
    )


def _upload_of(row: CaseUpload, at: datetime) -> Upload:
    refusal = json.loads(row.refusal) if row.refusal else None
    return Upload(
        reference=row.reference,
        file_name=row.file_name,
        uploaded_at=row.uploaded_at,
        state=_state_of(row, at),
        refusal=(refusal[0], tuple(refusal[1])) if refusal else None,
    )


def _state_of(row: CaseUpload, at: datetime) -> State:
    if row.stored_at:
        return "stored"
    if row.answered_at:
        return "refused" if row.refusal else "checked"
    return "failed" if check_has_stopped(row.task_id, at=at) else "waiting"


def check_has_stopped(task_id: str, *, at: datetime) -> bool:
    """Whether a check without an answer will not bring one any more."""
    state = state_of(check_cases_task, task_id, at=at, longest_seconds=LONGEST_SECONDS)
    return state.progress in HAS_ENDED


def case_file_to_check(reference: str, *, by: Actor) -> tuple[CaseFile, str]:
    """Give an uploaded file and its service to the program that checks it; no door shows it.

    Raises
    ------
    NotPermitted
        If the actor is not the program that checks uploads.
    CaseUploadNotFound
        If there is no such upload, or its file is deleted.
    """
    require(by, Permission.IMPORT_CHECK)
    row = UploadedCaseFile.objects.select_related("upload").filter(upload__reference=reference).first()
    if row is None:
        raise CaseUploadNotFound(reference)
    return CaseFile(row.upload.file_name, bytes(row.content)), row.upload.service


def exports_of(actor: Actor) -> tuple[ExportLine, ...]:
    """Give what was taken out of the actor's own service's register, newest first.

    Raises
    ------
    NotPermitted
        If the actor may not take rows out of any register.
    """
    require(actor, Permission.CASE_EXPORT)
    fields = ("at", "by_username", "purpose", "rows", "form", "keep_until_date")
    rows = CaseExport.objects.filter(service=actor.service or "").values_list(*fields)[:MOST_LINES]
    return tuple(ExportLine(*row) for row in rows)
