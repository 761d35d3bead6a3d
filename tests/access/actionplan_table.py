"""Every verb and reading of action plans, and how each ends for whom; kept by hand, apart from the roles.

``past`` means let in by permission and ministry; what the verb then says of the values is tested elsewhere.
Tor, the writer of the table, writes for the ministry of labour: for commitment 8, and not for 10.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted
from fristed.knowledge.actionplan import actions, queries
from fristed.knowledge.actionplan.drafts import InputDraft, LawDraft
from fristed.knowledge.actionplan.facts import Follow
from fristed.knowledge.actionplan.reading import packaged_content, plan_in
from tests.unit.knowledge.actionplan.world import AT, PLAN

Call = Callable[[Actor], Any]
Rule = Callable[[str, bool], str]
READERS = {
    "service_leader",
    "system_owner",
    "competence_adviser",
    "directorate_contact",
    "ministry_editor",
    "plan_coordinator",
}


def reads(role: str, _writes: bool) -> str:
    """Who may see plans."""
    return "past" if role in READERS else "NotPermitted"


def governs(role: str, _writes: bool) -> str:
    """The co-ordinator alone."""
    return "past" if role == "plan_coordinator" else "NotPermitted"


def writes_it(role: str, writes: bool) -> str:
    """The co-ordinator, and a writer of the responsible ministry."""
    return "past" if role == "plan_coordinator" or writes else "NotPermitted"


def anybody(_role: str, _writes: bool) -> str:
    """Nothing is read that is not the asker's own."""
    return "past"


def _on(code: str, by: Actor, **more: Any) -> dict[str, Any]:
    return {"plan": PLAN, "code": code, "by": by, "at": AT, **more}


def _of(by: Actor, **more: Any) -> dict[str, Any]:
    return {"plan": PLAN, "by": by, "at": AT, **more}


LAW = LawDraft("x", "", ("8",), "", None)
OTHER_LAW = LawDraft("x", "", ("10",), "prepared", AT.date())
INPUT = InputDraft("", "", "", None)
FOLLOW = Follow("")
MOVED: dict[str, Any] = {"law": 0, "stage": "", "stage_date": None, "is_verified": False, "seen_version": 0}
VERBS: Mapping[str, tuple[Call, Rule]] = {
    "load_plan": (lambda by: actions.load_plan(files={}, by=by, at=AT), governs),
    "let_write": (lambda by: actions.let_write(ministry="", account=None, by=by, at=AT), governs),
    "stop_writing": (lambda by: actions.stop_writing(ministry="", account=None, by=by, at=AT), governs),
    "note_input": (lambda by: actions.note_input(**_of(by, draft=INPUT)), governs),
    "write_follow": (
        lambda by: actions.write_follow(**_on("8", by, follow=FOLLOW, seen_version=0)),
        writes_it,
    ),
    "write_follow of another ministry's": (
        lambda by: actions.write_follow(**_on("10", by, follow=FOLLOW, seen_version=0)),
        governs,
    ),
    "withdraw_evidence": (lambda by: actions.withdraw_evidence(**_on("8", by, evidence=0)), writes_it),
    "withdraw_evidence of another ministry's": (
        lambda by: actions.withdraw_evidence(**_on("10", by, evidence=0)),
        governs,
    ),
    "add_milestone": (
        lambda by: actions.add_milestone(**_on("8", by, title="", due_date=None)),
        writes_it,
    ),
    "add_milestone of another ministry's": (
        lambda by: actions.add_milestone(**_on("10", by, title="", due_date=None)),
        governs,
    ),
    "reach_milestone": (
        lambda by: actions.reach_milestone(**_on("8", by, milestone=0, done_date=None)),
        writes_it,
    ),
    "drop_milestone": (lambda by: actions.drop_milestone(**_on("8", by, milestone=0)), writes_it),
    "note_law": (
        lambda by: actions.note_law(**_of(by, draft=LAW)),
        lambda role, _writes: "past" if role in ("plan_coordinator", "ministry_editor") else "NotPermitted",
    ),
    "note_law of another ministry's": (lambda by: actions.note_law(**_of(by, draft=OTHER_LAW)), governs),
    "move_law": (
        lambda by: actions.move_law(**_of(by, **MOVED)),
        lambda role, _writes: "past" if role in ("plan_coordinator", "ministry_editor") else "NotPermitted",
    ),
    "plans_of": (queries.plans_of, reads),
    "plan_facts": (lambda by: queries.plan_facts(by, PLAN), reads),
    "plan_now": (lambda by: queries.plan_now(by, PLAN, at=AT), reads),
    "history_of": (lambda by: queries.history_of(by, PLAN), reads),
    "writers": (queries.writers, governs),
    "ministries_of": (queries.ministries_of, anybody),
    "may_write": (lambda by: _may_write(by, "8"), writes_it),
    "may_write of another ministry's": (lambda by: _may_write(by, "10"), governs),
}
FOR_THE_ROOM = {"plan_row", "follow_of", "evidence_of"}
"""Readings that the room has for itself; no door has them."""


def _may_write(by: Actor, code: str) -> None:

    leaf = plan_in(packaged_content()).leaves[code]
    if not queries.may_write(by, leaf, ministries=queries.ministries_of(by)):
        raise NotPermitted(by.username)
