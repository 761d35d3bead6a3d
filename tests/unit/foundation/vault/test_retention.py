"""What is due is computed, reviewed by others than its proposer, destroyed, and certified without a word."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.casework.cases.actions import block_staff, close_case, register_case, reopen_case
from fristed.casework.cases.retention import held_by_cases
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account, RoleGrant
from fristed.foundation.identity.queries import SYSTEM, actor_of
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.vault.actions import NotSealed, opened, seal, shredding
from fristed.foundation.vault.facts import Held, Owner
from fristed.foundation.vault.queries import is_shredded
from fristed.foundation.vault.retention import actions as retaining
from fristed.foundation.vault.retention.actions import (
    NoLongerWaiting,
    NotByYourself,
    NothingDue,
    approve_destruction,
    carry_out_destruction,
    keep_row,
    propose_destruction,
)
from fristed.foundation.vault.retention.certificate import certificate_of, seal_of
from fristed.foundation.vault.retention.classes import (
    NoSuchRetentionClass,
    retention_class,
    retention_classes,
)
from fristed.foundation.vault.retention.queries import ListNotFound, list_of, lists_of
from fristed.foundation.vault.retention.rules import deciders, destruction_list, due_date
from tests.spec.cast import AUD, BO, DINA, at_ten, plain_case
from tests.unit.foundation.vault.sealed_cast import (
    AT,
    GURI,
    HEGE,
    NAME,
    SECRET_NAME,
    place_for,
    with_escrow,
)

DAY = date(2024, 3, 4)
LATE = at_ten(date(2034, 3, 5))
PROGRAMS = frozenset({"system"})


@pytest.mark.parametrize("code", retention_classes())
def test_every_class_says_what_how_long_who_and_why(code: str) -> None:
    found = retention_class(code)
    assert all((found.what, found.event, found.decides, found.basis, found.source))
    assert found.zone in {"all", "place"}
    assert found.years >= 0
    # What somebody has typed and not registered yet is theirs alone to throw away; the clock ends details.
    assert found.people >= (1 if found.code in ("call_draft", "reception_details") else 2)


def test_there_is_no_class_of_another_code() -> None:
    with pytest.raises(NoSuchRetentionClass):
        retention_class("forever")


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 20))
def test_the_day_is_so_many_years_later_and_never_a_day_late(event: date, years: int) -> None:
    found = due_date(event, years)
    assert found.year == event.year + years
    assert timedelta(0) <= date(found.year, event.month, min(event.day, 28)) + timedelta(3) - found


CLASSES = st.sampled_from(["case_identity", "case_place"])
HELD = st.lists(
    st.builds(
        Held,
        st.sampled_from([Owner("MR", "a"), Owner("MR", "b")]),
        CLASSES,
        st.none() | st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    ),
    max_size=6,
)


@given(HELD, st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_nothing_is_listed_before_its_time_and_no_owner_whose_event_has_not_happened(
    held: list[Held], on: date
) -> None:
    found = destruction_list(held, on_date=on)
    assert all(one.due_date <= on for one in found)
    assert [one.due_date for one in found] == sorted(one.due_date for one in found)
    happened = {one.owner for one in held if one.event_date}
    assert {one.owner for one in found} <= happened


def test_where_all_is_due_the_place_is_not_listed_besides() -> None:
    owner = Owner("MR", "a")
    held = [Held(owner, code, DAY) for code in ("case_place", "case_identity")]
    assert [one.retention_class for one in destruction_list(held, on_date=date(2025, 3, 4))] == ["case_place"]
    assert [one.retention_class for one in destruction_list(held, on_date=date(2034, 3, 4))] == [
        "case_identity"
    ]
    assert destruction_list(held, on_date=date(2025, 3, 3)) == ()


@pytest.mark.parametrize(
    ("proposer", "approvers", "expected"),
    [
        ("system", [], set()),
        ("system", ["aud"], {"aud"}),
        ("system", ["aud", "hege"], {"aud", "hege"}),
        ("aud", [], set()),
        ("aud", ["aud"], set()),
        ("aud", ["hege"], {"aud", "hege"}),
    ],
)
def test_whoever_proposes_counts_only_with_another(
    proposer: str, approvers: Iterable[str], expected: set[str]
) -> None:
    assert deciders(proposer, approvers, programs=PROGRAMS) == expected


def closed_case(by: Actor = AUD, service: str = "MR") -> Owner:
    """Register, seal for and close a case."""
    reference = register_case(draft=plain_case(service, DAY), by=by, at=AT).reference
    owner = Owner(service, reference)
    seal(owner=owner, field=NAME, plain=SECRET_NAME, by=by, at=AT)
    close_case(reference=reference, on_date=DAY, by=by, at=AT)
    return owner


def proposed(by: Actor = SYSTEM, service: str = "MR") -> str:
    """Make a list."""
    held = held_by_cases(service)
    return propose_destruction(held=held, service=service, on_date=LATE.date(), by=by, at=LATE)


def rows_on(reference: str, by: Actor = AUD) -> list[str]:
    """Give the references of the rows of a list."""
    return [row.reference for row in list_of(reference, by=by).rows]


def approved(reference: str, *people: Actor) -> None:
    """Let people approve every row of a list."""
    for row in rows_on(reference):
        for by in people:
            approve_destruction(row=row, by=by, at=LATE)


def carried_out(reference: str, by: Actor = AUD) -> int:
    """Carry a list out."""
    return carry_out_destruction(reference=reference, held=held_by_cases("MR"), by=by, at=LATE)


@pytest.mark.django_db
def test_a_list_is_proposed_by_the_program_approved_by_two_and_carried_out() -> None:
    owner = closed_case()
    reference = proposed()
    assert carried_out(reference) == 0, "nobody has approved"
    approved(reference, AUD)
    assert carried_out(reference) == 0, "one is not enough"
    approved(reference, HEGE)
    assert carried_out(reference) == 1
    assert is_shredded(owner)
    with pytest.raises(NotSealed):
        opened(owner=owner, field=NAME, by=AUD, at=LATE)
    assert carried_out(reference) == 0, "it is done once"


@pytest.mark.django_db
def test_nobody_approves_a_list_of_their_own() -> None:
    closed_case()
    reference = proposed(by=AUD)
    with pytest.raises(NotByYourself):
        approved(reference, AUD)
    approved(reference, HEGE)
    assert carried_out(reference) == 1


@pytest.mark.django_db
def test_the_same_word_twice_is_one_word() -> None:
    closed_case()
    reference = proposed()
    approved(reference, AUD, AUD)
    assert carried_out(reference) == 0
    assert AuditLine.objects.filter(event="retention.approved").count() == 1


@pytest.mark.django_db
def test_a_case_that_is_opened_again_is_not_destroyed() -> None:
    owner = closed_case()
    reference = proposed()
    approved(reference, AUD, HEGE)
    reopen_case(reference=owner.reference, by=AUD, at=LATE)
    assert carried_out(reference) == 0
    assert [row.state for row in list_of(reference, by=AUD).rows] == ["not_due"]
    assert opened(owner=owner, field=NAME, by=AUD, at=LATE) == SECRET_NAME


@pytest.mark.django_db
def test_a_row_that_is_kept_waits_no_more_and_is_proposed_again() -> None:
    closed_case()
    reference = proposed()
    with pytest.raises(NothingDue):
        proposed()
    [row] = rows_on(reference)
    keep_row(row=row, by=AUD, at=LATE)
    with pytest.raises(NoLongerWaiting):
        approve_destruction(row=row, by=HEGE, at=LATE)
    assert carried_out(reference) == 0
    assert proposed() != reference


@pytest.mark.django_db
def test_an_open_case_and_a_case_of_yesterday_are_not_due() -> None:
    reference = register_case(draft=plain_case("MR", DAY), by=AUD, at=AT).reference
    seal(owner=Owner("MR", reference), field=NAME, plain="x", by=AUD, at=AT)
    closed_case()
    held = list(held_by_cases("MR"))
    assert {one.event_date for one in held} == {None, DAY}
    with pytest.raises(NothingDue):
        propose_destruction(held=held, service="MR", on_date=date(2034, 3, 3), by=SYSTEM, at=LATE)


@pytest.mark.django_db
def test_a_place_is_due_long_before_the_case() -> None:
    owner = closed_case()
    with_escrow(AUD)
    place_for(AUD, owner=owner)
    held = list(held_by_cases("MR"))
    at = at_ten(date(2025, 3, 5))
    reference = propose_destruction(held=held, service="MR", on_date=at.date(), by=SYSTEM, at=at)
    approved(reference, AUD, HEGE)
    assert carry_out_destruction(reference=reference, held=held, by=AUD, at=at) == 1
    assert opened(owner=owner, field=NAME, by=AUD, at=at) == SECRET_NAME
    assert [one.retention_class for one in held_by_cases("MR")] == ["case_identity"]


@pytest.mark.django_db
def test_another_services_list_is_no_list() -> None:
    closed_case()
    reference = proposed()
    [row] = rows_on(reference)
    for call in (
        lambda: list_of(reference, by=BO),
        lambda: approve_destruction(row=row, by=BO, at=LATE),
        lambda: keep_row(row=row, by=BO, at=LATE),
        lambda: carry_out_destruction(reference=reference, held=[], by=BO, at=LATE),
        lambda: certificate_of(reference, by=BO),
    ):
        with pytest.raises(ListNotFound):
            call()
    assert lists_of(BO) == ()
    with pytest.raises(NotPermitted):
        lists_of(DINA)
    with pytest.raises(NotPermitted):
        proposed(by=BO)


@pytest.mark.django_db
def test_a_list_that_is_cut_off_is_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    owners = [closed_case() for _ in range(3)]
    reference = proposed()
    approved(reference, AUD, HEGE)
    real, calls = retaining.shred, []

    def cut_off(**given: object) -> object:
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(**given)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retaining, "shred", cut_off)
        with pytest.raises(KeyboardInterrupt):
            carried_out(reference)
    assert sum(map(is_shredded, owners)) == 1
    assert carried_out(reference) == 2
    assert all(map(is_shredded, owners))


@pytest.mark.django_db
def test_nothing_is_destroyed_when_the_line_cannot_be_written() -> None:
    owner = closed_case()
    reference = proposed()
    approved(reference, AUD, HEGE)

    def broken(**_: object) -> None:
        raise OSError("the disk is full")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shredding, "write_line", broken)
        with pytest.raises(OSError, match="disk"):
            carried_out(reference)
    assert not is_shredded(owner), "the keys are gone, the rest is ended when it is done again"
    assert carried_out(reference) == 1
    assert len(certificate_of(reference, by=AUD)["destroyed"]) == 1


@pytest.mark.django_db
def test_the_certificate_proves_and_gives_nothing_away() -> None:
    owners = [closed_case() for _ in range(2)]
    kept = closed_case()
    reference = proposed()
    [keep] = [
        one.reference for one in list_of(reference, by=AUD).rows if one.owner_reference == kept.reference
    ]
    keep_row(row=keep, by=AUD, at=LATE)
    for row in rows_on(reference):
        if row != keep:
            approve_destruction(row=row, by=AUD, at=LATE)
            approve_destruction(row=row, by=GURI, at=LATE)
    carried_out(reference)
    found = certificate_of(reference, by=AUD)
    assert (len(found["destroyed"]), found["kept"], found["waiting"]) == (2, 1, 0)
    written = json.dumps(found)
    for secret in (*(one.reference for one in owners), kept.reference, SECRET_NAME, "2024-03-04"):
        assert secret not in written
    for row in found["destroyed"]:
        line = AuditLine.objects.get(position=row["audit_position"])
        assert (line.event, line.subject) == ("retention.destroyed", row["row"])
        assert row["destroyed_sha256"] in line.facts
    assert found["sha256"] == seal_of(found)
    assert seal_of({**found, "kept": 0}) != found["sha256"]


@pytest.mark.django_db
def test_a_case_that_is_shut_to_somebody_is_on_no_list_of_theirs_and_not_theirs_to_destroy() -> None:
    """A relative is to learn nothing of the case, and to decide nothing about it."""
    hidden, other = closed_case(), closed_case()
    block_staff(reference=hidden.reference, account=relative().account_id, by=AUD, at=AT)
    reference, guri = proposed(), relative()
    assert {row.owner_reference for row in list_of(reference, by=AUD).rows} == {
        hidden.reference,
        other.reference,
    }
    assert [row.owner_reference for row in list_of(reference, by=guri).rows] == [other.reference]
    [head] = lists_of(guri)
    assert (head.rows, head.waiting) == (1, 1)
    rows = {one.owner_reference: one.reference for one in list_of(reference, by=AUD).rows}
    for verb in (approve_destruction, keep_row):
        with pytest.raises(ListNotFound):
            verb(row=rows[hidden.reference], by=guri, at=LATE)
    approved(reference, AUD, HEGE)
    assert carried_out(reference, by=guri) == 1
    assert not is_shredded(hidden)
    assert carried_out(reference, by=AUD) == 1
    assert certificate_of(reference, by=AUD) == certificate_of(reference, by=guri)


@pytest.mark.django_db
def test_a_list_of_nothing_but_what_is_shut_to_somebody_is_not_there_for_them_nor_theirs_to_propose() -> None:
    hidden, guri = closed_case(), relative()
    block_staff(reference=hidden.reference, account=guri.account_id, by=AUD, at=AT)
    with pytest.raises(NothingDue):
        proposed(by=guri)
    reference = proposed()
    assert lists_of(guri) == ()
    for read in (list_of, certificate_of):
        with pytest.raises(ListNotFound):
            read(reference, by=guri)


def relative() -> Actor:
    """A colleague who is related to the person of a case; the block list names an account that is there."""
    account, _made = Account.objects.get_or_create(
        pk=91, defaults={"username": "guri", "display_name": "Guri", "service": "MR"}
    )
    RoleGrant.objects.get_or_create(account=account, role="case_worker", defaults={"granted_at": AT})
    return actor_of(account, at=AT)
