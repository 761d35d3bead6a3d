"""The words of a change follow from its numbers."""

from __future__ import annotations

import pytest

from fristed.interfaces.web.statistics.key_figures import change_in_percent
from fristed.interfaces.web.statistics.shown import ShownCell
from fristed.methods.percents import growth_percent
from fristed.statistics.annual_report.change import (
    comparison,
    noun_phrase,
    share_comparison,
    verb_phrase,
)
from fristed.statistics.tabulation.counting import count_release
from tests.unit.statistics.tabulation.made_up_facts import cases


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (1402, 1137, "en økning på 23 % fra 2023"),
        (252, 301, "en nedgang på 16 % fra 2023"),
        (38, 38, "like mange som i 2023"),
        (1001, 1000, "omtrent like mange som i 2023"),
        (999, 1000, "omtrent like mange som i 2023"),
    ],
)
def test_the_noun_says_which_way_it_went(now: int, then: int, said: str) -> None:
    assert noun_phrase(now, then, 2023) == said.replace(" %", "\u00a0%")


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (455, 427, "økte med 7 %"),
        (44, 55, "gikk ned med 20 %"),
        (38, 38, "var uendret"),
        (999, 1000, "var så å si uendret"),
    ],
)
def test_the_verb_says_which_way_it_went(now: int, then: int, said: str) -> None:
    assert verb_phrase(now, then) == said.replace(" %", "\u00a0%")


def test_nothing_is_said_of_growth_from_nothing() -> None:
    assert noun_phrase(7, 0, 2023) is None
    assert verb_phrase(7, 0) is None
    assert comparison(7, 0, 2023) == "mot ingen i 2023"


@pytest.mark.parametrize(
    ("now", "then", "ending"),
    [
        (37, 20, "en økning på 85\u00a0%"),
        (38, 20, "nær en dobling"),
        (40, 20, "en dobling"),
        (41, 20, "en dobling"),
        (42, 20, "mer enn en dobling"),
        (60, 20, "mer enn en dobling"),
        (61, 20, "mer enn en tredobling"),
        (51, 100, "en nedgang på 49\u00a0%"),
        (50, 100, "en halvering"),
        (40, 100, "mer enn en halvering"),
    ],
)
def test_doubling_and_halving_are_said_only_when_the_ratio_says_so(now: int, then: int, ending: str) -> None:
    assert comparison(now, then, 2023) == f"mot {then} i 2023, {ending}"


def test_a_few_cases_more_are_not_made_into_a_percentage() -> None:
    assert comparison(11, 8, 2023) == "mot 8 i 2023"
    assert comparison(16, 8, 2023) == "mot 8 i 2023"


def test_a_share_goes_up_down_or_stays() -> None:
    assert share_comparison(19, 16, 2023) == "opp fra 16\u00a0% i 2023"
    assert share_comparison(61, 67, 2023) == "ned fra 67\u00a0% i 2023"
    assert share_comparison(10, 10, 2023) == "samme andel som i 2023"


def test_the_change_in_percent_is_that_of_the_running_text() -> None:
    assert noun_phrase(79, 29, 2023) == "en økning på 172\u00a0% fra 2023"
    assert comparison(79, 200, 2023) == "mot 200 i 2023, mer enn en halvering"
    assert comparison(180, 200, 2023) == "mot 200 i 2023, en nedgang på 10\u00a0%"


def test_a_fall_from_eight_to_one_is_the_same_fall_everywhere() -> None:
    assert growth_percent(8, 1) == -87
    assert noun_phrase(1, 8, 2023) == "en nedgang på 87\u00a0% fra 2023"
    assert verb_phrase(1, 8) == "gikk ned med 87\u00a0%"
    assert change_in_percent(ShownCell("1", value=1), ShownCell("8", value=8)) == "−87\u00a0%"
    facts = [*cases(8, year=2024), *cases(1, year=2025)]
    assert count_release(facts, year=2025).numbers()["2.1.kt.g"].value == -87
