"""The audit trail: written with the change or not at all, sealed line by line, and only ever added to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from fristed.foundation.audit.actions import OutsideTransaction, write_line
from fristed.foundation.audit.models import AuditHead, AuditLine
from fristed.foundation.audit.queries import newest_lines, verify_chain
from fristed.foundation.audit.rules import LONGEST_FACT, MOST_FACTS, TooMuchForTheTrail, canonical_facts
from fristed.foundation.identity.actions import create_account
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from tests.sealed import REFUSAL, TABLE, lift_the_seal, set_the_seal
from tests.spec.cast import AUD, FINN, actor

AT = datetime(2024, 1, 2, 9, 30, 15, 123456, tzinfo=UTC)


def write(number: int) -> None:
    """Write some lines, a minute apart."""
    with transaction.atomic():
        for minute in range(number):
            write_line(event="case.read", by=AUD, at=AT + timedelta(minutes=minute), subject=f"ref-{minute}")


@contextmanager
def with_the_triggers_dropped() -> Iterator[None]:
    """Act as somebody who may change the database itself."""
    lift_the_seal()
    yield
    set_the_seal()


def change_that_fails() -> None:
    """Write a line and then fail, in one transaction."""
    with transaction.atomic():
        write_line(event="case.registered", by=AUD, at=AT)
        raise RuntimeError("the change failed")


@pytest.mark.django_db(transaction=True)
def test_a_line_is_refused_outside_a_transaction() -> None:
    with pytest.raises(OutsideTransaction, match=r"case\.read"):
        write_line(event="case.read", by=AUD, at=AT)
    assert not AuditLine.objects.exists()


@pytest.mark.django_db
def test_an_untouched_trail_is_whole() -> None:
    write(5)
    verdict = verify_chain()
    assert verdict.is_whole
    assert verdict.lines == 5


@pytest.mark.django_db
def test_an_empty_trail_is_whole() -> None:
    AuditHead.objects.all().delete()
    assert verify_chain().is_whole


@pytest.mark.django_db
def test_a_line_goes_away_with_the_change_it_tells() -> None:
    write(1)
    with pytest.raises(RuntimeError, match="change failed"):
        change_that_fails()
    assert AuditLine.objects.count() == 1
    assert verify_chain().is_whole


@pytest.mark.django_db
@pytest.mark.parametrize("position", [1, 3, 5])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("event", "case.closed"),
        ("actor_username", "bo"),
        ("actor_id", 77),
        ("subject", "another"),
        ("facts", '{"service":"KT"}'),
        ("at", AT + timedelta(seconds=1)),
    ],
)
def test_a_changed_line_is_named(position: int, field: str, value: object) -> None:
    write(5)
    with with_the_triggers_dropped():
        AuditLine.objects.filter(position=position).update(**{field: value})
    assert verify_chain().first_bad == position


@pytest.mark.django_db
@pytest.mark.parametrize("position", [1, 2, 4])
def test_a_missing_line_is_named(position: int) -> None:
    write(5)
    with with_the_triggers_dropped():
        AuditLine.objects.filter(position=position).delete()
    assert verify_chain().first_bad == position


@pytest.mark.django_db
def test_lines_cut_off_at_the_end_are_missed() -> None:
    write(5)
    with with_the_triggers_dropped():
        AuditLine.objects.filter(position__gte=4).delete()
    assert verify_chain().first_bad == 4


@pytest.mark.django_db
def test_a_line_sealed_anew_breaks_the_next_one() -> None:
    write(5)
    forged = AuditLine.objects.get(position=2)
    with with_the_triggers_dropped():
        AuditLine.objects.filter(position=2).update(line_hash="f" * 64)
    assert verify_chain().first_bad == forged.position


@pytest.mark.django_db
def test_a_line_put_in_the_place_of_another_is_named() -> None:
    write(5)
    with with_the_triggers_dropped():
        AuditLine.objects.filter(position=3).update(position=99)
        AuditLine.objects.filter(position=4).update(position=3)
        AuditLine.objects.filter(position=99).update(position=4)
    assert verify_chain().first_bad == 3


@pytest.mark.django_db
def test_a_head_that_was_moved_is_seen() -> None:
    write(3)
    AuditHead.objects.update(position=2)
    assert verify_chain().first_bad == 3
    AuditHead.objects.update(position=5)
    assert verify_chain().first_bad == 4


@pytest.mark.django_db
def test_a_last_line_that_was_changed_and_hashed_anew_is_named() -> None:
    write(3)
    AuditHead.objects.update(line_hash="f" * 64)
    assert verify_chain().first_bad == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET subject = 'x'",  # noqa: S608  constants only
        f"DELETE FROM {TABLE}",  # noqa: S608
        f"DELETE FROM {TABLE} WHERE position = 1",  # noqa: S608
    ],
)
def test_the_database_itself_refuses_to_change_the_trail(statement: str) -> None:
    write(2)
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify_chain().is_whole


@pytest.mark.django_db
def test_the_database_refuses_to_put_a_line_over_another() -> None:
    write(2)
    columns = "id, position, at, event, actor_id, actor_username, subject, facts, previous_hash, line_hash"
    over = {
        "sqlite": f"INSERT OR REPLACE INTO {TABLE} ({columns}) "  # noqa: S608  constants only
        f"SELECT {columns.replace('event', 'actor_username')} FROM {TABLE} WHERE position = 1",
        "postgresql": f"TRUNCATE {TABLE}",
    }
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(over[connection.vendor])
    assert verify_chain().is_whole


@pytest.mark.django_db(transaction=True)
def test_emptying_the_whole_database_by_command_leaves_the_trail() -> None:
    write(2)
    with pytest.raises((CommandError, DatabaseError)):
        call_command("flush", interactive=False, verbosity=0)
    assert AuditLine.objects.count() == 2


@pytest.mark.django_db
def test_who_may_read_the_trail_sees_the_newest_first() -> None:
    write(3)
    assert [line.position for line in newest_lines(by=FINN, limit=2)] == [3, 2]


@pytest.mark.django_db
def test_a_leader_sees_what_the_own_services_people_did_and_nothing_else() -> None:
    for name, service in (("aud", "MR"), ("bo", "KT")):
        create_account(
            username=name, display_name=name, service=service, roles=[], password="p" * 12, by=SYSTEM, at=AT
        )
    write(2)
    assert {line.actor_username for line in newest_lines(by=actor("leader", "MR", "service_leader"))} == {
        "aud"
    }
    assert newest_lines(by=actor("leader", "KT", "service_leader")) == []
    assert {line.actor_username for line in newest_lines(by=FINN)} == {"aud", "system"}


@pytest.mark.django_db
def test_a_case_worker_may_not_read_the_trail() -> None:
    with pytest.raises(NotPermitted):
        newest_lines(by=AUD)


@pytest.mark.parametrize(
    "facts",
    [
        {"told": "x" * (LONGEST_FACT + 1)},
        {"told": "two\nlines"},
        {"list": ["a"]},
        {f"fact{number}": 1 for number in range(MOST_FACTS + 1)},
    ],
)
def test_the_trail_takes_small_coded_facts_only(facts: dict[str, str | int]) -> None:
    with pytest.raises(TooMuchForTheTrail):
        canonical_facts(facts)


def test_equal_facts_are_equal_text_whatever_their_order() -> None:
    assert canonical_facts({"b": 1, "a": "å"}) == canonical_facts({"a": "å", "b": 1}) == '{"a":"å","b":1}'


@pytest.mark.django_db
def test_lines_are_named_by_what_they_tell() -> None:
    write(1)
    assert str(AuditLine.objects.get()) == "1 case.read"
    assert str(AuditHead.objects.get()) == "1"
