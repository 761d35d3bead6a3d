"""Before the holidays: open cases with fear of an involuntary stay and no contact plan, the own service's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from fristed.casework.cases.actions import add_current_concern, close_case, register_case
from fristed.casework.plans.actions import promise_signs, withdraw_sign, write_contact_plan
from fristed.casework.plans.models import Sign
from fristed.casework.plans.queries import without_contact_plan
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted
from tests.spec.cast import AUD, BO, DINA, at_ten, plain_case

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
AT = at_ten(DAY)
FEAR = "fear_involuntary_stay_abroad"


def case(by: Actor = BO, concern: str = FEAR, on: date = DAY) -> str:
    """Register a case."""
    draft = plain_case(by.service or "", on, main_concern=concern, concern_basis="feared", abroad_case=False)
    return register_case(draft=draft, by=by, at=at_ten(on)).reference


def listed(by: Actor = BO) -> list[str]:
    """Give the cases on somebody's list."""
    return [one.reference for one in without_contact_plan(replace(by, at=AT))]


def test_a_case_is_listed_until_there_is_a_contact_plan() -> None:
    reference = case()
    assert listed() == [reference]
    write_contact_plan(reference=reference, text="Ring hver kveld", version=0, by=BO, at=AT)
    assert listed() == []


def test_the_fear_may_be_the_main_concern_one_beside_it_or_any_that_was_noted() -> None:
    by_main, later, other = case(), case(concern="threats_and_violence"), case(concern="threats_and_violence")
    add_current_concern(reference=later, concern=FEAR, on_date=DAY, by=BO, at=AT)
    add_current_concern(reference=other, concern=FEAR, on_date=DAY, by=BO, at=AT)
    add_current_concern(
        reference=other,
        concern="negative_social_control",
        on_date=DAY + timedelta(days=1),
        by=BO,
        at=at_ten(DAY + timedelta(days=1)),
    )
    draft = plain_case("KT", DAY, main_concern="threats_and_violence", secondary_concerns=(FEAR,))
    beside = register_case(draft=draft, by=BO, at=AT).reference
    case(concern="threats_and_violence")
    assert set(listed()) == {by_main, later, other, beside}


def test_a_plan_counts_for_half_a_year_and_while_a_sign_of_life_is_awaited() -> None:
    reference = case()
    write_contact_plan(reference=reference, text="Ring hver kveld", version=0, by=BO, at=AT)
    later = AT + timedelta(days=400)
    assert [one.old_plan_date for one in without_contact_plan(replace(BO, at=later))] == [DAY]
    promise_signs(
        reference=reference,
        first_date=later.date() + timedelta(days=3),
        by_time=time(20, 0),
        every_days=None,
        times=1,
        by=BO,
        at=later,
    )
    assert without_contact_plan(replace(BO, at=later)) == ()
    past = without_contact_plan(replace(BO, at=later + timedelta(days=5)))
    assert [one.old_plan_date for one in past] == [DAY]
    sign = Sign.objects.get().key
    withdraw_sign(reference=reference, key=sign, by=BO, at=later)
    assert len(without_contact_plan(replace(BO, at=later))) == 1


def test_a_case_without_any_plan_has_no_day_of_one() -> None:
    case()
    assert [one.old_plan_date for one in without_contact_plan(replace(BO, at=AT))] == [None]


def test_closed_cases_and_those_of_other_services_are_not_listed() -> None:
    closed = case()
    close_case(reference=closed, on_date=DAY, by=BO, at=AT)
    case(by=AUD)
    assert listed() == []
    assert len(listed(AUD)) == 1


def test_own_cases_come_first_then_those_spoken_with_longest_ago() -> None:
    colleague = replace(BO, account_id=77, username="ola")
    old, new = case(by=colleague, on=DAY - timedelta(days=40)), case(by=colleague, on=DAY - timedelta(days=2))
    own = case()
    found = without_contact_plan(replace(BO, at=AT))
    assert [one.reference for one in found if not one.is_own] in ([old, new], [old, new, own])
    assert found[0].is_own == any(one.is_own for one in found)


def test_who_follows_up_no_cases_gets_no_list() -> None:
    with pytest.raises(NotPermitted):
        without_contact_plan(replace(DINA, at=AT))
