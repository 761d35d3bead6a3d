"""A release is one system: all it prints hangs together, and what is hidden stays hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fristed.methods.classifications import theme_of
from fristed.methods.disclosure.protection import is_safe_pattern
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.names import CellName, key_of_cell, key_of_value, without_year
from fristed.statistics.releases.policies import Elsewhere, Exempt
from fristed.statistics.releases.questions import Question, questions_of_all_reports
from fristed.statistics.releases.rules import rule_of
from tests.synthetic_register import register_facts
from tests.unit.statistics.releases.protected_releases import (
    SAFE,
    attacked,
    cases,
    counts,
    protected,
    system,
    whole,
    year_of,
)

pytestmark = pytest.mark.xdist_group("whole register")
KT_2024 = [fact for fact in register_facts() if (fact.service, fact.year) == ("KT", 2024)]


def relation(total: str) -> list[frozenset[str]]:
    """Give what a cell is the sum of, in every relation it is the total of."""
    return [frozenset(r.part_keys) for r in system().linked.relations if r.total_key == total]


def shown_again(release: Release, name: str, value: int) -> Release:
    """Print a number that is hidden."""
    number = replace(release.numbers[name], value=value, status="ok")
    return replace(release, numbers={**release.numbers, name: number})


def test_every_cell_and_value_of_the_register_years_is_in_the_system() -> None:
    linked, release = system().linked, whole().release
    cells = {key_of_cell(c) for c in release.cells if c.flag not in {"-", "blank"} and c.year > 2020}
    values = {
        key_of_value(v) for v in release.figures if v.flag != "-" and v.year > 2020 and v.figure != "F2.5"
    }
    assert cells | values <= set(linked.counts)
    assert (len(cells), len(values)) == (643, 74)


def test_every_question_of_a_sentence_has_its_cell() -> None:
    asked = questions_of_all_reports(counts())
    answered = {question for year in system().years for question in year.answers}
    assert set(asked) <= answered
    assert {len(question.selection) for question in asked} == {0, 1, 2}


def test_a_printed_cell_has_the_count_that_is_printed() -> None:
    linked = system().linked
    shown = [cell for cell in whole().release.cells if cell.count is not None and cell.year > 2020]
    assert all(linked.counts[key_of_cell(cell)] == cell.count for cell in shown)


def test_concerns_add_up_to_themes_and_themes_to_the_cases() -> None:
    concerns = frozenset(
        f"table 4 KT 2024 {code}" for code in ("fear_fgm", "completed_fgm", "health_care_after_fgm")
    )
    assert relation("F2.2 KT 2024 fgm") == [concerns]
    themes = {theme_of(fact.main_concern) for fact in KT_2024}
    assert frozenset(f"F2.2 KT 2024 {theme}" for theme in themes) in relation("table 1 KT 2024 total")


def test_countries_and_other_countries_add_up_to_the_cases() -> None:
    [parts] = [p for p in relation("table 1 KT 2024 total") if "table 5 KT 2024 SY" in p]
    assert "table 5 KT 2024 _other" in parts


def test_a_row_is_the_sum_of_its_crossed_cells_which_nobody_prints() -> None:
    [crossed] = [
        p for p in relation("table 4 KT 2024 threats_and_violence") if any("age_group" in k for k in p)
    ]
    linked = system().linked
    assert crossed <= linked.unprinted
    by_age = [
        sum(f.age_group == age and f.main_concern == "threats_and_violence" for f in KT_2024)
        for age in ("child_under_18", "adult_18_plus", "unknown")
    ]
    assert sorted(linked.counts[key] for key in crossed) == sorted(by_age)


def test_a_stated_part_of_two_attributes_is_counted_from_the_cases() -> None:
    question = Question(
        "KT",
        2024,
        frozenset({("immigration_case", frozenset({"true"})), ("referrer", frozenset({"udi"}))}),
    )
    found = sum(fact.immigration_case is True and fact.referrer == "udi" for fact in KT_2024)
    assert system().linked.counts[year_of(whole()).answers[question]] == found


def test_an_agency_is_a_yes_or_a_no_and_agencies_never_add_up() -> None:
    involved = [key for key in system().linked.counts if "KT 2024" in key and "agency_involved" in key]
    assert "text KT 2024 agency_involved police" in involved
    police = frozenset({"text KT 2024 agency_involved police", "rest KT 2024 agency_involved police"})
    assert police in relation("table 1 KT 2024 total")


def test_the_pattern_of_every_year_is_safe_and_proved_to_be_the_cheapest() -> None:
    for year in system().years:
        assert is_safe_pattern(year.linked, rule_of(SAFE), year.pattern.hidden)
        assert year.pattern.cost == year.pattern.bound


def test_a_question_about_three_attributes_is_never_answered() -> None:
    asked = {
        ("gender", frozenset({"male"})),
        ("referrer", frozenset({"udi"})),
        ("age_group", frozenset({"unknown"})),
    }
    assert not system().is_open(Question("KT", 2024, frozenset(asked)))


def test_a_total_from_before_the_register_is_history() -> None:
    assert system().is_open(Question("KT", 2015, frozenset()))


@pytest.mark.ci
def test_printing_one_secondary_cell_lets_readers_find_a_small_one() -> None:
    facts = [
        *cases(gender="female", many=60),
        *cases(gender="male", many=30),
        *cases(gender="unknown", many=3),
    ]
    release = protected(facts).release
    again = tuple(
        replace(c, count=30, flag="") if (c.table, c.year, c.category_code) == (2, 2024, "male") else c
        for c in release.cells
    )
    assert attacked(release).leaks == ()
    leaks = {leak.key for leak in attacked(replace(release, cells=again)).leaks}
    assert "table 2 KT 2024 unknown" in leaks


def test_saying_one_secondary_sentence_lets_readers_find_a_crossed_cell() -> None:
    children = sum(
        (f.age_group, f.main_concern) == ("child_under_18", "threats_and_violence") for f in KT_2024
    )
    assert whole().release.numbers["2.4.kt.mc.tv"].status == "hidden"
    leaks = {leak.key for leak in attacked(shown_again(whole().release, "2.4.kt.mc.tv", children)).leaks}
    assert any("main_concern threats_and_violence" in key and "all but" in key for key in leaks)


@pytest.mark.parametrize("concern", ["threats_and_violence", "negative_social_control"])
def test_a_share_is_printed_only_where_its_count_could_be_stated(concern: str) -> None:
    facts = [f for f in register_facts() if (f.service, f.year, f.main_concern) == ("MR", 2024, concern)]
    ages = {age: sum(f.age_group == age for f in facts) for age in ("adult_18_plus", "child_under_18")}
    short = {"threats_and_violence": "tv", "negative_social_control": "nsc"}[concern]
    stated = whole().release
    for name, age in ((f"2.4.mr.a.{short}", "adult_18_plus"), (f"2.4.mr.c.{short}", "child_under_18")):
        words = {key: word for key, word in stated.numbers[name].definition.items() if key != "of"}
        counted = replace(stated.numbers[name], definition={**words, "op": "count"})
        stated = replace(stated, numbers={**stated.numbers, name: counted})
        stated = shown_again(stated, name, ages[age])
    assert whole().release.numbers[f"2.4.mr.c.{short}"].status == "hidden"
    leaks = {leak.key for leak in attacked(stated).leaks}
    assert any(concern in key and "all but adult_18_plus/child_under_18" in key for key in leaks)


def test_a_total_that_is_small_takes_its_year_with_it() -> None:
    found = protected([*cases(many=5), *cases("MR", many=40)])
    assert year_of(found).withheld == ("total",)
    kt = [
        c for c in found.release.cells if (c.service, c.year) == ("KT", 2024) and c.flag not in {"-", "blank"}
    ]
    assert {cell.flag for cell in kt} == {"…"}
    assert attacked(found.release).leaks == ()


def test_what_no_pattern_makes_safe_is_withheld_but_for_its_total() -> None:
    found = protected(f for n in range(12) for f in cases(referrer="udi", country_background=COUNTRIES[n]))
    assert "country_background" in year_of(found).withheld
    countries = [c for c in found.release.cells if (c.table, c.year) == (5, 2024)]
    assert {c.flag for c in countries if c.category_code != "total"} == {"…"}
    assert next(c.count for c in countries if c.category_code == "total") == 12


COUNTRIES = ("SY", "PK", "AF", "SO", "IQ", "IR", "TR", "ER", "MA", "LB", "XK", "LK")


def test_an_exempt_cell_is_printed_and_the_others_are_still_protected() -> None:
    exempt = (Exempt(table=2, year=2024, category_code="unknown", reason="for the test"),)
    facts = [
        *cases(gender="female", many=60),
        *cases(gender="male", many=30),
        *cases(gender="unknown", many=3),
    ]
    hidden = {key for key in year_of(protected(facts)).pattern.hidden if key.startswith("table 2 ")}
    assert hidden == {"table 2 KT 2024 unknown", "table 2 KT 2024 male"}
    by = replace(SAFE, exempt=exempt)
    assert not {k for k in year_of(protected(facts, by=by)).pattern.hidden if k.startswith("table 2 ")}


def test_what_others_have_printed_protects_nothing_and_is_printed() -> None:
    told = Elsewhere(table=2, year=2024, category_code="male", count=30, source="a report")
    wrong = replace(told, category_code="female", count=61)
    facts = [
        *cases(gender="female", many=60),
        *cases(gender="male", many=30),
        *cases(gender="unknown", many=3),
    ]
    found = year_of(protected(facts, by=replace(SAFE, known_elsewhere=(told, wrong))))
    assert found.pattern.hidden["table 2 KT 2024 female"] == "secondary"
    assert found.prints("table 2 KT 2024 male")
    assert [(c.key, c.printed, c.release) for c in found.conflicts] == [
        ("table 2 KT 2024 female", 61, "a report")
    ]


@pytest.mark.parametrize("cost", ["count", "value"])
def test_costs_are_kept_low_in_the_way_the_policy_says(cost: str) -> None:
    by = replace(SAFE, cost=cost)  # type: ignore[arg-type]
    found = year_of(protected(KT_2024, by=by))
    ordinary = year_of(protected(KT_2024))
    losses = {"count": (found.pattern.loss.number, ordinary.pattern.loss.number)}
    losses["value"] = (found.pattern.loss.value, ordinary.pattern.loss.value)
    assert losses[cost][0] <= losses[cost][1]
    assert found.pattern.cost == losses[cost][0]


def test_a_cell_keeps_its_name_over_the_years() -> None:
    assert {without_year(f"table 4 KT {year} fear_fgm") for year in (2023, 2024)} == {"table 4 KT fear_fgm"}
    assert CellName.read("text KT 2024 gender male") is None
