"""What somebody wants to write of a plan, before it is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """A piece of evidence."""

    form: str
    shows: str
    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class InputDraft:
    """Input that a plan got; ``about`` are codes of commitments or rows, and may be empty."""

    way: str
    sender: str
    organisation: str
    on_date: date | None
    reference: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LawDraft:
    """A proposal of law with its first stage."""

    title: str
    reference: str
    about: tuple[str, ...]
    stage: str
    stage_date: date | None
    is_verified: bool = False
