"""What services may hold about persons: for their own people, and for system owners of all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from fristed.foundation.days import oslo_day
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, is_permitted
from fristed.foundation.legal_basis.facts import Basis, Decided, Refusal, ServiceState
from fristed.foundation.legal_basis.models import Decision
from fristed.foundation.legal_basis.rules import (
    field_states,
    has_ended,
    may_hold,
    mode_on,
    newest_begun,
    refused_since,
)
from fristed.methods.classifications import registering_services


def decided_of(row: Decision) -> Decided:
    """Give a row as a record."""
    return Decided(
        number=row.pk,
        key=row.key,
        service=row.service,
        field=row.field,
        setting=row.setting,
        purpose=row.purpose,
        basis=row.basis,
        law=row.law,
        from_date=row.from_date,
        to_date=row.to_date,
        proposed_by=row.proposed_by,
        proposed_as=row.proposed_as,
        proposed_at=row.proposed_at,
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
        confirmed_date=oslo_day(row.confirmed_at) if row.confirmed_at else None,
        refused_by=row.refused_by,
    )


def decisions_of(service: str) -> tuple[Decided, ...]:
    """Give every decision of a service, oldest first, to a room that asks what may be held."""
    return tuple(decided_of(row) for row in Decision.objects.filter(service=service))


def services_seen_by(actor: Actor) -> tuple[str, ...]:
    """Give the services whose legal basis somebody may see: the own one, or all.

    Raises
    ------
    NotPermitted
        If the actor neither works in a service with a register nor oversees all.
    """
    if is_permitted(actor, Permission.BASIS_OVERSEE):
        return tuple(registering_services())
    if is_permitted(actor, Permission.BASIS_READ) and actor.service:
        return (actor.service,)
    raise NotPermitted(f"{actor.username} sees no legal basis.")


def legal_basis_seen_by(actor: Actor, *, at: datetime) -> tuple[ServiceState, ...]:
    """Give what holds for each service that somebody may see, and what waits.

    Raises
    ------
    NotPermitted
        If the actor may see no service's.
    """
    return tuple(service_state(service, on_date=oslo_day(at)) for service in services_seen_by(actor))


def service_state(service: str, *, on_date: date) -> ServiceState:
    """Give what a service may hold on a day, what waits, and every decision, newest first."""
    known = decisions_of(service)
    newest = newest_begun(service, "", on_date, known)
    return ServiceState(
        service=service,
        mode=mode_on(service, on_date, known),
        mode_decision=newest if newest and not has_ended(newest, on_date) else None,
        fields=field_states(service, on_date, known),
        waiting=tuple(one for one in known if one.waits),
        decided=tuple(reversed([one for one in known if not one.waits])),
    )


def basis_of(field: str, service: str, *, on_date: date) -> Basis | Refusal:
    """Say whether a service may hold a field on a day, to a room that is about to store or read one."""
    return may_hold(field, service, on_date, decisions_of(service))


def refused_fields(fields: Iterable[str], service: str, *, on_date: date) -> dict[str, date]:
    """Give those of some fields that may not be held any more, each with the day since when."""
    known = decisions_of(service)
    found = {field: refused_since(field, service, on_date, known) for field in fields}
    return {field: day for field, day in found.items() if day is not None}
