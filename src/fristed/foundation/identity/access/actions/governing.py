"""The verbs of a leader, and of those who get notices. Permission, change and line are one transaction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.access.codes import Level, Outcome
from fristed.foundation.identity.access.models import Block, BrokenGlass, Grant, Hold, Naming, Notice, Tie
from fristed.foundation.identity.access.queries import grants_open_to_leader, open_to_leader, reviewable
from fristed.foundation.identity.access.refusals import AccessRefused
from fristed.foundation.identity.access.rules import LONGEST_GRANT, LONGEST_PURPOSE, SHORTEST_PURPOSE
from fristed.foundation.identity.access.storing import new_key, store_naming
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.rules import NotPermitted, Permission, require

_Hold = TypeVar("_Hold", bound=Hold)

FEWEST_WORDS = 3
A_REFERENCE = re.compile(r"[2-9A-Z]{5}-[2-9A-Z]{5}")


def account_to_choose(account_id: int | None) -> Account:
    """Give an account that can sign in.

    Raises
    ------
    AccessRefused
        If there is none.
    """
    account = Account.objects.filter(pk=account_id or 0, is_active=True).first()
    if account is None:
        raise AccessRefused(("account", "unknown_person"))
    return account


def give_grant(
    *,
    account: int | None,
    reference: str,
    level: str,
    purpose: str,
    starts_at: datetime | None,
    ends_at: datetime | None,
    stands_in_for: int | None,
    by: Actor,
    at: datetime,
) -> str:
    """Let somebody of another service reach this service's cases, or one of them, for a time; give the key.

    Whether a case of that reference exists is neither asked nor told: a grant for none gives nothing.

    Raises
    ------
    NotPermitted
        If the actor does not lead a service with a register.
    AccessRefused
        With every error of every field: no purpose, no end, more than a year, oneself, the own service.
    """
    require(by, Permission.ACCESS_GOVERN)
    words = " ".join(purpose.split())
    problems = [
        *_problems_of_person(account, by),
        *_problems_of_grant(reference, level, words),
        *_problems_of_time(starts_at, ends_at, at),
        *_problems_of_stand_in(stands_in_for, by),
    ]
    AccessRefused.raise_if(problems)
    assert account is not None  # noqa: S101  an empty one has been refused
    assert starts_at is not None  # noqa: S101
    assert ends_at is not None  # noqa: S101
    with transaction.atomic():
        grant = Grant.objects.create(
            key=new_key(),
            service=by.service or "",
            reference=reference,
            account_id=account,
            level=level,
            purpose=words,
            stands_in_for_account_id=stands_in_for,
            starts_at=starts_at,
            ends_at=ends_at,
            given_at=at,
            given_by=by.username,
        )
        facts: dict[str, str | int] = {
            "account": account,
            "service": grant.service,
            "case": reference,
            "level": level,
            "until": ends_at.isoformat(),
        }
        write_line(event="grant.given", by=by, at=at, subject=grant.key, facts=facts)
    return grant.key


def _problems_of_person(account_id: int | None, by: Actor) -> Iterator[tuple[str, str]]:
    account = Account.objects.filter(pk=account_id or 0, is_active=True).first()
    if account is None:
        yield "account", "unknown_person"
    elif account.pk == by.account_id:
        yield "account", "yourself"
    elif account.service == by.service:
        yield "account", "own_service"


def _problems_of_grant(reference: str, level: str, words: str) -> Iterator[tuple[str, str]]:
    if reference and not A_REFERENCE.fullmatch(reference):
        yield "reference", "not_a_reference"
    if level not in set(Level):
        yield "level", "unknown_value"
    if len(words) < SHORTEST_PURPOSE or len(words.split()) < FEWEST_WORDS:
        yield "purpose", "purpose_missing"
    elif len(words) > LONGEST_PURPOSE:
        yield "purpose", "purpose_too_long"


def _problems_of_time(
    starts_at: datetime | None, ends_at: datetime | None, at: datetime
) -> Iterator[tuple[str, str]]:
    if starts_at is None:
        yield "starts", "no_start"
    if ends_at is None:
        yield "ends", "no_end"
    if starts_at is None or ends_at is None:
        return
    if ends_at <= starts_at or ends_at <= at:
        yield "ends", "ends_before_start"
    elif ends_at - starts_at > LONGEST_GRANT:
        yield "ends", "too_long"


def _problems_of_stand_in(account_id: int | None, by: Actor) -> Iterator[tuple[str, str]]:
    if account_id is not None and not Account.objects.filter(pk=account_id, service=by.service).exists():
        yield "stands_in_for", "needs_whom"


def end_grant(*, key: str, by: Actor, at: datetime) -> None:
    """End a grant of the own service now.

    Raises
    ------
    NotPermitted
        If the actor does not lead a service with a register.
    AccessRefused
        If there is no such grant in the leader's list.
    """
    with transaction.atomic():
        rows = grants_open_to_leader(by).filter(ended_at=None, key=key)
        if not rows.update(ended_at=at, ended_by=by.username):
            raise AccessRefused(("grant", "not_listed"))
        write_line(event="grant.ended", by=by, at=at, subject=key)


def end_tie(*, tie: int, by: Actor, at: datetime) -> None:
    """End a tie that somebody else declared, as its leader.

    Raises
    ------
    NotPermitted
        If the actor does not lead a service with a register.
    AccessRefused
        If there is no such tie in the leader's list; one's own is in nobody's own list.
    """
    with transaction.atomic():
        row = _ended(Tie.objects.filter(pk=tie), "tie", by=by, at=at)
        facts: dict[str, str | int] = {"account": row.account_id}
        write_line(event="access.tie_withdrawn", by=by, at=at, subject=row.reference, facts=facts)


def end_block(*, block: int, by: Actor, at: datetime) -> None:
    """Take somebody off the block list of a case, as its leader; nobody takes themselves off.

    Raises
    ------
    NotPermitted
        If the actor does not lead a service with a register.
    AccessRefused
        If there is no such block in the leader's list.
    """
    with transaction.atomic():
        row = _ended(Block.objects.filter(pk=block), "block", by=by, at=at)
        facts: dict[str, str | int] = {"account": row.account_id}
        write_line(event="access.unblocked", by=by, at=at, subject=row.reference, facts=facts)


def _ended(rows: QuerySet[_Hold], field: str, *, by: Actor, at: datetime) -> _Hold:
    """End what holds, if it is in the leader's list and not about the leader; give the row."""
    row: _Hold | None = open_to_leader(rows.select_for_update().filter(ended_at=None), by).first()
    if row is None or row.account_id == by.account_id:
        raise AccessRefused((field, "not_listed"))
    row.ended_at, row.ended_by = at, by.username
    row.save(update_fields=["ended_at", "ended_by"])
    return row


def name_another(*, reference: str, account: int | None, by: Actor, at: datetime) -> None:
    """Name somebody else to a graded case in the leader's list, so that it is not left to nobody.

    Raises
    ------
    NotPermitted
        If the actor does not lead a service with a register.
    AccessRefused
        If nobody is named to such a case in the leader's list, or the person is unknown, named or oneself.
    """
    with transaction.atomic():
        if not open_to_leader(Naming.objects.filter(ended_at=None, reference=reference), by).exists():
            raise AccessRefused(("reference", "not_listed"))
        person = account_to_choose(account)
        if person.pk == by.account_id:
            raise AccessRefused(("account", "yourself"))
        if not store_naming(by.service or "", reference, person.pk, by=by, at=at):
            raise AccessRefused(("account", "already_so"))


def review_glass(*, key: str, outcome: str, by: Actor, at: datetime) -> None:
    """Say whether emergency access was justified; once, and never one's own.

    Raises
    ------
    NotPermitted
        If the actor does not review emergency access.
    AccessRefused
        If there is none such to review, or the outcome is unknown.
    """
    with transaction.atomic():
        waiting = reviewable(by).filter(key=key, reviewed_at=None).values_list("pk", flat=True)
        if outcome not in set(Outcome):
            raise AccessRefused(("outcome", "unknown_value"))
        rows = BrokenGlass.objects.filter(pk__in=list(waiting), reviewed_at=None)
        if not rows.update(reviewed_at=at, reviewed_by=by.username, outcome=outcome):
            raise AccessRefused(("glass", "not_listed"))
        write_line(event="access.glass_reviewed", by=by, at=at, subject=key, facts={"outcome": outcome})


def read_notices(*, by: Actor, at: datetime) -> None:
    """Note that somebody has read their notices.

    Raises
    ------
    NotPermitted
        If the actor has no account.
    """
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account to give notice to.")
    with transaction.atomic():
        read = Notice.objects.filter(account_id=by.account_id, read_at=None).update(read_at=at)
        if read:
            write_line(event="access.notices_read", by=by, at=at, facts={"notices": read})
