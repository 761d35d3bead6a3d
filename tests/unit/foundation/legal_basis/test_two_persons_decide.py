"""Switching on and off takes the leader of the service and a system owner; each step is on record."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from fristed.casework.persons.models import HeldField
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.legal_basis.actions import confirm_basis, propose_basis, refuse_basis
from fristed.foundation.legal_basis.actions import deciding as actions
from fristed.foundation.legal_basis.codes import Mode
from fristed.foundation.legal_basis.facts import Basis
from fristed.foundation.legal_basis.models import Decision
from fristed.foundation.legal_basis.queries import basis_of, legal_basis_seen_by, service_state
from fristed.foundation.legal_basis.refusals import BasisRefused
from tests.spec.cast import BO, DINA, actor
from tests.unit.foundation.legal_basis.deciding import AT, FIRST, OWNER, allow, decide, leader_of, proposal

pytestmark = pytest.mark.django_db
GRO = leader_of("KT")
BOTH = actor("both", "KT", "service_leader", "system_owner", account_id=80)


def codes(refused: pytest.ExceptionInfo[BasisRefused]) -> set[str]:
    """Give why something was refused."""
    return {code for _field, code in refused.value.problems}


def events() -> list[tuple[str, str]]:
    """Give what the trail says, with who."""
    return list(AuditLine.objects.values_list("event", "actor_username"))


@pytest.mark.parametrize(("first", "second"), [(GRO, OWNER), (OWNER, GRO)])
def test_what_one_proposes_holds_when_the_other_side_confirms(first: Actor, second: Actor) -> None:
    key = propose_basis(**proposal("KT", "", "pseudonymous"), by=first, at=AT)
    assert service_state("KT", on_date=FIRST).mode == Mode.ANONYMOUS
    confirm_basis(key=key, by=second, at=AT)
    assert service_state("KT", on_date=FIRST).mode == Mode.PSEUDONYMOUS
    assert service_state("MR", on_date=FIRST).mode == Mode.ANONYMOUS
    assert events() == [("basis.proposed", first.username), ("basis.confirmed", second.username)]


@pytest.mark.parametrize("by", [GRO, OWNER, BOTH])
def test_nobody_confirms_what_they_proposed(by: Actor) -> None:
    key = propose_basis(**proposal("KT", "", "identified"), by=by, at=AT)
    with pytest.raises(BasisRefused) as refused:
        confirm_basis(key=key, by=by, at=AT)
    assert codes(refused) == {"same_person"}
    assert service_state("KT", on_date=FIRST).mode == Mode.ANONYMOUS


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (GRO, actor("another", "KT", "service_leader", account_id=81)),
        (OWNER, actor("another", None, "system_owner", account_id=81)),
    ],
)
def test_two_of_the_same_side_are_not_enough(first: Actor, second: Actor) -> None:
    key = propose_basis(**proposal("KT", "", "identified"), by=first, at=AT)
    with pytest.raises(BasisRefused) as refused:
        confirm_basis(key=key, by=second, at=AT)
    assert codes(refused) == {"other_side"}


def test_somebody_with_both_roles_is_still_one_person_and_may_be_the_second() -> None:
    key = propose_basis(**proposal("KT", "", "identified"), by=GRO, at=AT)
    confirm_basis(key=key, by=BOTH, at=AT)
    assert service_state("KT", on_date=FIRST).mode == Mode.IDENTIFIED


@pytest.mark.parametrize("by", [BO, DINA, leader_of("MR"), actor("eli", "FT", "service_leader")])
def test_nobody_else_proposes_or_sees_what_waits(by: Actor) -> None:
    with pytest.raises(NotPermitted):
        propose_basis(**proposal("KT", "", "identified"), by=by, at=AT)
    key = propose_basis(**proposal("KT", "", "identified"), by=OWNER, at=AT)
    for verb in (confirm_basis, refuse_basis):
        with pytest.raises((NotPermitted, BasisRefused)) as refused:
            verb(key=key, by=by, at=AT)
        if isinstance(refused.value, BasisRefused):
            assert refused.value.problems == (("proposal", "not_listed"),)
    assert len(events()) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"service": "FT"}, "unknown_service"),
        ({"setting": "open"}, "unknown_value"),
        ({"field": "eye_colour", "setting": "on"}, "unknown_value"),
        ({"field": "name", "setting": "identified"}, "unknown_value"),
        ({"field": "name", "setting": "on", "purpose": "reach"}, "purpose_missing"),
        ({"basis": "because"}, "basis_missing"),
        ({"basis": "long words " * 60}, "basis_too_long"),
        ({"law": " "}, "law_missing"),
        ({"law": "§" * 201}, "law_too_long"),
        ({"from_date": None}, "no_start"),
        ({"from_date": FIRST - timedelta(days=1)}, "starts_before_today"),
        ({"to_date": FIRST - timedelta(days=1)}, "ends_before_start"),
    ],
)
def test_an_unfit_proposal_is_refused_and_leaves_nothing(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(BasisRefused) as refused:
        propose_basis(**proposal("KT", "", "identified") | changes, by=OWNER, at=AT)
    assert codes(refused) == {code}
    assert not Decision.objects.exists()
    assert events() == []


def test_one_proposal_about_a_thing_waits_at_a_time() -> None:
    key = propose_basis(**proposal("KT", "", "identified"), by=OWNER, at=AT)
    with pytest.raises(BasisRefused) as refused:
        propose_basis(**proposal("KT", "", "pseudonymous"), by=GRO, at=AT)
    assert codes(refused) == {"waits_already"}
    refuse_basis(key=key, by=GRO, at=AT)
    propose_basis(**proposal("KT", "", "pseudonymous"), by=GRO, at=AT)
    with pytest.raises(BasisRefused):
        confirm_basis(key=key, by=GRO, at=AT)


def test_what_is_off_is_not_switched_off() -> None:
    for field, setting in (("name", "off"), ("", "anonymous")):
        with pytest.raises(BasisRefused) as refused:
            propose_basis(**proposal("KT", field, setting), by=GRO, at=AT)
        assert codes(refused) == {"already_so"}


def test_switching_off_takes_two_persons_too_and_needs_no_law() -> None:
    allow("KT", "identified", "name")
    key = propose_basis(**proposal("KT", "name", "off", law=""), by=GRO, at=AT)
    assert isinstance(basis_of("name", "KT", on_date=FIRST), Basis)
    confirm_basis(key=key, by=OWNER, at=AT)
    assert not isinstance(basis_of("name", "KT", on_date=FIRST), Basis)


def test_a_leader_sees_the_own_service_and_an_owner_all() -> None:
    allow("KT", "pseudonymous")
    assert [one.service for one in legal_basis_seen_by(GRO, at=AT)] == ["KT"]
    assert [one.service for one in legal_basis_seen_by(BO, at=AT)] == ["KT"]
    assert {one.service for one in legal_basis_seen_by(OWNER, at=AT)} == {"MR", "KT", "SU"}
    for nobody in (DINA, actor("eli", "FT", "case_worker")):
        with pytest.raises(NotPermitted):
            legal_basis_seen_by(nobody, at=AT)


def test_without_a_line_in_the_trail_nothing_is_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    key = propose_basis(**proposal("KT", "", "identified"), by=GRO, at=AT)

    def broken(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(actions, "write_line", broken)
    with pytest.raises(RuntimeError):
        confirm_basis(key=key, by=OWNER, at=AT)
    monkeypatch.undo()
    assert service_state("KT", on_date=FIRST).mode == Mode.ANONYMOUS


@pytest.mark.parametrize(
    "planted",
    [
        {"confirmed_by": "leader_kt", "confirmed_at": AT},
        {"setting": "open"},
        {"law": ""},
        {"basis": ""},
        {"service": "FT"},
        {"proposed_as": "guest"},
        {"to_date": FIRST - timedelta(days=1)},
        {"confirmed_by": "finn"},
    ],
)
def test_the_database_refuses_what_no_two_persons_could_have_decided(planted: dict[str, Any]) -> None:
    key = decide("KT", "", "identified")
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(key=key).update(**{"confirmed_at": None, "confirmed_by": ""} | planted)


def test_the_database_refuses_a_held_field_without_a_decision_and_keeps_decisions_that_are_used() -> None:
    row = {"service": "KT", "reference": "7K4MA-9QXTB", "field": "name", "written_at": AT, "written_by": "bo"}
    with pytest.raises(IntegrityError), transaction.atomic():
        HeldField.objects.create(**row)
    used = Decision.objects.get(key=decide("KT", "", "identified"))
    HeldField.objects.create(**row, decision=used)
    with pytest.raises(ProtectedError):
        used.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        HeldField.objects.create(**row | {"field": "address", "reference": "8K4MA-9QXTB"}, decision=used)
