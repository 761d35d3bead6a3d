"""The verbs of work that goes on in a case. None of them makes a new case or changes its main concern."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from fristed.casework.cases.actions.storing import (
    case_to_change,
    given_date,
    refuse_if,
    replace_agencies,
    replace_arenas,
)
from fristed.casework.cases.checks import (
    agency_problems,
    attribute_problems,
    concern_problems,
    contact_problems,
)
from fristed.casework.cases.codes import SINGLE_ATTRIBUTES, CaseStatus
from fristed.casework.cases.facts import CaseAttributes, Problem
from fristed.casework.cases.models import Case, Contact, CurrentConcern
from fristed.casework.cases.rules import day_of
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission


def _open_case(by: Actor, reference: str, field: str) -> Case:
    """Give an open case to change; a closed one is refused, as it must be reopened first."""
    case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
    if case.status == CaseStatus.CLOSED:
        refuse_if([Problem(field, "case_is_closed")])
    return case


def add_contact(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Note one more inquiry or activity; the case counts in that year, once, however many there are.

    Raises
    ------
    NotPermitted, CaseNotFound, RegistrationRefused
        Without permission, without such a case in the own service, or with errors by field.
    """
    with transaction.atomic():
        case = _open_case(by, reference, "on_date")
        first = case.first_contact_date
        refuse_if(contact_problems(on_date, first_contact_date=first, today=day_of(at)))
        Contact.objects.create(case=case, on_date=given_date(on_date, "on_date"), registered_at=at)
        write_line(event="case.contact_added", by=by, at=at, subject=reference)


def add_current_concern(
    *, reference: str, concern: str, on_date: date | None, by: Actor, at: datetime
) -> None:
    """Note how the concern is understood on a later day; the main concern and the statistics stay.

    Raises
    ------
    NotPermitted, CaseNotFound, RegistrationRefused
        Without permission, without such a case in the own service, or with errors by field.
    """
    with transaction.atomic():
        case = _open_case(by, reference, "concern")
        today, first = day_of(at), case.first_contact_date
        year = max(first, on_date or first).year
        refuse_if(
            [
                *concern_problems("concern", concern, year=year, service=case.service),
                *contact_problems(on_date, first_contact_date=first, today=today),
            ]
        )
        day = given_date(on_date, "on_date")
        if CurrentConcern.objects.filter(case=case, concern=concern, on_date=day).exists():
            refuse_if([Problem("concern", "noted_already")])
        CurrentConcern.objects.create(case=case, concern=concern, on_date=day, registered_at=at)
        write_line(event="case.current_concern_added", by=by, at=at, subject=reference)


def update_agencies(
    *,
    reference: str,
    involved: tuple[str, ...],
    to_involve: tuple[str, ...],
    by: Actor,
    at: datetime,
) -> None:
    """Put the two sets of agencies in place of the ones stored: in the case, and to be brought in.

    Raises
    ------
    NotPermitted, CaseNotFound, RegistrationRefused
        Without permission, without such a case in the own service, or with errors by field.
    """
    with transaction.atomic():
        case = _open_case(by, reference, "agencies_involved")
        refuse_if(agency_problems(involved, to_involve, year=day_of(at).year))
        replace_agencies(case, involved, to_involve)
        write_line(event="case.agencies_updated", by=by, at=at, subject=reference)


def update_attributes(*, reference: str, attributes: CaseAttributes, by: Actor, at: datetime) -> None:
    """Put the optional coded attributes in place of the ones stored, in an open or a closed case.

    Raises
    ------
    NotPermitted, CaseNotFound, RegistrationRefused
        Without permission, without such a case in the own service, or with errors by field.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        refuse_if(attribute_problems(attributes, year=day_of(at).year))
        for name in SINGLE_ATTRIBUTES:
            setattr(case, name, getattr(attributes, name))
        case.save(update_fields=SINGLE_ATTRIBUTES)
        replace_arenas(case, attributes.control_arenas)
        write_line(event="case.attributes_updated", by=by, at=at, subject=reference)


def close_case(*, reference: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Close a case on a day not before its last contact.

    Raises
    ------
    NotPermitted, CaseNotFound, RegistrationRefused
        Without permission, without such a case in the own service, or with errors by field.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        if case.status == CaseStatus.CLOSED:
            refuse_if([Problem("on_date", "already_closed")])
        first = case.first_contact_date
        last = case.contacts.aggregate(last=Max("on_date"))["last"] or first
        refuse_if(contact_problems(on_date, first_contact_date=first, today=day_of(at)))
        if on_date is not None and on_date < last:
            refuse_if([Problem("on_date", "date_before_last_contact")])
        case.status, case.closed_date = CaseStatus.CLOSED.value, on_date
        case.save(update_fields=["status", "closed_date"])
        write_line(event="case.closed", by=by, at=at, subject=reference)


def reopen_case(*, reference: str, by: Actor, at: datetime) -> None:
    """Open a closed case again; it is the same case, with the same reference and first contact.

    Raises
    ------
    NotPermitted, CaseNotFound, RegistrationRefused
        Without permission, without such a case in the own service, or when it is open already.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        if case.status == CaseStatus.OPEN:
            refuse_if([Problem("reference", "already_open")])
        case.status, case.closed_date = CaseStatus.OPEN.value, None
        case.save(update_fields=["status", "closed_date"])
        write_line(event="case.reopened", by=by, at=at, subject=reference)
