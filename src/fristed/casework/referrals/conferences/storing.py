"""What the verbs of conferences share: who may hear of a case, the line about a conference, who leaves it."""

from __future__ import annotations

from datetime import datetime

from fristed.casework.cases.models import Case
from fristed.casework.referrals.codes import Meeting
from fristed.casework.referrals.models import Conference, Participant
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.access.facts import RuleId
from fristed.foundation.identity.access.gathering import context_of, subject_of, thing_of
from fristed.foundation.identity.access.rules import decide
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_with_id
from fristed.foundation.identity.rules import Permission


def may_take_part(person: Actor, case: Case) -> bool:
    """Whether somebody may hear of a case: who may read it, or works with cases where nothing forbids it.

    What forbids is the decision's; that it is another service's case is no reason not to meet about it.
    """
    context = context_of(case.service, case.reference, at=person.at)
    decision = decide(subject_of(person), Permission.CASE_READ, thing_of(case), context)
    return decision.permit or decision.rule == RuleId.NOTHING_SAYS_YES


def tell_of(event: str, found: Conference, *, by: Actor, at: datetime, **more: str | int) -> None:
    """Write a line about a conference on the case that it is about."""
    facts: dict[str, str | int] = {"conference": found.reference, **more}
    write_line(event=event, by=by, at=at, subject=found.case_reference, facts=facts)


def leave_out_who_may_not(case: Case, *, by: Actor, at: datetime) -> None:
    """Let those who may not hear of a case any more take part no more; in the caller's transaction."""
    for found in Conference.objects.filter(case=case).exclude(state=Meeting.CANCELLED.value).order_by("pk"):
        taking = Participant.objects.filter(conference=found, account_id__isnull=False)
        accounts = [account for account in taking.values_list("account_id", flat=True) if account is not None]
        gone = [one for one in accounts if not may_take_part(actor_with_id(one, at=at), case)]
        if gone:
            taking.filter(account_id__in=gone).delete()
            tell_of("conference.people_left_out", found, by=by, at=at, people=len(gone))
