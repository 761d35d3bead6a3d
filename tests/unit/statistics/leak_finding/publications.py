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


def with_cell_at(place: str, content: bytes, *, quotes: str = '"', folder: str = "") -> bytes:
    """Say that the first cell of every sheet stands somewhere else, in whatever quotes and folder."""
    said = f"r={quotes}{place}{quotes}".encode()
    moved = _with_sheets(content, lambda text: text.replace(b'r="A1"', said, 1))
    return _in_folder(folder, moved) if folder else moved


def with_parts(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Change the parts of a workbook or any zip."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)), zipfile.ZIP_DEFLATED)
    return changed.getvalue()


def _with_sheets(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    return with_parts(content, lambda name, text: change(text) if name.startswith("xl/worksheets/") else text)


def _in_folder(folder: str, content: bytes) -> bytes:
    """Move the sheets of a workbook into another folder, and say so wherever they are named."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(b"worksheets/sheet", f"{folder}/sheet".encode())
            new.writestr(name.replace("worksheets/sheet", f"{folder}/sheet"), text, zipfile.ZIP_DEFLATED)
    return changed.getvalue()


def encrypted(archive: bytes) -> bytes:
    """Mark the files of a zip as encrypted, which nobody can read without the password."""
    return _with_headers(archive, local=6, central=8, value=1)


def packed_in_a_strange_way(archive: bytes) -> bytes:
    """Say that the files of a zip are packed in a way that nobody knows."""
    return _with_headers(archive, local=8, central=10, value=97)


def damaged(archive: bytes) -> bytes:
    """Overwrite the packed bytes of every file in a zip; its list stays whole."""
    broken = bytearray(archive)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for entry in opened.infolist():
            start = entry.header_offset + 30 + len(entry.filename.encode())
            broken[start : start + entry.compress_size] = b"\xff" * entry.compress_size
    return bytes(broken)


def _with_headers(archive: bytes, *, local: int, central: int, value: int) -> bytes:
    changed = bytearray(archive)
    for mark, offset in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        at = archive.find(mark)
        while at >= 0:
            changed[at + offset : at + offset + 2] = value.to_bytes(2, "little")
            at = archive.find(mark, at + 4)
    return bytes(changed)
