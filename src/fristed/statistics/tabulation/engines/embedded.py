"""The embedded engine: DuckDB in memory, without files, network or extensions."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from fristed.statistics.tabulation.columns import CODED, FactColumns

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
        self._categories: dict[str, tuple[str, ...]] = {}
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
        facts: Arrays = {"fact": np.arange(len(columns), dtype=np.int32), "year": columns.year}
        self._connection.register("facts", facts | {name: columns.coded[name].codes for name in CODED})
        lines = columns.agencies
        agencies = {"fact": lines.fact, "relation": lines.relation.codes, "agency": lines.agency.codes}
        self._connection.register("agencies", agencies)
        self._categories = {name: columns.coded[name].categories for name in CODED}
        self._categories |= {"relation": lines.relation.categories, "agency": lines.agency.categories}

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Run one counting statement; the numbers in its answer are turned into codes again."""
        cursor = self._connection.execute(sql)
        names = [column[0] for column in cursor.description]
        columns = zip(names, zip(*cursor.fetchall(), strict=True), strict=False)
        return list(zip(*(self._texts(name, values) for name, values in columns), strict=True))

    def _texts(self, name: str, values: tuple[Any, ...]) -> Sequence[object]:
        """Give one column of an answer as codes; NULL stays, and so do years and counts."""
        if name not in self._categories:
            return values
        texts: dict[int | None, str | None] = {None: None, **dict(enumerate(self._categories[name]))}
        return [texts[value] for value in values]
