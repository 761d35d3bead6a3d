"""Answering a move: no, yes with a case of one's own, who shall answer, and how it goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from fristed.casework.cases.actions import register_case
from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.facts import CaseDraft
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, rows_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.referrals.actions.shared import go_on, leave_end_of_link, tell, would_be_there
from fristed.casework.referrals.codes import ASKS, GOES_ON, State
from fristed.casework.referrals.models import BlindLink, Move
from fristed.casework.referrals.queries import (
    asked_of,
    may_answer,
    move_within_reach,
    moves_of_cases,
)
from fristed.casework.referrals.refusals import MoveRefused
from fristed.casework.teams.queries import may_work_on
from fristed.casework.teams.storing import put_in_charge
from fristed.foundation.identity.access.rules import is_lower
from fristed.foundation.identity.access.storing import carry_shut, store_naming
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_with_id
from fristed.foundation.identity.rules import Permission, is_permitted, require
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.codes import NoticeKind
from fristed.methods.classifications import code_list


def _asked_to_answer(by: Actor, reference: str) -> Move:
    """Give a move that waits for the actor's answer, locked."""
    move = asked_of(by, Permission.CASE_FOLLOW_UP).select_for_update().filter(reference=reference).first()
    if move is None or move.service != by.service:
        # Whoever may see that it has been answered already is told so; to others it is not there.
        move_within_reach(by, reference, Permission.CASE_FOLLOW_UP)
        raise MoveRefused(("", "not_now"))
    if not may_answer(by, move):
        raise MoveRefused(("", "not_asked"))
    return move


def decline_move(*, reference: str, reason: str, by: Actor, at: datetime) -> None:
    """Answer no, with a reason; what was sent is no longer there for the side that was asked.

    Raises
    ------
    NotPermitted, CaseNotFound, MoveRefused
        Without permission, without such a move to answer, or without a reason.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        move = _asked_to_answer(by, reference)
        if reason not in {code.code for code in code_list("decline_reasons").codes_on(day_of(at).year)}:
            raise MoveRefused(("reason", "unknown_reason"))
        go_on(move, State.DECLINED)
        move.decline_reason, move.answered_at, move.answered_by = reason, at, by.username
        move.save(update_fields=["state", "decline_reason", "answered_at", "answered_by"])
        tell("move.declined", move, by=by, at=at, reason=reason)
        _tell_who_asked(move, by=by, at=at)


def accept_move(
    *, reference: str, draft: CaseDraft | None = None, existing: str = "", by: Actor, at: datetime
) -> str:
    """Answer yes. Of another service's case a case of one's own is opened, or the one there is is linked.

    Within a service who is responsible changes, and it stays one case. Neither side sees the other's case.

    Parameters
    ----------
    draft
        The case to open in the own service, for a referral or transfer from another.
    existing
        Or the reference of the open case that the own service has about the person already.

    Returns
    -------
    str
        The reference of the actor's own case.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a move to answer.
    MoveRefused, RegistrationRefused
        With what is wrong; nothing is stored.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        move = _asked_to_answer(by, reference)
        go_on(move, State.ACCEPTED)
        if move.service == move.from_service:
            case = _taken_over(move, by=by, at=at)
        elif move.kind in ASKS:
            case = _linked_case(move, by)
        else:
            case = _case_of_ones_own(move, draft, existing.strip(), by=by, at=at)
            leave_end_of_link(move, case, by=by, at=at)
        move.opened, move.answered_at, move.answered_by = case, at, by.username
        move.save(update_fields=["state", "opened", "answered_at", "answered_by"])
        tell("move.accepted", move, by=by, at=at)
        _tell_who_asked(move, by=by, at=at)
    return case.reference


def _tell_who_asked(move: Move, *, by: Actor, at: datetime) -> None:
    """Give notice to who asked, with the own case that it was asked about."""
    asked_by, reference = [move.asked_by_account], move.from_reference
    notify(account_ids=asked_by, kind=NoticeKind.MOVE_ANSWERED, by=by, at=at, reference=reference)


def _taken_over(move: Move, *, by: Actor, at: datetime) -> Case:
    """Change who is responsible: to who answers, or to who asked for the case."""
    case = case_to_change(by, Permission.CASE_FOLLOW_UP, move.from_reference)
    asks = move.kind in ASKS
    person = actor_with_id(move.asked_by_account if asks else by.account_id or 0)
    if not may_work_on(person, case):
        raise MoveRefused(("", "not_a_colleague"))
    put_in_charge(case, person, by=by, at=at)
    return case


def _linked_case(move: Move, by: Actor) -> Case:
    """Give the own service's case at the other end of the link along which it is asked for."""
    ends = BlindLink.objects.filter(token=move.token).values("case_id")
    rows = rows_within_reach(by, Permission.CASE_FOLLOW_UP).filter(service=by.service or "", pk__in=ends)
    case = rows.first()
    if case is None:
        raise MoveRefused(("", "no_linked_case"))
    return case


def _case_of_ones_own(move: Move, draft: CaseDraft | None, existing: str, *, by: Actor, at: datetime) -> Case:
    if (draft is None) == (not existing):
        raise MoveRefused(("existing", "one_of_two"))
    if draft is not None:
        require(by, Permission.CASE_REGISTER, service=draft.service)
        existing = register_case(draft=draft, by=by, at=at).reference
    rows = rows_within_reach(by, Permission.CASE_FOLLOW_UP).select_for_update()
    case = rows.filter(service=move.service, reference=existing, status=CaseStatus.OPEN).first()
    if case is None:
        raise MoveRefused(("existing", "other_case"))
    if is_lower(case.address_grading, than=move.address_grading):
        case.address_grading = move.address_grading
        case.save(update_fields=["address_grading"])
        store_naming(case.service, case.reference, by.account_id or 0, by=by, at=at)
    # Who is shut out of the one is shut out of the other, and of what is sent between them later.
    carry_shut(move.from_reference, case.service, case.reference)
    carry_shut(case.reference, move.from_service, move.from_reference)
    return case


def assign_move(*, reference: str, to: int | None, by: Actor, at: datetime) -> None:
    """Say who in the service that was asked shall answer: the representative with the right field.

    Raises
    ------
    NotPermitted, CaseNotFound, MoveRefused
        Without permission, without such a move to answer, or if the person does not work with cases there.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        rows = asked_of(by, Permission.CASE_FOLLOW_UP).select_for_update().filter(service=by.service or "")
        move = rows.filter(reference=reference).exclude(from_service=by.service or "").first()
        if move is None:
            raise CaseNotFound("There is no such move.")
        person = actor_with_id(to or 0)
        may = is_permitted(person, Permission.CASE_FOLLOW_UP, service=move.service)
        if not may or not would_be_there(person, move):
            raise MoveRefused(("to", "not_a_colleague"))
        move.responsible = to
        move.save(update_fields=["responsible"])
        tell("move.assigned", move, by=by, at=at, account=to or 0)
        notify(account_ids=[to or 0], kind=NoticeKind.MOVE_CAME, by=by, at=at)


def begin_working_together(*, reference: str, by: Actor, at: datetime) -> None:
    """Note that both sides work together after an accepted referral; either side may.

    Raises
    ------
    NotPermitted, CaseNotFound, MoveRefused
        Without permission, without such a move of an own case, or when it is not accepted.
    """
    _from_either_side(reference, State.WORKING_TOGETHER, "move.together", by=by, at=at)


def close_move(*, reference: str, by: Actor, at: datetime) -> None:
    """Note that a referral is over; the cases and the blind link stay. Either side may.

    Raises
    ------
    NotPermitted, CaseNotFound, MoveRefused
        Without permission, without such a move of an own case, or when it is not accepted.
    """
    _from_either_side(reference, State.CLOSED, "move.closed", by=by, at=at)


def _from_either_side(reference: str, state: State, event: str, *, by: Actor, at: datetime) -> None:
    by = replace(by, at=at)
    with transaction.atomic():
        rows = moves_of_cases(by, Permission.CASE_FOLLOW_UP).filter(kind__in=GOES_ON)
        move = rows.select_for_update().filter(reference=reference).first()
        if move is None:
            raise CaseNotFound("There is no such move.")
        go_on(move, state)
        if state == State.CLOSED:
            move.ended_at, move.ended_by = at, by.username
        move.save(update_fields=["state", "ended_at", "ended_by"])
        tell(event, move, by=by, at=at)
