"""The verbs of teams. Permission, change and audit line are one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.models import Case
from fristed.casework.teams.models import FIELDS, FieldOfWork, Membership, StandIn
from fristed.casework.teams.queries import may_work_on
from fristed.casework.teams.refusals import TeamRefused
from fristed.casework.teams.storing import put_in_charge
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_with_id
from fristed.foundation.identity.rules import NotPermitted, Permission, is_machine, is_permitted, require

LONGEST_STAND_IN = timedelta(days=366)


def assign_case(*, reference: str, to: int | None, by: Actor, at: datetime) -> None:
    """Make somebody of the service responsible for a case; the case, its reference and its team stay.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    TeamRefused
        If the person does not work with cases in the service, may not see this one, or is responsible.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        person = _colleague(case, to, as_responsible=True)
        if case.responsible == person.account_id:
            raise TeamRefused(("to", "already_responsible"))
        put_in_charge(case, person, by=by, at=at)


def _colleague(case: Case, account_id: int | None, *, as_responsible: bool = False) -> Actor:
    person = actor_with_id(account_id or 0)
    if is_machine(person.username) or not may_work_on(person, case, as_responsible=as_responsible):
        raise TeamRefused(("to", "not_a_colleague"))
    return person


def add_to_team(*, reference: str, account: int | None, by: Actor, at: datetime) -> None:
    """Let a colleague work on a case besides who is responsible.

    Who may not see the case cannot be added: the team widens nobody's access.

    Raises
    ------
    NotPermitted, CaseNotFound, TeamRefused
        Without permission, without such a case within reach, or if the person cannot work on it or does.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        person = _colleague(case, account)
        present = Membership.objects.filter(case=case, account_id=person.account_id or 0, ended_at=None)
        if case.responsible == person.account_id or present.exists():
            raise TeamRefused(("to", "already_in_team"))
        Membership.objects.create(
            case=case, account_id=person.account_id or 0, since_at=at, added_by=by.username
        )
        facts = {"account": person.account_id or 0}
        write_line(event="team.member_added", by=by, at=at, subject=reference, facts=facts)


def remove_from_team(*, reference: str, account: int | None, by: Actor, at: datetime) -> None:
    """End that somebody works on a case; who is responsible stays until the case is assigned anew.

    Raises
    ------
    NotPermitted, CaseNotFound, TeamRefused
        Without permission, without such a case within reach, or if the person is not in the team.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        rows = Membership.objects.filter(case=case, account_id=account or 0, ended_at=None)
        if not rows.update(ended_at=at, ended_by=by.username):
            raise TeamRefused(("to", "not_in_team"))
        facts = {"account": account or 0}
        write_line(event="team.member_removed", by=by, at=at, subject=reference, facts=facts)


def arrange_stand_in(
    *,
    away: int | None,
    stand_in: int | None,
    starts_at: datetime | None,
    ends_at: datetime | None,
    by: Actor,
    at: datetime,
) -> None:
    """Let a colleague stand in for oneself, or, as a leader, for somebody of the service, for a time.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases, or arranges for somebody else without leading the service.
    TeamRefused
        With every error: no such colleague, oneself, no times, an end that is past or a year away.
    """
    require(by, Permission.CASE_FOLLOW_UP)
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account.")
    if away != by.account_id:
        require(by, Permission.ACCESS_GOVERN)
    TeamRefused.raise_if(
        [*_problems_of_pair(away, stand_in, by), *_problems_of_time(starts_at, ends_at, at=at)]
    )
    assert away is not None and stand_in is not None  # noqa: S101, PT018  refused before
    assert starts_at is not None and ends_at is not None  # noqa: S101, PT018
    with transaction.atomic():
        StandIn.objects.create(
            service=by.service or "",
            account_id=away,
            stand_in_account_id=stand_in,
            starts_at=starts_at,
            ends_at=ends_at,
            arranged_at=at,
            arranged_by=by.username,
        )
        facts: dict[str, str | int] = {"for": away, "by": stand_in, "until": ends_at.isoformat()}
        write_line(event="stand_in.arranged", by=by, at=at, subject=by.service or "", facts=facts)


def _problems_of_pair(away: int | None, stand_in: int | None, by: Actor) -> Iterator[tuple[str, str]]:
    for field, account in (("away", away), ("stand_in", stand_in)):
        person = actor_with_id(account or 0)
        may = is_permitted(person, Permission.CASE_FOLLOW_UP, service=by.service or "")
        if is_machine(person.username) or not may:
            yield field, "no_stand_in"
    if away is not None and away == stand_in:
        yield "stand_in", "yourself"


def _problems_of_time(
    starts_at: datetime | None, ends_at: datetime | None, *, at: datetime
) -> Iterator[tuple[str, str]]:
    if starts_at is None or ends_at is None:
        yield "ends_at", "time_missing"
    elif ends_at <= starts_at:
        yield "ends_at", "ends_before_start"
    elif ends_at <= at:
        yield "ends_at", "in_the_past"
    elif ends_at - starts_at > LONGEST_STAND_IN:
        yield "ends_at", "too_long"


def end_stand_in(*, key: int, by: Actor, at: datetime) -> None:
    """End that somebody stands in, before its time: the one who was away, the stand-in, or the leader.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases in any register.
    TeamRefused
        If there is nothing that the actor may end.
    """
    require(by, Permission.CASE_FOLLOW_UP)
    with transaction.atomic():
        rows = StandIn.objects.select_for_update().filter(service=by.service or "", ended_at=None, pk=key)
        row = rows.first()
        leads = is_permitted(by, Permission.ACCESS_GOVERN)
        if row is None or not (leads or by.account_id in (row.account_id, row.stand_in_account_id)):
            raise TeamRefused(("", "nothing_to_end"))
        row.ended_at, row.ended_by = at, by.username
        row.save(update_fields=["ended_at", "ended_by"])
        facts: dict[str, str | int] = {"for": row.account_id, "by": row.stand_in_account_id}
        write_line(event="stand_in.ended", by=by, at=at, subject=row.service, facts=facts)


def give_fields_of_work(*, account: int | None, fields: Sequence[str], by: Actor, at: datetime) -> None:
    """Say of which fields a member of the leader's service is the representative, in place of those before.

    Raises
    ------
    NotPermitted
        If the actor does not lead a service with a register.
    TeamRefused
        If the person does not work with cases in the service, or a field is unknown.
    """
    require(by, Permission.ACCESS_GOVERN)
    person = actor_with_id(account or 0)
    if not is_permitted(person, Permission.CASE_FOLLOW_UP, service=by.service or ""):
        raise TeamRefused(("account", "other_service"))
    if not set(fields) <= set(FIELDS):
        raise TeamRefused(("fields", "unknown_field"))
    with transaction.atomic():
        rows = FieldOfWork.objects.filter(account_id=person.account_id or 0)
        rows.exclude(field__in=fields).delete()
        present = set(rows.values_list("field", flat=True))
        FieldOfWork.objects.bulk_create(
            FieldOfWork(account_id=person.account_id or 0, field=field, given_at=at, given_by=by.username)
            for field in sorted(set(fields) - present)
        )
        facts: dict[str, str | int] = {"fields": " ".join(sorted(set(fields)))[:120]}
        write_line(event="team.fields_given", by=by, at=at, subject=person.username, facts=facts)
