"""The ticket, the departure or that nobody left, who has returned; asking for reception or dropping it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.rules import day_of
from fristed.casework.reception.actions import (
    cancel_reception,
    change_day,
    note_left,
    postpone_reception,
)
from fristed.casework.reception.codes import State as Reception
from fristed.casework.reception.codes import Why
from fristed.casework.reception.queries import reception_detail
from fristed.casework.reception.rules import problems_of_day
from fristed.casework.repatriation.actions.applying import reception_for
from fristed.casework.repatriation.actions.storing import (
    go_on,
    in_our_words,
    own_application,
    tell,
)
from fristed.casework.repatriation.codes import NotTravelled, State
from fristed.casework.repatriation.models import Application, Traveller
from fristed.casework.repatriation.refusals import JourneyRefused
from fristed.casework.repatriation.rules import AFTER_TRAVEL, problems_of_ticket
from fristed.foundation.identity.facts import Actor

BEFORE_TRAVEL = (
    State.SUBMITTED,
    State.INFORMATION_REQUESTED,
    State.GRANTED,
    State.REFUSED,
    State.TICKET_BOOKED,
    State.NOT_TRAVELLED,
)


def book_ticket(
    *, reference: str, travel_date: date | None, arrival_date: date | None, by: Actor, at: datetime
) -> None:
    """Note that a ticket is booked, or booked for another flight: then every agreement is re-opened.

    Flight and airport stand with the sealed details of the reception, never here.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such an application of the own service.
    JourneyRefused
        If the refund that is asked for is not decided, or the days are impossible.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        row = own_application(by, reference, at=at)
        JourneyRefused.raise_if(problems_of_ticket(travel_date, arrival_date, today=day_of(at)))
        is_changed = row.state == State.TICKET_BOOKED
        go_on(row, State.TICKET_BOOKED, at=at)
        row.travel_date, row.arrival_date, row.not_travelled = travel_date, arrival_date, ""
        row.save()
        if waits_for_reception(row):
            _tell_reception(row, is_changed=is_changed, by=by, at=at)
        tell("journey.ticket_booked", row, by=by, at=at)


def waits_for_reception(row: Application) -> bool:
    """Whether somebody is to be met."""
    return bool(row.reception) and not row.reception_dropped


def _tell_reception(row: Application, *, is_changed: bool, by: Actor, at: datetime) -> None:
    """Let a reception that is planned be agreed anew where the flight is another than it was planned for."""
    line = reception_detail(by, row.reception).line
    if line.state != Reception.PLANNED:
        return
    if is_changed or line.arrival_date != row.arrival_date:
        with in_our_words():
            change_day(reference=row.reception, arrival_date=row.arrival_date, by=by, at=at)


def note_departure(
    *, reference: str, on_date: date | None, travelled: Sequence[str], by: Actor, at: datetime
) -> None:
    """Note who travelled, and when; refused until reception is agreed where it was asked for.

    Parameters
    ----------
    travelled
        The keys of those who travelled; the others of the group stay where they are.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such an application of the own service.
    JourneyRefused
        If reception is not agreed, or is for another day; nobody travelled, or the day comes before what it
        follows.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        row = own_application(by, reference, at=at)
        go_on(row, State.TRAVELLED, at=at)
        earliest = max(day_of(one) for one in (row.submitted_at, row.decided_at) if one is not None)
        JourneyRefused.raise_if(problems_of_day(on_date, today=day_of(at), earliest=earliest))
        assert on_date is not None  # noqa: S101  refused before
        _returned(row, travelled, on_date)
        if row.asks_reception and not row.reception_dropped:
            line = reception_detail(by, row.reception).line
            if line.state == Reception.PLANNED and line.arrival_date != row.arrival_date:
                raise JourneyRefused(("", "reception_other_day"))
            with in_our_words():
                note_left(reference=row.reception, on_date=on_date, by=by, at=at)
        row.travelled_date = on_date
        row.save()
        tell("journey.travelled", row, by=by, at=at, members=len(set(travelled)))


def _returned(row: Application, keys: Sequence[str], on_date: date) -> None:
    if not keys:
        raise JourneyRefused(("travelled", "nobody_travels"))
    waiting = Traveller.objects.filter(application=row, key__in=set(keys), returned_date=None)
    if waiting.count() != len(set(keys)):
        raise JourneyRefused(("travelled", "not_a_traveller"))
    waiting.update(returned_date=on_date)


def note_no_departure(*, reference: str, why: str, by: Actor, at: datetime) -> None:
    """Note that nobody travelled; a reception that is planned is postponed, and agreed anew later.

    Raises
    ------
    NotPermitted, CaseNotFound, JourneyRefused
        Without permission, without such an application of the own service, without a reason, or no ticket.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        row = own_application(by, reference, at=at)
        if why not in tuple(NotTravelled):
            raise JourneyRefused(("why", "why_missing"))
        go_on(row, State.NOT_TRAVELLED, at=at)
        row.not_travelled = why
        row.save()
        if waits_for_reception(row):
            line = reception_detail(by, row.reception).line
            if line.state in (Reception.REQUESTED, Reception.PLANNED):
                with in_our_words():
                    postpone_reception(reference=row.reception, why=Why.DID_NOT_TRAVEL.value, by=by, at=at)
        tell("journey.not_travelled", row, by=by, at=at, why=why)


def note_return(*, reference: str, member: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Note that one of the group who did not travel with the others has come home another way.

    Raises
    ------
    NotPermitted, CaseNotFound, JourneyRefused
        Without permission, without such an application of the own service, before it is known who travelled,
        or if the one has returned already.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        row = own_application(by, reference, at=at)
        if row.state not in AFTER_TRAVEL:
            raise JourneyRefused(("", "not_now"))
        earliest = day_of(row.submitted_at) if row.submitted_at else None
        JourneyRefused.raise_if(problems_of_day(on_date, today=day_of(at), earliest=earliest))
        assert on_date is not None  # noqa: S101  refused before
        _returned(row, [member], on_date)
        tell("journey.returned", row, by=by, at=at)


def ask_reception(*, reference: str, by: Actor, at: datetime) -> None:
    """Ask for reception where it was not, or where it was dropped or cancelled before.

    Raises
    ------
    NotPermitted, CaseNotFound, JourneyRefused
        Without permission, without such an application of the own service, or when one is under way.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        row = own_application(by, reference, at=at)
        if row.state not in BEFORE_TRAVEL:
            raise JourneyRefused(("", "not_now"))
        if waits_for_reception(row):
            state = reception_detail(by, row.reception).line.state
            if state != Reception.CANCELLED:
                raise JourneyRefused(("", "reception_asked"))
        row.reception = reception_for(row, by=by, at=at)
        row.asks_reception, row.reception_dropped = True, False
        row.save()
        tell("journey.reception_asked", row, by=by, at=at)


def drop_reception(*, reference: str, by: Actor, at: datetime) -> None:
    """Note that nobody is to be met after all, as the person wishes; it still counts as asked for.

    Raises
    ------
    NotPermitted, CaseNotFound, JourneyRefused
        Without permission, without such an application of the own service, or without a reception to drop.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        row = own_application(by, reference, at=at)
        if row.state not in BEFORE_TRAVEL:
            raise JourneyRefused(("", "not_now"))
        if not waits_for_reception(row):
            raise JourneyRefused(("", "no_reception"))
        if reception_detail(by, row.reception).line.state != Reception.CANCELLED:
            with in_our_words():
                cancel_reception(reference=row.reception, why=Why.PERSON_WITHDREW.value, by=by, at=at)
        row.reception_dropped = True
        row.save()
        tell("journey.reception_dropped", row, by=by, at=at)
