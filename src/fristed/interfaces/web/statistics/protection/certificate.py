"""The certificate of a release: its file, its hash, and the interval it shows for each hidden number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fristed.statistics.releases.payload import sha256_of


@dataclass(frozen=True, slots=True)
class Proof:
    """A certificate as it was stored."""

    text: str
    sha256: str
    print_sha256: str
    worlds: int
    possible: Mapping[str, tuple[int, int | None]]


def read_proof(content: Mapping[str, Any]) -> Proof:
    """Read a stored certificate; its text is written as it was, so that the hash fits."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Proof(
        text=text,
        sha256=sha256_of(text),
        print_sha256=content["print"],
        worlds=len(content["worlds"]),
        possible={key: (low, high) for key, (low, high, __, __) in content["cells"].items()},
    )
