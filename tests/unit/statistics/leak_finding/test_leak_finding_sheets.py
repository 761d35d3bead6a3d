"""Table files are read as rows of text, whatever wrote them; a broken one is refused with its place."""

from __future__ import annotations

import io
import json
import re
import resource
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from fristed.foundation.sheets import workbook_rows, workbooks
from fristed.statistics.leak_finding import sheets
from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.sheets import read_sheet, sheet_of
from tests.unit.statistics.leak_finding.publications import (
    damaged,
    encrypted,
    packed_in_a_strange_way,
    with_cell_at,
    with_document_type,
    workbook,
)


def archive_of(name: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, "nothing of a workbook")
    return content.getvalue()


WANTED = [{"Sted": "Nord", "Antall": "12"}, {"Sted": "Sør", "Antall": "…"}]


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_the_sign_between_the_cells_is_found(sign: str) -> None:
    text = f"Sted{sign}Antall\nNord{sign}12\nSør{sign}…\n"
    assert [row.values for row in sheet_of("a.csv", text.encode()).rows] == WANTED


def test_a_decimal_comma_does_not_split_a_row_with_semicolons() -> None:
    sheet = sheet_of("a.csv", b"Sted;Andel, avrundet\nNord;7,4\n")
    assert sheet.rows[0].values == {"Sted": "Nord", "Andel, avrundet": "7,4"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_text_from_excel_keeps_its_letters(encoding: str) -> None:
    sheet = sheet_of("a.csv", "Sted;Antall\nSør-Varanger;…\n".encode(encoding))
    assert sheet.rows[0].values == {"Sted": "Sør-Varanger", "Antall": "…"}


def test_a_row_has_the_number_a_spreadsheet_shows_and_empty_rows_are_passed_over() -> None:
    sheet = sheet_of("a.csv", b"Tabell 4\n\nSted;Antall\n\nNord;12\n", delimiter=";", headings_in_row=3)
    assert [(row.number, row.values["Sted"]) for row in sheet.rows] == [(5, "Nord")]


def test_a_short_row_is_filled_with_nothing() -> None:
    assert sheet_of("a.csv", b"Sted;Antall\nNord\n").rows[0].values == {"Sted": "Nord", "Antall": ""}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.csv: the file is empty"),
        (b"a;a\n1;2\n", "a.csv, row 1: the heading “a” stands twice"),
        (b"a;;;b\n1;2\n", "a.csv, row 1: two columns have no heading"),
        (b"a;b\n1;2\n1;2;3\n", "a.csv, row 3: 3 cells stand under 2 headings"),
        (b'a;b\n1;"2\n', "a.csv, row 2: this is not CSV"),
        (b"a;b\n\0;2\n", "a.csv: this is neither CSV nor XLSX"),
        (b"a;b\n\x81\xff;2\n", "a.csv: the text is neither UTF-8 nor Windows-1252"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_its_place(content: bytes, message: str) -> None:
    with pytest.raises(BadInput, match=re.escape(message)):
        sheet_of("a.csv", content)


def test_empty_columns_at_the_end_need_no_heading() -> None:
    sheet = sheet_of("a.csv", b"a;b;;\n1;2;;\n")
    assert [row.values for row in sheet.rows] == [{"a": "1", "b": "2"}]


def test_a_missing_file_and_one_too_large_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadInput, match=r"a\.csv: there is no such file"):
        read_sheet(tmp_path / "a.csv")
    (tmp_path / "a.csv").write_bytes(b"a;b\n1;2\n")
    monkeypatch.setattr(sheets, "LARGEST_FILE", 7)
    with pytest.raises(BadInput, match="larger than 7 bytes"):
        read_sheet(tmp_path / "a.csv")


ROWS: tuple[list[object], ...] = (["Sted", "Antall"], [], ["Nord", 12.0])


def test_a_workbook_is_read_as_text_with_its_row_numbers() -> None:
    sheet = sheet_of("a.xlsx", workbook(*ROWS))
    assert [(row.number, row.values) for row in sheet.rows] == [(3, WANTED[0])]


def test_a_cell_stands_in_its_column_also_after_a_gap() -> None:
    sheet = sheet_of("a.xlsx", workbook(ROWS[0], [None, 5]))
    assert sheet.rows[0].values == {"Sted": "", "Antall": "5"}


def test_values_are_read_as_they_are_meant() -> None:
    heads = ["a", "b", "c", "d", "e"]
    sheet = sheet_of("a.xlsx", workbook(heads, [1.2e1, 7.5, True, "odd", date(2024, 3, 1)]))
    assert sheet.rows[0].values == {"a": "12", "b": "7.5", "c": "1", "d": "odd", "e": "2024-03-01"}


def test_a_sheet_is_chosen_by_its_name() -> None:
    content = workbook(*ROWS, sheet="Tabell 4")
    assert len(sheet_of("a.xlsx", content, sheet="Tabell 4").rows) == 1
    with pytest.raises(BadInput, match="no sheet “Ark2”; the sheets are Tabell 4"):
        sheet_of("a.xlsx", content, sheet="Ark2")


def test_entities_of_a_workbook_are_not_unfolded() -> None:
    content = with_document_type(workbook(["a"], ["&y;"]))
    assert [row.values for row in sheet_of("a.xlsx", content).rows] == [{"a": "&y;"}]


@pytest.mark.parametrize("quotes", ['"', "'"])
@pytest.mark.parametrize("folder", ["", "ark"])
def test_a_cell_far_away_ends_the_program_that_reads_and_not_the_one_that_asks(
    quotes: str, folder: str
) -> None:
    content = with_cell_at("XFD1048576", workbook(*ROWS), quotes=quotes, folder=folder)
    assert len(content) < 6000
    with pytest.raises(BadInput, match=r"a\.xlsx: reading the workbook takes too much memory or time"):
        sheet_of("a.xlsx", content)
    assert sheet_of("a.xlsx", with_cell_at("A1", workbook(*ROWS), quotes=quotes, folder=folder)).rows


@pytest.mark.parametrize("content", [b"PK not a zip", workbook(*ROWS)[:200], archive_of("mimetype")])
def test_what_only_looks_like_a_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput, match="no XLSX workbook"):
        sheet_of("a.xlsx", content)


@pytest.mark.parametrize("broken", [encrypted, damaged, packed_in_a_strange_way])
def test_a_workbook_in_a_broken_zip_is_refused(broken: Callable[[bytes], bytes]) -> None:
    with pytest.raises(BadInput, match="no XLSX workbook"):
        sheet_of("a.xlsx", broken(workbook(*ROWS)))


def test_one_long_text_in_many_cells_is_refused_before_it_is_handed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook_rows, "MOST_TEXT", 300)
    for times, ends in ((2, None), (3, workbooks.TOO_MUCH)):
        asked = io.BytesIO(b'""\n' + workbook(["x" * 100] * times))
        assert ending_of(lambda asked=asked: workbook_rows.answer(asked, io.StringIO())) == ends
    assert workbooks.TOO_MUCH == workbook_rows.TOO_MUCH


def ending_of(program: Callable[[], None]) -> object:
    """Run a program to its end; give the code it ends with, None where it just ends."""
    try:
        program()
    except SystemExit as ended:
        return ended.code
    return None


@pytest.mark.parametrize(
    ("program", "what"),
    [
        ("import time; time.sleep(9)", "takes too much memory or time"),
        ("import os; os.abort()", "takes too much memory or time"),
        (f"raise SystemExit({workbooks.TOO_MUCH})", "takes too much memory or time"),
        ("raise BaseException('a panic')", "no XLSX workbook that can be read"),
    ],
)
def test_whatever_happens_to_the_program_that_reads_is_told_as_a_fault_of_the_file(
    monkeypatch: pytest.MonkeyPatch, program: str, what: str
) -> None:
    monkeypatch.setattr(workbooks, "PROGRAM", program)
    monkeypatch.setattr(workbooks, "LONGEST_SECONDS", 2)
    with pytest.raises(BadInput, match=what):
        sheet_of("a.xlsx", workbook(*ROWS))


def test_the_program_that_reads_takes_its_limits_before_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[object] = []
    monkeypatch.setattr(
        workbook_rows.resource, "setrlimit", lambda which, limits: steps.append((which, limits[0]))
    )
    monkeypatch.setattr(workbook_rows, "answer", lambda _asked, _out: steps.append("read"))
    monkeypatch.setattr(workbook_rows.sys, "stdin", SimpleNamespace(buffer=None))
    workbook_rows.main()
    assert steps == [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, workbook_rows.MEMORY),
        (resource.RLIMIT_CPU, workbook_rows.CPU_SECONDS),
        "read",
    ]


def rows_here(content: bytes, sheet: str = "") -> object:
    """Read a workbook in this process, as the program does in its own."""
    out = io.StringIO()
    workbook_rows.answer(io.BytesIO(json.dumps(sheet).encode() + b"\n" + content), out)
    return json.loads(out.getvalue())


def test_the_program_answers_with_the_rows_that_hold_anything_or_with_the_sheets_there_are() -> None:
    day = date(2024, 3, 1)
    content = workbook(["a", "b"], [], [12.0, 7.5, None], [True, day, "odd"], sheet="T")
    rows = [[1, ["a", "b"]], [3, ["12", "7.5"]], [4, ["1", "2024-03-01", "odd"]]]
    assert rows_here(content) == rows_here(content, "T") == {"rows": rows, "sheet": "T", "sheets": ["T"]}
    assert rows_here(content, "U") == {"sheets": ["T"], "wanted": "U"}
