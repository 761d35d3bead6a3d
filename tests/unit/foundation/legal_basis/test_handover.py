"""The one door between casework and integration: four facts, two persons, once, and nothing leads back."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction

from fristed.casework.cases.actions import declare_tie, register_case
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.persons.actions import ask_to_hand_over
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import ROLES, NotPermitted, Permission
from fristed.foundation.legal_basis.actions.crossing import (
    confirm_handover,
    handovers_of,
    owner_of,
    refuse_handover,
    take_handover,
)
from fristed.foundation.legal_basis.handover import FIELDS, PURPOSE, Handed, may_cross, problems_of
from fristed.foundation.legal_basis.models import Handover
from fristed.foundation.legal_basis.refusals import BasisRefused
from fristed.foundation.vault.queries import sealed_fields
from tests.spec.cast import AUD, BO, CEM, at_ten, plain_case
from tests.unit.foundation.legal_basis.deciding import leader_of

DAY = date(2024, 3, 4)
AT = at_ten(DAY)
GRO = leader_of("KT")
TAKER = Actor(90, "tor", "Tor", None, frozenset({str(Permission.HANDOVER_TAKE)}))
VALUES = {
    "municipality_needs": "A school for two children and a doctor who speaks Dari.",
    "household_size": "3",
    "protection_needed": "yes",
    "sealed_contact": "Kari Kontakt, on weekdays before noon",
}


@pytest.fixture
def case(db: None) -> str:
    """A case of KT."""
    return register_case(draft=plain_case("KT", DAY), by=BO, at=AT).reference


def asked(case: str) -> str:
    """Ask for a hand-over."""
    return ask_to_hand_over(reference=case, values=VALUES, by=BO, at=AT)


def test_four_facts_cross_and_no_concern_no_history_no_case_number() -> None:
    assert FIELDS == ("municipality_needs", "household_size", "protection_needed", "sealed_contact")
    assert [one.name for one in fields(Handed)] == ["key", *FIELDS]


def test_what_two_have_said_may_cross_is_taken_once_and_then_gone(case: str) -> None:
    key = asked(case)
    confirm_handover(key=key, by=GRO, at=AT)
    handed = take_handover(key=key, by=TAKER, at=AT)
    assert handed == Handed(
        key, VALUES["municipality_needs"], 3, protection_needed=True, sealed_contact=VALUES["sealed_contact"]
    )
    assert case not in str(handed)
    assert sealed_fields(owner_of(key)) == ()
    with pytest.raises(BasisRefused):
        take_handover(key=key, by=TAKER, at=AT)
    events = [event for event in AuditLine.objects.values_list("event", flat=True) if "handover" in event]
    assert events == ["handover.asked", "handover.confirmed", "handover.taken"]


def test_nothing_of_it_stands_in_clear_while_it_waits(case: str) -> None:
    asked(case)
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        kept = [str(row) for table in tables for row in _rows(cursor, table)]
    assert not any(VALUES["sealed_contact"] in row or "Dari" in row for row in kept)


def _rows(cursor: object, table: str) -> list[tuple[object, ...]]:
    cursor.execute(f'SELECT * FROM "{table}"')  # type: ignore[attr-defined]  # noqa: S608  a table's own name
    return cursor.fetchall()  # type: ignore[attr-defined,no-any-return]


def test_it_cannot_be_taken_before_a_second_person_has_confirmed(case: str) -> None:
    key = asked(case)
    with pytest.raises(BasisRefused):
        take_handover(key=key, by=TAKER, at=AT)
    leader = replace(GRO, username=BO.username)
    with pytest.raises(BasisRefused, match="Somebody else"):
        confirm_handover(key=key, by=leader, at=AT)
    for by in (BO, TAKER):
        with pytest.raises(NotPermitted):
            confirm_handover(key=key, by=by, at=AT)
    with pytest.raises(BasisRefused):
        confirm_handover(key=key, by=leader_of("MR"), at=AT)


def test_what_is_refused_is_taken_out_of_the_vault_and_may_be_asked_for_anew(case: str) -> None:
    key = asked(case)
    with pytest.raises(BasisRefused):
        asked(case)
    refuse_handover(key=key, by=GRO, at=AT)
    assert sealed_fields(owner_of(key)) == ()
    with pytest.raises(BasisRefused):
        take_handover(key=key, by=TAKER, at=AT)
    asked(case)
    assert [one.refused_by for one in handovers_of(case, service="KT")] == ["", GRO.username]


def test_only_who_reaches_the_case_in_the_own_service_asks(case: str) -> None:
    for by in (AUD, CEM):
        with pytest.raises(CaseNotFound):
            ask_to_hand_over(reference=case, values=VALUES, by=by, at=AT)
    with pytest.raises(NotPermitted):
        ask_to_hand_over(reference=case, values=VALUES, by=TAKER, at=AT)
    declare_tie(reference=case, kind="kin", by=BO, at=AT)
    with pytest.raises(CaseNotFound):
        ask_to_hand_over(reference=case, values=VALUES, by=BO, at=AT)
    assert not Handover.objects.exists()


def test_no_role_takes_hand_overs_before_there_is_somebody_to_take_them() -> None:
    assert not [code for code, role in ROLES.items() if Permission.HANDOVER_TAKE in role.permissions]


@pytest.mark.parametrize(
    "changed",
    [
        {"main_concern": "honour_violence"},
        {"household_size": "0"},
        {"household_size": "21"},
        {"household_size": "three"},
        {"protection_needed": "perhaps"},
        {"municipality_needs": " "},
        {"sealed_contact": "x" * 401},
    ],
)
def test_another_field_or_an_unfit_value_does_not_cross(changed: dict[str, str], case: str) -> None:
    with pytest.raises(BasisRefused):
        ask_to_hand_over(reference=case, values=VALUES | changed, by=BO, at=AT)
    assert not Handover.objects.exists()


@pytest.mark.parametrize("field", FIELDS)
def test_a_missing_field_does_not_cross(field: str) -> None:
    assert list(problems_of({name: value for name, value in VALUES.items() if name != field}))
    assert not list(problems_of(VALUES))


def test_the_rule_lets_exactly_one_case_through() -> None:
    people = (("bo", "gro"), ("bo", "bo"), ("bo", ""), ("", "gro"))
    sets = (frozenset(FIELDS), frozenset(FIELDS[:3]), frozenset({*FIELDS, "concern"}))
    found = [
        (names, refused, taken, purpose, chosen)
        for names, refused, taken, purpose, chosen in product(
            people, (False, True), (False, True), (PURPOSE, "statistics"), sets
        )
        if may_cross(
            asked_by=names[0],
            confirmed_by=names[1],
            is_refused=refused,
            is_taken=taken,
            purpose=purpose,
            fields=chosen,
        )
    ]
    assert found == [(("bo", "gro"), False, False, PURPOSE, frozenset(FIELDS))]


@pytest.mark.parametrize("planted", [{"purpose": "research"}, {"confirmed_by": "bo"}, {"taken_at": AT}])
def test_the_database_refuses_a_hand_over_of_another_kind(planted: dict[str, object], case: str) -> None:
    key = asked(case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(key=key).update(**planted)
