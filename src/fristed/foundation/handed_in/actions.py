"""The verbs of this room: handing in, keeping an answer, and deleting.

The rule of deletion: files are deleted in the transaction that keeps the answer, and when the program stops
without one; the rest is deleted when its owner says so, and at the latest when the inbox no longer keeps it,
by a task that waits for that moment. What is past it is shown to nobody.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.handed_in.facts import Inbox
from fristed.foundation.handed_in.files import GivenFile
from fristed.foundation.handed_in.models import HandedIn, HandedInFile
from fristed.foundation.handed_in.queries import NotHandedIn, upload_in, upload_of
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import require


def hand_in(
    inbox: Inbox, *, files: Sequence[GivenFile], name: str, sha256: str = "", by: Actor, at: datetime
) -> str:
    """Take files that the room has found fit to be taken, and ask for an answer; give the reference.

    The permission, the files, the task and the audit line are one transaction.

    Raises
    ------
    NotPermitted
        If the actor may hand nothing in here.
    """
    require(by, inbox.handing_in)
    size = sum(len(file.content) for file in files)
    facts: dict[str, str | int] = {"files": len(files), "bytes": size}
    with transaction.atomic():
        _delete_expired(inbox, by=by, at=at)
        row = HandedIn.objects.create(
            inbox=inbox.name,
            reference=secrets.token_hex(8),
            account_id=by.account_id or 0,
            service=(by.service or "") if inbox.of_a_service else "",
            name=name,
            sha256=sha256,
            handed_in_at=at,
        )
        HandedInFile.objects.bulk_create(
            HandedInFile(handed_in=row, name=file.name, content=file.content) for file in files
        )
        row.task_id = str(inbox.task.enqueue(reference=row.reference).id)
        row.save(update_fields=["task_id"])
        inbox.expiring.using(run_after=at + inbox.kept + timedelta(seconds=1)).enqueue()
        if inbox.of_a_service:
            facts["service"] = row.service
        write_line(event=f"{inbox.trail}.uploaded", by=by, at=at, subject=row.reference, facts=facts)
    return row.reference


def keep_answer(
    inbox: Inbox,
    *,
    reference: str,
    answer: str = "",
    refusal: str = "",
    told: Mapping[str, str | int],
    by: Actor,
    at: datetime,
) -> None:
    """Keep what the program found, or why it found nothing, and delete the files.

    Parameters
    ----------
    told
        What the audit trail tells of the answer: numbers, never what stood in a file.

    Raises
    ------
    NotPermitted
        If the actor is not the program that answers here.
    NotHandedIn
        If there is no such thing any more.
    """
    require(by, inbox.answering)
    with transaction.atomic():
        row = HandedIn.objects.select_for_update().filter(inbox=inbox.name, reference=reference).first()
        if row is None:
            raise NotHandedIn(reference)
        row.answer, row.refusal, row.answered_at = answer, refusal, at
        row.save(update_fields=["answer", "refusal", "answered_at"])
        row.files.all().delete()
        write_line(event=f"{inbox.trail}.{inbox.answered}", by=by, at=at, subject=reference, facts=dict(told))
        _delete_expired(inbox, by=by, at=at)


def empty_answer(inbox: Inbox, *, reference: str, by: Actor, at: datetime) -> None:
    """Delete an answer that is of no more use to its owner; that there was one stays until the end.

    Raises
    ------
    NotPermitted
        If the actor may hand nothing in here.
    NotHandedIn
        If the actor has handed in no such thing, or it is deleted.
    """
    with transaction.atomic():
        upload_in(inbox, by, reference, at=at, lock=True)
        HandedIn.objects.filter(reference=reference).update(answer="")


def drop_unanswered(inbox: Inbox, *, reference: str, by: Actor, at: datetime) -> None:
    """Delete the files of what will not be answered, because its program stopped.

    Raises
    ------
    NotPermitted
        If the actor is not the program that answers here.
    """
    require(by, inbox.answering)
    with transaction.atomic():
        files = HandedInFile.objects.filter(handed_in__inbox=inbox.name, handed_in__reference=reference)
        if files.delete()[0]:
            write_line(event=f"{inbox.trail}.stopped", by=by, at=at, subject=reference)


def expire_inbox(inbox: Inbox, *, by: Actor, at: datetime) -> None:
    """Delete what has been kept long enough, and files whose program was stopped with its worker.

    Raises
    ------
    NotPermitted
        If the actor is not the program that answers here.
    """
    require(by, inbox.answering)
    with transaction.atomic():
        _delete_expired(inbox, by=by, at=at)
        for row in HandedIn.objects.filter(inbox=inbox.name, answered_at=None):
            if upload_of(row, inbox, at=at).state == "failed":
                drop_unanswered(inbox, reference=row.reference, by=by, at=at)


def delete_handed_in(inbox: Inbox, *, reference: str, by: Actor, at: datetime) -> None:
    """Delete something handed in, with its files and its answer.

    Raises
    ------
    NotPermitted
        If the actor may hand nothing in here.
    NotHandedIn
        If the actor has handed in no such thing.
    """
    with transaction.atomic():
        upload_in(inbox, by, reference, at=at, lock=True)
        HandedIn.objects.filter(reference=reference).delete()
        write_line(event=f"{inbox.trail}.deleted", by=by, at=at, subject=reference)


def _delete_expired(inbox: Inbox, *, by: Actor, at: datetime) -> None:
    """Delete what has been kept long enough, in the caller's transaction."""
    expired = HandedIn.objects.filter(inbox=inbox.name, handed_in_at__lt=at - inbox.kept)
    for reference in list(expired.values_list("reference", flat=True)):
        write_line(event=f"{inbox.trail}.expired", by=by, at=at, subject=reference)
    expired.delete()
