"""The row filter: the same table of rules as :func:`rules.decide`, written as a condition on rows.

It fits any table with the columns service, reference, responsible, address_grading and person_pseudonym.
A property test holds the two against each other, for random worlds, on SQLite and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Model, Q, QuerySet, Value
from django.db.models.functions import Cast

from fristed.foundation.identity.access.codes import Grading
from fristed.foundation.identity.access.looking import once
from fristed.foundation.identity.access.models import Block, BrokenGlass, Grant, Naming, StaffPseudonym, Tie
from fristed.foundation.identity.access.rules import ALLOWED_BY, ON_A_CASE, WITH_BROKEN_GLASS
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission

NOTHING = Q(pk__in=())
NO_ACCOUNT = 0
GLASS = "broken glass"


@dataclass(frozen=True, slots=True)
class Given:
    """One service, or one case of it, that a grant in force or broken glass opens to somebody."""

    service: str
    reference: str
    level: str
    stands_in_for: int | None = None
    """The account of another service that the grant is held for, where it is held for one."""

    def allows(self, permission: Permission) -> bool:
        """Whether it opens this."""
        if self.level == GLASS:
            return permission in WITH_BROKEN_GLASS
        return permission in ALLOWED_BY.get(self.level, frozenset())

    def covers(self, service: str, reference: str) -> bool:
        """Whether it is about a case."""
        return service == self.service and self.reference in ("", reference)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an actor reaches at the moment it was looked at; read once for all that a page shows."""

    actor: Actor
    given: tuple[Given, ...]

    def condition(self, permission: Permission) -> Q:
        """Give the condition that a row is within reach; without permission no row is."""
        if permission not in ON_A_CASE or permission not in self.actor.permissions:
            return NOTHING
        return self._where(permission) & _no_core_rule_denies(self.actor)

    def parts(self, permission: Permission) -> tuple[Q, ...]:
        """Give the same as conditions of which a row meets one at most, the own service first.

        A list that is read in order takes each by its index: of "this service, or one of these cases" no
        index gives the newest.
        """
        if permission not in ON_A_CASE or permission not in self.actor.permissions:
            return ()
        own = self.actor.service or ""
        whole, single = {own: None}, dict[str, set[str]]()
        for one in self._others(permission):
            if not one.reference:
                whole[one.service] = None
        for one in self._others(permission):
            if one.service not in whole:
                single.setdefault(one.service, set()).add(one.reference)
        places = [Q(service=service) for service in whole]
        places += [Q(service=service, reference__in=sorted(cases)) for service, cases in single.items()]
        return tuple(place & _no_core_rule_denies(self.actor) for place in places)

    def may_besides(
        self, permissions: Iterable[Permission], service: str, reference: str
    ) -> frozenset[Permission]:
        """Give which of these may be done to a case that is within reach to read.

        What denies for the person's sake is the same for all permissions, so that where one row was found
        only the places that a permission is good for are left to look at.
        """
        return frozenset(
            permission
            for permission in permissions
            if permission in ON_A_CASE
            and permission in self.actor.permissions
            and (service == self.actor.service or self._is_given(permission, service, reference))
        )

    def _is_given(self, permission: Permission, service: str, reference: str) -> bool:
        return any(one.allows(permission) and one.covers(service, reference) for one in self.given)

    def _where(self, permission: Permission) -> Q:
        """The own service, and what grants and broken glass add; most have none, so the index serves."""
        where = Q(service=self.actor.service or "")
        for one in self._others(permission):
            whole = Q(service=one.service)
            where |= whole & Q(reference=one.reference) if one.reference else whole
        return where

    def _others(self, permission: Permission) -> Iterator[Given]:
        """Give what is given that is good for a permission."""
        return (one for one in self.given if one.allows(permission))


def reach_at(actor: Actor) -> Reach:
    """Look at how far an actor reaches now, in one question."""
    if actor.account_id is None or actor.at is None:
        return Reach(actor, ())
    account_id, at = actor.account_id, actor.at
    given = once(("given", account_id, at), lambda: tuple(Given(*row) for row in _given(account_id, at)))
    return Reach(actor, given)


def reach_of(actor: Actor, permission: Permission) -> Q:
    """Give the condition that a row is within an actor's reach; without permission no row is."""
    if permission not in ON_A_CASE or permission not in actor.permissions:
        return NOTHING
    return reach_at(actor).condition(permission)


def accounts_behind(actor: Actor) -> tuple[int, ...]:
    """Give the accounts whose ties and blocks shut cases to an actor: its own, and of who let it in."""
    return (actor.account_id or NO_ACCOUNT, *sorted(actor.kept_by))


def shut_to(account_id: int | Sequence[int], column: str = "reference") -> Q:
    """Give the condition that a tie or a block shuts a reference to an account, whatever its grading.

    Of several accounts, to any of them.
    """
    ties, blocks = _references(Tie, account_id), _references(Block, account_id)
    return Q(**{f"{column}__in": ties}) | Q(**{f"{column}__in": blocks})


def open_outside(actor: Actor, column: str) -> Q:
    """Give the condition that no core rule shuts what is sent of a case to those who are of no register.

    ``column`` is the reference of the case; of whom and how graded it is stands in the row itself. To those
    outside both gradings are one: who is named to the case is let in.
    """
    behind = accounts_behind(actor)
    named = {f"{column}__in": _references(Naming, actor.account_id or NO_ACCOUNT)}
    is_open = Q(address_grading=Grading.NONE.value) | Q(**named)
    return ~shut_to(behind, column) & ~Q(person_pseudonym__in=own_pseudonyms(behind)) & is_open


def named_to(reference: str) -> frozenset[int]:
    """Give the accounts that are named to a case."""
    rows = Naming.objects.filter(reference=reference, ended_at__isnull=True)
    return frozenset(rows.values_list("account_id", flat=True))


def own_pseudonyms(account_id: int | Sequence[int]) -> QuerySet[StaffPseudonym, Any]:
    """Give what the vault calls the holders of accounts, in services where that is known."""
    return StaffPseudonym.objects.filter(**_whose(account_id)).values("pseudonym")


def references_shut_to(account_id: int) -> frozenset[str]:
    """Give the references that a tie or a block shuts to an account, for rooms that hold no rows of cases.

    Asked once while a page is made.
    """
    ties, blocks = (
        model._default_manager.filter(account_id=account_id, ended_at__isnull=True).values_list("reference")
        for model in (Tie, Block)
    )
    return once(("shut to", account_id), lambda: frozenset(one for (one,) in ties.union(blocks)))


def _no_core_rule_denies(actor: Actor) -> Q:
    """Own data, kin, partner and other ties, the block list, and the grading of the address."""
    account_id, service, behind = actor.account_id or NO_ACCOUNT, actor.service or "", accounts_behind(actor)
    own = own_pseudonyms(behind)
    named = Q(responsible=account_id) | Q(reference__in=_references(Naming, account_id))
    open_to_all = Q(address_grading=Grading.NONE.value)
    confidential = Q(address_grading=Grading.CONFIDENTIAL.value)
    strictly = Q(address_grading=Grading.STRICTLY.value, service=service)
    return ~shut_to(behind) & ~Q(person_pseudonym__in=own) & (open_to_all | named & (confidential | strictly))


def _whose(account_id: int | Sequence[int]) -> dict[str, int | Sequence[int]]:
    """Give the filter for one account as it is asked for most, or for several."""
    one = account_id if isinstance(account_id, int) or len(account_id) > 1 else account_id[0]
    return {"account_id" if isinstance(one, int) else "account_id__in": one}


def _references(
    model: type[Tie | Block | Naming], account_id: int | Sequence[int]
) -> QuerySet[Model, object]:
    rows: QuerySet[Model] = model._default_manager.filter(**_whose(account_id), ended_at__isnull=True)
    return rows.values("reference")


def _given(account_id: int, at: datetime) -> Iterable[tuple[str, str, str, int | None]]:
    """Give the services and references that grants in force and broken glass open to an account."""
    grants = Grant.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=at),
        account_id=account_id,
        starts_at__lte=at,
        ends_at__gt=at,
    ).values_list("service", "reference", "level", "stands_in_for_account_id")
    glasses = BrokenGlass.objects.filter(account_id=account_id, broken_at__lte=at, until_at__gt=at)
    nobody = Cast(Value(None), BigIntegerField())
    return grants.union(glasses.values_list("service", "reference", Value(GLASS), nobody))
