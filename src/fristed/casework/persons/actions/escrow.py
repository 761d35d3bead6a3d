"""Opening a place when its officers cannot: two who hold the escrow, one after the other, for an officer.

Neither reads the place. Who asks about a case that has none, or that is shut to them, gets one answer. The
address of a dwelling is opened in the same way, by the reference of the dwelling.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.cases.models import Case
from fristed.casework.housing.queries import keeps_address
from fristed.casework.persons.queries import officers_to_choose
from fristed.casework.persons.refusals import PersonRefused
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.access.actions.governing import A_REFERENCE
from fristed.foundation.identity.access.facts import RuleId
from fristed.foundation.identity.access.gathering import context_of, subject_of, thing_of
from fristed.foundation.identity.access.net import one_case_in_an_emergency
from fristed.foundation.identity.access.rules import decide
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_with_id
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.vault import actions as vault
from fristed.foundation.vault.facts import EscrowOpening, Officer, Owner

SHUT = frozenset({RuleId.UNCLEAR, RuleId.OWN_DATA, RuleId.KIN, RuleId.PARTNER, RuleId.BLOCKED})
"""What shuts a case to a holder too. Holders need not be named to a graded case: they do not read it."""


def begin_opening(
    *, reference: str, officer: str, reason: str, passphrase: str, by: Actor, at: datetime
) -> EscrowOpening:
    """Open one holder's half, for an officer; the answer says who can open the other within 24 hours.

    Raises
    ------
    NotPermitted
        If the actor may hold no escrow.
    PersonRefused
        If no officer or reason is chosen, the passphrase is wrong, or nothing can be opened: there is no such
        place, it is shut to the actor or the officer, or the actor holds no part of it. That is on record.
    """
    require(by, Permission.ESCROW_HOLD)
    chosen = {one.username: one for one in officers_to_choose()}.get(officer)
    problems = [("officer", "choose_officer")] if chosen is None else []
    problems += [("reason", "choose_reason")] if reason not in vault.REASONS else []
    PersonRefused.raise_if(problems)
    assert chosen is not None  # noqa: S101  else it was refused
    reference = "".join(reference.upper().split())
    if not A_REFERENCE.fullmatch(reference):
        raise _nothing("", by, at)
    owner = Owner(chosen.service, reference)
    try:
        found = vault.begin_escrow(
            owner=owner,
            to_officer=officer,
            reason=reason,
            passphrase=passphrase,
            by=by,
            at=at,
            is_shut=not _is_for(owner, chosen, by, at),
        )
    except vault.WrongPassphrase as wrong:
        raise PersonRefused(("passphrase", "wrong_passphrase")) from wrong
    except (vault.NotSealed, vault.NotAHolder) as absent:
        raise _nothing(reference, by, at) from absent
    return found


def _is_for(owner: Owner, officer: Officer, by: Actor, at: datetime) -> bool:
    """Whether the case is there, the officer may see it, and it is not shut to the holder.

    A dwelling is nobody's case: who may read places where its address is kept may be given it.
    """
    if keeps_address(owner):
        return True
    with one_case_in_an_emergency(owner.reference):
        case = Case.objects.filter(service=owner.service, reference=owner.reference).first()
    if case is None:
        return False
    thing, context = thing_of(case), context_of(owner.service, owner.reference, at=at)
    reader = actor_with_id(officer.account_id, at=at)
    if not decide(subject_of(reader), Permission.CASE_READ, thing, context).permit:
        return False
    return decide(subject_of(by), Permission.CASE_READ, thing, context).rule not in SHUT


def _nothing(reference: str, by: Actor, at: datetime) -> PersonRefused:
    with transaction.atomic():
        write_line(event="escrow.refused", by=by, at=at, subject=reference)
    return PersonRefused(("reference", "nothing_to_open"))


def finish_opening(*, opening: str, passphrase: str, by: Actor, at: datetime) -> EscrowOpening:
    """Open the other half; the officer can read the place from now on. The answer says which, and who.

    Raises
    ------
    NotPermitted
        If the actor may hold no escrow.
    PersonRefused
        If there is no such opening that waits for this actor, or the passphrase is wrong.
    """
    waiting = {one.reference: one for one in vault.openings_to_finish(by=by, at=at)}.get(opening)
    if waiting is None:
        raise PersonRefused(("", "no_opening"))
    try:
        vault.finish_escrow(opening=opening, passphrase=passphrase, by=by, at=at)
    except vault.WrongPassphrase as wrong:
        raise PersonRefused(("passphrase", "wrong_passphrase")) from wrong
    except (vault.NotAHolder, vault.NotAnOfficer) as over:
        raise PersonRefused(("", "no_opening")) from over
    return waiting
