"""Small publications for the tests: a spec and its files, written into a folder of their own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from textwrap import dedent

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


def workbook(*rows: str, sheet: str = "Ark1", strings: tuple[str, ...] = (), head: str = "") -> bytes:
    """Write an XLSX workbook with one sheet, its rows given as XML."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    packaged = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    shared = "".join(f"<si>{text}</si>" for text in strings)
    parts = {
        "xl/workbook.xml": f"<workbook {main} {rel}>"
        f'<sheets><sheet name="{sheet}" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {packaged}>"
        '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"{head}<worksheet {main}>"
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {main}>{shared}</sst>",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()
