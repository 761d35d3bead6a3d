"""The cast of outreach, and drafts to begin from. Everybody and every agency is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from fristed.casework.assignments import actions
from fristed.casework.assignments.facts import AssignmentDraft, AssignmentLine
from fristed.casework.assignments.models import (
    Activity,
    Answers,
    Assignment,
    Feedback,
    Helping,
    Post,
    Step,
    Week,
    Witness,
)
from fristed.casework.assignments.queries import assignment_detail
from fristed.foundation.identity.facts import Actor
from tests.spec.cast import AUD, BO, CEM, ELI, actor, at_ten

TODAY = date(2026, 11, 2)
AT = at_ten(TODAY)
TORA = actor("tora", "MR", "case_worker", account_id=21)
HEGE = actor("hege", "MR", "service_leader", account_id=22)
SERVICES: dict[str, Actor] = {"MR": AUD, "KT": BO, "SU": CEM, "FT": ELI}
KEPT = (Activity, Answers, Assignment, Feedback, Helping, Post, Step, Week, Witness)
DRAFT = AssignmentDraft(
    audience="nav",
    subject="mapping",
    form="physical",
    county="46",
    partner="rvts",
    asker="nav",
    agency="Nav Lillevik",
    contact="Fagleder, 55 55 01 00",
    wished_date=TODAY + timedelta(days=20),
)


def later(days: int) -> dict[str, Any]:
    """Give the time some days after the first."""
    return {"at": at_ten(TODAY + timedelta(days=days))}


def requested(by: Actor = ELI, **changes: Any) -> str:
    """Note a request."""
    return actions.request_assignment(draft=replace(DRAFT, **changes), on_date=TODAY, by=by, at=AT)


def line(reference: str, by: Actor = ELI) -> AssignmentLine:
    """Give an assignment as it is now."""
    return assignment_detail(by, reference).line


def now(reference: str) -> dict[str, Any]:
    """Give the reference and the version as they are now."""
    return {"reference": reference, "version": line(reference).version}


def planned(by: Actor = ELI, **changes: Any) -> str:
    """Note a request, accept it and agree on a day a week later."""
    reference = requested(by, **changes)
    actions.accept_assignment(**now(reference), by=by, at=AT)
    day = TODAY + timedelta(days=7)
    actions.plan_assignment(**now(reference), planned_date=day, by=by, at=AT)
    return reference


def held(by: Actor = ELI, participants: int | None = 30, **changes: Any) -> str:
    """Have an assignment planned, and held a week later."""
    reference = planned(by, **changes)
    day = TODAY + timedelta(days=7)
    given = {"on_date": day, "participants": participants, "week": ""}
    actions.hold_assignment(**now(reference), **given, by=by, **later(7))
    return reference


def stored() -> list[Any]:
    """Give everything that is stored in the room, to see that nothing has changed."""
    return [list(model._default_manager.order_by("pk").values()) for model in KEPT]
