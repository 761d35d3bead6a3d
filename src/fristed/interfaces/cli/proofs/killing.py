"""Children that seal and shred, and are killed between the two commits or anywhere; and what is found after.

A child writes down what was acknowledged in a pipe, one line after each verb has returned. The parent reads
it, so that what it counts as acknowledged was.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connections, transaction

from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.vault import keyring
from fristed.foundation.vault.actions import opened, seal, sealing, shred, shredding, sweep_orphans
from fristed.foundation.vault.envelopes import SealBroken
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.foundation.vault.queries import is_shredded, sealed_fields
from fristed.foundation.vault.retention.queries import kept_owners
from fristed.foundation.vault.storing import NotSealed
from fristed.interfaces.cli.commands import door_clock

FAULTS = ("seal-order", "shred-order", "no-sweep")
"""Faults that can be planted: the row before its key, the rows before the key, no sweep."""
FIELD = FieldName("crash", "text", "1")
BEFORE_SHREDDING = 3


@dataclass(slots=True)
class Told:
    """What children have acknowledged, and what was found wrong."""

    sealed: set[str] = field(default_factory=set)
    shredded: set[str] = field(default_factory=set)
    shredding: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def die() -> None:
    """End this process as a power button would."""
    os.kill(os.getpid(), signal.SIGKILL)


def kill_again_and_again(kills: int, *, fault: str = "") -> dict[str, Any]:
    """Kill so many children, at each point in turn; look after each; give what was found."""
    told, dice = Told(), random.Random(7)  # noqa: S311  only says when to kill
    points: list[Callable[[int], None]] = [_dies_while_sealing(fault), _dies_while_shredding(fault), _works]
    for number in range(kills):
        point = points[number % len(points)]
        _killed(told, number, point, after=dice.uniform(0.0, 0.12) if point is _works else None)
        # Each time what this child touched; at the end everything.
        mark = "" if number == kills - 1 else f"{number}x"
        told.faults += _what_is_wrong(told, mark, sweep=fault != "no-sweep")
    return {"killed": kills, "acknowledged": len(told.sealed), "faults": told.faults}


def _owner(reference: str) -> Owner:
    return Owner("MR", reference)


def _killed(told: Told, number: int, work: Callable[[int], None], *, after: float | None) -> None:
    """Run work in a child until it dies, or is killed after so many seconds; read what it acknowledged."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writing, 3)
        try:
            work(number)
        finally:
            os._exit(9)
    os.close(writing)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading) as pipe:
        lines = pipe.read().splitlines()
    _pid, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        told.faults.append(f"child {number} was not killed but ended with {status}")
    for line in lines:
        kind, reference = line.split()
        {"sealed": told.sealed, "shredded": told.shredded, "shredding": told.shredding}[kind].add(reference)


def _acknowledge(kind: str, reference: str) -> None:
    os.write(3, f"{kind} {reference}\n".encode())


def _seal(reference: str) -> None:
    seal(owner=_owner(reference), field=FIELD, plain=f"text of {reference}", by=SYSTEM, at=door_clock())
    _acknowledge("sealed", reference)


def _shred(reference: str) -> None:
    _acknowledge("shredding", reference)
    people = ("one", "two")
    at = door_clock()
    shred(owner=_owner(reference), retention="case_identity", decided_by=people, by=SYSTEM, at=at)
    _acknowledge("shredded", reference)


def _works(number: int) -> None:
    """Seal, and shred every third, until somebody kills it."""
    for turn in range(100_000):
        _seal(f"w{number}x{turn}")
        if turn % BEFORE_SHREDDING == BEFORE_SHREDDING - 1:
            _shred(f"w{number}x{turn - 1}")


def _dies_while_sealing(fault: str) -> Callable[[int], None]:
    """Die after the key has been committed and before the row is."""

    def work(number: int) -> None:
        real = keyring.ensured_case_key
        _seal(f"s{number}x0")
        vars(sealing)[real.__name__] = _uncommitted if fault == "seal-order" else _dying_after(real)
        seal(owner=_owner(f"s{number}x1"), field=FIELD, plain="x", by=SYSTEM, at=door_clock())
        die()

    return work


def _dying_after(real: Callable[..., Any]) -> Callable[..., Any]:
    def dying(*args: Any, **named: Any) -> Any:
        real(*args, **named)
        die()

    return dying


def _uncommitted(_owner: Owner, **_named: Any) -> keyring.Secret:
    """Give a key that would be committed later: the planted fault."""
    return keyring.Secret(1, os.urandom(32))


def _dies_while_shredding(fault: str) -> Callable[[int], None]:
    """Die after the keys have been deleted and before the rows are; planted, the other way round."""

    def work(number: int) -> None:
        reference, real = f"d{number}x0", keyring.destroy_keys
        _seal(reference)
        if fault == "shred-order":
            vars(shredding)[real.__name__] = lambda *_a, **_n: 0
            with transaction.atomic():
                _shred(reference)
            die()
        vars(shredding)[real.__name__] = _dying_after(real)
        _shred(reference)

    return work


def _what_is_wrong(told: Told, mark: str, *, sweep: bool) -> list[str]:
    """Look at both databases after a child has died, and again when an hour has passed."""
    at = door_clock()
    faults = [f"{one}: cannot be opened" for one in _unreadable(told, mark, at)]
    kept = {one for one in told.sealed - told.shredding if _is_of(one, mark)}
    faults += [f"{one}: acknowledged and gone" for one in sorted(kept) if not _has(one)]
    alive = {one.reference for one in _with_keys(mark) if is_shredded(one)}
    faults += [f"{one}: shredded and its key is alive" for one in sorted(alive)]
    later = at + timedelta(hours=1, minutes=1)
    if sweep:
        sweep_orphans(by=SYSTEM, at=later)
    left = {one.reference for one in _with_keys(mark) if not sealed_fields(one)}
    faults += [f"{one}: a key is left over" for one in sorted(left)]
    faults += [
        f"{one}: shredded and still there"
        for one in sorted(told.shredded)
        if _is_of(one, mark) and not is_shredded(_owner(one))
    ]
    return faults


def _is_of(reference: str, mark: str) -> bool:
    """Whether an owner was made by the child of a mark, as ``w12x0`` by that of ``12x``; no mark is all."""
    return not mark or reference[1:].startswith(mark)


def _with_keys(mark: str) -> set[Owner]:
    return {one for one in keyring.owners_with_keys() if _is_of(one.reference, mark)}


def _with_rows(mark: str) -> set[Owner]:
    owners = {owner for owner, _ in kept_owners("MR") if _is_of(owner.reference, mark)}
    return {owner for owner in owners if sealed_fields(owner)}


def _has(reference: str) -> bool:
    return bool(sealed_fields(_owner(reference)))


def _unreadable(told: Told, mark: str, at: datetime) -> list[str]:
    """Name owners with a row that does not open, but for those that were being shredded."""
    found = []
    for owner in _with_rows(mark) - {_owner(one) for one in told.shredding}:
        try:
            opened(owner=owner, field=FIELD, by=SYSTEM, at=at)
        except (NotSealed, SealBroken):
            found.append(owner.reference)
    return sorted(found)
