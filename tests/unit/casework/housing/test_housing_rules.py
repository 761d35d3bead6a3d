"""What is refused, in clear words and with nothing changed; the pilot; dated capacity; long stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.housing import actions
from fristed.casework.housing.actions import addresses
from fristed.casework.housing.codes import FOLLOWS, WAITS_FOR, State
from fristed.casework.housing.facts import Wishes
from fristed.casework.housing.models import Application, Person, Stay, StayWarning, Step
from fristed.casework.housing.parameters import parameters
from fristed.casework.housing.queries import address_outline, application_detail, board, fitting_places
from fristed.casework.housing.refusals import HousingRefused
from fristed.casework.housing.rules import half_of, last_day
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.notifying.models import GivenNotice
from fristed.foundation.vault.facts import Owner
from fristed.foundation.vault.models import SealedField
from tests.spec.cast import at_ten
from tests.unit.casework.housing.world import (
    ADULT,
    AT,
    BO,
    CHILD,
    HILDE,
    PARTNER,
    PER,
    TOVE,
    accepted,
    asked,
    case_with,
    days,
    dwelling,
    housed,
    on,
    places_of,
    provider,
    recommended,
    state_of,
)

pytestmark = pytest.mark.django_db


def refused(verb: Callable[..., Any], **given: Any) -> tuple[tuple[str, str], ...]:
    """Call a verb that is refused; give why. Nothing has changed, and no line was written."""
    before = [list(model.objects.order_by("pk").values()) for model in (Application, Step, Stay)]
    lines = AuditLine.objects.count()
    with pytest.raises(HousingRefused) as refusal, transaction.atomic():
        verb(**given)
    assert before == [list(model.objects.order_by("pk").values()) for model in (Application, Step, Stay)]
    assert lines == AuditLine.objects.count()
    assert refusal.value.sentence
    return refusal.value.problems


def test_every_state_has_what_follows_and_whose_step_it_is_and_each_is_reached() -> None:
    assert set(FOLLOWS) == set(State) == set(WAITS_FOR)
    reached = {State.CONTACT}
    for _ in State:
        reached |= {after for one in reached for after in FOLLOWS[one]}
    assert reached == set(State)


def test_a_place_is_for_an_adult_who_is_asked_for_once() -> None:
    case, [child] = case_with(CHILD)
    give: dict[str, Any] = {"companions": (), "scheme": "housing", "came_from": "nav", "by": BO}
    assert refused(actions.ask_for_place, reference=case, member=child, **give, **on(0)) == (
        ("member", "adults_only"),
    )
    case, [adult] = case_with(ADULT)
    assert refused(
        actions.ask_for_place, reference=case, member=adult, **give, **on(1, at=AT.replace(month=1))
    )
    actions.ask_for_place(reference=case, member=adult, **give, **on(0))
    assert refused(actions.ask_for_place, reference=case, member=adult, **give, **on(0)) == (
        ("member", "asked_already"),
    )


def test_days_to_come_and_steps_backwards_are_refused() -> None:
    reference = asked()
    later = {"on_date": days(3), "at": at_ten(days(2))}
    assert refused(actions.note_mapping, reference=reference, wishes=Wishes(), by=HILDE, **later) == (
        ("on_date", "day_to_come"),
    )
    actions.note_mapping(reference=reference, wishes=Wishes(), by=HILDE, **on(5))
    early = {"on_date": days(4), "at": at_ten(days(6))}
    assert refused(actions.ask_security, reference=reference, by=HILDE, **early) == (
        ("on_date", "day_before_last_step"),
    )
    assert refused(actions.note_mapping, reference=reference, wishes=Wishes(), by=HILDE, **on(6)) == (
        ("", "step_not_next"),
    )
    none = {"on_date": None, "at": at_ten(days(6))}
    assert refused(actions.ask_security, reference=reference, by=HILDE, **none) == (
        ("on_date", "day_missing"),
    )


@pytest.mark.parametrize(
    ("suitability", "ground", "problem"),
    [
        ("", "", ("suitability", "suitability_missing")),
        ("suitable", "", ("ground", "ground_missing")),
        ("suitable", "does_not_wish_help", ("ground", "ground_does_not_fit")),
        ("not_suitable", "needs_protection_and_wishes_help", ("ground", "ground_does_not_fit")),
        ("suitable", "meets_criteria_of_pilot", ("ground", "ground_does_not_fit")),
    ],
)
def test_an_assessment_needs_a_ground_that_goes_with_it(
    suitability: str, ground: str, problem: tuple[str, str]
) -> None:
    reference = recommended()
    given = {"suitability": suitability, "ground": ground}
    assert refused(actions.assess_application, reference=reference, by=HILDE, **given, **on(10)) == (problem,)


def test_without_a_recommendation_no_place_in_the_scheme_is_right() -> None:
    right = {"suitability": "suitable", "ground": "needs_protection_and_wishes_help"}
    reference = asked()
    actions.note_mapping(reference=reference, wishes=Wishes(), by=HILDE, **on(1))
    assert refused(actions.assess_application, reference=reference, by=HILDE, **right, **on(2)) == (
        ("", "police_first"),
    )
    actions.ask_security(reference=reference, by=HILDE, **on(2))
    actions.answer_security(reference=reference, is_recommended=False, by=PER, **on(3))
    assert refused(actions.assess_application, reference=reference, by=HILDE, **right, **on(4)) == (
        ("suitability", "not_recommended"),
    )
    wrong = {"suitability": "not_suitable", "ground": "needs_another_kind_of_help"}
    actions.assess_application(reference=reference, by=HILDE, **wrong, **on(4))
    assert refused(actions.offer_place, reference=reference, by=HILDE, **on(5)) == (("", "not_suitable"),)
    assert refused(actions.refuse_place, reference=reference, why="", by=HILDE, **on(5)) == (
        ("why", "reason_missing"),
    )
    actions.refuse_place(reference=reference, why="security", by=HILDE, **on(5))


def test_the_pilot_needs_no_threat_but_one_of_its_own_criteria_and_stands_in_the_same_queue() -> None:
    reference = asked(scheme="return_pilot")
    right = {"suitability": "suitable", "ground": "meets_criteria_of_pilot"}
    actions.note_mapping(reference=reference, wishes=Wishes(), by=HILDE, **on(1))
    assert refused(actions.assess_application, reference=reference, by=HILDE, **right, **on(2)) == (
        ("ground", "criteria_missing"),
    )
    actions.note_wishes(reference=reference, wishes=Wishes(criteria=("disability",)), by=HILDE, at=AT)
    actions.assess_application(reference=reference, by=HILDE, **right, **on(2))
    actions.put_on_waiting_list(reference=reference, why="no_free_place", by=HILDE, **on(3))
    assert board(HILDE, at=AT).waiting == 1


def test_over_capacity_an_expired_clearance_and_two_dwellings_are_refused() -> None:
    home, other = dwelling(places=1), dwelling(places=2, cleared=False)
    alone, couple = accepted(ADULT), accepted(ADULT, PARTNER)
    give: dict[str, Any] = {"by": HILDE, **on(13)}
    first, others = places_of(home)[0], places_of(other)
    for reference, places, problem in (
        (alone, [], "places_missing"),
        (alone, ["AAAAA-AAAAA"], "place_unknown"),
        (alone, [others[0]], "not_cleared"),
        (couple, [first], "places_missing"),
        (couple, [first, first], "places_missing"),
        (couple, [first, others[0]], "more_dwellings"),
    ):
        assert refused(actions.allocate_places, reference=reference, places=places, **give) == (
            ("places", problem),
        )
    actions.allocate_places(reference=alone, places=[first], **give)
    actions.clear_dwelling(dwelling=other, from_date=days(0), to_date=days(13), by=PER, at=at_ten(days(13)))
    late = {"by": HILDE, **on(14)}
    assert refused(actions.allocate_places, reference=couple, places=others, **late) == (
        ("places", "not_cleared"),
    )
    actions.end_clearance(dwelling=other, by=PER, at=at_ten(days(13)))
    assert refused(actions.allocate_places, reference=couple, places=others, **give)


def test_a_zone_to_keep_away_from_is_refused_whatever_the_helper_is_asked() -> None:
    home = dwelling(zone="c")
    reference = accepted(ADULT, wishes=Wishes(shuns=("c",), keeps_away=True))
    [found] = fitting_places(HILDE, reference, on=days(13)).candidates
    assert found.reasons == (("zone_shunned", ""),)
    assert refused(
        actions.allocate_places, reference=reference, places=places_of(home)[:1], by=HILDE, **on(13)
    ) == (("places", "zone_shunned"),)


def test_a_place_is_free_from_the_day_of_moving_out_and_not_before() -> None:
    home = dwelling(places=1)
    first = housed(home)
    actions.move_out(reference=first, why="own_home", by=TOVE, **on(40))
    second = accepted(ADULT)
    give: dict[str, Any] = {"reference": second, "places": places_of(home), "by": HILDE}
    early = {"on_date": days(39), "at": at_ten(days(41))}
    assert refused(actions.allocate_places, **give, **early) == (("places", "place_taken"),)
    actions.allocate_places(**give, **on(40))


def test_the_database_itself_gives_no_place_twice_and_nobody_two_places() -> None:
    home = dwelling(places=2)
    reference = housed(home)
    stay = Stay.objects.get()
    other = accepted(ADULT)
    person = Person.objects.get(application__reference=other)
    same_place: dict[str, Any] = {
        "application_id": person.application_id,
        "person": person,
        "member_id": person.member_id,
        "place": stay.place,
        "takes_place": True,
        "from_date": days(13),
    }
    same_person = {**same_place, "member_id": stay.member_id, "takes_place": False}
    negative = {**same_place, "takes_place": False, "ended_date": days(12)}
    for row in (same_place, same_person, negative):
        with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
            Stay.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.filter(application__reference=reference, state="moved_in").update(
            state="not_offered", why=""
        )


def test_a_child_takes_no_place_unless_the_parameter_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parameters().child_takes_a_place is False
    reference = asked(ADULT, CHILD)
    assert [one.takes_place for one in application_detail(HILDE, reference, at=AT).people] == [True, False]


def test_a_stay_beyond_nine_months_is_an_exception_with_a_reason() -> None:
    reference = housed()
    last = last_day(days(14), months=9)
    long = (last - days(0)).days
    plan: dict[str, Any] = {"reference": reference, "by": TOVE}
    assert refused(actions.plan_move_out, **plan, planned_date=days(long + 1), **on(200)) == (
        ("planned_date", "longest_stay"),
    )
    more: dict[str, Any] = {"reference": reference, "by": HILDE, "at": at_ten(days(200)), "words": ""}
    assert refused(actions.extend_stay, **more, until_date=days(long + 30), why="") == (
        ("why", "reason_missing"),
    )
    assert refused(actions.extend_stay, **more, until_date=last, why="no_home_yet") == (
        ("until_date", "not_longer"),
    )
    with pytest.raises(NotPermitted):
        actions.extend_stay(**{**more, "by": TOVE}, until_date=days(long + 30), why="no_home_yet")
    actions.extend_stay(**more, until_date=days(long + 30), why="no_home_yet")
    found = application_detail(HILDE, reference, at=at_ten(days(200)))
    assert found.stay is not None
    assert found.stay.last_date == days(long + 30)
    actions.plan_move_out(**plan, planned_date=days(long + 1), **on(200))


def test_those_who_look_after_a_stay_are_warned_once_after_six_eight_and_nine_months() -> None:
    housed()
    for month, day in ((6, 14 + 184), (8, 14 + 245), (9, 14 + 275)):
        at = at_ten(days(day))
        assert actions.fire_stay_warnings(by=SYSTEM, at=at) == 1
        assert actions.fire_stay_warnings(by=SYSTEM, at=at) == 0
        assert StayWarning.objects.filter(months=month).count() == 1
    told = GivenNotice.objects.filter(kind="stay_long").values_list("account_id", "reference")
    assert set(told) == {(HILDE.account_id, ""), (TOVE.account_id, "")}


def test_the_capacity_is_dated_a_place_is_cut_and_two_are_added() -> None:
    home = dwelling(places=3)
    actions.cut_place(place=places_of(home)[0], to_date=days(10), by=HILDE, at=AT)
    actions.open_places(dwelling=home, places=2, from_date=days(20), by=HILDE, at=AT)
    counted = [board(HILDE, at=at_ten(days(day))).capacity for day in (9, 10, 19, 20)]
    assert counted == [3, 2, 2, 4]
    assert refused(actions.cut_place, place=places_of(home)[0], to_date=days(30), by=HILDE, at=AT) == (
        ("", "cut_already"),
    )
    actions.allocate_places(reference=accepted(ADULT), places=places_of(home)[1:2], by=HILDE, **on(13))
    taken = Stay.objects.get().place.reference
    assert refused(actions.cut_place, place=taken, to_date=days(30), by=HILDE, at=AT)


def test_family_work_is_noted_only_where_it_is_wished_and_its_conditions_are_sealed() -> None:
    reference = asked()
    no: dict[str, Any] = {
        "is_wished": False,
        "with_counselling_office": False,
        "result": "",
        "conditions": "",
    }
    actions.note_family_work(reference=reference, by=HILDE, **no, **on(1))
    assert refused(actions.note_family_talk, reference=reference, talk_with="family", by=HILDE, **on(1)) == (
        ("", "family_not_wished"),
    )
    assert refused(
        actions.note_family_work,
        reference=reference,
        by=HILDE,
        **{**no, "result": "safe_contact_is_possible"},
        **on(1),
    )
    yes = {**no, "is_wished": True, "conditions": "Bare bror, og aldri alene."}
    actions.note_family_work(reference=reference, by=HILDE, **yes, **on(2))
    actions.note_family_work(reference=reference, by=HILDE, **yes, **on(3))
    actions.note_family_talk(reference=reference, talk_with="person", by=HILDE, **on(3))
    found = actions.read_application(reference=reference, by=HILDE, at=at_ten(days(4)))
    assert found.conditions == "Bare bror, og aldri alene."
    assert found.family is not None
    assert found.family.talks == (("person", days(3)),)
    assert all(b"bror" not in bytes(one.sealed) for one in SealedField.objects.all())


def test_an_address_is_for_its_officers_alone_and_nobody_else_is_told_that_there_is_one() -> None:
    home = dwelling()
    with pytest.raises(NotPermitted):
        actions.read_dwelling_place(dwelling=home, passphrase="x", by=TOVE, at=AT)
    with pytest.raises(CaseNotFound):
        actions.read_dwelling_place(dwelling=home, passphrase="x", by=HILDE, at=AT)
    assert Owner("KT", home).service == addresses.HOME
    assert address_outline(HILDE, home).officers == ()
    with pytest.raises(CaseNotFound):
        actions.write_dwelling_place(
            dwelling=home, address="", municipality="", passphrase="x", by=HILDE, at=AT
        )


def test_one_account_acts_for_one_provider_until_it_is_let_out() -> None:
    first, second = provider(TOVE), provider()
    who: dict[str, Any] = {"account": TOVE.account_id, "by": HILDE, "at": AT}
    assert refused(actions.let_in_staff, provider=second, **who)
    assert refused(actions.let_in_staff, provider=second, **{**who, "account": PER.account_id})
    actions.let_out_staff(provider=first, **who)
    actions.let_in_staff(provider=second, **who)
    reference = housed(dwelling(second))
    assert state_of(reference) == "moved_in"


@pytest.mark.parametrize(("half", "days_of"), [(1, 182), (2, 184)])
def test_the_halves_of_a_leap_year_have_all_its_days(half: int, days_of: int) -> None:
    begun, over = half_of(2024, half)
    assert (over - begun).days == days_of
