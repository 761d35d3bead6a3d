"""Facts of a year: persons, not cases, in their roles; place-days of half-years."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from fristed.casework.housing import actions
from fristed.casework.housing.fact_queries import housed_facts, occupancy_facts
from fristed.casework.housing.facts import Wishes
from fristed.casework.housing.models import Application, Person, Place
from tests.spec.cast import at_ten
from tests.unit.casework.housing.world import (
    ADULT,
    BO,
    CHILD,
    HILDE,
    PARTNER,
    TOVE,
    accepted,
    asked,
    days,
    dwelling,
    housed,
    on,
    places_of,
    provider,
)

pytestmark = pytest.mark.django_db


def test_persons_are_counted_in_their_roles_and_ages_of_adults_only() -> None:
    housed("", ADULT, CHILD)
    found = {one.role: one for one in housed_facts(2024)}
    adult, child = found["adult"], found["accompanying_child"]
    assert (adult.age_years, child.age_years, adult.country) == (22, None, "PK")
    for one in (adult, child):
        assert one.assessed_in_year
        assert one.allocated_in_year
        assert one.resident_in_year
        assert one.moved_in_in_year
        assert not one.still_assessed_at_year_end
    assert list(housed_facts(2023)) == []
    [later, _child] = housed_facts(2025)
    assert (later.resident_in_year, later.moved_in_in_year, later.assessed_in_year) == (True, False, False)


def test_who_is_still_assessed_at_the_end_of_a_year_is_so_in_that_year_and_the_next() -> None:
    reference = asked(ADULT)
    assert list(housed_facts(2024)) == []
    actions.note_mapping(reference=reference, wishes=Wishes(), by=HILDE, **on(5))
    for year in (2024, 2025):
        [one] = housed_facts(year)
        assert one.assessed_in_year
        assert one.still_assessed_at_year_end
    actions.refuse_place(reference=reference, why="withdrew", by=HILDE, **on(310))
    [ended] = housed_facts(2024)
    assert not list(housed_facts(2026))
    assert ended.assessed_in_year


def test_one_person_with_two_applications_is_one_person() -> None:
    first = accepted(ADULT)
    actions.refuse_place(reference=first, why="withdrew", by=HILDE, **on(20))
    [refused] = housed_facts(2024)
    assert (refused.not_offered_why, refused.still_assessed_at_year_end) == ("withdrew", False)
    case, member = Person.objects.values_list("application__case__reference", "member__key").get()
    again = actions.ask_for_place(
        reference=case, member=member, companions=(), scheme="housing", came_from="police", by=BO, **on(30)
    )
    actions.note_mapping(reference=again, wishes=Wishes(), by=HILDE, **on(31))
    assert Person.objects.count() == 2
    [both] = housed_facts(2024)
    assert (both.not_offered_why, both.still_assessed_at_year_end) == ("withdrew", True)
    assert not both.allocated_in_year


def test_the_person_of_two_cases_is_one_and_those_who_come_along_cannot_be_known() -> None:
    for _case in range(2):
        actions.note_mapping(reference=asked(ADULT, CHILD), wishes=Wishes(), by=HILDE, **on(5))
    assert Counter(one.role for one in housed_facts(2024)) == {"adult": 2, "accompanying_child": 2}
    Application.objects.update(person_pseudonym="p1-same")
    assert Counter(one.role for one in housed_facts(2024)) == {"adult": 1, "accompanying_child": 2}


def test_occupancy_counts_days_of_those_who_take_a_place_and_days_of_the_dated_capacity() -> None:
    home = dwelling(provider(TOVE), places=4)
    Place.objects.update(from_date=date(2024, 1, 1))
    reference = accepted(ADULT, CHILD)
    actions.allocate_places(reference=reference, places=places_of(home)[:1], by=HILDE, **on(13))
    actions.move_in(reference=reference, by=TOVE, **on(14))
    actions.move_out(reference=reference, why="own_home", by=TOVE, **on(14 + 110))
    actions.cut_place(place=places_of(home)[3], to_date=date(2024, 7, 1), by=HILDE, at=at_ten(days(150)))
    first, second = occupancy_facts(2024)
    assert (first.occupied_place_days, first.available_place_days) == (105, 4 * 182)
    assert (second.occupied_place_days, second.available_place_days) == (5, 3 * 184)


def test_a_couple_takes_two_places() -> None:
    home = dwelling(provider(TOVE), places=2)
    housed(home, ADULT, PARTNER)
    first, _second = occupancy_facts(2024)
    assert first.occupied_place_days == 2 * (date(2024, 7, 1) - date(2024, 3, 18)).days
