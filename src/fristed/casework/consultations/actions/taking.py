"""Taking a call: one case, how to make contact, and for an anonymous consultation a code for the caller."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.cases.actions import register_case
from fristed.casework.cases.facts import CaseDraft
from fristed.casework.cases.models import Case
from fristed.casework.cases.rules import day_of
from fristed.casework.consultations.actions.codes import store_new_code
from fristed.casework.consultations.actions.contact import store_rule
from fristed.casework.consultations.checks import contact_problems
from fristed.casework.consultations.codes import ConsultationState
from fristed.casework.consultations.facts import ContactRule, TakenCall
from fristed.casework.consultations.messages import CallRefused
from fristed.casework.consultations.models import Consultation, ConsultationStep
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require


def take_call(
    *, draft: CaseDraft, contact: ContactRule | None, is_anonymous: bool, by: Actor, at: datetime
) -> TakenCall:
    """Register what a caller says as a case, by :func:`register_case`, with all that goes with the call.

    Parameters
    ----------
    contact
        How to make contact; ``None`` where it was not asked.
    is_anonymous
        Whether it is an anonymous consultation. It is a case as any other; the caller gets a code.

    Returns
    -------
    TakenCall
        The code stands here and nowhere else: it is shown once, and kept as a keyed hash only.

    Raises
    ------
    NotPermitted
        If the actor may not register cases in the draft's service.
    RegistrationRefused, CallRefused
        With every error of the case, or of how to make contact; nothing is stored.
    """
    require(by, Permission.CASE_REGISTER, service=draft.service)
    if contact is not None:
        CallRefused.raise_if(
            contact_problems(contact, service=draft.service, on_date=day_of(at), is_consultation=is_anonymous)
        )
    with transaction.atomic():
        registered = register_case(draft=draft, by=by, at=at)
        case = Case.objects.get(reference=registered.reference)
        if contact is not None:
            store_rule(case, contact, version=1, by=by, at=at)
        code = _begun(case, by=by, at=at) if is_anonymous else ""
    return TakenCall(registered.reference, registered.warnings, code)


def _begun(case: Case, *, by: Actor, at: datetime) -> str:
    state = ConsultationState.RECEIVED.value
    Consultation.objects.create(case=case, state=state)
    ConsultationStep.objects.create(case=case, state=state, at=at, by_username=by.username)
    return store_new_code(case, by=by, at=at)
