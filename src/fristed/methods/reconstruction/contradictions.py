"""Reads where the source contradicts itself, and what was decided, from ``data/contradictions.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from fristed.methods.reconstruction.constraints import parse_where
from fristed.methods.reconstruction.records import Constraint

Status = Literal["set_aside", "open", "reading"]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One contradiction or ambiguity of the source.

    Attributes
    ----------
    where, what, decision
        Place in the report, what it says, and what the register does.
    status
        ``set_aside``: the printed number is not met; ``open``: not resolved; ``reading``: one of two
        readings was chosen.
    numbers
        Ids of the numbers of the running text that are concerned.
    constraints
        Ids of the constraints that hold instead.
    printed
        The number that was set aside, as a constraint; ``None`` where it is no count of cases.
    """

    id: str
    where: str
    what: str
    decision: str
    status: Status
    numbers: tuple[str, ...]
    constraints: tuple[str, ...]
    printed: Constraint | None


@cache
def read_contradictions() -> tuple[Contradiction, ...]:
    """Read every contradiction, in the order of the file."""
    path = files("fristed.methods.reconstruction") / "data" / "contradictions.json"
    content = cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))
    return tuple(_contradiction_from(entry) for entry in content["contradictions"])


def _contradiction_from(entry: Mapping[str, Any]) -> Contradiction:
    return Contradiction(
        id=entry["id"],
        where=entry["where"],
        what=entry["what"],
        decision=entry["decision"],
        status=entry["status"],
        numbers=tuple(entry["numbers"]),
        constraints=tuple(entry["constraints"]),
        printed=_printed_from(entry),
    )


def _printed_from(entry: Mapping[str, Any]) -> Constraint | None:
    printed = cast("Mapping[str, Any] | None", entry["printed"])
    if printed is None:
        return None
    return Constraint(
        id=entry["id"],
        service=printed["service"],
        year=printed["year"],
        measure="cases",
        where=parse_where(printed["where"]),
        minus=None,
        low=printed["cases"],
        high=printed["cases"],
        kind="text",
        source=entry["where"],
        line="",
        note=entry["what"],
    )
