"""Whatever a small release says, every form says: counts where signs bend, datasets of any shape."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from fristed.statistics.publishing.datasets import datasets_of
from fristed.statistics.publishing.facts import CONTENTS, TIME, Dataset
from fristed.statistics.publishing.files import collection, csv_files, px_files, workbook
from fristed.statistics.publishing.selecting import selected
from fristed.statistics.publishing.writers.jsonstat import dataset_object
from fristed.statistics.publishing.writers.px import write_px
from fristed.statistics.releases.facts import Flag, PublishedCell, PublishedFigureCell, Release
from fristed.statistics.tabulation.reading import read_layout
from tests.unit.statistics.annual_report.small_releases import release
from tests.unit.statistics.publishing.reading_back import (
    in_json,
    in_px,
    in_table_csv,
    in_xlsx,
    said_by,
)

YEARS = st.sampled_from([(2024,), (2023, 2024), (2021, 2022, 2023, 2024)])


@st.composite
def printed(draw: st.DrawFn, *, percent: bool) -> tuple[int | None, int | None, Flag]:
    """Draw what stands in a cell: a number with or without a percent, or a sign."""
    flag: Flag = draw(st.sampled_from(["", "", "…", "-", "0", "blank"]))
    if flag == "0":
        return 0, draw(st.sampled_from([0, None])) if percent else None, "0"
    if flag:
        return None, None, flag
    count = draw(st.one_of(st.integers(1, 8), st.integers(0, 99_999)))
    return count, draw(st.one_of(st.none(), st.integers(0, 100))) if percent else None, ""


@st.composite
def tables(draw: st.DrawFn) -> tuple[PublishedCell, ...]:
    """Draw the cells of one table, some rows and all of its years."""
    table = draw(st.sampled_from(read_layout().tables))
    years = draw(YEARS)
    rows = draw(st.lists(st.sampled_from(table.rows), min_size=1, max_size=4, unique_by=lambda row: row.code))
    return tuple(
        PublishedCell(
            table.id,
            table.service,
            year,
            table.dimension,
            row.code,
            *draw(printed(percent=table.has_percent)),
        )
        for row in rows
        for year in years
    )


@st.composite
def figures(draw: st.DrawFn) -> tuple[PublishedFigureCell, ...]:
    """Draw the cells of the figure of themes."""
    figure = read_layout().figure("F2.2")
    rows = draw(
        st.lists(st.sampled_from(figure.rows), min_size=1, max_size=3, unique_by=lambda row: row.code)
    )
    return tuple(
        PublishedFigureCell("F2.2", service, 2024, "theme", row.code, *draw(printed(percent=True)))
        for service in figure.services
        for row in rows
    )


@st.composite
def releases(draw: st.DrawFn) -> Release:
    """Draw a release of a table and perhaps a figure, that says something somewhere."""
    made = replace(release(*draw(tables())), figures=draw(st.one_of(st.just(()), figures())))
    return made if said_by(made) else replace(made, cells=(replace(made.cells[0], count=1, flag=""),))


@given(releases())
def test_every_form_of_a_small_release_says_what_the_release_says(small: Release) -> None:
    said = said_by(small)
    assert in_json(collection(small)) == said
    assert in_xlsx(workbook(small)) == said
    assert in_table_csv(csv_files(small)) == said
    with TemporaryDirectory() as place:
        assert in_px(px_files(small), Path(place)) == said


@given(releases(), st.data())
def test_a_part_of_a_dataset_says_what_the_whole_says(small: Release, data: st.DataObject) -> None:
    whole: Dataset = data.draw(st.sampled_from(datasets_of(small)))
    chosen = {
        d.code: data.draw(st.lists(st.sampled_from(d.codes), min_size=1, unique=True), d.code)
        for d in whole.dimensions
    }
    part = selected(whole, chosen)
    assert dict(part.observations()) == {codes: whole.cell(codes) for codes in part.keys()}  # noqa: SIM118
    written = dataset_object(part)
    assert len(written["value"]) == len(part.cells)
    assert part.dimension(TIME).role == "time"
    assert part.dimension(CONTENTS).role == "metric"
    assert b"DATA=\n" in write_px({"nb": part})
