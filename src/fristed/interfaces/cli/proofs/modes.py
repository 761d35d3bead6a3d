"""Whether what can identify can be stored where two persons have not decided so, with a date in force.

Each service is led through every stage of deciding: nothing decided, asked by one, confirmed by the same,
a mode without fields, fields asked by one, refused, beginning tomorrow, in force, ended, switched off,
anonymous again. At each stage every field is written by every verb that writes one, at two also by every
form; then the rows that can hold what identifies are compared with what they were. In force everything must
be stored: else nothing was tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

from django.db import IntegrityError, connections

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.consultations.queries import call_draft, call_drafts_of
from fristed.casework.persons import queries as persons
from fristed.casework.persons.actions import (
    make_own_key,
    open_case_place,
    tell_own_number,
    write_case_place,
    write_person,
)
from fristed.casework.persons.refusals import PersonRefused
from fristed.foundation.days import oslo_day
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.legal_basis import queries as decided
from fristed.foundation.legal_basis import rules
from fristed.foundation.legal_basis.actions import confirm_basis, propose_basis, refuse_basis
from fristed.foundation.legal_basis.codes import Mode, Switch
from fristed.foundation.legal_basis.facts import Basis, Decided
from fristed.foundation.legal_basis.refusals import BasisRefused
from fristed.foundation.legal_basis.registry import registry
from fristed.foundation.vault.actions import appoint_escrow
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.demo import create_cast
from fristed.interfaces.cli.proofs.answers import address_of, dynamic_routes
from fristed.interfaces.cli.proofs.apart import measured, run_apart
from fristed.interfaces.cli.proofs.measured import Measured
from fristed.interfaces.cli.proofs.settled import WORKERS, browser_of, registered, who

LEADERS = {"MR": "hege", "KT": "gro", "SU": "ivar"}
OWNER, HOLDERS = "finn", ("finn", "hege", "ivar")
FULL, QUICK = len(WORKERS), 1
SEEN_BY_FORMS = "basis-unasked"
FAULTS = (SEEN_BY_FORMS, "one-person", "end-ignored")
"""What can be planted; the first of it must be seen by the forms too, the others by the verbs."""
DAY = timedelta(days=1)
WORDS = {"basis": "The person has asked to be followed up.", "law": "An invented law § 1"}
NUMBER, OWN_NUMBER, VALUE = "01020312345", "02030412345", "Invented"
BY_FORMS = ("nothing decided", "fields asked by one")
"""Stages at which every form is tried besides the verbs."""
PASSPHRASE = "an invented passphrase"  # noqa: S105  nobody's
# Where what identifies is kept: written by hand, apart from the register of fields.
KEPT = {
    # The draft of a call keeps the fields of that form alone, which the proof opens and looks into.
    """vault_sealedfield WHERE "table" <> 'calls' OR "column" <> 'draft'""": "*",
    "vault_placefield": "*",
    "persons_heldfield": "*",
    "access_staffpseudonym": "*",
    "cases_case": "reference, person_pseudonym",
}
Try = tuple[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Where:
    """A service in which everything is tried, with a case of it, on a day."""

    service: str
    case: str
    at: datetime


def modes(command: FristedCommand, *, quick: bool) -> Measured:
    """Try to store what identifies at every stage of deciding; count what was stored too early or late."""
    size = QUICK if quick else FULL
    found = run_apart("modes", size=size)
    return measured(found, "stored without two persons' decision in force", found["size"] * FULL // size)


def modes_trial(size: int, fault: str) -> dict[str, Any]:
    """Lead so many services through every stage of deciding."""
    at = door_clock()
    create_cast(by=SYSTEM)
    for name in {OWNER, *LEADERS.values(), *WORKERS.values()}:
        make_own_key(passphrase=PASSPHRASE, by=who(name), at=at)
    appoint_escrow(holders=HOLDERS, by=who(OWNER), at=at)
    day = at.date() - DAY
    places = [Where(service, registered(service, day, at), at) for service in tuple(WORKERS)[:size]]
    _plant(fault)
    faults: list[str] = []
    asked = 0
    for stage, found in chain.from_iterable(_stages(where) for where in places):
        tried, stored = _tried(found, by_forms=stage in BY_FORMS and fault in ("", SEEN_BY_FORMS))
        asked += tried
        if stage == "in force":
            faults += [f"in force {field} was not stored" for field in registry() if field not in stored]
        else:
            faults += [f"{stage}: {what} was stored in {found.service}" for what in stored]
        if faults:
            break
    return {"faults": faults, "size": asked}


def _stages(where: Where) -> Iterator[tuple[str, Where]]:
    """Take the decisions of one stage after the other, and give each with the day on which to try."""
    today, tomorrow, later = (replace(where, at=where.at + n * DAY) for n in range(3))
    yield "nothing decided", today
    asked = _ask(today, "", Mode.IDENTIFIED)
    yield "a mode asked by one", today
    yield from _confirmed_by_the_same(today, asked)
    _confirm(today, asked)
    yield "a mode without fields", today
    keys = [_ask(today, field, Switch.ON) for field in registry()]
    yield "fields asked by one", today
    for key in keys:
        refuse_basis(key=key, by=who(OWNER), at=today.at)
    yield "fields refused", today
    for field in registry():
        _confirm(today, _ask(today, field, Switch.ON, from_date=oslo_day(tomorrow.at)))
    yield "fields that begin tomorrow", today
    yield "in force", tomorrow
    for field in registry():
        _confirm(later, _ask(later, field, Switch.ON, to_date=oslo_day(later.at)))
    over = replace(where, at=later.at + DAY)
    yield "ended", over
    for setting in (Switch.ON, Switch.OFF):
        for field in registry():
            _confirm(over, _ask(over, field, setting))
    yield "switched off", over
    for field in registry():
        _confirm(over, _ask(over, field, Switch.ON))
    _confirm(over, _ask(over, "", Mode.ANONYMOUS))
    yield "anonymous again", over


def _confirmed_by_the_same(where: Where, key: str) -> Iterator[tuple[str, Where]]:
    try:
        confirm_basis(key=key, by=who(LEADERS[where.service]), at=where.at)
    except BasisRefused:
        yield "a mode confirmed by the same person", where
    else:
        yield "in force", where


def _ask(
    where: Where, field: str, setting: str, *, from_date: date | None = None, to_date: date | None = None
) -> str:
    purpose = registry()[field].purposes[0] if field and setting == Switch.ON else ""
    return propose_basis(
        service=where.service,
        field=field,
        setting=setting,
        purpose=purpose,
        **WORDS,
        from_date=from_date or oslo_day(where.at),
        to_date=to_date,
        by=who(LEADERS[where.service]),
        at=where.at,
    )


def _confirm(where: Where, key: str) -> None:
    confirm_basis(key=key, by=who(OWNER), at=where.at)


def _tried(where: Where, *, by_forms: bool) -> tuple[int, list[str]]:
    """Try everything; give how much was tried, and what of it changed a row that can hold what identifies."""
    stored, tries = [], [*_verbs(where), *(_forms(where) if by_forms else ())]
    for what, verb in tries:
        before = _kept()
        with suppress(PersonRefused, CaseNotFound, IntegrityError):
            verb()
        if _kept() != before:
            stored.append(what)
    return len(tries), stored


def _kept() -> list[Any]:
    found = []
    with connections["default"].cursor() as cursor:
        for table, columns in KEPT.items():
            cursor.execute(f"SELECT {columns} FROM {table} ORDER BY 1")  # noqa: S608  the names above
            found.append(cursor.fetchall())
    return [*found, *_drafts_that_identify()]


def _drafts_that_identify() -> Iterator[str]:
    """Give the drafts of calls in which something planted is kept."""
    for username in (*WORKERS.values(), *LEADERS.values()):
        by, at = who(username), door_clock()
        for line in call_drafts_of(by, at=at):
            kept = str(call_draft(by, line.reference, at=at))
            if any(planted in kept for planted in (VALUE, NUMBER, OWN_NUMBER, PASSPHRASE)):
                yield line.reference


def _verbs(where: Where) -> Iterator[Try]:
    """Give each field by the verb that writes it; the pseudonym comes of a number, and of one's own."""
    case, by, at = where.case, who(WORKERS[where.service]), where.at
    yield "pseudonym", lambda: tell_own_number(number=OWN_NUMBER, by=by, at=at)
    for field, known in registry().items():
        if known.zone == "C":
            yield field, lambda field=field: _write_place(where, field)  # type: ignore[misc]
        elif field != "pseudonym":
            values = {field: NUMBER if field == "national_id" else VALUE}
            yield (
                field,
                lambda values=values: write_person(reference=case, values=values, by=by, at=at),  # type: ignore[misc]
            )


def _write_place(where: Where, field: str) -> None:
    """Name an officer if nobody has been, and let the officer write."""
    by, leader = who(WORKERS[where.service]), who(LEADERS[where.service])
    try:
        open_case_place(reference=where.case, officers=[by.username], by=leader, at=where.at)
    except PersonRefused as refused:
        if "place_exists" not in dict(refused.problems).values():
            raise
    values = {field: VALUE}
    write_case_place(reference=where.case, values=values, passphrase=PASSPHRASE, by=by, at=where.at)


def _forms(where: Where) -> Iterator[Try]:
    """Give every form there is, filled with every field, as the case worker and as the leader."""
    filled = {field: NUMBER if field == "national_id" else VALUE for field in registry()}
    filled |= {"passphrase": PASSPHRASE, "number": OWN_NUMBER, "officers": WORKERS[where.service]}
    steps = ("write", "open", "name", "own-number", "number")
    for username in (WORKERS[where.service], LEADERS[where.service]):
        for route in dynamic_routes():
            if "POST" not in route.methods or route.path in ("/sign-out/", "/legal-basis/<key>/<name>/"):
                continue
            for step in steps if "<name>" in route.path else ("",):
                address = address_of(route, where.case).replace("/preview/", f"/{step}/")
                yield (
                    f"{address} by {username}",
                    lambda username=username, address=address: browser_of(username).post(address, filled),  # type: ignore[misc]
                )


def _plant(fault: str) -> None:
    """Plant a fault in what decides."""
    if fault == "basis-unasked":
        vars(persons)["may_hold"] = _always
    if fault == "one-person":
        kept = decided.decided_of
        vars(decided)["decided_of"] = lambda row: _as_confirmed(kept(row))
    if fault == "end-ignored":
        vars(rules)["has_ended"] = lambda _one, _on_date: False


def _always(field: str, service: str, *_asked: object) -> Basis:
    """Say that everything may be held, by the first decision there is."""
    return Basis(1, field, service, "follow_up", WORDS["basis"], WORDS["law"], date.min, None)


def _as_confirmed(one: Decided) -> Decided:
    asked = oslo_day(one.proposed_at)
    return one if one.refused_by or one.confirmed_date else replace(one, confirmed_date=asked)
