"""Who works on a case, who stands in for whom, and who has which field of work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db.models import Q, QuerySet, Value

from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_within_reach, rows_within_reach
from fristed.casework.teams.facts import Person, StandInLine, Team
from fristed.casework.teams.models import FieldOfWork, Membership, StandIn
from fristed.foundation.identity.access.gathering import context_of, subject_of, thing_of
from fristed.foundation.identity.access.looking import once
from fristed.foundation.identity.access.queries import stand_ins_by_grant, stood_in_for_by_grant
from fristed.foundation.identity.access.rules import decide
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_with_id, everybody, staff
from fristed.foundation.identity.rules import Permission, is_machine, is_permitted, require

MOST_LINES = 500
TEAM, AWAY = "team", "away"


def members_of(reference: str) -> frozenset[int]:
    """Give the accounts of who is responsible for a case and of those in its team now, however many.

    For a room that has decided who may know: to give notice, or to judge what a note shows.
    """
    responsible = Case.objects.filter(reference=reference).values_list("responsible", flat=True)
    team = Membership.objects.filter(case__reference=reference, ended_at=None)
    return frozenset(
        account for account in (*responsible, *team.values_list("account_id", flat=True)) if account
    )


def team_of_case(actor: Actor, case: Case) -> frozenset[int]:
    """Give the accounts of the team of a case that its caller was given, who is responsible apart."""
    return _team_and_away(actor, case)[0]


def representatives() -> frozenset[int]:
    """Give the accounts of those who have a field of work."""
    return frozenset(_fields())


def is_in_team(actor: Actor, reference: str) -> bool:
    """Whether an actor works on a case within reach, or stands in now for somebody who does.

    A case that is not within reach has no team for the actor; a role that sees no cases is in none.
    """
    if actor.account_id is None or Permission.CASE_READ not in actor.permissions:
        return False
    try:
        case = case_within_reach(actor, reference)
    except CaseNotFound:
        return False
    if actor.account_id == case.responsible:
        return True
    team, away = _team_and_away(actor, case)
    members = frozenset({case.responsible or 0, *team})
    if actor.account_id in members:
        return True
    return bool(members & (away | stood_in_for_by_grant(actor, case.service, reference)))


def _team_and_away(actor: Actor, case: Case) -> tuple[frozenset[int], frozenset[int]]:
    """Give the team of a case and those an actor stands in for, in one question while a page is made."""
    return once(("team and away", actor, case.pk), lambda: _read_together(actor, case))


def _read_together(actor: Actor, case: Case) -> tuple[frozenset[int], frozenset[int]]:
    team = _team_rows(case).values_list(Value(TEAM), "account_id")
    found = list(team.union(_away_rows(actor).values_list(Value(AWAY), "account_id"), all=True))
    return tuple(frozenset(account for of, account in found if of == kind) for kind in (TEAM, AWAY))  # type: ignore[return-value]


def _team_rows(case: Case) -> QuerySet[Membership]:
    return Membership.objects.filter(case=case, ended_at=None)


def stood_in_for(actor: Actor) -> frozenset[int]:
    """Give the accounts of the colleagues for whom an actor stands in at the time the door met them."""
    rows = _away_rows(actor)
    return once(("stood in for", actor), lambda: frozenset(rows.values_list("account_id", flat=True)))


def _away_rows(actor: Actor) -> QuerySet[StandIn]:
    if actor.account_id is None or actor.at is None:
        return StandIn.objects.none()
    return StandIn.objects.filter(
        service=actor.service or "",
        stand_in_account_id=actor.account_id,
        ended_at=None,
        starts_at__lte=actor.at,
        ends_at__gt=actor.at,
    )


def to_be_told(case: Case, *, at: datetime) -> frozenset[int]:
    """Give the accounts of those who work on a case and of those who stand in for them at a time.

    Who may not work on the case by the decision of access is left out: being told widens nobody's access.
    """
    members = members_of(case.reference)
    rows = StandIn.objects.filter(
        service=case.service, account_id__in=members, ended_at=None, starts_at__lte=at, ends_at__gt=at
    )
    stand_ins = frozenset(rows.values_list("stand_in_account_id", flat=True))
    by_grant = stand_ins_by_grant(members, case.service, case.reference, at=at)
    return who_may_work_on(case, members | stand_ins | by_grant, at=at)


def who_may_work_on(case: Case, account_ids: Iterable[int], *, at: datetime) -> frozenset[int]:
    """Give those of some accounts that may work on a case at a time, by the decision of access.

    A machine that has registered a case is told of nothing and asked for nothing: no person would hear of it.
    """
    thing, context = thing_of(case), context_of(case.service, case.reference, at=at)
    people = (one for one in map(actor_with_id, account_ids) if not is_machine(one.username))
    return frozenset(
        one.account_id or 0
        for one in people
        if decide(subject_of(one), Permission.CASE_FOLLOW_UP, thing, context).permit
    )


def references_in_care_of(actor: Actor) -> QuerySet[Case, str]:
    """Give the references of the cases within reach that an actor, or somebody they stand in for, works on.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    accounts = {actor.account_id or 0, *stood_in_for(actor)}
    return in_care(rows_within_reach(actor), accounts).values_list("reference", flat=True)


def in_care(rows: QuerySet[Case], account_ids: Iterable[int]) -> QuerySet[Case]:
    """Narrow rows that a caller may read to the cases that any of these accounts works on."""
    accounts = list(account_ids)
    teams = Membership.objects.filter(account_id__in=accounts, ended_at=None).values("case_id")
    return rows.filter(Q(responsible__in=accounts) | Q(pk__in=teams))


def team_of(actor: Actor, reference: str) -> Team:
    """Give who works on a case.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such case within reach.
    """
    case = case_within_reach(actor, reference)
    team = Membership.objects.filter(case=case, ended_at=None).order_by("since_at", "pk")
    accounts = list(team.values_list("account_id", flat=True))
    known = people([case.responsible or 0, *accounts])
    return Team(
        reference=reference,
        service=case.service,
        responsible=known.get(case.responsible or 0),
        members=tuple(known[account] for account in accounts if account in known),
    )


def people(account_ids: Iterable[int]) -> dict[int, Person]:
    """Give members of staff who can sign in, by account, with their fields of work."""
    fields = _fields()
    return {key: replace(one, fields=fields.get(key, ())) for key, one in _named(account_ids).items()}


def _named(account_ids: Iterable[int]) -> dict[int, Person]:
    """Give members of staff who can sign in, by account, without their fields of work."""
    wanted = set(account_ids)
    return {
        one.account_id: Person(one.account_id, one.username, one.display_name, ())
        for one in staff()
        if one.is_active and one.account_id in wanted
    }


def _fields() -> dict[int, tuple[str, ...]]:
    """Give the fields of work by account; asked once while a page is made."""
    return once("fields of work", _all_fields)


def _all_fields() -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for account_id, field in FieldOfWork.objects.order_by("field").values_list("account_id", "field"):
        found[account_id] = (*found.get(account_id, ()), field)
    return found


def _person(actor: Actor, fields: dict[int, tuple[str, ...]]) -> Person:
    account = actor.account_id or 0
    return Person(account, actor.username, actor.display_name, fields.get(account, ()))


def may_work_on(person: Actor, case: Case, *, as_responsible: bool = False) -> bool:
    """Whether a member of staff may work on a case by the decision of access, in the case's own service.

    Parameters
    ----------
    as_responsible
        Ask as if the person were responsible already: a graded case opens to who is.
    """
    if person.service != case.service or is_machine(person.username):
        return False
    thing = thing_of(case)
    if as_responsible:
        case.responsible, before = person.account_id, case.responsible
        thing = thing_of(case)
        case.responsible = before
    context = context_of(case.service, case.reference, at=None)
    return decide(subject_of(person), Permission.CASE_FOLLOW_UP, thing, context).permit


def colleagues_to_choose(actor: Actor) -> tuple[Person, ...]:
    """Give who works with cases in the actor's own service, by name; which cases each sees is not told.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases in any register.
    """
    require(actor, Permission.CASE_FOLLOW_UP)
    fields = _fields()
    return tuple(
        _person(one, fields)
        for one in everybody()
        if not is_machine(one.username)
        and is_permitted(one, Permission.CASE_FOLLOW_UP, service=actor.service or "")
    )


def stand_ins_in_service(actor: Actor) -> tuple[StandInLine, ...]:
    """Give who stands in for whom in the actor's own service, now or later, soonest end first; by name only.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases in any register.
    """
    require(actor, Permission.CASE_FOLLOW_UP)
    rows = StandIn.objects.filter(service=actor.service or "", ended_at=None)
    if actor.at is not None:
        rows = rows.filter(ends_at__gt=actor.at)
    found = list(rows.order_by("ends_at", "pk")[:MOST_LINES])
    known = _named(one for row in found for one in (row.account_id, row.stand_in_account_id))
    return tuple(
        StandInLine(row.pk, known[row.account_id], known[row.stand_in_account_id], row.starts_at, row.ends_at)
        for row in found
        if row.account_id in known and row.stand_in_account_id in known
    )
