"""The claim, in whole kroner with a number of receipts, and what is paid of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from fristed.casework.repatriation.actions.storing import (
    go_on,
    own_application,
    tell,
    tell_applicant,
    to_decide,
)
from fristed.casework.repatriation.codes import State
from fristed.casework.repatriation.refusals import JourneyRefused
from fristed.casework.repatriation.rules import problems_of_claim, problems_of_settlement
from fristed.foundation.identity.facts import Actor


def claim_refund(
    *, reference: str, kroner: int | None, receipts: int | None, by: Actor, at: datetime
) -> None:
    """Claim what was laid out for a journey that was granted; a claim can be corrected until it is settled.

    Raises
    ------
    NotPermitted, CaseNotFound, JourneyRefused
        Without permission, without such an application of the own service, if it was not granted or nobody
        has tried to travel yet, or if amount or receipts are impossible.
    """
    with transaction.atomic():
        row = own_application(by, reference, at=at)
        if row.outcome != State.GRANTED or row.state not in (State.TRAVELLED, State.NOT_TRAVELLED):
            raise JourneyRefused(("", "not_now"))
        JourneyRefused.raise_if(problems_of_claim(kroner, receipts))
        row.claimed_kroner, row.receipts, row.claimed_by, row.since = kroner, receipts, by.username, at
        row.save(update_fields=["claimed_kroner", "receipts", "claimed_by", "since"])
        tell("journey.claimed", row, by=by, at=at)


def settle_claim(*, reference: str, kroner: int | None, by: Actor, at: datetime) -> None:
    """Settle a claim: all of it, a part, or nothing; never by who claimed it.

    Raises
    ------
    NotPermitted, CaseNotFound, JourneyRefused
        If the actor does not decide, there is no such application, nothing is claimed, or it is too much.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        row = to_decide(by, reference, at=at)
        if row.claimed_by == by.username:
            raise JourneyRefused(("", "not_the_same"))
        JourneyRefused.raise_if(problems_of_settlement(kroner, claimed=row.claimed_kroner))
        go_on(row, State.SETTLED, at=at)
        row.settled_kroner, row.settled_at = kroner, at
        row.save()
        tell("journey.settled", row, by=by, at=at)
        tell_applicant(row, by=by, at=at)
