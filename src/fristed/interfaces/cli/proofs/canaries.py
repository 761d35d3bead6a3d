"""Values planted wherever people write, and looked for wherever they must not be.

Every planted value has one mark in it, so that all of them are found by looking for the mark: in both
databases as they lie on the disk and as a dump, in a backup sealed and opened, in the log, in caches, in
mails, in every file of the data directory, and in every page and file that somebody gets for whom it is not.
"""

from __future__ import annotations

import io
import logging
import pickle
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyrage
from django.conf import settings
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from fristed.casework.consultations.actions import set_safe_contact, take_call
from fristed.casework.consultations.facts import ContactRule
from fristed.casework.journal.actions import attach_file, change_entry, write_entry
from fristed.casework.journal.codes import Kind
from fristed.casework.journal.facts import TEXT, EntryDraft
from fristed.foundation.backups import printed
from fristed.foundation.backups.actions import make_backup
from fristed.foundation.backups.sealing import open_file
from fristed.foundation.handed_in.files import GivenFile
from fristed.foundation.identity.actions import create_account
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.logs import formatter
from fristed.foundation.stripping.kinds import FileKind
from fristed.foundation.vault.actions import (
    appoint_escrow,
    enrol_officer,
    open_place,
    seal_many,
    seal_place,
    sealing,
)
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.interfaces.cli.case_files import answer_case_upload
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.proofs.answers import address_of, dynamic_routes, kind_of
from fristed.interfaces.cli.proofs.apart import measured, run_apart
from fristed.interfaces.cli.proofs.measured import Measured
from fristed.interfaces.cli.proofs.seeking import forms_in
from fristed.interfaces.cli.proofs.settled import (
    PEOPLE,
    Settled,
    browser_of,
    draft,
    registered,
    settle,
    who,
)
from fristed.statistics.leak_finding.actions import upload_tables
from fristed.statistics.leak_finding.uploads import TableFile

FULL, QUICK = 10_000, 1_000
MARK = "kanarifuglqz"
FAULTS = ("value-logged", "unsealed", "key-in-backup", "deleted-not-wiped")
AT_ONCE = 50
ACCOUNTS, FILES = 5, 4
CALL_WORDS = 6


class Planter:
    """Gives values with the mark in them, each another, and counts them."""

    def __init__(self, number: int) -> None:
        self.left = number
        self.given = 0

    def __call__(self) -> str:
        """Give the next one."""
        self.given += 1
        return f"{MARK}{self.given:06d}"

    def several(self, number: int) -> list[str]:
        """Give so many."""
        return [self() for _ in range(number)]


def canaries(command: FristedCommand, *, quick: bool) -> Measured:
    """Plant values; count the places in which one is found."""
    size = QUICK if quick else FULL
    return measured(run_apart("canaries", size=size), "places with a planted value", FULL)


def canaries_trial(size: int, fault: str) -> dict[str, Any]:
    """Plant so many values, let everybody look everywhere, and seek."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    log = _log_of_this_program(plain=fault == "value-logged")
    if fault == "unsealed":
        vars(sealing)["sealed"] = lambda plain, **_named: plain
    if fault == "deleted-not-wiped":
        connections["default"].settings_dict["OPTIONS"]["init_command"] = "PRAGMA secure_delete=OFF;"
        connections["default"].close()
    settled, plant = settle(door_clock()), Planter(size)
    _plant_passwords(plant)
    mine = _plant_uploads(plant, size // 10)
    journal = _plant_journal(plant, settled)
    _plant_questions(plant, size // 10)
    _plant_calls(plant, size // 10)
    _plant_places(plant, size // 5)
    _plant_fields(plant, max(0, size - plant.given))
    shown, pages = _shown_to_others(settled, {**mine, **journal})
    _delete_uploads(mine)
    faults = [*shown, *_kept_somewhere(log), *_in_a_backup(fault)]
    return {"faults": faults, "size": plant.given, "pages": pages}


def _log_of_this_program(*, plain: bool) -> io.StringIO:
    """Give what every logger writes, formatted as it is in the product; planted, with all that is said."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter("%(message)s") if plain else formatter())
    logging.getLogger().addHandler(handler)
    return written


def _plant_passwords(plant: Planter) -> None:
    """Give accounts planted passwords; try to come in with planted ones, and with one for a name."""
    for number in range(ACCOUNTS):
        create_account(
            username=f"account{number}",
            display_name="Invented",
            service="",
            directorate="",
            roles=("statistician",),
            password=plant(),
            by=SYSTEM,
            at=door_clock(),
        )
        wrong = {"username": plant(), "password": plant()}
        browser_of("").post("/sign-in/", wrong)
        browser_of("").post("/sign-in/", {**wrong, "username": "aud"})


def _plant_uploads(plant: Planter, number: int) -> dict[str, str]:
    """Hand in files with planted names and cells, and let them be checked; give whose they are."""
    bo, dina = browser_of("bo"), who("dina")
    owners: dict[str, str] = {}
    for _ in range(FILES):
        cells = "\n".join(";".join(plant.several(2)) for _ in range(max(1, number // FILES // 2)))
        file = SimpleUploadedFile(f"{plant()}.csv", f"gender;{plant()}\n{cells}\n".encode(), "text/csv")
        answer = bo.post("/cases/imports/", {"file": file})
        reference = str(answer.headers.get("Location", "")).rstrip("/").rpartition("/")[2]
        if reference:
            answer_case_upload(reference)
            owners[f"/cases/imports/{reference}/"] = "bo"
    tables = [TableFile("spec.toml", b"threshold = 7"), TableFile("counts.csv", plant().encode())]
    made = upload_tables(files=tables, title=plant(), by=dina, at=door_clock())
    owners[f"/leaks/{made}/"] = "dina"
    return owners


def _plant_calls(plant: Planter, number: int) -> None:
    """Type planted words into calls: kept as drafts, thrown away, sent wrong, and as how to make contact."""
    aud, at = who("aud"), door_clock()
    browser = browser_of("aud")
    taken = take_call(
        draft=draft("MR", at.date()), contact=_rule(plant()), is_anonymous=True, by=aud, at=at
    ).reference
    for turn in range(max(1, number // CALL_WORDS)):
        token = f"{turn:032x}"
        typed = {"token": token, "contact_words": plant(), "main_concern_typed": plant()}
        browser.post("/calls/save/", {**typed, "country_1": plant()}, headers={"X-Fristed-Draft": "1"})
        browser.post("/cases/new/", {**typed, "token": f"a{token[1:]}", "contact_words": plant()})
        browser.post("/calls/code/", {"code": plant()})
        if turn % 2:
            browser.post(f"/calls/{token}/throw-away/")
        set_safe_contact(reference=taken, rule=_rule(plant()), seen_version=turn + 1, by=aud, at=at)


def _rule(words: str) -> ContactRule:
    return ContactRule(call_back="no", phone_watched="yes", words=words)


def _plant_journal(plant: Planter, settled: Settled) -> dict[str, str]:
    """Write planted notes and put in a planted file, for the case team alone; give whose they are."""
    by, case = who("aud"), registered("MR", settled.day, settled.at)
    given: dict[str, Any] = {"reference": case, "by": by, "at": settled.at}

    def note() -> EntryDraft:
        return EntryDraft(Kind.NOTE, settled.day, "case_team", {TEXT: plant()})

    key = write_entry(draft=note(), **given)
    change_entry(key=key, seen_version=1, draft=note(), **given)
    file = GivenFile(f"{plant()}.pdf", plant().encode())
    kept = attach_file(file=file, draft=note(), clean=lambda content: (FileKind.PDF, content), **given)
    pages = (
        "",
        "journal/",
        f"journal/{key}/",
        f"journal/{key}/change/",
        f"journal/{kept}/",
        f"journal/{kept}/file/",
    )
    return {f"/cases/{case}/{page}": "aud" for page in pages}


def _plant_questions(plant: Planter, number: int) -> None:
    """Ask with planted words, as everybody, in every way there is."""
    paths = ("/cases/", "/grey-zone/", "/statistics/2024/", "/published/", "/api/v2/tables", "/leaks/", "/")
    browsers = [browser_of(name) for name in ("", *PEOPLE)]
    for turn in range(number):
        browser, word = browsers[turn % len(browsers)], plant()
        named = dict.fromkeys(("q", "main_concern", "status", "year", "page", "next"), word)
        said = {"Referer": f"http://localhost/{word}", "User-Agent": word, "X-Any": word}
        browser.get(paths[turn % len(paths)], named, headers=said)
        browser.get(f"/nothing/{word}/")


def _plant_places(plant: Planter, number: int) -> None:
    """Seal a place with planted values, under planted passphrases."""
    at, words = door_clock(), {name: plant() for name in ("hege", "finn", "ivar", "gro")}
    for name, word in words.items():
        enrol_officer(passphrase=word, by=who(name), at=at)
    appoint_escrow(holders=["finn", "ivar", "gro"], by=who("finn"), at=at)
    owner = Owner("MR", "PLACE-OF-CANARIES")
    open_place(owner=owner, officers=["hege"], by=who("hege"), at=at)
    values = {FieldName("places", "address", str(row)): plant() for row in range(number)}
    seal_place(owner=owner, values=values, passphrase=words["hege"], by=who("hege"), at=at)


def _plant_fields(plant: Planter, number: int) -> None:
    """Seal planted values as fields of cases."""
    for first in range(0, number, AT_ONCE):
        fields = {
            FieldName("persons", "name", str(row)): plant() for row in range(min(AT_ONCE, number - first))
        }
        seal_many(owner=Owner("MR", f"CANARIES-{first}"), values=fields, by=who("aud"), at=door_clock())


def _shown_to_others(settled: Settled, mine: dict[str, str]) -> tuple[list[str], int]:
    """Let everybody open everything; name what shows a planted value to somebody whose it is not."""
    faults, asked = [], 0
    addresses = [address_of(one) for one in dynamic_routes()]
    addresses += [
        address_of(one, settled.references[kind])
        for one in dynamic_routes()
        if (kind := kind_of(one, settled.references))
    ]
    for username in ("", *PEOPLE):
        browser = browser_of(username)
        # Lists name one's own uploads, and nobody else's.
        hers = {"/cases/imports/", "/leaks/files/", "/leaks/"} if username in mine.values() else set()
        for address in [*addresses, *mine]:
            if address in hers or mine.get(address) == username:
                continue
            asked += 1
            answer = browser.get(address)
            content = b"".join(answer) if answer.streaming else answer.content
            faults += [
                f"{address} for {username or 'a stranger'}: {form}" for form in forms_in(content, MARK)
            ]
        sent = {"purpose": "quality", "format": "csv", "year": "2024"}
        faults += [
            f"export for {username}: {form}"
            for form in forms_in(browser.post("/cases/export/", sent).content, MARK)
        ]
    return faults, asked


def _delete_uploads(mine: dict[str, str]) -> None:
    for address, username in mine.items():
        browser_of(username).post(f"{address}delete/")


def _kept_somewhere(log: io.StringIO) -> Iterator[str]:
    """Name the log, caches, mails, databases and files in which the mark is found."""
    yield from (f"the log: {form}" for form in forms_in(log.getvalue().encode(), MARK))
    kept = pickle.dumps(getattr(caches["default"], "_cache", None))
    yield from (f"the cache: {form}" for form in forms_in(kept, MARK))
    mails = getattr(sys.modules.get("django.core.mail"), "outbox", [])
    yield from (f"a mail was sent: {number + 1}" for number, _mail in enumerate(mails))
    for alias in connections:
        connections[alias].close()
    for path in sorted(settings.DATA.rglob("*")):
        if path.is_file():
            name = path.relative_to(settings.DATA)
            yield from (f"{name}: {form}" for form in forms_in(path.read_bytes(), MARK))
        if path.suffix == ".sqlite3":
            yield from (f"a dump of {path.name}: {form}" for form in forms_in(_dump(path), MARK))


def _dump(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as database:
        return "\n".join(database.iterdump()).encode("utf-8", "surrogateescape")


def _in_a_backup(fault: str) -> Iterator[str]:
    """Name the files of a backup, sealed and opened, in which the mark or a key of the house is found."""
    keys = {name: _key_in(settings.DATA / name) for name in ("root_key", "secret_key")}
    if fault == "key-in-backup":
        vars(printed)["SECRETS"] = ()
        vars(printed)["_require_no_key"] = lambda _path: None
    one, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    with TemporaryDirectory() as place:
        recipients = [str(one.to_public()), str(other.to_public())]
        make_backup(to=Path(place), recipients=recipients, by=SYSTEM, at=door_clock())
        for sealed in sorted(Path(place).rglob("*.age")):
            opened = sealed.with_suffix(".opened")
            open_file(sealed, opened, [one])
            for path in (sealed, opened):
                content = path.read_bytes()
                yield from (f"{path.name} of a backup: {form}" for form in forms_in(content, MARK))
                yield from (
                    f"{path.name} of a backup: {name}" for name, key in keys.items() if key in content
                )


def _key_in(file: Path) -> bytes:
    return file.read_bytes().split()[-1]
