"""Zone B: fields sealed under the key of their case, in one transaction with their line, read on record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connections, transaction

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.vault import reading
from fristed.foundation.vault.actions import (
    NotSealed,
    SealBroken,
    VersionTaken,
    opened,
    opened_many,
    seal,
    seal_many,
    sealing,
    unseal,
)
from fristed.foundation.vault.facts import FieldName
from fristed.foundation.vault.keys.models import CaseKey
from fristed.foundation.vault.models import SealedField
from fristed.foundation.vault.queries import sealed_fields
from tests.spec.cast import AUD
from tests.unit.foundation.vault.sealed_cast import AT, CASE, NAME, OTHER, SECRET_NAME, SOON, sealed_name

pytestmark = pytest.mark.django_db
NUMBER = FieldName("persons", "number", "1")


def dumped() -> bytes:
    """Give both databases as text, every row of every table."""
    found = []
    for one in connections.all():
        with one.cursor() as cursor:
            for table in one.introspection.table_names():
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  names from the database
                found += [
                    bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode()
                    for row in cursor.fetchall()
                    for v in row
                ]
    return b"\n".join(found)


def test_what_is_sealed_can_be_opened_and_stands_nowhere_in_clear() -> None:
    sealed_name()
    assert opened(owner=CASE, field=NAME, by=AUD, at=SOON) == SECRET_NAME
    assert SECRET_NAME.encode() not in dumped()
    assert NAME.table.encode() in dumped()


def test_every_reading_is_on_record_before_the_value_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed_name()
    opened(owner=CASE, field=NAME, by=AUD, at=SOON)
    events = list(AuditLine.objects.order_by("position").values_list("event", "actor_username", "subject"))
    assert events == [("vault.sealed", "aud", CASE.reference), ("vault.opened", "aud", CASE.reference)]

    def broken(**_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(reading, "record_read", broken)
    monkeypatch.setattr(sealing, "unsealed", lambda *_a, **_k: pytest.fail("opened before it was on record"))
    with pytest.raises(OSError, match="disk"):
        opened(owner=CASE, field=NAME, by=AUD, at=SOON)


def test_nothing_is_sealed_when_the_line_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(sealing, "write_line", broken)
    with pytest.raises(OSError, match="disk"):
        sealed_name()
    assert not SealedField.objects.exists()
    assert CaseKey.objects.count() == 1, "the key is committed first, and left over"


def test_the_trail_tells_nothing_of_the_value() -> None:
    sealed_name()
    told = " ".join(f"{line.subject} {line.facts}" for line in AuditLine.objects.all())
    assert "Canary" not in told
    assert '"column":"name"' in told


def test_a_later_value_takes_the_place_of_the_earlier_one() -> None:
    sealed_name()
    seal(owner=CASE, field=NAME.next(), plain="Another", by=AUD, at=SOON)
    assert [one.field for one in sealed_fields(CASE)] == [NAME.next()]
    assert opened(owner=CASE, field=NAME.next(), by=AUD, at=SOON) == "Another"
    with pytest.raises(NotSealed):
        opened(owner=CASE, field=NAME, by=AUD, at=SOON)


@pytest.mark.parametrize("version", [1, 3])
def test_of_two_who_write_at_once_the_second_is_told(version: int) -> None:
    sealed_name()
    with pytest.raises(VersionTaken):
        seal(owner=CASE, field=replace(NAME, version=version), plain="Mine", by=AUD, at=SOON)
    assert opened(owner=CASE, field=NAME, by=AUD, at=SOON) == SECRET_NAME


def test_several_values_are_sealed_together_or_not_at_all() -> None:
    with pytest.raises(VersionTaken):
        seal_many(owner=CASE, values={NAME: "a", NUMBER.next(): "b"}, by=AUD, at=AT)
    assert sealed_fields(CASE) == ()
    seal_many(owner=CASE, values={NAME: "a", NUMBER: ""}, by=AUD, at=AT)
    assert opened_many(owner=CASE, fields=[NUMBER, NAME], by=AUD, at=AT) == {NUMBER: "", NAME: "a"}
    assert AuditLine.objects.count() == 2


def test_every_case_has_a_key_of_its_own() -> None:
    sealed_name(CASE)
    sealed_name(OTHER)
    assert CaseKey.objects.count() == 2
    one, two = SealedField.objects.order_by("pk")
    one.sealed, two.sealed = two.sealed, one.sealed
    SealedField.objects.bulk_update([one, two], ["sealed"])
    for owner in (CASE, OTHER):
        with pytest.raises(SealBroken):
            opened(owner=owner, field=NAME, by=AUD, at=SOON)


def test_a_key_copied_from_one_case_to_another_does_not_open_it() -> None:
    sealed_name(CASE)
    sealed_name(OTHER)
    key = CaseKey.objects.get(reference=CASE.reference)
    CaseKey.objects.filter(reference=OTHER.reference).update(wrapped=key.wrapped)
    with pytest.raises(SealBroken):
        opened(owner=OTHER, field=NAME, by=AUD, at=SOON)


def test_a_broken_seal_is_on_record() -> None:
    sealed_name()
    SealedField.objects.update(sealed=b"\1" + b"x" * 92)
    with pytest.raises(SealBroken):
        opened(owner=CASE, field=NAME, by=AUD, at=SOON)
    assert AuditLine.objects.order_by("-position")[0].event == "vault.seal_broken"


def test_a_value_set_back_to_an_older_one_does_not_open() -> None:
    sealed_name()
    old = SealedField.objects.get().sealed
    seal(owner=CASE, field=NAME.next(), plain="Moved", by=AUD, at=SOON)
    SealedField.objects.update(sealed=old)
    with pytest.raises(SealBroken):
        opened(owner=CASE, field=NAME.next(), by=AUD, at=SOON)


@pytest.mark.parametrize("owner", [CASE, OTHER])
def test_what_is_not_there_gives_one_answer(owner: object) -> None:
    sealed_name(CASE)
    with pytest.raises(NotSealed, match="nothing sealed"):
        opened(owner=owner, field=NUMBER, by=AUD, at=SOON)  # type: ignore[arg-type]


def test_a_value_entered_by_mistake_is_taken_out() -> None:
    sealed_name()
    with pytest.raises(NotSealed):
        unseal(owner=CASE, fields=[NAME, NUMBER], by=AUD, at=SOON)
    assert len(sealed_fields(CASE)) == 1
    unseal(owner=CASE, fields=[NAME], by=AUD, at=SOON)
    assert sealed_fields(CASE, table="persons") == ()


def test_what_the_caller_undoes_is_undone_here_too() -> None:
    with transaction.atomic():
        sealed_name()
        transaction.set_rollback(True)
    assert sealed_fields(CASE) == ()
    assert AuditLine.objects.count() == 0
    sealed_name()
    assert opened(owner=CASE, field=NAME, by=AUD, at=SOON) == SECRET_NAME
