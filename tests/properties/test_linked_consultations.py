"""Linking a consultation to a followed-up case: whatever the register, it never adds and takes away one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from fristed.casework.cases.actions import add_contact, register_case
from fristed.casework.cases.fact_queries import case_facts, count_case_facts
from fristed.casework.cases.facts import CaseFact
from fristed.casework.consultations.actions import link_consultation, take_call
from tests.spec.cast import actor, at_ten, plain_case

NOW = at_ten(date(2024, 12, 30))
AUD = replace(actor("aud", "MR", "case_worker", account_id=11), at=NOW)
# Around New Year, where the rule bends.
DAYS = st.dates(date(2022, 12, 30), date(2023, 1, 2)) | st.dates(date(2023, 12, 30), date(2024, 1, 2))
CONCERNS = ("negative_social_control", "threats_and_violence", "fear_involuntary_stay_abroad")
AGENCIES = st.lists(st.sampled_from(("school", "nav", "police")), unique=True, max_size=2)
CASES = st.tuples(DAYS, st.lists(DAYS, max_size=2), st.sampled_from(CONCERNS), AGENCIES)


def stored(drawn: tuple[date, list[date], str, list[str]], *, is_anonymous: bool) -> str:
    first, more, concern, agencies = drawn
    draft = plain_case(
        "MR", first, main_concern=concern, concern_basis="feared", agencies_involved=tuple(agencies)
    )
    if is_anonymous:
        reference = take_call(draft=draft, contact=None, is_anonymous=True, by=AUD, at=NOW).reference
    else:
        reference = register_case(draft=draft, by=AUD, at=NOW).reference
    for day in more:
        add_contact(reference=reference, on_date=max(day, first), by=AUD, at=NOW)
    return reference


def per_year(facts: list[CaseFact]) -> Counter[int]:
    return Counter(fact.year for fact in facts)


def active_years(drawn: tuple[date, list[date], str, list[str]]) -> set[int]:
    first, more, *_rest = drawn
    return {first.year, *(max(day, first).year for day in more)}


@pytest.mark.ci
class LinkingNeverAdds(TestCase):
    """Each example in a register of its own."""

    databases = {"default", "keys"}  # noqa: RUF012  as the class it comes from has it

    @settings(deadline=timedelta(seconds=30), max_examples=40)
    @given(st.lists(CASES, min_size=1, max_size=3), CASES, st.lists(CASES, max_size=1))
    def test_linking_never_adds_and_takes_away_exactly_one(
        self,
        consultations: list[tuple[date, list[date], str, list[str]]],
        followed: tuple[date, list[date], str, list[str]],
        bystanders: list[tuple[date, list[date], str, list[str]]],
    ) -> None:
        for bystander in bystanders:
            stored(bystander, is_anonymous=False)
        case = stored(followed, is_anonymous=False)
        together, years = [followed], active_years(followed)
        for drawn in consultations:
            reference = stored(drawn, is_anonymous=True)
            before = list(case_facts())
            link_consultation(reference=reference, followed=case, ground="caller_told", by=AUD, at=NOW)
            after = list(case_facts())
            # One case less, whatever the years; in a year, one less where both were worked on and none else.
            assert sum(fact.is_new for fact in after) == sum(fact.is_new for fact in before) - 1
            both = years & active_years(drawn)
            assert per_year(before) - per_year(after) == Counter(both)
            assert per_year(after) - per_year(before) == Counter()
            assert count_case_facts([2022, 2023, 2024], "MR") == len(after)
            together.append(drawn)
            years |= active_years(drawn)
            # The earliest first contact is kept, with what was said then.
            first = min(one[0] for one in together)
            concerns = {one[2] for one in together if one[0] == first}
            mine = [fact for fact in after if fact.is_new and fact.year == first.year]
            assert concerns & {fact.main_concern for fact in mine}
            assert sum(len(fact.agencies_involved) for fact in after) >= len(years) * len(
                {agency for one in together for agency in one[3]}
            )
