"""How long a session lasts, when a step up is needed, how long somebody waits after failing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
STEP_UP_AGE = timedelta(minutes=5)
HALF_SIGNED_IN = timedelta(minutes=5)
CODE_LIVES = timedelta(hours=24)
# Whoever gave a code for one half of signing in may not soon give one for the other: both are the account.
BOTH_HALVES_APART = timedelta(days=7)
WRITTEN_ABOUT_EVERY = timedelta(seconds=20)
FREE_TRIES = 5
FORGOTTEN_AFTER = timedelta(hours=24)
# The longest wait. What a stranger can do to somebody's account by its name is slow it down by half a minute.
LONGEST_WAIT = {
    "account": timedelta(seconds=30),
    "address": timedelta(minutes=15),
    "browser": timedelta(minutes=15),
    "factor": timedelta(minutes=5),
    "code": timedelta(minutes=15),
}
FREE_AT_AN_ADDRESS = 30
STEP_SECONDS = 30
DRIFT_STEPS = 1


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """When a session was opened, last used, and when the person last showed who it is."""

    opened_at: datetime
    last_used_at: datetime
    verified_at: datetime


def own_account(by: Actor) -> int:
    """Give the number of the actor's own account.

    Raises
    ------
    NotPermitted
        If the actor is no account.
    """
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account.")
    return by.account_id


def ends_at(times: SessionTimes) -> datetime:
    """Give when a session ends by itself: 15 minutes after its last use, 8 hours after it was opened."""
    return min(times.last_used_at + IDLE, times.opened_at + LONGEST)


def is_over(times: SessionTimes, at: datetime) -> bool:
    """Whether a session has ended by itself."""
    return at >= ends_at(times)


def is_fresh(verified_at: datetime, at: datetime, *, max_age: timedelta = STEP_UP_AGE) -> bool:
    """Whether the person has shown who it is recently enough; a time to come is not recent."""
    return timedelta(0) <= at - verified_at <= max_age


def wait_after(kind: str, failed: int) -> timedelta:
    """Give how long to wait after so many failures in a row: nothing at first, then twice as long."""
    free = FREE_AT_AN_ADDRESS if kind == "address" else FREE_TRIES
    beyond = failed - free
    if beyond < 0:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(beyond, 20)), LONGEST_WAIT[kind])


def step_of(at: datetime) -> int:
    """Give the half minute of a time, as authenticator apps count."""
    return int(at.timestamp()) // STEP_SECONDS


def steps_taken(at: datetime) -> tuple[int, ...]:
    """Give the half minutes whose codes are taken: this one and one on either side, for clocks that drift."""
    now = step_of(at)
    return tuple(range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1))


def browser_words(user_agent: str) -> str:
    """Give a coarse name for a browser and its system; nothing of the version, nothing the sender made up."""
    browsers = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (
        *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android")),
        *(("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")),
    )
    browser = next((name for mark, name in browsers if mark in user_agent), "")
    system = next((name for mark, name in systems if mark in user_agent), "")
    return " / ".join(word for word in (browser, system) if word)
