"""Find the formulas of a sheet that were saved without a value, so that they are not read as empty cells.

A program that only writes workbooks leaves the values of formulas to the spreadsheet program that opens them.
Nothing is worked out here: the formula is given as a text, so that its cell is not taken for an empty one.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile

SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.S)
FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?f>)", re.S)
VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]")
PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
AN_EMPTY_TEXT = re.compile(rb"\bt=[\"']str[\"']")
"""The value of a formula that gives a text, also an empty one."""

LONGEST = 200


def formulas_without_value(content: bytes, position: int) -> dict[tuple[int, int], str]:
    """Give the formulas without a value of the sheet at a position, each by its row and column from 1.

    A workbook that is laid out in another way has none that are found.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            text = book.read(_part_of(book, position))
    except (zipfile.BadZipFile, KeyError, IndexError, NotImplementedError, RuntimeError):
        return {}
    found = {}
    for attributes, inner in CELL.findall(text):
        formula = FORMULA.search(inner)
        place = PLACE.search(attributes)
        if formula and place and not VALUE.search(inner) and not AN_EMPTY_TEXT.search(attributes):
            words = html.unescape((formula[1] or b"").decode("utf-8", "replace"))
            found[int(place[2]), _column(place[1])] = f"={words[:LONGEST]}"
    return found


def _part_of(book: zipfile.ZipFile, position: int) -> str:
    """Find in which part of the archive a sheet stands."""
    wanted = _attribute(SHEET.findall(book.read("xl/workbook.xml"))[position], rb"\w+:id")
    for relation in RELATION.findall(book.read("xl/_rels/workbook.xml.rels")):
        if _attribute(relation, rb"Id") == wanted:
            target = _attribute(relation, rb"Target")
            return target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
    raise KeyError(wanted)


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"=[\"']([^\"']*)[\"']", tag)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
