"""The verbs of this room: writing, reading and removing who the person is; where; and handing over."""

from fristed.casework.persons.actions.clearing import clear_without_basis, forget_destroyed
from fristed.casework.persons.actions.escrow import begin_opening, finish_opening
from fristed.casework.persons.actions.handing_over import ask_to_hand_over
from fristed.casework.persons.actions.keys import (
    appoint_holders,
    change_own_key,
    make_own_key,
    make_own_key_anew,
)
from fristed.casework.persons.actions.own_number import tell_own_number
from fristed.casework.persons.actions.persons import read_person, remove_person, write_person
from fristed.casework.persons.actions.places import (
    name_case_officer,
    open_case_place,
    read_case_place,
    remove_case_officer,
    renew_case_place,
    write_case_place,
)

__all__ = [
    "appoint_holders",
    "ask_to_hand_over",
    "begin_opening",
    "change_own_key",
    "clear_without_basis",
    "finish_opening",
    "forget_destroyed",
    "make_own_key",
    "make_own_key_anew",
    "name_case_officer",
    "open_case_place",
    "read_case_place",
    "read_person",
    "remove_case_officer",
    "remove_person",
    "renew_case_place",
    "tell_own_number",
    "write_case_place",
    "write_person",
]
