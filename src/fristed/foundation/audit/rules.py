"""How a line is written down and sealed: canonical JSON and SHA-256, on plain values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

# What the first line takes as the hash of the line before it.
BEGINNING = "0" * 64
CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
LONGEST_FACT = 120
MOST_FACTS = 12


class TooMuchForTheTrail(Exception):
    """The trail takes small coded facts only: no text, no list, nothing long enough to tell a story."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trail as it is sealed."""

    position: int
    at: datetime
    event: str
    actor_id: int | None
    actor_username: str
    subject: str
    facts: str
    previous_hash: str


def canonical_facts(facts: Mapping[str, str | int]) -> str:
    """Write facts as canonical JSON: sorted keys, no spaces, so that equal facts are equal text.

    Raises
    ------
    TooMuchForTheTrail
        If there are too many facts, or one is long, broken over lines or not a text or whole number.
    """
    if len(facts) > MOST_FACTS:
        raise TooMuchForTheTrail(f"{len(facts)} facts in one line; at most {MOST_FACTS}.")
    for name, value in facts.items():
        if not isinstance(value, str | int) or len(str(value)) > LONGEST_FACT or "\n" in str(value):
            raise TooMuchForTheTrail(f"The fact {name!r} is not small and coded.")
    return CANONICAL.encode(dict(facts))


def hash_of(line: Line) -> str:
    """Give the SHA-256 of a line, which takes in the hash of the line before it.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    content = {
        "actor_id": line.actor_id,
        "actor_username": line.actor_username,
        "at": line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "event": line.event,
        "facts": line.facts,
        "position": line.position,
        "previous_hash": line.previous_hash,
        "subject": line.subject,
    }
    return hashlib.sha256(CANONICAL.encode(content).encode("utf-8", "surrogatepass")).hexdigest()
