"""The verbs of the vault. Each takes ``by`` and ``at`` and writes its audit line.

Zone B (identity and free text): :func:`seal`, :func:`seal_many`, :func:`opened`, :func:`opened_many`,
:func:`unseal`; the room that calls has decided who may. Zone C (place): :func:`enrol_officer`,
:func:`open_place`, :func:`name_officer`, :func:`remove_officer`, :func:`seal_place`, :func:`opened_place`,
:func:`begin_escrow`, :func:`finish_escrow`; these ask for permissions themselves. Ending: :func:`shred`.
Keeping: :func:`rotate_root_key` and its kin, :func:`sweep_orphans`.
"""

from __future__ import annotations

from fristed.foundation.vault.actions.enrolling import (
    AlreadyEnrolled,
    appoint_escrow,
    change_passphrase,
    enrol_anew,
    enrol_officer,
)
from fristed.foundation.vault.actions.escrow import (
    REASONS,
    NotAHolder,
    UnknownReason,
    begin_escrow,
    finish_escrow,
    openings_to_finish,
)
from fristed.foundation.vault.actions.place import (
    PlaceExists,
    PlaceMoved,
    StillNeeded,
    name_officer,
    open_place,
    opened_place,
    remove_officer,
    renew_place_key,
    seal_place,
)
from fristed.foundation.vault.actions.rotating import (
    drop_pseudonym_key,
    rotate_case_key,
    rotate_pseudonym_key,
    rotate_root_key,
    rotate_service_key,
)
from fristed.foundation.vault.actions.sealing import opened, opened_many, seal, seal_many, unseal
from fristed.foundation.vault.actions.shredding import Destroyed, MorePeopleNeeded, shred
from fristed.foundation.vault.actions.sweeping import sweep_orphans
from fristed.foundation.vault.envelopes import SealBroken, TooLongToSeal
from fristed.foundation.vault.keyring import AlreadyShredded
from fristed.foundation.vault.locks import WeakPassphrase, WrongPassphrase
from fristed.foundation.vault.officers import EscrowIncomplete, NotAnOfficer
from fristed.foundation.vault.storing import NotSealed, VersionTaken

__all__ = [
    "REASONS",
    "AlreadyEnrolled",
    "AlreadyShredded",
    "Destroyed",
    "EscrowIncomplete",
    "MorePeopleNeeded",
    "NotAHolder",
    "NotAnOfficer",
    "NotSealed",
    "PlaceExists",
    "PlaceMoved",
    "SealBroken",
    "StillNeeded",
    "TooLongToSeal",
    "UnknownReason",
    "VersionTaken",
    "WeakPassphrase",
    "WrongPassphrase",
    "appoint_escrow",
    "begin_escrow",
    "change_passphrase",
    "drop_pseudonym_key",
    "enrol_anew",
    "enrol_officer",
    "finish_escrow",
    "name_officer",
    "open_place",
    "opened",
    "opened_many",
    "opened_place",
    "openings_to_finish",
    "remove_officer",
    "renew_place_key",
    "rotate_case_key",
    "rotate_pseudonym_key",
    "rotate_root_key",
    "rotate_service_key",
    "seal",
    "seal_many",
    "seal_place",
    "shred",
    "sweep_orphans",
    "unseal",
]
