"""How a database is copied while it is used, and put into an empty one: SQLite's own backup, or pg_dump."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from fristed.foundation.backups.facts import BackupRefused, TableMark
from fristed.foundation.backups.sealing import OWNER_ONLY
from fristed.foundation.backups.tables import marks_in_postgresql, marks_in_sqlite

SQLITE, POSTGRESQL = "sqlite", "postgresql"
LAST_WORDS = 300


def engine_of(database: Mapping[str, Any]) -> str:
    """Give the engine of a database as settings describe it."""
    return str(database["ENGINE"]).rsplit(".", 1)[-1].removesuffix("3")


def copy_database(database: Mapping[str, Any], target: Path) -> dict[str, TableMark]:
    """Copy a database in use, as it was at one moment; give the marks of its tables at that moment."""
    if engine_of(database) == SQLITE:
        _copy_sqlite(Path(database["NAME"]), target)
        return marks_in_sqlite(target)
    return _dump_postgresql(database, target)


def _copy_sqlite(source: Path, target: Path) -> None:
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))
    address = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _connected(database: Mapping[str, Any]) -> Iterator[Any]:
    known = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    given = {ours: database[name] for ours, name in known.items() if database.get(name)}
    with psycopg.connect(**given) as connection:
        yield connection


def _tool(database: Mapping[str, Any], *words: str, **streams: Any) -> None:
    """Run a tool of PostgreSQL against a database; the password goes by the environment, not in sight.

    Raises
    ------
    BackupRefused
        If the tool is not there or fails; its own words may quote rows and are not repeated.
    """
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    told = {name: str(database[key]) for name, key in named.items() if database.get(key)}
    try:
        ended = subprocess.run(
            words, env={**os.environ, **told}, stderr=subprocess.DEVNULL, check=False, **streams
        )
    except FileNotFoundError as missing:
        raise BackupRefused(f"{words[0]} is not installed on this machine.") from missing
    if ended.returncode:
        raise BackupRefused(f"{words[0]} ended with {ended.returncode}.")


def _dump_postgresql(database: Mapping[str, Any], target: Path) -> dict[str, TableMark]:
    with _connected(database) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone()
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as writing:
            words = ("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
            _tool(database, *words, str(database["NAME"]), stdout=writing)
        return marks_in_postgresql(connection)


def is_empty(database: Mapping[str, Any]) -> bool:
    """Whether a database holds no table, or is not there."""
    if engine_of(database) == SQLITE:
        return not Path(database["NAME"]).exists()
    with _connected(database) as connection:
        return not connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchone()


def put_back(database: Mapping[str, Any], source: Path) -> dict[str, TableMark]:
    """Put a copy into an empty database, all of it or nothing; give the marks of what stands there then."""
    if engine_of(database) == SQLITE:
        marks = marks_in_sqlite(source)
        source.replace(database["NAME"])
        return marks
    with source.open("rb") as reading:
        words = ("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        _tool(database, *words, f"--dbname={database['NAME']}", stdin=reading)
    with _connected(database) as connection:
        return marks_in_postgresql(connection)


def empty_again(database: Mapping[str, Any]) -> None:
    """Take away what was put into a database that had been empty."""
    if engine_of(database) == SQLITE:
        for end in ("", "-wal", "-shm", "-journal"):
            Path(f"{database['NAME']}{end}").unlink(missing_ok=True)
        return
    with _connected(database) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
