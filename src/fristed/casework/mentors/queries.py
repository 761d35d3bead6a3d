"""What may be read of mentors, by whom.

Those who work on the case reach its matches. An organisation reaches those of people who have consented to
it, and sees what the volunteer is told and no more. Ties, blocks and what is about oneself shut a match as
they shut its case; where its address is protected, it is there for those who are named to the case.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value

from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_within_reach, rows_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.cases.waiting import waiting_rows
from fristed.casework.mentors.codes import HELD, State, Why
from fristed.casework.mentors.facts import (
    FeedbackLine,
    MatchDetail,
    MatchLine,
    OfferLine,
    OrganisationLine,
    VolunteerSheet,
)
from fristed.casework.mentors.models import Coordinator, Match, Offer, Organisation
from fristed.casework.mentors.rules import offer_fits, whose_step
from fristed.foundation.identity.access.reach import open_outside
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require_one_of

MOST_LINES = 500
READERS = (Permission.MENTORS_MATCH, Permission.CASE_READ)
KEEPERS = (Permission.HOUSING_ALLOCATE, Permission.MENTORS_MATCH)


def organisation_of(actor: Actor) -> QuerySet[Coordinator, int]:
    """Give the key of the organisation that somebody matches for now."""
    rows = Coordinator.objects.filter(account_id=actor.account_id or 0, ended_at=None)
    return rows.values_list("organisation_id", flat=True)


def matches_within_reach(actor: Actor, permissions: Iterable[Permission] = READERS) -> QuerySet[Match]:
    """Give the matches that somebody reaches by any of these permissions.

    Raises
    ------
    NotPermitted
        If the actor has none of them.
    """
    asked = frozenset(permissions)
    require_one_of(actor, permissions)
    where = Q(pk__in=())
    if Permission.MENTORS_MATCH in asked & actor.permissions:
        # A consent that is taken back is taken back for what was, too.
        consents = ~Q(ended_why=Why.CONSENT_WITHDRAWN.value)
        theirs = Q(organisation__in=organisation_of(actor)) & consents
        where |= theirs & open_outside(actor, "case_reference")
    for permission in (Permission.CASE_READ, Permission.CASE_FOLLOW_UP):
        if permission in asked and permission in actor.permissions:
            where |= Q(case__in=rows_within_reach(actor, permission).values("pk"))
    return Match.objects.filter(where)


def match_within_reach(actor: Actor, reference: str, permissions: Iterable[Permission] = READERS) -> Match:
    """Give one match.

    Raises
    ------
    NotPermitted
        If the actor has none of the permissions.
    CaseNotFound
        If there is none, or it is not within reach: the answer is the same.
    """
    rows = matches_within_reach(actor, permissions).select_related("organisation", "offer")
    found = _for_reader(rows, actor).filter(reference=reference).first()
    if found is None:
        raise CaseNotFound("There is no such match.")
    return found


def is_match_there(actor: Actor, reference: str) -> bool:
    """Whether somebody still has a part in a match, after a step that may have ended it."""
    return matches_within_reach(actor).filter(reference=reference).exists()


def _for_reader(rows: QuerySet[Match], actor: Actor) -> QuerySet[Match]:
    """Say of each row whether it is of a case that the reader reaches, and at an organisation of theirs.

    Of a row, and not by permissions alone: who works with cases may have a part in the chain besides.
    """
    own: Any = Value("", CharField())
    if Permission.CASE_READ in actor.permissions:
        reached = rows_within_reach(actor).filter(pk=OuterRef("case_id")).order_by()
        own = Subquery(reached.values("reference")[:1])
    matches: Any = Value(False, BooleanField())
    if Permission.MENTORS_MATCH in actor.permissions:
        matches = Exists(organisation_of(actor).filter(organisation=OuterRef("organisation")))
    return rows.annotate(own_case=own, at_own_organisation=matches)


def matches_of(actor: Actor, *, at: datetime, over: bool = False) -> tuple[MatchLine, ...]:
    """Give the matches of the own organisation, the longest wait first.

    Raises
    ------
    NotPermitted
        If the actor matches for none.
    """
    ended = Q(state=State.ENDED.value)
    rows = matches_within_reach(actor, (Permission.MENTORS_MATCH,)).filter(ended if over else ~ended)
    return _lines(rows.order_by("since_date", "pk")[:MOST_LINES], actor, today=day_of(at))


def matches_in_case(actor: Actor, reference: str, *, at: datetime) -> tuple[MatchLine, ...]:
    """Give the matches of a case, for those who may read it.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not read cases, or there is none such within reach.
    """
    case_within_reach(actor, reference)
    rows = matches_within_reach(actor, (Permission.CASE_READ,)).filter(case_reference=reference)
    return _lines(rows.order_by("pk"), actor, today=day_of(at))


def _lines(rows: QuerySet[Match], actor: Actor, *, today: date) -> tuple[MatchLine, ...]:
    whole = _for_reader(rows, actor).select_related("organisation")
    return tuple(_line(row, today=today) for row in whole)


def _line(row: Match, *, today: date) -> MatchLine:
    return MatchLine(
        reference=row.reference,
        state=row.state,
        whose=whose_step(row.state).value,
        kind=row.kind,
        since_date=row.since_date,
        days=max(0, (today - row.since_date).days),
        organisation=row.organisation.name if row.organisation else "",
        own_case=vars(row)["own_case"] or "",
    )


def match_detail(actor: Actor, reference: str, *, at: datetime) -> MatchDetail:
    """Give one match as its reader may see it.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor has no part in it, or there is none such within reach.
    """
    row = match_within_reach(actor, reference)
    today = day_of(at)
    steps = list(row.steps.all())
    ends = [*(one.on_date for one in steps[1:]), today]
    line = _line(row, today=today)
    may_match = bool(vars(row)["at_own_organisation"])
    looks = may_match and row.state == State.CONSENTED
    return MatchDetail(
        line=line,
        sheet=VolunteerSheet(row.kind, row.age_group, row.gender, row.way),
        because=row.because if line.own_case else "",
        wanted=row.wanted,
        consented_date=row.consented_date,
        ended_why=row.ended_why,
        steps=tuple(
            (one.state, one.on_date, max(0, (end - one.on_date).days))
            for one, end in zip(steps, ends, strict=True)
        ),
        feedback=tuple(
            FeedbackLine(one.teller, one.useful, one.felt_safe, one.on_date)
            for one in row.feedback.order_by("pk")
        ),
        offers=_fitting(row) if looks else (),
        offer_number=row.offer.number if row.offer and may_match else None,
        may_follow_up=bool(line.own_case) and Permission.CASE_FOLLOW_UP in actor.permissions,
        may_match=may_match,
    )


def _with_taken(rows: QuerySet[Offer]) -> QuerySet[Offer]:
    held = Match.objects.filter(offer=OuterRef("pk"), state__in=[one.value for one in HELD])
    return rows.annotate(is_taken=Exists(held)).order_by("number")


def _fitting(row: Match) -> tuple[OfferLine, ...]:
    rows = Offer.objects.filter(organisation=row.organisation_id, kind=row.kind, closed_at=None)
    return tuple(
        one
        for one in map(_offer_line, _with_taken(rows))
        if not one.is_taken
        and offer_fits(wanted=row.wanted, way=row.way, offer_gender=one.gender, offer_way=one.way)
    )


def _offer_line(row: Offer) -> OfferLine:
    return OfferLine(row.reference, row.number, row.kind, row.gender, row.way, bool(vars(row)["is_taken"]))


def organisations_of(actor: Actor) -> tuple[OrganisationLine, ...]:
    """Give the organisations: all for housing officers, its own for a coordinator.

    Raises
    ------
    NotPermitted
        If the actor neither looks after organisations nor matches for one.
    """
    require_one_of(actor, KEEPERS)
    rows = Organisation.objects.order_by("name").prefetch_related("coordinators")
    if Permission.HOUSING_ALLOCATE not in actor.permissions:
        rows = rows.filter(pk__in=organisation_of(actor))
    found = list(rows)
    offers: dict[int, list[OfferLine]] = {}
    open_ones = Offer.objects.filter(organisation__in=found, closed_at=None)
    for one in _with_taken(open_ones):
        offers.setdefault(one.organisation_id, []).append(_offer_line(one))
    return tuple(
        OrganisationLine(
            row.reference,
            row.name,
            tuple(one.account_id for one in row.coordinators.all() if one.ended_at is None),
            tuple(offers.get(row.pk, ())),
        )
        for row in found
    )


def organisations_to_choose(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Give the organisations that somebody may consent to, by name, for those who follow up a case.

    Raises
    ------
    NotPermitted
        If the actor follows up no cases.
    """
    require_one_of(actor, (Permission.CASE_FOLLOW_UP,))
    return tuple(Organisation.objects.order_by("name").values_list("reference", "name"))


def consents_waiting(actor: Actor, care: QuerySet[Case]) -> QuerySet[Any, Any]:
    """Give, for my day, what waits for a consent in the cases in the actor's care.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases in any register.
    """
    rows = matches_within_reach(actor, (Permission.CASE_FOLLOW_UP,))
    mine = rows.filter(state=State.REQUESTED.value, case__in=care.values("pk"))
    return waiting_rows(mine, "mentor", day=F("since_date"))


def matches_waiting(actor: Actor) -> int:
    """Count the matches whose next step is the organisation's; none for who matches for none."""
    if Permission.MENTORS_MATCH not in actor.permissions:
        return 0
    rows = matches_within_reach(actor, (Permission.MENTORS_MATCH,))
    return rows.filter(state__in=(State.CONSENTED.value, State.MATCHED.value)).count()
