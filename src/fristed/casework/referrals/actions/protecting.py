"""Protecting the address of a case more: what has been sent of it and who meets about it go with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from fristed.casework.cases.actions import grade_address
from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.models import Case
from fristed.casework.referrals.codes import NOT_ANSWERED
from fristed.casework.referrals.conferences.storing import leave_out_who_may_not
from fristed.casework.referrals.models import Move
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission


def protect_address(*, reference: str, grading: str, by: Actor, at: datetime) -> bool:
    """Grade the address by :func:`grade_address`, and let no more people have what was sent than the case.

    What waits for an answer gets the grading of the case; whoever takes part in a conference and may not
    hear of the case any more takes part no more. When less is asked for nothing changes here: what was sent
    under the higher grading stays under it.

    Returns
    -------
    bool
        Whether the grading is changed; asking for a lower one changes nothing yet.

    Raises
    ------
    NotPermitted, CaseNotFound, AccessRefused
        As :func:`grade_address`.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        is_changed = grade_address(reference=reference, grading=grading, by=by, at=at)
        case = Case.objects.filter(reference=reference).first()
        if is_changed and case is not None:
            case = case_to_change(by, Permission.CASE_PROTECT, reference)
            waiting = Move.objects.filter(case=case, state__in=NOT_ANSWERED)
            waiting.update(address_grading=case.address_grading)
            leave_out_who_may_not(case, by=by, at=at)
    return is_changed
