"""The letter that goes with a move."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fristed.casework.referrals.actions.shared import letter_of, owner_of_letter
from fristed.casework.referrals.queries import (
    move_within_reach,
)
from fristed.foundation.audit.actions import record_read
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.actions import opened


def read_letter(*, reference: str, by: Actor, at: datetime) -> str:
    """Open the letter of a move; that it was read is on record, with the case, before it is given.

    Returns
    -------
    str
        The letter; empty where none was written.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a move at either end within reach.
    NotSealed
        If the letter was destroyed with the case that it was written about.
    """
    by = replace(by, at=at)
    move = move_within_reach(by, reference)
    record_read(event="move.read", by=by, at=at, subject=move.from_reference, facts={"move": reference})
    if not move.has_letter:
        return ""
    return opened(owner=owner_of_letter(move), field=letter_of(move), by=by, at=at)
