"""Reads a plan from its files, and says by file, row and column what is wrong; all or nothing.

A plan is a folder, or a ZIP of one, with ``plan.toml``, ``measures.csv`` and ``ministries.csv``; the other
files may be left out. The form is told in ``docs/how-to/follow-an-action-plan.md``.
"""

from __future__ import annotations

import csv
import io
import json
import struct
import tomllib
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fristed.knowledge.actionplan.codes import Kind
from fristed.knowledge.actionplan.facts import (
    Bullet,
    Item,
    Leaf,
    Ministry,
    PlanFacts,
    PlanHead,
    Related,
)

PACKAGED = Path(__file__).parent / "data" / "plan-2025-2028"
MOST_BYTES = 1_000_000
BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How a ZIP may be packed: other ways are unpacked without a limit."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
LONGEST_TEXT = 600
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "measures.csv": (
            "measure",
            "sub",
            "focus_area_no",
            "focus_area",
            "focus_area_en",
            "title_no",
            "title_en",
            "summary_en",
            "responsible",
            "in_cooperation_with",
            "related_boxes",
            "storting_resolutions",
            "opptrapping_items_inferred",
            "commitment_kind",
            "leaf",
            "resolution_770",
        ),
        "ministries.csv": ("code", "name_no", "name_en", "measures"),
        "bullets.csv": (
            "measure",
            "sub",
            "bullet",
            "commitment_kind",
            "text_nb",
            "text_nn",
            "text_en",
            "source_lines",
        ),
        "resolutions.csv": ("vedtak", "document", "recommendation", "ask_en", "measures_stated"),
        "related.csv": ("no", "title_en", "measures_inferred"),
        "boxes.csv": ("box", "title_en", "measures_related"),
        "words.csv": ("kind", "key", "nb", "nn"),
    }
)
NEEDED = ("plan.toml", "measures.csv", "ministries.csv")
TEXTS = (
    "key",
    "source",
    "coordinator",
    *(f"{name}_{one}" for name in ("title", "related") for one in ("nb", "nn", "en")),
)
YEARS = ("from_year", "to_year", "midterm_year")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: the row as a spreadsheet numbers it, 0 for the whole file."""

    file: str
    row: int
    column: str
    code: str


class PlanNotRight(ValueError):
    """The files are not a plan; nothing is stored. Values of the files are not repeated."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        told = (f"{one.file} row {one.row} {one.column}: {one.code}" for one in self.faults)
        super().__init__("; ".join(told))


@dataclass(frozen=True, slots=True)
class _Row:
    file: str
    number: int
    cells: Mapping[str, str]

    def fault(self, column: str, code: str) -> Fault:
        """Say what is wrong in a column of this row."""
        return Fault(self.file, self.number, column, code)

    def listed(self, column: str) -> tuple[str, ...]:
        """Give a column of several values."""
        return tuple(self.cells[column].split(";")) if self.cells[column] else ()

    @property
    def code(self) -> str:
        """Give the row of the plan that this is, or is about."""
        return self.cells["measure"] + self.cells["sub"]


def files_in_folder(folder: Path) -> dict[str, bytes]:
    """Give the files of a plan in a folder; what is no part of a plan is passed over.

    Raises
    ------
    PlanNotRight
        If there is no such folder, or it is too large.
    """
    known = [folder / name for name in ("plan.toml", *COLUMNS)]
    there = [path for path in known if path.is_file()]
    if sum(path.stat().st_size for path in there) > MOST_BYTES:
        raise PlanNotRight([Fault(folder.name, 0, "", "too_large")])
    return {path.name: path.read_bytes() for path in there}


def files_in_zip(content: bytes) -> dict[str, bytes]:
    """Give the files of a plan in a ZIP, wherever in it they lie; nothing is written to a disk.

    Raises
    ------
    PlanNotRight
        If it is no ZIP, or is or unpacks to too much.
    """
    if len(content) > MOST_BYTES:
        raise PlanNotRight([Fault("zip", 0, "", "too_large")])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            wanted = [one for one in packed.infolist() if Path(one.filename).name in ("plan.toml", *COLUMNS)]
            if sum(one.file_size for one in wanted) > MOST_BYTES or len(wanted) > len(COLUMNS) + 1:
                raise PlanNotRight([Fault("zip", 0, "", "too_large")])
            return _unpacked(packed, wanted)
    except PlanNotRight:
        raise
    except BROKEN as broken:
        raise PlanNotRight([Fault("zip", 0, "", "no_zip")]) from broken


def _unpacked(packed: zipfile.ZipFile, wanted: Iterable[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Unpack what is wanted, and never much more than may be, whatever size a ZIP says that it has."""
    found: dict[str, bytes] = {}
    total = 0
    for one in wanted:
        if one.compress_type not in BOUNDED:
            raise PlanNotRight([Fault("zip", 0, "", "no_zip")])
        with packed.open(one) as file:
            # A limit is told: without one, all is inflated before it is cut to the size that is claimed.
            content = file.read(MOST_BYTES + 1)
        total += len(content)
        if total > MOST_BYTES:
            raise PlanNotRight([Fault("zip", 0, "", "too_large")])
        found[Path(one.filename).name] = content
    return found


def files_at(path: Path) -> dict[str, bytes]:
    """Give the files of a plan: a folder, or a ZIP of one.

    Raises
    ------
    PlanNotRight
        If it is neither, or too large.
    """
    if path.is_dir():
        return files_in_folder(path)
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise PlanNotRight([Fault(path.name, 0, "", "no_file")])
    return files_in_zip(path.read_bytes())


def content_of(files: Mapping[str, bytes]) -> str:
    """Give the files as one text, to be stored: the same files give the same text.

    Raises
    ------
    PlanNotRight
        If a file is not UTF-8.
    """
    texts: dict[str, str] = {}
    for name in sorted(files):
        try:
            texts[name] = files[name].decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise PlanNotRight([Fault(name, 0, "", "not_utf8")]) from None
        if "\0" in texts[name]:
            raise PlanNotRight([Fault(name, 0, "", "not_utf8")])
    return json.dumps(texts, ensure_ascii=False, sort_keys=True)


def seal_of(content: str) -> str:
    """Give the SHA-256 of what is stored."""
    return sha256(content.encode()).hexdigest()


@cache
def packaged_content() -> str:
    """Give the plan that comes with the house, as it is stored."""
    return content_of(files_in_folder(PACKAGED))


@cache
def plan_in(content: str) -> PlanFacts:
    """Read a plan from the text that it is stored as.

    Raises
    ------
    PlanNotRight
        With everything that is wrong.
    """
    texts: Mapping[str, str] = json.loads(content)
    missing = [Fault(name, 0, "", "file_missing") for name in NEEDED if name not in texts]
    if missing:
        raise PlanNotRight(missing)
    head = _head(texts["plan.toml"])
    rows: dict[str, list[_Row]] = {}
    faults: list[Fault] = []
    for name in COLUMNS:
        try:
            rows[name] = list(_rows(name, texts[name])) if name in texts else []
        except PlanNotRight as wrong:
            faults += wrong.faults
    if faults:
        raise PlanNotRight(faults)
    faults += _faults(rows, head)
    if faults:
        raise PlanNotRight(faults)
    return _plan(rows, head)


def _head(text: str) -> PlanHead:
    try:
        told: Mapping[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise PlanNotRight([Fault("plan.toml", 0, "", "no_toml")]) from wrong
    faults = [Fault("plan.toml", 0, name, "value_missing") for name in TEXTS if not _is_text(told.get(name))]
    faults += [Fault("plan.toml", 0, name, "no_year") for name in YEARS if not _is_year(told.get(name))]
    key = told.get("key")
    if _is_text(key) and not (
        str(key).replace("-", "").isalnum() and str(key).isascii() and len(str(key)) <= 40
    ):
        faults.append(Fault("plan.toml", 0, "key", "no_key"))
    if not faults and not told["from_year"] <= told["midterm_year"] <= told["to_year"]:
        faults.append(Fault("plan.toml", 0, "midterm_year", "years_in_order"))
    if faults:
        raise PlanNotRight(faults)
    return PlanHead(
        key=told["key"],
        title=_by_language(told, "title"),
        related_title=_by_language(told, "related"),
        from_year=told["from_year"],
        to_year=told["to_year"],
        midterm_year=told["midterm_year"],
        coordinator=told["coordinator"],
        source=told["source"],
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT


def _is_year(value: object) -> bool:
    return type(value) is int and 2000 <= value <= 2100


def _by_language(told: Mapping[str, Any], name: str) -> Mapping[str, str]:
    return MappingProxyType({language: str(told[f"{name}_{language}"]) for language in ("nb", "nn", "en")})


def _rows(name: str, text: str) -> Iterator[_Row]:
    """Read the rows of a file whose columns are exactly those that are known."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    wanted = COLUMNS[name]
    try:
        found = next(reader, [])
        if tuple(found) != wanted:
            columns = [column for column in wanted if column not in found] or [""]
            raise PlanNotRight([Fault(name, 1, column, "column_missing") for column in columns])
        for cells in reader:
            if len(cells) != len(wanted):
                raise PlanNotRight([Fault(name, reader.line_num, "", "wrong_number_of_cells")])
            yield _Row(name, reader.line_num, dict(zip(wanted, cells, strict=True)))
    except csv.Error as broken:
        raise PlanNotRight([Fault(name, reader.line_num, "", "no_csv")]) from broken


def _faults(rows: Mapping[str, list[_Row]], head: PlanHead) -> Iterator[Fault]:
    """Say everything that is wrong in files whose columns are right."""
    codes = {row.code for row in rows["measures.csv"]}
    known = {
        "responsible": {row.cells["code"] for row in rows["ministries.csv"]},
        "storting_resolutions": {row.cells["vedtak"] for row in rows["resolutions.csv"]},
        "related_boxes": {row.cells["box"] for row in rows["boxes.csv"]},
        "opptrapping_items_inferred": {row.cells["no"] for row in rows["related.csv"]},
    }
    known["in_cooperation_with"] = known["responsible"]
    if not rows["measures.csv"]:
        yield Fault("measures.csv", 1, "", "no_rows")
    if head.coordinator not in known["responsible"]:
        yield Fault("plan.toml", 0, "coordinator", "not_known")
    for row in (one for each in rows.values() for one in each):
        for column, value in row.cells.items():
            if len(value) > LONGEST_TEXT:
                yield row.fault(column, "too_long")
    for row in rows["measures.csv"]:
        yield from _measure_faults(row, codes, known)
    yield from _twice(rows["measures.csv"], ("measure", "sub"))
    for name, columns in KEYS.items():
        yield from _twice(rows[name], columns)
    yield from _bullet_faults(rows)
    for name, column in (("ministries.csv", "measures"), ("related.csv", "measures_inferred")):
        for row in rows[name]:
            if not set(row.listed(column)) <= codes:
                yield row.fault(column, "not_known")
    for row in rows["boxes.csv"]:
        if not set(row.listed("measures_related")) <= codes:
            yield row.fault("measures_related", "not_known")
    for row in rows["resolutions.csv"]:
        if not _is_whole_plan(row) and not set(row.listed("measures_stated")) <= codes:
            yield row.fault("measures_stated", "not_known")


KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ministries.csv": ("code",),
        "bullets.csv": ("measure", "sub", "bullet"),
        "resolutions.csv": ("vedtak",),
        "related.csv": ("no",),
        "boxes.csv": ("box",),
        "words.csv": ("kind", "key"),
    }
)


def _twice(rows: list[_Row], columns: tuple[str, ...]) -> Iterator[Fault]:
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        key = tuple(row.cells[column] for column in columns)
        if not key[0]:
            yield row.fault(columns[0], "value_missing")
        elif key in seen:
            yield row.fault(columns[0], "twice")
        seen.add(key)


def _measure_faults(row: _Row, codes: set[str], known: Mapping[str, set[str]]) -> Iterator[Fault]:
    measure, sub = row.cells["measure"], row.cells["sub"]
    if not (measure.isascii() and measure.isdigit() and len(measure) <= 3 and measure[0] != "0"):
        yield row.fault("measure", "no_number")
    if not (sub == "" or (len(sub) == 1 and sub.isascii() and sub.islower())):
        yield row.fault("sub", "no_letter")
    elif sub and measure not in codes:
        yield row.fault("sub", "measure_missing")
    for column in ("focus_area_no", "focus_area", "focus_area_en", "title_no", "title_en", "responsible"):
        if not row.cells[column]:
            yield row.fault(column, "value_missing")
    for column, values in known.items():
        if not set(row.listed(column)) <= values:
            yield row.fault(column, "not_known")
    if row.cells["commitment_kind"] not in tuple(Kind):
        yield row.fault("commitment_kind", "unknown_kind")
    divided = not sub and any(
        code != measure and code[:-1] == measure and code[-1:].isalpha() for code in codes
    )
    if row.cells["leaf"] != ("no" if divided else "yes"):
        yield row.fault("leaf", "leaf_wrong")


def _bullet_faults(rows: Mapping[str, list[_Row]]) -> Iterator[Fault]:
    leaves = {row.code for row in rows["measures.csv"] if row.cells["leaf"] == "yes"}
    for row in rows["bullets.csv"]:
        if row.code not in leaves:
            yield row.fault("measure", "not_known")
        if not (row.cells["bullet"].isascii() and row.cells["bullet"].isdigit()):
            yield row.fault("bullet", "no_number")
        if row.cells["commitment_kind"] not in tuple(Kind):
            yield row.fault("commitment_kind", "unknown_kind")
        for column in ("text_nb", "text_nn", "text_en"):
            if not row.cells[column]:
                yield row.fault(column, "value_missing")


def _is_whole_plan(row: _Row) -> bool:
    """Whether a resolution is followed up by the plan as a whole, and no measures are named."""
    return "whole plan" in row.cells["measures_stated"]


def _plan(rows: Mapping[str, list[_Row]], head: PlanHead) -> PlanFacts:
    """Put a plan together from rows that are right."""
    words = {(row.cells["kind"], row.cells["key"]): row.cells for row in rows["words.csv"]}

    def text(kind: str, key: str, en: str, no: str = "") -> Mapping[str, str]:
        told = words.get((kind, key), {})
        return MappingProxyType(
            {"nb": told.get("nb") or no or en, "nn": told.get("nn") or no or en, "en": en}
        )

    items = tuple(
        Item(row.cells["measure"], row.cells["sub"], MappingProxyType(dict(row.cells)))
        for row in rows["measures.csv"]
    )
    bullets = tuple(
        Bullet(
            of=row.code,
            number=int(row.cells["bullet"]),
            kind=row.cells["commitment_kind"],
            text=MappingProxyType({one: row.cells[f"text_{one}"] for one in ("nb", "nn", "en")}),
            source_lines=row.cells["source_lines"],
        )
        for row in rows["bullets.csv"]
    )
    ministries = {
        row.cells["code"]: Ministry(
            row.cells["code"], text("ministry", row.cells["code"], row.cells["name_en"], row.cells["name_no"])
        )
        for row in rows["ministries.csv"]
    }
    resolutions = {
        row.cells["vedtak"]: Related(
            row.cells["vedtak"],
            text("resolution", row.cells["vedtak"], row.cells["ask_en"]),
            () if _is_whole_plan(row) else row.listed("measures_stated"),
            _is_whole_plan(row),
            f"{row.cells['document']}, {row.cells['recommendation']}",
        )
        for row in rows["resolutions.csv"]
    }

    def beside(name: str, kind: str, key: str, measures: str) -> dict[str, Related]:
        return {
            row.cells[key]: Related(
                row.cells[key], text(kind, row.cells[key], row.cells["title_en"]), row.listed(measures)
            )
            for row in rows[name]
        }

    focus = {
        item.columns["focus_area_no"]: text(
            "focus",
            item.columns["focus_area_no"],
            item.columns["focus_area_en"],
            item.columns["focus_area"],
        )
        for item in items
    }
    return PlanFacts(
        head=head,
        items=items,
        bullets=bullets,
        ministries=MappingProxyType(ministries),
        resolutions=MappingProxyType(resolutions),
        related=MappingProxyType(beside("related.csv", "related", "no", "measures_inferred")),
        boxes=MappingProxyType(beside("boxes.csv", "box", "box", "measures_related")),
        focus=MappingProxyType(focus),
        leaves=MappingProxyType(dict(_leaves(items, bullets))),
    )


def _leaves(items: tuple[Item, ...], bullets: tuple[Bullet, ...]) -> Iterator[tuple[str, Leaf]]:
    for item in items:
        if item.columns["leaf"] != "yes":
            continue
        under = [one for one in bullets if one.of == item.code]
        title = {
            "nb": item.columns["title_no"],
            "nn": item.columns["title_no"],
            "en": item.columns["title_en"],
        }
        for bullet in (*under,) or (None,):
            code = f"{item.code}.{bullet.number}" if bullet else item.code
            yield (
                code,
                Leaf(
                    code=code,
                    row=item.code,
                    focus=item.columns["focus_area_no"],
                    kind=bullet.kind if bullet else item.columns["commitment_kind"],
                    title=bullet.text if bullet else MappingProxyType(title),
                    is_official=bullet is None,
                    responsible=item.listed("responsible"),
                    cooperating=item.listed("in_cooperation_with"),
                    resolutions=item.listed("storting_resolutions"),
                ),
            )
