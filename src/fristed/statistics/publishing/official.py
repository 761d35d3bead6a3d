"""What the forms say of an official version: which it is, and its days. Every door takes it from here."""

from __future__ import annotations

from fristed.foundation.days import OSLO
from fristed.statistics.publishing.facts import Updates
from fristed.statistics.releases.official.queries import Version


def updates_of(head: Version) -> Updates:
    """Give what a version knows of itself; in Norwegian time, so that no form names another day."""
    last = head.published_at.astimezone(OSLO) if head.published_at else None
    return Updates(last, head.next_update_date, head.as_of_date, head.version, head.kind.value)
