"""Values planted wherever people write, and looked for wherever they must not be.

Every planted value has a mark in it, so that all of them are found by looking for the mark: in both
databases as they lie on the disk and as a dump, in a backup sealed and opened, in the log, in caches, in
mails, in every file of the data directory, and in every page and file that somebody gets for whom it is not.
Where PostgreSQL is installed, the same is done on one, whose dumps are looked into.
"""

from __future__ import annotations

import io
import logging
import pickle
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyrage
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.test import Client

from fristed.foundation.backups import printed
from fristed.foundation.backups.actions import make_backup
from fristed.foundation.backups.engines import SQLITE, engine_of
from fristed.foundation.backups.facts import PARTS
from fristed.foundation.backups.sealing import open_file
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.staff import session_store, sessions
from fristed.foundation.logs import AllowedLines
from fristed.foundation.vault.actions import sealing
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.proofs.answers import address_of, dynamic_routes, kind_of
from fristed.interfaces.cli.proofs.apart import measured, run_apart
from fristed.interfaces.cli.proofs.clusters import NoPostgresql, own_cluster, programs
from fristed.interfaces.cli.proofs.machines import machine_of
from fristed.interfaces.cli.proofs.measured import Measured
from fristed.interfaces.cli.proofs.planting import (
    MARK,
    REASON,
    REASONS_IN,
    Planter,
    plant_fields,
    plant_passwords,
    plant_persons,
    plant_place_of,
    plant_places,
    plant_questions,
    plant_reasons,
    plant_uploads,
    planted_session_keys,
)
from fristed.interfaces.cli.proofs.planting_casework import (
    plant_by_machine,
    plant_calls,
    plant_housing,
    plant_journal,
    plant_papers,
    plant_plans,
)
from fristed.interfaces.cli.proofs.seeking import forms_in
from fristed.interfaces.cli.proofs.settled import PEOPLE, Settled, browser_of, settle

FULL, QUICK = 10_000, 1_000
FULL_POSTGRESQL, QUICK_POSTGRESQL = 1_000, 200
FAULTS = (
    *("value-logged", "unsealed", "key-in-backup", "deleted-not-wiped"),
    *("session-key-kept", "session-key-stored"),
)
EVERYWHERE = (MARK, REASON)
# Who may read the reason of an emergency, and open a person; written by hand, apart from roles and rules.
READ_REASONS = {("/access/reviews/", "gro"), ("/notices/", "gro"), ("/notices/", "bo")}
OPENS_PERSONS = ("bo", "gro")
SMALL = 100
A_FEW = ("", "bo", "dina")
"""Who looks everywhere where fewer values than that are planted: for trials of the trial itself."""


def canaries(command: FristedCommand, *, quick: bool) -> Measured:
    """Plant values; count the places in which one is found."""
    found = run_apart("canaries", size=QUICK if quick else FULL)
    try:
        programs()
    except NoPostgresql:
        command.say("PostgreSQL is not installed: its dumps are not looked into.")
    else:
        more = on_own_server(QUICK_POSTGRESQL if quick else FULL_POSTGRESQL)
        found = {
            "faults": [*found["faults"], *(f"PostgreSQL: {one}" for one in more["faults"])],
            "size": found["size"] + more["size"],
        }
    return measured(found, "places with a planted value", FULL + FULL_POSTGRESQL)


def on_own_server(size: int, fault: str = "") -> dict[str, Any]:
    """Run the trial on a PostgreSQL of its own."""
    with own_cluster("fristed", "fristed_keys") as cluster:
        more = {
            "FRISTED_DATABASE_URL": cluster.address("fristed"),
            "FRISTED_KEYS_DATABASE_URL": cluster.address("fristed_keys"),
        }
        return run_apart("canaries", size=size, fault=fault, more=more)


def canaries_trial(size: int, fault: str) -> dict[str, Any]:
    """Plant so many values, let everybody look everywhere, and seek."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    log = _log_of_this_program(plain=fault == "value-logged")
    _plant_fault(fault)
    settled, plant = settle(door_clock()), Planter()
    plant_passwords(plant)
    mine = plant_uploads(plant, size // 10)
    mine |= plant_journal(plant, settled)
    mine |= plant_papers(plant, settled)
    plant_questions(plant, size // 10)
    plant_calls(plant, size // 10)
    plant_plans(plant)
    client = plant_by_machine(plant)
    plant_places(plant, size // 5)
    case = plant_persons(plant, size // 10)
    plant_place_of(case, plant)
    mine |= plant_housing(plant, settled)
    plant_reasons(plant)
    plant_fields(plant, max(0, size - plant.given))
    with planted_session_keys(plant):
        looking = ("", *PEOPLE) if size >= SMALL else A_FEW
        browsers = {username: browser_of(username) for username in looking}
    shown, pages = _shown_to_others(browsers, settled, mine, case)
    _delete_uploads(mine)
    shown += _shown_to_machines()
    shown += [f"{name}: the token of a client" for name in _files_with(client.token)]
    faults = [*shown, *_kept_somewhere(log), *_in_a_backup(fault)]
    return {"faults": faults, "size": plant.given, "pages": pages}


def _plant_fault(fault: str) -> None:
    if fault == "unsealed":
        vars(sealing)["sealed"] = lambda plain, **_named: plain
    if fault == "deleted-not-wiped":
        connections["default"].settings_dict["OPTIONS"]["init_command"] = "PRAGMA secure_delete=OFF;"
        connections["default"].close()
    if fault == "session-key-kept":
        vars(sessions)["mac"] = lambda _use, value: value
    if fault == "session-key-stored":
        vars(session_store)["stored_key"] = lambda session_key: session_key


def _log_of_this_program(*, plain: bool) -> io.StringIO:
    """Give what every logger writes, formatted as it is in the product; planted, with all that is said."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter("%(message)s") if plain else AllowedLines())
    logging.getLogger().addHandler(handler)
    return written


def _shown_to_others(
    browsers: dict[str, Client], settled: Settled, mine: dict[str, str], case: str
) -> tuple[list[str], int]:
    """Let everybody open everything; name what shows a planted value to somebody whose it is not."""
    faults, asked = [], 0
    addresses = [address_of(one) for one in dynamic_routes()]
    addresses += [
        address_of(one, reference)
        for one in dynamic_routes()
        if (kind := kind_of(one, settled.references))
        for reference in {settled.references[kind], *([case] if kind == "cases" else [])}
    ]
    for username, browser in browsers.items():
        # Lists name one's own uploads, and nobody else's.
        hers = {"/cases/imports/", "/leaks/files/", "/leaks/"} if username in mine.values() else set()
        for address in [*addresses, *mine]:
            if address in hers or username in mine.get(address, "").split():
                continue
            asked += 1
            answer = browser.get(address)
            content = b"".join(answer) if answer.streaming else answer.content
            marks = (MARK,) if (address, username) in READ_REASONS else EVERYWHERE
            faults += [
                f"{address} for {username or 'a stranger'}: {form}" for form in forms_in(content, *marks)
            ]
        faults += _got_by_asking(browser, username, case)
    return faults, asked


def _got_by_asking(browser: Client, username: str, case: str) -> Iterator[str]:
    """Take cases out, and open the person of a case, as somebody for whom it is not."""
    sent = {"purpose": "quality", "format": "csv", "year": "2024"}
    content = browser.post("/cases/export/", sent).content
    yield from (f"export for {username}: {form}" for form in forms_in(content, *EVERYWHERE))
    if username not in OPENS_PERSONS:
        content = browser.post(f"/cases/{case}/person/open/").content
        yield from (f"a person for {username}: {form}" for form in forms_in(content, *EVERYWHERE))


def _shown_to_machines() -> list[str]:
    """Let clients of other services and one of the same look at all lists; none of the texts is for them."""
    faults = []
    for service in ("MR", "KT", "SU"):
        client = machine_of(service)
        for path in ("/cases?limit=100", "/moves/inbox", "/events"):
            content = client.ask("get", path).content
            faults += [f"{path} for a client of {service}: {one}" for one in forms_in(content, *EVERYWHERE)]
    return faults


def _files_with(token: str) -> list[str]:
    """Name the files of the data directory in which a token stands."""
    found = [path for path in sorted(settings.DATA.rglob("*")) if path.is_file()]
    return [str(path.relative_to(settings.DATA)) for path in found if forms_in(path.read_bytes(), token)]


def _delete_uploads(mine: dict[str, str]) -> None:
    for address, username in mine.items():
        browser_of(username.split()[0]).post(f"{address}delete/")


def _kept_somewhere(log: io.StringIO) -> Iterator[str]:
    """Name the log, caches, mails, databases and files in which a mark is found."""
    yield from (f"the log: {form}" for form in forms_in(log.getvalue().encode(), *EVERYWHERE))
    kept = pickle.dumps(getattr(caches["default"], "_cache", None))
    yield from (f"the cache: {form}" for form in forms_in(kept, *EVERYWHERE))
    mails = getattr(sys.modules.get("django.core.mail"), "outbox", [])
    yield from (f"a mail was sent: {number + 1}" for number, _mail in enumerate(mails))
    for alias in connections:
        connections[alias].close()
    main = settings.DATABASES["default"]["NAME"]
    for path in sorted(settings.DATA.rglob("*")):
        if path.is_file():
            name = path.relative_to(settings.DATA)
            marks = (MARK,) if str(path) == str(main) else EVERYWHERE
            yield from (f"{name}: {form}" for form in forms_in(path.read_bytes(), *marks))
    for alias in connections:
        lines = [*_dump(settings.DATABASES[alias])]
        yield from (f"a dump of {alias}: {form}" for form in forms_in(b"\n".join(lines), MARK))
        others = b"\n".join(line for line in lines if REASONS_IN.encode() not in line or alias == "keys")
        yield from (f"a dump of {alias} beside {REASONS_IN}: {form}" for form in forms_in(others, REASON))


def _dump(database: dict[str, Any]) -> Iterable[bytes]:
    """Give a database as lines that name the table, one for each row."""
    if engine_of(database) == SQLITE:
        with closing(sqlite3.connect(database["NAME"])) as opened:
            return [line.encode("utf-8", "surrogateescape") for line in opened.iterdump()]
    words = ["-h", database["HOST"], "-p", str(database["PORT"]), "-U", database["USER"], "--inserts"]
    ended = subprocess.run(
        [str(programs() / "pg_dump"), *words, "--rows-per-insert=1", str(database["NAME"])],
        capture_output=True,
        check=True,
    )
    return ended.stdout.splitlines()


def _in_a_backup(fault: str) -> Iterator[str]:
    """Name the files of a backup, sealed and opened, in which a mark or a key of the house is found."""
    keys = {name: _key_in(settings.DATA / name) for name in ("root_key", "secret_key")}
    if fault == "key-in-backup":
        vars(printed)["SECRETS"] = ()
        vars(printed)["_require_no_key"] = lambda _path: None
    one, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    with TemporaryDirectory() as place:
        recipients = [str(one.to_public()), str(other.to_public())]
        made = make_backup(to=Path(place), recipients=recipients, by=SYSTEM, at=door_clock())
        for part, directory in zip(PARTS, made.places, strict=True):
            for sealed in sorted(directory.rglob("*.age")):
                opened = sealed.with_suffix(".opened")
                open_file(sealed, opened, [one])
                for path in (sealed, opened):
                    content = path.read_bytes()
                    # The reason of an emergency is in the main database, and so in a backup of it.
                    marks = (MARK,) if (part, path) == (PARTS[0], opened) else EVERYWHERE
                    told = f"{path.name} of a backup"
                    yield from (f"{told}: {form}" for form in forms_in(content, *marks))
                    yield from (f"{told}: {name}" for name, key in keys.items() if key in content)


def _key_in(file: Path) -> bytes:
    return file.read_bytes().split()[-1]
