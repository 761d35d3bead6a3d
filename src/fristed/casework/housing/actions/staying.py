"""The stay: moving in, going on beyond the longest stay as an exception, moving out, and aftercare."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.rules import day_of
from fristed.casework.housing.actions.allocating import is_cleared
from fristed.casework.housing.codes import IN_A_PLACE, After, Going, State
from fristed.casework.housing.models import Aftercare, Application, Dwelling, Extension, Stay
from fristed.casework.housing.parameters import parameters
from fristed.casework.housing.refusals import HousingRefused
from fristed.casework.housing.rules import day_ahead_problems, last_day
from fristed.casework.housing.storing import (
    EXCEPTION_WORDS,
    WORDS,
    application_to_change,
    seal_words,
    take_step,
    tell,
    words_problems,
)
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission
from fristed.foundation.vault.facts import FieldName

OFFICER = (Permission.HOUSING_ALLOCATE,)
AT_THE_PLACE = (Permission.HOUSING_ALLOCATE, Permission.HOUSING_PROVIDE)


def move_in(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Note that the group has moved in.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor neither allocates places nor works where this one is.
    HousingRefused
        If the step cannot come now, its day is impossible, or the dwelling is not cleared for that day: then
        the place is given up and another is found.
    """
    with transaction.atomic():
        row = application_to_change(by, AT_THE_PLACE, reference)
        step = take_step(
            row,
            State.MOVED_IN,
            event="housing.moved_in",
            on_date=on_date,
            by=by,
            at=at,
            problems=_problems_of_moving_in(row, on_date),
        )
        Stay.objects.filter(application=row, ended_date=None).update(moved_in_date=step.on_date)


def _problems_of_moving_in(row: Application, day: date | None) -> list[tuple[str, str]]:
    homes = Dwelling.objects.filter(places__stays__application=row, places__stays__ended_date=None)
    # Locked, so that a clearance that is ended in the same moment is seen by one of the two.
    rows = Dwelling.objects.select_for_update().filter(pk__in=homes.values("pk")).order_by("pk")
    cleared = [is_cleared(one, day) for one in rows] if day is not None else []
    return [] if all(cleared) else [("on_date", "not_cleared")]


def plan_move_out(
    *, reference: str, planned_date: date | None, on_date: date | None, by: Actor, at: datetime
) -> None:
    """Plan the day of moving out; the preparedness view counts on it.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for moving in; also when the day is past, or beyond the last day of the stay.
    """
    with transaction.atomic():
        row = application_to_change(by, AT_THE_PLACE, reference)
        problems = [
            *day_ahead_problems(
                planned_date,
                today=day_of(at),
                longest_days=parameters().longest_ahead_days,
                field="planned_date",
            )
        ]
        last = last_day_of(row)
        if planned_date and last and planned_date > last:
            problems.append(("planned_date", "longest_stay"))
        take_step(
            row,
            State.MOVE_OUT_PLANNED,
            event="housing.move_out_planned",
            on_date=on_date,
            by=by,
            at=at,
            problems=problems,
            changes={"planned_out_date": planned_date},
        )


def move_out(
    *, reference: str, why: str, on_date: date | None, by: Actor, at: datetime, words: str = ""
) -> None:
    """Note that the group has moved out, and where to in a code; the places are free from that day.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for moving in; also without a reason.
    """
    with transaction.atomic():
        row = application_to_change(by, AT_THE_PLACE, reference)
        step = take_step(
            row,
            State.MOVED_OUT,
            event="housing.moved_out",
            on_date=on_date,
            by=by,
            at=at,
            why=why,
            words=words,
        )
        Stay.objects.filter(application=row, ended_date=None).update(ended_date=step.on_date)


def extend_stay(
    *, reference: str, until_date: date | None, why: str, words: str, by: Actor, at: datetime
) -> None:
    """Record that a stay goes on beyond the longest one, until a day, for a reason.

    The exception is this system's: the documents give nine months and no rule for more.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not allocate places, or there is no such application within reach.
    HousingRefused
        Without a reason, when nobody lives there, or when the day is not later than the one that holds.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        last = last_day_of(row)
        if State(row.state) not in IN_A_PLACE or last is None:
            raise HousingRefused(("", "not_living_there"))
        problems = [*words_problems(row.service, words, at=at)]
        if why not in tuple(Going):
            problems.append(("why", "reason_missing"))
        problems += day_ahead_problems(
            until_date,
            today=day_of(at),
            longest_days=parameters().longest_ahead_days,
            field="until_date",
        )
        if until_date is not None and until_date <= last:
            problems.append(("until_date", "not_longer"))
        HousingRefused.raise_if(problems)
        number = Extension.objects.filter(application=row).count() + 1
        Extension.objects.create(
            application=row,
            number=number,
            until_date=until_date or last,
            why=why,
            decided_at=at,
            decided_by=by.username,
        )
        if words.strip():
            name = FieldName(EXCEPTION_WORDS, WORDS, f"{row.reference}.{number}")
            seal_words(row, {name: words}, by=by, at=at)
        tell(row, event="housing.extended", by=by, at=at)


def last_day_of(row: Application) -> date | None:
    """Give the last day of a stay as it holds now, or nothing where nobody has moved in."""
    moved_in = (
        Stay.objects.filter(application=row, moved_in_date__isnull=False, ended_date=None)
        .values_list("moved_in_date", flat=True)
        .first()
    )
    if moved_in is None:
        return None
    exceptions = row.extensions.values_list("until_date", flat=True)
    return last_day(moved_in, months=parameters().longest_stay_months, exceptions=exceptions)


def follow_up_stay(
    *, reference: str, found: str, on_date: date | None, by: Actor, at: datetime, words: str = ""
) -> None:
    """Note how somebody is after moving out.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for an exception; also before anybody has moved out.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        step = take_step(
            row,
            State.FOLLOWED_UP,
            event="housing.followed_up",
            on_date=on_date,
            by=by,
            at=at,
            words=words,
            problems=[] if found in tuple(After) else [("found", "nothing_to_note")],
        )
        Aftercare.objects.create(application=row, on_date=step.on_date, found=found)
