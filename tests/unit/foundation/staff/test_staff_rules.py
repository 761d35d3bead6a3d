"""How long sessions last, when a step up is needed, how long somebody waits: plain values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.foundation.identity.staff.rules import (
    FREE_TRIES,
    LONGEST_WAIT,
    SessionTimes,
    browser_words,
    ends_at,
    is_fresh,
    is_over,
    step_of,
    steps_taken,
    wait_after,
)

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("opened", "used", "over"),
    [
        (0 * MINUTE, 0 * MINUTE, False),
        (20 * MINUTE, 14.9 * MINUTE, False),
        (20 * MINUTE, 15 * MINUTE, True),
        (7.99 * HOUR, 0 * MINUTE, False),
        (8 * HOUR, 0 * MINUTE, True),
    ],
)
def test_a_session_ends_unused_after_fifteen_minutes_and_used_after_eight_hours(
    opened: timedelta, used: timedelta, over: bool
) -> None:
    times = SessionTimes(AT - opened, AT - used, AT - opened)
    assert is_over(times, AT) is over
    assert (ends_at(times) <= AT) is over


@given(st.integers(0, 600), st.integers(0, 600))
def test_using_a_session_never_shortens_it_nor_takes_it_past_eight_hours(opened: int, used: int) -> None:
    used = min(opened, used)
    before = SessionTimes(AT - opened * MINUTE, AT - used * MINUTE, AT)
    after = SessionTimes(AT - opened * MINUTE, AT, AT)
    assert ends_at(before) <= ends_at(after) <= before.opened_at + 8 * HOUR


@pytest.mark.parametrize(("ago", "fresh"), [(0, True), (5, True), (5.01, False), (-0.01, False)])
def test_five_minutes_ago_is_fresh_and_a_time_to_come_is_not(ago: float, fresh: bool) -> None:
    assert is_fresh(AT - ago * MINUTE, AT) is fresh


@pytest.mark.parametrize("kind", sorted(LONGEST_WAIT))
def test_waits_begin_at_nothing_never_get_shorter_and_end_somewhere(kind: str) -> None:
    waits = [wait_after(kind, failed) for failed in range(60)]
    assert waits[FREE_TRIES - 1] == timedelta(0)
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT[kind]


def test_a_stranger_can_slow_an_account_by_half_a_minute_at_most() -> None:
    assert max(wait_after("account", failed) for failed in range(10_000)) == timedelta(seconds=30)


def test_the_codes_of_one_half_minute_on_either_side_are_taken() -> None:
    assert steps_taken(AT) == (step_of(AT) - 1, step_of(AT), step_of(AT) + 1)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36", "Chrome / Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/133.0", "Firefox / Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari / iPhone"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_coarsely_and_nothing_the_sender_made_up_is_kept(sent: str, shown: str) -> None:
    assert browser_words(sent) == shown
