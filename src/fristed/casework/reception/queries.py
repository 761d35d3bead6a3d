"""What may be read of receptions, by whom.

The side that asked has a reception with its case; the service that co-ordinates has it by the same decision
of access as a case; somebody outside who is asked has the one part. What is not there and what is not the
reader's give one answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_within_reach, rows_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.cases.waiting import waiting_rows
from fristed.casework.reception.codes import COORDINATES, Detail, PartState, State
from fristed.casework.reception.facts import (
    AskedPart,
    DetailsOutline,
    PartLine,
    ReceptionDetail,
    ReceptionLine,
)
from fristed.casework.reception.models import Expected, Part, Reception
from fristed.casework.reception.rules import BASIS_OF, all_agreed, parts_needed, whose_turn
from fristed.foundation.identity.access.reach import accounts_behind, reach_of, shut_to
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import everybody
from fristed.foundation.identity.rules import Permission, is_permitted, require
from fristed.foundation.legal_basis.queries import decisions_of
from fristed.foundation.legal_basis.rules import may_hold
from fristed.foundation.vault.facts import JOINT, Owner
from fristed.foundation.vault.queries import enrolled_officers, officers_of

MOST_LINES = 500
OVER = (State.CANCELLED.value, State.INTERVIEWED.value)
ANSWERABLE = (PartState.ASKED.value, PartState.AGREED.value)


def receptions_within_reach(
    actor: Actor, permission: Permission = Permission.CASE_READ
) -> QuerySet[Reception]:
    """Give the receptions of the cases within reach, and for who co-ordinates those that were asked for.

    Raises
    ------
    NotPermitted
        If the actor may not do this in any register.
    """
    cases = rows_within_reach(actor, permission).values("pk")
    asked = reach_of(actor, permission) & ~shut_to(accounts_behind(actor), "from_reference")
    return Reception.objects.filter(Q(case__in=cases) | asked)


def is_coordinator(actor: Actor) -> bool:
    """Whether an actor works in the service that co-ordinates receptions."""
    return is_permitted(actor, Permission.CASE_FOLLOW_UP, service=COORDINATES)


def reception_within_reach(
    actor: Actor, reference: str, permission: Permission = Permission.CASE_READ
) -> Reception:
    """Give one reception that the actor reaches.

    Raises
    ------
    NotPermitted
        If the actor may not do this in any register.
    CaseNotFound
        If there is none, or it is not there for the actor: the answer is the same.
    """
    rows = _whole(receptions_within_reach(actor, permission), actor)
    row = rows.filter(reference=reference).first()
    if row is None:
        raise CaseNotFound("There is no such reception.")
    return row


def _whole(rows: QuerySet[Reception], actor: Actor) -> QuerySet[Reception]:
    """Read receptions with their parts, and the reference of the reader's own case."""
    parts = Prefetch("parts", Part.objects.order_by("pk"), to_attr="all_parts")
    own = rows_within_reach(actor).filter(pk=OuterRef("case_id")).order_by().values("reference")[:1]
    return rows.annotate(own_case=Subquery(own)).prefetch_related(parts)


def is_agreed(reference: str) -> bool:
    """Whether all that must be agreed for a reception is, so that those expected may travel.

    For the room of journeys, which has reached the journey; it tells nothing else.
    """
    return reference in agreed_among([reference])


def agreed_among(references: Iterable[str]) -> frozenset[str]:
    """Give those of these receptions that are agreed in all their parts, in one question.

    For the room of journeys, which has reached the journeys; it tells nothing else.
    """
    asked = [one for one in references if one]
    if not asked:
        return frozenset()
    parts: dict[Reception, list[Part]] = {}
    for one in Part.objects.filter(reception__reference__in=asked).select_related("reception"):
        parts.setdefault(one.reception, []).append(one)
    return frozenset(row.reference for row, found in parts.items() if agreed_of(row, found))


def agreed_references() -> QuerySet[Reception, Any]:
    """Give the same of all receptions as a question, for the one that my day asks.

    Every part that is needed is there from when a reception is planned.
    """
    open_parts = Part.objects.filter(reception=OuterRef("pk")).exclude(state=PartState.AGREED)
    planned = Reception.objects.filter(~Exists(open_parts), state=State.PLANNED)
    return planned.order_by().values("reference")


def agreed_of(row: Reception, parts: list[Part]) -> bool:
    """Whether a reception that its caller was given is agreed in all its parts."""
    needed = parts_needed(adults=row.adults, children=row.children)
    return all_agreed(row.state, {one.kind: one.state for one in parts}, needed)


def receptions_of(actor: Actor) -> tuple[ReceptionLine, ...]:
    """Give the receptions that are not over, the longest waiting first, then those that are.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    rows = _whole(receptions_within_reach(actor), actor).order_by("since", "pk")
    lines = [line_of(row) for row in rows[:MOST_LINES]]
    return tuple(sorted(lines, key=lambda one: one.state in OVER))


def receptions_of_case(actor: Actor, reference: str) -> tuple[ReceptionLine, ...]:
    """Give the receptions of one case, newest first.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not read cases, or there is none such within reach.
    """
    case = case_within_reach(actor, reference)
    rows = _whole(Reception.objects.filter(case=case), actor).order_by("-asked_at", "-pk")
    return tuple(line_of(row) for row in rows[:MOST_LINES])


def line_of(row: Any) -> ReceptionLine:
    """Give a row that was read with its parts as a line of a list."""
    parts: list[Part] = row.all_parts
    pairs = [(one.kind, one.state) for one in parts]
    return ReceptionLine(
        reference=row.reference,
        state=row.state,
        is_agreed=agreed_of(row, parts),
        turn=whose_turn(row.state, pairs, has_left=row.left_date is not None),
        since=max([row.since, *(one.since for one in parts)]) if row.state == State.PLANNED else row.since,
        arrival_date=row.arrival_date,
        adults=row.adults,
        children=row.children,
        from_service=row.from_service,
        own_case=row.own_case or "",
    )


def reception_detail(actor: Actor, reference: str) -> ReceptionDetail:
    """Give a whole reception, and what the reader may do.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not read cases, or there is no such reception within reach.
    """
    row: Any = reception_within_reach(actor, reference)
    people = Expected.objects.filter(reception=row).order_by("pk").values_list("kind", "age_group")
    coordinates = is_coordinator(actor)
    follows_up = is_permitted(actor, Permission.CASE_FOLLOW_UP)
    return ReceptionDetail(
        line=line_of(row),
        version=row.version,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        left_date=row.left_date,
        arrived_date=row.arrived_date,
        handed_over_date=row.handed_over_date,
        interview_date=row.interview_date,
        why=row.why,
        parts=tuple(_part(one) for one in row.all_parts),
        people=tuple(people),
        case_reference=row.from_reference,
        coordinates=coordinates,
        may_cancel=coordinates or (follows_up and actor.service == row.from_service),
        is_destroyed=row.details_destroyed_at is not None,
    )


def _part(row: Part) -> PartLine:
    return PartLine(row.key, row.kind, row.state, row.account_id, row.since, row.answered_by)


def receptions_waiting(actor: Actor, care: QuerySet[Case]) -> QuerySet[Any, Any]:
    """Give, for my day, the receptions whose step is the actor's: to travel to, or to co-ordinate.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases in any register.
    """
    to_travel = Q(left_date=None, reference__in=agreed_references(), case__in=care.values("pk"))
    mine = to_travel
    if is_coordinator(actor):
        undone = Part.objects.filter(
            reception=OuterRef("pk"), state__in=(PartState.WAITING, PartState.DECLINED)
        )
        steps = (State.REQUESTED, State.POSTPONED, State.ARRIVED, State.HANDED_OVER)
        mine |= Q(state__in=steps) | Q(Exists(undone), state=State.PLANNED)
    rows = receptions_within_reach(actor, Permission.CASE_FOLLOW_UP).filter(mine)
    return waiting_rows(rows, "reception", day=TruncDate("since"))


def parts_waiting(actor: Actor) -> int:
    """Count the parts that wait for the answer of somebody outside; none for who answers for none."""
    if Permission.RECEPTION_ANSWER not in actor.permissions:
        return 0
    return parts_within_reach(actor).filter(state=PartState.ASKED).count()


def parts_within_reach(actor: Actor) -> QuerySet[Part]:
    """Give the parts that an actor outside is asked for; one whose case is shut to them is not there.

    Raises
    ------
    NotPermitted
        If the actor answers for no part of any reception.
    """
    require(actor, Permission.RECEPTION_ANSWER)
    is_shut = shut_to(accounts_behind(actor), "case_reference")
    return Part.objects.filter(~is_shut, account_id=actor.account_id or 0, state__in=ANSWERABLE)


def parts_for(actor: Actor) -> tuple[AskedPart, ...]:
    """Give the parts that an actor is asked for, those that wait for an answer first, soonest day first.

    Raises
    ------
    NotPermitted
        If the actor answers for no part of any reception.
    """
    rows = parts_within_reach(actor).order_by("arrival_date", "pk")[:MOST_LINES]
    return tuple(sorted((asked_part(row) for row in rows), key=lambda one: one.state != PartState.ASKED))


def part_for(actor: Actor, key: str) -> AskedPart:
    """Give one part that an actor is asked for.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor answers for no part, or there is no such part for them.
    """
    return asked_part(part_row(actor, key))


def part_row(actor: Actor, key: str) -> Part:
    """Give the row of a part that an actor is asked for; see :func:`part_for`."""
    row = parts_within_reach(actor).filter(key=key).first()
    if row is None:
        raise CaseNotFound("There is nothing to answer.")
    return row


def asked_part(row: Part) -> AskedPart:
    """Give a row that has been reached as a record."""
    return AskedPart(row.key, row.kind, row.state, row.arrival_date, row.adults, row.children, row.since)


def who_may_answer() -> tuple[tuple[int, str], ...]:
    """Give the accounts and names of those who may be asked for a part."""
    able = (one for one in everybody() if is_permitted(one, Permission.RECEPTION_ANSWER))
    return tuple((one.account_id, one.display_name) for one in able if one.account_id is not None)


def owner_of_details(token: str) -> Owner:
    """Give whose the sealed details are: no service's alone, as who meets and who sends work together."""
    return Owner(JOINT, token)


def details_outline(actor: Actor, reference: str) -> DetailsOutline:
    """Say what may be sealed of a reception, and whether the reader is one of its officers.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not read cases, or there is no such reception within reach.
    """
    row = reception_within_reach(actor, reference)
    may_open = is_permitted(actor, Permission.PLACE_NAME, service=COORDINATES)
    outline = _outline(actor, row.details, may_open=may_open, service=row.from_service)
    if row.details_destroyed_at is None:
        return outline
    return DetailsOutline(row.details, False, False, False, (), (), (), "destroyed", True)


def details_of_part(actor: Actor, key: str) -> DetailsOutline:
    """Say whether somebody outside who is asked is an officer of the details.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor answers for no part, or there is no such part for them.
    """
    row = part_row(actor, key)
    return _outline(actor, row.details, may_open=False, service="")


def _outline(actor: Actor, token: str, *, may_open: bool, service: str) -> DetailsOutline:
    officers = officers_of(owner_of_details(token))
    is_officer = actor.username in officers
    knows = is_officer or may_open
    assert actor.at is not None  # noqa: S101  the door has met the actor
    answers = _answers(service, actor) if service else {}
    writable = tuple(one for one, why in answers.items() if not why)
    return DetailsOutline(
        token=token,
        is_opened=bool(officers),
        is_officer=is_officer,
        may_open=may_open and not officers,
        officers=officers if knows else (),
        to_name=tuple(one for one in _able() if one not in officers) if knows else (),
        writable=writable,
        why_not="" if writable else next(iter(answers.values()), ""),
        destroyed=False,
    )


def _answers(service: str, actor: Actor) -> dict[str, str]:
    """Say for each detail why a service may not hold it now; nothing where it may."""
    assert actor.at is not None  # noqa: S101  the door has met the actor
    on_date, known = day_of(actor.at), decisions_of(service)
    found = {str(one): may_hold(BASIS_OF[one], service, on_date, known) for one in Detail}
    return {one: str(getattr(answer, "why", "")) for one, answer in found.items()}


def _able() -> tuple[str, ...]:
    """Give the user names of those who have a key and may open a place, of any service or of none."""
    may = (Permission.PLACE_READ, Permission.RECEPTION_ANSWER)
    able = {one.account_id for one in everybody() if any(is_permitted(one, permission) for permission in may)}
    return tuple(one.username for one in enrolled_officers() if one.account_id in able)
