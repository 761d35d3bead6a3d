"""Asking for a reception, planning it, changing the day, and postponing or cancelling it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.models import Case
from fristed.casework.cases.references import new_reference
from fristed.casework.cases.rules import day_of
from fristed.casework.parties.codes import Age
from fristed.casework.parties.models import Member
from fristed.casework.reception.actions.storing import (
    end_parts,
    go_on,
    new_key,
    re_open,
    reception_to_change,
    tell,
    to_coordinate,
)
from fristed.casework.reception.codes import COORDINATES, State, Why
from fristed.casework.reception.models import Expected, Part, Reception, Stamp
from fristed.casework.reception.refusals import ReceptionRefused
from fristed.casework.reception.rules import parts_needed, problems_of_plan
from fristed.foundation.identity.access.codes import Grading
from fristed.foundation.identity.access.reach import references_shut_to
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_with_id, actors_with_role
from fristed.foundation.identity.rules import LEADER, Permission, is_permitted
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.codes import NoticeKind

ON_THE_WAY = (State.REQUESTED.value, State.PLANNED.value, State.POSTPONED.value)


def request_reception(
    *, reference: str, members: Sequence[str], to: int | None = None, by: Actor, at: datetime
) -> str:
    """Ask Kompetanseteamet to co-ordinate the reception of members of a case; give its reference.

    Parameters
    ----------
    members
        The keys of those who come, as they are noted in the case.
    to
        Who in Kompetanseteamet shall have it; must be said where the address of the case is protected.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    ReceptionRefused
        If nobody is chosen, somebody is not of the case or expected already, or the case is closed.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        rows = list(Member.objects.filter(case=case, key__in=set(members)).order_by("pk"))
        ReceptionRefused.raise_if(_problems(case, members, rows, to))
        children = sum(one.age_group == Age.CHILD for one in rows)
        row = Reception.objects.create(
            reference=new_reference(),
            details=new_reference(),
            case=case,
            from_service=case.service,
            from_reference=case.reference,
            responsible=to,
            address_grading=case.address_grading,
            person_pseudonym=case.person_pseudonym,
            since=at,
            adults=len(rows) - children,
            children=children,
            asked_at=at,
            asked_by=by.username,
            asked_by_account=by.account_id,
        )
        Expected.objects.bulk_create(
            Expected(reception=row, member=one, kind=one.kind, age_group=one.age_group) for one in rows
        )
        Stamp.objects.create(reception=row, state=State.REQUESTED.value, at=at)
        tell("reception.requested", row, by=by, at=at, members=len(rows))
        notify(account_ids=who_is_told(to), kind=NoticeKind.RECEPTION_CAME, by=by, at=at)
    return row.reference


def name_coordinator(*, reference: str, to: int | None, by: Actor, at: datetime) -> None:
    """Say who in Kompetanseteamet shall have a reception, as where an address is protected since it was sent.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a reception of a case within reach.
    ReceptionRefused
        If nobody fit is named.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        row = reception_to_change(by, reference, at=at)
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, row.from_reference)
        ReceptionRefused.raise_if(problems_of_new_receiver(case, to))
        row.responsible = to
        row.save(update_fields=["responsible"])
        tell("reception.coordinator_named", row, by=by, at=at)
        notify(account_ids=who_is_told(to), kind=NoticeKind.RECEPTION_CAME, by=by, at=at)


def problems_of_new_receiver(case: Case, to: int | None) -> Iterator[tuple[str, str]]:
    """Say what is wrong with who shall have it now; somebody must be named."""
    if to is None:
        yield "to", "name_the_receiver"
    else:
        yield from problems_of_receiver(case, to)


def who_is_told(to: int | None) -> Iterable[int]:
    """Give who is told that something has come to the service that co-ordinates, without its case."""
    if to is not None:
        return [to]
    return [one.account_id for one in actors_with_role(LEADER, service=COORDINATES) if one.account_id]


def problems_of_receiver(case: Case, to: int | None) -> Iterator[tuple[str, str]]:
    """Say what is wrong with who in Kompetanseteamet shall have what a case sends."""
    if to is None:
        if case.address_grading != Grading.NONE:
            yield "to", "name_the_receiver"
    elif case.reference in references_shut_to(to) or not is_permitted(
        actor_with_id(to), Permission.CASE_FOLLOW_UP, service=COORDINATES
    ):
        yield "to", "not_a_colleague"


def _problems(
    case: Case, members: Sequence[str], rows: Sequence[Member], to: int | None
) -> Iterator[tuple[str, str]]:
    if case.status != CaseStatus.OPEN:
        yield "", "case_is_closed"
    if not members:
        yield "members", "no_members"
    elif len(rows) != len(set(members)):
        yield "members", "not_of_the_case"
    elif Expected.objects.filter(member__in=rows, reception__state__in=ON_THE_WAY).exists():
        yield "members", "on_the_way_already"
    yield from problems_of_receiver(case, to)


def plan_reception(*, reference: str, arrival_date: date | None, by: Actor, at: datetime) -> None:
    """Plan a reception for a day: from now on there is something to agree. Planning anew re-opens all.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not co-ordinate receptions, or there is none such for them.
    ReceptionRefused
        If the day is impossible, or the reception is over.
    """
    with transaction.atomic():
        row = to_coordinate(by, reference, at=at)
        _plan(row, arrival_date, by=by, at=at)
        row.planned_by_account = row.planned_by_account or by.account_id
        row.save()
        Part.objects.filter(reception=row).update(asked_by_account=row.planned_by_account)
        tell("reception.planned", row, by=by, at=at, version=row.version)


def _plan(row: Reception, arrival_date: date | None, *, by: Actor, at: datetime) -> None:
    ReceptionRefused.raise_if(problems_of_plan(arrival_date, today=day_of(at)))
    assert arrival_date is not None  # noqa: S101  refused before
    if row.left_date is not None and arrival_date < row.left_date:
        raise ReceptionRefused(("arrival_date", "before_what_it_follows"))
    go_on(row, State.PLANNED, at=at)
    row.arrival_date, row.why = arrival_date, ""
    if row.version:
        re_open(row, by=by, at=at)
        return
    row.version = 1
    Part.objects.bulk_create(
        Part(
            reception=row,
            key=new_key(),
            kind=kind.value,
            since=at,
            arrival_date=arrival_date,
            adults=row.adults,
            children=row.children,
            details=row.details,
            case_reference=row.from_reference,
        )
        for kind in parts_needed(adults=row.adults, children=row.children)
    )


def change_day(*, reference: str, arrival_date: date | None, by: Actor, at: datetime) -> None:
    """Note from either side that those expected come on another day or flight; every agreement is re-opened.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a reception within reach.
    ReceptionRefused
        If the day is impossible, or the reception is not planned.
    """
    with transaction.atomic():
        row = reception_to_change(by, reference, at=at)
        if row.state != State.PLANNED:
            raise ReceptionRefused(("", "not_now"))
        _plan(row, arrival_date, by=by, at=at)
        row.save()


def postpone_reception(*, reference: str, why: str, by: Actor, at: datetime) -> None:
    """Note that nobody comes as planned, but later; it is planned anew then, and agreed anew.

    Raises
    ------
    NotPermitted, CaseNotFound, ReceptionRefused
        Without permission, without such a reception, without a reason, or if it is over.
    """
    _end(reference, State.POSTPONED, why, by=by, at=at)


def cancel_reception(*, reference: str, why: str, by: Actor, at: datetime) -> None:
    """Note that nobody is to be met.

    Raises
    ------
    NotPermitted, CaseNotFound, ReceptionRefused
        As for postponing.
    """
    _end(reference, State.CANCELLED, why, by=by, at=at)


def _end(reference: str, state: State, why: str, *, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        row = reception_to_change(by, reference, at=at)
        if why not in tuple(Why):
            raise ReceptionRefused(("why", "why_missing"))
        go_on(row, state, at=at)
        row.why, row.left_date = why, None
        row.save()
        end_parts(row, by=by, at=at)
        tell(f"reception.{state.value}", row, by=by, at=at, why=why)
