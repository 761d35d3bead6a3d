"""Which applications somebody reaches: the one place where that is decided for this room.

Those who work on the case reach its applications. Of the others each reaches only what the chain sends them:
housing officers all, the police those they are asked about and have not answered, a provider those who have
a place there and have not moved out. Ties, blocks and what is about oneself shut an application as they shut
its case; where its address is protected, it is there for those of them who are named to the case.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from fristed.casework.cases.queries import CaseNotFound, rows_within_reach
from fristed.casework.housing.codes import HOLDING_A_PLACE, State
from fristed.casework.housing.models import Application, ProviderStaff
from fristed.foundation.identity.access.reach import open_outside
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require_one_of

CHAIN = (Permission.HOUSING_ALLOCATE, Permission.HOUSING_RECOMMEND, Permission.HOUSING_PROVIDE)
NONE = Q(pk__in=())
READERS = (*CHAIN, Permission.CASE_READ)


def provider_of(actor: Actor) -> QuerySet[ProviderStaff, int]:
    """Give the key of the provider that somebody works at now."""
    rows = ProviderStaff.objects.filter(account_id=actor.account_id or 0, ended_at=None)
    return rows.values_list("provider_id", flat=True)


def applications_within_reach(
    actor: Actor, permissions: Iterable[Permission] = READERS
) -> QuerySet[Application]:
    """Give the applications that somebody reaches by any of these permissions.

    Raises
    ------
    NotPermitted
        If the actor has none of them.
    """
    asked = frozenset(permissions)
    require_one_of(actor, permissions)
    held = {one for one in asked if one in actor.permissions}
    sent = ~NONE if Permission.HOUSING_ALLOCATE in held else NONE
    if Permission.HOUSING_RECOMMEND in held:
        sent |= Q(with_police=True, state=State.SECURITY_ASKED.value)
    if Permission.HOUSING_PROVIDE in held:
        has_a_place = Q(state__in=sorted(map(str, HOLDING_A_PLACE)))
        sent |= Q(provider__in=provider_of(actor)) & has_a_place
    where = sent & open_outside(actor, "case_reference")
    for permission in held & {Permission.CASE_READ, Permission.CASE_FOLLOW_UP}:
        where |= Q(case__in=rows_within_reach(actor, permission).values("pk"))
    return Application.objects.filter(where)


def application_within_reach(
    actor: Actor, reference: str, permissions: Iterable[Permission] = READERS
) -> Application:
    """Give one application.

    Raises
    ------
    NotPermitted
        If the actor has none of the permissions.
    CaseNotFound
        If there is none, or it is not within reach: the answer is the same.
    """
    found = applications_within_reach(actor, permissions).filter(reference=reference).first()
    if found is None:
        raise CaseNotFound("There is no such application.")
    return found
