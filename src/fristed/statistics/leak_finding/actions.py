"""The verbs of this room: taking tables to be attacked, storing what was found, deleting both.

What is handed in is kept, answered and deleted as :mod:`fristed.foundation.handed_in.actions` says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from fristed.foundation.handed_in.actions import (
    delete_handed_in,
    drop_unanswered,
    expire_inbox,
    hand_in,
    keep_answer,
)
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import require
from fristed.statistics.leak_finding.tasks import INBOX
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
    require(by, INBOX.handing_in)
    return hand_in(INBOX, files=checked(files), name=title[:LONGEST_TITLE], by=by, at=at)


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
    NotHandedIn
        If its owner has deleted it meanwhile.
    """
    found = list(rows)
    answer = {"width": width, "rows": found, "readings": list(readings)}
    keep_answer(
        INBOX,
        reference=reference,
        answer=json.dumps(answer, ensure_ascii=False),
        refusal=refusal,
        told={"rows": len(found), "refused": int(bool(refusal))},
        by=by,
        at=at,
    )


def drop_files(*, reference: str, by: Actor, at: datetime) -> None:
    """Delete the files of an upload whose attack stopped without an answer.

    Raises
    ------
    NotPermitted
        If the actor is not the program that attacks uploads.
    """
    drop_unanswered(INBOX, reference=reference, by=by, at=at)


def expire_uploads(*, by: Actor, at: datetime) -> None:
    """Delete uploads that have been kept long enough, and files whose attack was stopped with its worker.

    Raises
    ------
    NotPermitted
        If the actor is not the program that attacks uploads.
    """
    expire_inbox(INBOX, by=by, at=at)


def delete_upload(*, reference: str, by: Actor, at: datetime) -> None:
    """Delete an upload with its findings.

    Raises
    ------
    NotPermitted
        If the actor may not look for leaks.
    NotHandedIn
        If the actor has no such upload.
    """
    delete_handed_in(INBOX, reference=reference, by=by, at=at)
