"""The certificate of what was destroyed: who decided, under which rule, and hashes; nothing of what it was.

It names no case. A row has a random number, the hash of the sealed bytes that were destroyed, and the place
in the audit trail where it is told; who may read the trail can follow it from there.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from fristed.foundation.audit.queries import positions_of
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.retention.classes import retention_class
from fristed.foundation.vault.retention.facts import Listed, ListedRow
from fristed.foundation.vault.retention.queries import whole_list_of

KIND = "fristed destruction certificate 1"


def certificate_of(reference: str, *, by: Actor) -> dict[str, Any]:
    """Give the certificate of a list of the reader's service, with its own SHA-256 last; one for all readers.

    A row that is shut to the reader counts here too: it names no case, and two certificates of one list
    would prove nothing.

    Raises
    ------
    NotPermitted, ListNotFound
        As in :func:`fristed.foundation.vault.retention.queries.list_of`.
    """
    return certificate(whole_list_of(reference, by=by))


def certificate(listed: Listed) -> dict[str, Any]:
    """Write the certificate of a list."""
    head = listed.head
    rows = [row for row in listed.rows if row.state == "destroyed"]
    told_at = positions_of("retention.destroyed", [row.reference for row in rows])
    destroyed = [_row(row, told_at[row.reference]) for row in rows]
    content: dict[str, Any] = {
        "certificate": KIND,
        "list": head.reference,
        "service": head.service,
        "on_date": head.on_date.isoformat(),
        "proposed_by": head.proposed_by,
        "proposed_at": head.proposed_at.isoformat(timespec="seconds"),
        "destroyed": sorted(destroyed, key=lambda row: str(row["row"])),
        "kept": sum(row.state == "kept" for row in listed.rows),
        "not_due": sum(row.state == "not_due" for row in listed.rows),
        "waiting": head.waiting,
    }
    return {**content, "sha256": seal_of(content)}


def _row(row: ListedRow, position: int) -> dict[str, Any]:
    found = retention_class(row.retention_class)
    return {
        "row": row.reference,
        "class": row.retention_class,
        "years": found.years,
        "basis": found.basis,
        "approved_by": list(row.approved_by),
        "at": row.ended_at.isoformat(timespec="seconds") if row.ended_at else "",
        "fields": row.fields_destroyed,
        "destroyed_sha256": row.destroyed_sha256,
        "audit_position": position,
    }


def seal_of(content: dict[str, Any]) -> str:
    """Give the SHA-256 of a certificate without its own."""
    rest = {name: value for name, value in content.items() if name != "sha256"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()
