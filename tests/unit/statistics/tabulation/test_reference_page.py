"""The reference page of tables is generated, and the committed page is current."""

from __future__ import annotations

import doctest
import runpy
from pathlib import Path

import pytest

from fristed.statistics.tabulation import cube
from fristed.statistics.tabulation.deviations import read_deviations
from fristed.statistics.tabulation.numbers import read_numbers
from fristed.statistics.tabulation.reading import read_layout
from fristed.statistics.tabulation.reference import reference_page

ROOT = Path(__file__).parents[4]


def test_the_committed_page_is_the_one_the_definitions_give() -> None:
    committed = (ROOT / "docs/reference/tables.md").read_text(encoding="utf-8")
    assert committed == reference_page(), (
        "run: python -m fristed.statistics.tabulation > docs/reference/tables.md"
    )


def test_the_command_prints_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_module("fristed.statistics.tabulation", run_name="__main__")
    assert capsys.readouterr().out == reference_page()


def test_every_table_row_figure_number_and_deviation_is_on_the_page() -> None:
    page = reference_page()
    layout = read_layout()
    assert all(f"## Table {table.id}\n" in page for table in layout.tables)
    assert all(f"| `{row.code}` | {row.label} |" in page for table in layout.tables for row in table.rows)
    assert all(f"## Figure {figure.id}\n" in page for figure in layout.figures)
    assert all(f"| `{name}` |" in page for name in read_numbers())
    assert page.count("halves rounded upwards") == 1
    assert all(found.reason in page for found in read_deviations())


def test_the_examples_of_the_cube_run() -> None:
    assert doctest.testmod(cube).failed == 0
