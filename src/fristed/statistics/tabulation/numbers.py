"""The numbers of the running text as data: each is a small query, with years told from the report year.

``data/numbers_2024.json`` holds them. ``definition_in(2024)`` gives the definition in the words and absolute
years of the source. Nothing here counts; ``evaluation`` does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

CASE_OPERATIONS = frozenset(
    {
        "count",
        "share_pct",
        "growth_pct",
        "distinct",
        "ratio",
        "count_lt",
        "count_lt_each",
        "distinct_referrer",
    }
)
"""What can be asked of the facts; other operations wait for the rooms that will hold their sources."""

_YEAR = re.compile(r"Y([+-]\d+)?(?P<month>-\d{2})?")
_YEAR_KEYS = frozenset({"year", "from_year", "to_year", "as_of"})
_DATA = files("fristed.statistics.tabulation") / "data"


@dataclass(frozen=True, slots=True)
class NumberDefinition:
    """One number of the running text, as a query in the words of the source.

    ``published`` is what the report of ``source_year`` printed, and ``source_status`` how it compares with
    the tables printed beside it: ``match``, ``contradiction`` or ``register_only``.
    """

    id: str
    section: str
    unit: str
    definition: Mapping[str, Any]
    published: float | int
    source_status: str
    source_year: int
    note: str = ""

    @property
    def op(self) -> str:
        """The operation: count, share, growth and so on."""
        return str(self.definition["op"])

    @property
    def services(self) -> tuple[str, ...]:
        """The services asked about; ``MR+SU`` asks about both together."""
        return tuple(str(self.definition["service"]).split("+"))

    @property
    def counts_cases(self) -> bool:
        """Whether the number comes from the case register; the others wait for their rooms."""
        return self.definition.get("source", "case") == "case" and self.op in CASE_OPERATIONS

    def definition_in(self, report_year: int) -> dict[str, Any]:
        """Give the definition with absolute years."""
        return {key: _resolved(key, value, report_year) for key, value in self.definition.items()}

    def published_in(self, report_year: int) -> float | int | None:
        """Give what was printed, if the report of that year is the source."""
        return self.published if report_year == self.source_year else None


def _resolved(key: str, value: Any, report_year: int) -> Any:
    if isinstance(value, Mapping):
        return {inner: _resolved(inner, content, report_year) for inner, content in value.items()}
    found = _YEAR.fullmatch(value) if key in _YEAR_KEYS and isinstance(value, str) else None
    if not found:
        return value
    year = report_year + int(found[1] or 0)
    return f"{year}{found['month']}" if found["month"] else year


@cache
def read_numbers(name: str = "numbers_2024") -> Mapping[str, NumberDefinition]:
    """Read the numbers of the running text, by id, in the order of the text."""
    content = json.loads(_DATA.joinpath(f"{name}.json").read_text("utf-8"))
    year = content["source_year"]
    return {row["id"]: NumberDefinition(source_year=year, **row) for row in content["numbers"]}
