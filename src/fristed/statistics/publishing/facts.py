"""What a published table or figure is: a dataset with its dimensions, cells, notes and where it comes from.

The records follow JSON-stat 2.0: dimensions in a fixed order, each with its categories, and the cells in row
order, the last dimension running fastest. A cell is a number or a sign and never both, so what is hidden has
no number to carry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import product
from math import prod
from typing import Literal

from fristed.methods.classifications import Language

Sign = Literal["", ".", "..", ":"]
"""Signs of Statistics Norway: ``.`` not in use, ``..`` not collected, ``:`` not shown; empty for a number."""
Role = Literal["category", "metric", "time"]
Kind = Literal["table", "figure"]

CONTENTS = "ContentsCode"
"""The dimension of what is measured, under the code that clients of Statistics Norway know it by."""
TIME = "Tid"
"""The dimension of years, likewise."""


class NotAValueOrASign(ValueError):
    """A cell carries both a number and a sign, or neither."""


class WrongNumberOfCells(ValueError):
    """A dataset has more or fewer cells than its dimensions have combinations."""


class NoSuchCategory(LookupError):
    """A dataset has no dimension or category of that code."""


@dataclass(frozen=True, slots=True)
class DataCell:
    """One cell: a whole number (cases or percent), or the sign that stands in its place."""

    value: int | None = None
    sign: Sign = ""

    def __post_init__(self) -> None:
        if (self.value is None) == (self.sign == ""):
            raise NotAValueOrASign(f"A cell is a number or a sign, not {self.value!r} and {self.sign!r}.")


@dataclass(frozen=True, slots=True)
class Category:
    """One category of a dimension; ``unit`` is what a category of the contents is measured in."""

    code: str
    label: str
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension. ``elimination`` is the category that stands for all, empty where there is none."""

    code: str
    label: str
    role: Role
    categories: tuple[Category, ...]
    elimination: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the categories, in printed order."""
        return tuple(category.code for category in self.categories)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the categories, in printed order."""
        return tuple(category.label for category in self.categories)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote to the dataset, to a dimension, or to one category of it."""

    text: str
    dimension: str = ""
    category: str = ""
    is_mandatory: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers questions about the numbers."""

    name: str
    web: str = ""


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms the numbers may be used again; ``id`` as SPDX names it."""

    id: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Version:
    """Which edition the numbers belong to; ``fingerprint`` is of all that the release prints.

    ``number`` and ``kind`` are of official statistics: the version, and whether it is final, preliminary or
    running figures.
    """

    policy: str
    policy_version: str
    edition: str
    layout: str
    fingerprint: str
    as_of: date | None = None
    number: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Updates:
    """When the numbers were last and will next be updated, and the day they describe; ``None`` is unknown.

    Official statistics have a version and a kind too: ``final``, ``preliminary`` or ``running``.
    """

    last: datetime | None = None
    next: date | None = None
    as_of: date | None = None
    version: int | None = None
    kind: str = ""


UNKNOWN = Updates()


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table or figure with all that a reader needs to use it alone.

    ``id`` is permanent: ``tabell-04``, ``figur-2-2``. ``untranslated`` names what is shown in bokmål because
    the wanted language has no words for it.

    Raises
    ------
    WrongNumberOfCells
        If the number of cells is not the product of the sizes of the dimensions.
    """

    id: str
    kind: Kind
    number: str
    name: str
    title: str
    language: Language
    year: int
    services: tuple[str, ...]
    unit: str
    dimensions: tuple[Dimension, ...]
    cells: tuple[DataCell, ...]
    notes: tuple[Note, ...]
    signs: Mapping[Sign, str]
    source: str
    contact: Contact
    licence: Licence
    version: Version
    updates: Updates = UNKNOWN
    untranslated: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if len(self.cells) != prod(self.sizes):
            raise WrongNumberOfCells(f"{self.id} has {len(self.cells)} cells and sizes {self.sizes}.")

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many categories each dimension has."""
        return tuple(len(dimension.categories) for dimension in self.dimensions)

    @property
    def period(self) -> str:
        """The years from the first to the last: ``2021–2024``."""
        years = self.dimension(TIME).codes
        return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"

    @property
    def stub(self) -> tuple[Dimension, ...]:
        """The dimensions that head rows: all but contents and time."""
        return tuple(dimension for dimension in self.dimensions if dimension.role == "category")

    def dimension(self, code: str) -> Dimension:
        """Give one dimension.

        Raises
        ------
        NoSuchCategory
            If the dataset has no such dimension.
        """
        for dimension in self.dimensions:
            if dimension.code == code:
                return dimension
        raise NoSuchCategory(f"{self.id} has no dimension {code!r}.")

    def keys(self) -> Iterator[tuple[str, ...]]:
        """Give the codes of every cell, in the order of the cells."""
        return product(*(dimension.codes for dimension in self.dimensions))

    def observations(self) -> Iterator[tuple[tuple[str, ...], DataCell]]:
        """Give every cell under its codes."""
        return zip(self.keys(), self.cells, strict=True)

    def place(self, codes: Sequence[str]) -> int:
        """Give the place of a cell among the cells.

        Raises
        ------
        NoSuchCategory
            If one of the codes is not a category of its dimension.
        """
        place = 0
        for dimension, code in zip(self.dimensions, codes, strict=True):
            if code not in dimension.codes:
                raise NoSuchCategory(f"{self.id} has no {dimension.code} {code!r}.")
            place = place * len(dimension.codes) + dimension.codes.index(code)
        return place

    def cell(self, codes: Sequence[str]) -> DataCell:
        """Give the cell under codes, one for each dimension in order."""
        return self.cells[self.place(codes)]
