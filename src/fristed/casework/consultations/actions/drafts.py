"""What has been typed of a call that is not registered yet: sealed for one account, for a week at most."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from django.db import transaction

from fristed.casework.consultations.models import CallDraft
from fristed.casework.consultations.rules import DRAFT_LIVES
from fristed.casework.consultations.storing import draft_name
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, require
from fristed.foundation.vault.actions import NotSealed, seal, shred
from fristed.foundation.vault.facts import Owner

LARGEST = 60_000
RETENTION = "call_draft"
AT_ONCE = 500


def save_call_draft(*, reference: str, fields: Mapping[str, Sequence[str]], by: Actor, at: datetime) -> bool:
    """Keep what has been typed of a call, in place of what was kept of it before; whether it was kept.

    It is sealed under a key of its own, so that throwing it away ends it in every backup too. What is
    larger than any call is not kept.

    Parameters
    ----------
    reference
        The token of the form: random, and the same for every save of one call.

    Raises
    ------
    NotPermitted
        If the actor may not register cases, or has no account.
    """
    require(by, Permission.CASE_REGISTER)
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account.")
    plain = json.dumps({name: list(values) for name, values in fields.items()})
    if not reference or len(plain) > LARGEST:
        return False
    with transaction.atomic():
        row = _row_for(by.account_id, by.service or "", reference, at)
        seal(
            owner=Owner(row.service, row.sealed_as),
            field=draft_name(row.account_id, row.version),
            plain=plain,
            by=by,
            at=at,
        )
    return True


def _row_for(account_id: int, service: str, reference: str, at: datetime) -> CallDraft:
    """Give the row of a draft, locked, at the version that is about to be sealed."""
    rows = CallDraft.objects.select_for_update()
    row, is_new = rows.get_or_create(
        account_id=account_id,
        reference=reference[:32],
        defaults={
            "service": service,
            "sealed_as": f"CALL-{secrets.token_hex(12).upper()}",
            "saved_at": at,
        },
    )
    if not is_new:
        row.version, row.saved_at = row.version + 1, at
        row.save(update_fields=["version", "saved_at"])
    return row


def throw_away_call_draft(*, reference: str, by: Actor, at: datetime) -> bool:
    """End a draft of one's own, when the call is registered or not to be; whether there was one.

    Raises
    ------
    NotPermitted
        If the actor may not register cases.
    """
    require(by, Permission.CASE_REGISTER)
    row = CallDraft.objects.filter(account_id=by.account_id or 0, reference=reference[:32]).first()
    return row is not None and _ended(row, by=by, at=at)


def expire_call_drafts(*, by: Actor, at: datetime) -> int:
    """End every draft that nobody has written in for a week; how many there were.

    Raises
    ------
    NotPermitted
        If the actor does not keep the vault.
    """
    require(by, Permission.VAULT_KEEP)
    old = CallDraft.objects.filter(saved_at__lte=at - DRAFT_LIVES).order_by("pk")[:AT_ONCE]
    return sum(_ended(row, by=by, at=at) for row in list(old))


def _ended(row: CallDraft, *, by: Actor, at: datetime) -> bool:
    """Destroy the key of a draft, then what it sealed, then the row."""
    owner = Owner(row.service, row.sealed_as)
    with transaction.atomic():
        # Another may have ended it in the same moment, or a crash ended it half.
        with suppress(NotSealed):
            shred(owner=owner, retention=RETENTION, decided_by=[by.username], by=by, at=at)
        return CallDraft.objects.filter(pk=row.pk).delete()[0] > 0
