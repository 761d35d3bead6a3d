"""Reads published forms back with readers that are not ours: what number or sign stands where.

Every reader gives the same thing: under the id of the dataset and the codes of the cell a number, or one of
the signs ``.``, ``..`` and ``:``.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import warnings
from collections.abc import Iterable, Mapping
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from jsonstat_validator import validate_jsonstat
from openpyxl import load_workbook
from pyaxis import pyaxis
from pyjstat import pyjstat

from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell, Release
from fristed.statistics.tabulation.layout import Row
from fristed.statistics.tabulation.reading import read_layout
from tests.unit.statistics.publishing.reading_html import ReadTable, tables_in

Key = tuple[str, tuple[str, ...]]
Read = dict[Key, int | str]
SIGNS = {".", "..", ":"}
MATCHES_NOTHING = r"^\b$"
NOT_COLLECTED = {("abroad_case", "MR", 2021), ("abroad_case", "MR", 2022)}
NOT_COLLECTED |= {("abroad_case", "SU", 2021), ("abroad_case", "SU", 2022)}


# --- what the release says ------------------------------------------------------------------------------


def said_by(release: Release) -> Read:
    """Give what a release prints, straight from its cells; rows that say nothing in any year are left out."""
    cells: list[PublishedCell | PublishedFigureCell] = [*release.cells, *release.figures]
    said: Read = {}
    spoken = {(_place(cell), cell.category_code) for cell in cells if cell.flag not in ("-", "blank")}
    for cell in cells:
        if (_place(cell), cell.category_code) in spoken:
            for contents in _contents(cell):
                said[_id(cell), _codes(cell, contents)] = _stands(cell, contents)
    return said


def _place(cell: PublishedCell | PublishedFigureCell) -> str:
    return f"T{cell.table}" if isinstance(cell, PublishedCell) else cell.figure


def _id(cell: PublishedCell | PublishedFigureCell) -> str:
    if isinstance(cell, PublishedCell):
        return f"tabell-{cell.table:02}"
    return f"figur-{cell.figure[1:].replace('.', '-')}"


def _contents(cell: PublishedCell | PublishedFigureCell) -> tuple[str, ...]:
    counts_alone = cell.dimension in ("cases_total", "immigration_cases", "abroad_case")
    if counts_alone or (isinstance(cell, PublishedFigureCell) and cell.dimension != "theme"):
        return ("count",)
    return ("count", "percent")


def _codes(cell: PublishedCell | PublishedFigureCell, contents: str) -> tuple[str, ...]:
    service = () if isinstance(cell, PublishedCell) else (cell.service,)
    totals = cell.dimension in ("cases_total", "immigration_cases", "abroad_case")
    return (*service, *(() if totals else (cell.category_code,)), contents, str(cell.year))


def _stands(cell: PublishedCell | PublishedFigureCell, contents: str) -> int | str:
    value = cell.percent if contents == "percent" else 0 if cell.flag == "0" else cell.count
    if value is not None:
        return value
    if cell.flag in ("", "0"):
        return "."
    return sign_of(cell.flag, cell.dimension, cell.service, cell.year)


def sign_of(flag: str, dimension: str, service: str, year: int) -> str:
    """Give the sign of Statistics Norway for a flag of the house."""
    if flag == "-":
        return ".." if (dimension, service, year) in NOT_COLLECTED else "."
    return {"…": ":", "blank": ".."}[flag]


# --- JSON-stat ------------------------------------------------------------------------------------------


def in_json(content: bytes) -> Read:
    """Read a JSON-stat collection with pyjstat, after two checks that it is JSON-stat at all."""
    collection = json.loads(content)
    validate_jsonstat(collection)
    read: Read = {}
    for item in collection["link"]["item"]:
        validate_jsonstat(item)
        assert len(item["value"]) == prod(item["size"])  # the validator does not look
        assert set(item.get("status", {}).values()) <= SIGNS
        frame = _frame_of(item)
        for place, line in enumerate(frame.to_dict("records")):
            codes = tuple(str(line[name]) for name in item["id"])
            sign = item.get("status", {}).get(str(place))
            assert (sign is None) == (not _is_missing(line["value"]))
            read[item["extension"]["px"]["tableid"], codes] = sign or int(line["value"])
    return read


def _frame_of(item: Mapping[str, Any]) -> Any:
    with warnings.catch_warnings():  # pyjstat warns of a function that it calls itself
        warnings.simplefilter("ignore", DeprecationWarning)
        return pyjstat.Dataset.read(json.dumps(item)).write("dataframe", naming="id")


def _is_missing(value: Any) -> bool:
    return value is None or math.isnan(value)


# --- PC-Axis --------------------------------------------------------------------------------------------


def in_px(files: Mapping[str, bytes], place: Path, language: str | None = None) -> Read:
    """Read PC-Axis files with pyaxis; its labels are put back to codes by the file's own lists."""
    read: Read = {}
    for name, content in files.items():
        (place / name).write_bytes(content)
        parsed = pyaxis.parse(
            str(place / name), "utf-8", null_values=MATCHES_NOTHING, sd_values=MATCHES_NOTHING, lang=language
        )
        read |= _of_px(parsed["METADATA"], parsed["DATA"])
    return read


def _of_px(said: Mapping[str, Any], frame: Any) -> Read:
    names = [*said["STUB"], *said["HEADING"]]
    codes = {n: dict(zip(said[f"VALUES({n})"], said[f"CODES({n})"], strict=True)) for n in names}
    symbols = {f'"{"." * n}"': said[f"DATASYMBOL{n}"][0] for n in (1, 2, 3)}
    read: Read = {}
    for line in frame.to_dict("records"):
        value = line["DATA"]
        key = tuple(codes[name][line[name]] for name in names)
        read[said["MATRIX"][0], key] = symbols[value] if value in symbols else int(value)
    return read


# --- workbook -------------------------------------------------------------------------------------------


def in_xlsx(content: bytes) -> Read:
    """Read a workbook with openpyxl: rows by the codes beside their labels, columns by year and heading."""
    book = load_workbook(io.BytesIO(content))
    read: Read = {}
    for sheet in book.worksheets[1:]:
        kind, _, number = sheet.title.partition(" ")
        name = f"tabell-{int(number):02}" if kind == "Tabell" else f"figur-{number.replace('.', '-')}"
        lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
        read |= {(name, codes): value for codes, value in _of_sheet(lines)}
    return read


def _of_sheet(lines: list[list[Any]]) -> Iterable[tuple[tuple[str, ...], int | str]]:
    years, heads = lines[3], lines[4]
    coded = [column for column, head in enumerate(heads) if str(head).endswith(", kode")]
    numbers = [column for column, year in enumerate(years) if isinstance(year, int)]
    for line in lines[5:]:
        if line[numbers[0]] is None:
            return
        for column in numbers:
            contents = {"Antall": "count", "Prosent": "percent"}[heads[column]]
            yield (*(line[place] for place in coded), contents, str(years[column])), line[column]


# --- CSV ------------------------------------------------------------------------------------------------


def _without_foot(content: str) -> str:
    """Leave out what a program is told to pass over."""
    return "".join(line for line in content.splitlines(keepends=True) if not line.startswith("#"))


def in_table_csv(files: Mapping[str, bytes]) -> Read:
    """Read the CSV of each table and figure."""
    read: Read = {}
    for name, content in files.items():
        dataset = re.search(r"(tabell|figur)-[\d-]+", name)
        assert dataset
        rows = csv.DictReader(io.StringIO(_without_foot(content.decode("utf-8-sig"))), delimiter=";")
        coded = [name for name in rows.fieldnames or () if not name.endswith("_label")][:-3]
        for row in rows:
            assert (row["value"] == "") == (row["sign"] != "")
            codes = tuple(row[name] for name in coded)
            read[dataset.group(), codes] = row["sign"] or int(row["value"])
    return read


def in_report_csv(content: bytes) -> tuple[Read, set[Key]]:
    """Read the CSV of the whole report: what it says, and the keys of the cells that say nothing."""
    read: Read = {}
    silent: set[Key] = set()
    for row in csv.DictReader(io.StringIO(_without_foot(content.decode())), delimiter=";"):
        given = (row["service"], int(row["year"]), row["dimension"], row["category_code"])
        numbers = [int(row[name]) if row[name] else None for name in ("count", "percent")]
        shared = (*given, *numbers, row["flag"])
        cell = (
            PublishedFigureCell(row["table"], *shared)  # type: ignore[arg-type]
            if row["table"].startswith("F")
            else PublishedCell(int(row["table"]), *shared)  # type: ignore[arg-type]
        )
        for contents in _contents(cell):
            read[_id(cell), _codes(cell, contents)] = _stands(cell, contents)
            if row["flag"] in ("-", "blank"):
                silent.add((_id(cell), _codes(cell, contents)))
    return read, silent


# --- HTML -----------------------------------------------------------------------------------------------

SERVICES = ("KT", "MR", "SU")
OVER_YEARS = {"tall-totals": "figur-2-1", "tall-abroad-cases": "figur-4"}
BY_SERVICE = {"tall-themes": "F2.2", "tall-countries": "F2.5"}
BY_CATEGORY = {
    "tall-gender": ("figur-2-3", ("female", "male")),
    "tall-age": ("figur-2-4", ("child_under_18", "adult_18_plus")),
}
CONCERNS = ("involuntary_stay_abroad", "fear_involuntary_stay_abroad")


def in_html(page: bytes, year: int) -> Read:
    """Read the tables and the tables beside the figures of the page."""
    found = tables_in(page)
    read: Read = {}
    for table in read_layout().tables:
        if (shown := found.get(f"tabell-{table.id}")) is not None:
            codes = {row.label: () if not table.field else (row.code,) for row in table.rows}
            for label, words in shown.rows.items():
                columns = _columns(shown, table.has_percent)
                for (head, contents), text in zip(columns, words, strict=True):
                    key = (f"tabell-{table.id:02}", (*codes[label], contents, head))
                    read[key] = _shown(text)
    return read | _figures(found, str(year))


def _columns(table: ReadTable, has_percent: bool) -> list[tuple[str, str]]:
    contents = ("count", "percent") if has_percent else ("count",)
    return [(head, content) for head, _ in table.heads[0] for content in contents]


def _shown(text: str) -> int | str:
    """Read one cell as it is shown: a sign, or a number with its thousands apart."""
    text = text.replace("\u00a0", "").removesuffix("%")
    return text if text in SIGNS else int(text)


def _figures(found: Mapping[str, ReadTable], year: str) -> Read:
    read: Read = {}
    for name, figure in OVER_YEARS.items():
        for service, words in zip(SERVICES, found[name].rows.values(), strict=True):
            for (head, _), text in zip(found[name].heads[0], words, strict=True):
                read[figure, (service, "count", head)] = _shown(text)
    for (service, concern), words in zip(
        product(SERVICES, CONCERNS), found["tall-abroad-concerns"].rows.values(), strict=True
    ):
        for (head, _), text in zip(found["tall-abroad-concerns"].heads[0], words, strict=True):
            read["figur-2-2-3", (service, concern, "count", head)] = _shown(text)
    return read | _by_service(found, year) | _by_category(found, year)


def _by_service(found: Mapping[str, ReadTable], year: str) -> Read:
    read: Read = {}
    for name, figure in BY_SERVICE.items():
        rows: tuple[Row, ...] = read_layout().figure(figure).rows or read_layout().table(5).rows
        codes = {row.label: row.code for row in rows}
        for label, words in found[name].rows.items():
            for place, (service, contents) in enumerate(product(SERVICES, ("count", "percent"))):
                if contents == "count" or figure == "F2.2":
                    key = (f"figur-{figure[1:].replace('.', '-')}", (service, codes[label], contents, year))
                    read[key] = _shown(words[place])
    return read


def _by_category(found: Mapping[str, ReadTable], year: str) -> Read:
    read: Read = {}
    for name, (figure, codes) in BY_CATEGORY.items():
        for service, words in zip(SERVICES, found[name].rows.values(), strict=True):
            for place, code in enumerate(codes):
                read[figure, (service, code, "count", year)] = _shown(words[2 * place])
    return read
