"""Moves: what waits for an answer from the client's side, one of them, yes and no."""

from __future__ import annotations

from ninja import Router

from fristed.casework.referrals.actions import accept_move, decline_move, read_letter
from fristed.casework.referrals.queries import inbox_of, move_detail
from fristed.foundation.vault.actions import NotSealed
from fristed.interfaces.api.casework.calling import InPath, RequestKey, about_to, once
from fristed.interfaces.api.casework.shapes import Answer, Done, Inbox, MoveInList, No, WholeMove
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

router = Router(tags=["moves"])


@router.get("/moves/inbox", response=Inbox, url_name="casework-inbox", operation_id="listInbox")
def inbox(request: HouseRequest) -> Inbox:
    """List what waits for an answer from the client's own side."""
    waiting = inbox_of(request.actor)
    put_on_record(request, "move.list_read", waiting=len(waiting), asked=0)
    return Inbox(moves=[MoveInList.of(line) for line in waiting])


@router.get("/moves/{reference}", response=WholeMove, url_name="casework-move", operation_id="readMove")
def read_move(request: HouseRequest, reference: InPath) -> WholeMove:
    """Give one move with what was sent and the letter; that it is read is on record with its case."""
    found = move_detail(request.actor, reference)
    try:
        letter = read_letter(reference=reference, by=request.actor, at=request.at)
    except NotSealed:
        letter = ""
    return WholeMove.of(found, letter)


@router.post(
    "/moves/{reference}/accept",
    response=Done,
    url_name="casework-move-accept",
    operation_id="acceptMove",
)
def accept(request: HouseRequest, reference: InPath, key: RequestKey, answer: Answer) -> Done:
    """Answer yes: with a case of one's own, the one there is, or within the service by taking it over."""
    about_to(request, reference=reference)
    draft = answer.case.draft(request.actor.service or "") if answer.case else None
    kept = once(
        request,
        key,
        lambda: accept_move(
            reference=reference,
            draft=draft,
            existing=answer.existing or "",
            by=request.actor,
            at=request.at,
        ),
    )
    return Done(reference=kept.reference)


@router.post(
    "/moves/{reference}/decline",
    response=Done,
    url_name="casework-move-decline",
    operation_id="declineMove",
)
def decline(request: HouseRequest, reference: InPath, key: RequestKey, answer: No) -> Done:
    """Answer no, with a reason; what was sent is no longer there for the client's side."""
    about_to(request, reference=reference)

    def carried_out() -> str:
        decline_move(reference=reference, reason=answer.reason, by=request.actor, at=request.at)
        return reference

    return Done(reference=once(request, key, carried_out).reference)
