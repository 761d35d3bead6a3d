"""From what is registered to what is published."""

from __future__ import annotations

import pytest

from fristed.methods.classifications import (
    ClassificationError,
    RegistersNoCases,
    UnknownCode,
    age_group_of,
    code_list,
    correspondence,
    countries_of,
    published_gender,
    referrer_in_superset,
    referrers_of,
    registering_services,
)


def test_every_age_band_has_an_age_group_and_eighteen_is_adult() -> None:
    groups = {band: age_group_of(band) for band in code_list("age_bands").codes()}
    assert groups["16_17"] == "child_under_18"
    assert groups["18_24"] == "adult_18_plus"
    assert groups["unknown"] == "unknown"
    assert set(groups.values()) == set(code_list("age_groups").codes())


def test_another_gender_is_kept_inside_and_counted_as_unknown() -> None:
    assert published_gender("other") == "unknown"
    assert [published_gender(gender) for gender in ("female", "male", "unknown")] == [
        "female",
        "male",
        "unknown",
    ]


def test_the_services_that_register_are_three() -> None:
    assert registering_services() == ("KT", "MR", "SU")


@pytest.mark.parametrize("service", ["FT", "kt", ""])
def test_who_registers_no_cases_has_no_referrers(service: str) -> None:
    with pytest.raises(RegistersNoCases, match="registers no cases"):
        referrers_of(service)


@pytest.mark.parametrize("service", registering_services())
def test_every_referrer_of_a_service_has_its_place_in_the_common_list(service: str) -> None:
    common = code_list("referrers")
    for entry in referrers_of(service):
        assert common.get(referrer_in_superset(service, entry.code)).parent == entry.parent


def test_every_common_referrer_is_used_by_a_service() -> None:
    used = {
        referrer_in_superset(service, code)
        for service in registering_services()
        for code in referrers_of(service).codes()
    }
    assert used == set(code_list("referrers").codes())


def test_words_that_mean_the_same_meet_in_the_common_list() -> None:
    assert referrer_in_superset("KT", "family_or_friend") == referrer_in_superset("MR", "family")
    assert referrer_in_superset("SU", "special_envoy") == referrer_in_superset(
        "KT", "mission_with_special_envoy"
    )
    assert referrer_in_superset("MR", "health_excl_school") == referrer_in_superset(
        "KT", "primary_health_excl_school"
    )


def test_a_code_of_another_service_is_refused() -> None:
    with pytest.raises(UnknownCode):
        referrer_in_superset("KT", "friend_or_fellow_pupil")


def test_the_expert_team_did_not_use_the_outreach_service_in_2022() -> None:
    used = [year for year in range(2021, 2026) if referrers_of("KT").is_valid("outreach_service", year, "KT")]
    assert used == [2021, 2023, 2024, 2025]


def test_kongo_may_be_either_of_two_countries_and_every_other_row_is_itself() -> None:
    assert countries_of("CD?CG") == {"CD", "CG"}
    assert countries_of("SO") == {"SO"}


def test_a_row_that_is_no_country_is_refused() -> None:
    with pytest.raises(UnknownCode):
        countries_of("_other")


def test_kongo_as_a_text_is_not_guessed_at() -> None:
    with pytest.raises(ClassificationError, match="CD or CG"):
        code_list("countries").find("Kongo")


def test_one_old_municipality_number_was_divided_and_all_others_lead_to_one() -> None:
    table = correspondence("municipalities_2020_to_municipalities")
    divided = [old for old in dict(table.pairs) if len(table.targets_of(old)) > 1]
    assert divided == ["1507"]
    assert table.targets_of("1507") == ("1508", "1580")
    assert table.only_target_of("0301") == "0301"
