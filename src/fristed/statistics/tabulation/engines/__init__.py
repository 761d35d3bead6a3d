"""Counting engines: each holds the same two tables and runs the same statements.

``facts`` has a number per fact, service, year and the attributes; ``agencies`` has one row per fact, relation
and agency. No column is ever NULL.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from fristed.statistics.tabulation.columns import FactColumns


class CountingEngine(Protocol):
    """What counting asks of an engine."""

    def load(self, columns: FactColumns) -> None:
        """Replace what is loaded by these facts."""

    def rows(self, sql: str) -> Sequence[tuple[object, ...]]:
        """Run one counting statement."""
