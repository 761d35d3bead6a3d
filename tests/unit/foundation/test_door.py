"""Who comes in, goes out and is turned away is written in the trail, and no more than that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.queries import newest_lines, verify_chain
from fristed.foundation.identity.actions import (
    create_account,
    record_refused_sign_in,
    record_sign_in,
    record_sign_out,
)
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import NOBODY, SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from tests.spec.cast import AUD, ELI, actor

AT = datetime(2024, 1, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def account(username: str) -> Actor:
    """Create an account of the diversity advisers."""
    return create_account(
        username=username,
        display_name=username,
        service="MR",
        roles=["case_worker"],
        password="a long enough password",
        by=SYSTEM,
        at=AT,
    )


def queries_of(username: str) -> list[str]:
    """Give what the database is asked when somebody is turned away under a name, without the values."""
    with CaptureQueriesContext(connection) as queries:
        record_refused_sign_in(username=username, at=AT)
    return [query["sql"].split()[0] for query in queries]


@pytest.mark.parametrize(
    ("verb", "event"), [(record_sign_in, "account.signed_in"), (record_sign_out, "account.signed_out")]
)
def test_coming_in_and_going_out_is_told_by_the_one_who_does_it(
    verb: Callable[..., None], event: str
) -> None:
    verb(by=AUD, at=AT)
    line = AuditLine.objects.get()
    assert (line.event, line.actor_id, line.actor_username) == (event, AUD.account_id, "aud")
    assert (line.subject, line.at, line.facts) == ("aud", AT, "{}")
    assert verify_chain().is_whole


def test_who_may_do_nothing_else_may_still_come_in_and_go_out() -> None:
    for by in (ELI, actor("new", None, "none")):
        record_sign_in(by=by, at=AT)
        record_sign_out(by=by, at=AT)
    assert AuditLine.objects.count() == 4


@pytest.mark.parametrize("by", [SYSTEM, NOBODY])
@pytest.mark.parametrize("verb", [record_sign_in, record_sign_out])
def test_who_has_no_account_signs_in_nowhere(verb: Callable[..., None], by: Actor) -> None:
    with pytest.raises(NotPermitted, match="no account"):
        verb(by=by, at=AT)
    assert not AuditLine.objects.exists()


def test_a_refused_sign_in_tells_which_account_was_tried_and_nobody_as_actor() -> None:
    account("aud")
    record_refused_sign_in(username="aud", at=AT)
    line = AuditLine.objects.get(event="account.sign_in_refused")
    assert (line.actor_id, line.actor_username, line.subject) == (None, "nobody", "aud")


@pytest.mark.parametrize("typed", ["my secret password", "Aud", "", "a" * 500, "aud\0", "aud\n"])
def test_a_name_that_nobody_has_is_not_kept_as_it_may_be_a_password(typed: str) -> None:
    account("aud")
    record_refused_sign_in(username=typed, at=AT)
    assert AuditLine.objects.get(event="account.sign_in_refused").subject == ""


def test_turning_away_asks_the_database_the_same_for_a_name_that_exists_and_one_that_does_not() -> None:
    account("aud")
    assert queries_of("aud") == queries_of("bo")


def test_refused_sign_ins_are_read_by_who_reads_the_whole_trail_and_by_no_service() -> None:
    account("aud")
    record_refused_sign_in(username="aud", at=AT)
    events = [line.event for line in newest_lines(by=SYSTEM)]
    assert events == ["account.sign_in_refused", "account.created"]
    assert newest_lines(by=actor("leader", "MR", "service_leader")) == []
