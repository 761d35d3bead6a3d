"""Two who do the same at the same moment: one case from two presses, one winner of two who write a value."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import connections

from fristed.casework.cases.queries import quality_work_list
from fristed.casework.journal.actions import change_entry, read_entry, write_entry, writing
from fristed.casework.journal.codes import Kind
from fristed.casework.journal.facts import TEXT, EntryDraft
from fristed.casework.journal.refusals import ChangedMeanwhile
from fristed.foundation.audit.queries import verify_chain
from fristed.foundation.identity.clients.facts import KeptAnswer
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.vault.actions import VersionTaken, opened, seal, sealing
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.foundation.vault.queries import sealed_fields
from fristed.interfaces.api.casework import calling
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.demo import create_cast
from fristed.interfaces.cli.proofs.apart import measured, run_apart
from fristed.interfaces.cli.proofs.measured import Measured
from fristed.interfaces.cli.proofs.racing_machines import raced_by_machines
from fristed.interfaces.cli.proofs.racing_places import raced_for_places, unask_places
from fristed.interfaces.cli.proofs.settled import browser_of, registered, who
from fristed.interfaces.web.once import new_token
from fristed.interfaces.web.pages import calls as call_pages

FULL, QUICK = 20_000, 120
"""Half are double submits, half are edits: as many of one sealed value as of one entry of a journal. As many
again are sent by a client to the API, half and half; and a tenth as often one place is given to two."""

RUNNERS = 2
PATIENCE_SECONDS = 120
FAULTS = ("not-once", "versions-unasked", "seen-unasked", "key-unasked", "places-unasked")
CALLS = "1000000000"
"""Calls that the trial's client may make in a minute."""
OWNER, FIELD = Owner("MR", "RACED-OWNER"), ("races", "text", "1")


def races(command: FristedCommand, *, quick: bool) -> Measured:
    """Send forms twice at once, and write values at once; count duplicates and lost updates."""
    size = QUICK if quick else FULL
    return measured(
        run_apart("races", size=size, more={"FRISTED_API_CALLS": CALLS}),
        "duplicates and lost updates",
        2 * FULL,
    )


def races_trial(size: int, fault: str) -> dict[str, Any]:
    """Let two processes run against each other, many times."""
    try:
        return _raced(size, fault)
    except RaceBroken as broken:
        return {"faults": [str(broken)], "size": size}


def _raced(size: int, fault: str) -> dict[str, Any]:
    create_cast(by=SYSTEM)
    tokens = [new_token() for _ in range(size // 2)]
    if fault == "not-once":
        vars(call_pages)["carry_out_once"] = lambda _request, _token, verb: verb()
    if fault == "versions-unasked":
        vars(sealing)["require_next_version"] = lambda *_args: None
    if fault == "seen-unasked":
        vars(writing)["is_latest"] = lambda _entry, _seen: True
    if fault == "places-unasked":
        unask_places()
    if fault == "key-unasked":
        vars(calling)["carry_out_once"] = lambda *, verb, at, **_named: KeptAnswer(verb(), at, is_new=True)
    presses = _together(lambda barrier: [_pressed(barrier, token) for token in tokens])
    faults = _duplicates(presses, len(tokens))
    edits = (size - len(tokens)) // 2
    entry = _entry_to_edit()
    texts = _together(lambda barrier: _edited(barrier, entry, edits))
    faults += _lost_texts(texts, entry)
    writes = _together(lambda barrier: _written(barrier, size - len(tokens) - edits))
    faults += _lost_updates(writes, size - len(tokens) - edits)
    faults += raced_by_machines(size, _together)
    faults += raced_for_places(size, _together)
    verdict = verify_chain()
    faults += [] if verdict.is_whole else [f"the trail is broken at {verdict.first_bad}"]
    return {"faults": faults, "size": 2 * size}


class RaceBroken(Exception):
    """One of those who race has stumbled, so that the race tells nothing."""


def _together(run: Callable[[Any], list[Any]]) -> list[list[Any]]:
    """Run in processes that wait for each other before every step; give what each found."""
    connections.close_all()
    forked = multiprocessing.get_context("fork")
    barrier, results = forked.Barrier(RUNNERS), forked.Queue()

    def runner() -> None:
        try:
            results.put((run(barrier), ""))
        except Exception as broken:
            barrier.abort()
            results.put(([], f"{type(broken).__name__}: {broken}"))

    runners = [forked.Process(target=runner) for _ in range(RUNNERS)]
    for one in runners:
        one.start()
    ended = [results.get() for _ in runners]
    for one in runners:
        one.join()
    if broken := [why for _found, why in ended if why]:
        raise RaceBroken(" ".join(broken))
    return [found for found, _why in ended]


def _yesterday() -> date:
    return door_clock().date() - timedelta(days=1)


def _form(token: str) -> dict[str, str]:
    day = _yesterday()
    return {
        "token": token,
        "main_concern": "negative_social_control",
        "concern_basis": "told",
        "referrer": "school",
        "first_contact_date": day.strftime("%d.%m.%Y"),
        "gender": "female",
        "age_band": "16_17",
        "country_1": "SO",
        "country_ground": "parents",
        "abroad_case": "no",
    }


def _pressed(barrier: Any, token: str) -> str:
    """Press the button when the other does; give where that leads to."""
    client = browser_of("aud")
    barrier.wait(PATIENCE_SECONDS)
    answer = client.post("/cases/new/", _form(token))
    return str(answer.headers.get("Location", f"status {answer.status_code}"))


def _duplicates(presses: list[list[str]], number: int) -> list[str]:
    """Say which presses led to two cases, and whether there are more cases than forms."""
    faults = [f"two presses led to {pair}" for pair in zip(*presses, strict=True) if len(set(pair)) > 1]
    faults += [f"a press led to {one}" for one in presses[0] if not one.startswith("/cases/")]
    total = quality_work_list(who("aud"), _yesterday().year).cases
    return faults if total == number else [*faults, f"{total} cases from {number} forms"]


def _entry_to_edit() -> tuple[str, str]:
    """Register a case and write a note in it; give the reference and the key."""
    at = door_clock()
    case = registered("MR", _yesterday(), at)
    return case, write_entry(reference=case, draft=_note("0"), by=who("aud"), at=at)


def _note(text: str) -> EntryDraft:
    return EntryDraft(Kind.NOTE, _yesterday(), visibility="service", words={TEXT: text})


def _edited(barrier: Any, entry: tuple[str, str], number: int) -> list[tuple[int, str]]:
    """Change a note when the other does; who comes second puts the other's text and the own together.

    A text is the numbers of all edits that it holds; each edit adds one of its own. Gives the edits that
    were acknowledged, with the version and number of each.
    """
    (case, key), by, told = entry, who("aud"), []
    for step in range(number):
        standing = read_entry(reference=case, key=key, by=by, at=door_clock())[0]
        barrier.wait(PATIENCE_SECONDS)
        mine = _in_letters(f"{os.getpid()}-{step}")
        seen, text = standing.number, standing.words[TEXT]
        while True:
            draft = _note(f"{_newest(text)} {mine}")
            try:
                change_entry(reference=case, key=key, seen_version=seen, draft=draft, by=by, at=door_clock())
            except ChangedMeanwhile as changed:
                seen, text = changed.theirs.number, changed.theirs.words[TEXT]
                continue
            told.append((seen + 1, mine))
            break
        barrier.wait(PATIENCE_SECONDS)
    return told


def _in_letters(number: str) -> str:
    """Write a number in letters: in digits it may look like a telephone number, which a journal refuses."""
    return number.translate(str.maketrans("0123456789", "abcdefghij"))


def _newest(text: str) -> str:
    """Keep a text short: what both wrote in this turn and the one before."""
    return " ".join(text.split()[-3:])


def _lost_texts(edits: list[list[tuple[int, str]]], entry: tuple[str, str]) -> list[str]:
    """Say which acknowledged edits are in no version or left out by the one that follows."""
    (case, key), told = entry, sorted(one for runner in edits for one in runner)
    versions = read_entry(reference=case, key=key, by=who("aud"), at=door_clock())
    texts = {one.number: one.words[TEXT].split() for one in versions}
    faults = [f"edit {mine} is not in version {number}" for number, mine in told if mine not in texts[number]]
    faults += [
        f"edit {mine} is lost in version {number + 1}"
        for number, mine in told
        if number + 1 in texts and mine not in texts[number + 1]
    ]
    times = Counter(number for number, _mine in told)
    faults += [f"version {number} was acknowledged {n} times" for number, n in times.items() if n != 1]
    return faults if len(texts) == len(told) + 1 else [*faults, f"{len(texts)} versions of {len(told)} edits"]


def _written(barrier: Any, number: int) -> list[tuple[int, str]]:
    """Write version after version when the other does; give the versions that were acknowledged."""
    told, mine = [], f"by {os.getpid()}"
    for version in range(1, number + 1):
        barrier.wait(PATIENCE_SECONDS)
        field = FieldName(*FIELD, version=version)
        try:
            seal(owner=OWNER, field=field, plain=f"{version} {mine}", by=SYSTEM, at=door_clock())
        except VersionTaken:
            continue
        told.append((version, f"{version} {mine}"))
    return told


def _lost_updates(writes: list[list[tuple[int, str]]], number: int) -> list[str]:
    """Say which versions nobody or both were told they had written, and whether the last one stands."""
    told = [one for runner in writes for one in runner]
    times = Counter(version for version, _text in told)
    faults = [f"version {v} was acknowledged {times[v]} times" for v in range(1, number + 1) if times[v] != 1]
    [last] = [one.field for one in sealed_fields(OWNER)]
    stands = opened(owner=OWNER, field=last, by=SYSTEM, at=door_clock())
    return faults if (last.version, stands) in told else [*faults, f"what stands is {stands}"]
