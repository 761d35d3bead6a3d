"""Frozen records of this room: what an inbox is, and something handed in as its owner sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django_tasks.base import Task

from fristed.foundation.background import Limits
from fristed.foundation.identity.rules import Permission

State = Literal["waiting", "running", "done", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Inbox:
    """Where something may be handed in.

    Attributes
    ----------
    name
        By which the rows of this inbox are known.
    trail
        How the events of the audit trail begin.
    answered
        What the trail calls the moment of the answer.
    handing_in
        Who may hand in, and then sees what is his or hers.
    answering
        Who may read the files and answer: a program, no person.
    kept
        How long everything is kept at most.
    of_a_service
        Whether what is handed in belongs to the service of who does, and is out of reach from another.
    limits
        Of the program that answers.
    task
        What asks for the answer; it is given the reference.
    expiring
        What deletes everything that has been kept long enough.
    """

    name: str
    trail: str
    answered: str
    handing_in: Permission
    answering: Permission
    kept: timedelta
    of_a_service: bool
    limits: Limits
    task: Task[Any, Any]
    expiring: Task[Any, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """Something handed in, as its owner sees it.

    Attributes
    ----------
    ahead
        How many tasks the worker takes first; ``None`` where it does not wait in the queue.
    answer, refusal
        The words of the room whose inbox it is; empty in lists, and until there is an answer.
    """

    reference: str
    account_id: int
    service: str
    name: str
    sha256: str
    handed_in_at: datetime
    state: State
    ahead: int | None = None
    answer: str = ""
    refusal: str = ""
