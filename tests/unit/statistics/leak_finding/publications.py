"""Small publications for the tests: a spec and its files, written into a folder of their own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import dedent

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fristed.statistics.leak_finding.findings import Findings, Row, find_leaks

SMALL = 'threshold = 7\nsigns = { hidden = ["…"], low = 1, high = 6 }\n'


def publication(folder: Path, spec: str, **files: str) -> Path:
    """Write a spec with its CSV files; ``counts="…"`` becomes ``counts.csv``."""
    (folder / "spec.toml").write_text(dedent(spec), encoding="utf-8")
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(dedent(content).lstrip(), encoding="utf-8")
    return folder / "spec.toml"


def found_in(folder: Path, spec: str, **files: str) -> Findings:
    """Attack a small publication whose sign means 1-6."""
    return find_leaks(publication(folder, SMALL + dedent(spec), **files))


def intervals(findings: Findings) -> dict[str, tuple[int | None, int | None]]:
    """Give the interval of every hidden cell and unprinted rest by its category."""
    return {str(row.category_code): (row.low, row.high) for row in findings.rows if row.category_code}


def only(findings: Findings, kind: str) -> Row:
    """Give the one finding of a kind."""
    [row] = [row for row in findings.rows if row.kind == kind]
    return row


def workbook(*rows: Sequence[object], sheet: str = "Ark1") -> bytes:
    """Write an XLSX workbook with one sheet; ``None`` is an empty cell, an empty row stays empty."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = sheet
    for row in rows:
        page.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_document_type(content: bytes) -> bytes:
    """Put a document type with an entity into every sheet of a workbook."""
    return _with_sheets(content, lambda text: b'<!DOCTYPE x [<!ENTITY y "z">]>' + text)


def with_cell_at(place: str, content: bytes) -> bytes:
    """Say that the first cell of every sheet of a workbook stands somewhere else."""
    return _with_sheets(content, lambda text: text.replace(b'r="A1"', f'r="{place}"'.encode(), 1))


def _with_sheets(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text) if name.startswith("xl/worksheets/") else text)
    return changed.getvalue()
