"""What may be known about the person and place of a case without opening anything, by whom.

The access decision comes first: a case that is not within reach is not there. Identity stays in the own
service: a grant or an emergency opens the coded case to others, never this.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from fristed.casework.cases.free_text import owner_of
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, rows_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.persons.facts import (
    PERSONS,
    PLACES,
    HeldLine,
    PersonOutline,
    PlaceOutline,
)
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import everybody
from fristed.foundation.identity.rules import Permission, is_permitted, require
from fristed.foundation.legal_basis.facts import Basis, Refusal
from fristed.foundation.legal_basis.queries import decisions_of
from fristed.foundation.legal_basis.registry import fields_in
from fristed.foundation.legal_basis.rules import may_hold, mode_on
from fristed.foundation.vault.facts import FieldName, Officer
from fristed.foundation.vault.queries import (
    enrolled_officers,
    has_place,
    is_with_former_holders,
    officers_of,
    place_fields,
    sealed_fields,
)


def case_of_own_service(actor: Actor, permission: Permission, reference: str) -> Case:
    """Give a case that the access decision lets the actor read, in the actor's own service.

    Raises
    ------
    NotPermitted
        If the actor may not do this in any register.
    CaseNotFound
        If there is no such case within reach, or it is another service's that was opened to the actor.
    """
    require(actor, permission)
    case = rows_within_reach(actor, Permission.CASE_READ).filter(reference=reference).first()
    if case is None or not is_permitted(actor, permission, service=case.service):
        raise CaseNotFound("There is no such case.")
    return case


def sealed_names(case: Case) -> dict[str, FieldName]:
    """Give the newest name of each field about the person that is sealed for a case."""
    return {one.field.column: one.field for one in sealed_fields(owner_of(case), table=PERSONS)}


def place_names(case: Case) -> dict[str, FieldName]:
    """Give the newest name of each field of a case's place that is sealed."""
    return {one.field.column: one.field for one in place_fields(owner_of(case), table=PLACES)}


def person_outline(actor: Actor, reference: str) -> PersonOutline:
    """Say what may be held about the person of a case, and what is; nothing is opened.

    Raises
    ------
    NotPermitted
        If the actor may not read about persons in any register.
    CaseNotFound
        If there is no such case within reach in the own service.
    """
    case = case_of_own_service(actor, Permission.PERSON_READ, reference)
    assert actor.at is not None  # noqa: S101  the door has met the actor
    on_date, known = day_of(actor.at), decisions_of(case.service)
    held = {one.field.column: one.sealed_at for one in sealed_fields(owner_of(case), table=PERSONS)}
    lines = tuple(
        HeldLine(field, may_hold(field, case.service, on_date, known), held.get(field))
        for field in fields_in("B")
    )
    return PersonOutline(reference, case.service, mode_on(case.service, on_date, known), lines)


def answers_for(case: Case, fields: Iterable[str], *, at: datetime) -> dict[str, Basis | Refusal]:
    """Say for each field whether the service of a case may hold it on the day."""
    on_date, known = day_of(at), decisions_of(case.service)
    return {field: may_hold(field, case.service, on_date, known) for field in fields}


def place_outline(actor: Actor, reference: str) -> PlaceOutline:
    """Say what may be held about the place of a case, and whether the reader is one of its officers.

    Raises
    ------
    NotPermitted
        If the actor may not read places in any register.
    CaseNotFound
        If there is no such case within reach in the own service.
    """
    case = case_of_own_service(actor, Permission.PLACE_READ, reference)
    assert actor.at is not None  # noqa: S101  the door has met the actor
    answers = answers_for(case, fields_in("C"), at=actor.at)
    officers = officers_of(owner_of(case))
    is_officer = actor.username in officers
    may_name = is_permitted(actor, Permission.PLACE_NAME, service=case.service)
    knows = is_officer or may_name
    able = officers_to_choose(case.service) if knows else ()
    return PlaceOutline(
        reference=reference,
        service=case.service,
        grading=case.address_grading,
        refusals=tuple(one for one in answers.values() if isinstance(one, Refusal)),
        writable=tuple(field for field, one in answers.items() if isinstance(one, Basis)),
        is_officer=is_officer,
        may_name=may_name,
        officers=officers if knows else (),
        to_name=tuple(one.username for one in able if one.username not in officers),
        has_lost_officers=may_name and not officers and has_place(owner_of(case)),
        has_former_holders=is_officer and is_with_former_holders(owner_of(case)),
    )


def officers_to_choose(service: str | None = None) -> tuple[Officer, ...]:
    """Give those who have a key and may read places now, of one service where it is named."""
    able = {one.account_id for one in everybody() if is_permitted(one, Permission.PLACE_READ)}
    return tuple(one for one in enrolled_officers(service) if one.account_id in able)


def holders_to_choose() -> tuple[Officer, ...]:
    """Give those who have a key and may hold a part of the escrow now: leaders and system owners."""
    able = {one.account_id for one in everybody() if is_permitted(one, Permission.ESCROW_HOLD)}
    return tuple(one for one in enrolled_officers() if one.account_id in able)
