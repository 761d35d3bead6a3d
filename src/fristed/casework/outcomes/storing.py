"""Rows as records, for the verbs and readings of the room."""

from __future__ import annotations

from fristed.casework.outcomes.facts import NotedState
from fristed.casework.outcomes.models import State
from fristed.casework.outcomes.rules import AREAS


def state_of(row: State) -> NotedState:
    """Give a row as a record."""
    levels = {} if row.not_made else {area: getattr(row, area) for area in AREAS}
    return NotedState(row.moment, row.on_date, levels, row.not_made)
