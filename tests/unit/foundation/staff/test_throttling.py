"""Attempts are counted before they are tried; strangers slow strangers down, not the person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from fristed.foundation.identity.staff.models import AttemptCount
from fristed.foundation.identity.staff.rules import FREE_AT_AN_ADDRESS, FREE_TRIES
from fristed.foundation.identity.staff.throttling import Bucket, TooSoon, attempt_succeeded, begin_attempt

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NAME: list[Bucket] = [("account", "aud"), ("address", "192.0.2.1")]


def fail(buckets: list[Bucket], times: int, at: datetime = AT) -> datetime:
    """Fail again and again, waiting as long as is asked; give when the last attempt was."""
    for _ in range(times):
        try:
            begin_attempt(buckets, at=at)
        except TooSoon as refusal:
            at += refusal.wait
            begin_attempt(buckets, at=at)
    return at


def wait_of(buckets: list[Bucket], at: datetime = AT) -> timedelta:
    """Give how long one must wait now; the attempt itself is counted if it may be made."""
    try:
        begin_attempt(buckets, at=at)
    except TooSoon as refusal:
        return refusal.wait
    return timedelta(0)


def test_the_first_attempts_are_free_and_then_the_wait_doubles() -> None:
    fail(NAME, FREE_TRIES)
    waits = []
    at = AT
    for _ in range(4):
        waits.append(wait_of(NAME, at))
        at = at + waits[-1]
        begin_attempt(NAME, at=at)
    assert waits == [SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND]


def test_pressing_again_while_waiting_does_not_make_the_wait_longer() -> None:
    fail(NAME, FREE_TRIES + 3)
    last = AttemptCount.objects.get(kind="account")
    for _ in range(10):
        with pytest.raises(TooSoon):
            begin_attempt(NAME, at=last.last_at + SECOND)
    assert AttemptCount.objects.get(kind="account").failed == last.failed


def test_a_name_under_attack_waits_half_a_minute_and_a_known_browser_not_at_all() -> None:
    at = fail(NAME, 40)
    elsewhere: list[Bucket] = [("account", "aud"), ("address", "198.51.100.7")]
    assert wait_of(elsewhere, at) == 30 * SECOND
    assert wait_of([("browser", "hers")], at) == timedelta(0)


def test_one_address_that_tries_many_names_waits_too() -> None:
    for number in range(FREE_AT_AN_ADDRESS):
        begin_attempt([("account", f"name{number}"), ("address", "192.0.2.1")], at=AT)
    assert wait_of([("account", "fresh"), ("address", "192.0.2.1")]) > timedelta(0)
    assert wait_of([("account", "fresh"), ("address", "192.0.2.2")]) == timedelta(0)


def test_who_comes_in_begins_anew_but_does_not_clean_the_address() -> None:
    fail(NAME, FREE_TRIES)
    attempt_succeeded(NAME, at=AT)
    counts = dict(AttemptCount.objects.values_list("kind", "failed"))
    assert counts == {"account": 0, "address": FREE_TRIES - 1}


def test_failures_are_forgotten_after_a_day_and_no_name_or_address_is_stored() -> None:
    at = fail(NAME, 10)
    assert "aud" not in str(list(AttemptCount.objects.values()))
    assert "192.0.2.1" not in str(list(AttemptCount.objects.values()))
    assert wait_of(NAME, at + timedelta(hours=24, seconds=1)) == timedelta(0)
    assert AttemptCount.objects.get(kind="account").failed == 1
