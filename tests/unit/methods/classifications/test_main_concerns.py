"""The twelve main concerns of the registration guideline."""

from __future__ import annotations

import pytest

from fristed.methods.classifications import (
    LANGUAGES,
    UnknownCode,
    UnknownLanguage,
    bases_fitting,
    code_list,
    concerns_of,
    guidance_on,
    theme_of,
)

CONCERNS = code_list("main_concerns").codes()
SAID_OR_SEEN = {"told", "confirmed"}
NOT_KNOWN = {"suspected", "feared"}


def test_there_are_twelve_and_they_keep_the_order_of_the_guideline() -> None:
    assert len(CONCERNS) == 12
    assert CONCERNS[0] == "negative_social_control"
    assert CONCERNS[-1] == "involuntary_stay_abroad"


def test_the_six_themes_part_the_twelve_concerns_without_rest_or_overlap() -> None:
    themes = code_list("themes").codes()
    parted = [concern for theme in themes for concern in concerns_of(theme)]
    assert len(themes) == 6
    assert sorted(parted) == sorted(CONCERNS)


def test_the_themes_hold_the_concerns_the_report_groups_in_them() -> None:
    assert concerns_of("involuntary_stay_abroad") == (
        "fear_involuntary_stay_abroad",
        "involuntary_stay_abroad",
    )
    assert concerns_of("forced_marriage") == (
        "fear_forced_marriage",
        "completed_forced_marriage",
        "forced_to_remain_in_marriage",
    )
    assert concerns_of("fgm") == ("fear_fgm", "completed_fgm", "health_care_after_fgm")
    assert concerns_of("child_marriage") == ("fear_child_marriage", "completed_child_marriage")
    assert concerns_of("threats_and_violence") == ("threats_and_violence",)


@pytest.mark.parametrize("concern", CONCERNS)
def test_a_concern_is_among_the_concerns_of_its_theme(concern: str) -> None:
    assert concern in concerns_of(theme_of(concern))


def test_health_care_after_cutting_is_used_by_the_expert_team_since_2021_and_by_advisers_since_2024() -> None:
    concerns = code_list("main_concerns")
    used = {
        (service, year)
        for service in ("KT", "MR", "SU", "FT")
        for year in range(2019, 2027)
        if concerns.is_valid("health_care_after_fgm", year, service)
    }
    assert used == {("KT", year) for year in range(2021, 2027)} | {
        ("MR", year) for year in (2024, 2025, 2026)
    }


def test_the_professional_team_can_register_no_concern_at_all() -> None:
    assert code_list("main_concerns").codes_on(2024, "FT") == ()


@pytest.mark.parametrize("concern", CONCERNS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_registration_screen_has_words_on_every_concern_in_every_language(
    concern: str, language: str
) -> None:
    words = guidance_on(concern, language)
    assert words.code == concern
    assert words.use_when.endswith(".")
    assert (words.do_not_use_when == "") is (words.instead is None)
    assert words.instead is None or words.instead in CONCERNS
    assert words.instead != concern


def test_a_fear_leads_to_the_completed_concern_when_it_is_known() -> None:
    assert guidance_on("fear_forced_marriage").instead == "completed_forced_marriage"
    assert guidance_on("fear_fgm").instead == "completed_fgm"
    assert guidance_on("completed_fgm").instead == "health_care_after_fgm"


@pytest.mark.parametrize("concern", [concern for concern in CONCERNS if concern.startswith("fear_")])
def test_a_fear_is_feared_or_suspected(concern: str) -> None:
    assert bases_fitting(concern) == NOT_KNOWN | {"unknown"}


@pytest.mark.parametrize("concern", [concern for concern in CONCERNS if concern.startswith("completed_")])
def test_what_is_completed_is_told_or_confirmed_and_never_only_suspected(concern: str) -> None:
    assert "told" in bases_fitting(concern)
    assert not bases_fitting(concern) & NOT_KNOWN


def test_only_the_person_can_say_that_a_forced_marriage_happened() -> None:
    assert bases_fitting("completed_forced_marriage") == {"told", "unknown"}


def test_who_does_not_know_the_ground_is_never_warned() -> None:
    assert all("unknown" in bases_fitting(concern) for concern in CONCERNS)


def test_an_unknown_concern_or_theme_is_refused() -> None:
    with pytest.raises(UnknownCode):
        theme_of("worry")
    with pytest.raises(UnknownCode):
        concerns_of("worry")
    with pytest.raises(UnknownCode):
        guidance_on("worry")
    with pytest.raises(UnknownCode):
        bases_fitting("worry")


def test_words_in_an_unknown_language_are_refused() -> None:
    with pytest.raises(UnknownLanguage):
        guidance_on("fear_fgm", "se")
