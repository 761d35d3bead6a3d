"""A journey home to begin from: an envoy's case with people in it, an application, a reception. Invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from fristed.casework.cases.actions import register_case
from fristed.casework.parties.actions import note_member
from fristed.casework.parties.facts import MemberDraft
from fristed.casework.parties.queries import members_of
from fristed.casework.reception import actions as reception
from fristed.casework.reception.queries import reception_detail
from fristed.casework.repatriation import actions as journey
from fristed.casework.repatriation.facts import ApplicationDetail, ApplicationDraft
from fristed.casework.repatriation.known import conditions_on
from fristed.casework.repatriation.queries import application_detail
from fristed.foundation.identity.facts import Actor
from tests.spec.cast import BO, CEM, actor, at_ten, plain_case

DAY = date(2024, 3, 4)
AT = at_ten(DAY)
ANNA = actor("anna", "KT", "case_worker", account_id=31)
"""A second one in Kompetanseteamet, beside Bo."""
WORDS = "The person cannot pay. The decision can be appealed within three weeks."
ADULT = MemberDraft("person_of_case", "adult_18_plus", "female", 18, "PK")
CHILD = MemberDraft("child", "child_under_18", "male", 4)


def later(days: int) -> datetime:
    """Give ten o'clock so many days after the first day."""
    return at_ten(DAY + timedelta(days=days))


def day(days: int) -> date:
    """Give the day so many days after the first."""
    return DAY + timedelta(days=days)


def case_with(*members: MemberDraft, by: Actor = CEM) -> tuple[str, list[str]]:
    """Register a case of the envoys with people noted in it; give its reference and their keys."""
    case = register_case(draft=plain_case(by.service or "", DAY), by=by, at=AT).reference
    return case, [note_member(reference=case, draft=one, by=by, at=AT) for one in members]


def applied(
    case: str,
    members: Sequence[str],
    *,
    refund: bool = True,
    reception: bool = True,
    by: Actor = CEM,
    at: datetime = AT,
) -> str:
    """Apply and send; give the reference of the application."""
    draft = ApplicationDraft(members, "PK", refund, reception)
    made = journey.apply_for_journey(reference=case, draft=draft, by=by, at=at)
    journey.submit_application(reference=made, by=by, at=at)
    return made


def judged(application: str, answer: str = "met", *, by: Actor = BO, at: datetime = AT) -> None:
    """Answer every condition in force alike."""
    for one in conditions_on(at.date()):
        journey.answer_condition(reference=application, condition=one.code, answer=answer, by=by, at=at)


def granted(application: str, *, by: Actor = BO, at: datetime = AT) -> None:
    """Grant with grounds and word of the appeal."""
    judged(application, by=by, at=at)
    journey.decide_application(
        reference=application,
        granted=True,
        ground="conditions_met",
        text=WORDS,
        appeal_told=True,
        by=by,
        at=at,
    )


def seen(application: str, by: Actor = CEM, *, at: datetime = AT) -> ApplicationDetail:
    """Give an application as somebody sees it."""
    return application_detail(met(by, at), application)


def met(by: Actor, at: datetime) -> Actor:
    """Give an actor as the door meets them."""
    return Actor(by.account_id, by.username, by.display_name, by.service, by.permissions, by.directorate, at)


def booked(application: str, *, days: int = 5, by: Actor = CEM, at: datetime = AT) -> None:
    """Book a ticket for a day, with arrival on the same."""
    journey.book_ticket(reference=application, travel_date=day(days), arrival_date=day(days), by=by, at=at)


def agreed(of: str, *, days: int = 5, by: Actor = BO, at: datetime = AT) -> None:
    """Plan a reception and let everybody asked outside agree."""
    if reception_detail(met(by, at), of).line.state != "planned":
        reception.plan_reception(reference=of, arrival_date=day(days), by=by, at=at)
    for part in reception_detail(met(by, at), of).parts:
        if part.account_id is None:
            reception.ask_part(reference=of, kind=part.kind, account=None, by=by, at=at)
        elif part.state != "asked":
            continue
        reception.note_answer(reference=of, kind=part.kind, agreed=True, by=by, at=at)


def case_members(case: str, by: Actor = CEM) -> list[str]:
    """Give the keys of those noted in a case."""
    return [one.key for one in members_of(met(by, AT), case)]
