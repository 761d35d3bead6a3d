"""Between rows and facts: how a change of a piece lies in the database."""

from __future__ import annotations

import json
from datetime import date

from fristed.knowledge.guidance.facts import Edition, PieceDraft
from fristed.knowledge.guidance.models import GuidanceEdition


def written(draft: PieceDraft) -> str:
    """Write a draft as JSON, the same text for the same draft."""
    content = {
        "texts": dict(draft.texts),
        "names": dict(draft.names),
        "status": draft.status,
        "source": draft.source,
        "note": draft.note,
        "read_on": draft.read_on.isoformat() if draft.read_on else None,
        "review_by": draft.review_by.isoformat() if draft.review_by else None,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def edition_of(row: GuidanceEdition) -> Edition:
    """Read a row."""
    content = json.loads(row.content)
    draft = PieceDraft(
        piece=row.piece,
        texts=content["texts"],
        names=content["names"],
        status=content["status"],
        source=content["source"],
        note=content["note"],
        read_on=_day(content["read_on"]),
        review_by=_day(content["review_by"]),
    )
    return Edition(
        number=row.number,
        draft=draft,
        valid_from=row.valid_from,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        approved_at=row.approved_at,
        approved_by=row.approved_by,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by,
    )
