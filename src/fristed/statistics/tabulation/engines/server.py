"""The server engine: PostgreSQL, in temporary tables that end with the connection."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import Any

import psycopg
from psycopg import sql as names

from fristed.statistics.tabulation.columns import CODED, FactColumns

_TABLES = f"""
CREATE TEMPORARY TABLE facts (
  fact integer PRIMARY KEY, year smallint NOT NULL, {", ".join(f"{name} text NOT NULL" for name in CODED)}
);
CREATE TEMPORARY TABLE agencies (fact integer NOT NULL, relation text NOT NULL, agency text NOT NULL);
"""


class ServerEngine:
    """PostgreSQL at ``url``; nothing is left in the database when the connection ends."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)
        self._connection.execute(_TABLES)

    def __enter__(self) -> ServerEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def load(self, columns: FactColumns) -> None:
        """Replace what is loaded."""
        self._connection.execute("TRUNCATE facts, agencies")
        texts = [columns.coded[name].texts() for name in CODED]
        facts = zip(range(len(columns)), columns.year.tolist(), *texts, strict=True)
        self._copy("facts", ("fact", "year", *CODED), facts)
        lines = columns.agencies
        agencies = zip(lines.fact.tolist(), lines.relation.texts(), lines.agency.texts(), strict=True)
        self._copy("agencies", ("fact", "relation", "agency"), agencies)

    def _copy(self, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        statement = names.SQL("COPY {} ({}) FROM STDIN").format(
            names.Identifier(table), names.SQL(", ").join(map(names.Identifier, columns))
        )
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """Run one counting statement."""
        return list(self._connection.execute(sql.encode()).fetchall())
