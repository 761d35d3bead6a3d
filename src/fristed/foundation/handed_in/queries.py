"""What may be read of what is handed in: one's own while it is kept, and files by whoever answers."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from fristed.foundation.background import TaskState, has_stopped, places_ahead, state_of
from fristed.foundation.handed_in.facts import Inbox, State, Upload
from fristed.foundation.handed_in.files import GivenFile
from fristed.foundation.handed_in.models import HandedIn, HandedInFile
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import require


class NotHandedIn(Exception):
    """The actor has handed in no such thing; whether somebody else has is not said."""


def _own(inbox: Inbox, actor: Actor, at: datetime) -> QuerySet[HandedIn]:
    require(actor, inbox.handing_in)
    kept = HandedIn.objects.filter(inbox=inbox.name, handed_in_at__gte=at - inbox.kept)
    own = kept.filter(account_id=actor.account_id or 0)
    return own.filter(service=actor.service or "") if inbox.of_a_service else own


def uploads_in(inbox: Inbox, actor: Actor, *, at: datetime) -> list[Upload]:
    """Give what the actor has handed in and is kept, newest first, without the answers.

    Raises
    ------
    NotPermitted
        If the actor may hand nothing in here.
    """
    return [upload_of(row, inbox, at=at) for row in _own(inbox, actor, at).defer("answer")]


def upload_in(inbox: Inbox, actor: Actor, reference: str, *, at: datetime, lock: bool = False) -> Upload:
    """Give one thing the actor has handed in, with its answer; locked for the caller's transaction if asked.

    Raises
    ------
    NotPermitted
        If the actor may hand nothing in here.
    NotHandedIn
        If there is none.
    """
    own = _own(inbox, actor, at)
    row = (own.select_for_update() if lock else own).filter(reference=reference).first()
    if row is None:
        raise NotHandedIn(reference)
    return upload_of(row, inbox, at=at, with_answer=True)


def upload_of(row: HandedIn, inbox: Inbox, *, at: datetime, with_answer: bool = False) -> Upload:
    """Give a row as a record."""
    task = None if row.answered_at else _task_of(row, inbox, at)
    return Upload(
        reference=row.reference,
        account_id=row.account_id,
        service=row.service,
        name=row.name,
        sha256=row.sha256,
        handed_in_at=row.handed_in_at,
        state=_state(task) if task else "refused" if row.refusal else "done",
        ahead=places_ahead(row.task_id, at=at) if task and task.progress == "waiting" else None,
        answer=row.answer if with_answer else "",
        refusal=row.refusal,
    )


def _task_of(row: HandedIn, inbox: Inbox, at: datetime) -> TaskState:
    return state_of(inbox.task, row.task_id, at=at, longest_seconds=inbox.limits.longest_seconds)


def _state(task: TaskState) -> State:
    """Say how far something without an answer has come."""
    if has_stopped(task):
        return "failed"
    return "running" if task.progress == "running" else "waiting"


def files_in(inbox: Inbox, reference: str, *, by: Actor) -> tuple[Upload, tuple[GivenFile, ...]]:
    """Give what was handed in and its files to the program that answers; no door shows them.

    Raises
    ------
    NotPermitted
        If the actor is not the program that answers here.
    NotHandedIn
        If there is no such thing, or its files are deleted.
    """
    require(by, inbox.answering)
    rows = HandedInFile.objects.select_related("handed_in")
    found = list(rows.filter(handed_in__inbox=inbox.name, handed_in__reference=reference))
    if not found:
        raise NotHandedIn(reference)
    upload = upload_of(found[0].handed_in, inbox, at=found[0].handed_in.handed_in_at)
    return upload, tuple(GivenFile(row.name, bytes(row.content)) for row in found)
