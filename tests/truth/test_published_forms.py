"""Every cell of every form of the safe release of 2024 is the same number or the same sign."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fristed.statistics.annual_report.actions import chapter_files, report_bytes
from fristed.statistics.publishing.files import collection, csv_files, px_files, workbook
from fristed.statistics.releases.facts import Release
from tests.synthetic_register import release as release_of
from tests.unit.statistics.publishing.reading_back import (
    Read,
    in_html,
    in_json,
    in_px,
    in_report_csv,
    in_table_csv,
    in_xlsx,
    said_by,
)

pytestmark = pytest.mark.xdist_group("whole register")
Form = Callable[[Release, Path], Read]


def report_csv(release: Release, _: Path) -> Read:
    """Read the report's own CSV without the rows that say nothing in any year."""
    read, silent = in_report_csv(report_bytes(release, "csv"))
    said = said_by(release)
    assert read.keys() - said.keys() <= silent
    return {key: value for key, value in read.items() if key in said}


FORMS: dict[str, Form] = {
    "json": lambda release, _: in_json(collection(release)),
    "px": lambda release, place: in_px(px_files(release), place),
    "px in nynorsk": lambda release, place: in_px(px_files(release), place, "nn"),
    "px in English": lambda release, place: in_px(px_files(release), place, "en"),
    "xlsx": lambda release, _: in_xlsx(workbook(release)),
    "csv of each table": lambda release, _: in_table_csv(csv_files(release)),
    "csv of the report": report_csv,
    "html of each chapter": lambda release, _: in_html(
        b"".join(chapter_files(release).values()), release.year
    ),
    "html": lambda release, _: in_html(report_bytes(release, "html"), release.year),
}


@pytest.fixture
def safe() -> Release:
    return release_of("safe")


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_of_every_form_says_what_the_release_says(
    form: str, safe: Release, tmp_path: Path
) -> None:
    said = said_by(safe)
    assert len(said) > 1_400
    assert {":", ".", ".."} <= set(said.values())
    assert FORMS[form](safe, tmp_path) == said


@pytest.mark.parametrize("form", [form for form in FORMS if not form.startswith("html")])
def test_the_edition_as_it_was_printed_says_the_same_in_every_form(form: str, tmp_path: Path) -> None:
    printed = release_of("as-published-2024")
    assert FORMS[form](printed, tmp_path) == said_by(printed)


def with_one_count_wrong(release: Release) -> Release:
    """Give the release with one case too many in one cell of table 4."""
    place = next(
        n for n, c in enumerate(release.cells) if c.table == 4 and c.count and c.year == release.year
    )
    wrong = replace(release.cells[place], count=(release.cells[place].count or 0) + 1)
    return replace(release, cells=(*release.cells[:place], wrong, *release.cells[place + 1 :]))


def with_one_sign_wrong(release: Release) -> Release:
    """Give the release with one hidden cell called not in use."""
    place = next(n for n, c in enumerate(release.cells) if c.flag == "…")
    wrong = replace(release.cells[place], flag="-")
    return replace(release, cells=(*release.cells[:place], wrong, *release.cells[place + 1 :]))


@pytest.mark.parametrize("fault", [with_one_count_wrong, with_one_sign_wrong])
@pytest.mark.parametrize("form", FORMS)
def test_one_wrong_value_in_one_form_is_found(
    form: str, fault: Callable[[Release], Release], safe: Release, tmp_path: Path
) -> None:
    said, read = said_by(safe), FORMS[form](fault(safe), tmp_path)
    differing = {key for key in said.keys() | read.keys() if said.get(key) != read.get(key)}
    assert 1 <= len(differing) <= 2


def parts_of(content: bytes) -> bytes:
    """Give all that stands in a file, a packed one unpacked."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


LEFT_BEHIND = 987_654_321


def test_a_hidden_cell_carries_no_number_in_any_form_even_if_a_count_was_left_in_it(safe: Release) -> None:
    cells = tuple(replace(c, count=LEFT_BEHIND) if c.flag == "…" else c for c in safe.cells)
    figures = tuple(replace(c, count=LEFT_BEHIND) if c.flag == "…" else c for c in safe.figures)
    careless = replace(safe, cells=cells, figures=figures)
    files = [collection(careless), workbook(careless), report_bytes(careless, "csv")]
    files += [*px_files(careless).values(), *csv_files(careless).values()]
    digits = str(LEFT_BEHIND).encode()
    assert [content[:60] for content in files if digits in parts_of(content)] == []


def test_a_workbook_has_no_formula_and_no_remark_that_could_keep_a_number(safe: Release) -> None:
    inside = parts_of(workbook(safe))
    assert b"<f>" not in inside
    with zipfile.ZipFile(io.BytesIO(workbook(safe))) as packed:
        assert not [name for name in packed.namelist() if "comment" in name or "calcChain" in name]


def test_a_hidden_count_of_the_safe_edition_has_a_hidden_percent_beside_it(safe: Release) -> None:
    said = said_by(safe)
    for (dataset, codes), value in said.items():
        beside = (dataset, (*codes[:-2], "percent", codes[-1]))
        if value == ":" and codes[-2] == "count" and beside in said:
            assert said[beside] == ":"
