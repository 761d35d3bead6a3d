"""The words of plans: judged, sealed and opened, always through the vault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from fristed.casework.cases.free_text import marks_refused, owner_of
from fristed.casework.cases.models import Case
from fristed.casework.cases.rules import day_of
from fristed.casework.plans.refusals import PlanRefused
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.actions import AlreadyShredded, NotSealed, opened_many, seal_many, unseal
from fristed.foundation.vault.facts import FieldName
from fristed.foundation.vault.queries import sealed_fields

TEXT = "text"
ONLY_ROW = "1"
LONGEST = 4000


def problems_of_words(
    text: str, service: str, *, at: datetime, needed: bool = True
) -> Iterable[tuple[str, str]]:
    """Find what is wrong with a text; marks that point at somebody only where the register is anonymous."""
    if needed and not text.strip():
        yield TEXT, "words_missing"
    if len(text) > LONGEST:
        yield TEXT, "words_too_long"
    yield from ((TEXT, mark) for mark in marks_refused(text, (service,), on_date=day_of(at)))


def name_of(table: str, row: str, version: int = 1) -> FieldName:
    """Name a text of this room in the vault."""
    return FieldName(table, TEXT, row, version)


def seal_words(case: Case, values: Mapping[FieldName, str], *, by: Actor, at: datetime) -> None:
    """Seal texts of a case, in the caller's transaction.

    Raises
    ------
    PlanRefused
        If what was sealed for the case has been destroyed.
    VersionTaken
        If somebody else has sealed one of the versions.
    """
    try:
        seal_many(owner=owner_of(case), values=values, by=by, at=at)
    except AlreadyShredded as gone:
        raise PlanRefused(("", "destroyed")) from gone


def sealed_names(case: Case, tables: Sequence[str]) -> dict[tuple[str, str], FieldName]:
    """Give the newest name of each text of these tables, by table and row; nothing is opened."""
    return {
        (one.field.table, one.field.row): one.field
        for one in sealed_fields(owner_of(case))
        if one.field.table in tables
    }


def open_words(case: Case, names: Iterable[FieldName], *, by: Actor, at: datetime) -> dict[FieldName, str]:
    """Open texts in one call to the vault, on record before; what was destroyed meanwhile is not there."""
    chosen = list(names)
    if not chosen:
        return {}
    try:
        return opened_many(owner=owner_of(case), fields=chosen, by=by, at=at)
    except NotSealed:
        return {}


def take_out_words(case: Case, names: Iterable[FieldName], *, by: Actor, at: datetime) -> None:
    """Take texts out of the vault; what is not there any more needs no taking out."""
    try:
        unseal(owner=owner_of(case), fields=names, by=by, at=at)
    except NotSealed:
        return
