"""That somebody has left, has come, is handed over, and has been talked with."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.rules import day_of
from fristed.casework.parties.codes import Age
from fristed.casework.reception.actions.storing import (
    go_on,
    reception_to_change,
    tell,
    those_who_work_on,
    to_coordinate,
)
from fristed.casework.reception.codes import State
from fristed.casework.reception.models import Expected, Part, Reception
from fristed.casework.reception.queries import agreed_of
from fristed.casework.reception.refusals import ReceptionRefused
from fristed.casework.reception.rules import problems_of_day
from fristed.foundation.identity.facts import Actor
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.codes import NoticeKind


def note_left(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Note that those expected have left; refused until everything is agreed.

    Who was met before anybody noted that they had left, has left all the same: all was agreed then.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a reception within reach.
    ReceptionRefused
        If not all is agreed, somebody has turned out to be a child or an adult since it was asked for, or the
        day is impossible.
    """
    with transaction.atomic():
        row = reception_to_change(by, reference, at=at)
        ReceptionRefused.raise_if(problems_of_day(on_date, today=day_of(at), earliest=day_of(row.asked_at)))
        if row.left_date is not None or not (row.arrived_date or agreed_of(row, _parts(row))):
            raise ReceptionRefused(("", "not_agreed"))
        if row.arrived_date and on_date and on_date > row.arrived_date:
            raise ReceptionRefused(("on_date", "after_arrival"))
        if not row.arrived_date and _is_another_group(row):
            raise ReceptionRefused(("", "members_changed"))
        row.left_date = on_date
        row.save(update_fields=["left_date"])
        tell("reception.left", row, by=by, at=at)
        notify(account_ids=those_who_work_on(row), kind=NoticeKind.RECEPTION_CHANGED, by=by, at=at)


def _is_another_group(row: Reception) -> bool:
    """Whether those expected are not as many adults and children any more as the parts were asked for."""
    groups = list(Expected.objects.filter(reception=row).values_list("member__age_group", flat=True))
    children = groups.count(Age.CHILD.value)
    return (len(groups) - children, children) != (row.adults, row.children)


def _parts(row: Reception) -> list[Part]:
    return list(Part.objects.select_for_update().filter(reception=row))


def note_arrival(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Note that those expected have come and were met.

    Who has left comes, also where a changed flight has re-opened what was agreed.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not co-ordinate receptions, or there is none such for them.
    ReceptionRefused
        If nobody has left and not all is agreed, or the day is impossible.
    """
    with transaction.atomic():
        row = to_coordinate(by, reference, at=at)
        if row.state != State.PLANNED:
            raise ReceptionRefused(("", "not_now"))
        if row.left_date is None and not agreed_of(row, _parts(row)):
            raise ReceptionRefused(("", "not_agreed"))
        earliest = row.left_date or day_of(row.asked_at)
        ReceptionRefused.raise_if(problems_of_day(on_date, today=day_of(at), earliest=earliest))
        go_on(row, State.ARRIVED, at=at)
        row.arrived_date = on_date
        row.save()
        tell("reception.arrived", row, by=by, at=at)
        notify(account_ids=those_who_work_on(row), kind=NoticeKind.RECEPTION_CHANGED, by=by, at=at)


def note_handover(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Note that those who came are handed over to who looks after them now.

    Raises
    ------
    NotPermitted, CaseNotFound, ReceptionRefused
        If the actor does not co-ordinate, there is no such reception, or nobody has come before that day.
    """
    with transaction.atomic():
        row = to_coordinate(by, reference, at=at)
        go_on(row, State.HANDED_OVER, at=at)
        ReceptionRefused.raise_if(problems_of_day(on_date, today=day_of(at), earliest=row.arrived_date))
        row.handed_over_date = on_date
        row.save()
        tell("reception.handed_over", row, by=by, at=at)


def note_interview(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Note that the mapping interview has been held.

    Raises
    ------
    NotPermitted, CaseNotFound, ReceptionRefused
        If the actor does not co-ordinate, there is no such reception, or nobody is handed over before.
    """
    with transaction.atomic():
        row = to_coordinate(by, reference, at=at)
        go_on(row, State.INTERVIEWED, at=at)
        ReceptionRefused.raise_if(problems_of_day(on_date, today=day_of(at), earliest=row.handed_over_date))
        row.interview_date = on_date
        row.save()
        tell("reception.interviewed", row, by=by, at=at)
