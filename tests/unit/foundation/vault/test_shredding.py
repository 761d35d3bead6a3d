"""Destroying keys ends what they sealed, in old backups too; and what a crash leaves is put in order."""

from __future__ import annotations

import pytest
from django.core import serializers

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.vault.actions import (
    AlreadyShredded,
    MorePeopleNeeded,
    NotSealed,
    opened,
    seal,
    shred,
    shredding,
    sweep_orphans,
)
from fristed.foundation.vault.facts import Swept
from fristed.foundation.vault.keys.models import CaseKey, HalfOpened, PlaceWrap, ShreddedOwner
from fristed.foundation.vault.models import Envelope, PlaceField, SealedField
from fristed.foundation.vault.queries import is_shredded, place_fields, sealed_fields
from tests.spec.cast import AUD
from tests.unit.foundation.vault.sealed_cast import (
    ADDRESS,
    CASE,
    LATER,
    NAME,
    OTHER,
    SECRET_NAME,
    SOON,
    place_for,
    sealed_name,
    with_escrow,
)

pytestmark = pytest.mark.django_db
BOTH = ("hege", "guri")
NOTHING = Swept(0, 0, 0)


def destroy(retention: str = "case_identity") -> shredding.Destroyed:
    """Destroy the case."""
    return shred(owner=CASE, retention=retention, decided_by=BOTH, by=AUD, at=SOON)


def test_a_shredded_case_is_unreadable_in_an_old_backup_of_the_main_database() -> None:
    sealed_name()
    sealed_name(OTHER)
    backup = serializers.serialize("json", [*Envelope.objects.all(), *SealedField.objects.all()])
    assert destroy().fields == 1
    assert is_shredded(CASE)
    assert sealed_fields(CASE) == ()
    for row in serializers.deserialize("json", backup):
        row.save()
    assert sealed_fields(CASE) != (), "the backup has brought the row back"
    with pytest.raises(NotSealed):
        opened(owner=CASE, field=NAME, by=AUD, at=SOON)
    with pytest.raises(AlreadyShredded):
        seal(owner=CASE, field=NAME.next(), plain="x", by=AUD, at=SOON)
    assert opened(owner=OTHER, field=NAME, by=AUD, at=SOON) == SECRET_NAME
    assert sweep_orphans(by=SYSTEM, at=LATER) == Swept(0, 0, 1)
    assert sealed_fields(CASE) == ()


def test_no_key_is_left_of_a_shredded_case() -> None:
    with_escrow(AUD)
    sealed_name()
    place_for(AUD)
    destroy()
    left = [model.objects.filter(reference=CASE.reference) for model in (CaseKey, PlaceWrap, HalfOpened)]
    assert [rows.count() for rows in left] == [0, 0, 0]
    assert not PlaceField.objects.exists()


def test_a_place_is_destroyed_before_the_case() -> None:
    with_escrow(AUD)
    sealed_name()
    place_for(AUD)
    assert destroy("case_place").fields == 1
    assert place_fields(CASE) == ()
    assert not PlaceWrap.objects.exists()
    assert opened(owner=CASE, field=NAME, by=AUD, at=SOON) == SECRET_NAME
    with pytest.raises(NotSealed):
        destroy("case_place")
    place_for(AUD)
    assert [one.field for one in place_fields(CASE)] == [ADDRESS]


@pytest.mark.parametrize("people", [[], ["hege"], ["hege", "hege"]])
def test_it_takes_as_many_people_as_the_class_says(people: list[str]) -> None:
    sealed_name()
    with pytest.raises(MorePeopleNeeded):
        shred(owner=CASE, retention="case_identity", decided_by=people, by=AUD, at=SOON)
    assert CaseKey.objects.count() == 1


def test_a_case_is_shredded_once_and_it_is_on_record() -> None:
    with pytest.raises(NotSealed):
        destroy()
    sealed_name()
    found = destroy()
    line = AuditLine.objects.get(event="vault.shredded")
    assert found.sha256 in line.facts
    assert '"people":2' in line.facts
    with pytest.raises(NotSealed):
        destroy()


def test_the_hash_of_what_was_destroyed_follows_the_sealed_bytes() -> None:
    sealed_name()
    sealed_name(OTHER)
    hashes = {
        shred(owner=owner, retention="case_identity", decided_by=BOTH, by=AUD, at=SOON).sha256
        for owner in (CASE, OTHER)
    }
    assert len(hashes) == 2


def test_a_shredding_that_is_cut_off_after_the_keys_is_ended_by_the_sweep(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sealed_name()

    def broken(**_: object) -> None:
        raise OSError("the disk is full")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shredding, "write_line", broken)
        with pytest.raises(OSError, match="disk"):
            destroy()
    assert not CaseKey.objects.exists()
    assert SealedField.objects.count() == 1
    with pytest.raises(NotSealed):
        opened(owner=CASE, field=NAME, by=AUD, at=SOON)
    assert sweep_orphans(by=SYSTEM, at=SOON).half_shredded == 1
    assert not SealedField.objects.exists()
    assert is_shredded(CASE)
    assert AuditLine.objects.order_by("-position")[0].event == "vault.shredding_ended"
    assert sweep_orphans(by=SYSTEM, at=LATER) == NOTHING


def test_doing_it_again_ends_a_shredding_that_was_cut_off() -> None:
    sealed_name()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shredding, "end_of", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            destroy()
    assert destroy().fields == 1
    assert ShreddedOwner.objects.count() == 1


def test_keys_that_a_backup_brings_back_are_destroyed_again() -> None:
    sealed_name()
    key = CaseKey.objects.get()
    destroy()
    ShreddedOwner.objects.all().delete()
    key.save(force_insert=True)
    assert sweep_orphans(by=SYSTEM, at=SOON).half_shredded == 1
    assert not CaseKey.objects.exists()
    assert ShreddedOwner.objects.count() == 1


def test_a_key_without_a_row_is_swept_after_an_hour_and_no_sooner() -> None:
    sealed_name()
    sealed_name(OTHER)
    SealedField.objects.filter(envelope__reference=CASE.reference).delete()
    assert sweep_orphans(by=SYSTEM, at=SOON) == NOTHING
    assert sweep_orphans(by=SYSTEM, at=LATER) == Swept(1, 0, 0)
    assert CaseKey.objects.get().reference == OTHER.reference
    sealed_name()
    assert opened(owner=CASE, field=NAME, by=AUD, at=SOON) == SECRET_NAME


def test_a_key_that_has_just_been_asked_for_is_not_swept() -> None:
    sealed_name()
    SealedField.objects.all().delete()
    seal(owner=CASE, field=NAME, plain="x", by=AUD, at=LATER)
    SealedField.objects.all().delete()  # as if its transaction were still open
    assert sweep_orphans(by=SYSTEM, at=LATER) == NOTHING


def test_left_over_wraps_of_a_place_are_swept() -> None:
    with_escrow(AUD)
    place_for(AUD)
    Envelope.objects.update(place_version=2)
    assert sweep_orphans(by=SYSTEM, at=SOON) == NOTHING
    assert sweep_orphans(by=SYSTEM, at=LATER) == Swept(0, 1, 0)
