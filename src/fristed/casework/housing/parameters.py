"""The parameters of the scheme, read once from the data of the room."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

SOURCE = Path(__file__).parent / "data" / "parameters.toml"


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the scheme is run by."""

    child_takes_a_place: bool
    longest_stay_months: int
    municipalities: int
    warn_after_months: tuple[int, ...]
    longest_ahead_days: int
    zones: Mapping[str, frozenset[str]]


@cache
def parameters() -> Parameters:
    """Give the parameters of the scheme."""
    read = tomllib.loads(SOURCE.read_text("utf-8"))
    zones = {zone: frozenset(beside) for zone, beside in read["zones"].items()}
    return Parameters(
        child_takes_a_place=bool(read["child_takes_a_place"]),
        longest_stay_months=int(read["longest_stay_months"]),
        municipalities=int(read["municipalities"]),
        warn_after_months=tuple(read["warn_after_months"]),
        longest_ahead_days=int(read["longest_ahead_days"]),
        zones=MappingProxyType(zones),
    )
