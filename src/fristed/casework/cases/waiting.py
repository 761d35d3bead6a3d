"""What waits for somebody in a room of casework, put so that my day asks all rooms in one question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import BigIntegerField, CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from fristed.casework.cases.models import Case
from fristed.foundation.identity.facts import Actor

WaitingIn = Callable[[Actor, QuerySet[Case]], QuerySet[Any, Any]]
"""Gives what waits for an actor in a room, who cares for the cases given with them."""


def waiting_rows(rows: QuerySet[Any], room: str, *, day: Any) -> QuerySet[Any, Any]:
    """Give rows that have a reference and a state as my day reads them; ``day`` is since when each waits."""
    columns = {
        "room": Value(room, CharField()),
        "key": F("reference"),
        "of_case": Value("", CharField()),
        "what": F("state"),
        "whose": Cast(Value(None), BigIntegerField()),
        "day": day,
    }
    found: QuerySet[Any, Any] = rows.order_by().annotate(**columns).values_list(*columns, "pk")
    return found
