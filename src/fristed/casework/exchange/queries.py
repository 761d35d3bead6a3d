"""What may be read of imports and exports: one's own uploads while they are kept, one's service's exports."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from fristed.casework.cases.queries import stored_import
from fristed.casework.exchange.facts import CaseUpload, ExportLine, NotStored, State, check_from
from fristed.casework.exchange.files import CaseFile
from fristed.casework.exchange.models import CaseExport, CaseStoring
from fristed.casework.exchange.tasks import INBOX, STORING, store_cases_task
from fristed.foundation.background import TaskState, has_stopped, places_ahead, state_of
from fristed.foundation.handed_in import facts
from fristed.foundation.handed_in.progress import how_far
from fristed.foundation.handed_in.queries import NotHandedIn, files_in, upload_in, uploads_in
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_with_id
from fristed.foundation.identity.rules import Permission, require

MOST_LINES = 200
IS_UNDER_WAY: frozenset[State] = frozenset({"waiting", "running", "to_be_stored", "storing"})


def case_uploads_of(actor: Actor, *, at: datetime) -> list[CaseUpload]:
    """Give the actor's uploads that are kept, newest first, without what was found in them.

    Raises
    ------
    NotPermitted
        If the actor may not import cases in any register.
    """
    uploads = uploads_in(INBOX, actor, at=at)
    asked = CaseStoring.objects.in_bulk([one.reference for one in uploads], field_name="upload_id")
    return [_shown(upload, asked.get(upload.reference), at) for upload in uploads]


def case_upload(actor: Actor, reference: str, *, at: datetime) -> CaseUpload:
    """Give one of the actor's own uploads with what was found, and what was stored of the same file.

    Raises
    ------
    NotPermitted
        If the actor may not import cases in any register.
    NotHandedIn
        If there is none.
    """
    upload = upload_in(INBOX, actor, reference, at=at)
    shown = _shown(upload, CaseStoring.objects.filter(upload__reference=reference).first(), at)
    is_read = upload.answer and shown.state not in IS_UNDER_WAY
    return replace(
        shown,
        check=check_from(json.loads(upload.answer)) if is_read else None,
        stored=stored_import(actor, upload.sha256),
        so_far=how_far(reference) if shown.state == "storing" else None,
    )


def _shown(upload: facts.Upload, asked: CaseStoring | None, at: datetime) -> CaseUpload:
    refusal = json.loads(upload.refusal) if upload.refusal else None
    given = CaseUpload(
        reference=upload.reference,
        file_name=upload.name,
        uploaded_at=upload.handed_in_at,
        state="checked" if upload.state == "done" else upload.state,
        refusal=(refusal[0], tuple(refusal[1])) if refusal else None,
        ahead=upload.ahead,
    )
    return _with_storing(given, asked, at) if asked else given


def _with_storing(given: CaseUpload, asked: CaseStoring, at: datetime) -> CaseUpload:
    if asked.stored_at:
        return replace(given, state="stored")
    if why := not_stored_because(asked, at=at):
        return replace(given, state="not_stored", not_stored=why)
    if _task_of(asked, at).progress == "running":
        return replace(given, state="storing")
    return replace(given, state="to_be_stored", ahead=places_ahead(asked.task_id, at=at))


def not_stored_because(asked: CaseStoring, *, at: datetime) -> NotStored | None:
    """Say why nothing was stored of what somebody asked for; ``None`` while it is under way, and after."""
    if asked.stored_at:
        return None
    if asked.refusal:
        found: NotStored = asked.refusal  # type: ignore[assignment]
        return found
    return "stopped" if has_stopped(_task_of(asked, at)) else None


def _task_of(asked: CaseStoring, at: datetime) -> TaskState:
    return state_of(store_cases_task, asked.task_id, at=at, longest_seconds=STORING.longest_seconds)


def case_file_to_check(reference: str, *, by: Actor) -> tuple[CaseFile, str]:
    """Give an uploaded file and its service to the program that checks it; no door shows it.

    Raises
    ------
    NotPermitted
        If the actor is not the program that checks uploads.
    NotHandedIn
        If there is no such upload, or its file is deleted.
    """
    upload, [file] = files_in(INBOX, reference, by=by)
    return CaseFile(file.name, file.content), upload.service


def who_asked_to_store(reference: str, *, by: Actor) -> int:
    """Give the account that asked for an upload to be stored to the program that stores it.

    Raises
    ------
    NotPermitted
        If the actor is not the program that answers for uploads.
    NotHandedIn
        If nobody has asked, or the upload is deleted.
    """
    require(by, Permission.IMPORT_CHECK)
    asked = CaseStoring.objects.filter(upload__reference=reference)
    account_id = asked.values_list("upload__account_id", flat=True).first()
    if account_id is None:
        raise NotHandedIn(reference)
    return int(account_id)


def uploader_of(reference: str, *, by: Actor, at: datetime) -> Actor:
    """Give who handed a file in, to the program that checks it: it looks where the uploader may look.

    Raises
    ------
    NotPermitted
        If the actor is not the program that answers for uploads.
    NotHandedIn
        If there is no such upload, or its file is deleted.
    """
    upload, _files = files_in(INBOX, reference, by=by)
    return actor_with_id(upload.account_id, at=at)


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
