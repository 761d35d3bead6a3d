"""What the two editions say, and what they keep quiet about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fristed.statistics.annual_report.composition import compose
from fristed.statistics.annual_report.document import Report, Section, Table
from fristed.statistics.releases.facts import PublishedNumber
from fristed.statistics.releases.payload import fingerprint
from tests.unit.statistics.annual_report.printed_releases import as_published, guarded
from tests.unit.statistics.annual_report.reading import (
    ROUNDED_OTHERWISE_IN_THE_TABLE,
    SOFT,
    numbers_not_said,
    sections_of,
    text_of,
    whole_text,
)


def test_every_number_of_the_printed_chapters_is_said_in_the_same_section() -> None:
    assert numbers_not_said(as_published()) == ROUNDED_OTHERWISE_IN_THE_TABLE


def test_the_sections_carry_the_numbers_of_the_printed_report() -> None:
    titles = {key: section.title for key, section in sections_of(compose(as_published())).items()}
    assert titles["2.2.3"] == "Ufrivillig opphold i utlandet"
    assert titles["2.6"] == "Utlendingssaker"
    assert titles["3.2"] == "Spesialutsendingene for integreringssaker"
    assert titles["4"] == "Saker i utlandet"


def test_a_hidden_number_is_said_to_be_hidden() -> None:
    text = text_of(sections_of(compose(guarded()))["2.3"])
    assert "vises" in text
    assert "264" not in text


def test_a_bound_is_said_as_fewer_than() -> None:
    text = text_of(sections_of(compose(as_published()))["2.2.5"])
    assert f"Mangfoldsrådgiverne hadde færre enn{SOFT}7{SOFT}saker om barneekteskap." in text


def test_the_strict_edition_never_says_that_a_table_cell_is_below_the_threshold() -> None:
    release = guarded()
    without_bounds = {k: n for k, n in release.numbers.items() if n.status != "bounded"}
    assert "færre enn" not in whole_text(compose(replace(release, numbers=without_bounds)))


def test_chapters_about_registers_that_wait_are_not_there() -> None:
    titles = " ".join(section.title for section in sections_of(compose(as_published())).values())
    for waiting in ("Bo- og støttetilbud", "Refusjon", "Kompetanseheving"):
        assert waiting not in titles


def test_a_chapter_whose_numbers_all_wait_falls_away_with_its_heading() -> None:
    release = as_published()
    waiting = {
        k: replace(n, value=None, status="waiting") if k.startswith("4.") else n
        for k, n in release.numbers.items()
    }
    figures = tuple(cell for cell in release.figures if cell.dimension != "abroad_case")
    sections = sections_of(compose(replace(release, numbers=waiting, figures=figures)))
    assert "4" not in sections
    assert "Saker i utlandet" not in {section.title for section in sections.values()}


def test_no_total_is_added_across_the_services() -> None:
    text = whole_text(compose(as_published()))
    for forbidden in ("2 743", "1 341", "2 433", "1 712"):
        assert forbidden.replace(" ", SOFT) not in text


def table_in(section: Section) -> Table:
    return next(block for block in section.blocks if isinstance(block, Table))


def test_the_printed_edition_lists_its_ten_contradictions_by_name() -> None:
    table = table_in(sections_of(compose(as_published()))["vedlegg-motstrid"])
    assert len(table.rows) == 10
    rows = {row.label: [cell.text for cell in row.cells] for row in table.rows}
    assert rows["Spesialutsendingene: saker om frykt for tvangsekteskap"][:2] == ["18", "20"]
    assert rows["Kompetanseteamet: antall land"][:2] == ["58", "51"]
    assert all(label[0].isupper() and text[2] for label, text in rows.items())


def test_the_strict_edition_does_not_repeat_the_printed_contradictions() -> None:
    release = guarded()
    contradicted = {
        k: replace(n, status="contradiction", published=999) if k == "3.1.self" else n
        for k, n in release.numbers.items()
    }
    assert "vedlegg-motstrid" not in sections_of(compose(replace(release, numbers=contradicted)))


def test_a_contradiction_nobody_has_named_is_listed_by_its_id() -> None:
    release = as_published()
    stranger = PublishedNumber("9.9.x", 5, "contradiction", "cases", published=6)
    report = compose(replace(release, numbers={**release.numbers, "9.9.x": stranger}))
    assert table_in(sections_of(report)["vedlegg-motstrid"]).rows[-1].label == "9.9.x"


def test_the_colophon_says_which_rule_which_version_and_which_facts() -> None:
    said = dict(compose(guarded()).colophon)
    assert f"safe, versjon {guarded().rule.version}" in said["Utgave"]
    assert said["Fingeravtrykk av utgaven"] == fingerprint(guarded())


def test_a_demonstration_says_that_nobody_in_it_is_real() -> None:
    assert "Ingen personer" in compose(guarded(), demo=True).notice
    assert compose(guarded()).notice == ""


def test_the_rule_of_the_edition_is_explained() -> None:
    strict, lenient = (whole_text(compose(release)) for release in (guarded(), as_published()))
    assert "Et skjult antall er derfor ikke alltid lite." in strict
    assert "skal ikke brukes til annet" in lenient
    assert "skal ikke brukes til annet" not in strict


def falling() -> Report:
    """Give a year in which everything went down: the years of the register in reverse."""
    release = as_published()
    cells = tuple(replace(c, year=2024 + 2021 - c.year) if c.year >= 2021 else c for c in release.cells)
    return compose(replace(release, cells=cells, numbers={}))


def test_a_year_of_fewer_cases_is_not_told_as_growth() -> None:
    report = falling()
    totals = text_of(sections_of(report)["2.1"])
    assert f"Kompetanseteamet arbeidet med 759{SOFT}saker i 2024, en nedgang på 15{SOFT}% fra 2023." in totals
    assert "høyeste" not in totals
    assert "gikk opp i alle" not in whole_text(report)


@pytest.mark.parametrize("year", [2022, 2023])
def test_another_year_speaks_of_itself_and_the_year_before(year: int) -> None:
    report = compose(replace(as_published(), year=year, numbers={}))
    totals = text_of(sections_of(report)["2.1"])
    assert f"i {year}" in totals
    assert f"fra {year - 1}" in totals
    assert "2024" not in whole_text(report)
    assert report.title == f"Årsrapport {year}"
