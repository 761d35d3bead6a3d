"""The verb that puts right a main concern which was wrong from the start."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.cases.actions.storing import case_to_change, refuse_if
from fristed.casework.cases.checks import correction_problems
from fristed.casework.cases.models import MainConcernCorrection
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission


def correct_main_concern(*, reference: str, new_concern: str, reason: str, by: Actor, at: datetime) -> None:
    """Correct the main concern of a case; what it was, why and by whom stays in the register.

    The main concern is the one at first contact. That the situation has changed is no reason to correct it:
    use :func:`fristed.casework.cases.actions.add_current_concern`.

    Parameters
    ----------
    reason
        A code of :class:`fristed.casework.cases.codes.CorrectionReason`.

    Raises
    ------
    NotPermitted, CaseNotFound, RegistrationRefused
        Without permission, without such a case in the own service, or with errors by field.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_CORRECT, reference)
        old = case.main_concern
        refuse_if(
            correction_problems(
                old=old,
                new=new_concern,
                reason=reason,
                year=case.first_contact_date.year,
                service=case.service,
                secondary=case.secondary_concerns.values_list("concern", flat=True),
            )
        )
        case.main_concern = new_concern
        case.save(update_fields=["main_concern"])
        MainConcernCorrection.objects.create(
            case=case, old_concern=old, new_concern=new_concern, reason=reason, by_username=by.username, at=at
        )
        write_line(
            event="case.main_concern_corrected", by=by, at=at, subject=reference, facts={"reason": reason}
        )
