"""Every verb and reading of outreach, and how each ends for whom; kept by hand.

``past`` means let in by permission; what is there is tested where it is made. A reference that leads nowhere
is answered with what is not there, to everybody who is let in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fristed.casework.assignments import actions, queries
from fristed.casework.assignments.facts import AnswersDraft, AssignmentDraft, PostDraft
from fristed.casework.cases.queries import grey_zone_years
from fristed.foundation.identity.facts import Actor
from tests.access.chain_roles import IN_THE_CHAIN
from tests.access.modes_table import DAY, Call, Rule, given
from tests.access.vault_table import works_with_cases

NOWHERE = "AAAAA-AAAAA"
REACHES_OUT = ("case_worker", "service_leader", "competence_adviser")
DRAFT = AssignmentDraft("nav", "mapping", "physical")
HELD: dict[str, Any] = {"on_date": DAY, "participants": None, "week": ""}
QUICK: dict[str, Any] = {
    "kind": "group",
    "theme": "rights",
    "on_date": DAY,
    "county": "",
    "participants": None,
}
POST = PostDraft("46", "", "", "A", None, 100, DAY)


def does_outreach(by: Actor, _service: str) -> str:
    """Who does outreach in one of the four services."""
    return "past" if by.username in REACHES_OUT and by.service else "NotPermitted"


def finds_nothing(by: Actor, service: str) -> str:
    """The same, where something has to be there and is not."""
    return "CaseNotFound" if does_outreach(by, service) == "past" else "NotPermitted"


def changes_a_post(by: Actor, service: str) -> str:
    """Leaders of the advisers look for the post; others who do outreach are told whose it is."""
    leads = by.username == "service_leader" and by.service == "MR"
    return "CaseNotFound" if leads else does_outreach(by, service)


def reads_counts(by: Actor, _service: str) -> str:
    """Who reads statistics, or does outreach."""
    is_out = by.username in {"none", "ministry_editor", "knowledge_editor", *IN_THE_CHAIN}
    return "NotPermitted" if is_out else "past"


def anybody(_by: Actor, _service: str) -> str:
    """A question that everybody may ask, and that says no to most."""
    return "past"


def nobody(_by: Actor, _service: str) -> str:
    """What the clock does is for no role."""
    return "NotPermitted"


def reads_a_register(by: Actor, service: str) -> str:
    """Who works with cases."""
    return "past" if works_with_cases(by, service) else "NotPermitted"


def on(verb: Any, **more: Any) -> tuple[Call, Rule]:
    """Call a verb on what leads nowhere."""
    return (
        lambda by, _s, _ref: verb(reference=NOWHERE, version=1, **more, **given(by)),
        finds_nothing,
    )


def make(verb: Any, **more: Any) -> tuple[Call, Rule]:
    """Call a verb that makes something."""
    return lambda by, _s, _ref: verb(**more, **given(by)), does_outreach


def read(query: Any, *more: Any, **named: Any) -> tuple[Call, Rule]:
    """Call a reading of what all who do outreach see."""
    return lambda by, _s, _ref: query(by, *more, **named), does_outreach


def look_for(query: Any) -> tuple[Call, Rule]:
    """Call a reading of one thing, which is not there."""
    return lambda by, _s, _ref: query(by, NOWHERE), finds_nothing


OUTREACH: Mapping[str, tuple[Call, Rule]] = {
    "request_assignment": make(actions.request_assignment, draft=DRAFT, on_date=DAY),
    "note_held_assignment": make(actions.note_held_assignment, draft=DRAFT, **HELD),
    "accept_assignment": on(actions.accept_assignment),
    "pass_on_assignment": on(actions.pass_on_assignment, to="KT"),
    "decline_assignment": on(actions.decline_assignment, why="no_capacity"),
    "plan_assignment": on(actions.plan_assignment, planned_date=DAY),
    "hold_assignment": on(actions.hold_assignment, **HELD),
    "cancel_assignment": on(actions.cancel_assignment, why="illness"),
    "ask_for_help": on(actions.ask_for_help, needs=True),
    "take_assignment": on(actions.take_assignment),
    "join_assignment": on(actions.join_assignment),
    "correct_assignment": on(actions.correct_assignment, draft=DRAFT, held_date=DAY, participants=None),
    "note_feedback": on(actions.note_feedback, respondents=0, counts={}),
    "erase_contacts": (lambda by, _s, _ref: actions.erase_contacts(**given(by)), nobody),
    "note_week": make(actions.note_week, first_date=DAY, last_date=DAY, county=""),
    "remove_week": on(actions.remove_week),
    "note_activity": make(actions.note_activity, **QUICK),
    "correct_activity": on(actions.correct_activity, **QUICK),
    "remove_activity": on(actions.remove_activity),
    "note_summons": make(
        actions.note_summons, subject="risk", forum="district_court", hearing_date=None, on_date=DAY
    ),
    "check_conflict": on(actions.check_conflict, result="clear", on_date=DAY),
    "accept_witness": on(actions.accept_witness),
    "decline_witness": on(actions.decline_witness, why="no_capacity"),
    "prepare_witness": on(actions.prepare_witness),
    "note_testimony": on(actions.note_testimony, on_date=DAY),
    "call_off_witness": on(actions.call_off_witness),
    "note_answers": make(actions.note_answers, draft=AnswersDraft(2024, 0, 140)),
    "import_answers": make(actions.import_answers, file=b"year;answers\n2024;140\n"),
    "note_post": make(actions.note_post, draft=POST),
    "change_post": (
        lambda by, _s, _ref: actions.change_post(reference=NOWHERE, version=1, draft=POST, **given(by)),
        changes_a_post,
    ),
    "keeps_posts": (lambda by, _s, _ref: actions.keeps_posts(by), anybody),
    "assignments_to_answer": read(queries.assignments_to_answer),
    "calls_for_help": read(queries.calls_for_help),
    "board_of": read(queries.board_of, DAY, DAY),
    "calendar_of": read(queries.calendar_of, DAY, DAY),
    "assignment_detail": look_for(queries.assignment_detail),
    "weeks_of": read(queries.weeks_of, 2024),
    "weeks_between": read(queries.weeks_between, DAY, DAY),
    "own_weeks": read(queries.own_weeks),
    "activities_of": read(queries.activities_of),
    "activity_line": look_for(queries.activity_line),
    "is_called_as_witness": (lambda by, _s, _ref: queries.is_called_as_witness(by), anybody),
    "witnesses_of": read(queries.witnesses_of),
    "witness_line": look_for(queries.witness_line),
    "answers_noted": read(queries.answers_noted),
    "posts_now": read(queries.posts_now, on_date=DAY),
    "post_line": look_for(queries.post_line),
    "own_county": read(queries.own_county, on_date=DAY),
    "held_in": (lambda by, _s, _ref: queries.held_in(by, (2024,)), reads_counts),
    "outreach_waiting": (lambda by, _s, _ref: queries.outreach_waiting(by), anybody),
    "grey_zone_years": (lambda by, _s, _ref: grey_zone_years(by), reads_a_register),
}
OUTREACH_WITHOUT_AN_ACTOR: Mapping[str, str] = {
    "who_covers": "for the public: county, school and telephone, and no person",
}
