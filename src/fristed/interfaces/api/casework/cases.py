"""Cases: the list, a search, one case, registering, and one more contact."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date

from django.http import HttpResponse
from ninja import P, QueryEx, Router, Status

from fristed.casework.cases.actions import add_contact, register_case
from fristed.casework.cases.checks import validate_registration
from fristed.casework.cases.queries import case_detail, cases_behind
from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.identity.staff.keys import opened, seal
from fristed.interfaces.api.casework.calling import InPath, RequestKey, about_to, once
from fristed.interfaces.api.casework.coded import MOST, PLACE
from fristed.interfaces.api.casework.shapes import (
    CaseInList,
    CasePage,
    Done,
    NewCase,
    NewContact,
    Registered,
    Search,
    Warned,
    WholeCase,
)
from fristed.interfaces.api.problems import not_here
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

router = Router(tags=["cases"])
USE = "place in a list"
Place = tuple[date, int]


def _told(place: Place | None, actor: Actor) -> str | None:
    """Write a place in a list so that only we can read it, for this client alone.

    A place holds the key of a row, and keys are counted through the registers of all services.
    """
    if place is None:
        return None
    day, key = place
    sealed = seal(f"{USE} {actor.account_id}", f"{day.toordinal()}-{key}".encode())
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def _read(text: str | None, actor: Actor) -> Place | None:
    """Read a place that we have written for this client.

    Raises
    ------
    Problem
        If we have not.
    """
    if text is None:
        return None
    try:
        plain = opened(f"{USE} {actor.account_id}", urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError:
        raise not_here("There is no such place in the list. Begin again without it.") from None
    day, _line, key = plain.decode().partition("-")
    return date.fromordinal(int(day)), int(key)


def _listed(request: HouseRequest, search: Search) -> CasePage:
    place = _read(search.after, request.actor)
    lines, goes_on = cases_behind(request.actor, search.filters(), after=place, limit=search.limit)
    put_on_record(request, "case.list_read", filters=search.named(), shown=len(lines))
    return CasePage(cases=[CaseInList.of(line) for line in lines], next=_told(goes_on, request.actor))


@router.get("/cases", response=CasePage, url_name="casework-cases", operation_id="listCases")
def list_cases(
    request: HouseRequest,
    after: QueryEx[str | None, P(pattern=PLACE, description="Where the page before ended.")] = None,
    limit: QueryEx[int, P(ge=1, le=MOST)] = 25,
) -> CasePage:
    """List the cases within reach, newest first contact first."""
    return _listed(request, Search(after=after, limit=limit))


@router.post("/cases/search", response=CasePage, url_name="casework-search", operation_id="searchCases")
def search_cases(request: HouseRequest, search: Search) -> CasePage:
    """List the cases within reach that a search narrows to; what is searched for stands in no address."""
    return _listed(request, search)


@router.get("/cases/{reference}", response=WholeCase, url_name="casework-case", operation_id="readCase")
def read_case(request: HouseRequest, reference: InPath) -> WholeCase:
    """Give one case, in codes and days."""
    found = case_detail(request.actor, reference)
    put_on_record(request, "case.read", subject=found.reference)
    return WholeCase.of(found)


@router.post("/cases", response={201: Registered}, url_name="casework-cases", operation_id="registerCase")
def register(
    request: HouseRequest, response: HttpResponse, key: RequestKey, case: NewCase
) -> Status[Registered]:
    """Register a case about one person, with its first contact, in the client's own service."""
    require(request.actor, Permission.CASE_REGISTER)
    about_to(request)
    draft = case.draft(request.actor.service or "")
    kept = once(request, key, lambda: register_case(draft=draft, by=request.actor, at=request.at).reference)
    # What the rules warn of follows from what was sent, and is not kept.
    warnings = validate_registration(draft, day_of(kept.at)).warnings
    response.headers["Location"] = f"{request.path}/{kept.reference}"
    return Status(201, Registered(reference=kept.reference, warnings=[Warned.of(one) for one in warnings]))


@router.post(
    "/cases/{reference}/contacts",
    response={201: Done},
    url_name="casework-contacts",
    operation_id="addContact",
)
def contact(request: HouseRequest, reference: InPath, key: RequestKey, contact: NewContact) -> Status[Done]:
    """Note one more inquiry or activity; the case counts in that year, once."""
    about_to(request, reference=reference)

    def carried_out() -> str:
        add_contact(reference=reference, on_date=contact.on_date, by=request.actor, at=request.at)
        return reference

    return Status(201, Done(reference=once(request, key, carried_out).reference))
