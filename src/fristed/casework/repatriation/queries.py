"""What may be read of journeys home, by whom.

The applying side has an application with its case; the side that decides has it, once it is sent, by the same
decision of access as a case. What is not there and what is not the reader's give one answer.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import CharField, DateField, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import TruncDate

from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_within_reach, rows_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.cases.waiting import waiting_rows
from fristed.casework.parties.codes import Age
from fristed.casework.reception.queries import agreed_among, agreed_references
from fristed.casework.repatriation.codes import DECIDES, State, Step, Turn
from fristed.casework.repatriation.facts import (
    ApplicationDetail,
    ApplicationLine,
    ConditionAnswer,
    TravellerLine,
)
from fristed.casework.repatriation.known import conditions_on, known_of
from fristed.casework.repatriation.models import Application, Checked, Document, Judged, Traveller
from fristed.casework.repatriation.rules import whose_turn
from fristed.foundation.identity.access.codes import Grading
from fristed.foundation.identity.access.looking import once
from fristed.foundation.identity.access.reach import accounts_behind, reach_of, shut_to
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import everybody
from fristed.foundation.identity.rules import Permission, is_permitted

MOST_LINES = 500
Hanging = tuple[str, str, str, date | None]


def applications_within_reach(
    actor: Actor, permission: Permission = Permission.CASE_READ
) -> QuerySet[Application]:
    """Give the applications of the cases within reach, and for who decides those that have been sent.

    Raises
    ------
    NotPermitted
        If the actor may not do this in any register.
    """
    cases = rows_within_reach(actor, permission).values("pk")
    is_shut = shut_to(accounts_behind(actor), "from_reference")
    sent = reach_of(actor, permission) & ~Q(state=State.DRAFTED) & Q(submitted_at__isnull=False) & ~is_shut
    return Application.objects.filter(Q(case__in=cases) | sent)


def decides(actor: Actor) -> bool:
    """Whether an actor works in the service that decides on reimbursement."""
    return is_permitted(actor, Permission.CASE_FOLLOW_UP, service=DECIDES)


def application_within_reach(
    actor: Actor, reference: str, permission: Permission = Permission.CASE_READ
) -> Application:
    """Give one application that the actor reaches.

    Raises
    ------
    NotPermitted
        If the actor may not do this in any register.
    CaseNotFound
        If there is none, or it is not there for the actor: the answer is the same.
    """
    rows = _with_own_case(applications_within_reach(actor, permission), actor).filter(reference=reference)
    row = once(("application", actor, permission, reference), rows.first)
    if row is None:
        raise CaseNotFound("There is no such application.")
    return row


def _whole(rows: QuerySet[Application], actor: Actor) -> QuerySet[Application]:
    """Read applications with their travellers, and the reference of the reader's own case."""
    group = Prefetch("travellers", Traveller.objects.order_by("pk"), to_attr="group")
    return _with_own_case(rows, actor).prefetch_related(group)


def _with_own_case(rows: QuerySet[Application], actor: Actor) -> QuerySet[Application]:
    own = rows_within_reach(actor).filter(pk=OuterRef("case_id")).order_by().values("reference")[:1]
    return rows.annotate(own_case=Subquery(own))


def applications_of(actor: Actor) -> tuple[ApplicationLine, ...]:
    """Give the applications that are under way, the longest waiting first, then those that are over.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    rows = _whole(applications_within_reach(actor), actor).order_by("since", "pk")
    # Who came home without a refund leaves nothing to settle: it is over, as nobody has a step to take.
    return tuple(sorted(_lines(rows), key=lambda one: one.turn == Turn.NOBODY))


def _lines(rows: QuerySet[Application]) -> tuple[ApplicationLine, ...]:
    """Give rows as lines; which receptions are agreed is asked for once for all."""
    found: list[Any] = list(rows[:MOST_LINES])
    agreed = agreed_among(row.reception for row in found if _is_to_be_met(row))
    return tuple(line_of(row, agreed=agreed) for row in found)


def _is_to_be_met(row: Application) -> bool:
    return row.asks_reception and not row.reception_dropped and row.state == State.TICKET_BOOKED


def applications_of_case(actor: Actor, reference: str) -> tuple[ApplicationLine, ...]:
    """Give the applications of one case, newest first.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not read cases, or there is none such within reach.
    """
    case = case_within_reach(actor, reference)
    rows = _whole(Application.objects.filter(case=case), actor).order_by("-drafted_at", "-pk")
    return _lines(rows)


def line_of(row: Any, *, agreed: Container[str]) -> ApplicationLine:
    """Give a row that was read with its travellers as a line; ``agreed`` names receptions that are."""
    children = sum(one.age_group == Age.CHILD for one in row.group)
    turn = whose_turn(
        row.state,
        asks_refund=row.asks_refund,
        was_granted=row.outcome == State.GRANTED,
        has_claim=row.claimed_kroner is not None,
        waits_for_reception=_is_to_be_met(row) and row.reception not in agreed,
    )
    return ApplicationLine(
        reference=row.reference,
        state=row.state,
        turn=turn,
        since=row.since,
        country=row.country,
        asks_refund=row.asks_refund,
        asks_reception=row.asks_reception,
        adults=len(row.group) - children,
        children=children,
        from_service=row.from_service,
        own_case=row.own_case or "",
    )


def application_detail(actor: Actor, reference: str) -> ApplicationDetail:
    """Give a whole application, and what the reader may do.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not read cases, or there is no such application within reach.
    """
    row: Any = application_within_reach(actor, reference)
    assert actor.at is not None  # noqa: S101  the door has met the actor
    day = day_of(row.decided_at or actor.at)
    hangs = _what_hangs_on(row)
    row.group = [TravellerLine(key, kind, age, day) for key, kind, age, day in hangs["traveller"]]
    answers = {condition: answer for condition, answer, _more, _day in hangs["judged"]}
    done = {step: day for step, _kind, _more, day in hangs["checked"]}
    papers = [(kind, day) for kind, _two, _more, day in hangs["document"] if day is not None]
    agreed = agreed_among([row.reception])
    follows_up = is_permitted(actor, Permission.CASE_FOLLOW_UP)
    return ApplicationDetail(
        line=line_of(row, agreed=agreed),
        case_reference=row.from_reference,
        drafted_by=row.drafted_by,
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by,
        travellers=tuple(row.group),
        conditions=tuple(ConditionAnswer(one, answers.get(one.code, "")) for one in conditions_on(day)),
        documents=tuple(sorted(papers, key=lambda one: one[1])),
        steps=tuple((str(one), done.get(str(one))) for one in Step),
        country_facts=known_of(row.country, day_of(actor.at)),
        questions=row.questions,
        outcome=row.outcome,
        ground=row.ground,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        travel_date=row.travel_date,
        arrival_date=row.arrival_date,
        travelled_date=row.travelled_date,
        not_travelled=row.not_travelled,
        claimed_kroner=row.claimed_kroner,
        receipts=row.receipts,
        settled_kroner=row.settled_kroner,
        reception=row.reception,
        reception_agreed=row.reception in agreed,
        reception_dropped=row.reception_dropped,
        is_applicant=follows_up and bool(row.own_case) and actor.service == row.from_service,
        decides=decides(actor),
        is_protected=row.address_grading != Grading.NONE,
    )


def _what_hangs_on(row: Application) -> dict[str, list[Hanging]]:
    """Give travellers, papers, answers and steps of an application in one question, each in its order."""
    nothing, no_day = Value("", CharField()), Value(None, DateField())
    kinds: tuple[tuple[str, QuerySet[Any], tuple[Any, ...]], ...] = (
        ("traveller", Traveller.objects.all(), (F("key"), F("kind"), F("age_group"), F("returned_date"))),
        ("document", Document.objects.all(), (F("kind"), nothing, nothing, F("on_date"))),
        ("checked", Checked.objects.all(), (F("step"), nothing, nothing, F("on_date"))),
        ("judged", Judged.objects.all(), (F("condition"), F("answer"), nothing, no_day)),
    )
    first, *others = (
        rows.filter(application=row)
        .order_by()
        .annotate(what=Value(what, CharField()), order=F("pk"))
        .values_list("what", *columns, "order")
        for what, rows, columns in kinds
    )
    found: dict[str, list[Hanging]] = {what: [] for what, _rows, _columns in kinds}
    for what, one, two, three, day, _order in sorted(first.union(*others, all=True), key=itemgetter(-1)):
        found[what].append((one, two, three, day))
    return found


def journeys_waiting(actor: Actor, care: QuerySet[Case]) -> QuerySet[Any, Any]:
    """Give, for my day, the applications whose step is the actor's: of the cases in their care, or to decide.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases in any register.
    """
    is_granted, no_claim = Q(outcome=State.GRANTED), Q(claimed_kroner=None)
    is_to_be_met = Q(asks_reception=True, reception_dropped=False)
    has_travelled = Q(state=State.TRAVELLED) & is_granted | Q(state=State.NOT_TRAVELLED)
    of_mission = (
        Q(state__in=(State.DRAFTED, State.INFORMATION_REQUESTED, State.GRANTED, State.REFUSED))
        | Q(state=State.SUBMITTED, asks_refund=False)
        | Q(state=State.TICKET_BOOKED) & (~is_to_be_met | Q(reception__in=agreed_references()))
        | has_travelled & no_claim
    )
    mine = of_mission & Q(case__in=care.values("pk"))
    if decides(actor):
        mine |= Q(state=State.SUBMITTED, asks_refund=True) | has_travelled & ~no_claim
    rows = applications_within_reach(actor, Permission.CASE_FOLLOW_UP).filter(mine)
    return waiting_rows(rows, "journey", day=TruncDate("since"))


def who_may_decide() -> tuple[tuple[int, str], ...]:
    """Give the accounts and names of those who may be named to see a protected application."""
    able = (one for one in everybody() if decides(one))
    return tuple((one.account_id, one.display_name) for one in able if one.account_id is not None)
