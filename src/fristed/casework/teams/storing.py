"""What other verbs of the casework wing store of who works on a case, where they have decided about it."""

from __future__ import annotations

from datetime import datetime

from fristed.casework.cases.models import Case
from fristed.casework.teams.models import Membership
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.codes import NoticeKind


def put_in_charge(case: Case, person: Actor, *, by: Actor, at: datetime) -> None:
    """Make a person responsible for a locked case; in the caller's transaction, where it has been decided."""
    facts: dict[str, str | int] = {"from": case.responsible or 0, "to": person.account_id or 0}
    Membership.objects.filter(case=case, account_id=person.account_id or 0, ended_at=None).update(
        ended_at=at, ended_by=by.username
    )
    case.responsible = person.account_id
    case.save(update_fields=["responsible"])
    write_line(event="team.case_assigned", by=by, at=at, subject=case.reference, facts=facts)
    told = [person.account_id] if person.account_id else []
    notify(account_ids=told, kind=NoticeKind.CASE_ASSIGNED, by=by, at=at, reference=case.reference)
