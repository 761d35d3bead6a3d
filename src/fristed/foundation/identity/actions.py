"""The verbs of this room: creating accounts, and noting who comes in, goes out and is turned away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import override

from fristed.foundation.audit.actions import NO_FACTS, write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import LANGUAGES, LONGEST_NAME, LONGEST_USERNAME, Account, RoleGrant
from fristed.foundation.identity.queries import NOBODY, SYSTEM, account_exists, actor_of
from fristed.foundation.identity.rules import (
    DIRECTORATES,
    MACHINES,
    ROLES,
    SERVICES,
    NotPermitted,
    Permission,
    require,
)

RESERVED_NAMES = frozenset({SYSTEM.username, NOBODY.username})


class AccountRefused(Exception):
    """The account cannot be created as asked; the message says why."""


def _require_sound_names(username: str, display_name: str) -> None:
    """Refuse a user name that cannot be or is taken, and an account without a name to show."""
    is_plain = username.isprintable() and username == "".join(username.split()).lower()
    if not username or not is_plain or username in RESERVED_NAMES or username.startswith(MACHINES):
        raise AccountRefused(f"{username!r} cannot be a user name.")
    if len(username) > LONGEST_USERNAME or len(display_name) > LONGEST_NAME:
        raise AccountRefused(
            f"A user name has at most {LONGEST_USERNAME} characters, the name shown {LONGEST_NAME}."
        )
    if not display_name.strip() or not display_name.isprintable():
        raise AccountRefused("An account needs a name to show.")
    if account_exists(username):
        raise AccountRefused(f"The user name {username!r} is taken.")


def _require_known_codes(service: str, directorate: str, roles: Iterable[str], language: str) -> None:
    """Refuse a service, directorate, role or language that is in no list."""
    if service and service not in SERVICES:
        raise AccountRefused(f"There is no service {service!r}.")
    if directorate and directorate not in DIRECTORATES:
        raise AccountRefused(f"There is no directorate {directorate!r}.")
    if unknown := sorted(set(roles) - set(ROLES)):
        raise AccountRefused(f"There is no role {unknown[0]!r}.")
    if language not in LANGUAGES:
        raise AccountRefused(f"There is no language {language!r}.")


def _require_strong(password: str, account: Account) -> None:
    """Refuse a password that the settings call too weak, with every reason, in English like all refusals."""
    with override("en"):
        try:
            validate_password(password, account)
        except ValidationError as weak:
            raise AccountRefused(" ".join(weak.messages)) from weak


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
    directorate: str = "",
) -> Actor:
    """Create an account with its roles; permission, rows and audit line are one transaction.

    Parameters
    ----------
    service
        ``KT``, ``MR``, ``SU``, ``FT`` or empty.
    directorate
        A code of the list of directorates, or empty.
    roles
        Codes of :data:`fristed.foundation.identity.rules.ROLES`.

    Raises
    ------
    NotPermitted
        If the actor may not create accounts.
    AccountRefused
        If a name is taken or unfit, a code is unknown, or the password is too weak.
    """
    require(by, Permission.ACCOUNT_CREATE)
    roles = tuple(dict.fromkeys(roles))
    with transaction.atomic():
        _require_sound_names(username, display_name)
        _require_known_codes(service, directorate, roles, language)
        account = Account(
            username=username,
            display_name=display_name,
            service=service,
            directorate=directorate,
            language=language,
        )
        _require_strong(password, account)
        account.set_password(password)
        account.save()
        RoleGrant.objects.bulk_create(RoleGrant(account=account, role=role, granted_at=at) for role in roles)
        write_line(
            event="account.created",
            by=by,
            at=at,
            subject=username,
            facts={"service": service, "roles": " ".join(roles)}
            | ({"directorate": directorate} if directorate else {}),
        )
    return actor_of(account)


def record_sign_in(*, by: Actor, at: datetime, means: str = "") -> None:
    """Note that somebody has come in, by what means; call it in the transaction that opens the session."""
    _record_own(by, event="account.signed_in", at=at, facts={"means": means} if means else {})


def record_sign_out(*, by: Actor, at: datetime) -> None:
    """Note that somebody has gone out; call it in the transaction that ends the session."""
    _record_own(by, event="account.signed_out", at=at)


def _record_own(by: Actor, *, event: str, at: datetime, facts: Mapping[str, str | int] = NO_FACTS) -> None:
    """Note what somebody did with the own account; everybody may, and it needs an account.

    Raises
    ------
    NotPermitted
        If the actor is no account: the command line and nobody sign in nowhere.
    """
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account to come in or go out with.")
    with transaction.atomic():
        write_line(event=event, by=by, at=at, subject=by.username, facts=facts)


def record_refused_sign_in(*, username: str, at: datetime) -> None:
    """Note that somebody was turned away at the door.

    The trail keeps the name only when an account has it: people type passwords into the wrong field. The
    work is the same either way, so that the time it takes does not tell which names exist.
    """
    with transaction.atomic():
        known = username if account_exists(username) else ""
        write_line(event="account.sign_in_refused", by=NOBODY, at=at, subject=known)
