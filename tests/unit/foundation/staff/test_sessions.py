"""Sessions of staff: opened, used, ended by themselves, and ended at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.staff.models import StaffSession
from fristed.foundation.identity.staff.sessions import (
    end_provider_sessions,
    end_session,
    end_sessions_of,
    ended_by_itself,
    is_still_open,
    open_session,
    session_with,
    sessions_of,
    step_up_session,
    use_session,
)
from tests.spec.cast import FINN

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def bo() -> int:
    """The number of an account."""
    return int(get_user_model().objects.create(username="bo", display_name="Bo").pk)


def opened(bo: int, key: str = "key", **more: str) -> int:
    """Open a session, and give its number."""
    open_session(session_key=key, account_id=bo, means="password", at=AT, **more)
    found = session_with(key, at=AT)
    assert found
    return found.id


def test_a_session_is_found_by_its_key_which_is_not_stored(bo: int) -> None:
    opened(bo)
    assert "key" not in str(list(StaffSession.objects.values_list("key_mac", "device")))
    assert session_with("another", at=AT) is None


def test_a_session_lasts_while_it_is_used_and_tells_whose_it_was(bo: int) -> None:
    opened(bo)
    assert session_with("key", at=AT + 14 * MINUTE)
    assert session_with("key", at=AT + 15 * MINUTE) is None
    assert ended_by_itself("key", at=AT + 15 * MINUTE) == bo
    found = session_with("key", at=AT + 14 * MINUTE)
    assert found
    use_session(found, at=AT + 14 * MINUTE)
    assert session_with("key", at=AT + 28 * MINUTE)
    for minutes in range(14, 8 * 60, 14):
        if again := session_with("key", at=AT + minutes * MINUTE):
            use_session(again, at=AT + minutes * MINUTE)
    assert session_with("key", at=AT + 479 * MINUTE)
    assert session_with("key", at=AT + 480 * MINUTE) is None


def test_a_clock_that_has_gone_back_opens_nothing(bo: int) -> None:
    opened(bo)
    assert session_with("key", at=AT - MINUTE) is None


def test_ending_is_at_once_told_in_the_trail_and_final(bo: int) -> None:
    one, other = opened(bo), opened(bo, "other")
    assert end_sessions_of(bo, by=FINN, at=AT) == 2
    assert not is_still_open(one)
    assert not is_still_open(other)
    assert session_with("key", at=AT) is None
    assert ended_by_itself("key", at=AT + 20 * MINUTE) is None
    line = AuditLine.objects.get(event="sessions.ended")
    assert (line.subject, line.actor_username, line.facts) == ("bo", "finn", '{"sessions":2}')
    assert end_sessions_of(bo, by=FINN, at=AT) == 0


def test_an_account_that_is_closed_has_no_open_session(bo: int) -> None:
    one = opened(bo)
    get_user_model().objects.filter(pk=bo).update(is_active=False)
    assert session_with("key", at=AT) is None
    assert not is_still_open(one)


def test_a_person_ends_only_the_own_sessions(bo: int) -> None:
    one = opened(bo)
    assert not end_session(one, account_id=bo + 1, by=FINN, at=AT)
    assert end_session(one, account_id=bo, by=FINN, at=AT)
    assert not end_session(one, account_id=bo, by=FINN, at=AT)


def test_a_list_of_sessions_holds_those_that_are_open(bo: int) -> None:
    one, _other = opened(bo, user_agent="Firefox Windows"), opened(bo, "other")
    listed = sessions_of(bo, this=one, at=AT)
    assert sorted((line.device, line.is_this) for line in listed) == [
        ("", False),
        ("Firefox / Windows", True),
    ]
    assert sessions_of(bo, this=one, at=AT + 15 * MINUTE) == []


def test_a_step_up_gives_a_new_key_and_a_new_time(bo: int) -> None:
    one = opened(bo)
    step_up_session(one, session_key="new", means="app", by=FINN, at=AT + MINUTE)
    assert session_with("key", at=AT + MINUTE) is None
    found = session_with("new", at=AT + MINUTE)
    assert found
    assert found.verified_at == AT + MINUTE


def test_the_provider_ends_its_own_sessions_and_no_other(bo: int) -> None:
    local, theirs = opened(bo), opened(bo, "theirs", provider_sid="s1")
    another = opened(bo, "another", provider_sid="s2")
    assert end_provider_sessions(account_id=None, sid="", by=FINN, at=AT) == 0
    assert end_provider_sessions(account_id=None, sid="s1", by=FINN, at=AT) == 1
    assert not is_still_open(theirs)
    assert is_still_open(another)
    assert end_provider_sessions(account_id=bo, sid="", by=FINN, at=AT) == 1
    assert is_still_open(local)


def test_old_sessions_are_swept(bo: int) -> None:
    opened(bo)
    open_session(session_key="new", account_id=bo, means="app", at=AT + timedelta(hours=17))
    assert StaffSession.objects.count() == 1
