"""Figures and tables built from one release: what is drawn is what is printed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.interfaces.web.statistics.charts import bars, columns, figure_of, year_bars
from fristed.interfaces.web.statistics.drawing import LONGEST_LINE, bar, lines_of
from fristed.interfaces.web.statistics.key_figures import change_in_percent
from fristed.interfaces.web.statistics.shown import EMPTY, ShownCell, ShownRow, ShownTable, shown_table
from tests.unit.interfaces.web.releases import sample_release

HIDDEN = ShownCell(":", "hidden", is_hidden=True)
COUNTS = st.one_of(st.integers(0, 8), st.integers(0, 2000))


def cell(value: int | None) -> ShownCell:
    """Give a printed cell, or a hidden one."""
    return HIDDEN if value is None else ShownCell(str(value), value=value)


def table(rows: list[list[int | None]]) -> ShownTable:
    """Give a table of rows over as many years as they have values."""
    years = tuple(range(2025 - len(rows[0]), 2025))
    shown = [ShownRow(f"row{n}", f"Row {n}", tuple(map(cell, values))) for n, values in enumerate(rows)]
    total = ShownRow("total", "Total", tuple(cell(9000) for _ in years), is_total=True)
    return ShownTable(7, "KT", years, (*shown, total))


def widths(svg: str) -> list[float]:
    """Give the widths of the bars, in percent."""
    return [float(width) for width in re.findall(r'class="bar"[^>]* width="([\d.]+)%"', svg)]


@given(st.lists(COUNTS, min_size=4, max_size=9))
def test_bars_are_as_long_as_their_numbers(values: list[int]) -> None:
    svg = bars(table([[value] for value in values]), "Title").svg
    peak = max(1, *values)
    assert widths(svg) == [pytest.approx(100 * value / peak, abs=0.01) for value in values]


@given(st.lists(st.one_of(st.none(), COUNTS), min_size=4, max_size=9))
def test_the_mark_of_a_hidden_value_does_not_depend_on_anything_else(values: list[int | None]) -> None:
    svg = bars(table([[value] for value in values]), "Title").svg
    marks = re.findall(r'<rect class="hidden-value" x="(.*?)" y=".*?" (width=".*?" height=".*?")', svg)
    assert len(marks) == values.count(None)
    assert len(set(marks)) <= 1


@pytest.mark.parametrize("draw", [columns, bars, year_bars])
def test_no_bar_is_drawn_where_nothing_is_printed(draw: object) -> None:
    empty = ShownTable(7, "KT", (2024,), (ShownRow("a", "A", (EMPTY,)),))
    figure = draw(empty, "Title")  # type: ignore[operator]
    assert 'class="bar"' not in figure.svg


def test_the_form_of_a_figure_follows_the_table() -> None:
    release = sample_release()
    drawn = {n: figure_of(found, "") for n in (1, 2, 4) if (found := shown_table(release, n))}
    assert drawn[1].svg.count('class="bar"') == 10
    assert not drawn[1].shows_earlier
    assert drawn[2].svg.count('class="bar"') == 10
    assert drawn[2].svg.count('class="hidden-value"') == 2
    assert drawn[4].shows_earlier
    assert drawn[4].shows_hidden


def test_what_is_written_in_a_figure_cannot_become_markup() -> None:
    row = ShownRow("a", "<script>", (cell(3), cell(4)))
    svg = bars(ShownTable(7, "KT", (2023, 2024), (row,)), "<b>").svg
    assert "<script>" not in svg
    assert "<b>" not in svg


@given(st.text(alphabet="abcæøå ", max_size=120))
def test_long_words_of_a_row_go_on_the_next_line_and_none_is_lost(words: str) -> None:
    lines = lines_of(words)
    assert " ".join(lines).split() == words.split()
    assert all(len(line) <= LONGEST_LINE or " " not in line for line in lines)


def test_a_bar_of_the_largest_value_fills_its_room() -> None:
    assert 'width="58.00%"' in bar(10, 10, top=0, height=16, left=14, room=58)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (1402, 1137, "+23\N{NO-BREAK SPACE}%"),
        (90, 100, "−10\N{NO-BREAK SPACE}%"),
        (100, 100, "±0\N{NO-BREAK SPACE}%"),
        (None, 100, ""),
        (100, None, ""),
        (100, 0, ""),
    ],
)
def test_change_is_said_only_of_two_printed_numbers(now: int | None, before: int | None, said: str) -> None:
    assert change_in_percent(cell(now), cell(before)) == said
    assert change_in_percent(cell(now), None) == ""
