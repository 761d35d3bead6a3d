"""Where a dwelling is: for its officers, for those that two who hold the escrow let in, and for no list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.housing import actions
from fristed.casework.housing.facts import AddressSeen
from fristed.casework.housing.refusals import HousingRefused
from fristed.casework.persons.actions import begin_opening, finish_opening
from fristed.casework.persons.refusals import PersonRefused
from fristed.casework.persons.retention import held_in
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.legal_basis.registry import fields_in
from fristed.foundation.vault.actions import appoint_escrow, shred
from fristed.foundation.vault.facts import Owner
from fristed.foundation.vault.retention.rules import destruction_list
from tests.spec.cast import actor
from tests.unit.casework.housing import world
from tests.unit.foundation.legal_basis.deciding import AT, allow, decide, leader_of
from tests.unit.foundation.vault.sealed_cast import FINN, HEGE, IVAR, enrol, passphrase_of

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]
HILDE = replace(actor("hilde", "KT", "housing_officer", account_id=710), at=AT)
HEIDI = replace(actor("heidi", "KT", "housing_officer", account_id=712), at=AT)
WHERE = AddressSeen("Kanarivegen 77, 9999 Ingensted", "Ingensted")


@pytest.fixture
def home() -> str:
    """A dwelling whose address hilde alone can open."""
    reference = world.dwelling()
    for one in (HILDE, HEIDI):
        row, _made = Account.objects.get_or_create(
            pk=one.account_id, username=one.username, display_name=one.display_name, service="KT"
        )
        row.grants.get_or_create(role="housing_officer", defaults={"granted_at": AT})
    enrol(HILDE, HEIDI, FINN, HEGE, IVAR)
    appoint_escrow(holders=[FINN.username, HEGE.username, IVAR.username], by=FINN, at=AT)
    actions.open_dwelling_place(dwelling=reference, officers=["hilde"], by=leader_of("KT"), at=AT)
    actions.write_dwelling_place(
        dwelling=reference,
        address=WHERE.address,
        municipality=WHERE.municipality,
        passphrase=passphrase_of(HILDE),
        by=HILDE,
        at=AT,
    )
    return reference


def read(home: str, by: Actor) -> AddressSeen:
    return actions.read_dwelling_place(dwelling=home, passphrase=passphrase_of(by), by=by, at=AT)


def test_an_address_without_its_officer_is_opened_by_two_who_hold_the_escrow(home: str) -> None:
    assert read(home, HILDE) == WHERE
    with pytest.raises(CaseNotFound):
        read(home, HEIDI)
    asked: dict[str, Any] = {"officer": "heidi", "reason": "officer_gone", "at": AT}
    begun = begin_opening(reference=home, **asked, passphrase=passphrase_of(FINN), by=FINN)
    with pytest.raises(CaseNotFound):
        read(home, HEIDI)
    second = {one.username: one for one in (HEGE, IVAR)}[begun.second]
    finish_opening(opening=begun.reference, passphrase=passphrase_of(second), by=second, at=AT)
    assert read(home, HEIDI) == WHERE


def test_a_dwelling_without_an_address_and_none_at_all_get_one_answer_in_escrow(home: str) -> None:
    other = world.dwelling()
    told = []
    for reference in (other, "AAAAA-AAAAA"):
        with pytest.raises(PersonRefused) as refused:
            begin_opening(
                reference=reference,
                officer="heidi",
                reason="officer_gone",
                passphrase=passphrase_of(FINN),
                by=FINN,
                at=AT,
            )
        told.append(refused.value.problems)
    assert told[0] == told[1]


def test_an_ended_basis_for_addresses_of_persons_destroys_no_address_of_a_dwelling(home: str) -> None:
    allow("KT", "identified", *fields_in("C"))
    later = AT + timedelta(days=1)
    for field in fields_in("C"):
        decide("KT", field, "off", at=later, law="")
    day = later.date()
    assert list(destruction_list(held_in("KT", on_date=day), on_date=day)) == []
    assert read(home, HILDE) == WHERE


def test_what_is_written_of_a_stay_goes_when_the_case_is_destroyed_and_nothing_more_is_written() -> None:
    reference = world.asked()
    given: dict[str, Any] = {"reference": reference, "by": world.HILDE}
    wishes = actions.read_application(**given, at=world.AT).wishes
    actions.note_mapping(**given, wishes=wishes, words="Snakket lenge.", **world.on(1))
    assert actions.read_application(**given, at=world.AT).words == {2: "Snakket lenge."}
    case = actions.read_application(reference=reference, by=world.BO, at=world.AT).line.own_case
    decided: dict[str, Any] = {"retention": "case_identity", "decided_by": ["bo", "berit"]}
    shred(owner=Owner("KT", case), **decided, by=world.BO, at=world.AT)
    assert actions.read_application(**given, at=world.AT).words == {}
    actions.ask_security(**given, **world.on(2))
    with pytest.raises(HousingRefused, match="destroyed"):
        actions.refuse_place(**given, why="withdrew", words="Mer.", **world.on(3))


def test_nothing_of_where_a_dwelling_is_lies_in_clear(home: str) -> None:
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                assert "Kanari" not in repr(cursor.fetchall()), table
