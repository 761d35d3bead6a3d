"""What the directory hands to the doors, and a contact as text that can be stored and compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from fristed.knowledge.directory.contacts import Contact


@dataclass(frozen=True, slots=True)
class Entry:
    """A contact as the directory shows it; version 0 is that of the packaged data.

    ``is_unapproved`` says that no two persons have ever stood behind it: it is not shown.
    """

    contact: Contact
    version: int
    is_withdrawn: bool = False
    is_unapproved: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether everybody sees it."""
        return not self.is_withdrawn and not self.is_unapproved


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an entry, with who wrote it and who approved or refused it."""

    number: int
    contact: Contact
    is_withdrawn: bool
    proposed_at: datetime
    proposed_by: str
    decided_at: datetime | None
    decided_by: str
    state: str


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One entry on the list of work: why it is there."""

    entry: Entry
    is_due: bool
    proposal: Version | None


def as_record(one: Contact) -> dict[str, Any]:
    """Give a contact as plain values, without the day of its check, which is kept apart."""
    names = [item.name for item in fields(Contact) if item.name != "checked_date"]
    return {name: _plain(getattr(one, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def as_text(one: Contact) -> str:
    """Give a contact as one canonical text."""
    return json.dumps(as_record(one), ensure_ascii=False, sort_keys=True)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType(value)
    return tuple(value) if isinstance(value, list) else value


def from_text(text: str, *, checked: date | None) -> Contact:
    """Read a contact back."""
    given: dict[str, Any] = {name: _frozen(value) for name, value in json.loads(text).items()}
    return Contact(**given, checked_date=checked)
