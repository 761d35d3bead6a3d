"""What may be read of case conferences: with the case that they are about, or by taking part."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from fristed.casework.cases.queries import CaseNotFound, rows_within_reach
from fristed.casework.referrals.codes import Meeting
from fristed.casework.referrals.facts import ConferenceDetail, ConferenceLine, PointLine
from fristed.casework.referrals.models import Conference, Participant, Point
from fristed.foundation.identity.access.looking import once
from fristed.foundation.identity.access.reach import shut_to
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission

MOST_LINES = 200


def conferences_within_reach(
    actor: Actor, permission: Permission = Permission.CASE_READ
) -> QuerySet[Conference]:
    """Give the conferences about cases within reach, and those that the actor takes part in.

    A tie or a block that shuts the case shuts its conferences; a cancelled one is its caller's alone.

    Raises
    ------
    NotPermitted
        If the actor may not do this in any register.
    """
    with_the_case = Q(case__in=rows_within_reach(actor, permission).values("pk"))
    account = actor.account_id or 0
    taking_part = Q(pk__in=Participant.objects.filter(account_id=account).values("conference_id"))
    taking_part &= ~Q(state=Meeting.CANCELLED.value) & ~shut_to(account, "case_reference")
    return Conference.objects.filter(with_the_case | taking_part)


def conference_within_reach(
    actor: Actor, reference: str, permission: Permission = Permission.CASE_READ
) -> Conference:
    """Give one conference.

    Raises
    ------
    NotPermitted
        If the actor may not do this in any register.
    CaseNotFound
        If there is none, or it is not there for the actor: the answer is the same.
    """
    rows = _with_own_case(actor, conferences_within_reach(actor, permission)).filter(reference=reference)
    found = once(("conference", actor, reference, permission), rows.first)
    if found is None:
        raise CaseNotFound("There is no such conference.")
    return found


def _with_own_case(actor: Actor, rows: QuerySet[Conference]) -> QuerySet[Conference]:
    """Note on conferences the reference of the case, where that is within the actor's reach."""
    reached = rows_within_reach(actor).filter(pk=OuterRef("case_id"))
    return rows.annotate(own_case=Subquery(reached.order_by().values("reference")[:1]))


def _line(row: Any) -> ConferenceLine:
    return ConferenceLine(row.reference, row.service, row.state, row.on_date, row.own_case or "")


def points_of(conference: Conference) -> tuple[Point, ...]:
    """Give the points of a conference that its caller was given, in order; asked once for a page."""
    rows = Point.objects.filter(conference=conference)
    return once(("points", conference.pk), lambda: tuple(rows))


def conferences_of(actor: Actor, *, case: str = "") -> tuple[ConferenceLine, ...]:
    """Give the conferences of one case within reach, or all that the actor takes part in, newest first.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    rows = conferences_within_reach(actor)
    if case:
        rows = rows.filter(case_reference=case, case__in=rows_within_reach(actor).values("pk"))
    else:
        mine = Participant.objects.filter(account_id=actor.account_id or 0).values("conference_id")
        rows = rows.filter(pk__in=mine)
    rows = _with_own_case(actor, rows).order_by("-on_date", "-pk")
    return tuple(_line(row) for row in rows[:MOST_LINES])


def conference_detail(actor: Actor, reference: str) -> ConferenceDetail:
    """Give one conference without its words; those are opened by a verb, on record.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is none, or it is not there for the actor: the answer is the same.
    """
    found = conference_within_reach(actor, reference)
    people = list(Participant.objects.filter(conference=found).order_by("pk"))
    return ConferenceDetail(
        line=_line(found),
        ground=found.ground,
        accounts=tuple(one.account_id for one in people if one.account_id is not None),
        agencies=tuple(one.agency for one in people if one.agency),
        points=tuple(
            PointLine(one.number, one.kind, one.account_id, one.agency, one.due_date, one.done_at is not None)
            for one in points_of(found)
        ),
    )
