"""What may be read of how staff sign in: one's own factors, and the people one may help."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account, RoleGrant
from fristed.foundation.identity.queries import actor_of
from fristed.foundation.identity.rules import MACHINES, ROLES_IN_A_SERVICE, Permission, is_permitted, require
from fristed.foundation.identity.staff.facts import Factors, ListedPasskey, PersonToHelp
from fristed.foundation.identity.staff.keys import mac
from fristed.foundation.identity.staff.models import (
    AuthenticatorApp,
    Passkey,
    ProviderBinding,
    RecoveryCode,
)
from fristed.foundation.identity.staff.rules import own_account


def factors_of(account_id: int) -> Factors:
    """Give which second factors an account has."""
    passkeys = Passkey.objects.filter(account_id=account_id).order_by("added_at")
    return Factors(
        passkeys=tuple(ListedPasskey(row.pk, row.name, row.added_at, row.last_used_at) for row in passkeys),
        has_app=AuthenticatorApp.objects.filter(account_id=account_id, confirmed_at__isnull=False).exists(),
        recovery_codes_left=RecoveryCode.objects.filter(account_id=account_id, used_at=None).count(),
        is_bound=ProviderBinding.objects.filter(account_id=account_id).exists(),
    )


def actor_bound_to(*, subject: str, issuer: str) -> Actor | None:
    """Give the actor of the account that a person at the provider is bound to, if it may sign in."""
    known = mac("subject", f"{issuer} {subject}")
    row = ProviderBinding.objects.filter(subject_mac=known, account__is_active=True).first()
    return actor_of(row.account) if row else None


def accounts_within_help(by: Actor) -> QuerySet[Account]:
    """Give the accounts that an actor may help, never the own: a leader's service, or for a system owner all.

    A leader does not reach a colleague who also has a role outside the service.
    """
    rows = Account.objects.exclude(pk=own_account(by)).exclude(username__startswith=MACHINES)
    if is_permitted(by, Permission.ACCOUNT_CREATE):
        return rows
    if not is_permitted(by, Permission.ACCOUNT_HELP) or by.service is None:
        return rows.none()
    beyond = RoleGrant.objects.filter(account=OuterRef("pk")).exclude(role__in=ROLES_IN_A_SERVICE)
    return rows.filter(service=by.service).exclude(Exists(beyond))


def people_to_help(by: Actor) -> list[PersonToHelp]:
    """Give the people whom an actor may help in or out, by name.

    Raises
    ------
    NotPermitted
        If the actor helps nobody.
    """
    require(by, Permission.ACCOUNT_HELP)
    open_sessions = Count("staff_sessions", filter=Q(staff_sessions__ended_at=None))
    rows = accounts_within_help(by).annotate(open_sessions=open_sessions).order_by("display_name")
    keys = set(Passkey.objects.values_list("account_id", flat=True))
    apps = AuthenticatorApp.objects.exclude(confirmed_at=None).values_list("account_id", flat=True)
    keys |= set(apps)
    return [
        PersonToHelp(
            row.pk,
            row.username,
            row.display_name,
            row.service,
            row.is_active,
            row.open_sessions,
            row.pk in keys,
        )
        for row in rows
    ]
