"""Asking for a move: written down, grounded, sent, taken back; by the side that asks."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.free_text import marks_refused
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_detail
from fristed.casework.cases.references import new_reference
from fristed.casework.cases.rules import day_of
from fristed.casework.referrals.actions.shared import (
    go_on,
    leave_end_of_link,
    letter_of,
    owner_of_letter,
    tell,
    would_be_there,
)
from fristed.casework.referrals.codes import ASKS, NOT_ANSWERED, SENDS, Kind, State
from fristed.casework.referrals.facts import LONGEST_LETTER
from fristed.casework.referrals.models import BlindLink, Move, SentField
from fristed.casework.referrals.queries import (
    is_sender,
    moves_of_cases,
)
from fristed.casework.referrals.refusals import MoveRefused
from fristed.casework.referrals.rules import grounds_on, problems_of_kind, values_to_send
from fristed.casework.teams.queries import may_work_on
from fristed.foundation.identity.access.codes import Grading
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_with_id, actors_with_role
from fristed.foundation.identity.rules import LEADER, NotPermitted, Permission, is_permitted
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.codes import NoticeKind
from fristed.foundation.vault.actions import seal
from fristed.methods.classifications import registering_services


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
            seal(owner=owner_of_letter(move), field=letter_of(move), plain=words, by=by, at=at)
        tell("move.proposed", move, by=by, at=at)
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
    return case.responsible if kind in ASKS and service == case.service else to


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
    if kind in ASKS:
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
    if kind in SENDS and service != case.service and not fields and not words:
        yield "fields", "nothing_to_send"
    if len(words) > LONGEST_LETTER:
        yield "letter", "too_long"
    marks = marks_refused(words, (case.service, service), on_date=day_of(at))
    yield from (("letter", mark) for mark in marks)


def _token_for(case: Case, kind: str, service: str) -> str:
    """Give the token of the two ends: a new one, or that of the link along which a case is asked for."""
    if service == case.service:
        return ""
    if kind in SENDS:
        return secrets.token_hex(16)
    linked = BlindLink.objects.filter(case=case).values("token")
    moves = Move.objects.filter(token__in=linked, opened__isnull=False, service__in=(service, case.service))
    found = moves.filter(from_service__in=(service, case.service)).order_by("-answered_at").first()
    return found.token if found else ""


def _asked_to_change(by: Actor, reference: str) -> Move:
    """Give a move of the sending side, locked."""
    rows = moves_of_cases(by, Permission.CASE_FOLLOW_UP).filter(from_service=by.service or "")
    move = rows.select_for_update().filter(reference=reference).first()
    if move is None or not is_sender(by, move):
        raise CaseNotFound("There is no such move.")
    return move


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
        go_on(move, State.RECORDED)
        move.ground, move.ground_recorded_at, move.ground_recorded_by = ground, at, by.username
        move.save(update_fields=["state", "ground", "ground_recorded_at", "ground_recorded_by"])
        tell("move.ground_recorded", move, by=by, at=at, ground=ground)


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
        go_on(move, State.SENT)
        case = _own_case(by, move.from_reference)
        if case.address_grading != Grading.NONE and move.responsible is None:
            raise MoveRefused(("", "name_the_receiver"))
        move.sent_at, move.address_grading = at, case.address_grading
        move.save(update_fields=["state", "sent_at", "address_grading"])
        if move.token and move.kind in SENDS:
            leave_end_of_link(move, move.case, by=by, at=at)
        tell("move.sent", move, by=by, at=at)
        notify(account_ids=_who_is_told(move), kind=NoticeKind.MOVE_CAME, by=by, at=at)


def _who_is_told(move: Move) -> list[int]:
    """Give who is told that a move waits, without its case: who is asked, else the leaders of the service.

    Whoever is shut out of the case is told nothing, also where it is they who were asked: the leaders, who
    may answer for them, are told instead. Of a protected address only who was named ever hears.
    """
    if move.responsible is not None and would_be_there(actor_with_id(move.responsible), move):
        return [move.responsible]
    if move.service == move.from_service or move.address_grading != Grading.NONE:
        return []
    leaders = actors_with_role(LEADER, service=move.service)
    return [one.account_id for one in leaders if one.account_id and would_be_there(one, move)]


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
        go_on(move, State.WITHDRAWN)
        move.ended_at, move.ended_by = at, by.username
        move.save(update_fields=["state", "ended_at", "ended_by"])
        if move.kind in SENDS:
            BlindLink.objects.filter(token=move.token, case=move.case_id).delete()
        tell("move.withdrawn", move, by=by, at=at)
