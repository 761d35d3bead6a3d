"""The second net: PostgreSQL itself shows only rows within reach, whatever the application asks for.

Row-level security on the tables of a register compares each row with who acts. Who acts is set for one
transaction at a time, in the same transaction as the statement, so that nothing is left behind on a
connection that others use after. Where nobody is set, no row is there. The owner of the tables is not held
by it: migrations and the task worker are the owner's; the web process is not (``fristed database-roles``).

On SQLite there is one user and no net.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from fristed.foundation.identity.facts import Actor

POSTGRESQL = "postgresql"
CASEWORK = "fristed.casework."
"""How the rooms begin whose tables the net may hold; a table that it does not hold loses nothing by it."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts in this request, or which of the system's own doors is open."""

    account_id: int = 0
    service: str = ""
    at: str = ""
    door: str = ""
    reference: str = ""


NOBODY = Acting()
_acting: ContextVar[Acting] = ContextVar("acting", default=NOBODY)


def acts(actor: Actor) -> None:
    """Say who acts in this request from now on."""
    at = actor.at.isoformat() if actor.at else ""
    _acting.set(Acting(actor.account_id or 0, actor.service or "", at))


@contextmanager
def the_net() -> Iterator[None]:
    """Tell the database who acts before each statement on a register, for the length of a request."""
    if connection.vendor != POSTGRESQL:
        yield
        return
    before = _acting.set(NOBODY)
    try:
        with connection.execute_wrapper(_told):
            yield
    finally:
        _acting.reset(before)


@contextmanager
def statistics_door() -> Iterator[None]:
    """Open the system's own door for counting: every case, to read, until the block ends."""
    with _through(Acting(door="statistics")):
        yield


@contextmanager
def one_case_in_an_emergency(reference: str) -> Iterator[None]:
    """Open the system's own door to one case, to decide whether the glass before it may be broken."""
    with _through(Acting(door="emergency", reference=reference)):
        yield


@contextmanager
def _through(acting: Acting) -> Iterator[None]:
    before = _acting.set(acting)
    try:
        yield
    finally:
        _acting.reset(before)


Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


def _told(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run a statement; one on a register in the same transaction as who acts."""
    if not _tables_of_casework().search(sql):
        return execute(sql, params, many, context)
    if context["connection"].in_atomic_block:
        _tell(context)
        return execute(sql, params, many, context)
    with transaction.atomic():
        _tell(context)
        return execute(sql, params, many, context)


@cache
def _tables_of_casework() -> re.Pattern[str]:
    """Find the name of a table of the casework, as statements write it; nobody keeps a list of them."""
    rooms = [room for room in apps.get_app_configs() if room.name.startswith(CASEWORK)]
    return re.compile("|".join(f'"{model._meta.db_table}"' for room in rooms for model in room.get_models()))


def _tell(context: dict[str, Any]) -> None:
    """Set who acts, until the transaction ends."""
    acting = _acting.get()
    with context["connection"].connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('fristed.actor_id', %s, true), set_config('fristed.actor_service', %s, true), "
            "set_config('fristed.at', %s, true), set_config('fristed.door', %s, true), "
            "set_config('fristed.reference', %s, true)",
            [str(acting.account_id), acting.service, acting.at, acting.door, acting.reference],
        )
