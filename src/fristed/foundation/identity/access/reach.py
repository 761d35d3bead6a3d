"""The row filter: the same table of rules as :func:`rules.decide`, written as a condition on rows.

It fits any table with the columns service, reference, responsible, address_grading and person_pseudonym.
A property test holds the two against each other, for random worlds, on SQLite and PostgreSQL.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Model, Q, QuerySet

from fristed.foundation.identity.access.codes import Grading, Level
from fristed.foundation.identity.access.models import Block, BrokenGlass, Grant, Naming, StaffPseudonym, Tie
from fristed.foundation.identity.access.rules import ALLOWED_BY, ON_A_CASE, WITH_BROKEN_GLASS
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission

NOTHING = Q(pk__in=())
NO_ACCOUNT = 0


def reach_of(actor: Actor, permission: Permission) -> Q:
    """Give the condition that a row is within an actor's reach; without permission no row is."""
    if permission not in ON_A_CASE or permission not in actor.permissions:
        return NOTHING
    account_id = actor.account_id or NO_ACCOUNT
    return _where_it_reaches(actor, permission) & _no_core_rule_denies(account_id, actor.service or "")


def shut_to(account_id: int) -> Q:
    """Give the condition that a tie or a block shuts a reference to an account, whatever its grading."""
    return Q(reference__in=_references(Tie, account_id)) | Q(reference__in=_references(Block, account_id))


def references_shut_to(account_id: int) -> frozenset[str]:
    """Give the references that a tie or a block shuts to an account, for rooms that hold no rows of cases."""
    holds = Q(account_id=account_id, ended_at__isnull=True)
    found = (model.objects.filter(holds).values_list("reference", flat=True) for model in (Tie, Block))
    return frozenset(reference for references in found for reference in references)


def _no_core_rule_denies(account_id: int, service: str) -> Q:
    """Own data, kin, partner and other ties, the block list, and the grading of the address."""
    own = StaffPseudonym.objects.filter(account_id=account_id).values("pseudonym")
    named = Q(responsible=account_id) | Q(reference__in=_references(Naming, account_id))
    open_to_all = Q(address_grading=Grading.NONE.value)
    confidential = Q(address_grading=Grading.CONFIDENTIAL.value)
    strictly = Q(address_grading=Grading.STRICTLY.value, service=service)
    return (
        ~shut_to(account_id)
        & ~Q(person_pseudonym__in=own)
        & (open_to_all | named & (confidential | strictly))
    )


def _references(model: type[Tie | Block | Naming], account_id: int) -> QuerySet[Model, object]:
    rows: QuerySet[Model] = model._default_manager.filter(account_id=account_id, ended_at__isnull=True)
    return rows.values("reference")


def _where_it_reaches(actor: Actor, permission: Permission) -> Q:
    """The own service, and what grants and broken glass add; most people have none, so the index serves."""
    where = Q(service=actor.service or "")
    if actor.account_id is None or actor.at is None:
        return where
    for service, reference in _given(actor.account_id, permission, actor.at):
        where |= Q(service=service, reference=reference) if reference else Q(service=service)
    return where


def _given(account_id: int, permission: Permission, at: datetime) -> list[tuple[str, str]]:
    """Give the services and references that grants in force and broken glass open to an account."""
    levels = [level.value for level in Level if permission in ALLOWED_BY[level]]
    found: list[tuple[str, str]] = []
    if levels:
        grants = Grant.objects.filter(
            Q(ended_at__isnull=True) | Q(ended_at__gt=at),
            account_id=account_id,
            level__in=levels,
            starts_at__lte=at,
            ends_at__gt=at,
        )
        found += grants.values_list("service", "reference")
    if permission in WITH_BROKEN_GLASS:
        glasses = BrokenGlass.objects.filter(account_id=account_id, broken_at__lte=at, until_at__gt=at)
        found += glasses.values_list("service", "reference")
    return found
