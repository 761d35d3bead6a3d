"""The embedded engine: DuckDB in memory, without files, network or extensions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from fristed.statistics.tabulation.columns import CODED, FactColumns
from fristed.statistics.tabulation.selections import AGENCIES

_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "temp_directory": "",  # nothing is ever spilled to disk: the facts fit in memory or counting fails
}

Arrays = dict[str, NDArray[Any]]


class EmbeddedEngine:
    """DuckDB in this process. One thread by default; more only make it faster, the counts are the same."""

    def __init__(self, *, threads: int = 1) -> None:
        self._categories: Mapping[str, tuple[str, ...]] = {}
        self._connection = duckdb.connect(":memory:", config={**_CLOSED, "threads": threads})
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def __enter__(self) -> EmbeddedEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def load(self, columns: FactColumns) -> None:
        """Replace what is loaded. The arrays are read where they lie, nothing is copied."""
        self._categories = {name: columns.coded[name].categories for name in CODED}
        arrays: Arrays = {"fact": np.arange(len(columns), dtype=np.int32), "year": columns.year}
        self._connection.register("facts", arrays | {name: columns.coded[name].codes for name in CODED})
        self._load_agencies(columns)

    def _load_agencies(self, columns: FactColumns) -> None:
        """Put both kinds of agency under each other; there are few, so their codes are written out."""
        self._connection.execute(
            "CREATE OR REPLACE TABLE agencies (fact INTEGER, relation VARCHAR, agency VARCHAR)"
        )
        for relation in AGENCIES:
            positions, coded = columns.agencies[relation]
            self._connection.register("incoming", {"fact": positions, "code": coded.codes})
            agency = f"{_list(coded.categories)}[code::INTEGER + 1]"
            chosen = f"fact, '{relation}', {agency}"
            self._connection.execute(f"INSERT INTO agencies SELECT {chosen} FROM incoming")  # noqa: S608  our codes
            self._connection.unregister("incoming")

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Run one counting statement."""
        cursor = self._connection.execute(sql)
        names = [column[0] for column in cursor.description]
        codes = [self._categories.get(name) for name in names]
        return [
            tuple(
                value if categories is None or value is None else categories[value]
                for categories, value in zip(codes, row, strict=True)
            )
            for row in cursor.fetchall()
        ]


def _list(categories: Iterable[str]) -> str:
    return f"([{', '.join(_quoted(category) for category in categories)}]::VARCHAR[])"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
