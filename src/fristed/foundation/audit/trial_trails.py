"""Long trails to measure on, written fast into a database that is thrown away."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import transaction

from fristed.foundation.audit.models import AuditHead, AuditLine
from fristed.foundation.audit.rows import stored_head
from fristed.foundation.audit.rules import Line, canonical_facts, hash_of

EVENTS = ("case.read", "case.list_read", "case.step_read", "start.read", "case.contact_added")
NAMES = tuple(f"reader-{number:02d}" for number in range(50))
BEGAN = datetime(2026, 1, 5, 7, tzinfo=UTC)
AT_ONCE = 20_000


def drawn_lines(number: int, *, position: int, previous_hash: str, seed: int) -> Iterator[tuple[Line, str]]:
    """Draw lines that follow a position, each chained to the one before it."""
    draw = random.Random(seed)  # noqa: S311  drawn alike every time
    for step in range(1, number + 1):
        line = Line(
            position=position + step,
            at=BEGAN + timedelta(seconds=step),
            event=draw.choice(EVENTS),
            actor_id=draw.randrange(1, 51),
            actor_username=draw.choice(NAMES),
            subject=f"{draw.randrange(100_000):05d}-{draw.randrange(10):05d}",
            facts=canonical_facts({"as": "case_worker", "in": "KT", "shown": draw.randrange(25)}),
            previous_hash=previous_hash,
        )
        previous_hash = hash_of(line)
        yield line, previous_hash


def fill_trail(number: int, *, seed: int = 2024) -> None:
    """Add drawn lines to the trail and move its head, in one transaction."""
    head = stored_head()
    rows: list[AuditLine] = []
    with transaction.atomic():
        for line, line_hash in drawn_lines(
            number, position=head.position, previous_hash=head.line_hash, seed=seed
        ):
            values = {name: getattr(line, name) for name in Line.__dataclass_fields__}
            rows.append(AuditLine(**values, line_hash=line_hash))
            if len(rows) == AT_ONCE or line.position == head.position + number:
                AuditLine.objects.bulk_create(rows)
                rows = []
        last = AuditLine.objects.order_by("-position").values_list("position", "line_hash").first()
        if last:
            AuditHead.objects.update_or_create(pk=1, defaults={"position": last[0], "line_hash": last[1]})
