"""A file as it came. No Django here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as it came: its name and its bytes."""

    name: str
    content: bytes
