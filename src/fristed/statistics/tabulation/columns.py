"""Facts as columns: what a counting engine is loaded with, and the hash that says which facts they were.

A column holds small whole numbers that point into a sorted list of category codes, so that ten million facts
fit in little memory and an engine may use its own type for such columns.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fristed.casework.cases.facts import CaseFact
from fristed.statistics.tabulation.selections import AGENCIES, ATTRIBUTES, text_of

CODED = ("service", *ATTRIBUTES)
"""The columns of the facts table that hold category codes; the year stands beside them as a number."""

Codes = NDArray[np.unsignedinteger[Any]]


def smallest_type(categories: int) -> np.dtype[np.unsignedinteger[Any]]:
    """Give the smallest type of number that can point at each of so many categories."""
    return np.dtype(np.uint8 if categories <= 256 else np.uint16)


@dataclass(frozen=True, slots=True)
class CodedColumn:
    """One column: ``codes[i]`` is the position of fact ``i``'s category in ``categories``."""

    codes: Codes
    categories: tuple[str, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> CodedColumn:
        """Encode texts; the categories are sorted, so that the order of the facts leaves no trace."""
        categories = tuple(sorted(set(texts)))
        position = {category: i for i, category in enumerate(categories)}
        codes = np.fromiter((position[text] for text in texts), smallest_type(len(categories)), len(texts))
        return cls(codes, categories)

    def texts(self) -> list[str]:
        """Give the category of every line."""
        return [self.categories[code] for code in self.codes.tolist()]


@dataclass(frozen=True, slots=True)
class AgencyColumns:
    """One line per fact, relation (involved, to involve) and agency; ``fact`` is the fact's position."""

    fact: NDArray[np.int32]
    relation: CodedColumn
    agency: CodedColumn


@dataclass(frozen=True, slots=True)
class FactColumns:
    """Facts by column, and their agencies."""

    year: NDArray[np.int32]
    coded: Mapping[str, CodedColumn]
    agencies: AgencyColumns

    def __len__(self) -> int:
        return len(self.year)


def columns_of(facts: Sequence[CaseFact]) -> FactColumns:
    """Turn facts into columns."""
    coded = {name: CodedColumn.of([text_of(getattr(fact, name)) for fact in facts]) for name in CODED}
    return FactColumns(
        year=np.fromiter((fact.year for fact in facts), np.int32, len(facts)),
        coded=coded,
        agencies=agency_columns_of([(fact.agencies_involved, fact.agencies_to_involve) for fact in facts]),
    )


def agency_columns_of(agencies: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> AgencyColumns:
    """Line up the agencies involved and to be involved; one named twice in one case is one agency."""
    lines = [
        (i, relation, agency)
        for i, both in enumerate(agencies)
        for relation, named in zip(AGENCIES, both, strict=True)
        for agency in sorted(set(named))
    ]
    return AgencyColumns(
        fact=np.fromiter((i for i, _, _ in lines), np.int32, len(lines)),
        relation=CodedColumn.of([relation for _, relation, _ in lines]),
        agency=CodedColumn.of([agency for _, _, agency in lines]),
    )


def facts_sha256(facts: Iterable[CaseFact]) -> str:
    """Hash facts whatever their order: the same facts always give the same hash, others another."""
    digest = hashlib.sha256()
    for line in sorted(_canonical_line(fact) for fact in facts):
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _canonical_line(fact: CaseFact) -> str:
    values = [
        fact.year,
        *(text_of(getattr(fact, name)) for name in CODED),
        sorted(set(fact.agencies_involved)),
        sorted(set(fact.agencies_to_involve)),
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
