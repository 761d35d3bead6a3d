"""The embedded engine: DuckDB in memory, without files, network or extensions."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType

import duckdb
import numpy as np

from fristed.statistics.tabulation.columns import CODED, CodedColumn, FactColumns
from fristed.statistics.tabulation.selections import AGENCIES

_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "temp_directory": "",  # nothing is ever spilled to disk: the facts fit in memory or counting fails
}


class EmbeddedEngine:
    """DuckDB in this process. One thread by default; more only make it faster, the counts are the same."""

    def __init__(self, *, threads: int = 1) -> None:
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
        """Replace what is loaded; every coded column becomes an enumerated type of its own."""
        self._load_facts(columns)
        self._connection.execute(
            "CREATE OR REPLACE TABLE agencies (fact INTEGER, relation VARCHAR, agency VARCHAR)"
        )
        for relation in AGENCIES:
            positions, coded = columns.agencies[relation]
            incoming = {"fact": positions, "code": coded.codes}
            self._insert("agencies", incoming, f"fact, '{relation}', {_list(coded.categories)}[code + 1]")

    def _load_facts(self, columns: FactColumns) -> None:
        self._connection.execute("DROP TABLE IF EXISTS facts")
        for name in CODED:
            self._create_type(name, columns.coded[name])
        definitions = ", ".join(f"{name} {name}_code NOT NULL" for name in CODED)
        self._connection.execute(
            f"CREATE TABLE facts (fact INTEGER NOT NULL, year SMALLINT NOT NULL, {definitions})"
        )
        incoming = {"fact": np.arange(len(columns), dtype=np.int32), "year": columns.year}
        incoming |= {name: columns.coded[name].codes for name in CODED}
        chosen = ", ".join(f"enum_range(NULL::{name}_code)[{name} + 1]" for name in CODED)
        self._insert("facts", incoming, f"fact, year, {chosen}")

    def _create_type(self, name: str, column: CodedColumn) -> None:
        categories = ", ".join(_quoted(category) for category in column.categories or ("none",))
        self._connection.execute(f"DROP TYPE IF EXISTS {name}_code")
        self._connection.execute(f"CREATE TYPE {name}_code AS ENUM ({categories})")

    def _insert(self, table: str, incoming: dict[str, np.ndarray], chosen: str) -> None:
        self._connection.register("incoming", incoming)
        self._connection.execute(f"INSERT INTO {table} SELECT {chosen} FROM incoming")  # noqa: S608  names are ours
        self._connection.unregister("incoming")

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Run one counting statement."""
        return list(self._connection.execute(sql).fetchall())


def _list(categories: Iterable[str]) -> str:
    return f"([{', '.join(_quoted(category) for category in categories)}]::VARCHAR[])"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
