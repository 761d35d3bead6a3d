"""The verbs of grey-zone cases: outside mandate and statistics until they become a case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.cases.actions.registering import register_case
from fristed.casework.cases.actions.storing import given_date, refuse_if
from fristed.casework.cases.checks import grey_zone_problems
from fristed.casework.cases.facts import CaseDraft, GreyZoneDraft, Problem, RegisteredCase
from fristed.casework.cases.models import Case, GreyZoneCase
from fristed.casework.cases.queries import CaseNotFound, grey_zone_within_reach
from fristed.casework.cases.references import new_reference
from fristed.casework.cases.rules import GREY_ZONE_SERVICE, day_of
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.access.storing import carry_over, store_naming
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require


def register_grey_zone_case(*, draft: GreyZoneDraft, by: Actor, at: datetime) -> str:
    """Note a grey-zone case of the diversity advisers and give its reference; it has no main concern.

    Raises
    ------
    NotPermitted
        If the actor may not register in the draft's service.
    RegistrationRefused
        With errors by field; another service than the diversity advisers has no grey-zone cases.
    """
    require(by, Permission.CASE_REGISTER, service=draft.service)
    if draft.service != GREY_ZONE_SERVICE:
        refuse_if([Problem("service", "only_advisers_have_grey_zone")])
    refuse_if(grey_zone_problems(draft, day_of(at)))
    with transaction.atomic():
        grey_zone = GreyZoneCase.objects.create(
            service=draft.service,
            responsible=by.account_id,
            reference=new_reference(),
            registered_at=at,
            first_contact_date=given_date(draft.first_contact_date, "first_contact_date"),
            topic=draft.topic,
        )
        write_line(event="grey_zone.registered", by=by, at=at, subject=grey_zone.reference)
    return grey_zone.reference


def _to_convert(by: Actor, reference: str) -> GreyZoneCase:
    """Give a grey-zone case that has not become a case yet, locked until the transaction ends.

    It is locked first and read after: who waited must see the case that it became meanwhile.
    """
    GreyZoneCase.objects.select_for_update().filter(reference=reference).first()
    grey_zone = grey_zone_within_reach(by, Permission.CASE_REGISTER).filter(reference=reference).first()
    if grey_zone is None:
        raise CaseNotFound("There is no such case.")
    if grey_zone.case_id is not None:
        refuse_if([Problem("reference", "already_converted")])
    return grey_zone


def _protected_alike(grey_zone: GreyZoneCase, reference: str, *, by: Actor, at: datetime) -> Case:
    """Give the new case, protected as the grey-zone case was: grading, ties, block list and names."""
    case = Case.objects.get(reference=reference)
    carry_over(grey_zone.reference, case.service, reference)
    if grey_zone.responsible is not None and grey_zone.responsible != by.account_id:
        store_naming(case.service, reference, grey_zone.responsible, by=by, at=at)
    case.address_grading, case.person_pseudonym = grey_zone.address_grading, grey_zone.person_pseudonym
    case.save(update_fields=["address_grading", "person_pseudonym"])
    return case


def convert_grey_zone_case(*, reference: str, draft: CaseDraft, by: Actor, at: datetime) -> RegisteredCase:
    """Make a grey-zone case a case; the grey-zone case keeps its first date and is linked to it.

    The draft tells how things stand at the conversion: its main concern is that of the conversion, and its
    first contact is the day from which it counts as a case. So no year that has been published changes.

    Raises
    ------
    NotPermitted, CaseNotFound, RegistrationRefused
        Without permission, without such a grey-zone case in the own service, or with errors by field.
    """
    with transaction.atomic():
        grey_zone = _to_convert(by, reference)
        if draft.first_contact_date and draft.first_contact_date < grey_zone.first_contact_date:
            refuse_if([Problem("first_contact_date", "date_before_grey_zone")])
        registered = register_case(draft=draft, by=by, at=at)
        grey_zone.case = _protected_alike(grey_zone, registered.reference, by=by, at=at)
        grey_zone.converted_at = at
        grey_zone.save(update_fields=["case", "converted_at"])
        write_line(
            event="grey_zone.converted",
            by=by,
            at=at,
            subject=reference,
            facts={"case": registered.reference},
        )
    return registered
