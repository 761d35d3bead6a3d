"""Asking to hand a threatened person's few facts over for resettlement, through the one door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from fristed.casework.persons.queries import case_of_own_service
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission
from fristed.foundation.legal_basis.actions.crossing import ask_handover


def ask_to_hand_over(*, reference: str, values: Mapping[str, str], by: Actor, at: datetime) -> str:
    """Ask, for a case that the access decision lets the actor read in the own service; give the key.

    Raises
    ------
    NotPermitted
        If the actor may not ask in any register.
    CaseNotFound
        If there is no such case within reach in the own service.
    BasisRefused
        If the values are not the fixed fields in their form, or one waits already.
    """
    by = replace(by, at=at)
    case = case_of_own_service(by, Permission.HANDOVER_ASK, reference)
    return ask_handover(reference=case.reference, values=values, by=by, at=at)
