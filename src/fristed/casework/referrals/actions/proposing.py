"""The verbs of moves. Permission, change and audit line are one transaction.

Assigning inside a unit is a verb of the room of teams. A referral: the other service opens a case of its own
and sees what was sent. A transfer: who owns the case changes when it is accepted. Asking for a transfer: who
has it answers.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from fristed.casework.cases.actions import register_case
from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.facts import CaseDraft
from fristed.casework.cases.free_text import marks_refused
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_detail, rows_within_reach
from fristed.casework.cases.references import new_reference
from fristed.casework.cases.rules import day_of
from fristed.casework.referrals.codes import NOT_ANSWERED, Kind, State, Through
from fristed.casework.referrals.facts import LETTER, LETTERS, LONGEST_LETTER
from fristed.casework.referrals.models import BlindLink, Move, SentField
from fristed.casework.referrals.queries import (
    asked_of,
    is_sender,
    may_answer,
    move_within_reach,
    moves_of_cases,
)
from fristed.casework.referrals.refusals import MoveRefused
from fristed.casework.referrals.rules import grounds_on, may_follow, problems_of_kind, values_to_send
from fristed.casework.teams.queries import may_work_on
from fristed.casework.teams.storing import put_in_charge
from fristed.foundation.audit.actions import record_read, write_line
from fristed.foundation.identity.access.codes import Grading
from fristed.foundation.identity.access.gathering import context_of, subject_of, thing_of
from fristed.foundation.identity.access.reach import shut_to
from fristed.foundation.identity.access.rules import decide, is_lower
from fristed.foundation.identity.access.storing import carry_shut, store_naming
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_with_id
from fristed.foundation.identity.rules import NotPermitted, Permission, is_permitted, require
from fristed.foundation.vault.actions import opened, seal
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.methods.classifications import code_list, registering_services


def propose_move(
    *,
    reference: str,
    kind: str,
    service: str,
    to: int | None,
    fields: Sequence[str],
    letter: str,
    by: Actor,
    at: datetime,
) -> str:
    """Write down what is to be asked of whom and what is to be sent; nobody else sees it yet.

    Parameters
    ----------
    service, to
        The service that is asked, and in it one person, or ``None`` for whoever takes it.
    fields
        Which coded values of the case are sent, as they are now.
    letter
        Free text to the other side; it is sealed under the key of the case.

    Returns
    -------
    str
        The reference of the move.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case in the own service within reach.
    MoveRefused
        With every error; nothing is stored.
    """
    by = replace(by, at=at)
    words = letter.strip()
    with transaction.atomic():
        case = _own_case(by, reference)
        responsible = _who_is_asked(case, kind, service, to)
        has = values_to_send(case_detail(by, reference))
        MoveRefused.raise_if(
            [
                *problems_of_kind(kind, case.service, service, responsible),
                *_problems_of_asking(case, kind, service, responsible, by=by),
                *_problems_of_what_is_sent(case, kind, service, fields, has, words, at=at),
            ]
        )
        move = Move.objects.create(
            service=service,
            reference=new_reference(),
            kind=kind,
            case=case,
            from_service=case.service,
            from_reference=case.reference,
            responsible=responsible,
            address_grading=case.address_grading,
            person_pseudonym=case.person_pseudonym,
            asked_by_account=by.account_id or 0,
            asked_by=by.username,
            asked_at=at,
            has_letter=bool(words),
            token=_token_for(case, kind, service),
        )
        SentField.objects.bulk_create(
            SentField(move=move, field=field, value=value)
            for field in has
            if field in fields
            for value in has[field]
        )
        if words:
            seal(owner=_owner_of(move), field=_letter_of(move), plain=words, by=by, at=at)
        _tell("move.proposed", move, by=by, at=at)
    return move.reference


def _own_case(by: Actor, reference: str) -> Case:
    """Give a case of the actor's own service, locked; what is sent out is the own service's to send."""
    case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account.")
    if not is_permitted(by, Permission.CASE_FOLLOW_UP, service=case.service):
        raise CaseNotFound("There is no such case.")
    return case


def _who_is_asked(case: Case, kind: str, service: str, to: int | None) -> int | None:
    """Give who is to answer; within a service, who has the case is asked for it."""
    return case.responsible if kind == Kind.ASK_TRANSFER and service == case.service else to


def _problems_of_asking(
    case: Case, kind: str, service: str, to: int | None, *, by: Actor
) -> Iterator[tuple[str, str]]:
    if service not in registering_services():
        yield "service", "unknown_service"
        return
    if case.status == CaseStatus.CLOSED:
        yield "", "case_is_closed"
    if Move.objects.filter(case=case, kind=kind, service=service, state__in=NOT_ANSWERED).exists():
        yield "", "asked_already"
    is_within = service == case.service
    person = actor_with_id(to or 0)
    if kind == Kind.TRANSFER and is_within and to is not None:
        if to == case.responsible:
            yield "to", "already_responsible"
        elif not may_work_on(person, case):
            yield "to", "not_a_colleague"
    elif not is_within and to is not None:
        if not is_permitted(person, Permission.CASE_FOLLOW_UP, service=service):
            yield "to", "not_a_colleague"
    elif not is_within and case.address_grading != Grading.NONE:
        yield "to", "name_the_receiver"
    if kind == Kind.ASK_TRANSFER:
        if is_within and case.responsible == by.account_id:
            yield "", "already_responsible"
        if not is_within and not _token_for(case, kind, service):
            yield "service", "not_linked"


def _problems_of_what_is_sent(
    case: Case,
    kind: str,
    service: str,
    fields: Sequence[str],
    has: dict[str, tuple[str, ...]],
    words: str,
    *,
    at: datetime,
) -> Iterator[tuple[str, str]]:
    if not set(fields) <= set(has):
        yield "fields", "not_of_the_case"
    if kind != Kind.ASK_TRANSFER and service != case.service and not fields and not words:
        yield "fields", "nothing_to_send"
    if len(words) > LONGEST_LETTER:
        yield "letter", "too_long"
    marks = marks_refused(words, (case.service, service), on_date=day_of(at))
    yield from (("letter", mark) for mark in marks)


def _token_for(case: Case, kind: str, service: str) -> str:
    """Give the token of the two ends: a new one, or that of the link along which a case is asked for."""
    if service == case.service:
        return ""
    if kind != Kind.ASK_TRANSFER:
        return secrets.token_hex(16)
    linked = BlindLink.objects.filter(case=case).values("token")
    moves = Move.objects.filter(token__in=linked, opened__isnull=False, service__in=(service, case.service))
    found = moves.filter(from_service__in=(service, case.service)).order_by("-answered_at").first()
    return found.token if found else ""


def _owner_of(move: Move) -> Owner:
    """Give whose key the letter lies under: that of the case it was written about."""
    return Owner(move.from_service, move.from_reference)


def _letter_of(move: Move) -> FieldName:
    return FieldName(LETTERS, LETTER, move.reference)


def _tell(event: str, move: Move, *, by: Actor, at: datetime, **more: str | int) -> None:
    """Write a line about a move on the case that it came from."""
    facts: dict[str, str | int] = {"move": move.reference, "kind": move.kind, "to": move.service, **more}
    write_line(event=event, by=by, at=at, subject=move.from_reference, facts=facts)


def _asked_to_change(by: Actor, reference: str) -> Move:
    """Give a move of the sending side, locked."""
    rows = moves_of_cases(by, Permission.CASE_FOLLOW_UP).filter(from_service=by.service or "")
    move = rows.select_for_update().filter(reference=reference).first()
    if move is None or not is_sender(by, move):
        raise CaseNotFound("There is no such move.")
    return move


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


def _go_on(move: Move, state: State) -> None:
    if not may_follow(move.state, state):
        raise MoveRefused(("", "not_now"))
    move.state = state.value


def record_ground(*, reference: str, ground: str, by: Actor, at: datetime) -> None:
    """Record on which consent or legal basis a move rests, chosen from data; it can be sent then.

    Raises
    ------
    NotPermitted, CaseNotFound, MoveRefused
        Without permission, without such a move of the own side, with an unknown ground, or when it is sent.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        move = _asked_to_change(by, reference)
        if ground not in grounds_on(day_of(at).year):
            raise MoveRefused(("ground", "unknown_ground"))
        _go_on(move, State.RECORDED)
        move.ground, move.ground_recorded_at, move.ground_recorded_by = ground, at, by.username
        move.save(update_fields=["state", "ground", "ground_recorded_at", "ground_recorded_by"])
        _tell("move.ground_recorded", move, by=by, at=at, ground=ground)


def send_move(*, reference: str, by: Actor, at: datetime) -> None:
    """Send a move: from now on the other side sees what was chosen to be sent, and can answer.

    Raises
    ------
    NotPermitted, CaseNotFound, MoveRefused
        Without permission, without such a move of the own side, without a ground, or when it is sent.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        move = _asked_to_change(by, reference)
        _go_on(move, State.SENT)
        case = _own_case(by, move.from_reference)
        if case.address_grading != Grading.NONE and move.responsible is None:
            raise MoveRefused(("", "name_the_receiver"))
        move.sent_at, move.address_grading = at, case.address_grading
        move.save(update_fields=["state", "sent_at", "address_grading"])
        if move.token and move.kind != Kind.ASK_TRANSFER:
            _link(move, move.case, by=by, at=at)
        _tell("move.sent", move, by=by, at=at)


def _link(move: Move, case: Case, *, by: Actor, at: datetime) -> None:
    """Leave one end of the blind link on a case."""
    more = {"ground": move.ground, "made_at": at, "made_by": by.username}
    BlindLink.objects.get_or_create(
        token=move.token, case=case, defaults={"through": Through.MOVE.value, **more}
    )


def withdraw_move(*, reference: str, by: Actor, at: datetime) -> None:
    """Take a move back before it is answered; what was sent is no longer there for the other side.

    Raises
    ------
    NotPermitted, CaseNotFound, MoveRefused
        Without permission, without such a move of the own side, or when it has been answered.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        move = _asked_to_change(by, reference)
        _go_on(move, State.WITHDRAWN)
        move.ended_at, move.ended_by = at, by.username
        move.save(update_fields=["state", "ended_at", "ended_by"])
        if move.kind != Kind.ASK_TRANSFER:
            BlindLink.objects.filter(token=move.token, case=move.case_id).delete()
        _tell("move.withdrawn", move, by=by, at=at)


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
        _go_on(move, State.DECLINED)
        move.decline_reason, move.answered_at, move.answered_by = reason, at, by.username
        move.save(update_fields=["state", "decline_reason", "answered_at", "answered_by"])
        _tell("move.declined", move, by=by, at=at, reason=reason)


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
        _go_on(move, State.ACCEPTED)
        if move.service == move.from_service:
            case = _taken_over(move, by=by, at=at)
        elif move.kind == Kind.ASK_TRANSFER:
            case = _linked_case(move, by)
        else:
            case = _case_of_ones_own(move, draft, existing.strip(), by=by, at=at)
            _link(move, case, by=by, at=at)
        move.opened, move.answered_at, move.answered_by = case, at, by.username
        move.save(update_fields=["state", "opened", "answered_at", "answered_by"])
        _tell("move.accepted", move, by=by, at=at)
    return case.reference


def _taken_over(move: Move, *, by: Actor, at: datetime) -> Case:
    """Change who is responsible: to who answers, or to who asked for the case."""
    case = case_to_change(by, Permission.CASE_FOLLOW_UP, move.from_reference)
    asks = move.kind == Kind.ASK_TRANSFER
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
    carry_shut(move.from_reference, case.service, case.reference)
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
        if not may or not _would_be_there(person, move):
            raise MoveRefused(("to", "not_a_colleague"))
        move.responsible = to
        move.save(update_fields=["responsible"])
        _tell("move.assigned", move, by=by, at=at, account=to or 0)


def _would_be_there(person: Actor, move: Move) -> bool:
    """Whether a move would be there for somebody who were to answer it: nobody is asked who is shut out."""
    if Move.objects.filter(shut_to(person.account_id or 0, "from_reference"), pk=move.pk).exists():
        return False
    thing = replace(thing_of(move), responsible=person.account_id)
    context = context_of(move.service, move.reference, at=None)
    return decide(subject_of(person), Permission.CASE_FOLLOW_UP, thing, context).permit


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
        rows = moves_of_cases(by, Permission.CASE_FOLLOW_UP).filter(kind=Kind.REFER)
        move = rows.select_for_update().filter(reference=reference).first()
        if move is None:
            raise CaseNotFound("There is no such move.")
        _go_on(move, state)
        if state == State.CLOSED:
            move.ended_at, move.ended_by = at, by.username
        move.save(update_fields=["state", "ended_at", "ended_by"])
        _tell(event, move, by=by, at=at)


def read_letter(*, reference: str, by: Actor, at: datetime) -> str:
    """Open the letter of a move; that it was read is on record, with the case, before it is given.

    Returns
    -------
    str
        The letter; empty where none was written.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a move at either end within reach.
    NotSealed
        If the letter was destroyed with the case that it was written about.
    """
    by = replace(by, at=at)
    move = move_within_reach(by, reference)
    record_read(event="move.read", by=by, at=at, subject=move.from_reference, facts={"move": reference})
    if not move.has_letter:
        return ""
    return opened(owner=_owner_of(move), field=_letter_of(move), by=by, at=at)
