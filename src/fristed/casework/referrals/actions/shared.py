"""What the verbs of moves share: the line about a move, its states, the link, and whose key a letter has."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fristed.casework.cases.models import Case
from fristed.casework.referrals.codes import State, Through
from fristed.casework.referrals.facts import LETTER, LETTERS
from fristed.casework.referrals.models import BlindLink, Move
from fristed.casework.referrals.refusals import MoveRefused
from fristed.casework.referrals.rules import may_follow
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.access.gathering import context_of, subject_of, thing_of
from fristed.foundation.identity.access.reach import shut_to
from fristed.foundation.identity.access.rules import decide
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission
from fristed.foundation.vault.facts import FieldName, Owner


def owner_of_letter(move: Move) -> Owner:
    """Give whose key the letter lies under: that of the case it was written about."""
    return Owner(move.from_service, move.from_reference)


def letter_of(move: Move) -> FieldName:
    """Name the letter of a move in the vault."""
    return FieldName(LETTERS, LETTER, move.reference)


def tell(event: str, move: Move, *, by: Actor, at: datetime, **more: str | int) -> None:
    """Write a line about a move on the case that it came from."""
    facts: dict[str, str | int] = {"move": move.reference, "kind": move.kind, "to": move.service, **more}
    write_line(event=event, by=by, at=at, subject=move.from_reference, facts=facts)


def go_on(move: Move, state: State) -> None:
    """Put a move into its next state, or refuse where that does not follow."""
    if not may_follow(move.state, state):
        raise MoveRefused(("", "not_now"))
    move.state = state.value


def leave_end_of_link(move: Move, case: Case, *, by: Actor, at: datetime) -> None:
    """Leave one end of the blind link on a case."""
    more = {"ground": move.ground, "made_at": at, "made_by": by.username}
    BlindLink.objects.get_or_create(
        token=move.token, case=case, defaults={"through": Through.MOVE.value, **more}
    )


def would_be_there(person: Actor, move: Move) -> bool:
    """Whether a move would be there for somebody who were to answer it: nobody is asked who is shut out."""
    if Move.objects.filter(shut_to(person.account_id or 0, "from_reference"), pk=move.pk).exists():
        return False
    thing = replace(thing_of(move), responsible=person.account_id)
    context = context_of(move.service, move.reference, at=None)
    return decide(subject_of(person), Permission.CASE_FOLLOW_UP, thing, context).permit
