"""What waits today: for one who works with cases, and for a leader over the whole service."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from fristed.casework.cases.rules import day_of
from fristed.casework.mentors.queries import consents_waiting
from fristed.casework.plans.queries import (
    MOST_BEFORE_HOLIDAYS,
    day_for,
    oversight_of,
    without_contact_plan,
)
from fristed.casework.reception.queries import receptions_waiting
from fristed.casework.referrals.queries import moves_of_day
from fristed.casework.repatriation.queries import journeys_waiting
from fristed.casework.teams.queries import stand_ins_in_service
from fristed.interfaces.web.moves.shown import shown_move
from fristed.interfaces.web.plans.shown import (
    names_by_account,
    shown_holiday_cases,
    shown_loads,
    shown_quiet,
    shown_sign,
    shown_tasks,
)
from fristed.interfaces.web.plans.waiting import shown_waiting
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

# The rooms of the chain of protection that have something to do for who works with cases.
BESIDE = (journeys_waiting, receptions_waiting, consents_waiting)


def my_day(request: HouseRequest) -> HttpResponse:
    """Show alarms first, then what is overdue, due and coming; the words stay sealed."""
    found, today = day_for(request.actor, beside=BESIDE), day_of(request.at)
    tasks = (*found.overdue, *found.due, *found.coming)
    names, away = names_by_account(), found.away
    waiting, unsent = moves_of_day(request.actor)
    context = {
        "today": today,
        "alarms": [shown_sign(one) for one in found.alarms],
        "overdue": shown_tasks(found.overdue, names=names, today=today),
        "due": shown_tasks(found.due, names=names, today=today),
        "coming": shown_tasks(found.coming, names=names, today=today),
        "signs": [shown_sign(one) for one in found.signs],
        "reviews": found.reviews,
        "stands_in_for": sorted(names[one] for one in away if one in names),
        "waiting_in_chain": [shown_waiting(one) for one in found.waiting],
        "waiting_moves": [shown_move(line) for line in waiting],
        "unsent_moves": [shown_move(line) for line in unsent],
    }
    shown = len(tasks) + len(found.alarms) + len(waiting) + len(found.waiting)
    put_on_record(request, "my_day.read", shown=shown)
    return render(request, "fristed/plans/my_day.html", context)


def before_holidays(request: HouseRequest) -> HttpResponse:
    """List the open cases with fear of an involuntary stay abroad for which there is no contact plan."""
    # One more than is shown, to know whether there is more.
    found = without_contact_plan(request.actor, limit=MOST_BEFORE_HOLIDAYS + 1)
    shown = found[:MOST_BEFORE_HOLIDAYS]
    put_on_record(request, "plan.holiday_list_read", shown=len(shown))
    lines = shown_holiday_cases(shown, names=names_by_account())
    context = {"lines": lines, "is_cut": len(found) > len(shown)}
    return render(request, "fristed/plans/before_holidays.html", context)


def oversight(request: HouseRequest) -> HttpResponse:
    """Show a leader how much each has, what waits, who stands in for whom, and what has gone quiet."""
    found = oversight_of(request.actor)
    names = names_by_account()
    context = {
        "loads": shown_loads(found.loads, names=names),
        "waiting": found.waiting,
        "quiet": shown_quiet(found.quiet, names=names),
        "quiet_total": found.quiet_total,
        "alarms": [shown_sign(one) for one in found.alarms],
        "stand_ins": stand_ins_in_service(request.actor),
    }
    put_on_record(request, "oversight.read", shown=len(found.loads) + len(found.quiet))
    return render(request, "fristed/plans/oversight.html", context)
