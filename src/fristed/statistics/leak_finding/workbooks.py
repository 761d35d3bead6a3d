"""Read a sheet of an XLSX workbook as text: values only, no formulas, no formats, nothing from outside.

References
----------
ECMA-376, Office Open XML File Formats, 5th edition, part 1, 18 (SpreadsheetML).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from fristed.statistics.leak_finding.faults import BadInput

LARGEST_PART = 100_000_000
"""Bytes of the largest unpacked part of a workbook; a small file may hold a very large one."""

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def sheet_rows(file: str, content: bytes, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a sheet, the first one where no name is given, each with its number.

    Raises
    ------
    BadInput
        If this is no workbook, the sheet is not in it, or a part is too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            workbook = Workbook(file, archive)
            yield from workbook.rows(workbook.part_of(sheet))
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError) as error:
        if isinstance(error, BadInput):
            raise
        raise BadInput("this is no XLSX workbook that can be read", file=file) from error


class Workbook:
    """An open workbook.

    Parameters
    ----------
    file
        What it is called in messages.
    archive
        The parts.
    """

    def __init__(self, file: str, archive: zipfile.ZipFile) -> None:
        self._file, self._archive = file, archive
        self._strings = self._shared_strings()

    def part_of(self, sheet: str) -> str:
        """Find the part that holds a sheet."""
        targets = {
            str(link.get("Id")): str(link.get("Target"))
            for link in self._part("xl/_rels/workbook.xml.rels").iter(f"{PACKAGE}Relationship")
        }
        sheets = {
            str(found.get("name")): targets[str(found.get(f"{RELATION}id"))]
            for found in self._part("xl/workbook.xml").iter(f"{MAIN}sheet")
        }
        wanted = sheet or next(iter(sheets), "")
        if wanted not in sheets:
            raise BadInput(
                f"there is no sheet “{wanted}”; the sheets are {', '.join(sheets)}", file=self._file
            )
        target = sheets[wanted]
        return target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    def rows(self, part: str) -> Iterator[tuple[int, list[str]]]:
        """Give the rows of a part as text, cells in their columns."""
        for at, row in enumerate(self._part(part).iter(f"{MAIN}row"), start=1):
            cells: list[str] = []
            for cell in row.iter(f"{MAIN}c"):
                column = _column(str(cell.get("r", ""))) or len(cells) + 1
                cells += [""] * (column - 1 - len(cells))
                cells.append(self._text(cell))
            yield int(row.get("r") or at), cells

    def _part(self, name: str) -> Element:
        if self._archive.getinfo(name).file_size > LARGEST_PART:
            raise BadInput(f"{name} is larger than {LARGEST_PART:,} bytes", file=self._file)
        content = self._archive.read(name)
        if b"<!DOCTYPE" in content:
            raise BadInput(f"{name} has a document type, which no workbook needs", file=self._file)
        return ElementTree.fromstring(content)  # noqa: S314  no DTD, so no entities to expand

    def _shared_strings(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self._archive.namelist():
            return []
        return [_joined(item) for item in self._part("xl/sharedStrings.xml").iter(f"{MAIN}si")]

    def _text(self, cell: Element) -> str:
        kind = cell.get("t")
        if kind == "inlineStr":
            return _joined(cell)
        value = cell.findtext(f"{MAIN}v") or ""
        if kind == "s":
            return self._strings[int(value)]
        return _whole(value) if kind in (None, "n") else value


def _joined(item: Element) -> str:
    """Join the pieces of a text, leaving out how it is pronounced."""
    runs = [item, *item.iter(f"{MAIN}r"), *item.iter(f"{MAIN}is")]
    return "".join(text.text or "" for run in runs for text in run.findall(f"{MAIN}t"))


def _column(reference: str) -> int:
    """Give the number of a column: ``A1`` is 1, ``AB7`` is 28."""
    number = 0
    for letter in reference:
        if letter.isalpha():
            number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number


def _whole(value: str) -> str:
    """Write a number that a spreadsheet stores as ``12.0`` or ``1.2E1`` as ``12``."""
    try:
        number = float(value)
    except ValueError:
        return value
    return str(int(number)) if number.is_integer() else value
