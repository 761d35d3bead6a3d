"""What the pages share on which somebody sends something of a case: the case, and who can be asked."""

from __future__ import annotations

from collections.abc import Sequence

from fristed.casework.cases.facts import Beside, CaseDetail
from fristed.casework.cases.queries import CaseNotFound, case_page
from fristed.foundation.identity.access.lines import Colleague
from fristed.foundation.identity.access.queries import colleagues
from fristed.foundation.identity.rules import Permission, is_machine
from fristed.interfaces.web.requests import HouseRequest
from fristed.methods.classifications import registering_services


def case_to_send_of(
    request: HouseRequest, reference: str, *, beside: Sequence[Beside] = ()
) -> tuple[CaseDetail, list[Colleague]]:
    """Give a case that may be followed up, and those besides oneself who work where cases are registered.

    A machine of another system answers nothing and meets nobody.

    Raises
    ------
    CaseNotFound
        If there is no such case, or it may not be followed up.
    """
    page = case_page(request.actor, reference, asked=(Permission.CASE_FOLLOW_UP,), beside=beside)
    if not page.may:
        raise CaseNotFound("There is no such case.")
    services, own = registering_services(), request.actor.account_id
    people = [
        one
        for one in colleagues()
        if one.service in services and one.account_id != own and not is_machine(one.username)
    ]
    return page.case, people
