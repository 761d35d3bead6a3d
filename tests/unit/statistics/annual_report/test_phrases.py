"""Each phrase says what the release lets it say, in words the numbers choose."""

from __future__ import annotations

import pytest

from fristed.statistics.annual_report.conditions import Conditions, UnknownCondition
from fristed.statistics.annual_report.desk import Desk
from fristed.statistics.annual_report.editing.facts import SectionText
from fristed.statistics.annual_report.editing.preview import UnreadableProse, require_readable
from fristed.statistics.annual_report.labels import Labels, layout_of
from fristed.statistics.annual_report.phrases import Phrases, UnknownPhrase
from fristed.statistics.annual_report.template import parse, say
from fristed.statistics.releases.facts import PublishedCell, PublishedNumber, Release
from fristed.statistics.releases.policies import policy
from tests.unit.statistics.annual_report.small_releases import cell, concerns, release

SOFT = "\u00a0"


def said(text: str, of: Release) -> str | None:
    phrases = Phrases(Desk(of), Labels(layout_of("layout-2024")), {"adult_age": 18, "themes": 6})
    spoken = say(parse(text), phrases.speak)
    return None if spoken is None else spoken.replace(SOFT, " ")


def pair(now: int | None, then: int | None) -> tuple[PublishedCell, ...]:
    return (
        cell("gender", "female", now),
        cell("gender", "female", then, year=2023),
        cell("cases_total", "total", 200),
        cell("cases_total", "total", 200, year=2023),
        cell("gender", "total", 200),
    )


def test_cases_are_counted_bounded_or_kept_quiet() -> None:
    assert said("{cases KT.gender.female}", release(*pair(53, 40))) == "53 saker"
    assert said("{cases KT.gender.female}", release(*pair(0, 40))) == "ingen saker"
    lenient = release(*pair(None, 40), policy="as-published-2024")
    smallest = policy("as-published-2024").threshold
    assert said("{cases KT.gender.female}", lenient) == f"færre enn {smallest} saker"
    assert said("{cases KT.gender.female}", release(*pair(None, 40))) is None


def test_a_capital_begins_a_sentence() -> None:
    assert said("{Change KT.gender.female}.", release(*pair(50, 40))) == "En økning på 25 % fra 2023."


@pytest.mark.parametrize(("now", "then"), [(None, 40), (50, None)])
def test_no_change_is_said_when_either_year_is_hidden(now: int | None, then: int | None) -> None:
    hidden = release(*pair(now, then))
    for phrase in ("change", "moved", "by", "beside", "share_beside"):
        assert said(f"{{{phrase} KT.gender.female}}", hidden) is None


def test_the_verb_and_the_share_move_with_the_numbers() -> None:
    rising, falling = release(*pair(50, 40)), release(*pair(40, 50))
    assert said("{moved KT.gender.female}", rising) == "økte med 25 %"
    assert said("{moved KT.gender.female}", falling) == "gikk ned med 20 %"
    assert said("{share_beside KT.gender.female}", rising) == "opp fra 20 % i 2023"
    assert said("{by KT.gender.female}", falling) == "20 %"


def test_what_is_left_of_a_total_is_said_from_printed_counts() -> None:
    assert said("{rest KT.gender.female}", release(*pair(53, 40))) == "147"
    assert said("{rest KT.gender.female}", release(*pair(None, 40))) is None


def test_the_rank_words_follow_the_order() -> None:
    of = release(*concerns(60, 25, 10, 5, total=100))
    assert said("{rank vanligste KT.main_concern.threats_and_violence}", of) == "den vanligste"
    assert said("{rank vanligste KT.main_concern.negative_social_control}", of) == "den nest vanligste"
    assert said("{rank vanligste KT.main_concern.completed_fgm}", of) == "den fjerde vanligste"


def test_two_that_share_a_place_are_not_ranked() -> None:
    of = release(*concerns(30, 30, 10, total=70))
    assert said("{rank vanligste KT.main_concern.threats_and_violence}", of) is None


def test_the_largest_are_listed_in_their_order_or_not_at_all() -> None:
    of = release(*concerns(25, 60, 10, 5, total=100))
    listed = (
        "«negativ sosial kontroll» (60 saker), «trusler og vold» (25) og «frykt for kjønnslemlestelse» (10)"
    )
    assert said("{top 3 KT.main_concern}", of) == listed
    uncertain = release(*concerns(60, 12, None, None, total=100))
    assert said("{top 2 KT.main_concern}", uncertain) is None


def test_a_list_leaves_out_what_is_hidden() -> None:
    cells = (cell("referrer", "nav", 18), cell("referrer", "udi", None), cell("referrer", "police", 23))
    of = release(*cells)
    assert (
        said("{listed KT.referrer.nav KT.referrer.udi KT.referrer.police}", of)
        == "politiet (23 saker) og Nav (18)"
    )
    assert said("{listed KT.referrer.udi}", of) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (27, "en økning på 27 % fra 2023"),
        (-5, "en nedgang på 5 % fra 2023"),
        (0, "omtrent like mange som i 2023"),
    ],
)
def test_a_given_percentage_chooses_its_own_noun(value: int, words: str) -> None:
    numbers = {"4.kt.g": PublishedNumber("4.kt.g", value, "ok", "percent_change")}
    assert said("{given #4.kt.g}", release(numbers=numbers)) == words


def test_years_facts_and_small_numbers_are_said() -> None:
    text = "{year} {year -1} {threshold} {fact adult_age} {word themes}"
    assert said(text, release()) == "2024 2023 7 18 seks"


def test_a_service_is_called_by_its_short_name() -> None:
    assert said("{service KT}, {service SU}", release()) == "Kompetanseteamet, Spesialutsendingene"


def test_a_phrase_nobody_has_defined_is_refused() -> None:
    with pytest.raises(UnknownPhrase):
        said("{guess KT.total}", release())


def holds(condition: str, of: Release) -> bool:
    return Conditions(Desk(of)).all_hold([condition])


def test_rising_and_falling_are_never_both_said() -> None:
    for now, then, rose, fell in ((50, 40, True, False), (40, 50, False, True), (40, 40, False, False)):
        of = release(*pair(now, then))
        assert (holds("rose KT.gender.female", of), holds("fell KT.gender.female", of)) == (rose, fell)


def test_a_condition_on_a_hidden_number_does_not_hold() -> None:
    of = release(*pair(None, 40))
    for condition in (
        "rose KT.gender.female",
        "fell KT.gender.female",
        "known KT.gender.female",
        "some KT.gender.female",
    ):
        assert not holds(condition, of)
    assert holds("any_hidden KT.total KT.gender.female", of)
    assert holds("not known KT.gender.female", of)


def test_a_record_needs_years_to_be_compared_with() -> None:
    series = [cell("cases_total", "total", n, year=y) for y, n in ((2022, 90), (2023, 80), (2024, 100))]
    assert holds("highest KT.total", release(*series))
    assert not holds("highest KT.total", release(*series[1:]))
    assert not holds("highest KT.total", release(*series[:2], year=2023))


def test_the_edition_and_the_order_of_two_numbers_can_be_asked_for() -> None:
    assert holds("neighbours", release())
    assert not holds("neighbours", release(policy="as-published-2024"))
    assert holds(
        "greater KT.gender.female KT.gender.male",
        release(cell("gender", "female", 8), cell("gender", "male", 7)),
    )


def test_a_condition_nobody_has_defined_is_refused() -> None:
    with pytest.raises(UnknownCondition):
        holds("probably KT.total", release())


@pytest.mark.parametrize(
    "place",
    [
        "{year -2019}",
        "{year 2000}",
        "{rank 5 KT.gender.male}",
        "{rank fem KT.gender.male}",
        "{n KT.gender.male+male}",
        "{rest KT.gender.male+male}",
        "{share KT.gender.male+total}",
        "{Cases KT.gender.male+_suppressed_pool}",
        "{listed KT.gender.male:gender.5_boys}",
        "{listed KT.gender.male:5.boys}",
    ],
)
def test_no_number_of_ones_own_choice_is_said_through_a_place(place: str) -> None:
    """What stands inside a place is read by nobody who looks for typed numbers, so it must not be printed."""
    with pytest.raises(ValueError, match=r"year|ranked|different cells|no category"):
        said(place, release(*pair(53, 40), cell("gender", "male", 147)))
    text = SectionText("sak", "nb", 1, "Sak", f"Det var {place} gutter.")
    with pytest.raises(UnreadableProse):
        require_readable(text, year=2024)
