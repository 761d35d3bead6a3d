"""A service with two advisers, a third who stands in, a leader and somebody of another service; one case."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from fristed.casework.cases.actions import register_case
from fristed.casework.cases.queries import case_page
from fristed.casework.plans.facts import Outline
from fristed.casework.plans.queries import outline_beside, plans_beside
from fristed.casework.teams.actions import add_to_team, arrange_stand_in
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.queries import actor_with_id
from tests.spec.cast import at_ten, plain_case

DAY = date(2024, 3, 4)
AT = at_ten(date(2024, 3, 11))
HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
AUD, BERIT, SIRI, HEGE, BO = 101, 102, 103, 104, 105


def account(number: int, service: str, role: str = "case_worker") -> int:
    """Create somebody with an account and a role, and give the account."""
    row = Account.objects.create(
        pk=number, username=f"p{number}", display_name=f"P {number}", service=service
    )
    row.grants.create(role=role, granted_at=AT)
    return row.pk


def met(number: int, at: datetime = AT) -> Actor:
    """Give the actor behind an account as the door meets them."""
    return actor_with_id(number, at=at)


def settled() -> str:
    """Let Aud register a case with Berit in the team and Siri standing in for Berit; give its reference."""
    for number in (AUD, BERIT, SIRI):
        account(number, "MR")
    account(HEGE, "MR", "service_leader")
    account(BO, "KT")
    reference = register_case(draft=plain_case("MR", DAY), by=met(AUD), at=AT).reference
    add_to_team(reference=reference, account=BERIT, by=met(AUD), at=AT)
    arrange_stand_in(
        away=BERIT, stand_in=SIRI, starts_at=AT - HOUR, ends_at=AT + 4 * WEEK, by=met(BERIT), at=AT
    )
    return reference


def outline(reference: str) -> Outline:
    """Give what the page of the case says of its plans."""
    return outline_beside(case_page(met(AUD), reference, beside=[plans_beside()]))
