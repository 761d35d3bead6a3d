"""The mark that makes a register a demo: nobody in it is real.

The mark is the first line of the register's own audit trail, so that it can neither be put on a register
that is in use nor be copied to another one. A file beside it tells the sign-in page which accounts to list.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor

MARKED = "demo.marked"


class OnlyInADemo(Exception):
    """What leaks by design is refused where real people may be registered."""


class InUse(Exception):
    """A register that is in use is never made a demo."""


def _has_trail() -> bool:
    return AuditLine._meta.db_table in connection.introspection.table_names()


def is_marked_register() -> bool:
    """Whether the first thing that ever happened in the register was that it was marked as a demo."""
    return _has_trail() and AuditLine.objects.filter(position=1, event=MARKED).exists()


def require_unused_or_demo() -> None:
    """Refuse a register in which anything has happened before it was marked.

    Raises
    ------
    InUse
        If the audit trail holds a line and the first one is not the mark.
    """
    if _has_trail() and AuditLine.objects.exists() and not is_marked_register():
        raise InUse("The register is in use and not a demo; nothing was changed.")


def mark_register(*, by: Actor, at: datetime) -> None:
    """Mark an unused register as a demo; a marked one is left as it is.

    Raises
    ------
    InUse
        If the register is in use.
    """
    require_unused_or_demo()
    if not is_marked_register():
        with transaction.atomic():
            write_line(event=MARKED, by=by, at=at)


def is_demo(data: Path) -> bool:
    """Whether a data directory holds the list of demo accounts."""
    return (data / "DEMO").is_file()


def require_demo(data: Path, *, what: str) -> None:
    """Refuse ``what`` unless both the data directory and the register in use are marked as a demo."""
    if not (is_demo(data) and is_marked_register()):
        raise OnlyInADemo(f"{what} is only for a register marked as a demo; that of {data} is not.")
