"""The verbs of those who look after accounts: give and take roles, close an account. Never one's own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.access.queries import accounts_to_look_after
from fristed.foundation.identity.access.refusals import AccessRefused
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account, RoleGrant
from fristed.foundation.identity.rules import ROLES, ROLES_OF_A_SERVICE, Permission, is_permitted
from fristed.foundation.identity.staff.sessions import end_sessions_of


def roles_to_give(by: Actor) -> frozenset[str]:
    """Give the roles that somebody may give and take: a leader those of a service, a system owner all."""
    if not is_permitted(by, Permission.ROLES_GIVE):
        return frozenset()
    return frozenset(ROLES) if is_permitted(by, Permission.ACCOUNT_CREATE) else ROLES_OF_A_SERVICE


def _account_to_change(account_id: int, by: Actor) -> Account:
    """Give somebody else's account within the actor's reach, locked: a leader's own service, or all.

    Raises
    ------
    NotPermitted
        If the actor looks after no accounts.
    AccessRefused
        If there is no such account within reach, or it is the actor's own.
    """
    account = accounts_to_look_after(by).select_for_update().filter(pk=account_id).first()
    if account is None:
        raise AccessRefused(("account", "another_service"))
    if account.pk == by.account_id:
        raise AccessRefused(("account", "yourself"))
    return account


def give_role(*, account: int, role: str, by: Actor, at: datetime) -> None:
    """Give somebody else a role.

    Raises
    ------
    NotPermitted
        If the actor looks after no accounts.
    AccessRefused
        If it is the actor's own account or another service's, or the role is not the actor's to give.
    """
    with transaction.atomic():
        person = _account_to_change(account, by)
        if role not in roles_to_give(by):
            raise AccessRefused(("role", "not_yours_to_give"))
        _, is_new = RoleGrant.objects.get_or_create(account=person, role=role, defaults={"granted_at": at})
        if not is_new:
            raise AccessRefused(("role", "already_so"))
        write_line(event="role.given", by=by, at=at, subject=person.username, facts={"role": role})


def take_role(*, account: int, role: str, by: Actor, at: datetime) -> None:
    """Take a role from somebody else, and end their sessions: no page of theirs that is being made is given.

    Raises
    ------
    NotPermitted
        If the actor looks after no accounts.
    AccessRefused
        If it is the actor's own account or another service's, the role is not the actor's to take, or the
        person does not have it.
    """
    with transaction.atomic():
        person = _account_to_change(account, by)
        if role not in roles_to_give(by):
            raise AccessRefused(("role", "not_yours_to_give"))
        if not RoleGrant.objects.filter(account=person, role=role).delete()[0]:
            raise AccessRefused(("role", "already_so"))
        write_line(event="role.taken", by=by, at=at, subject=person.username, facts={"role": role})
        end_sessions_of(person.pk, by=by, at=at)


def close_account(*, account: int, by: Actor, at: datetime) -> None:
    """Close somebody else's account: it may do nothing from now on, and its sessions end at once.

    Raises
    ------
    NotPermitted
        If the actor looks after no accounts.
    AccessRefused
        If it is the actor's own account, another service's, closed already, or has a role that the actor may
        not take.
    """
    with transaction.atomic():
        person = _account_to_change(account, by)
        if not person.is_active:
            raise AccessRefused(("account", "already_so"))
        if set(person.grants.values_list("role", flat=True)) - roles_to_give(by):
            raise AccessRefused(("account", "not_yours_to_give"))
        person.is_active = False
        person.save(update_fields=["is_active"])
        ended = end_sessions_of(person.pk, by=by, at=at)
        facts: dict[str, str | int] = {"sessions_ended": ended}
        write_line(event="account.deactivated", by=by, at=at, subject=person.username, facts=facts)
