"""What the pages share on which somebody sends something of a case: the case, and who can be asked."""

from __future__ import annotations

from fristed.casework.cases.facts import CaseDetail
from fristed.casework.cases.queries import CaseNotFound, case_page
from fristed.foundation.identity.access.lines import Colleague
from fristed.foundation.identity.access.queries import colleagues
from fristed.foundation.identity.rules import Permission
from fristed.interfaces.web.requests import HouseRequest
from fristed.methods.classifications import registering_services


def case_to_send_of(request: HouseRequest, reference: str) -> tuple[CaseDetail, list[Colleague]]:
    """Give a case that may be followed up, and those besides oneself who work where cases are registered.

    Raises
    ------
    CaseNotFound
        If there is no such case, or it may not be followed up.
    """
    page = case_page(request.actor, reference, asked=(Permission.CASE_FOLLOW_UP,))
    if not page.may:
        raise CaseNotFound("There is no such case.")
    services, own = registering_services(), request.actor.account_id
    return page.case, [one for one in colleagues() if one.service in services and one.account_id != own]
