"""The offer, the waiting list, the answer of the person, and the reasons for no."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from fristed.casework.housing.codes import HOLDING_A_PLACE, NOT_OFFERED_WHY, State, Suitability
from fristed.casework.housing.refusals import HousingRefused
from fristed.casework.housing.storing import application_to_change, take_step
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission

OFFICER = (Permission.HOUSING_ALLOCATE,)


def offer_place(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Offer somebody a place, without saying where.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such an application within reach.
    HousingRefused
        If a place was found not to be right, the step cannot come now, or its day is impossible.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        unfit = row.suitability == Suitability.NOT_SUITABLE
        take_step(
            row,
            State.OFFERED,
            event="housing.offered",
            on_date=on_date,
            by=by,
            at=at,
            problems=[("", "not_suitable")] if unfit else (),
        )


def put_on_waiting_list(
    *, reference: str, why: str, on_date: date | None, by: Actor, at: datetime, words: str = ""
) -> None:
    """Put somebody on the waiting list, for a reason.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for an offer; also without a reason. Places that are given are given up by their own verb.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        unfit = row.suitability == Suitability.NOT_SUITABLE
        held = State(row.state) in HOLDING_A_PLACE
        problems = [("", "not_suitable")] if unfit else [("", "step_not_next")] if held else []
        take_step(
            row,
            State.WAITING,
            event="housing.put_on_waiting_list",
            on_date=on_date,
            by=by,
            at=at,
            why=why,
            words=words,
            problems=problems,
        )


def accept_place(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Note that the person says yes.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for an offer.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        take_step(row, State.ACCEPTED, event="housing.accepted", on_date=on_date, by=by, at=at)


def decline_place(
    *, reference: str, why: str, on_date: date | None, by: Actor, at: datetime, words: str = ""
) -> None:
    """Note that the person says no to an offer: to wait for another, or for good, by the reason.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for an offer; also without a reason, or when nothing has been offered.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        if row.state != State.OFFERED:
            raise HousingRefused(("", "step_not_next"))
        take_step(
            row,
            State.NOT_OFFERED if why in NOT_OFFERED_WHY else State.WAITING,
            event="housing.declined",
            on_date=on_date,
            by=by,
            at=at,
            why=why,
            words=words,
        )


def refuse_place(
    *, reference: str, why: str, on_date: date | None, by: Actor, at: datetime, words: str = ""
) -> None:
    """Decide that no place is offered, or note that the person withdraws, for a reason.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for an offer; also without a reason. Places that are given are given up by their own verb.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        held = State(row.state) in HOLDING_A_PLACE
        take_step(
            row,
            State.NOT_OFFERED,
            event="housing.not_offered",
            on_date=on_date,
            by=by,
            at=at,
            why=why,
            words=words,
            problems=[("", "step_not_next")] if held else (),
        )


def close_application(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Close what is over: after aftercare, or after no place was offered.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for an offer.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        take_step(row, State.CLOSED, event="housing.closed", on_date=on_date, by=by, at=at)
