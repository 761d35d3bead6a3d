"""What the page of a move offers in each state, and of each kind; kept by hand, apart from the states."""

from __future__ import annotations

import pytest

from fristed.casework.referrals.codes import Kind, State
from fristed.casework.referrals.facts import MoveDetail, MoveLine
from fristed.interfaces.web.moves.shown import ShownDetail, shown_detail
from tests.unit.interfaces.web.visitors import AT

STEPS = ("is_prepared", "is_ready", "may_withdraw", "may_work_together", "may_end")
OFFERED = {
    State.PROPOSED: {"is_prepared", "may_withdraw"},
    State.RECORDED: {"is_prepared", "is_ready", "may_withdraw"},
    State.SENT: {"may_withdraw"},
    State.ACCEPTED: {"may_work_together", "may_end"},
    State.WORKING_TOGETHER: {"may_end"},
    State.DECLINED: set(),
    State.WITHDRAWN: set(),
    State.CLOSED: set(),
}


def shown(state: State, kind: Kind = Kind.REFER, *, to: str = "KT", may_change: bool = True) -> ShownDetail:
    line = MoveLine("x", kind, state, "MR", to, True, "y", "aud", AT, None, None, "")
    detail = MoveDetail(line, {}, has_letter=False, ground="", may_answer=False, may_change=may_change)
    return shown_detail(detail, names={}, may_assign=False)


@pytest.mark.parametrize("state", State)
def test_a_page_offers_what_may_follow_to_who_may_change_the_move(state: State) -> None:
    assert {step for step in STEPS if getattr(shown(state), step)} == OFFERED[state]
    assert not any(getattr(shown(state, may_change=False), step) for step in STEPS)


@pytest.mark.parametrize(
    ("kind", "to", "opens"),
    [
        (Kind.REFER, "KT", True),
        (Kind.TRANSFER, "KT", True),
        (Kind.TRANSFER, "MR", False),
        (Kind.ASK_TRANSFER, "KT", False),
    ],
)
def test_a_yes_opens_a_case_where_something_was_sent_from_another_service(
    kind: Kind, to: str, *, opens: bool
) -> None:
    assert shown(State.SENT, kind, to=to).opens_a_case is opens
