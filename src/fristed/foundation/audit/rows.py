"""The rows of the trail as they are stored, one by one, for whoever verifies them."""

from __future__ import annotations

from collections.abc import Iterator

from fristed.foundation.audit.models import AuditHead, AuditLine
from fristed.foundation.audit.rules import Line
from fristed.foundation.audit.sealing.verifying import Head

FIELDS = (
    "position",
    "at",
    "event",
    "actor_id",
    "actor_username",
    "subject",
    "facts",
    "previous_hash",
)
AT_ONCE = 5_000


def stored_rows(*, after: int = 0) -> Iterator[tuple[Line | None, str]]:
    """Give each stored line with its stored hash, in the order of the chain, without holding them all.

    A line that cannot be read, as when somebody has put text in the place of a time, is given as ``None``
    and ends the rows: what is behind it cannot be vouched for.
    """
    rows = AuditLine.objects.filter(position__gt=after).order_by("position")
    try:
        for *values, line_hash in rows.values_list(*FIELDS, "line_hash").iterator(chunk_size=AT_ONCE):
            if values[1] is None:
                yield None, ""
                return
            yield Line(*values), line_hash
    except (ValueError, TypeError, OverflowError):
        yield None, ""


def stored_head() -> Head:
    """Give where the trail says that it ends."""
    found = AuditHead.objects.filter(pk=1).values_list("position", "line_hash").first()
    return Head(*found) if found else Head()
