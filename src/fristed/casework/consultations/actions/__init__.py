"""The verbs of this room: drafts of calls, taking a call, safe contact, codes, consultations and links."""

from fristed.casework.consultations.actions.codes import give_new_code, join_by_code
from fristed.casework.consultations.actions.consulting import link_consultation, move_consultation
from fristed.casework.consultations.actions.contact import ContactChanged, set_safe_contact
from fristed.casework.consultations.actions.drafts import (
    expire_call_drafts,
    save_call_draft,
    throw_away_call_draft,
)
from fristed.casework.consultations.actions.taking import take_call

__all__ = [
    "ContactChanged",
    "expire_call_drafts",
    "give_new_code",
    "join_by_code",
    "link_consultation",
    "move_consultation",
    "save_call_draft",
    "set_safe_contact",
    "take_call",
    "throw_away_call_draft",
]
