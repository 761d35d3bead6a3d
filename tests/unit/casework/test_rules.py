"""The guideline's decisions on plain values, at the edges where they bend."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from fristed.casework.cases.codes import CountryGround
from fristed.casework.cases.rules import (
    FEARED_AND_KNOWN,
    abroad_case,
    abroad_is_counted,
    basis_fits,
    better_concern,
    counted_years,
    country_background,
    day_of,
    ground_holds,
    is_adult,
    is_new_in,
)
from fristed.methods.classifications import code_list, theme_of


def test_a_day_is_norwegian_also_when_greenwich_is_still_in_the_old_year() -> None:
    assert day_of(datetime(2023, 12, 31, 23, 30, tzinfo=UTC)) == date(2024, 1, 1)
    assert day_of(datetime(2024, 6, 30, 21, 59, tzinfo=UTC)) == date(2024, 6, 30)


def test_each_year_with_activity_counts_once_and_in_order() -> None:
    days = [date(2024, 12, 31), date(2022, 1, 1), date(2024, 1, 1)]
    assert counted_years(days) == (2022, 2024)


def test_no_activity_counts_nowhere() -> None:
    assert counted_years([]) == ()


def test_a_case_is_new_in_the_year_of_its_first_contact_only() -> None:
    first = date(2023, 12, 31)
    assert is_new_in(2023, first_contact_date=first)
    assert not is_new_in(2024, first_contact_date=first)


@pytest.mark.parametrize(
    ("own", "parents", "grandparents", "countries", "ground"),
    [
        ("SO", (), (), ("SO",), CountryGround.OWN_BIRTH),
        ("SO", ("KE",), ("ET",), ("SO",), CountryGround.OWN_BIRTH),
        ("NO", ("PK", "PK"), (), ("PK",), CountryGround.PARENTS),
        ("NO", ("NO", "PK"), (), ("NO", "PK"), CountryGround.PARENTS),
        ("NO", ("NO", "NO"), ("PK", "NO"), ("PK", "NO"), CountryGround.GRANDPARENTS),
        ("NO", ("NO",), ("NO", "NO"), ("NO",), CountryGround.GRANDPARENTS),
        ("NO", ("NO",), (), ("unknown",), CountryGround.UNKNOWN),
        ("NO", ("unknown",), ("", "IQ"), ("IQ",), CountryGround.GRANDPARENTS),
        ("NO", (), (), ("unknown",), CountryGround.UNKNOWN),
        ("unknown", ("PK",), (), ("unknown",), CountryGround.UNKNOWN),
        ("", (), (), ("unknown",), CountryGround.UNKNOWN),
    ],
)
def test_country_background_is_own_birth_abroad_else_parents_else_grandparents(
    own: str,
    parents: tuple[str, ...],
    grandparents: tuple[str, ...],
    countries: tuple[str, ...],
    ground: CountryGround,
) -> None:
    assert country_background(own=own, parents=parents, grandparents=grandparents) == (countries, ground)


@pytest.mark.parametrize(
    ("countries", "ground", "holds"),
    [
        (("SO",), CountryGround.OWN_BIRTH, True),
        (("NO",), CountryGround.OWN_BIRTH, False),
        (("unknown",), CountryGround.OWN_BIRTH, True),
        (("NO", "PK"), CountryGround.PARENTS, True),
        (("NO", "NO"), CountryGround.PARENTS, False),
        (("unknown",), CountryGround.PARENTS, True),
        ((), CountryGround.PARENTS, True),
        (("NO",), CountryGround.GRANDPARENTS, True),
        (("NO",), CountryGround.UNKNOWN, True),
    ],
)
def test_norway_is_no_ground_before_the_grandparents_and_the_unknown_stands_on_any(
    countries: tuple[str, ...], ground: CountryGround, holds: bool
) -> None:
    assert ground_holds(countries, ground) is holds


@pytest.mark.parametrize(
    ("service", "year", "counted"),
    [("KT", 2021, True), ("MR", 2022, False), ("MR", 2023, True), ("SU", 2022, False), ("SU", 2023, True)],
)
def test_advisers_and_envoys_count_cases_abroad_since_2023(service: str, year: int, counted: bool) -> None:
    assert abroad_is_counted(service=service, year=year) is counted


def test_not_collected_is_not_no() -> None:
    assert abroad_case(service="SU", year=2022, abroad_when_contacted=True) is None
    assert abroad_case(service="SU", year=2024, abroad_when_contacted=False) is False
    assert abroad_case(service="KT", year=2021, abroad_when_contacted=True) is True


@pytest.mark.parametrize(("feared", "known"), FEARED_AND_KNOWN)
def test_what_is_told_is_known_and_what_is_suspected_is_feared(feared: str, known: str) -> None:
    assert better_concern(feared, "told") == known
    assert better_concern(known, "suspected") == feared
    assert theme_of(feared) == theme_of(known)


@pytest.mark.parametrize("concern", code_list("main_concerns").codes())
@pytest.mark.parametrize("basis", code_list("concern_bases").codes())
def test_a_better_concern_is_proposed_only_when_it_fits_and_the_chosen_one_does_not(
    concern: str, basis: str
) -> None:
    proposal = better_concern(concern, basis)
    assert not (proposal and basis_fits(concern, basis))
    assert not proposal or basis_fits(proposal, basis)


def test_a_forced_marriage_confirmed_by_others_fits_neither_category() -> None:
    assert better_concern("completed_forced_marriage", "confirmed") == ""
    assert not basis_fits("fear_forced_marriage", "confirmed")


def test_who_is_eighteen_is_an_adult_and_an_unknown_age_is_not() -> None:
    assert is_adult("18_24")
    assert not is_adult("16_17")
    assert not is_adult("unknown")
