"""The contacts that the house begins with, read from its data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

DATA = Path(__file__).parent / "data" / "contacts.toml"
LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call or write to; what the source does not give is empty.

    Parameters
    ----------
    id
        What rules and pages call it; never shown.
    name, audience
        By language code.
    emergency
        A number that is answered at any hour, where there is danger now.
    is_verified
        Whether it stands in a printed source; otherwise somebody must check it before release.
    source
        Where it was read.
    """

    id: str
    name: Mapping[str, str]
    audience: Mapping[str, str]
    emergency: str
    phone: str
    email: str
    web: str
    is_verified: bool
    source: str


def _contact(row: Mapping[str, Any]) -> Contact:
    """Read one contact."""
    return Contact(
        id=row["id"],
        name=MappingProxyType({language: row[language] for language in LANGUAGES}),
        audience=MappingProxyType({language: row[f"audience_{language}"] for language in LANGUAGES}),
        is_verified=row["status"] == "verified",
        source=row["source"],
        **{name: row.get(name, "") for name in ("emergency", "phone", "email", "web")},
    )


@cache
def packaged_contacts() -> Mapping[str, Contact]:
    """Give the contacts of the data by id, in the order of the data.

    Examples
    --------
    >>> packaged_contacts()["alarmtelefonen"].phone
    '116 111'
    """
    rows = tomllib.loads(DATA.read_text("utf-8"))["contact"]
    return MappingProxyType({row["id"]: _contact(row) for row in rows})
