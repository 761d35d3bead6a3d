"""Plans in a few cases of the demo: nobody in them is real, and every word is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from fristed.casework.cases.facts import CaseFilters
from fristed.casework.cases.queries import cases_visible_to
from fristed.casework.cases.rules import day_of
from fristed.casework.plans.actions import promise_signs, set_task, write_contact_plan, write_safety_plan
from fristed.casework.teams.actions import assign_case
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_named

WORKERS = ("aud", "bo", "cem")
AGREED = "Et blått hjerte på telefonen til skolevennen. Kommer det ikke, ringer vi helsesykepleier først."
PLAN = "Bagen ligger hos helsesykepleier. Kodeordet er avtalt. Politiet er orientert uten navn."
TASK = "Ring helsesykepleier og hør hvordan det gikk etter helgen."
# Well down the list, so that the newest cases stay as the register has them.
PLACE = 12


def plan_in_demo(*, at: datetime) -> None:
    """Let each case worker of the cast be responsible for a case, with plans in it."""
    for username in WORKERS:
        _plan(replace(actor_named(username), at=at), at=at)


def _plan(by: Actor, *, at: datetime) -> None:
    found = cases_visible_to(by, CaseFilters(status="open"), start=PLACE, limit=1).lines
    if not found:
        return
    who: dict[str, Any] = {"reference": found[0].reference, "by": by, "at": at}
    today = day_of(at)
    assign_case(**who, to=by.account_id)
    set_task(**who, kind="call", account=by.account_id, due_date=today, text=TASK)
    set_task(**who, kind="documents", account=None, due_date=today + timedelta(days=4), text="")
    write_contact_plan(**who, text=AGREED, version=0)
    promise_signs(**who, first_date=today + timedelta(days=2), by_time=time(18), every_days=7, times=3)
    write_safety_plan(**who, text=PLAN, review_date=today + timedelta(days=5), version=0)
