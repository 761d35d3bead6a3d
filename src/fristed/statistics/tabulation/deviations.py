"""Where the printed report contradicts itself: the list in ``data/deviations_2024.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from fristed.statistics.tabulation.reading import DATA


@dataclass(frozen=True, slots=True)
class Deviation:
    """One printed value that the register does not give; ``place`` is a table or figure of the report.

    ``kind`` is ``cells``, ``percents`` and ``unbacked_percents`` for tables, ``figures`` and
    ``figure_percents`` for figures. An unbacked percent stands beside no printed count that gives it: the
    cell is hidden, a total, or gives way to its table. ``None`` is a cell that is blank.
    """

    kind: str
    place: str
    service: str
    year: int
    category_code: str
    printed: int | None
    counted: int | None
    reason: str


_ROUNDING = "Not the count divided by the total, rounded half up."


@cache
def read_deviations(name: str = "deviations_2024") -> tuple[Deviation, ...]:
    """Read the list, counts first."""
    content = tomllib.loads(DATA.joinpath(f"{name}.toml").read_text("utf-8"))
    kinds = ("cells", "percents", "unbacked_percents", "figures", "figure_percents")
    return tuple(_deviation(kind, row) for kind in kinds for row in content[kind])


def _deviation(kind: str, row: dict[str, Any]) -> Deviation:
    return Deviation(
        kind=kind,
        place=str(row.get("table", row.get("figure"))),
        service=row.get("service", ""),
        year=row["year"],
        category_code=row["category_code"],
        printed=row.get("printed"),
        counted=row.get("counted"),
        reason=row.get("reason", _ROUNDING),
    )
