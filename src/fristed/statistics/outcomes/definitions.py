"""The tables of outcomes as data; nothing here counts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fristed.methods.classifications import LANGUAGES, code_list


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """One table for each service: its rows each add up to the cases counted."""

    id: str
    moment: str
    rows: str
    columns: str
    titles: Mapping[str, str]

    def row_codes(self) -> tuple[str, ...]:
        """Give the codes of the rows, in order."""
        return code_list(self.rows).codes()

    def column_codes(self) -> tuple[str, ...]:
        """Give the codes of the columns, in order."""
        return code_list(self.columns).codes()


@cache
def outcome_tables() -> tuple[OutcomeTable, ...]:
    """Read the definitions."""
    text = files("fristed.statistics.outcomes").joinpath("data", "tables.toml").read_text("utf-8")
    return tuple(
        OutcomeTable(
            id=row["id"],
            moment=row["moment"],
            rows=row["rows"],
            columns=row["columns"],
            titles={language: row[f"title_{language}"] for language in LANGUAGES},
        )
        for row in tomllib.loads(text)["tables"]
    )
