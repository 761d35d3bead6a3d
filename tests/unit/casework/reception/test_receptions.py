"""A reception: every part agreed, re-opened by another flight, details sealed to officers and destroyed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.parties.actions import correct_member
from fristed.casework.reception import actions as reception
from fristed.casework.reception.codes import PartKind, PartState, State
from fristed.casework.reception.fact_queries import reception_days, reception_facts
from fristed.casework.reception.models import Part, Reception
from fristed.casework.reception.queries import (
    details_of_part,
    details_outline,
    part_for,
    parts_for,
    reception_detail,
    receptions_of,
    receptions_of_case,
    who_may_answer,
)
from fristed.casework.reception.refusals import ReceptionRefused
from fristed.casework.reception.rules import (
    FOLLOWS,
    all_agreed,
    details_end,
    parts_needed,
    whose_turn,
)
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.reading import PURPOSES
from fristed.foundation.identity.access.models import Block, Tie
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.queries import SYSTEM, actor_of
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.legal_basis.registry import fields_in
from fristed.foundation.vault.actions import appoint_escrow
from fristed.foundation.vault.models import PlaceField
from tests.spec.cast import AUD, BO, CEM, FINN, at_ten
from tests.spec.home import ADULT, ANNA, AT, CHILD, agreed, case_with, day, later, met
from tests.unit.foundation.legal_basis.deciding import allow
from tests.unit.foundation.vault.sealed_cast import GRO, HEGE, IVAR, enrol, passphrase_of
from tests.unit.interfaces.web.visitors import CAST, account_of

KINDS = st.sampled_from([*PartKind])
DETAILS = {"flight": "Canary 123", "airport": "Kanari lufthavn", "shelter": "Kanarihuset", "meets": "Two"}


@given(adults=st.integers(0, 3), children=st.integers(0, 3))
def test_child_welfare_is_asked_where_a_child_comes_and_police_always(adults: int, children: int) -> None:
    needed = parts_needed(adults=adults, children=children)
    assert (PartKind.CHILD_WELFARE in needed) == (children > 0)
    assert (PartKind.SHELTER in needed) == (adults > 0)
    assert {PartKind.POLICE, PartKind.MEETING} <= set(needed)


@given(states=st.dictionaries(KINDS, st.sampled_from([*PartState])), children=st.integers(0, 1))
def test_nothing_is_agreed_while_one_part_is_not(states: dict[PartKind, PartState], children: int) -> None:
    needed = parts_needed(adults=1, children=children)
    parts = {str(kind): str(state) for kind, state in states.items()}
    expected = all(states.get(one) == PartState.AGREED for one in needed)
    assert all_agreed("planned", parts, needed) == expected
    assert not all_agreed("postponed", parts, needed)


def test_every_state_can_be_reached_and_a_turn_is_somebodys_until_the_end() -> None:
    reached = {State.REQUESTED}
    for _ in State:
        reached |= {State(after) for before in reached for after in FOLLOWS[before]}
    assert reached == set(State)
    for state in State:
        assert (whose_turn(state, [], has_left=False) == "nobody") == (not FOLLOWS[state])


def test_details_are_kept_for_fourteen_days_after_it_is_over_or_should_have_been() -> None:
    asked = {"asked_date": day(0), "planned_date": day(5)}
    assert details_end(state="arrived", over_date=day(6), **asked) == day(20)
    assert details_end(state="planned", over_date=day(6), **asked) == day(19)
    assert details_end(state="requested", over_date=None, asked_date=day(0), planned_date=None) == day(14)


@pytest.fixture
def asked() -> str:
    """A reception that an envoy has asked for, of a young woman and a child."""
    case, members = case_with(ADULT, CHILD)
    return reception.request_reception(reference=case, members=members, by=CEM, at=AT)


def parts(of: str, by: Actor = BO) -> dict[str, str]:
    """Give how each part stands."""
    return {one.kind: one.state for one in reception_detail(met(by, AT), of).parts}


@pytest.mark.django_db
def test_a_reception_is_there_for_who_asked_and_who_coordinates_and_for_nobody_else(asked: str) -> None:
    for by in (BO, CEM):
        assert [one.reference for one in receptions_of(met(by, AT))] == [asked]
    assert receptions_of(met(AUD, AT)) == ()
    with pytest.raises(CaseNotFound):
        reception_detail(met(AUD, AT), asked)
    case = reception_detail(met(CEM, AT), asked).line.own_case
    assert [one.reference for one in receptions_of_case(met(CEM, AT), case)] == [asked]
    assert reception_detail(met(BO, AT), asked).line.own_case == ""


@pytest.mark.django_db
def test_a_tie_shuts_a_reception_to_who_would_coordinate_it(asked: str) -> None:
    case = reception_detail(met(CEM, AT), asked).case_reference
    Tie.objects.create(service="SU", reference=case, account_id=BO.account_id, kind="kin", declared_at=AT)
    with pytest.raises(CaseNotFound):
        reception_detail(met(BO, AT), asked)
    assert reception_detail(met(ANNA, AT), asked).coordinates


@pytest.mark.django_db
def test_what_is_planned_is_agreed_part_by_part(asked: str) -> None:
    reception.plan_reception(reference=asked, arrival_date=day(5), by=BO, at=AT)
    assert parts(asked) == dict.fromkeys(map(str, parts_needed(adults=1, children=1)), "waiting")
    agreed(asked)
    found = reception_detail(met(CEM, AT), asked)
    assert (found.line.is_agreed, found.line.turn) == (True, "mission")
    reception.note_left(reference=asked, on_date=day(5), by=CEM, at=later(5))
    assert reception_detail(met(CEM, AT), asked).line.turn == "police"


@pytest.fixture
def pia() -> Actor:
    """The police's co-ordinator, with an account whose number is nobody else's in the cast."""
    known = CAST["pia"]
    account = Account.objects.create(
        pk=90, username="pia", display_name=known.display_name, directorate=known.directorate or ""
    )
    account.grants.create(role=known.role, granted_at=AT)
    return actor_of(account)


@pytest.fixture
def asked_of_pia(asked: str, pia: Actor) -> str:
    """A planned reception whose police part is asked of pia."""
    reception.plan_reception(reference=asked, arrival_date=day(5), by=BO, at=AT)
    reception.ask_part(reference=asked, kind="police_at_airport", account=pia.account_id, by=BO, at=AT)
    return asked


@pytest.mark.django_db
def test_the_police_see_their_own_part_and_nothing_of_the_case(asked_of_pia: str, pia: Actor) -> None:
    [part] = parts_for(met(pia, AT))
    assert (part.kind, part.arrival_date, part.adults, part.children) == ("police_at_airport", day(5), 1, 1)
    with pytest.raises(NotPermitted):
        reception_detail(met(pia, AT), asked_of_pia)
    with pytest.raises(NotPermitted):
        parts_for(met(AUD, AT))
    reception.answer_part(key=part.key, agreed=True, since=part.since, by=pia, at=AT)
    assert parts(asked_of_pia)["police_at_airport"] == "agreed"
    with pytest.raises(ReceptionRefused, match="answered already"):
        reception.answer_part(key=part.key, agreed=True, since=part.since, by=pia, at=AT)
    reception.answer_part(key=part.key, agreed=False, since=None, by=pia, at=AT)
    assert parts(asked_of_pia)["police_at_airport"] == "declined"
    assert parts_for(met(pia, AT)) == ()
    assert {one for one, _name in who_may_answer()} == {pia.account_id}


@pytest.mark.django_db
def test_a_part_is_not_there_for_who_is_shut_out_of_its_case(asked_of_pia: str, pia: Actor) -> None:
    [part] = parts_for(met(pia, AT))
    case = reception_detail(met(BO, AT), asked_of_pia).case_reference
    Tie.objects.create(service="SU", reference=case, account_id=pia.account_id, kind="kin", declared_at=AT)
    assert parts_for(met(pia, AT)) == ()
    with pytest.raises(CaseNotFound):
        part_for(met(pia, AT), part.key)
    with pytest.raises(ReceptionRefused, match="may answer"):
        reception.ask_part(
            reference=asked_of_pia, kind="police_at_airport", account=pia.account_id, by=BO, at=AT
        )


@pytest.mark.django_db
def test_a_case_worker_is_not_asked_for_a_part(asked: str) -> None:
    reception.plan_reception(reference=asked, arrival_date=day(5), by=BO, at=AT)
    with pytest.raises(ReceptionRefused, match="may answer"):
        reception.ask_part(
            reference=asked, kind="police_at_airport", account=account_of("aud").pk, by=BO, at=AT
        )


@pytest.mark.django_db
def test_another_day_re_opens_what_was_agreed_also_after_they_have_left(
    asked_of_pia: str, pia: Actor
) -> None:
    [part] = parts_for(met(pia, AT))
    reception.answer_part(key=part.key, agreed=True, since=part.since, by=pia, at=AT)
    agreed(asked_of_pia)
    reception.note_left(reference=asked_of_pia, on_date=day(5), by=CEM, at=later(5))
    reception.change_day(reference=asked_of_pia, arrival_date=day(6), by=CEM, at=later(5))
    # Pia is asked by being told; whoever is asked outside the house waits for somebody to do it.
    states = parts(asked_of_pia)
    assert states.pop("police_at_airport") == "asked"
    assert set(states.values()) == {"waiting"}
    # Who has left comes, whatever is agreed.
    reception.note_arrival(reference=asked_of_pia, on_date=day(6), by=BO, at=later(6))
    assert reception_detail(met(BO, later(6)), asked_of_pia).line.state == "arrived"


@pytest.mark.django_db
def test_a_postponed_reception_is_planned_and_agreed_anew(asked: str) -> None:
    reception.plan_reception(reference=asked, arrival_date=day(5), by=BO, at=AT)
    agreed(asked)
    reception.postpone_reception(reference=asked, why="flight_cancelled", by=CEM, at=AT)
    assert set(parts(asked).values()) == {"over"}
    reception.plan_reception(reference=asked, arrival_date=day(9), by=BO, at=AT)
    assert set(parts(asked).values()) == {"waiting"}
    assert not reception_detail(met(BO, AT), asked).line.is_agreed


Verb = Callable[[str], Any]
WRONG: dict[str, tuple[Verb, str]] = {
    "planning for yesterday": (
        lambda of: reception.plan_reception(reference=of, arrival_date=day(-1), by=BO, at=AT),
        "today or a later day",
    ),
    "planning for no day": (
        lambda of: reception.plan_reception(reference=of, arrival_date=None, by=BO, at=AT),
        "Say which day",
    ),
    "leaving before all agree": (
        lambda of: reception.note_left(reference=of, on_date=day(0), by=CEM, at=AT),
        "not everything|Not everything",
    ),
    "arriving before all agree": (
        lambda of: reception.note_arrival(reference=of, on_date=day(0), by=BO, at=AT),
        "Not everything",
    ),
    "arriving tomorrow": (
        lambda of: (agreed(of), reception.note_arrival(reference=of, on_date=day(1), by=BO, at=AT)),
        "not come yet",
    ),
    "arriving before asking": (
        lambda of: (agreed(of), reception.note_arrival(reference=of, on_date=day(-1), by=BO, at=AT)),
        "before what it follows",
    ),
    "handing over before arriving": (
        lambda of: reception.note_handover(reference=of, on_date=day(0), by=BO, at=AT),
        "as the reception stands",
    ),
    "talking before handing over": (
        lambda of: reception.note_interview(reference=of, on_date=day(0), by=BO, at=AT),
        "as the reception stands",
    ),
    "cancelling without a reason": (
        lambda of: reception.cancel_reception(reference=of, why="", by=BO, at=AT),
        "Say why",
    ),
    "asking for what is not needed": (
        lambda of: reception.ask_part(reference=of, kind="orchestra", account=None, by=BO, at=AT),
        "nothing like that",
    ),
    "answering before asking": (
        lambda of: reception.note_answer(reference=of, kind="who_meets", agreed=True, by=BO, at=AT),
        "Nobody has been asked",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("named", WRONG)
def test_what_is_impossible_is_refused_in_clear_words(named: str, asked: str) -> None:
    call, why = WRONG[named]
    reception.plan_reception(reference=asked, arrival_date=day(5), by=BO, at=AT)
    before = Reception.objects.values().get(reference=asked)
    with pytest.raises(ReceptionRefused, match=why):
        call(asked)
    assert Reception.objects.values().get(reference=asked) == before


@pytest.mark.django_db
def test_nobody_is_expected_twice_at_a_time() -> None:
    case, members = case_with(ADULT)
    reception.request_reception(reference=case, members=members, by=CEM, at=AT)
    with pytest.raises(ReceptionRefused, match="for one of them already"):
        reception.request_reception(reference=case, members=members, by=CEM, at=AT)
    with pytest.raises(ReceptionRefused, match="who comes home"):
        reception.request_reception(reference=case, members=[], by=CEM, at=AT)
    with pytest.raises(ReceptionRefused, match="not noted in the case"):
        reception.request_reception(reference=case, members=["0" * 16], by=CEM, at=AT)


@pytest.mark.django_db
def test_facts_count_people_and_days_and_point_at_nobody(asked: str) -> None:
    reception.plan_reception(reference=asked, arrival_date=day(5), by=BO, at=later(2))
    [fact] = reception_facts(2024)
    assert (fact.adults, fact.children, fact.state) == (1, 1, "planned")
    assert [one.days for one in reception_days(2024)] == [{"requested": 2}]
    assert list(reception_facts(2025)) == list(reception_days(2025)) == []


@pytest.mark.django_db
def test_a_wait_is_of_the_year_in_which_it_ended() -> None:
    case, members = case_with(ADULT)
    asked_at = at_ten(date(2024, 12, 20))
    one = reception.request_reception(reference=case, members=members, by=CEM, at=asked_at)
    planned_at = at_ten(date(2025, 1, 3))
    reception.plan_reception(reference=one, arrival_date=date(2025, 1, 9), by=BO, at=planned_at)
    assert [len(list(reception_facts(year))) for year in (2024, 2025)] == [1, 0]
    assert list(reception_days(2024)) == []
    assert [found.days for found in reception_days(2025)] == [{"requested": 14}]


@pytest.fixture
def sealed(asked_of_pia: str, pia: Actor) -> str:
    """A reception whose details bo, cem and pia can open, written by cem."""
    allow("SU", "identified", *fields_in("C"))
    for name in ("bo", "cem"):
        account_of(name)
    enrol(BO, CEM, pia, FINN, HEGE, IVAR)
    appoint_escrow(holders=[FINN.username, HEGE.username, IVAR.username], by=FINN, at=AT)
    reception.open_details(reference=asked_of_pia, officers=["bo", "cem", "pia"], by=GRO, at=AT)
    write(asked_of_pia, DETAILS)
    return asked_of_pia


def write(of: str, values: dict[str, str], by: Actor = CEM) -> None:
    """Seal details with one's own passphrase."""
    reception.write_details(reference=of, values=values, passphrase=passphrase_of(by), by=by, at=AT)


@pytest.mark.django_db
def test_an_envoy_writes_the_flight_and_the_police_read_it_and_it_stands_nowhere_in_clear(
    sealed: str, pia: Actor
) -> None:
    key = parts_for(met(pia, AT))[0].key
    read = {"passphrase": passphrase_of(pia), "by": pia, "at": AT}
    assert reception.read_details_of_part(key=key, **read) == DETAILS
    assert reception.read_details(reference=sealed, passphrase=passphrase_of(BO), by=BO, at=AT) == DETAILS
    for alias in connections:
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  a table's own name
                assert not any("anary" in str(row) or "anari" in str(row) for row in cursor.fetchall())
    case = reception_detail(met(BO, AT), sealed).case_reference
    seen = AuditLine.objects.filter(event="reception.details_read", subject=case)
    assert [line.actor_username for line in seen] == ["pia", "bo"]


@pytest.mark.django_db
def test_who_is_no_officer_opens_nothing_and_who_forgets_the_passphrase_neither(sealed: str) -> None:
    with pytest.raises(CaseNotFound):
        reception.read_details(reference=sealed, passphrase="x", by=ANNA, at=AT)
    with pytest.raises(ReceptionRefused, match="passphrase is wrong"):
        reception.read_details(reference=sealed, passphrase="wrong", by=BO, at=AT)
    with pytest.raises(NotPermitted):
        reception.open_details(reference=sealed, officers=["bo"], by=BO, at=AT)
    with pytest.raises(ReceptionRefused, match="officers already"):
        reception.open_details(reference=sealed, officers=["bo"], by=GRO, at=AT)
    assert details_outline(met(ANNA, AT), sealed).officers == ()


@pytest.mark.django_db
def test_another_flight_written_over_the_first_re_opens_what_was_agreed(sealed: str) -> None:
    agreed(sealed)
    write(sealed, {"shelter": "Another house"})
    assert reception_detail(met(BO, AT), sealed).line.is_agreed
    write(sealed, {"flight": "Another one"})
    assert not reception_detail(met(BO, AT), sealed).line.is_agreed


@pytest.mark.django_db
def test_nothing_is_written_without_a_legal_basis(asked: str) -> None:
    with pytest.raises(ReceptionRefused, match="does not come this near"):
        write(asked, DETAILS)


@pytest.mark.django_db
def test_details_are_destroyed_by_the_clock_and_stay_gone(sealed: str, pia: Actor) -> None:
    agreed(sealed)
    reception.note_left(reference=sealed, on_date=day(5), by=CEM, at=later(5))
    reception.note_arrival(reference=sealed, on_date=day(5), by=BO, at=later(5))
    assert reception.fire_details(by=SYSTEM, at=later(18)) == 0
    assert PlaceField.objects.count() == len(DETAILS)
    assert reception.fire_details(by=SYSTEM, at=later(19)) == 1
    assert reception.fire_details(by=SYSTEM, at=later(20)) == 0
    assert not PlaceField.objects.exists()
    assert details_outline(met(BO, later(20)), sealed).destroyed
    assert not details_of_part(
        met(pia, later(20)), Part.objects.get(account_id=pia.account_id).key
    ).is_officer
    with pytest.raises(ReceptionRefused, match="have been destroyed"):
        reception.open_details(reference=sealed, officers=["bo"], by=GRO, at=later(20))
    with pytest.raises(NotPermitted):
        reception.fire_details(by=BO, at=later(20) + timedelta(days=1))


@pytest.mark.django_db
def test_nobody_agrees_to_a_plan_that_was_changed_after_they_saw_it(asked_of_pia: str, pia: Actor) -> None:
    [seen] = parts_for(met(pia, AT))
    reception.change_day(reference=asked_of_pia, arrival_date=day(6), by=CEM, at=later(1))
    for since in (seen.since, None):
        with pytest.raises(ReceptionRefused, match="asked anew"):
            reception.answer_part(key=seen.key, agreed=True, since=since, by=pia, at=later(1))
    assert parts(asked_of_pia)["police_at_airport"] == "asked"
    [new] = parts_for(met(pia, later(1)))
    reception.answer_part(key=new.key, agreed=True, since=new.since, by=pia, at=later(1))
    assert parts(asked_of_pia)["police_at_airport"] == "agreed"


@pytest.mark.django_db
def test_an_adult_who_turns_out_to_be_a_child_leaves_only_when_child_welfare_is_asked_too() -> None:
    case, [key] = case_with(ADULT)
    alone = reception.request_reception(reference=case, members=[key], by=CEM, at=AT)
    agreed(alone)
    assert reception_detail(met(CEM, AT), alone).line.is_agreed
    young = replace(ADULT, age_group="child_under_18", age_years=17)
    correct_member(reference=case, key=key, draft=young, by=CEM, at=AT)
    with pytest.raises(ReceptionRefused, match="turned out to be a child"):
        reception.note_left(reference=alone, on_date=day(5), by=CEM, at=later(5))
    reception.cancel_reception(reference=alone, why="other_solution", by=CEM, at=later(5))
    anew = reception.request_reception(reference=case, members=[key], by=CEM, at=later(5))
    reception.plan_reception(reference=anew, arrival_date=day(6), by=BO, at=later(5))
    assert "child_welfare" in parts(anew)


@pytest.mark.django_db
def test_who_was_met_before_anybody_noted_that_they_left_has_left_all_the_same(asked: str) -> None:
    agreed(asked)
    reception.note_arrival(reference=asked, on_date=day(5), by=BO, at=later(6))
    with pytest.raises(ReceptionRefused, match="arrived already"):
        reception.note_left(reference=asked, on_date=day(6), by=CEM, at=later(6))
    reception.note_left(reference=asked, on_date=day(5), by=CEM, at=later(6))
    assert reception_detail(met(CEM, later(6)), asked).left_date == day(5)


@pytest.mark.django_db
def test_nobody_whom_the_case_is_shut_to_is_named_as_its_receiver() -> None:
    case, [key] = case_with(ADULT)
    Block.objects.create(service="SU", reference=case, account_id=BO.account_id, blocked_by=1, blocked_at=AT)
    with pytest.raises(ReceptionRefused, match="Choose somebody in the Expert Team"):
        reception.request_reception(reference=case, members=[key], to=BO.account_id, by=CEM, at=AT)


@pytest.mark.django_db
def test_the_person_is_told_that_the_police_have_looked_at_their_part(asked_of_pia: str, pia: Actor) -> None:
    case = reception_detail(met(BO, AT), asked_of_pia).case_reference
    [part] = parts_for(met(pia, AT))
    assert reception.read_part(key=part.key, by=met(pia, AT), at=AT) == part
    assert AuditLine.objects.get(event="reception.part_read").subject == case
    assert "reception.part_read" in PURPOSES
