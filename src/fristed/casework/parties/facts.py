"""Frozen records that cross the wall of this room."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """What is noted of somebody; ``age_years`` is ``None`` where nobody has asked."""

    kind: str
    age_group: str
    gender: str
    age_years: int | None = None
    country_background: str = ""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody in a case, by a key that leads to nobody."""

    key: str
    kind: str
    age_group: str
    gender: str
    age_years: int | None
    country_background: str
