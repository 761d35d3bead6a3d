"""The verbs of this room: creating accounts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import LANGUAGES, Account, RoleGrant
from fristed.foundation.identity.queries import actor_of
from fristed.foundation.identity.rules import ROLES, SERVICES, Permission, require

RESERVED_NAMES = frozenset({"system"})


class AccountRefused(Exception):
    """The account cannot be created as asked; the message says why."""


def _require_sound(username: str, service: str, roles: Iterable[str], language: str) -> None:
    """Refuse a user name, service, role or language that cannot be."""
    if not username or username != username.strip().lower() or username in RESERVED_NAMES:
        raise AccountRefused(f"{username!r} cannot be a user name.")
    if service and service not in SERVICES:
        raise AccountRefused(f"There is no service {service!r}.")
    if unknown := sorted(set(roles) - set(ROLES)):
        raise AccountRefused(f"There is no role {unknown[0]!r}.")
    if language not in LANGUAGES:
        raise AccountRefused(f"There is no language {language!r}.")
    if Account.objects.filter(username=username).exists():
        raise AccountRefused(f"The user name {username!r} is taken.")


def create_account(
    *,
    username: str,
    display_name: str,
    service: str,
    roles: Iterable[str],
    password: str,
    by: Actor,
    at: datetime,
    language: str = "nb",
) -> Actor:
    """Create an account with its roles; permission, rows and audit line are one transaction.

    Parameters
    ----------
    service
        ``KT``, ``MR``, ``SU``, ``FT`` or empty.
    roles
        Codes of :data:`fristed.foundation.identity.rules.ROLES`.

    Raises
    ------
    NotPermitted
        If the actor may not create accounts.
    AccountRefused
        If the user name is taken or unfit, or a code is unknown.
    """
    require(by, Permission.ACCOUNT_CREATE)
    roles = tuple(dict.fromkeys(roles))
    with transaction.atomic():
        _require_sound(username, service, roles, language)
        account = Account(username=username, display_name=display_name, service=service, language=language)
        account.set_password(password)
        account.save()
        RoleGrant.objects.bulk_create(RoleGrant(account=account, role=role, granted_at=at) for role in roles)
        write_line(
            event="account.created",
            by=by,
            at=at,
            subject=username,
            facts={"service": service, "roles": " ".join(roles)},
        )
    return actor_of(account)
