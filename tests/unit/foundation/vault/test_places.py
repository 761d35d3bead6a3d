"""Zone C: places are read by named officers with their own passphrase, and not by the server either."""

from __future__ import annotations

import itertools

import pyrage
import pytest

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.vault.actions import (
    AlreadyEnrolled,
    EscrowIncomplete,
    NotAHolder,
    NotAnOfficer,
    NotSealed,
    PlaceExists,
    SealBroken,
    StillNeeded,
    UnknownReason,
    VersionTaken,
    WeakPassphrase,
    WrongPassphrase,
    appoint_escrow,
    begin_escrow,
    change_passphrase,
    enrol_officer,
    finish_escrow,
    name_officer,
    open_place,
    opened_place,
    openings_to_finish,
    remove_officer,
    renew_place_key,
    seal_place,
)
from fristed.foundation.vault.envelopes import place_of, unsealed
from fristed.foundation.vault.facts import Owner
from fristed.foundation.vault.keyring import case_secrets, root_keys
from fristed.foundation.vault.keys.models import HalfOpened, PlaceOfficer, PlaceWrap
from fristed.foundation.vault.locks import age_lock, new_identity, unlocked
from fristed.foundation.vault.models import PlaceField
from fristed.foundation.vault.queries import enrolled_officers, officers_of, place_fields
from tests.spec.cast import AUD, BO, FINN
from tests.unit.foundation.vault.quick_lock import quick_lock
from tests.unit.foundation.vault.sealed_cast import (
    ADDRESS,
    AT,
    CASE,
    GRO,
    GURI,
    HEGE,
    IVAR,
    LATER,
    SECRET_PLACE,
    SOON,
    enrol,
    passphrase_of,
    place_for,
    sealed_name,
    with_escrow,
)
from tests.unit.foundation.vault.test_fields import dumped

pytestmark = pytest.mark.django_db


def read_by(who: Actor, owner: Owner = CASE, passphrase: str | None = None) -> str:
    """Read the address as somebody."""
    word = passphrase_of(who) if passphrase is None else passphrase
    return opened_place(owner=owner, fields=[ADDRESS], passphrase=word, by=who, at=SOON)[ADDRESS]


def test_an_officer_reads_with_the_own_passphrase_and_it_is_on_record() -> None:
    with_escrow(AUD)
    place_for(AUD)
    assert read_by(AUD) == SECRET_PLACE
    last = AuditLine.objects.order_by("-position")[0]
    assert (last.event, last.actor_username, last.subject) == ("place.read", "aud", CASE.reference)


def test_a_wrong_passphrase_opens_nothing_and_is_on_record() -> None:
    with_escrow(AUD)
    place_for(AUD)
    with pytest.raises(WrongPassphrase):
        read_by(AUD, passphrase=passphrase_of(GURI))
    assert AuditLine.objects.order_by("-position")[0].event == "place.passphrase_wrong"


@pytest.mark.parametrize("who", [GURI, HEGE], ids=lambda who: who.username)
def test_who_is_not_named_gets_the_answer_of_a_case_without_a_place(who: Actor) -> None:
    with_escrow(AUD, GURI)
    place_for(AUD)
    answers = set()
    for owner in (CASE, Owner("MR", "NO-SUCH")):
        with pytest.raises(NotSealed) as refused:
            read_by(who, owner)
        answers.add(str(refused.value))
    assert len(answers) == 1


def test_another_service_is_refused_before_anything_is_looked_up() -> None:
    with_escrow(AUD)
    place_for(AUD)
    with pytest.raises(NotPermitted):
        read_by(BO)


def test_the_server_cannot_read_a_place_from_both_databases_and_the_root_key() -> None:
    """Everything the server holds: every key it can unwrap, tried on every place and on every wrapping."""
    with_escrow(AUD)
    sealed_name()
    place_for(AUD)
    everything = dumped()
    assert b"Kanarivegen" not in everything
    assert b"AGE-SECRET-KEY" not in everything.upper()
    held = [one.key for one in root_keys().values()] + [one.key for one in case_secrets(CASE).values()]
    for key, row, kind in itertools.product(held, PlaceField.objects.all(), ("field", "place")):
        with pytest.raises(SealBroken):
            unsealed(bytes(row.sealed), key=key, place=place_of(CASE, ADDRESS, kind=kind))
    stranger = pyrage.x25519.Identity.generate()
    for wrap in PlaceWrap.objects.all():
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(bytes(wrap.wrapped), [stranger])
    for officer in PlaceOfficer.objects.all():
        assert bytes(officer.locked_identity).startswith(b"age-encryption.org/v1\n-> scrypt ")


def test_the_passphrase_of_the_product_is_locked_by_age_itself() -> None:
    made = new_identity("a passphrase of some length", lock=quick_lock)
    identity = unlocked(made.locked, "a passphrase of some length")
    assert str(identity.to_public()) == made.recipient


@pytest.mark.ci
def test_what_age_locks_only_the_passphrase_opens() -> None:
    made = new_identity("a passphrase of some length", lock=age_lock)
    assert made.locked.startswith(b"age-encryption.org/v1\n-> scrypt ")
    work = int(made.locked.split(b"\n")[1].split()[-1])
    assert work >= 16, "two to the sixteenth rounds at least"
    assert str(unlocked(made.locked, "a passphrase of some length").to_public()) == made.recipient
    with pytest.raises(WrongPassphrase):
        unlocked(made.locked, "a passphrase of some lengt")


def test_an_officer_names_another_who_then_reads() -> None:
    with_escrow(AUD, GURI)
    place_for(AUD)
    name_officer(owner=CASE, officer="guri", passphrase=passphrase_of(AUD), by=AUD, at=SOON)
    assert read_by(GURI) == SECRET_PLACE
    assert officers_of(CASE) == ("aud", "guri")


def test_the_leader_who_names_officers_cannot_read() -> None:
    with_escrow(AUD, HEGE)
    place_for(AUD)
    with pytest.raises(NotSealed):
        read_by(HEGE)
    with pytest.raises(NotSealed):
        name_officer(owner=CASE, officer="hege", passphrase=passphrase_of(HEGE), by=HEGE, at=SOON)


def test_an_officer_who_is_removed_reads_no_more_even_with_an_old_copy_of_the_wrap() -> None:
    with_escrow(AUD, GURI)
    place_for(AUD, GURI)
    old = PlaceWrap.objects.get(first="guri", second="")
    before = bytes(PlaceField.objects.get().sealed)
    remove_officer(owner=CASE, officer="guri", passphrase=passphrase_of(AUD), by=AUD, at=SOON)
    assert read_by(AUD) == SECRET_PLACE
    assert officers_of(CASE) == ("aud",)
    with pytest.raises(NotSealed):
        read_by(GURI)
    assert bytes(PlaceField.objects.get().sealed) != before
    PlaceWrap.objects.filter(first="guri").delete()
    PlaceWrap.objects.create(
        service="MR",
        reference=CASE.reference,
        version=2,
        first="guri",
        second="",
        wrapped=old.wrapped,
        made_at=AT,
    )
    with pytest.raises(SealBroken):
        read_by(GURI)


def test_nobody_is_left_without_anybody_who_reads() -> None:
    with_escrow(AUD, GURI)
    place_for(AUD)
    with pytest.raises(StillNeeded):
        remove_officer(owner=CASE, officer="aud", passphrase=passphrase_of(AUD), by=AUD, at=SOON)
    with pytest.raises(NotAnOfficer):
        remove_officer(owner=CASE, officer="guri", passphrase=passphrase_of(AUD), by=AUD, at=SOON)


def test_a_place_is_opened_once_and_only_with_escrow() -> None:
    enrol(AUD)
    with pytest.raises(EscrowIncomplete):
        place_for(AUD)
    with_escrow()
    place_for(AUD)
    with pytest.raises(PlaceExists):
        open_place(owner=CASE, officers=["aud"], by=HEGE, at=SOON)
    with pytest.raises(NotPermitted):
        open_place(owner=CASE, officers=["aud"], by=AUD, at=SOON)


@pytest.mark.parametrize("officers", [[], ["bo"], ["nobody"], ["aud", "bo"]])
def test_officers_have_enrolled_in_the_service(officers: list[str]) -> None:
    with_escrow(AUD, BO)
    with pytest.raises(NotAnOfficer):
        open_place(owner=CASE, officers=officers, by=HEGE, at=AT)


def test_of_two_who_write_a_place_at_once_the_second_is_told() -> None:
    with_escrow(AUD)
    place_for(AUD)
    word = passphrase_of(AUD)
    with pytest.raises(VersionTaken):
        seal_place(owner=CASE, values={ADDRESS: "x"}, passphrase=word, by=AUD, at=SOON)
    seal_place(owner=CASE, values={ADDRESS.next(): "x"}, passphrase=word, by=AUD, at=SOON)
    assert [one.field for one in place_fields(CASE)] == [ADDRESS.next()]


def test_a_passphrase_is_long_is_changed_by_its_owner_and_enrolling_happens_once() -> None:
    with pytest.raises(WeakPassphrase):
        enrol_officer(passphrase="short", by=AUD, at=AT, lock=quick_lock)
    with_escrow(AUD)
    place_for(AUD)
    with pytest.raises(AlreadyEnrolled):
        enrol(AUD)
    with pytest.raises(NotAnOfficer):
        change_passphrase(old="x", new="x", by=GURI, at=AT, lock=quick_lock)
    with pytest.raises(WrongPassphrase):
        change_passphrase(old="x", new="quite another passphrase", by=AUD, at=AT, lock=quick_lock)
    change_passphrase(
        old=passphrase_of(AUD), new="quite another passphrase", by=AUD, at=SOON, lock=quick_lock
    )
    assert read_by(AUD, passphrase="quite another passphrase") == SECRET_PLACE
    with pytest.raises(WrongPassphrase):
        read_by(AUD)


def test_two_holders_open_for_a_named_officer_and_neither_reads() -> None:
    with_escrow(AUD, GURI)
    place_for(AUD)
    begun = begin_escrow(
        owner=CASE,
        to_officer="guri",
        reason="officer_gone",
        passphrase=passphrase_of(FINN),
        by=FINN,
        at=SOON,
    )
    assert begun.second == "ivar"
    assert [one.reference for one in openings_to_finish(by=IVAR, at=SOON)] == [begun.reference]
    with pytest.raises(NotSealed):
        read_by(GURI)
    for not_theirs in (FINN, GRO):
        with pytest.raises(NotAHolder):
            finish_escrow(
                opening=begun.reference, passphrase=passphrase_of(not_theirs), by=not_theirs, at=SOON
            )
    assert finish_escrow(opening=begun.reference, passphrase=passphrase_of(IVAR), by=IVAR, at=SOON) == CASE
    assert read_by(GURI) == SECRET_PLACE
    assert not HalfOpened.objects.exists()
    events = [
        line.event for line in AuditLine.objects.filter(event__startswith="escrow.").order_by("position")
    ]
    assert events == ["escrow.appointed", "escrow.begun", "escrow.finished"]


@pytest.mark.parametrize(
    ("first", "second"), [(FINN, IVAR), (IVAR, GRO), (GRO, FINN)], ids=lambda who: who.username
)
def test_each_pair_of_holders_can_open(first: Actor, second: Actor) -> None:
    with_escrow(AUD, GURI)
    place_for(AUD)
    begun = begin_escrow(
        owner=CASE,
        to_officer="guri",
        reason="court_order",
        passphrase=passphrase_of(first),
        by=first,
        at=SOON,
    )
    assert begun.second == second.username
    finish_escrow(opening=begun.reference, passphrase=passphrase_of(second), by=second, at=SOON)
    assert read_by(GURI) == SECRET_PLACE


def test_one_holder_alone_opens_nothing() -> None:
    with_escrow(AUD)
    place_for(AUD)
    for holder in (FINN, IVAR, GRO):
        row = PlaceOfficer.objects.get(username=holder.username)
        identity = unlocked(bytes(row.locked_identity), passphrase_of(holder))
        opened_by_one = 0
        for wrap in PlaceWrap.objects.exclude(second=""):
            try:
                inner = pyrage.decrypt(bytes(wrap.wrapped), [identity])
            except pyrage.DecryptError:
                continue
            opened_by_one += 1
            assert inner.startswith(b"age-encryption.org/v1")
            with pytest.raises(pyrage.DecryptError):
                pyrage.decrypt(inner, [identity])
        assert opened_by_one == 1


def test_an_opening_that_is_not_finished_in_a_day_is_over() -> None:
    with_escrow(AUD, GURI)
    place_for(AUD)
    begun = begin_escrow(
        owner=CASE, to_officer="guri", reason="officer_gone", passphrase=passphrase_of(FINN), by=FINN, at=SOON
    )
    with pytest.raises(NotAHolder):
        finish_escrow(opening=begun.reference, passphrase=passphrase_of(IVAR), by=IVAR, at=begun.expires_at)
    assert openings_to_finish(by=IVAR, at=begun.expires_at) == ()


def test_escrow_takes_a_reason_a_holder_and_a_place() -> None:
    with_escrow(AUD, HEGE)
    place_for(AUD)
    word = passphrase_of
    given = {"owner": CASE, "to_officer": "aud", "at": SOON}
    with pytest.raises(UnknownReason):
        begin_escrow(**given, reason="because", passphrase=word(FINN), by=FINN)  # type: ignore[arg-type]
    with pytest.raises(NotAHolder):
        begin_escrow(**given, reason="court_order", passphrase=word(HEGE), by=HEGE)  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        begin_escrow(**given, reason="court_order", passphrase=word(AUD), by=AUD)  # type: ignore[arg-type]
    given["owner"] = Owner("MR", "NO-SUCH")
    with pytest.raises(NotSealed):
        begin_escrow(**given, reason="court_order", passphrase=word(FINN), by=FINN)  # type: ignore[arg-type]


def test_new_holders_hold_a_place_when_its_key_is_renewed() -> None:
    with_escrow(AUD, HEGE)
    place_for(AUD)
    with pytest.raises(NotAnOfficer):
        appoint_escrow(holders=["hege", "ivar", "ivar"], by=FINN, at=SOON)
    appoint_escrow(holders=["hege", "ivar", "gro"], by=FINN, at=SOON)
    assert {one.username for one in enrolled_officers() if one.is_escrow_holder} == {"hege", "ivar", "gro"}
    renew_place_key(owner=CASE, passphrase=passphrase_of(AUD), by=AUD, at=LATER)
    pairs = set(PlaceWrap.objects.exclude(second="").values_list("first", "second"))
    held = {pair for pair in pairs if "finn" not in pair}
    assert held == {("hege", "ivar"), ("ivar", "gro"), ("gro", "hege")}
    assert read_by(AUD) == SECRET_PLACE
