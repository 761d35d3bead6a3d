"""The reference page of the code lists is generated, and the committed page is current."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import runpy
from pathlib import Path

import pytest

import fristed.methods.classifications as room
from fristed.methods.classifications import code_list, code_list_names, correspondence_names
from fristed.methods.classifications.reference import reference_page

ROOT = Path(__file__).parents[4]
MODULES = [f"{room.__name__}.{found.name}" for found in pkgutil.iter_modules(room.__path__)]


def test_the_committed_page_is_the_one_the_lists_give() -> None:
    committed = (ROOT / "docs/reference/code-lists.md").read_text(encoding="utf-8")
    assert committed == reference_page(), (
        "run: python -m fristed.methods.classifications > docs/reference/code-lists.md"
    )


def test_the_command_prints_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_module("fristed.methods.classifications", run_name="__main__")
    assert capsys.readouterr().out == reference_page()


def test_every_list_code_and_correspondence_is_on_the_page() -> None:
    page = reference_page()
    for name in (*code_list_names(), *correspondence_names()):
        assert f"`{name}`\n" in page
    for name in code_list_names():
        assert all(f"| `{code}` |" in page for code in code_list(name).codes())


def test_a_row_of_a_table_has_as_many_cells_as_its_heading() -> None:
    widths = [line.count(" | ") for line in reference_page().splitlines() if line.startswith("| ")]
    headings = [line.count(" | ") for line in reference_page().splitlines() if line.startswith("| ---")]
    assert set(widths) == set(headings)


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_the_examples_in_the_docstrings_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
