"""The first verb: registering a case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.cases.actions.storing import refuse_if, store_case
from fristed.casework.cases.checks import validate_registration
from fristed.casework.cases.facts import CaseDraft, RegisteredCase
from fristed.casework.cases.rules import day_of
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require


def register_case(*, draft: CaseDraft, by: Actor, at: datetime) -> RegisteredCase:
    """Open a case about one person in the actor's own service, with its first contact.

    Returns
    -------
    RegisteredCase
        The new reference, and what the guideline warns of; a warning stops nothing.

    Raises
    ------
    NotPermitted
        If the actor may not register cases in the draft's service.
    RegistrationRefused
        With every error of every field; nothing is stored.
    """
    require(by, Permission.CASE_REGISTER, service=draft.service)
    verdict = validate_registration(draft, day_of(at))
    refuse_if(verdict.errors)
    with transaction.atomic():
        case = store_case(draft, by=by, at=at)
        write_line(
            event="case.registered", by=by, at=at, subject=case.reference, facts={"service": case.service}
        )
    return RegisteredCase(case.reference, verdict.warnings)
