"""Moves in words: a line of a list, a whole move, and what the page of a case shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fristed.casework.referrals.codes import SENDS, PointKind, State
from fristed.casework.referrals.facts import CaseMoves, ConferenceLine, MoveDetail, MoveLine, PointLine
from fristed.casework.referrals.rules import is_verified, may_follow
from fristed.interfaces.web import labels
from fristed.interfaces.web.cases.shown import Fact
from fristed.interfaces.web.moves.words import COLOURS, FIELDS, KINDS, MEETINGS, POINTS, STATES, value_words
from fristed.methods.classifications import code_list


@dataclass(frozen=True, slots=True)
class ShownMove:
    """One move in a list, in words."""

    reference: str
    kind: str
    state: str
    colour: str
    other: str
    is_sender: bool
    is_within: bool
    own_case: str
    asked_by: str
    asked_at: datetime
    for_name: str
    reason: str


def shown_move(line: MoveLine, names: dict[int, str] | None = None) -> ShownMove:
    """Put a move into words; ``other`` is the service at the other end."""
    return ShownMove(
        reference=line.reference,
        kind=str(KINDS[line.kind]),
        state=str(STATES[line.state]),
        colour=COLOURS.get(line.state, "neutral"),
        other=labels.service(line.to_service if line.is_sender else line.from_service),
        is_sender=line.is_sender,
        is_within=line.from_service == line.to_service,
        own_case=line.own_case,
        asked_by=line.asked_by,
        asked_at=line.asked_at,
        for_name=(names or {}).get(line.for_account or 0, ""),
        reason=labels.label("decline_reasons", line.decline_reason) if line.decline_reason else "",
    )


@dataclass(frozen=True, slots=True)
class ShownDetail:
    """A whole move in words, and what may be done with it."""

    line: ShownMove
    facts: tuple[Fact, ...]
    ground: str
    ground_source: str
    is_verified: bool
    is_prepared: bool
    is_ready: bool
    may_withdraw: bool
    may_answer: bool
    opens_a_case: bool
    may_work_together: bool
    may_end: bool
    may_assign: bool


def shown_detail(detail: MoveDetail, *, names: dict[int, str], may_assign: bool) -> ShownDetail:
    """Put a move into words."""
    line, state = detail.line, detail.line.state
    across = line.from_service != line.to_service
    return ShownDetail(
        line=shown_move(line, names),
        facts=tuple(Fact(FIELDS[field], value_words(field, values)) for field, values in detail.sent.items()),
        ground=labels.label("sharing_grounds", detail.ground) if detail.ground else "",
        ground_source=code_list("sharing_grounds").get(detail.ground).source if detail.ground else "",
        is_verified=not detail.ground or is_verified(detail.ground),
        is_prepared=detail.may_change and may_follow(state, State.RECORDED),
        is_ready=detail.may_change and may_follow(state, State.SENT),
        may_withdraw=detail.may_change and may_follow(state, State.WITHDRAWN),
        may_answer=detail.may_answer,
        opens_a_case=across and line.kind in SENDS,
        may_work_together=detail.may_change and may_follow(state, State.WORKING_TOGETHER),
        may_end=detail.may_change and may_follow(state, State.CLOSED),
        may_assign=may_assign and across and state == State.SENT and not line.is_sender,
    )


@dataclass(frozen=True, slots=True)
class ShownConference:
    """One conference in a list, in words."""

    reference: str
    state: str
    on_date: date
    called_by: str
    own_case: str


def shown_conference(line: ConferenceLine) -> ShownConference:
    """Put a conference into words."""
    return ShownConference(
        line.reference, str(MEETINGS[line.state]), line.on_date, labels.service(line.service), line.own_case
    )


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """A decision or a task in words."""

    number: int
    kind: str
    words: str
    whose: str
    due_date: date | None
    is_task: bool
    is_done: bool


def shown_point(point: PointLine, words: Mapping[int, str], names: Mapping[int, str]) -> ShownPoint:
    """Put a point into words; one whose words were destroyed has none."""
    agency = labels.label("agencies", point.agency) if point.agency else ""
    return ShownPoint(
        point.number,
        str(POINTS[point.kind]),
        words.get(point.number, ""),
        names.get(point.account_id or 0, agency),
        point.due_date,
        point.kind == PointKind.TASK,
        point.is_done,
    )


@dataclass(frozen=True, slots=True)
class ShownMoves:
    """Where a case has been sent, and with which services it is linked."""

    moves: tuple[ShownMove, ...]
    linked_with: tuple[str, ...]


def shown_moves(found: CaseMoves) -> ShownMoves:
    """Put the moves of a case into words."""
    services = sorted({service for link in found.links for service in link.with_services})
    return ShownMoves(
        tuple(shown_move(line) for line in found.moves),
        tuple(labels.service(service) for service in services),
    )
