"""The verbs that protect a case from those who work here: ties, block list, names, grading of the address.

They fit a case, and a grey-zone case that has not become one.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.cases.carrying import carry
from fristed.casework.cases.models import Case, GreyZoneCase
from fristed.casework.cases.queries import CaseNotFound, grey_zone_within_reach, rows_within_reach
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.access.actions.governing import account_to_choose
from fristed.foundation.identity.access.codes import Grading
from fristed.foundation.identity.access.refusals import AccessRefused
from fristed.foundation.identity.access.rules import is_lower
from fristed.foundation.identity.access.storing import (
    ask_lowering,
    decide_asked_lowering,
    end_naming,
    store_block,
    store_naming,
    store_tie,
    withdraw_lowering,
)
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission


def _row_to_protect(by: Actor, permission: Permission, reference: str) -> Case | GreyZoneCase:
    """Give a case or an unconverted grey-zone case within reach, locked until the transaction ends.

    Raises
    ------
    NotPermitted
        If the actor may not do this in any register, or is a program.
    CaseNotFound
        If there is none within reach.
    """
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account.")
    case = rows_within_reach(by, permission).select_for_update().filter(reference=reference).first()
    if case is not None:
        return case
    grey_zone = grey_zone_within_reach(by, permission).filter(case__isnull=True)
    found = grey_zone.select_for_update(of=("self",)).filter(reference=reference).first()
    if found is None:
        raise CaseNotFound("There is no such case.")
    return found


def declare_tie(*, reference: str, kind: str, by: Actor, at: datetime) -> None:
    """Say that the case is about oneself, one's family, a partner, or that another tie disqualifies.

    From then on the case is not there for the actor, whatever role, grant or emergency. Of what kind the tie
    is stands in no trail.

    Raises
    ------
    NotPermitted, CaseNotFound, AccessRefused
        Without permission, without such a case within reach, or with an unknown kind of tie.
    """
    with transaction.atomic():
        row = _row_to_protect(by, Permission.CASE_READ, reference)
        store_tie(row.service, reference, kind, by=by, at=at)


def block_staff(*, reference: str, account: int | None, by: Actor, at: datetime) -> None:
    """Shut the case to a member of staff, as the person has asked. Only a leader takes somebody off again.

    Raises
    ------
    NotPermitted, CaseNotFound, AccessRefused
        Without permission, without such a case within reach, or if the person is unknown or blocked already.
    """
    with transaction.atomic():
        row = _row_to_protect(by, Permission.CASE_PROTECT, reference)
        person = account_to_choose(account)
        if person.pk == by.account_id:
            raise AccessRefused(("account", "yourself"))
        store_block(row.service, reference, person.pk, by=by, at=at)


def name_staff(*, reference: str, account: int | None, by: Actor, at: datetime) -> None:
    """Name a member of staff to the case, so that its grading does not shut it to them.

    Raises
    ------
    NotPermitted, CaseNotFound, AccessRefused
        Without permission, without such a case within reach, or if the person is unknown or named already.
    """
    with transaction.atomic():
        row = _row_to_protect(by, Permission.CASE_PROTECT, reference)
        person = account_to_choose(account)
        if not store_naming(row.service, reference, person.pk, by=by, at=at):
            raise AccessRefused(("account", "already_so"))


def unname_staff(*, reference: str, account: int | None, by: Actor, at: datetime) -> None:
    """End that somebody else is named to the case.

    Raises
    ------
    NotPermitted, CaseNotFound, AccessRefused
        Without permission, without such a case within reach, or if it is oneself or nobody named.
    """
    with transaction.atomic():
        _row_to_protect(by, Permission.CASE_PROTECT, reference)
        if account == by.account_id:
            raise AccessRefused(("account", "yourself"))
        end_naming(reference, account or 0, by=by, at=at)


def grade_address(*, reference: str, grading: str, by: Actor, at: datetime) -> bool:
    """Protect the address more at once, naming the actor to the case; or ask for less, which takes two.

    Returns
    -------
    bool
        Whether the grading is changed; asking for a lower one changes nothing yet.

    Raises
    ------
    NotPermitted, CaseNotFound, AccessRefused
        Without permission, without such a case within reach, or if the grading is unknown or so already.
    """
    with transaction.atomic():
        row = _row_to_protect(by, Permission.CASE_PROTECT, reference)
        if grading not in set(Grading):
            raise AccessRefused(("grading", "unknown_value"))
        if grading == row.address_grading:
            raise AccessRefused(("grading", "already_so"))
        if is_lower(grading, than=row.address_grading):
            ask_lowering(row.service, reference, grading, by=by, at=at)
            return False
        store_naming(row.service, reference, by.account_id or 0, by=by, at=at)
        withdraw_lowering(reference, by=by, at=at)
        _grade(row, grading, by=by, at=at)
    return True


def confirm_lower_grading(*, reference: str, by: Actor, at: datetime) -> None:
    """Protect the address less, as somebody else has asked.

    Raises
    ------
    NotPermitted, CaseNotFound, AccessRefused
        Without permission, without such a case within reach, or if nobody else has asked.
    """
    with transaction.atomic():
        row = _row_to_protect(by, Permission.CASE_PROTECT, reference)
        grading = decide_asked_lowering(reference, by=by, at=at)
        _grade(row, grading, by=by, at=at)


def _grade(row: Case | GreyZoneCase, grading: str, *, by: Actor, at: datetime) -> None:
    facts: dict[str, str | int] = {"from": row.address_grading, "to": grading}
    row.address_grading = grading
    row.save(update_fields=["address_grading"])
    if isinstance(row, Case):
        carry(row, "address_grading")
    write_line(event="address.graded", by=by, at=at, subject=row.reference, facts=facts)
