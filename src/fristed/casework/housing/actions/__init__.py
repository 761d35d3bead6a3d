"""The verbs of the scheme. Permission, change and audit line are one transaction."""

from fristed.casework.housing.actions.addresses import (
    open_dwelling_place,
    read_dwelling_place,
    write_dwelling_place,
)
from fristed.casework.housing.actions.allocating import allocate_places, give_up_places
from fristed.casework.housing.actions.asking import ask_for_place
from fristed.casework.housing.actions.assessing import (
    answer_security,
    ask_security,
    assess_application,
    note_family_talk,
    note_family_work,
    note_mapping,
    note_wishes,
    pass_on_security,
)
from fristed.casework.housing.actions.clock import fire_stay_warnings
from fristed.casework.housing.actions.deciding import (
    accept_place,
    close_application,
    decline_place,
    offer_place,
    put_on_waiting_list,
    refuse_place,
)
from fristed.casework.housing.actions.dwellings import (
    clear_dwelling,
    cut_place,
    end_clearance,
    let_in_staff,
    let_out_staff,
    note_dwelling,
    note_provider,
    open_places,
)
from fristed.casework.housing.actions.loading import load_housing
from fristed.casework.housing.actions.reading import read_application, read_outline
from fristed.casework.housing.actions.staying import (
    extend_stay,
    follow_up_stay,
    move_in,
    move_out,
    plan_move_out,
)

__all__ = [
    "accept_place",
    "allocate_places",
    "answer_security",
    "ask_for_place",
    "ask_security",
    "assess_application",
    "clear_dwelling",
    "close_application",
    "cut_place",
    "decline_place",
    "end_clearance",
    "extend_stay",
    "fire_stay_warnings",
    "follow_up_stay",
    "give_up_places",
    "let_in_staff",
    "let_out_staff",
    "load_housing",
    "move_in",
    "move_out",
    "note_dwelling",
    "note_family_talk",
    "note_family_work",
    "note_mapping",
    "note_provider",
    "note_wishes",
    "offer_place",
    "open_dwelling_place",
    "open_places",
    "pass_on_security",
    "plan_move_out",
    "put_on_waiting_list",
    "read_application",
    "read_dwelling_place",
    "read_outline",
    "refuse_place",
    "write_dwelling_place",
]
