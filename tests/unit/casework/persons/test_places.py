"""Where the person of a case is: named officers with a passphrase, on a basis, within reach; nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connections

from fristed.casework.cases.actions import grade_address, register_case
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.persons.actions import (
    name_case_officer,
    open_case_place,
    read_case_place,
    remove_case_officer,
    write_case_place,
    write_person,
)
from fristed.casework.persons.facts import PlaceOutline
from fristed.casework.persons.queries import place_outline
from fristed.casework.persons.refusals import PersonRefused
from fristed.casework.persons.retention import held_in
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.review.queries import review_list
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.legal_basis.registry import fields_in
from fristed.foundation.vault.actions import appoint_escrow
from fristed.foundation.vault.models import PlaceField
from fristed.foundation.vault.retention.rules import destruction_list
from tests.spec.cast import AUD, BO, DINA, actor, plain_case
from tests.unit.foundation.legal_basis.deciding import AT, FIRST, allow, decide, leader_of
from tests.unit.foundation.vault.sealed_cast import FINN, HEGE, IVAR, enrol, passphrase_of

pytestmark = pytest.mark.django_db
GRO = leader_of("KT")
ASTA = actor("asta", "KT", "case_worker", account_id=21)
ODA = actor("oda", "KT", "case_worker", account_id=22)
PLACE = {"address": "Kanarivegen 77, 9999 Ingensted", "flight": "Canary 123, on Friday"}
TOMORROW = AT + timedelta(days=1)


@pytest.fixture
def case() -> str:
    """A case of KT, in a register where everything about places may be held; bo, asta and oda have keys."""
    enrol(BO, ASTA, ODA, FINN, HEGE, IVAR)
    appoint_escrow(holders=[FINN.username, HEGE.username, IVAR.username], by=FINN, at=AT)
    allow("KT", "identified", *fields_in("C"))
    return register_case(draft=plain_case("KT", FIRST), by=BO, at=AT).reference


def opened(case: str) -> None:
    """Name bo and asta as officers, and let bo write."""
    open_case_place(reference=case, officers=["bo", "asta"], by=GRO, at=AT)
    write_case_place(reference=case, values=PLACE, passphrase=passphrase_of(BO), by=BO, at=AT)


def read(case: str, by: Actor, *, at: object = AT) -> dict[str, str]:
    """Read with one's own passphrase."""
    return read_case_place(reference=case, passphrase=passphrase_of(by), by=by, at=at)  # type: ignore[arg-type]


def outline(by: Actor, case: str) -> PlaceOutline:
    """Give what somebody may know without opening."""
    return place_outline(replace(by, at=AT), case)


def test_an_officer_writes_and_another_reads_with_the_own_passphrase(case: str) -> None:
    opened(case)
    assert read(case, ASTA) == PLACE
    for alias in connections:
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  a table's own name
                assert not any("anari" in str(row) or "anary" in str(row) for row in cursor.fetchall())


def test_the_leader_who_names_cannot_read_and_a_colleague_neither(case: str) -> None:
    opened(case)
    for by in (GRO, ODA):
        with pytest.raises(CaseNotFound):
            read(case, by)
    assert outline(ODA, case).officers == ()
    assert not outline(ODA, case).is_officer
    assert outline(GRO, case).officers == ("asta", "bo")


@pytest.mark.parametrize("by", [AUD, leader_of("MR")])
def test_another_service_gets_the_answer_of_a_case_that_is_not_there(by: Actor, case: str) -> None:
    opened(case)
    calls: list[Callable[[str], object]] = [
        lambda ref: read(ref, by),
        lambda ref: outline(by, ref),
        lambda ref: write_case_place(reference=ref, values=PLACE, passphrase="x" * 14, by=by, at=AT),
        lambda ref: name_case_officer(reference=ref, officer="oda", passphrase="x" * 14, by=by, at=AT),
    ]
    for reference in (case, "ZZZZZ-ZZZZZ"):
        for call in calls:
            with pytest.raises(CaseNotFound, match=r"^There is no such case\.$"):
                call(reference)


def test_who_names_no_officers_and_who_has_no_cases_is_refused(case: str) -> None:
    with pytest.raises(NotPermitted):
        open_case_place(reference=case, officers=["bo"], by=BO, at=AT)
    with pytest.raises(NotPermitted):
        read(case, DINA)


def test_a_wrong_passphrase_opens_nothing_and_is_on_record(case: str) -> None:
    opened(case)
    with pytest.raises(PersonRefused) as refused:
        read_case_place(reference=case, passphrase="wrong words altogether", by=BO, at=AT)
    assert refused.value.problems == (("passphrase", "wrong_passphrase"),)
    assert AuditLine.objects.filter(event="place.passphrase_wrong", actor_username="bo").count() == 1


def test_a_protected_address_shuts_the_place_to_an_officer_who_is_not_named_to_the_case(case: str) -> None:
    opened(case)
    grade_address(reference=case, grading="strictly", by=BO, at=AT)
    assert read(case, BO) == PLACE
    with pytest.raises(CaseNotFound):
        read(case, ASTA)


def test_without_a_basis_no_place_is_made_and_the_reason_is_said(case: str) -> None:
    other = register_case(draft=plain_case("MR", FIRST), by=AUD, at=AT).reference
    with pytest.raises(PersonRefused) as refused:
        open_case_place(reference=other, officers=["hege"], by=leader_of("MR"), at=AT)
    assert refused.value.problems == (("", "mode_too_low"),)
    assert outline(AUD, other).writable == ()
    assert not PlaceField.objects.exists()


def test_when_the_basis_ends_officers_open_nothing_and_the_place_is_due(case: str) -> None:
    opened(case)
    decide("KT", "", "pseudonymous", at=TOMORROW)
    with pytest.raises(PersonRefused):
        read(case, BO, at=TOMORROW)
    with pytest.raises(PersonRefused):
        write_case_place(reference=case, values=PLACE, passphrase=passphrase_of(BO), by=BO, at=TOMORROW)
    day = TOMORROW.date()
    found = destruction_list(held_in("KT", on_date=day), on_date=day)
    assert [(one.owner.reference, one.retention_class) for one in found] == [(case, "basis_ended_place")]


def due(at: datetime) -> list[str]:
    """Give the classes under which something is due."""
    found = destruction_list(held_in("KT", on_date=at.date()), on_date=at.date())
    return [one.retention_class for one in found]


def test_an_ended_basis_for_the_person_does_not_destroy_a_place_that_may_be_held(case: str) -> None:
    allow("KT", "identified", "name", *fields_in("C"))
    opened(case)
    write_person(reference=case, values={"name": "Canary"}, by=BO, at=AT)
    decide("KT", "name", "off", at=TOMORROW, law="")
    assert due(TOMORROW) == []
    assert read(case, BO, at=TOMORROW) == PLACE
    for field in fields_in("C"):
        decide("KT", field, "off", at=TOMORROW, law="")
    assert due(TOMORROW) == ["basis_ended"]


def test_a_place_is_due_when_no_stored_field_has_a_basis_though_others_never_had_one() -> None:
    enrol(BO, ASTA, FINN, HEGE, IVAR)
    appoint_escrow(holders=[FINN.username, HEGE.username, IVAR.username], by=FINN, at=AT)
    allow("KT", "identified", *PLACE)
    opened(register_case(draft=plain_case("KT", FIRST), by=BO, at=AT).reference)
    decide("KT", "flight", "off", at=TOMORROW, law="")
    assert due(TOMORROW) == []
    decide("KT", "address", "off", at=TOMORROW, law="")
    assert due(TOMORROW) == ["basis_ended_place"]


def test_a_single_field_without_a_basis_is_not_opened(case: str) -> None:
    opened(case)
    decide("KT", "flight", "off", at=TOMORROW, law="")
    assert read(case, ASTA, at=TOMORROW) == {"address": PLACE["address"]}
    with pytest.raises(PersonRefused):
        write_case_place(
            reference=case, values={"flight": "x"}, passphrase=passphrase_of(BO), by=BO, at=TOMORROW
        )


def test_an_officer_names_one_more_and_takes_the_place_from_another(case: str) -> None:
    opened(case)
    words = {"passphrase": passphrase_of(BO), "by": BO, "at": AT}
    name_case_officer(reference=case, officer="oda", **words)  # type: ignore[arg-type]
    assert read(case, ODA) == PLACE
    remove_case_officer(reference=case, officer="asta", **words)  # type: ignore[arg-type]
    with pytest.raises(CaseNotFound):
        read(case, ASTA)
    with pytest.raises(PersonRefused):
        remove_case_officer(reference=case, officer="bo", **words)  # type: ignore[arg-type]
    with pytest.raises(PersonRefused):
        open_case_place(reference=case, officers=["oda"], by=GRO, at=AT)
    with pytest.raises(PersonRefused):
        write_case_place(reference=case, values={"name": "x"}, **words)  # type: ignore[arg-type]


def test_opening_a_place_and_wrong_passphrases_stand_out_to_those_who_review_the_log(case: str) -> None:
    opened(case)
    read(case, BO)
    for _ in range(5):
        with pytest.raises(PersonRefused):
            read_case_place(reference=case, passphrase="wrong words altogether", by=ASTA, at=AT)
    auditor = actor("ida", None, "system_owner", account_id=41)
    found = {(one.finding.rule, one.finding.about) for one in review_list(by=auditor, at=AT)}
    assert {("address", "bo"), ("refused", "asta")} <= found
