"""The example of the reference page runs on the files as they are written."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from fristed.statistics.annual_report.actions import FORMATS, print_report
from tests.synthetic_register import release

pytestmark = pytest.mark.xdist_group("whole register")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "published-forms.md"


def test_the_example_on_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    print_report(release("safe"), out=tmp_path, formats=("json",))
    monkeypatch.chdir(tmp_path)
    tried = doctest.testfile(str(PAGE), module_relative=False)
    assert tried.attempted > 5
    assert tried.failed == 0


def test_the_page_names_every_form_and_every_kind_of_file() -> None:
    text = PAGE.read_text("utf-8")
    assert f"--format {'|'.join(FORMATS)}" in text
    assert all(f".{form}`" in text for form in FORMATS)
