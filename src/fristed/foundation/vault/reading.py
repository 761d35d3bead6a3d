"""That something is read goes on record before it is given: the one place where the vault says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from fristed.foundation.audit.actions import record_read, write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.foundation.vault.storing import told


def reading_on_record(
    event: str, owner: Owner, fields: Sequence[FieldName], *, by: Actor, at: datetime
) -> None:
    """Write that fields are about to be read; the caller opens nothing before this has returned."""
    record_read(event=event, by=by, at=at, subject=owner.reference, facts=told(owner, fields))


def broken_seal_on_record(owner: Owner, *, by: Actor, at: datetime) -> None:
    """Write that what was to be read is not what was sealed."""
    with transaction.atomic():
        write_line(event="vault.seal_broken", by=by, at=at, subject=owner.reference)
