"""What may be read of moves and blind links, by whom.

The side that asks has a move with its case. The side that is asked has what was sent while it waits for an
answer, by the same decision of access as a case, and afterwards with the case of its own that it opened. A
move that is not there and one that is not the reader's give one answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value

from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.facts import Beside, CaseLine, CasePage
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_within_reach, rows_within_reach
from fristed.casework.referrals.codes import (
    ASKS,
    GOES_ON,
    NOT_ANSWERED,
    NOT_SENT,
    TOGETHER,
    State,
    Through,
)
from fristed.casework.referrals.facts import CaseMoves, CaseWork, CountedMoves, LinkLine, MoveDetail, MoveLine
from fristed.casework.referrals.models import BlindLink, Conference, Move, SentField
from fristed.casework.teams.queries import representatives, stood_in_for, team_of_case
from fristed.foundation.identity.access.looking import once
from fristed.foundation.identity.access.reach import accounts_behind, reach_of, shut_to
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import names_of_accounts
from fristed.foundation.identity.rules import Permission, is_permitted, require

MOST_LINES = 500


def asked_of(actor: Actor, permission: Permission = Permission.CASE_READ) -> QuerySet[Move]:
    """Give the moves that wait for an answer from the actor's side, by the decision of access.

    Raises
    ------
    NotPermitted
        If the actor may not do this in any register.
    """
    require(actor, permission)
    return Move.objects.filter(_is_asked(actor, permission))


def _is_asked(actor: Actor, permission: Permission) -> Q:
    """Say that a move waits for the actor's side. One that asks for a linked case is there with that case."""
    within = Q(service=F("from_service"))
    ends = BlindLink.objects.filter(token=OuterRef("token"), case__service=OuterRef("service"))
    linked = Q(Exists(ends.filter(case__in=rows_within_reach(actor, permission).values("pk"))))
    is_there = ~Q(kind__in=ASKS) | within | linked
    return reach_of(actor, permission) & Q(state=State.SENT) & ~_is_shut(actor) & is_there


def _is_shut(actor: Actor) -> Q:
    """Say that a tie or a block shuts the case that a move was written about to the actor."""
    return shut_to(accounts_behind(actor), "from_reference")


def moves_of_cases(actor: Actor, permission: Permission = Permission.CASE_READ) -> QuerySet[Move]:
    """Give the moves of the cases within reach, at whichever end.

    Raises
    ------
    NotPermitted
        If the actor may not do this in any register.
    """
    return Move.objects.filter(_is_of_a_case(actor, permission))


def _is_of_a_case(actor: Actor, permission: Permission) -> Q:
    cases = rows_within_reach(actor, permission).values("pk")
    return Q(case__in=cases) | Q(opened__in=cases) & ~_is_shut(actor)


def _at_either_end(actor: Actor, case: Case) -> QuerySet[Move]:
    """Give the moves of a case within reach, but for what came from a case that is shut to the actor."""
    ends = Q(case=case) | Q(opened=case) & ~_is_shut(actor)
    return Move.objects.filter(ends).order_by("-asked_at", "-pk")


def move_within_reach(actor: Actor, reference: str, permission: Permission = Permission.CASE_READ) -> Move:
    """Give one move, at either end; asked for once while a page is made.

    Raises
    ------
    NotPermitted
        If the actor may not do this in any register.
    CaseNotFound
        If there is none, or it is not there for the actor: the answer is the same.
    """
    require(actor, permission)
    found = once(("move", actor, reference, permission), lambda: _move(actor, reference, permission))
    if found is None:
        raise CaseNotFound("There is no such move.")
    return found


def _move(actor: Actor, reference: str, permission: Permission) -> Move | None:
    """Read a move with the reader's own case, and whether the reader works at the one end or the other."""
    rows = Move.objects.filter(_is_of_a_case(actor, permission) | _is_asked(actor, permission))
    return _with_own_cases(actor, _with_work(actor, rows)).filter(reference=reference).first()


def _with_work(actor: Actor, rows: QuerySet[Move]) -> QuerySet[Move]:
    """Note on moves whether the actor follows up the case at one end, and whether the actor is asked."""
    follow_up = Permission.CASE_FOLLOW_UP
    if follow_up not in actor.permissions:
        return rows.annotate(works_on_it=Value(False), is_asked=Value(False))
    itself = Move.objects.filter(pk=OuterRef("pk"))
    return rows.annotate(
        works_on_it=Exists(itself.filter(_is_of_a_case(actor, follow_up))),
        is_asked=Exists(itself.filter(_is_asked(actor, follow_up))),
    )


def _with_own_cases(actor: Actor, rows: QuerySet[Move]) -> QuerySet[Move]:
    """Note on moves the references of the cases at both ends, where those are within the actor's reach."""
    return rows.annotate(own_case=_own(actor, "case_id"), own_opened=_own(actor, "opened_id"))


def _own(actor: Actor, at_end: str) -> Subquery:
    reached = rows_within_reach(actor).filter(pk=OuterRef(at_end))
    return Subquery(reached.order_by().values("reference")[:1])


def is_sender(actor: Actor, move: Move) -> bool:
    """Whether an actor is on the side that asks; within one service, who asked."""
    if move.service != move.from_service:
        return actor.service == move.from_service
    return actor.account_id == move.asked_by_account


def may_answer(actor: Actor, move: Move) -> bool:
    """Whether an actor may answer: who was asked, a stand-in, the leader, or anybody where none was named."""
    if Permission.CASE_FOLLOW_UP not in actor.permissions:
        return False
    if not asked_of(actor, Permission.CASE_FOLLOW_UP).filter(pk=move.pk).exists():
        return False
    return _answers(actor, move)


def _answers(actor: Actor, move: Move) -> bool:
    """Whether an actor who is asked is the one to answer."""
    if actor.service != move.service or (move.service == move.from_service and is_sender(actor, move)):
        return False
    if move.responsible is None or move.responsible in {actor.account_id, *stood_in_for(actor)}:
        return True
    return move.service != move.from_service and is_permitted(actor, Permission.ACCESS_GOVERN)


def _line_of(actor: Actor, move: Move, own_case: str) -> MoveLine:
    return MoveLine(
        reference=move.reference,
        kind=move.kind,
        state=move.state,
        from_service=move.from_service,
        to_service=move.service,
        is_sender=is_sender(actor, move),
        own_case=own_case,
        asked_by=move.asked_by,
        asked_at=move.sent_at or move.asked_at,
        for_account=move.responsible,
        answered_at=move.answered_at,
        decline_reason=move.decline_reason,
    )


def _line_with_own_case(actor: Actor, move: Any) -> MoveLine:
    """Give a move that :func:`_with_own_cases` has read as a line."""
    return _line_of(actor, move, move.own_case or move.own_opened or "")


def _lines(actor: Actor, rows: QuerySet[Move]) -> tuple[MoveLine, ...]:
    return tuple(_line_with_own_case(actor, move) for move in _with_own_cases(actor, rows)[:MOST_LINES])


def inbox_of(actor: Actor) -> tuple[MoveLine, ...]:
    """Give what waits for an answer from the actor's own side, oldest first.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    asked = asked_of(actor).filter(service=actor.service or "").order_by("sent_at", "pk")
    return _to_answer(actor, _lines(actor, asked))


def moves_of_day(actor: Actor) -> tuple[tuple[MoveLine, ...], tuple[MoveLine, ...]]:
    """Give what waits for an answer, as :func:`inbox_of`, and what the actor has prepared and not sent.

    Nobody but who prepared a move knows of it: it waits for nobody else. Both are asked for in one question.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    require(actor, Permission.CASE_READ)
    asked = _is_asked(actor, Permission.CASE_READ) & Q(service=actor.service or "")
    prepared = Q(state__in=NOT_SENT, asked_by=actor.username)
    unsent = prepared & _is_of_a_case(actor, Permission.CASE_READ)
    lines = _lines(actor, Move.objects.filter(asked | unsent).order_by("sent_at", "asked_at", "pk"))
    return (
        _to_answer(actor, [line for line in lines if line.state == State.SENT]),
        tuple(line for line in lines if line.state in NOT_SENT),
    )


def _to_answer(actor: Actor, lines: Iterable[MoveLine]) -> tuple[MoveLine, ...]:
    """Leave out what is asked of somebody else in the service."""
    for_me = {actor.account_id, *stood_in_for(actor)}
    return tuple(
        line
        for line in lines
        if line.from_service != line.to_service or (line.for_account in for_me and not line.is_sender)
    )


def outbox_of(actor: Actor) -> tuple[MoveLine, ...]:
    """Give what the actor's own side has asked for, newest first.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    rows = moves_of_cases(actor).filter(from_service=actor.service or "").order_by("-asked_at", "-pk")
    return tuple(line for line in _lines(actor, rows) if line.is_sender)


def move_detail(actor: Actor, reference: str) -> MoveDetail:
    """Give one move with what was sent of the case, as the actor's side sees it.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is none, or it is not there for the actor: the answer is the same.
    """
    move: Any = move_within_reach(actor, reference)
    line = _line_with_own_case(actor, move)
    sent: dict[str, tuple[str, ...]] = {}
    for field, value in SentField.objects.filter(move=move).order_by("pk").values_list("field", "value"):
        sent[field] = (*sent.get(field, ()), value)
    return MoveDetail(
        line=line,
        sent=sent,
        has_letter=move.has_letter,
        ground=move.ground,
        may_answer=move.is_asked and _answers(actor, move),
        may_change=move.works_on_it and _goes_on(move, line),
    )


def _goes_on(move: Move, line: MoveLine) -> bool:
    """Whether who works on the case may take the move on: the sender before the answer, both after it."""
    if move.state in NOT_ANSWERED:
        return line.is_sender
    return move.state in TOGETHER and move.service != move.from_service and move.kind in GOES_ON


def links_of(actor: Actor, reference: str) -> tuple[LinkLine, ...]:
    """Say with which services a case is linked: through an accepted move. Which case it is, is not known.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such case within reach.
    """
    case = case_within_reach(actor, reference)
    found = []
    moves = Move.objects.filter(Q(case=case) | Q(opened=case), opened__isnull=False).exclude(token="")
    between = {move.token: (move.from_service, move.service) for move in moves}
    for link in BlindLink.objects.filter(case=case).order_by("made_at", "pk"):
        others = tuple(one for one in between.get(link.token, ()) if one != case.service)
        if others:
            found.append(LinkLine(link.through, others, link.made_at))
    return tuple(found)


def moves_beside() -> Beside:
    """Say what the page of a case wants read of its moves, in the same question as the case."""
    ends = Q(case=OuterRef("pk")) | Q(opened=OuterRef("pk"))
    meetings = Conference.objects.filter(case=OuterRef("pk")).order_by().values("case")
    moves = Move.objects.filter(ends).order_by().annotate(all=Value(1)).values("all")
    return Beside(
        columns={
            "moves_number": Subquery(moves.annotate(many=Count("pk")).values("many")),
            "moves_waiting": Exists(Move.objects.filter(ends, state=State.SENT)),
            "moves_unsent": Exists(Move.objects.filter(case=OuterRef("pk"), state__in=NOT_SENT)),
            "conferences_number": Subquery(meetings.annotate(many=Count("pk")).values("many")),
        }
    )


def counted_beside(page: CasePage) -> CountedMoves:
    """Give how many moves and conferences a case has, to who was given its page with :func:`moves_beside`."""
    found = page.beside
    return CountedMoves(
        found["moves_number"] or 0,
        found["moves_waiting"],
        found["moves_unsent"],
        found["conferences_number"] or 0,
    )


def work_on(actor: Actor, reference: str) -> CaseWork:
    """Give who works on a case, by name.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such case within reach.
    """
    case = case_within_reach(actor, reference)
    team = sorted(team_of_case(actor, case))
    names = names_of_accounts([*team, case.responsible or 0])
    return CaseWork(
        responsible=names.get(case.responsible or 0, ""),
        team=tuple(names[one] for one in team if one in names),
    )


def moves_and_links_of(actor: Actor, reference: str) -> CaseMoves:
    """Give the moves of a case, newest first, and with which services it is linked through them.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such case within reach.
    """
    case = case_within_reach(actor, reference)
    rows = _at_either_end(actor, case)
    moves = list(rows[:MOST_LINES])
    links = {
        move.token: LinkLine(Through.MOVE, (_other_end(move, case.service),), move.answered_at)
        for move in moves
        if move.token and move.opened_id and move.answered_at
    }
    return CaseMoves(
        moves=tuple(_line_of(actor, move, reference) for move in moves),
        links=tuple(links.values()),
    )


def _other_end(move: Move, service: str) -> str:
    return move.service if move.from_service == service else move.from_service


def waiting_for_a_representative(actor: Actor) -> tuple[CaseLine, ...]:
    """Give the open cases of the actor's own service that no representative of a field has, oldest first.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases in any register.
    """
    rows = rows_within_reach(actor, Permission.CASE_FOLLOW_UP).filter(service=actor.service or "")
    rows = rows.exclude(status=CaseStatus.CLOSED).exclude(responsible__in=representatives())
    found = rows.filter(responsible__isnull=False).order_by("registered_at", "pk")[:MOST_LINES]
    return tuple(
        CaseLine(
            reference=row.reference,
            service=row.service,
            first_contact_date=row.first_contact_date,
            last_contact_date=row.first_contact_date,
            main_concern=row.main_concern,
            age_band=row.age_band,
            gender=row.gender,
            status=row.status,
            contacts=0,
        )
        for row in found
    )
