"""What may be read of ties, blocks, names, grants, broken glass: a leader's service, one's own notices.

What a tie or a block shuts to the leader is in none of the leader's lists either.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from fristed.foundation.identity.access.gathering import Held, holds_on
from fristed.foundation.identity.access.lines import AccountLine, Colleague, GlassLine, GrantLine, HoldLine
from fristed.foundation.identity.access.models import Block, BrokenGlass, Grant, Naming, Notice, Tie
from fristed.foundation.identity.access.reach import reach_at, shut_to
from fristed.foundation.identity.access.rules import REVIEWED_WITHIN
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.queries import Member, staff
from fristed.foundation.identity.rules import MACHINES, NotPermitted, Permission, is_permitted, require

MOST_LINES = 500


def colleagues() -> tuple[Colleague, ...]:
    """Give everybody who can sign in, by name; which cases anybody sees is not told."""
    return tuple(_colleague_of(one) for one in staff() if one.is_active)


def _colleague_of(one: Member) -> Colleague:
    return Colleague(one.account_id, one.username, one.display_name, one.service)


def _people(account_ids: Iterable[int]) -> dict[int, Colleague]:
    wanted = {one for one in account_ids if one}
    return (
        {one.account_id: _colleague_of(one) for one in staff() if one.account_id in wanted} if wanted else {}
    )


def _known(people: dict[int, Colleague], account_id: int) -> Colleague:
    return people.get(account_id, Colleague(account_id, "", "?", ""))


def open_to_leader(rows: QuerySet[Any], reader: Actor) -> QuerySet[Any]:
    """Narrow rows to the leader's own service, without what is shut to the leader in person.

    Raises
    ------
    NotPermitted
        If the reader does not lead a service with a register.
    """
    require(reader, Permission.ACCESS_GOVERN)
    return rows.filter(service=reader.service or "").exclude(shut_to(reader.account_id or 0))


def grants_open_to_leader(reader: Actor) -> QuerySet[Grant]:
    """Give the grants of the leader's service, but for those of others to what is shut to the leader.

    One's own stay: a grant is taken for any reference, so that its absence here would tell what is shut.

    Raises
    ------
    NotPermitted
        If the reader does not lead a service with a register.
    """
    require(reader, Permission.ACCESS_GOVERN)
    of_others = ~Q(given_by=reader.username)
    rows = Grant.objects.filter(service=reader.service or "")
    return rows.exclude(of_others & shut_to(reader.account_id or 0))


def ties_in_service(reader: Actor) -> tuple[HoldLine, ...]:
    """Give the ties that hold in the leader's service; of what kind they are is not told.

    Raises
    ------
    NotPermitted
        If the reader does not lead a service with a register.
    """
    rows = open_to_leader(Tie.objects.filter(ended_at=None), reader).order_by("-declared_at", "-pk")
    found = list(rows[:MOST_LINES])
    people = _people([row.account_id for row in found])
    return tuple(
        HoldLine(row.pk, row.reference, _known(people, row.account_id), row.declared_at, "") for row in found
    )


def blocks_in_service(reader: Actor) -> tuple[HoldLine, ...]:
    """Give the block lists that hold in the leader's service.

    Raises
    ------
    NotPermitted
        If the reader does not lead a service with a register.
    """
    rows = open_to_leader(Block.objects.filter(ended_at=None), reader).order_by("-blocked_at", "-pk")
    return _blocks(list(rows[:MOST_LINES]))


def _blocks(found: list[Block]) -> tuple[HoldLine, ...]:
    people = _people([row.account_id for row in found])
    return tuple(
        HoldLine(row.pk, row.reference, _known(people, row.account_id), row.blocked_at, row.blocked_by)
        for row in found
    )


def names_in_service(reader: Actor) -> tuple[HoldLine, ...]:
    """Give who is named to which case in the leader's service, so that no graded case is left to nobody.

    Raises
    ------
    NotPermitted
        If the reader does not lead a service with a register.
    """
    rows = open_to_leader(Naming.objects.filter(ended_at=None), reader).order_by("reference", "pk")
    return _names(list(rows[:MOST_LINES]))


def _names(found: list[Naming]) -> tuple[HoldLine, ...]:
    people = _people([row.account_id for row in found])
    return tuple(
        HoldLine(row.pk, row.reference, _known(people, row.account_id), row.named_at, row.named_by)
        for row in found
    )


def names_of(reference: str) -> tuple[HoldLine, ...]:
    """Give who is named to one case, to a room that has decided who may read about it."""
    return _lines_of(holds_on(reference).names, reference)


def blocks_of(reference: str) -> tuple[HoldLine, ...]:
    """Give the block list of one case, to a room that has decided who may read about it."""
    return _lines_of(holds_on(reference).blocks, reference)


def _lines_of(found: tuple[Held, ...], reference: str) -> tuple[HoldLine, ...]:
    people = _people(one.account_id or 0 for one in found)
    return tuple(
        HoldLine(one.key, reference, _known(people, one.account_id or 0), one.at, one.by_username)
        for one in found
    )


def lowering_asked(reference: str) -> tuple[str, str] | None:
    """Give the grading that has been asked for and by whom, to a room that has decided who may read."""
    return next(((one.code, one.by_username) for one in holds_on(reference).lowerings), None)


def grants_in_service(reader: Actor, *, at: datetime) -> tuple[GrantLine, ...]:
    """Give the grants of the leader's service that hold or will, stand-ins among them, soonest end first.

    Raises
    ------
    NotPermitted
        If the reader does not lead a service with a register.
    """
    rows = grants_open_to_leader(reader).filter(ended_at=None, ends_at__gt=at)
    found = list(rows.order_by("ends_at", "pk")[:MOST_LINES])
    people = _people([*(r.account_id for r in found), *(r.stands_in_for_account_id or 0 for r in found)])
    return tuple(
        GrantLine(
            key=row.key,
            reference=row.reference,
            person=_known(people, row.account_id),
            level=row.level,
            purpose=row.purpose,
            stands_in_for=(
                _known(people, row.stands_in_for_account_id) if row.stands_in_for_account_id else None
            ),
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            given_by=row.given_by,
        )
        for row in found
    )


def stood_in_for_by_grant(actor: Actor, service: str, reference: str) -> frozenset[int]:
    """Give the accounts for whom an actor of another service stands in by a grant that holds, in one case."""
    given = reach_at(actor).given
    return frozenset(
        one.stands_in_for for one in given if one.stands_in_for and one.covers(service, reference)
    )


def stand_ins_by_grant(
    account_ids: Iterable[int], service: str, reference: str, *, at: datetime
) -> frozenset[int]:
    """Give the accounts that stand in for any of these in one case by a grant that holds at a time."""
    rows = Grant.objects.filter(
        service=service,
        reference__in=("", reference),
        stands_in_for_account_id__in=list(account_ids),
        starts_at__lte=at,
        ends_at__gt=at,
    ).exclude(ended_at__lte=at)
    return frozenset(rows.values_list("account_id", flat=True))


def glass_to_review(reader: Actor, *, at: datetime) -> tuple[GlassLine, ...]:
    """Give emergency access in the leader's service that nobody has reviewed yet, oldest first.

    Raises
    ------
    NotPermitted
        If the reader does not review emergency access.
    """
    rows = reviewable(reader).filter(reviewed_at=None).order_by("broken_at", "pk")
    return _glass_lines([(row, False) for row in rows[:MOST_LINES]], at)


def reviewable(reader: Actor) -> QuerySet[BrokenGlass]:
    """Give the broken glass that a reader may review: the service's, or what a system owner had notice of.

    Raises
    ------
    NotPermitted
        If the reader neither leads a service with a register nor looks after the accounts of all.
    """
    others = BrokenGlass.objects.exclude(account_id=reader.account_id or 0)
    if is_permitted(reader, Permission.ACCESS_GOVERN):
        return open_to_leader(others, reader)
    if is_permitted(reader, Permission.ACCOUNT_CREATE):
        of_notice = others.filter(notices__account_id=reader.account_id or 0)
        return of_notice.exclude(shut_to(reader.account_id or 0))
    raise NotPermitted(f"{reader.username} reviews no emergency access.")


def notices_of(reader: Actor, *, at: datetime) -> tuple[GlassLine, ...]:
    """Give the notices to the reader, newest first, but for what has been shut to the reader since.

    Raises
    ------
    NotPermitted
        If the reader has no account.
    """
    if reader.account_id is None:
        raise NotPermitted(f"{reader.username} has no account to give notice to.")
    rows = Notice.objects.filter(account_id=reader.account_id).select_related("glass").order_by("-at", "-pk")
    shut = BrokenGlass.objects.filter(shut_to(reader.account_id)).values("pk")
    found = rows.exclude(glass__in=shut)[:MOST_LINES]
    return _glass_lines([(row.glass, row.read_at is not None) for row in found], at)


def unread_notices(reader: Actor) -> int:
    """Count the reader's unread notices, for the start page.

    Raises
    ------
    NotPermitted
        If the reader has no account.
    """
    if reader.account_id is None:
        raise NotPermitted(f"{reader.username} has no account to give notice to.")
    shut = BrokenGlass.objects.filter(shut_to(reader.account_id)).values("pk")
    return Notice.objects.filter(account_id=reader.account_id, read_at=None).exclude(glass__in=shut).count()


def _glass_lines(rows: list[tuple[BrokenGlass, bool]], at: datetime) -> tuple[GlassLine, ...]:
    people = _people([row.account_id for row, _ in rows])
    return tuple(
        GlassLine(
            key=row.key,
            reference=row.reference,
            person=_known(people, row.account_id),
            reason=row.reason,
            broken_at=row.broken_at,
            until_at=row.until_at,
            review_by=row.broken_at + REVIEWED_WITHIN,
            is_late=row.reviewed_at is None and at > row.broken_at + REVIEWED_WITHIN,
            is_reviewed=row.reviewed_at is not None,
            outcome=row.outcome,
            is_read=is_read,
        )
        for row, is_read in rows
    )


def accounts_to_look_after(reader: Actor) -> QuerySet[Account]:
    """Give the rows of the accounts a reader looks after, for the verbs of this room.

    Raises
    ------
    NotPermitted
        If the reader looks after no accounts, as a leader of no service does not.
    """
    require(reader, Permission.ROLES_GIVE)
    # Machines have a page of their own, where they take two persons.
    people = Account.objects.exclude(username__startswith=MACHINES)
    if is_permitted(reader, Permission.ACCOUNT_CREATE):
        return people
    if not reader.service:
        raise NotPermitted(f"{reader.username} leads no service.")
    return people.filter(service=reader.service)


def accounts_in_reach(reader: Actor) -> tuple[AccountLine, ...]:
    """Give the accounts a reader looks after: a leader's own service, or all.

    Raises
    ------
    NotPermitted
        If the reader looks after no accounts.
    """
    rows = accounts_to_look_after(reader).order_by("-is_active", "service", "display_name")
    return tuple(
        AccountLine(
            Colleague(row.pk, row.username, row.display_name, row.service),
            row.is_active,
            tuple(sorted(grant.role for grant in row.grants.all())),
            row.pk == reader.account_id,
        )
        for row in rows.prefetch_related("grants")
    )
