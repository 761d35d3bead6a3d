"""What came of attacking a release together with published versions: kept beside the release.

The web process attacks nothing. It reads here whether a release was tried beside every version that is
published, and what the two would give away.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Tried:
    """A release was attacked together with a published version, known by the hash of what it prints.

    ``hidden`` names the hidden cells that the two give away, ``few_changed`` the services where their
    difference tells that a few cases were added or taken away. ``year`` is that of its report where it is
    another one, else 0.
    """

    version: int
    payload_sha256: str
    hidden: tuple[str, ...] = ()
    few_changed: tuple[str, ...] = ()
    year: int = 0


def write_tried(tried: Iterable[Tried]) -> str:
    """Write what was tried, to be stored; nothing where nothing was."""
    rows = [asdict(one) for one in tried]
    return json.dumps(rows, ensure_ascii=False, sort_keys=True) if rows else ""


def read_tried(text: str) -> tuple[Tried, ...]:
    """Read what was tried.

    >>> read_tried(write_tried([Tried(1, "0" * 64, ("table 2 KT 2024 male",))]))[0].hidden
    ('table 2 KT 2024 male',)
    """
    rows = json.loads(text) if text else []
    return tuple(
        Tried(
            row["version"],
            row["payload_sha256"],
            tuple(row["hidden"]),
            tuple(row["few_changed"]),
            row.get("year", 0),
        )
        for row in rows
    )
