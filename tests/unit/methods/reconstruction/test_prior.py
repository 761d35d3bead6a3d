from __future__ import annotations

import numpy as np
import pytest

from fristed.methods.classifications import code_list, referrers_of
from fristed.methods.reconstruction.constraints import constraints_of, parse_where, read_constraints
from fristed.methods.reconstruction.prior import (
    CORE_COLUMNS,
    NoRoom,
    factors_of,
    residual_countries,
    rows_of,
    shares_of,
    weighted_sample,
)
from fristed.methods.reconstruction.records import Constraint
from tests.unit.methods.reconstruction.planted_register import a_constraint, exactly


def small_register() -> list[Constraint]:
    return [
        exactly("", 20),
        exactly("gender=female", 15),
        a_constraint("gender=male", 1, 6),
        exactly("country_background=SY", 12),
        exactly("country_background!=unknown", 3, measure="countries"),
    ]


def test_a_code_with_bounds_stands_at_their_middle_and_the_rest_share_what_is_left() -> None:
    shares = shares_of("SU", small_register(), ["KE", "YE"], 20)
    assert shares["gender"] == pytest.approx({"female": 15, "male": 3.5, "unknown": 1.5})
    assert sum(shares["country_background"].values()) == pytest.approx(20)
    assert set(shares["country_background"]) == {"SY", "KE", "YE"}


def test_a_row_that_may_be_two_countries_counts_as_the_one_the_prior_knows() -> None:
    shares = shares_of("KT", [exactly("country_background=CD|CG", 7, service="KT")], [], 7)
    assert shares["country_background"] == {"CD": 7}


def test_a_column_without_any_code_is_refused() -> None:
    nobody = [exactly(f"gender={code}", 0) for code in ("female", "male", "unknown")]
    with pytest.raises(NoRoom, match="gender"):
        shares_of("SU", nobody, ["KE"], 20)


def test_as_many_countries_are_chosen_as_the_number_of_countries_leaves() -> None:
    rng = np.random.default_rng(1)
    chosen = residual_countries("SU", small_register(), rng)
    assert len(chosen) == 2
    assert "SY" not in chosen
    assert list(chosen) == sorted(chosen)


def test_without_a_number_of_countries_none_is_chosen() -> None:
    assert residual_countries("SU", [exactly("", 20)], np.random.default_rng(1)) == ()


def test_a_likelier_code_is_drawn_more_often_but_never_twice() -> None:
    rng = np.random.default_rng(5)
    drawn = [weighted_sample({"often": 9.0, "rarely": 1.0}, 1, rng)[0] for _ in range(400)]
    assert 0.85 < drawn.count("often") / len(drawn) < 0.95
    assert sorted(weighted_sample({"often": 9.0, "rarely": 1.0}, 5, rng)) == ["often", "rarely"]


def test_factors_apply_to_the_services_they_name() -> None:
    kindergarten = parse_where("referrer=kindergarten;age_group=adult_18_plus|unknown")
    assert kindergarten in [factor.where for factor in factors_of("KT")]
    assert kindergarten not in [factor.where for factor in factors_of("SU")]


def test_the_prior_uses_codes_of_the_code_lists_only() -> None:
    known = {
        "main_concern": set(code_list("main_concerns").codes()),
        "gender": set(code_list("genders").codes()),
        "age_group": set(code_list("age_groups").codes()),
        "immigration_case": {"0", "1"},
        "abroad_case": {"", "0", "1"},
    }
    for row in rows_of("prior_shares.csv"):
        codes = known.get(row["column"]) or set(referrers_of(row["service"]).codes())
        assert row["code"] in codes, row
    countries = {row["country"] for row in rows_of("prior_countries.csv")} - {"unknown"}
    assert countries <= set(code_list("countries").codes())
    assert {row["agency"] for row in rows_of("prior_agencies.csv")} <= set(code_list("agencies").codes())
    bands = set(rows_of("prior_age_bands.csv")[0]) - {"where"}
    assert bands == set(code_list("age_bands").codes())


def test_every_factor_says_why() -> None:
    assert all(row["why"] for row in rows_of("prior_factors.csv"))


def test_every_service_and_year_has_shares_for_every_core_column() -> None:
    for service in ("KT", "MR", "SU"):
        part = constraints_of(read_constraints(), service, 2022)
        countries = residual_countries(service, part, np.random.default_rng(1))
        assert set(shares_of(service, part, countries, 900)) == set(CORE_COLUMNS)
