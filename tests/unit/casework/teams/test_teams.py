"""Who works on a case: the responsible, the team and stand-ins; a team widens nobody's access."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fristed.casework.cases.actions import block_staff, declare_tie, grade_address, register_case
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_detail, case_history
from fristed.casework.teams.actions import (
    add_to_team,
    arrange_stand_in,
    assign_case,
    end_stand_in,
    give_fields_of_work,
    remove_from_team,
)
from fristed.casework.teams.models import Membership
from fristed.casework.teams.queries import (
    colleagues_to_choose,
    is_in_team,
    members_of,
    references_in_care_of,
    stand_ins_in_service,
    stood_in_for,
    team_of,
)
from fristed.casework.teams.refusals import TeamRefused
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.access.codes import Grading
from fristed.foundation.identity.access.models import Grant
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.queries import actor_with_id
from fristed.foundation.identity.rules import NotPermitted
from tests.spec.cast import at_ten, plain_case

DAY = date(2024, 3, 4)
AT = at_ten(date(2024, 3, 11))
WEEK = timedelta(days=7)
pytestmark = pytest.mark.django_db


def account(number: int, service: str, role: str = "case_worker") -> int:
    """Create somebody with an account and a role, and give the account."""
    row = Account.objects.create(
        pk=number, username=f"p{number}", display_name=f"P {number}", service=service
    )
    row.grants.create(role=role, granted_at=AT)
    return row.pk


@pytest.fixture
def staff() -> dict[str, int]:
    """Three advisers, their leader, and one of another service."""
    return {
        "aud": account(101, "MR"),
        "berit": account(102, "MR"),
        "hege": account(103, "MR", "service_leader"),
        "bo": account(104, "KT"),
        "eli": account(105, "MR", "competence_adviser"),
        "siri": account(106, "MR"),
    }


def met(number: int, at: datetime = AT) -> Actor:
    """Give the actor behind an account as the door meets them."""
    return actor_with_id(number, at=at)


@pytest.fixture
def case(staff: dict[str, int]) -> str:
    """Give the reference of a case that Aud has registered."""
    return register_case(draft=plain_case("MR", DAY), by=met(staff["aud"]), at=at_ten(DAY)).reference


def refused(verb: Any, **given: Any) -> list[tuple[str, str]]:
    """Call a verb that must refuse, and give why; the trail must not have grown."""
    before = AuditLine.objects.count()
    with pytest.raises(TeamRefused) as refusal:
        verb(at=AT, **given)
    assert AuditLine.objects.count() == before
    return list(refusal.value.problems)


def test_who_registers_is_responsible_and_assigning_changes_that_in_the_same_case(
    staff: dict[str, int], case: str
) -> None:
    aud = met(staff["aud"])
    assert members_of(case) == {staff["aud"]}
    assign_case(reference=case, to=staff["berit"], by=aud, at=AT)
    assert members_of(case) == {staff["berit"]}
    assert Case.objects.count() == 1
    assert [line.event for line in case_history(aud, case)] == ["case.registered", "team.case_assigned"]


@pytest.mark.parametrize("who", ["bo", "eli"])
def test_a_case_is_assigned_to_a_colleague_who_works_with_cases_alone(
    staff: dict[str, int], case: str, who: str
) -> None:
    aud = met(staff["aud"])
    for verb, name in ((assign_case, "to"), (add_to_team, "account")):
        assert refused(verb, reference=case, **{name: staff[who]}, by=aud) == [("to", "not_a_colleague")]
    assert refused(assign_case, reference=case, to=None, by=aud) == [("to", "not_a_colleague")]
    assert refused(assign_case, reference=case, to=999, by=aud) == [("to", "not_a_colleague")]
    assert members_of(case) == {staff["aud"]}


def test_nobody_who_is_tied_to_or_shut_out_of_a_case_is_put_to_work_on_it(
    staff: dict[str, int], case: str
) -> None:
    aud = met(staff["aud"])
    declare_tie(reference=case, kind="kin", by=met(staff["berit"]), at=AT)
    block_staff(reference=case, account=staff["siri"], by=aud, at=AT)
    for who in ("berit", "siri"):
        for verb, name in ((assign_case, "to"), (add_to_team, "account")):
            assert refused(verb, reference=case, **{name: staff[who]}, by=aud) == [("to", "not_a_colleague")]


def test_a_team_widens_nobodys_access_to_a_graded_case(staff: dict[str, int], case: str) -> None:
    aud = met(staff["aud"])
    grade_address(reference=case, grading=Grading.STRICTLY, by=aud, at=AT)
    assert refused(add_to_team, reference=case, account=staff["berit"], by=aud) == [("to", "not_a_colleague")]
    with pytest.raises(CaseNotFound):
        case_detail(met(staff["berit"]), case)
    assign_case(reference=case, to=staff["berit"], by=aud, at=AT)
    assert case_detail(met(staff["berit"]), case).reference == case


def test_a_member_joins_once_and_leaves_and_may_come_back(staff: dict[str, int], case: str) -> None:
    aud, berit = met(staff["aud"]), staff["berit"]
    add_to_team(reference=case, account=berit, by=aud, at=AT)
    assert refused(add_to_team, reference=case, account=berit, by=aud) == [("to", "already_in_team")]
    assert refused(add_to_team, reference=case, account=staff["aud"], by=aud) == [("to", "already_in_team")]
    assert members_of(case) == {staff["aud"], berit}
    assert is_in_team(met(berit), case)
    remove_from_team(reference=case, account=berit, by=aud, at=AT)
    assert refused(remove_from_team, reference=case, account=berit, by=aud) == [("to", "not_in_team")]
    assert not is_in_team(met(berit), case)
    add_to_team(reference=case, account=berit, by=aud, at=AT)
    assert [person.account_id for person in team_of(aud, case).members] == [berit]
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(case=Case.objects.get(), account_id=berit, since_at=AT, added_by="x")


def test_a_member_who_becomes_responsible_is_no_longer_a_member_besides(
    staff: dict[str, int], case: str
) -> None:
    aud = met(staff["aud"])
    add_to_team(reference=case, account=staff["berit"], by=aud, at=AT)
    assign_case(reference=case, to=staff["berit"], by=aud, at=AT)
    team = team_of(aud, case)
    assert team.responsible is not None
    assert (team.responsible.account_id, team.members) == (staff["berit"], ())


def test_a_colleague_is_in_no_team_and_a_stand_in_is_for_the_time_alone(
    staff: dict[str, int], case: str
) -> None:
    berit = staff["berit"]
    assert not is_in_team(met(berit), case)
    pair = {"away": staff["aud"], "stand_in": berit}
    arrange_stand_in(**pair, starts_at=AT, ends_at=AT + WEEK, by=met(staff["aud"]), at=AT)
    assert is_in_team(met(berit), case)
    assert is_in_team(met(berit, AT + WEEK - timedelta(seconds=1)), case)
    assert not is_in_team(met(berit, AT + WEEK), case)
    assert not is_in_team(met(berit, AT - timedelta(seconds=1)), case)
    assert not is_in_team(replace(met(berit), at=None), case)
    assert stood_in_for(met(berit)) == {staff["aud"]}
    assert list(references_in_care_of(met(berit))) == [case]
    [line] = stand_ins_in_service(met(staff["siri"]))
    assert (line.away.account_id, line.stand_in.account_id) == (staff["aud"], berit)
    assert refused(end_stand_in, key=line.key, by=met(staff["siri"])) == [("", "nothing_to_end")]
    end_stand_in(key=line.key, by=met(berit), at=AT)
    assert not is_in_team(met(berit), case)
    assert stand_ins_in_service(met(staff["siri"])) == ()


def test_a_stand_in_from_another_service_comes_by_a_grant(staff: dict[str, int], case: str) -> None:
    bo = met(staff["bo"])
    assert not is_in_team(bo, case)
    times = {"starts_at": AT, "ends_at": AT + WEEK, "given_at": AT}
    given = {"service": "MR", "reference": "", "account_id": staff["bo"], "level": "work", "purpose": "p"}
    grant = Grant.objects.create(key="a", **given, **times)
    assert not is_in_team(bo, case)
    grant.stands_in_for_account_id = staff["aud"]
    grant.save()
    assert is_in_team(bo, case)


def test_a_stand_in_sees_no_case_that_is_shut_to_them(staff: dict[str, int], case: str) -> None:
    berit = met(staff["berit"])
    pair = {"away": staff["aud"], "stand_in": staff["berit"]}
    arrange_stand_in(**pair, starts_at=AT, ends_at=AT + WEEK, by=met(staff["aud"]), at=AT)
    declare_tie(reference=case, kind="other", by=berit, at=AT)
    assert not is_in_team(berit, case)
    assert list(references_in_care_of(berit)) == []


def test_only_a_leader_arranges_for_somebody_else(staff: dict[str, int]) -> None:
    pair = {"away": staff["aud"], "stand_in": staff["berit"]}
    when = {"starts_at": AT, "ends_at": AT + WEEK, "at": AT}
    with pytest.raises(NotPermitted):
        arrange_stand_in(**pair, **when, by=met(staff["berit"]))
    with pytest.raises(NotPermitted):
        arrange_stand_in(**pair, **when, by=replace(met(staff["hege"]), account_id=None))
    arrange_stand_in(**pair, **when, by=met(staff["hege"]))
    assert len(stand_ins_in_service(met(staff["hege"]))) == 1


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"stand_in": 101}, [("stand_in", "yourself")]),
        ({"stand_in": 104}, [("stand_in", "no_stand_in")]),
        ({"stand_in": None}, [("stand_in", "no_stand_in")]),
        ({"ends_at": None}, [("ends_at", "time_missing")]),
        ({"ends_at": AT}, [("ends_at", "ends_before_start")]),
        ({"starts_at": AT - 2 * WEEK, "ends_at": AT - WEEK}, [("ends_at", "in_the_past")]),
        ({"ends_at": AT + timedelta(days=367)}, [("ends_at", "too_long")]),
    ],
)
def test_a_stand_in_is_a_colleague_for_a_time_to_come(
    staff: dict[str, int], changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    given = {"away": staff["aud"], "stand_in": staff["berit"], "starts_at": AT, "ends_at": AT + WEEK}
    assert refused(arrange_stand_in, **{**given, **changes}, by=met(staff["aud"])) == expected


def test_a_representative_has_the_fields_that_the_leader_gave_last(staff: dict[str, int]) -> None:
    hege, aud = met(staff["hege"]), met(staff["aud"])
    give_fields_of_work(account=staff["berit"], fields=["police", "health"], by=hege, at=AT)
    give_fields_of_work(account=staff["berit"], fields=["health", "education"], by=hege, at=AT)
    fields = {person.account_id: person.fields for person in colleagues_to_choose(aud)}
    assert fields == {
        staff["aud"]: (),
        staff["berit"]: ("education", "health"),
        staff["hege"]: (),
        staff["siri"]: (),
    }
    problem = [("account", "other_service")]
    assert refused(give_fields_of_work, account=staff["bo"], fields=["police"], by=hege) == problem
    problem = [("fields", "unknown_field")]
    assert refused(give_fields_of_work, account=staff["aud"], fields=["magic"], by=hege) == problem
    with pytest.raises(NotPermitted):
        give_fields_of_work(account=staff["aud"], fields=["police"], by=aud, at=AT)
