"""How an anonymous consultation goes on; the decision that its person has a case that is followed up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from fristed.casework.cases.actions.storing import case_to_change, count_once
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.consultations.actions.codes import store_state
from fristed.casework.consultations.codes import ConsultationState, LinkGround
from fristed.casework.consultations.messages import CallRefused
from fristed.casework.consultations.models import Consultation, ConsultationLink
from fristed.casework.consultations.rules import may_follow
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission


def move_consultation(*, reference: str, to: str, by: Actor, at: datetime) -> None:
    """Note that a consultation has gone to somebody, that advice was given, or that it has ended.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    CallRefused
        If the case is no anonymous consultation, or the state does not follow on where it stands.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        consultation = _consultation_of(case)
        if to not in list(ConsultationState) or not may_follow(consultation.state, to):
            raise CallRefused(("to", "not_now"))
        store_state(consultation, ConsultationState(to), by=by, at=at)
        facts: dict[str, str | int] = {"state": to}
        write_line(event="case.consultation_moved", by=by, at=at, subject=reference, facts=facts)


def _consultation_of(case: Case) -> Consultation:
    found = Consultation.objects.filter(case=case).first()
    if found is None:
        raise CallRefused(("", "no_consultation"))
    return found


def link_consultation(*, reference: str, followed: str, ground: str, by: Actor, at: datetime) -> None:
    """Decide that a consultation and a followed-up case of the same service are about the same person.

    From then on the two count once, with the earliest first contact and what was said then; both are kept.

    Parameters
    ----------
    reference, followed
        The consultation, and the case that is followed up.
    ground
        From what it is known; a code of ``LinkGround``.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a consultation within reach.
    CallRefused
        If one of them does not fit, by field; a case out of reach is not there.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        consultation = _consultation_of(case)
        CallRefused.raise_if(_problems(case, consultation, followed, ground))
        other = _other(case, followed, by=by)
        ConsultationLink.objects.create(
            case=case, followed=other, ground=ground, at=at, by_username=by.username
        )
        store_state(consultation, ConsultationState.CONVERTED, by=by, at=at)
        count_once([_reached(by, one) for one in _same_person(other)])
        for subject, linked in ((case, other), (other, case)):
            facts: dict[str, str | int] = {"case": linked.reference, "ground": ground}
            write_line(event="case.linked", by=by, at=at, subject=subject.reference, facts=facts)


def _problems(case: Case, consultation: Consultation, followed: str, ground: str) -> list[tuple[str, str]]:
    found = []
    if consultation.state == ConsultationState.CONVERTED:
        found.append(("followed", "linked_already"))
    if followed == case.reference:
        found.append(("followed", "itself"))
    if ground not in list(LinkGround):
        found.append(("ground", "unknown_code" if ground else "required"))
    return found


def _other(case: Case, followed: str, *, by: Actor) -> Case:
    """Give the followed-up case, of the same service and within reach, locked."""
    try:
        other = case_to_change(by, Permission.CASE_FOLLOW_UP, followed)
    except CaseNotFound as missing:
        raise CallRefused(("followed", "no_such_case")) from missing
    if other.service != case.service:
        raise CallRefused(("followed", "no_such_case"))
    if Consultation.objects.filter(case=other).exists():
        raise CallRefused(("followed", "a_consultation"))
    return other


def _same_person(followed: Case) -> list[str]:
    """Give the references of all that count together with a followed-up case, itself first."""
    links = ConsultationLink.objects.filter(Q(followed=followed)).order_by("pk")
    return [followed.reference, *links.values_list("case__reference", flat=True)]


def _reached(by: Actor, reference: str) -> Case:
    return case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
