"""Taking out what a service holds without a basis, and forgetting what was destroyed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from fristed.casework.cases.carrying import carry
from fristed.casework.cases.free_text import owner_of
from fristed.casework.cases.queries import rows_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.persons.actions.persons import take_out
from fristed.casework.persons.models import HeldField
from fristed.casework.persons.queries import sealed_names
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, require
from fristed.foundation.legal_basis.queries import refused_fields
from fristed.foundation.legal_basis.registry import fields_in
from fristed.foundation.vault.queries import is_shredded


def clear_without_basis(*, by: Actor, at: datetime) -> int:
    """Take every field that may no longer be held out of the own service's cases; how many were taken.

    Two persons have decided that they may not be held; carrying it out is the leader's. A case that the
    access decision shuts to the leader is left to somebody else, and stays on the list of what is due.

    Raises
    ------
    NotPermitted
        If the actor does not decide what the own service may hold, or is a program.
    """
    require(by, Permission.BASIS_DECIDE)
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account.")
    by, service = replace(by, at=at), by.service or ""
    refused = sorted(refused_fields(fields_in("B"), service, on_date=day_of(at)))
    rows = HeldField.objects.filter(service=service, field__in=refused)
    references = sorted(set(rows.values_list("reference", flat=True)))
    taken = 0
    for reference in references:
        with transaction.atomic():
            reach = rows_within_reach(by, Permission.CASE_FOLLOW_UP).filter(service=service)
            case = reach.select_for_update().filter(reference=reference).first()
            if case is None:
                continue
            held = sealed_names(case)
            if fields := [field for field in refused if field in held]:
                take_out(case, fields, by=by, at=at)
                taken += len(fields)
    with transaction.atomic():
        facts: dict[str, str | int] = {"fields": taken, "service": service}
        write_line(event="basis.cleared", by=by, at=at, subject=service, facts=facts)
    return taken


def forget_destroyed(*, by: Actor, at: datetime) -> int:
    """Take the pseudonym off cases whose sealed fields were destroyed, and the notes of what was held.

    Called when a list of what is due has been carried out. A case that the access decision shuts to the
    actor is left to the next who carries one out. Gives how many cases were forgotten.

    Raises
    ------
    NotPermitted
        If the actor does not review destruction in the own service.
    """
    require(by, Permission.RETENTION_REVIEW)
    by, service = replace(by, at=at), by.service or ""
    references = HeldField.objects.filter(service=service).values_list("reference", flat=True).distinct()
    reach = rows_within_reach(by, Permission.CASE_READ).filter(service=service)
    forgotten = 0
    for reference in sorted(references):
        with transaction.atomic():
            case = reach.select_for_update().filter(reference=reference).first()
            if case is None or not is_shredded(owner_of(case)):
                continue
            case.person_pseudonym = ""
            case.save(update_fields=["person_pseudonym"])
            carry(case, "person_pseudonym")
            HeldField.objects.filter(reference=reference).delete()
            facts: dict[str, str | int] = {"service": service}
            write_line(event="person.forgotten", by=by, at=at, subject=reference, facts=facts)
            forgotten += 1
    return forgotten
