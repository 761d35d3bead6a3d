"""What is kept for cases, and since when it is due: the case was closed, or the legal basis has ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fristed.casework.cases.retention import held_by_cases
from fristed.casework.persons.facts import PERSONS, PLACES
from fristed.casework.persons.models import HeldField
from fristed.foundation.legal_basis.queries import refused_fields
from fristed.foundation.legal_basis.registry import fields_in
from fristed.foundation.vault.facts import Held, Owner
from fristed.foundation.vault.queries import place_fields, sealed_fields
from fristed.foundation.vault.retention.queries import kept_owners


def held_in(service: str, *, on_date: date) -> Iterator[Held]:
    """Give all that is kept for a service's cases: by closing, and by an ended legal basis.

    A case is due by an ended basis when all that is held of its person has none, and its place, where it has
    one, has none either: destroying a case destroys its place, which may still be needed to keep somebody
    safe. Single fields without a basis are taken out by
    :func:`fristed.casework.persons.actions.clear_without_basis`. So are all of them where a journal lies
    under the same key: it needs no basis, and is not destroyed with them.
    """
    yield from held_by_cases(service)
    refused = refused_fields([*fields_in("B"), *fields_in("C")], service, on_date=on_date)
    fields: dict[str, list[str]] = {}
    for reference, field in HeldField.objects.filter(service=service).values_list("reference", "field"):
        fields.setdefault(reference, []).append(field)
    for owner, has_place in kept_owners(service):
        days = [refused.get(field) for field in fields.get(owner.reference, [])]
        # Only what is stored counts: a field of places that never was allowed keeps nothing from being due.
        # Of a case, that is: where a dwelling lies is sealed in a service too, and is nobody's.
        stored = place_fields(owner, table=PLACES) if has_place and refused else ()
        of_place = [refused.get(one.field.column) for one in stored]
        if days and (since := _last([*days, *of_place])) and not _holds_more(owner):
            yield Held(owner, "basis_ended", since)
        if since := _last(of_place):
            yield Held(owner, "basis_ended_place", since)


def _holds_more(owner: Owner) -> bool:
    """Whether something besides the fields about the person is sealed for a case."""
    return any(one.field.table != PERSONS for one in sealed_fields(owner))


def _last(days: list[date | None]) -> date | None:
    """Give the day since when nothing is allowed; ``None`` where something is, or nothing ever was."""
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
