"""Applying: who travels from where, what is asked, which papers have come; sending it and taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.models import Case
from fristed.casework.cases.references import new_reference
from fristed.casework.cases.rules import day_of
from fristed.casework.parties.models import Member
from fristed.casework.reception.actions import cancel_reception, name_coordinator, request_reception
from fristed.casework.reception.actions.planning import (
    problems_of_new_receiver,
    problems_of_receiver,
    who_is_told,
)
from fristed.casework.reception.codes import Why
from fristed.casework.reception.rules import problems_of_day
from fristed.casework.repatriation.actions.storing import (
    application_to_change,
    go_on,
    in_our_words,
    own_application,
    tell,
)
from fristed.casework.repatriation.codes import DocumentKind, State, Step
from fristed.casework.repatriation.facts import ApplicationDraft
from fristed.casework.repatriation.models import Application, Checked, Document, Stamp, Traveller
from fristed.casework.repatriation.refusals import JourneyRefused
from fristed.casework.repatriation.rules import AFTER_TRAVEL, OVER
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.codes import NoticeKind
from fristed.methods.classifications import code_list

UNDER_WAY = tuple(
    str(one) for one in State if one not in AFTER_TRAVEL and one not in (State.WITHDRAWN, State.REFUSED)
)


def apply_for_journey(*, reference: str, draft: ApplicationDraft, by: Actor, at: datetime) -> str:
    """Draft an application for members of a case; nobody else sees it before it is sent. Give its reference.

    Refund and reception are asked for independently of each other.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    JourneyRefused
        With every error: nobody chosen, somebody not of the case, nothing asked, no such country.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        members = list(Member.objects.filter(case=case, key__in=set(draft.members)).order_by("pk"))
        JourneyRefused.raise_if(_problems(case, draft, members, at=at))
        row = Application.objects.create(
            reference=new_reference(),
            case=case,
            from_service=case.service,
            from_reference=case.reference,
            responsible=draft.to,
            address_grading=case.address_grading,
            person_pseudonym=case.person_pseudonym,
            since=at,
            country=draft.country,
            asks_refund=draft.asks_refund,
            asks_reception=draft.asks_reception,
            drafted_at=at,
            drafted_by=by.username,
        )
        Traveller.objects.bulk_create(
            Traveller(application=row, member=one, key=one.key, kind=one.kind, age_group=one.age_group)
            for one in members
        )
        Stamp.objects.create(application=row, state=State.DRAFTED.value, at=at)
        tell("journey.drafted", row, by=by, at=at, members=len(members))
    return row.reference


def _problems(
    case: Case, draft: ApplicationDraft, members: Sequence[Member], *, at: datetime
) -> Iterator[tuple[str, str]]:
    if case.status != CaseStatus.OPEN:
        yield "", "case_is_closed"
    if not draft.members:
        yield "members", "no_members"
    elif len(members) != len(set(draft.members)):
        yield "members", "not_of_the_case"
    elif Traveller.objects.filter(member__in=members, application__state__in=UNDER_WAY).exists():
        yield "members", "applied_already"
    if not (draft.asks_refund or draft.asks_reception):
        yield "asks", "nothing_asked"
    if not code_list("countries").is_valid(draft.country, day_of(at).year):
        yield "country", "unknown_country"
    yield from problems_of_receiver(case, draft.to)


def submit_application(*, reference: str, by: Actor, at: datetime) -> None:
    """Send an application; where reception is asked for, it is asked for in the same moment.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such an application of the own service.
    JourneyRefused
        If it has been sent already, or its case is closed.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        row = own_application(by, reference, at=at)
        if row.submitted_at is not None:
            raise JourneyRefused(("", "not_now"))
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, row.from_reference)
        closed = [("", "case_is_closed")] if case.status != CaseStatus.OPEN else []
        JourneyRefused.raise_if([*closed, *problems_of_receiver(case, row.responsible)])
        go_on(row, State.SUBMITTED, at=at)
        row.submitted_at, row.submitted_by, row.submitted_by_account = at, by.username, by.account_id
        row.address_grading = case.address_grading
        if row.asks_reception:
            row.reception = reception_for(row, by=by, at=at)
        row.save()
        tell("journey.submitted", row, by=by, at=at)
        notify(account_ids=who_is_told(row.responsible), kind=NoticeKind.JOURNEY_CAME, by=by, at=at)


def name_receiver(*, reference: str, to: int | None, by: Actor, at: datetime) -> None:
    """Say who in Kompetanseteamet shall have an application and its reception.

    It must be said again where the address has been protected since it was sent.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such an application of the own service.
    JourneyRefused
        If nobody fit is named, or the application is over.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        row = own_application(by, reference, at=at)
        if row.state in OVER:
            raise JourneyRefused(("", "not_now"))
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, row.from_reference)
        JourneyRefused.raise_if(problems_of_new_receiver(case, to))
        row.responsible = to
        row.save(update_fields=["responsible"])
        tell("journey.receiver_named", row, by=by, at=at)
        if row.submitted_at is None:
            return
        notify(account_ids=who_is_told(to), kind=NoticeKind.JOURNEY_CAME, by=by, at=at)
        if row.reception:
            with in_our_words():
                name_coordinator(reference=row.reception, to=to, by=by, at=at)


def reception_for(row: Application, *, by: Actor, at: datetime) -> str:
    """Ask for the reception of a travel group, in the caller's transaction; give its reference."""
    members = list(
        Traveller.objects.filter(application=row, returned_date=None).values_list("key", flat=True)
    )
    with in_our_words():
        return request_reception(
            reference=row.from_reference, members=members, to=row.responsible, by=by, at=at
        )


def withdraw_application(*, reference: str, by: Actor, at: datetime) -> None:
    """Take an application back; the reception that was asked for with it is cancelled.

    Raises
    ------
    NotPermitted, CaseNotFound, JourneyRefused
        Without permission, without such an application of the own service, or when a ticket is booked.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        row = own_application(by, reference, at=at)
        go_on(row, State.WITHDRAWN, at=at)
        row.save()
        if row.reception and not row.reception_dropped:
            with in_our_words():
                cancel_reception(reference=row.reception, why=Why.PERSON_WITHDREW.value, by=by, at=at)
        tell("journey.withdrawn", row, by=by, at=at)


def note_document(*, reference: str, kind: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Note that a paper of a kind has come, or that it came on another day; the paper is not kept here.

    Raises
    ------
    NotPermitted, CaseNotFound, JourneyRefused
        Without permission, without such an application, or if kind or day is none.
    """
    with transaction.atomic():
        row = application_to_change(by, reference, at=at)
        if kind not in tuple(DocumentKind):
            raise JourneyRefused(("kind", "unknown_value"))
        JourneyRefused.raise_if(problems_of_day(on_date, today=day_of(at), earliest=None))
        given = {"on_date": on_date, "noted_by": by.username}
        Document.objects.update_or_create(application=row, kind=kind, defaults=given)
        tell("journey.document_noted", row, by=by, at=at, kind=kind)


def check_step(*, reference: str, step: str, on_date: date | None, by: Actor, at: datetime) -> None:
    """Note that a step of the consular checklist is done, or done on another day.

    Raises
    ------
    NotPermitted, CaseNotFound, JourneyRefused
        Without permission, without such an application of the own service, or if step or day is none.
    """
    with transaction.atomic():
        row = own_application(by, reference, at=at)
        if step not in tuple(Step):
            raise JourneyRefused(("step", "unknown_value"))
        JourneyRefused.raise_if(problems_of_day(on_date, today=day_of(at), earliest=None))
        given = {"on_date": on_date, "noted_by": by.username}
        Checked.objects.update_or_create(application=row, step=step, defaults=given)
        tell("journey.step_checked", row, by=by, at=at, step=step)
