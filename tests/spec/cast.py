"""The standing cast as actors, and a plain case to begin from. Everybody is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from fristed.casework.cases.facts import CaseDraft
from fristed.casework.cases.rules import abroad_is_counted
from fristed.foundation.days import OSLO
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import permissions_of


def actor(username: str, service: str | None, *roles: str, account_id: int = 1) -> Actor:
    """Give an actor with the permissions of roles."""
    return Actor(account_id, username, username.capitalize(), service, permissions_of(roles, service=service))


AUD = actor("aud", "MR", "case_worker", account_id=1)
BO = actor("bo", "KT", "case_worker", account_id=2)
CEM = actor("cem", "SU", "case_worker", account_id=3)
DINA = actor("dina", None, "statistician", account_id=4)
ELI = actor("eli", "FT", "competence_adviser", account_id=5)
FINN = actor("finn", None, "system_owner", account_id=6)
CASE_WORKERS = {"MR": AUD, "KT": BO, "SU": CEM}
A_REFERRER = {"MR": "school", "KT": "police", "SU": "person_concerned"}


def at_ten(day: date) -> datetime:
    """Give ten o'clock in Oslo on a day."""
    return datetime.combine(day, time(10), tzinfo=OSLO)


def plain_case(service: str, on: date, **changes: Any) -> CaseDraft:
    """Give the draft of a case with nothing remarkable in it, changed as asked."""
    draft = CaseDraft(
        service=service,
        first_contact_date=on,
        main_concern="negative_social_control",
        concern_basis="told",
        gender="female",
        age_band="16_17",
        countries=("SO",),
        country_ground="parents",
        referrer=A_REFERRER[service],
        abroad_case=False if abroad_is_counted(service=service, year=on.year) else None,
    )
    return replace(draft, **changes)
