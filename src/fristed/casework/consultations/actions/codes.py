"""The code that joins later contacts to the same case: given, given anew, and tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from fristed.casework.cases.actions import add_contact, reopen_case
from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import rows_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.consultations.case_codes import new_code, plain_code
from fristed.casework.consultations.codes import ConsultationState
from fristed.casework.consultations.messages import CallRefused
from fristed.casework.consultations.models import CaseCode, CodeTries, Consultation, ConsultationStep
from fristed.casework.consultations.rules import FORGOTTEN_AFTER, wait_after
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.vault.pseudonyms import code_hashes

Within = Callable[[Callable[[], str]], str]
LED_NOWHERE = ("code", "no_case_by_code")


def store_new_code(case: Case, *, by: Actor, at: datetime) -> str:
    """Give a case a new code in place of an older one; only its keyed hash is stored."""
    CaseCode.objects.filter(case=case, ended_at=None).update(ended_at=at)
    code = new_code()
    hashed, *_older = code_hashes(case.service, plain_code(code), at=at)
    CaseCode.objects.create(case=case, code_hash=hashed, given_at=at, given_by=by.username)
    write_line(event="case.code_given", by=by, at=at, subject=case.reference)
    return code


def give_new_code(*, reference: str, by: Actor, at: datetime) -> str:
    """Give the caller of an anonymous consultation a new code; the old one leads nowhere any more.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    CallRefused
        If the case is no anonymous consultation.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        if not Consultation.objects.filter(case=case).exists():
            raise CallRefused(("", "no_consultation"))
        return store_new_code(case, by=by, at=at)


def at_once(store: Callable[[], str]) -> str:
    """Store what is to be stored, with nothing else in the transaction."""
    with transaction.atomic():
        return store()


def join_by_code(*, code: str, by: Actor, at: datetime, within: Within = at_once) -> str:
    """Join a call to the case that its code belongs to, as one more contact today; give the reference.

    The try is counted before it is made, for the account and for the service, and whoever has failed often
    waits. A wrong code, a code of a case out of reach, and a try made too soon have one answer. A closed
    case is reopened: calling again never makes a new case.

    Parameters
    ----------
    within
        How a door stores what a right code does: in one transaction with its own word that the form was
        carried out. That a wrong code was tried is stored by itself: no refusal takes it back.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases.
    CallRefused
        If it leads to no case; nothing is said of why.
    """
    require(by, Permission.CASE_FOLLOW_UP)
    if not _may_try(by, at):
        raise CallRefused(LED_NOWHERE)
    if _case_of(code, by=by, at=at) is None:
        with transaction.atomic(durable=True):
            write_line(event="case_code.led_nowhere", by=by, at=at)
        raise CallRefused(LED_NOWHERE)
    reference = within(lambda: _joined_to(code, by=by, at=at))
    _forget(by, at)
    return reference


def _joined_to(code: str, *, by: Actor, at: datetime) -> str:
    """Join the call, if the code still leads to the case that it led to a moment ago."""
    case = _case_of(code, by=by, at=at)
    if case is None:
        raise CallRefused(LED_NOWHERE)
    _joined(case, by=by, at=at)
    return case.reference


def _joined(case: Case, *, by: Actor, at: datetime) -> None:
    if case.status == CaseStatus.CLOSED:
        reopen_case(reference=case.reference, by=by, at=at)
    add_contact(reference=case.reference, on_date=day_of(at), by=by, at=at)
    consultation = Consultation.objects.filter(case=case).first()
    if consultation is not None and consultation.state != ConsultationState.CONVERTED:
        store_state(consultation, ConsultationState.REPEATED, by=by, at=at)
    write_line(event="case.joined_by_code", by=by, at=at, subject=case.reference)


def store_state(consultation: Consultation, state: ConsultationState, *, by: Actor, at: datetime) -> None:
    """Let a consultation come to a state, and keep when and through whom."""
    consultation.state = state.value
    consultation.save(update_fields=["state"])
    ConsultationStep.objects.create(
        case_id=consultation.case_id, state=state.value, at=at, by_username=by.username
    )


def _case_of(code: str, *, by: Actor, at: datetime) -> Case | None:
    """Give the case within reach that a code in use belongs to."""
    hashes = code_hashes(by.service or "", plain_code(code), at=at)
    found = CaseCode.objects.filter(code_hash__in=hashes, ended_at=None).values("case_id")
    reach = rows_within_reach(by, Permission.CASE_FOLLOW_UP)
    return reach.filter(service=by.service or "", pk__in=found).first()


def _counters(by: Actor) -> tuple[tuple[str, str], ...]:
    return (("account", str(by.account_id or 0)), ("service", by.service or ""))


def _may_try(by: Actor, at: datetime) -> bool:
    """Count a try in both counters before it is made; one that must wait is not counted.

    In no other transaction, which would take the count back with what it refuses.
    """
    with transaction.atomic(durable=True):
        CodeTries.objects.filter(last_at__lt=at - FORGOTTEN_AFTER).delete()
        rows = [_locked(kind, about, at) for kind, about in _counters(by)]
        if any(at < row.last_at + wait_after(row.kind, row.failed) for row in rows if row.failed):
            return False
        for row in rows:
            row.failed, row.last_at = row.failed + 1, at
            row.save(update_fields=["failed", "last_at"])
    return True


def _locked(kind: str, about: str, at: datetime) -> CodeTries:
    rows = CodeTries.objects.select_for_update()
    row, _is_new = rows.get_or_create(kind=kind, about=about, defaults={"last_at": at})
    return row


def _forget(by: Actor, at: datetime) -> None:
    """Forget the account's failures; the service only gets back the try that was counted now."""
    with transaction.atomic():
        for kind, about in _counters(by):
            row = _locked(kind, about, at)
            row.failed = 0 if kind == "account" else max(row.failed - 1, 0)
            row.save(update_fields=["failed"])
