"""The verbs of outreach. Permission, change and audit line are one transaction."""

from fristed.casework.assignments.actions.answers import import_answers, note_answers
from fristed.casework.assignments.actions.assignments import (
    accept_assignment,
    ask_for_help,
    cancel_assignment,
    correct_assignment,
    decline_assignment,
    hold_assignment,
    join_assignment,
    note_feedback,
    note_held_assignment,
    pass_on_assignment,
    plan_assignment,
    request_assignment,
    take_assignment,
)
from fristed.casework.assignments.actions.clock import erase_contacts
from fristed.casework.assignments.actions.posts import change_post, keeps_posts, note_post
from fristed.casework.assignments.actions.quick import correct_activity, note_activity, remove_activity
from fristed.casework.assignments.actions.weeks import note_week, remove_week
from fristed.casework.assignments.actions.witness import (
    accept_witness,
    call_off_witness,
    check_conflict,
    decline_witness,
    note_summons,
    note_testimony,
    prepare_witness,
)

__all__ = [
    "accept_assignment",
    "accept_witness",
    "ask_for_help",
    "call_off_witness",
    "cancel_assignment",
    "change_post",
    "check_conflict",
    "correct_activity",
    "correct_assignment",
    "decline_assignment",
    "decline_witness",
    "erase_contacts",
    "hold_assignment",
    "import_answers",
    "join_assignment",
    "keeps_posts",
    "note_activity",
    "note_answers",
    "note_feedback",
    "note_held_assignment",
    "note_post",
    "note_summons",
    "note_testimony",
    "note_week",
    "pass_on_assignment",
    "plan_assignment",
    "prepare_witness",
    "remove_activity",
    "remove_week",
    "request_assignment",
    "take_assignment",
]
