"""Breaking the glass: one case of another service, in an emergency, for a day at most, seen by others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import Enum

from django.db import transaction

from fristed.casework.cases.models import Case
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.access.actions.governing import A_REFERENCE
from fristed.foundation.identity.access.codes import Grading
from fristed.foundation.identity.access.facts import Context, RuleId, Thing
from fristed.foundation.identity.access.gathering import context_of, subject_of, thing_of
from fristed.foundation.identity.access.net import one_case_in_an_emergency
from fristed.foundation.identity.access.refusals import AccessRefused
from fristed.foundation.identity.access.rules import (
    CORE,
    LONGEST_REASON,
    SHORTEST_REASON,
    decide,
    glass_until,
)
from fristed.foundation.identity.access.storing import store_broken_glass
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actors_with_role
from fristed.foundation.identity.rules import LEADER, NotPermitted, Permission, require

# A system owner is named to no case: what shuts it to them is what they are to the person of it.
IN_PERSON = CORE - {RuleId.STRICTLY_CONFIDENTIAL, RuleId.CONFIDENTIAL}
NO_SERVICE = "?"
OWNER = "system_owner"


class GlassNotBroken(Exception):
    """Nothing is opened: there is no such case, or nothing opens it. Which of them is not said."""


def break_glass(*, reference: str, reason: str, hours: int, by: Actor, at: datetime) -> bool:
    """Open one case of another service to oneself, with notice to its responsible and leader.

    Every try is in the trail, also one that opens nothing. A case that is within reach already is left alone.

    Returns
    -------
    bool
        Whether the glass was broken now, and others told; not where the case was within reach already.

    Raises
    ------
    NotPermitted
        If the actor may not do this, or is a program.
    AccessRefused
        If the reason is not 30 to 400 characters; nothing has been looked for then.
    GlassNotBroken
        If there is no such case, a core rule denies it, or nobody is there to be given notice.
    """
    require(by, Permission.CASE_BREAK_GLASS)
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account.")
    words = " ".join(reason.split())
    AccessRefused.raise_if(list(_problems_of_reason(words)))
    with transaction.atomic():
        opened = _opened(reference, words, hours, by=by, at=at)
        if not opened:
            # Text that cannot be a reference may be anything, a name too; it stays out of the trail.
            subject = reference if A_REFERENCE.fullmatch(reference) else ""
            write_line(event="access.glass_refused", by=by, at=at, subject=subject)
    if not opened:
        raise GlassNotBroken("Nothing is opened.")
    return opened is Opened.BROKEN


def _problems_of_reason(words: str) -> Iterator[tuple[str, str]]:
    if len(words) < SHORTEST_REASON:
        yield "reason", "reason_short"
    elif len(words) > LONGEST_REASON:
        yield "reason", "reason_too_long"


class Opened(Enum):
    """How a case came to be open."""

    BROKEN, ALREADY = "broken", "already"


def _opened(reference: str, words: str, hours: int, *, by: Actor, at: datetime) -> Opened | None:
    """Decide, and store the glass with its notices where nothing forbids; how the case is open, if it is."""
    with one_case_in_an_emergency(reference):
        case = Case.objects.filter(reference=reference).first()
    # The same is read and decided where there is no case, so that the time it takes tells less.
    found = case or Case(service=NO_SERVICE, reference=reference, address_grading=Grading.NONE.value)
    thing, context = thing_of(found), context_of(found.service, reference, at=at)
    decision = decide(subject_of(by), Permission.CASE_READ, thing, context)
    if case is None:
        return None
    if decision.permit:
        return Opened.ALREADY
    if decision.rule != RuleId.NOTHING_SAYS_YES:
        return None
    noticed = _to_be_noticed(case, thing, context, by=by)
    if not noticed:
        return None
    until = glass_until(at, hours)
    store_broken_glass(case.service, reference, words, until=until, noticed=noticed, by=by, at=at)
    return Opened.BROKEN


def _to_be_noticed(case: Case, thing: Thing, context: Context, *, by: Actor) -> list[int]:
    """Give whom to notice: the responsible and the service's leaders, or else the system owners.

    Nobody is told of a case that a core rule shuts to them, and nobody reviews their own emergency.
    """
    leaders = [
        one for one in actors_with_role(LEADER, service=case.service) if _may_know(one, thing, context, by)
    ]
    reviewers = leaders or [
        one for one in actors_with_role(OWNER, service="") if _may_know(one, thing, context, by, IN_PERSON)
    ]
    if not reviewers:
        return []
    found = [one.account_id for one in reviewers]
    responsible = case.responsible
    if responsible is not None and _is_open_to(responsible, thing) and responsible != by.account_id:
        found.append(responsible)
    return [account_id for account_id in found if account_id is not None]


def _may_know(
    reviewer: Actor, thing: Thing, context: Context, by: Actor, shut: frozenset[RuleId] = CORE
) -> bool:
    rule = decide(subject_of(reviewer), Permission.CASE_READ, thing, context).rule
    return reviewer.account_id != by.account_id and rule not in shut


def _is_open_to(account_id: int, thing: Thing) -> bool:
    return account_id not in thing.blocked and account_id not in {tied for tied, _ in thing.ties}
