"""The verbs of receptions: asking for one, planning, agreeing, arrival and after, the sealed details."""

from __future__ import annotations

from fristed.casework.reception.actions.agreeing import answer_part, ask_part, note_answer, read_part
from fristed.casework.reception.actions.arriving import (
    note_arrival,
    note_handover,
    note_interview,
    note_left,
)
from fristed.casework.reception.actions.clock import fire_details
from fristed.casework.reception.actions.details import (
    name_details_officer,
    open_details,
    read_details,
    read_details_of_part,
    write_details,
)
from fristed.casework.reception.actions.planning import (
    cancel_reception,
    change_day,
    name_coordinator,
    plan_reception,
    postpone_reception,
    request_reception,
)

__all__ = [
    "answer_part",
    "ask_part",
    "cancel_reception",
    "change_day",
    "fire_details",
    "name_coordinator",
    "name_details_officer",
    "note_answer",
    "note_arrival",
    "note_handover",
    "note_interview",
    "note_left",
    "open_details",
    "plan_reception",
    "postpone_reception",
    "read_details",
    "read_details_of_part",
    "read_part",
    "request_reception",
    "write_details",
]
