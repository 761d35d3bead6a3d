"""Values planted wherever people write: each has a mark in it, and a number, so that each is another.

What is planted with :data:`MARK` may stand nowhere in clear. The reason of an emergency stands in one table
of the main database, by design, and nowhere else; it has a mark of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.core.files.uploadedfile import SimpleUploadedFile

from fristed.casework.cases.actions import GlassNotBroken, break_glass
from fristed.casework.persons.actions import make_own_key, open_case_place, write_case_place, write_person
from fristed.foundation.days import oslo_day
from fristed.foundation.identity.actions import create_account
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.legal_basis.actions import confirm_basis, propose_basis
from fristed.foundation.legal_basis.registry import fields_in, registry
from fristed.foundation.vault.actions import (
    appoint_escrow,
    enrol_officer,
    open_place,
    seal_many,
    seal_place,
)
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.interfaces.cli.case_files import answer_case_upload
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.proofs.settled import PEOPLE, browser_of, registered, who
from fristed.statistics.leak_finding.actions import upload_tables
from fristed.statistics.leak_finding.uploads import TableFile

MARK = "kanarifuglqz"
REASON, REASONS_IN = "grunnfuglqz", "access_brokenglass"
"""What marks the reason of an emergency, and the one table of the main database that may have it."""
AT_ONCE = 50
ACCOUNTS, FILES, EMERGENCIES = 5, 4, 5
NOT_WORDS = ("national_id", "pseudonym")
"""Fields that take a number and no word."""


class Planter:
    """Gives values with the mark in them, each another, and counts them."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self, mark: str = MARK) -> str:
        """Give the next one."""
        self.given += 1
        return f"{mark}{self.given:06d}"

    def several(self, number: int) -> list[str]:
        """Give so many."""
        return [self() for _ in range(number)]


def plant_passwords(plant: Planter) -> None:
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


def plant_uploads(plant: Planter, number: int) -> dict[str, str]:
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


def plant_questions(plant: Planter, number: int) -> None:
    """Ask with planted words, as everybody, in every way there is."""
    paths = ("/cases/", "/grey-zone/", "/statistics/2024/", "/published/", "/api/v2/tables", "/leaks/", "/")
    browsers = [browser_of(name) for name in ("", *PEOPLE)]
    for turn in range(number):
        browser, word = browsers[turn % len(browsers)], plant()
        named = dict.fromkeys(("q", "main_concern", "status", "year", "page", "next"), word)
        said = {"Referer": f"http://localhost/{word}", "User-Agent": word, "X-Any": word}
        browser.get(paths[turn % len(paths)], named, headers=said)
        browser.get(f"/nothing/{word}/")


def plant_places(plant: Planter, number: int) -> None:
    """Seal a place with planted values, under planted passphrases."""
    at, words = door_clock(), {name: plant() for name in ("hege", "finn", "ivar", "gro")}
    for name, word in words.items():
        enrol_officer(passphrase=word, by=who(name), at=at)
    appoint_escrow(holders=["finn", "ivar", "gro"], by=who("finn"), at=at)
    owner = Owner("MR", "PLACE-OF-CANARIES")
    open_place(owner=owner, officers=["hege"], by=who("hege"), at=at)
    values = {FieldName("places", "address", str(row)): plant() for row in range(number)}
    seal_place(owner=owner, values=values, passphrase=words["hege"], by=who("hege"), at=at)


def plant_fields(plant: Planter, number: int) -> None:
    """Seal planted values as fields of cases."""
    for first in range(0, number, AT_ONCE):
        fields = {
            FieldName("persons", "name", str(row)): plant() for row in range(min(AT_ONCE, number - first))
        }
        seal_many(owner=Owner("MR", f"CANARIES-{first}"), values=fields, by=who("aud"), at=door_clock())


@contextmanager
def planted_session_keys(plant: Planter) -> Iterator[None]:
    """Let every session that begins have a planted key."""
    kept = SessionBase._get_new_session_key  # type: ignore[attr-defined]
    SessionBase._get_new_session_key = lambda _session: plant()  # type: ignore[attr-defined]
    try:
        yield
    finally:
        SessionBase._get_new_session_key = kept  # type: ignore[attr-defined]


def plant_reasons(plant: Planter) -> None:
    """Open cases in an emergency with planted reasons; and try to open one that there is not."""
    at, by = door_clock(), who("aud")
    day = at.date() - timedelta(days=1)
    for _ in range(EMERGENCIES):
        reason = f"She is at the airport now. {plant(REASON)}"
        break_glass(reference=registered("KT", day, at), reason=reason, hours=1, by=by, at=at)
        try:
            break_glass(reference=plant(), reason=f"It is very urgent now. {plant()}", hours=1, by=by, at=at)
        except GlassNotBroken:
            continue


def plant_persons(plant: Planter, number: int) -> str:
    """Write planted values about the person and the place of a case, by forms and by verbs; give the case."""
    at, bo = door_clock(), who("bo")
    case = registered("KT", at.date() - timedelta(days=1), at)
    decide_everything("KT")
    fields = [field for field in fields_in("B") if field not in NOT_WORDS]
    browser = browser_of("bo")
    for first in range(0, max(1, number), len(fields)):
        values = {field: plant() for field in fields}
        if first == 0:
            browser.post(f"/cases/{case}/person/write/", values)
        else:
            write_person(reference=case, values=values, by=bo, at=at)
    browser.post(f"/cases/{case}/person/open/")
    return case


def plant_place_of(case: str, plant: Planter) -> None:
    """Write a planted value into every field of a case's place, under a planted passphrase."""
    at, bo, word = door_clock(), who("bo"), plant()
    make_own_key(passphrase=word, by=bo, at=at)
    open_case_place(reference=case, officers=["bo"], by=who("gro"), at=at)
    values = {field: plant() for field in fields_in("C")}
    write_case_place(reference=case, values=values, passphrase=word, by=bo, at=at)
    browser_of("bo").post(f"/cases/{case}/place/read/", {"passphrase": word})


def decide_everything(service: str) -> None:
    """Let two persons decide that a service may hold everything."""
    at = door_clock()
    settings = {"": "identified", **dict.fromkeys(registry(), "on")}
    for field, setting in settings.items():
        key = propose_basis(
            service=service,
            field=field,
            setting=setting,
            purpose=registry()[field].purposes[0] if field else "",
            basis="The person has asked to be followed up.",
            law="An invented law § 1",
            from_date=oslo_day(at),
            to_date=None,
            by=who("gro"),
            at=at,
        )
        confirm_basis(key=key, by=who("finn"), at=at)
