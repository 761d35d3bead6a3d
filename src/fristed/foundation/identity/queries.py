"""Who is acting: the actor behind an account, and the command line itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from fristed.foundation.identity.access.looking import once
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.rules import Permission, permissions_of


@dataclass(frozen=True, slots=True)
class Member:
    """An account as lists of the staff show it, with its roles; nothing that it signs in with."""

    account_id: int
    username: str
    display_name: str
    service: str
    directorate: str
    is_active: bool
    roles: tuple[str, ...]

    def actor(self) -> Actor:
        """Give the actor behind the account; an inactive one may do nothing."""
        service = self.service or None
        return Actor(
            account_id=self.account_id,
            username=self.username,
            display_name=self.display_name,
            service=service,
            permissions=permissions_of(self.roles if self.is_active else (), service=service),
            directorate=self.directorate or None,
        )


# Somebody at the machine's own command line: sets up, loads and computes, but reads no case.
SYSTEM = Actor(
    account_id=None,
    username="system",
    display_name="Fristed",
    service=None,
    permissions=frozenset(
        str(permission)
        for permission in (
            Permission.ACCOUNT_CREATE,
            Permission.REGISTER_LOAD,
            Permission.RELEASE_COMPUTE,
            Permission.FINDINGS_STORE,
            Permission.IMPORT_CHECK,
            Permission.STATISTICS_READ,
            Permission.AUDIT_READ,
            Permission.VAULT_KEEP,
            Permission.AUDIT_SEAL,
            Permission.PLAN_READ,
            Permission.PLAN_GOVERN,
            Permission.CLOCK_FIRE,
        )
    ),
)


def system_in(service: str) -> Actor:
    """Give the command line as it imports and exports for one service: no other verb, no other register."""
    permissions = frozenset(str(one) for one in (Permission.CASE_IMPORT, Permission.CASE_EXPORT))
    return replace(SYSTEM, service=service, permissions=permissions)


# Somebody at the door who has not shown who it is.
NOBODY = Actor(account_id=None, username="nobody", display_name="", service=None, permissions=frozenset())


class NoSuchAccount(LookupError):
    """There is no account of this name."""


def actor_of(account: Account, *, at: datetime | None = None, roles: Iterable[str] | None = None) -> Actor:
    """Give the actor behind an account, as met at a time; an inactive account may do nothing.

    ``roles`` are those of the account, where they have been read with it.
    """
    service = account.service or None
    if roles is None or not account.is_active:
        roles = [grant.role for grant in account.grants.all()] if account.is_active else []
    return Actor(
        account_id=account.pk,
        username=account.username,
        display_name=account.display_name,
        service=service,
        permissions=permissions_of(roles, service=service),
        directorate=account.directorate or None,
        at=at,
    )


def actor_named(username: str) -> Actor:
    """Give the actor behind a user name, for a program that acts in the name of a demo's cast.

    Raises
    ------
    NoSuchAccount
        If there is no such account.
    """
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise NoSuchAccount(username)
    return actor_of(account)


def actor_with_id(account_id: int, *, at: datetime | None = None) -> Actor:
    """Give the actor behind an account as it is now, for a program that does what its owner asked for.

    An account that is gone may do nothing, as one that is not active.
    """
    account = Account.objects.filter(pk=account_id).first()
    return actor_of(account, at=at) if account else NOBODY


def account_exists(username: str) -> bool:
    """Whether an account has the user name, active or not; any text may be asked about.

    PostgreSQL takes no text with a null character, so what cannot be a user name is not looked up.
    """
    return username.isprintable() and Account.objects.filter(username=username).exists()


def staff() -> tuple[Member, ...]:
    """Give all accounts with their roles, by name, in one question; asked once while a page is made."""
    return once("staff", _staff)


def holders_of(role: str) -> frozenset[int]:
    """Give the accounts in use that have a role."""
    return frozenset(one.account_id for one in staff() if one.is_active and role in one.roles)


def _staff() -> tuple[Member, ...]:
    fields = ("pk", "username", "display_name", "service", "directorate", "is_active")
    rows = Account.objects.order_by("display_name", "username", "grants__pk").values(*fields, "grants__role")
    return tuple(
        Member(
            account_id=one["pk"],
            username=one["username"],
            display_name=one["display_name"],
            service=one["service"],
            directorate=one["directorate"],
            is_active=one["is_active"],
            roles=tuple(
                role for role in (one["grants__role"], *(row["grants__role"] for row in more)) if role
            ),
        )
        for _key, (one, *more) in groupby(rows, key=lambda row: row["pk"])
    )


def everybody() -> tuple[Actor, ...]:
    """Give the actors behind all accounts that can sign in, for a room that tells who may see what."""
    return tuple(member.actor() for member in staff() if member.is_active)


def actors_with_role(role: str, *, service: str) -> tuple[Actor, ...]:
    """Give the actors of a service that have a role and can sign in; an empty service is that of nobody's."""
    rows = Account.objects.filter(is_active=True, service=service, grants__role=role).order_by("pk")
    return tuple(actor_of(row) for row in rows.prefetch_related("grants"))


def names_of_accounts(account_ids: Iterable[int]) -> dict[int, str]:
    """Give what members of staff are called, by account; also of those who have left."""
    wanted = {one for one in account_ids if one}
    if not wanted:
        return {}
    return {one.account_id: one.display_name for one in staff() if one.account_id in wanted}


def languages_of(account_ids: Iterable[int]) -> dict[int, str]:
    """Give the language of each of these accounts that can sign in."""
    rows = Account.objects.filter(pk__in=list(account_ids), is_active=True)
    return dict(rows.values_list("pk", "language"))


def display_names() -> dict[str, str]:
    """Give what everybody with an account is called, by user name; for pages that say who did something."""
    return {one.username: one.display_name for one in staff()}
