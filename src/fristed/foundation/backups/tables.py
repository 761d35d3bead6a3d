"""A mark for each table: rows, and a hash over them all, the same in whatever order they are read.

The marks of two databases of one engine are equal if, and as far as a hash can tell only if, the rows are.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from fristed.foundation.backups.facts import TableMark

WHOLE = 1 << 256
AT_A_TIME = 2_000


def mark_of(rows: Iterable[Sequence[Any]]) -> TableMark:
    """Count rows and add up their hashes; values are told apart by type, and each has its length before it.

    Examples
    --------
    >>> mark_of([(1, "a"), (2, "b")]) == mark_of([(2, "b"), (1, "a")])
    True
    >>> mark_of([(1, "a")]) == mark_of([("1", "a")])
    False
    """
    count, total = 0, 0
    for row in rows:
        count += 1
        text = b"".join(_counted(value) for value in row)
        total = (total + int.from_bytes(hashlib.sha256(text).digest(), "big")) % WHOLE
    return TableMark(count, f"{total:064x}")


def _counted(value: Any) -> bytes:
    raw = value if isinstance(value, bytes) else repr(value).encode("utf-8", "surrogatepass")
    return f"{type(value).__name__}:{len(raw)}:".encode() + raw


def quoted(name: str) -> str:
    """Give a name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def marks_in_sqlite(file: Path) -> dict[str, TableMark]:
    """Give the mark of each table in a SQLite file that nobody writes to."""
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
        database.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: mark_of(_rows(database, name)) for name in sorted(names)}


def _rows(database: sqlite3.Connection, table: str) -> Iterator[Sequence[Any]]:
    yield from database.execute(f"SELECT * FROM {quoted(table)}")  # noqa: S608  a name from the catalogue


def marks_in_postgresql(database: Any) -> dict[str, TableMark]:
    """Give the mark of each table as an open transaction of psycopg sees it."""
    database.execute("SET LOCAL TIME ZONE 'UTC'")
    found = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return {name: mark_of(_copied(database, name)) for (name,) in sorted(found)}


def _copied(database: Any, table: str) -> Iterator[Sequence[Any]]:
    with database.cursor().copy(f"COPY {quoted(table)} TO STDOUT") as copy:
        yield from copy.rows()


def first_difference(one: dict[str, TableMark], other: dict[str, TableMark]) -> str:
    """Name the first table that is not the same, or nothing."""
    for name in sorted({*one, *other}):
        if one.get(name) != other.get(name):
            return name
    return ""
