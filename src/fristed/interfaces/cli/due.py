"""What falls due by the clock: one list, which ``fristed work`` goes through each minute.

Each verb of the list can be asked at any time and any number of times. One that fails is said and tried again
the next time; it holds none of the others back. A room adds a line.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import connections

from fristed.casework.assignments.actions import erase_contacts
from fristed.casework.consultations.actions import expire_call_drafts
from fristed.casework.housing.actions import fire_stay_warnings
from fristed.casework.plans.actions import fire_alarms, fire_months, fire_reviews, tell_leaders
from fristed.casework.reception.actions import fire_details
from fristed.foundation.identity.clients.once import forget_answers
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.notifying.actions import send_mails
from fristed.interfaces.api.casework.telling import tell_clients
from fristed.interfaces.cli.commands import door_clock

LOOK_SECONDS = 60.0


class Fired(Protocol):
    """A verb of the clock: it does what is due and gives how many."""

    def __call__(self, *, by: Actor, at: datetime) -> int:
        """Do what is due."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due: its name, and its verb."""

    name: str
    verb: Fired


# In this order: mails come last, so that they tell of what has just fallen due.
DUE: Sequence[Due] = (
    Due("alarms", fire_alarms),
    Due("leaders told", tell_leaders),
    Due("reviews", fire_reviews),
    Due("months", fire_months),
    Due("long stays", fire_stay_warnings),
    Due("drafts of calls", expire_call_drafts),
    Due("details of receptions", fire_details),
    Due("contacts of outreach", erase_contacts),
    Due("answers of the API", forget_answers),
    Due("clients told", tell_clients),
    Due("mails", send_mails),
)


@dataclass(frozen=True, slots=True)
class Ran:
    """How it went with one thing: how many were due, or the kind of what stood in the way."""

    name: str
    many: int
    failed: str = ""


def run_due(*, at: datetime, things: Sequence[Due] = DUE) -> list[Ran]:
    """Go through the list once."""
    return [_ran(thing, at=at) for thing in things]


def _ran(thing: Due, *, at: datetime) -> Ran:
    try:
        return Ran(thing.name, thing.verb(by=SYSTEM, at=at))
    except Exception as failure:
        # Never the message: it may hold a value.
        return Ran(thing.name, 0, type(failure).__name__)


def keep_firing(say: Callable[[str], None]) -> threading.Thread:
    """Go through the list each minute, in a thread of its own, for as long as the program runs."""

    def look() -> None:
        while True:
            for ran in run_due(at=door_clock()):
                if ran.failed:
                    say(f"What falls due was not done: {ran.name} ({ran.failed}). It is tried again.")
            connections.close_all()
            threading.Event().wait(LOOK_SECONDS)

    thread = threading.Thread(target=look, name="due", daemon=True)
    thread.start()
    return thread
