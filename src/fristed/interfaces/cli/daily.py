"""What the task worker does by the clock, beside the tasks it is given: a signed checkpoint every day."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import DatabaseError, connection

from fristed.foundation.audit.actions import TrailUnavailable
from fristed.foundation.audit.sealing.actions import TrailBroken, is_checkpoint_due, make_checkpoint
from fristed.foundation.audit.sealing.keys import KeyUnusable
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.commands import door_clock

LOOK_SECONDS = 600.0


def checkpoint_if_due(say: Callable[[str], None]) -> None:
    """Make a checkpoint where the newest is a day old; a trail that is not whole is said, not signed."""
    at = door_clock()
    try:
        if is_checkpoint_due(at=at) and (made := make_checkpoint(by=SYSTEM, at=at)):
            say(f"Signed a checkpoint of {made.size} lines of the audit trail.")
    except (TrailBroken, KeyUnusable, TrailUnavailable, DatabaseError) as refusal:
        say(f"The audit trail was not signed: {refusal}")


def keep_signing(say: Callable[[str], None]) -> threading.Thread:
    """Look from time to time, in a thread of its own, for as long as the program runs."""

    def look() -> None:
        while True:
            checkpoint_if_due(say)
            connection.close()
            threading.Event().wait(LOOK_SECONDS)

    thread = threading.Thread(target=look, name="checkpoints", daemon=True)
    thread.start()
    return thread
