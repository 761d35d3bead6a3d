"""Who and where the person of a case is, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from fristed.casework.persons.facts import HeldLine
from fristed.foundation.legal_basis.facts import Basis, Refusal
from fristed.interfaces.web.legal_basis import words


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One field: what it is called, since when it is held, on which basis, or why it may not be held."""

    field: str
    name: str
    held_since: datetime | None
    basis: str
    why: str


def shown_lines(lines: Iterable[HeldLine]) -> list[ShownLine]:
    """Put what is held into words, without any value."""
    return [
        ShownLine(
            one.field,
            str(words.FIELDS[one.field]),
            one.held_since,
            f"{words.PURPOSES[one.answer.purpose]} ({one.answer.law})"
            if isinstance(one.answer, Basis)
            else "",
            "" if isinstance(one.answer, Basis) else str(words.WHY[one.answer.why]),
        )
        for one in lines
    ]


def shown_values(values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Give what was opened with what it is called."""
    return [(str(words.FIELDS[field]), value) for field, value in values.items()]


def why_not(refusals: Iterable[Refusal]) -> str:
    """Say why nothing may be held: the reason that most fields share."""
    whys = [one.why for one in refusals]
    return str(words.WHY[max(whys, key=whys.count)]) if whys else ""
