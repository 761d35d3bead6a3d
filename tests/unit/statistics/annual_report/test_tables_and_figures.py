"""Tables 1-19 and the figures, as the release prints them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fristed.methods.classifications import Language
from fristed.statistics.annual_report.composition import compose
from fristed.statistics.annual_report.document import Cell, Figure, HeadCell, Report, Row, Section, Table
from fristed.statistics.annual_report.figures.making import describe
from fristed.statistics.annual_report.labels import layout_of
from fristed.statistics.annual_report.tables import appendix_tables
from fristed.statistics.releases.facts import Release
from tests.unit.statistics.annual_report.printed_releases import as_published, guarded

LAYOUT = layout_of("layout-2024")
EDITIONS = [as_published(), guarded()]


def figures_of(report: Report) -> dict[str, Figure]:
    def walk(section: Section) -> list[Figure]:
        inner = [figure for one in section.sections for figure in walk(one)]
        return [b for b in section.blocks if isinstance(b, Figure)] + inner

    return {figure.id: figure for section in report.sections for figure in walk(section)}


def tables_of(release: Release) -> dict[str, Table]:
    return {table.id: table for table in appendix_tables(release, LAYOUT)}


@pytest.mark.parametrize("release", EDITIONS, ids=lambda r: r.policy)
def test_all_nineteen_tables_are_there_in_order(release: Release) -> None:
    assert list(tables_of(release)) == [f"tabell-{number}" for number in range(1, 20)]


@pytest.mark.parametrize("release", EDITIONS, ids=lambda r: r.policy)
def test_every_row_has_a_cell_under_every_heading(release: Release) -> None:
    for table in appendix_tables(release, LAYOUT):
        for line in table.head:
            assert {sum(head.span for head in line)} == {len(row.cells) for row in table.rows}


def test_a_row_reads_as_it_was_printed() -> None:
    table = tables_of(as_published())["tabell-2"]
    row = next(row for row in table.rows if row.label.startswith("Jente"))
    printed = [cell.text.replace("\u00a0", " ") for cell in row.cells]
    assert printed == ["561", "74 %", "670", "75 %", "809", "71 %", "1 053", "75 %"]
    assert [row.label for row in table.rows if row.is_total] == ["Totalt"]


def test_every_printed_count_of_the_release_stands_in_its_table() -> None:
    release = as_published()
    tables = tables_of(release)
    for cell in release.cells:
        texts = {
            c.text.replace("\u00a0", "") for row in tables[f"tabell-{cell.table}"].rows for c in row.cells
        }
        if cell.count is not None:
            assert str(cell.count) in texts


def test_the_signs_are_explained_where_they_stand_and_nowhere_else() -> None:
    tables = tables_of(as_published())
    assert any("færre enn 7 saker" in note for note in tables["tabell-4"].signs)
    assert any("ikke var i bruk" in note for note in tables["tabell-11"].signs)
    assert tables["tabell-1"].signs == ()


def test_a_strict_edition_does_not_say_that_a_hidden_count_is_small() -> None:
    for table in appendix_tables(guarded(), LAYOUT):
        assert not any("færre" in note for note in (*table.notes, *table.signs))
        assert not any("færre" in cell.spoken for row in table.rows for cell in row.cells)


def test_a_residual_row_that_is_out_of_use_every_year_is_not_printed() -> None:
    labels = {row.label for row in tables_of(guarded())["tabell-6"].rows}
    assert not any("under 7" in label for label in labels)


def test_why_a_cell_is_hidden_leaves_no_trace() -> None:
    release = guarded()
    marked = replace(
        release, cells=tuple(replace(c, why="primary" if c.flag == "…" else "") for c in release.cells)
    )
    assert compose(marked) == compose(release)


@pytest.mark.parametrize("release", EDITIONS, ids=lambda r: r.policy)
def test_every_figure_is_numbered_described_and_has_its_numbers_in_a_table(release: Release) -> None:
    figures = list(figures_of(compose(release)).values())
    assert [f.title.split(".")[0] for f in figures] == [f"Figur {n + 1}" for n in range(len(figures))]
    assert len(figures) == 11
    for figure in figures:
        assert figure.table.rows
        assert figure.table.title == f"Tallene i {figure.title.split('.')[0].lower()}"
        for row in figure.table.rows:
            assert row.label in figure.description


@pytest.mark.parametrize("release", EDITIONS, ids=lambda r: r.policy)
def test_a_chart_writes_the_numbers_of_its_table(release: Release) -> None:
    for figure in figures_of(compose(release)).values():
        step = figure.table.head[0][0].span
        for row in figure.table.rows:
            for cell in row.cells[::step]:
                assert cell.text in figure.svg


def test_a_hidden_theme_is_marked_in_the_chart_and_explained_under_it() -> None:
    figure = figures_of(compose(guarded()))["figur-themes"]
    assert "vises ikke (:)" in figure.svg
    assert figure.table.signs == ("Tegnet\u00a0:\u00a0betyr at tallet ikke vises av personvernhensyn.",)


def test_a_title_names_the_years_that_are_shown() -> None:
    figures = figures_of(compose(as_published()))
    assert figures["figur-totals"].title.endswith("2020–2024")
    assert figures["figur-themes"].title.endswith("2024")
    early = replace(as_published(), year=2021)
    assert figures_of(compose(early))["figur-abroad-concerns"].title.endswith(", 2021")


def test_a_figure_without_values_is_left_out_and_the_rest_are_numbered_without_a_gap() -> None:
    release = as_published()
    without = replace(
        release, figures=tuple(c for c in release.figures if c.dimension not in ("abroad_case", "theme"))
    )
    figures = figures_of(compose(without))
    assert "figur-abroad-cases" not in figures
    assert [f.title.split(".")[0] for f in figures.values()] == [f"Figur {n + 1}" for n in range(9)]


@pytest.mark.parametrize(("language", "said"), [("en", "boys and men"), ("nb", "gutter og menn")])
def test_a_category_has_no_capital_inside_a_sentence_and_a_name_keeps_its_own(
    language: Language, said: str
) -> None:
    heads = (HeadCell(said.capitalize()), HeadCell("Kompetanseteamet" if language == "nb" else "Syria"))
    rows = (Row("2024", (Cell("7"), Cell("8"))),)
    words = describe("Cases", Table("", "", "", (heads,), rows), language)
    assert f": {said} 7 " in words
    assert f"{heads[1].text} 8." in words
