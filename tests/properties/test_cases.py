"""The year rule and the trail, for any story: contacts never make cases, and each year counts once."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from fristed.casework.cases.actions import (
    RegistrationRefused,
    add_contact,
    add_current_concern,
    close_case,
    register_case,
    reopen_case,
)
from fristed.casework.cases.checks import validate_registration
from fristed.casework.cases.codes import CountryGround
from fristed.casework.cases.fact_queries import case_facts
from fristed.casework.cases.facts import CaseDraft
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import case_detail, cases_visible_to
from fristed.casework.cases.rules import counted_years, country_background, day_of
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.queries import verify_chain
from fristed.foundation.days import OSLO
from fristed.methods.classifications import code_list
from tests.sealed import lift_the_seal
from tests.spec.cast import AUD, at_ten, plain_case

# Days around two New Years: there the rule bends.
AROUND_NEW_YEAR = st.sampled_from(
    [date(2022, 12, 31) + timedelta(days=offset) for offset in (*range(-3, 4), *range(362, 369), 400)]
)
LAST = at_ten(date(2024, 12, 30))
COUNTRIES = st.sampled_from(["NO", "SO", "PK", "", "unknown"])
STEPS = st.lists(
    st.tuples(st.sampled_from(["contact", "concern", "close", "reopen"]), AROUND_NEW_YEAR), max_size=8
)


def play(reference: str, step: str, day: date) -> None:
    """Do one thing in a case; what the rules refuse is simply not done."""
    try:
        match step:
            case "contact":
                add_contact(reference=reference, on_date=day, by=AUD, at=LAST)
            case "concern":
                add_current_concern(
                    reference=reference, concern="threats_and_violence", on_date=day, by=AUD, at=LAST
                )
            case "close":
                close_case(reference=reference, on_date=day, by=AUD, at=LAST)
            case _:
                reopen_case(reference=reference, by=AUD, at=LAST)
    except RegistrationRefused:
        pass


class AnyStory(TestCase):
    """Stories of one case, played against the database."""

    @given(first=AROUND_NEW_YEAR, steps=STEPS)
    def test_whatever_happens_one_case_stays_one_case(
        self, first: date, steps: list[tuple[str, date]]
    ) -> None:
        reference = register_case(draft=plain_case("MR", first), by=AUD, at=LAST).reference
        for step, day in steps:
            play(reference, step, day)
        detail = case_detail(AUD, reference)
        assert cases_visible_to(AUD).total == 1
        assert (detail.main_concern, detail.first_contact_date) == ("negative_social_control", first)

    @given(first=AROUND_NEW_YEAR, steps=STEPS)
    def test_each_year_with_a_contact_counts_once_and_one_of_them_is_new(
        self, first: date, steps: list[tuple[str, date]]
    ) -> None:
        reference = register_case(draft=plain_case("MR", first), by=AUD, at=LAST).reference
        for step, day in steps:
            play(reference, step, day)
        facts = list(case_facts())
        contact_dates = case_detail(AUD, reference).contact_dates
        assert [fact.year for fact in facts] == list(counted_years(contact_dates))
        assert [fact.year for fact in facts if fact.is_new] == [first.year]
        assert min(contact_dates) == first

    @given(days=st.lists(AROUND_NEW_YEAR, min_size=1, max_size=6))
    def test_as_many_cases_as_were_registered_are_counted(self, days: list[date]) -> None:
        for day in days:
            register_case(draft=plain_case("MR", day), by=AUD, at=LAST)
        assert Counter(fact.year for fact in case_facts()) == Counter(day.year for day in days)
        assert len(set(Case.objects.values_list("reference", flat=True))) == len(days)

    @given(
        lines=st.integers(1, 6),
        position=st.integers(1, 6),
        field=st.sampled_from(["event", "subject", "facts", "actor_username", "previous_hash", "line_hash"]),
        value=st.text("abc", min_size=1, max_size=5),
    )
    def test_any_change_of_any_line_is_found_at_its_place(
        self, lines: int, position: int, field: str, value: str
    ) -> None:
        for _ in range(lines):
            register_case(draft=plain_case("MR", date(2024, 3, 4)), by=AUD, at=LAST)
        position = min(position, lines)
        self._change(position, {field: value})
        assert verify_chain().first_bad == position

    def _change(self, position: int, change: dict[str, str]) -> None:
        """Change a line as somebody would who can drop the triggers."""
        lift_the_seal()
        AuditLine.objects.filter(position=position).update(**change)


@given(day=st.dates(date(2021, 1, 2), date(2030, 1, 1)), clock=st.times())
def test_a_moment_belongs_to_the_day_the_clock_in_oslo_shows(day: date, clock: time) -> None:
    assert day_of(datetime.combine(day, clock, tzinfo=OSLO)) == day


@given(own=COUNTRIES, parents=st.lists(COUNTRIES, max_size=2), grandparents=st.lists(COUNTRIES, max_size=4))
def test_a_country_background_by_the_rule_is_one_the_register_accepts(
    own: str, parents: list[str], grandparents: list[str]
) -> None:
    countries, ground = country_background(own=own, parents=tuple(parents), grandparents=tuple(grandparents))
    draft = plain_case("MR", date(2024, 3, 4), countries=countries, country_ground=ground)
    verdict = validate_registration(draft, date(2024, 3, 4))
    assert verdict.errors == verdict.warnings == ()
    assert countries[0] != "NO" or ground != CountryGround.OWN_BIRTH
    assert len(set(countries)) == len(countries)


CODES = st.sampled_from(["", "x", *code_list("main_concerns").codes(), *code_list("concern_bases").codes()])


@given(
    draft=st.builds(
        CaseDraft,
        service=st.sampled_from(["KT", "MR", "SU"]),
        first_contact_date=st.one_of(st.none(), st.dates(date(2019, 1, 1), date(2026, 1, 1))),
        main_concern=CODES,
        concern_basis=CODES,
        gender=st.sampled_from(["", "x", "female", "male"]),
        age_band=st.sampled_from(["", "x", "15", "18_24"]),
        countries=st.lists(COUNTRIES, max_size=3).map(tuple),
        country_ground=st.sampled_from(["", "x", *CountryGround]),
        referrer=st.sampled_from(["", "x", "police", "school", "family"]),
        abroad_case=st.sampled_from([None, True, False]),
        secondary_concerns=st.lists(CODES, max_size=2).map(tuple),
    )
)
def test_any_draft_gets_a_verdict_and_no_field_is_both_wrong_and_warned_of(draft: CaseDraft) -> None:
    verdict = validate_registration(draft, date(2025, 1, 1))
    wrong = {problem.field for problem in verdict.errors}
    assert not {problem.field for problem in verdict.warnings} & (
        wrong - {"abroad_case", "countries", "gender"}
    )
    assert ("first_contact_date" in wrong) == (
        draft.first_contact_date is None
        or not date(2021, 1, 1) <= draft.first_contact_date <= date(2025, 1, 1)
    )


pytestmark = pytest.mark.django_db
