"""Events: what has happened in cases within reach, and where the client is told that something has."""

from __future__ import annotations

from ninja import P, QueryEx, Router, Status

from fristed.foundation.identity.clients.actions import remove_target, set_target
from fristed.foundation.identity.clients.queries import target_of
from fristed.interfaces.api.casework.events import AT_ONCE, events_behind
from fristed.interfaces.api.casework.secrets import secret_words
from fristed.interfaces.api.casework.shapes import Event, Events, NewTarget, Target, TargetSet
from fristed.interfaces.api.problems import not_here
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

router = Router(tags=["events"])
LAST = 2**62


@router.get("/events", response=Events, url_name="casework-events", operation_id="listEvents")
def events(
    request: HouseRequest,
    after: QueryEx[int, P(ge=0, le=LAST, description="The next of the page before; 0 at first.")] = 0,
    limit: QueryEx[int, P(ge=1, le=AT_ONCE)] = AT_ONCE,
) -> Events:
    """Give what happened in cases within reach; a page may be empty and yet not the last."""
    found = events_behind(request.actor, after, limit=limit)
    put_on_record(request, "event.list_read", shown=len(found.events))
    told = [
        Event(id=str(one.position), at=one.at, kind=one.kind, reference=one.reference) for one in found.events
    ]
    return Events(events=told, next=str(found.looked_to), has_more=found.has_more)


@router.get("/target", response=Target, url_name="casework-target", operation_id="readTarget")
def read_target(request: HouseRequest) -> Target:
    """Give where the client is told that something has happened."""
    found = target_of(request.actor)
    if found is None:
        raise not_here("Nothing is told anywhere.")
    return Target(address=found.address, failed=found.failed, is_resting=found.is_resting)


@router.put("/target", response=TargetSet, url_name="casework-target", operation_id="setTarget")
def put_target(request: HouseRequest, target: NewTarget) -> TargetSet:
    """Say where to tell that something has happened, from now on; the secret is shown this once."""
    secret = set_target(address=target.address, by=request.actor, at=request.at)
    return TargetSet(address=target.address, secret=secret_words(secret))


@router.delete("/target", response={204: None}, url_name="casework-target", operation_id="removeTarget")
def delete_target(request: HouseRequest) -> Status[None]:
    """Tell nothing any more."""
    remove_target(by=request.actor, at=request.at)
    return Status(204, None)
