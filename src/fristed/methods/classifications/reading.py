"""Reads the code lists and correspondences from the data files beside this module.

``data/lists.csv`` names the lists, ``data/lists/<name>.csv`` holds each; the same for correspondences.
Aliases are parted by ``|``. Services are parted by ``;``, and each is a service (``KT``) or a service with
years: ``MR:2024-`` from 2024, ``KT:2021-2021`` in 2021 only.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from io import StringIO

from fristed.methods.classifications.codes import ClassificationError, Code, CodeList, ServiceSpan
from fristed.methods.classifications.correspondences import Correspondence

_DATA = files("fristed.methods.classifications") / "data"


class UnknownCodeList(ClassificationError):
    """There is no code list of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no code list is named {name!r}; there are {', '.join(code_list_names())}")


class UnknownCorrespondence(ClassificationError):
    """There is no correspondence of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no correspondence is named {name!r}; try {', '.join(correspondence_names())}")


def code_list_names() -> tuple[str, ...]:
    """Give the names of all code lists, in the order in which the reference page shows them."""
    return tuple(row["name"] for row in rows_of("lists.csv"))


def correspondence_names() -> tuple[str, ...]:
    """Give the names of all correspondences."""
    return tuple(row["name"] for row in rows_of("correspondences.csv"))


@cache
def code_list(name: str) -> CodeList:
    """Give a code list by its name.

    Parameters
    ----------
    name : str
        One of `code_list_names`.

    Raises
    ------
    UnknownCodeList
        When there is no list of that name.

    Examples
    --------
    >>> code_list("services").label("KT", "en")
    'The Expert Team'
    """
    for row in rows_of("lists.csv"):
        if row["name"] == name:
            return _code_list_from(row)
    raise UnknownCodeList(name)


@cache
def correspondence(name: str) -> Correspondence:
    """Give a correspondence by its name.

    Raises
    ------
    UnknownCorrespondence
        When there is no correspondence of that name.

    Examples
    --------
    >>> correspondence("published_countries_to_countries").targets_of("CD?CG")
    ('CD', 'CG')
    """
    for row in rows_of("correspondences.csv"):
        if row["name"] == name:
            return _correspondence_from(row)
    raise UnknownCorrespondence(name)


@cache
def rows_of(path: str) -> tuple[Mapping[str, str], ...]:
    """Read one data file as rows of column name and text."""
    text = _DATA.joinpath(path).read_text(encoding="utf-8")
    return tuple(csv.DictReader(StringIO(text, newline="")))


def service_spans(text: str) -> tuple[ServiceSpan, ...]:
    """Read the services of a code.

    Examples
    --------
    >>> service_spans("MR:2024-")
    (ServiceSpan(service='MR', first_year=2024, last_year=None),)
    """
    return tuple(_service_span(part) for part in text.split(";") if part)


def _service_span(text: str) -> ServiceSpan:
    service, _, years = text.partition(":")
    first, _, last = years.partition("-")
    return ServiceSpan(service, int(first) if first else None, int(last) if last else None)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _code_from(row: Mapping[str, str]) -> Code:
    return Code(
        code=row["code"],
        label_nb=row["label_nb"],
        label_nn=row["label_nn"],
        label_en=row["label_en"],
        parent=row["parent"] or None,
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        services=service_spans(row["services"]),
        aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        source=row["source"],
        note=row["note"],
    )


def _code_list_from(row: Mapping[str, str]) -> CodeList:
    return CodeList(
        name=row["name"],
        title=Code(row["name"], row["title_nb"], row["title_nn"], row["title_en"]),
        version=row["version"],
        valid_from=_day(row["valid_from"]),
        about=row["about"],
        source=row["source"],
        entries=tuple(_code_from(entry) for entry in rows_of(f"lists/{row['name']}.csv")),
    )


def _correspondence_from(row: Mapping[str, str]) -> Correspondence:
    pairs = rows_of(f"correspondences/{row['name']}.csv")
    return Correspondence(
        name=row["name"],
        source_list=row["source_list"] or None,
        target_list=row["target_list"],
        version=row["version"],
        about=row["about"],
        source=row["source"],
        pairs=tuple((pair["source_code"], pair["target_code"]) for pair in pairs),
    )
