"""The summaries that were given, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fristed.casework.papers.facts import DisclosureLine, Receiver
from fristed.interfaces.web import labels
from fristed.interfaces.web.papers.laid_out import ground_words
from fristed.interfaces.web.papers.words import PARTS


@dataclass(frozen=True, slots=True)
class ShownDisclosure:
    """One summary that was given."""

    number: int
    agency: str
    receiver: Receiver
    ground: str
    given_at: datetime
    given_by: str
    parts: str
    entries: int
    file_sha256: str


def shown_disclosure(line: DisclosureLine, receiver: Receiver) -> ShownDisclosure:
    """Put a summary that was given into words."""
    return ShownDisclosure(
        number=line.number,
        agency=labels.label("agencies", line.agency),
        receiver=receiver,
        ground=ground_words(line.ground),
        given_at=line.given_at,
        given_by=line.given_by,
        parts=", ".join(str(PARTS[part]) for part in line.parts),
        entries=line.entries,
        file_sha256=line.file_sha256,
    )
