"""What is written as a sheet is read back as it was; the same sheets give the same bytes; no formulas."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from fristed.foundation.sheets import workbook_writer
from fristed.foundation.sheets.faults import Unreadable
from fristed.foundation.sheets.reading import rows_in
from fristed.foundation.sheets.writing import Choice, Sheet, as_csv, as_workbook

ROWS = (("Kjønn", "Antall"), ("Jente/kvinne", 12), ("=1+1", 7), ("æøå; «komma»", 0))
READ = [(1, ["Kjønn", "Antall"]), (2, ["Jente/kvinne", "12"]), (3, ["=1+1", "7"]), (4, ["æøå; «komma»", "0"])]


def test_a_workbook_is_read_back_as_it_was_written() -> None:
    assert list(rows_in(as_workbook([Sheet("Ark", ROWS)]))) == READ


def test_csv_is_read_back_as_it_was_written() -> None:
    assert list(rows_in(as_csv(ROWS))) == READ


def test_the_same_sheets_give_the_same_bytes() -> None:
    assert as_workbook([Sheet("Ark", ROWS)]) == as_workbook([Sheet("Ark", ROWS)])


def test_what_looks_like_a_formula_is_text() -> None:
    page = load_workbook(io.BytesIO(as_workbook([Sheet("Ark", ROWS)])))["Ark"]
    assert (page["A3"].value, page["A3"].data_type) == ("=1+1", "s")


def test_a_column_offers_its_choices() -> None:
    sheets = [
        Sheet("Ark", ROWS, choices=(Choice(0, "='Verdier'!$A$1:$A$2", 50),)),
        Sheet("Verdier", (("a",), ("b",))),
    ]
    page = load_workbook(io.BytesIO(as_workbook(sheets)))["Ark"]
    [rule] = page.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("A2:A51", "'Verdier'!$A$1:$A$2")


def test_a_sheet_without_rows_can_be_written() -> None:
    assert list(rows_in(as_workbook([Sheet("Ark", ())]))) == []


def test_the_program_writes_what_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    asked = json.dumps([{"name": "Ark", "rows": [["a"]], "headings_in_row": 0, "choices": []}]).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(asked)))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
    workbook_writer.main()
    assert list(rows_in(out.getvalue())) == [(1, ["a"])]


def test_where_no_sheet_is_named_the_very_first_is_read_though_another_looks_more_like_a_table() -> None:
    sheets = [Sheet("Saker", (("Kjønn",), ("Jente/kvinne",))), Sheet("Verdier", ROWS)]
    assert list(rows_in(as_workbook(sheets))) == [(1, ["Kjønn"]), (2, ["Jente/kvinne"])]
    assert list(rows_in(as_workbook(sheets), sheet="Verdier")) == READ


@pytest.mark.parametrize("content", [b"a;b\0", b"\x81;\x8d", b'"a";"b\n'])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        list(rows_in(content))
