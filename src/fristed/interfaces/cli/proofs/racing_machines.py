"""Two calls of one client at the same moment: one case of one key, and no text lost between two editors."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from typing import Any

from fristed.casework.cases.queries import quality_work_list
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.proofs.machines import Machine, case_to_send, machine_of, note_to_send
from fristed.interfaces.cli.proofs.settled import who

SERVICE = "KT"
Together = Callable[[Callable[[Any], list[Any]]], list[list[Any]]]
PATIENCE_SECONDS = 120


def raced_by_machines(size: int, together: Together) -> list[str]:
    """Send registrations twice with one key, and change a note at once; give what went wrong.

    Parameters
    ----------
    together
        Runs what it is given in processes that wait for each other.
    """
    one = machine_of(SERVICE)
    keys = [secrets.token_hex(16) for _ in range(size // 2)]
    sent = together(lambda barrier: [_sent(one, barrier, key) for key in keys])
    faults = _duplicates(sent, len(keys))
    case = str(one.ask("post", "/cases", case_to_send(SERVICE)).json()["reference"])
    note = str(one.ask("post", f"/cases/{case}/notes", note_to_send("begin")).json()["key"])
    address, edits = f"/cases/{case}/notes/{note}", size - len(keys)
    told = together(lambda barrier: _edited(one, barrier, address, edits))
    return faults + _lost(one, address, sorted(pair for runner in told for pair in runner))


def _sent(one: Machine, barrier: Any, key: str) -> str:
    """Send a registration when the other does, again while it is told to wait; give what it made."""
    barrier.wait(PATIENCE_SECONDS)
    answer = one.ask("post", "/cases", case_to_send(SERVICE), key=key)
    while answer.status_code == 409:
        answer = one.ask("post", "/cases", case_to_send(SERVICE), key=key)
    return str(answer.json().get("reference", f"status {answer.status_code}"))


def _duplicates(sent: list[list[str]], number: int) -> list[str]:
    faults = [f"two calls made {pair}" for pair in zip(*sent, strict=True) if len(set(pair)) > 1]
    faults += [f"a call ended in {one}" for one in sent[0] if one.startswith("status")]
    made = quality_work_list(who("bo"), door_clock().year).cases
    return faults if made == number else [*faults, f"{made} cases from {number} keys"]


def _edited(one: Machine, barrier: Any, address: str, number: int) -> list[tuple[int, str]]:
    """Change a note when the other does; who comes second puts both texts together.

    Gives the edits that were acknowledged, with the version of each.
    """
    told = []
    for step in range(number):
        standing = one.ask("get", address).json()["note"]
        barrier.wait(PATIENCE_SECONDS)
        mine = f"{os.getpid()}-{step}".translate(str.maketrans("0123456789", "abcdefghij"))
        seen, text = int(standing["version"]), str(standing["text"])
        while True:
            body = note_to_send(f"{_newest(text)} {mine}", visibility="")
            answer = one.ask("put", address, body, seen=f'"{seen}"')
            if answer.status_code != 412:
                break
            changed = answer.json()
            if mine not in str(changed["yours"]["text"]).split():
                raise AssertionError("the second editor was not told the own text")
            seen, text = int(changed["theirs"]["version"]), str(changed["theirs"]["text"])
        told.append((int(answer.json().get("version", 0)), mine))
        barrier.wait(PATIENCE_SECONDS)
    return told


def _newest(text: str) -> str:
    return " ".join(text.split()[-3:])


def _lost(one: Machine, address: str, told: list[tuple[int, str]]) -> list[str]:
    """Say which acknowledged edits are in no version or left out by the one that follows."""
    found = one.ask("get", address).json()
    texts = {line["version"]: line["text"].split() for line in (found["note"], *found["before"])}
    faults = [f"edit {mine} is not in version {n}" for n, mine in told if mine not in texts.get(n, ())]
    faults += [
        f"edit {mine} is lost in version {n + 1}"
        for n, mine in told
        if n + 1 in texts and mine not in texts[n + 1]
    ]
    return faults if len(texts) == len(told) + 1 else [*faults, f"{len(texts)} versions of {len(told)} edits"]
