"""The verbs of journeys home: applying, deciding, travelling, settling, and what is known of conditions."""

from __future__ import annotations

from fristed.casework.repatriation.actions.applying import (
    apply_for_journey,
    check_step,
    name_receiver,
    note_document,
    submit_application,
    withdraw_application,
)
from fristed.casework.repatriation.actions.deciding import (
    answer_condition,
    decide_application,
    give_information,
    read_texts,
    request_information,
)
from fristed.casework.repatriation.actions.knowing import note_condition, note_country
from fristed.casework.repatriation.actions.loading import load_journeys
from fristed.casework.repatriation.actions.settling import claim_refund, settle_claim
from fristed.casework.repatriation.actions.travelling import (
    ask_reception,
    book_ticket,
    drop_reception,
    note_departure,
    note_no_departure,
    note_return,
)

__all__ = [
    "answer_condition",
    "apply_for_journey",
    "ask_reception",
    "book_ticket",
    "check_step",
    "claim_refund",
    "decide_application",
    "drop_reception",
    "give_information",
    "load_journeys",
    "name_receiver",
    "note_condition",
    "note_country",
    "note_departure",
    "note_document",
    "note_no_departure",
    "note_return",
    "read_texts",
    "request_information",
    "settle_claim",
    "submit_application",
    "withdraw_application",
]
