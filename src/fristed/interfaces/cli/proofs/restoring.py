"""The drill: a filled register is backed up and put back onto an empty machine, and compared row by row.

The comparing here is its own: it reads both SQLite files, and nothing of the manifest.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import pyrage

from fristed.casework.cases.actions import load_register
from fristed.foundation.identity.queries import SYSTEM, actor_named
from fristed.foundation.vault.planting import planted
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.demo import SEED, create_cast
from fristed.interfaces.cli.demo_journals import write_demo_journals
from fristed.interfaces.cli.proofs.apart import environment_of, measured, run_apart, run_words
from fristed.interfaces.cli.proofs.measured import Measured
from fristed.methods.reconstruction.register import read_register

FULL, QUICK = 100_000, 1_000
FAULTS = ("row-lost", "byte-kept")
LIMIT_SECONDS = 900
SEALED_SHARE = 100
TRAIL = ("audit_auditline", "audit_audithead", "sqlite_sequence")
BOTH = ("fristed.sqlite3", "keys.sqlite3")


def restore(command: FristedCommand, *, quick: bool) -> Measured:
    """Back up a filled register and put it back; count what is not as it was, or takes too long."""
    found = drill(QUICK if quick else FULL)
    command.say(
        f"{found['size']} cases backed up in {found['backup_seconds']} s, back in {found['seconds']} s."
    )
    return measured(found, "differences after restoring", FULL)


def filling_trial(size: int, _fault: str) -> dict[str, Any]:
    """Fill the register of this data directory: cases, accounts, sealed fields."""
    at = door_clock()
    create_cast(by=SYSTEM)
    load_register(list(islice(cycle(read_register()), size)), seed=SEED, by=SYSTEM, at=at)
    texts = [f"text {number}" for number in range(max(1, size // SEALED_SHARE))]
    planted(texts, service="MR", by=SYSTEM, at=at)
    write_demo_journals(by=actor_named("aud"), at=at)
    return {"faults": [], "size": size}


def drill(size: int, fault: str = "") -> dict[str, Any]:
    """Fill, back up, put back, compare; then try a wrong key and a changed byte."""
    with TemporaryDirectory() as place:
        return _drilled(Path(place), size, fault)


def _drilled(place: Path, size: int, fault: str) -> dict[str, Any]:
    used, kept, new = place / "used", place / "kept", place / "new"
    used.mkdir()
    run_apart("filling", size=size, data=used)
    recipients = [f"--recipient={_key_pair(place / name)}" for name in ("one", "two")]
    _key_pair(place / "stranger")
    lines = _lines(used)
    backing_up, backup_seconds = _timed(environment_of(used), "backup", f"--to={kept}", *recipients)
    restoring, seconds = _restored(new, used, kept, place / "one")
    faults = [f"{what}: {done.stderr[-200:]}" for what, done in backing_up + restoring if done.returncode]
    if fault == "row-lost":
        with closing(sqlite3.connect(new / BOTH[0])) as database, database:
            database.execute("DELETE FROM cases_contact WHERE id = (SELECT max(id) FROM cases_contact)")
    faults += [f"{name} is not as it was" for name in _differing(used, new, lines)]
    verified = run_words(environment_of(new), "prove", "audit-trail")
    faults += [] if verified.returncode == 0 else ["the trail is not whole after restoring"]
    faults += [] if seconds <= LIMIT_SECONDS else [f"restoring took {seconds} s"]
    faults += _refusals(place, fault)
    return {"faults": faults, "size": size, "seconds": seconds, "backup_seconds": backup_seconds}


def _key_pair(file: Path) -> str:
    identity = pyrage.x25519.Identity.generate()
    file.write_text(str(identity))
    return str(identity.to_public())


def _timed(environment: Mapping[str, str], *words: str) -> tuple[list[tuple[str, Any]], float]:
    started = perf_counter()
    done = run_words(environment, *words)
    return [(words[0], done)], round(perf_counter() - started, 1)


def _restored(new: Path, used: Path, kept: Path, key: Path) -> tuple[list[tuple[str, Any]], float]:
    new.mkdir()
    shutil.copy2(used / "root_key", new)
    return _timed(environment_of(new), "restore", f"--from={kept}", f"--identity={key}")


def _lines(data: Path) -> int:
    with closing(sqlite3.connect(data / BOTH[0])) as database:
        return int(database.execute("SELECT count(*) FROM audit_auditline").fetchone()[0])


def _rows(file: Path, lines: int) -> dict[str, str]:
    """Hash the rows of each table in the order of all their columns; of the trail those before the backup."""
    found = {}
    with closing(sqlite3.connect(file)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in sorted(set(names) - set(TRAIL)):
            found[name] = _hashed(database, f'SELECT * FROM "{name}" ORDER BY 1')  # noqa: S608
        if TRAIL[0] in names:
            query = f"SELECT * FROM {TRAIL[0]} WHERE position <= {lines} ORDER BY position"  # noqa: S608
            found[TRAIL[0]] = _hashed(database, query)
    return found


def _hashed(database: sqlite3.Connection, query: str) -> str:
    digest = hashlib.sha256()
    for row in database.execute(query):
        digest.update(repr(row).encode())
    return digest.hexdigest()


def _differing(used: Path, new: Path, lines: int) -> list[str]:
    if not all((new / name).exists() for name in BOTH):
        return list(BOTH)
    differing = []
    for name in BOTH:
        old, again = _rows(used / name, lines), _rows(new / name, lines)
        differing += [table for table in sorted({*old, *again}) if old.get(table) != again.get(table)]
    return differing


def _refusals(place: Path, fault: str) -> list[str]:
    """Try what must be refused; name what was not, or left something behind."""
    faults = []
    tried, _seconds = _restored(place / "wrong", place / "used", place / "kept", place / "stranger")
    faults += _accepted(place / "wrong", "a wrong key", tried)
    if fault != "byte-kept":
        [sealed] = (place / "kept").glob("*.main/database.age")
        with sealed.open("r+b") as file:
            file.seek(sealed.stat().st_size // 2)
            byte = file.read(1)
            file.seek(-1, 1)
            file.write(bytes([byte[0] ^ 1]))
    tried, _seconds = _restored(place / "changed", place / "used", place / "kept", place / "two")
    return faults + _accepted(place / "changed", "a changed byte", tried)


def _accepted(data: Path, what: str, tried: list[tuple[str, Any]]) -> list[str]:
    is_refused = tried[0][1].returncode == 1 and not any((data / name).exists() for name in BOTH)
    return [] if is_refused else [f"{what} was accepted"]
