"""The synthetic register as a data file: a line per case and year, sorted, the same bytes every time."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from importlib.resources import files
from io import BytesIO, StringIO

from fristed.methods.reconstruction.records import RegisterRow
from fristed.methods.reconstruction.verifying import texts_of

COLUMNS: tuple[str, ...] = tuple(column.name for column in fields(RegisterRow))
FILE_NAME = "register_2021_2024.csv.gz"


class BadRegister(ValueError):
    """A file is not a register of the columns that the project knows."""


def read_register() -> list[RegisterRow]:
    """Read the register that comes with the project: 9,115 cases of 2021-2024, nobody in it is real.

    Returns
    -------
    list of RegisterRow
        Sorted by service, year and then every other column.

    Examples
    --------
    >>> len(read_register())
    9115
    """
    return rows_from(committed_bytes())


def committed_bytes() -> bytes:
    """Give the register file of the project as it lies there."""
    return (files("fristed.methods.reconstruction") / "data" / FILE_NAME).read_bytes()


def rows_from(content: bytes) -> list[RegisterRow]:
    """Read a register file.

    Raises
    ------
    BadRegister
        When the content is not compressed, or its columns are not those of the register.
    """
    try:
        text = gzip.decompress(content).decode("utf-8")
    except (OSError, EOFError) as fault:
        raise BadRegister(f"not a compressed register: {fault}") from fault
    reader = csv.DictReader(StringIO(text, newline=""))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise BadRegister(f"the columns should be {','.join(COLUMNS)}")
    return [_row_from(line) for line in reader]


def bytes_of(rows: Iterable[RegisterRow]) -> bytes:
    """Write rows as a register file: sorted, compressed, without a time.

    Returns
    -------
    bytes
        The same for the same rows in any order.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(cells_of(row) for row in rows))
    packed = BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as file:
        file.write(text.getvalue().encode("utf-8"))
    return packed.getvalue()


def cells_of(row: RegisterRow) -> tuple[str, ...]:
    """Give a row as the cells of its line; several agencies are parted by ``;``."""
    return tuple(";".join(texts_of(row, column)) for column in COLUMNS)


def in_order(rows: Iterable[RegisterRow]) -> list[RegisterRow]:
    """Sort rows as the file does."""
    return sorted(rows, key=cells_of)


def services_and_years(rows: Sequence[RegisterRow]) -> tuple[tuple[str, int], ...]:
    """Give each service and year of the rows once, in order."""
    return tuple(sorted({(row.service, row.year) for row in rows}))


def _row_from(line: Mapping[str, str]) -> RegisterRow:
    abroad = line["abroad_case"]
    return RegisterRow(
        service=line["service"],
        year=int(line["year"]),
        main_concern=line["main_concern"],
        concern_basis=line["concern_basis"],
        gender=line["gender"],
        age_band=line["age_band"],
        age_group=line["age_group"],
        country_background=line["country_background"],
        referrer=line["referrer"],
        immigration_case=line["immigration_case"] == "1",
        abroad_case=None if abroad == "" else abroad == "1",
        agencies_involved=_codes(line["agencies_involved"]),
        agencies_to_involve=_codes(line["agencies_to_involve"]),
    )


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()
