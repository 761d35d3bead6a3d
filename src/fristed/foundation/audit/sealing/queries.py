"""What may be read of the seals of the trail, and whether all of it is whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice

from django.conf import settings
from django.db.models import Max

from fristed.foundation.audit.models import AuditLine, TrailCheckpoint
from fristed.foundation.audit.rows import stored_head, stored_rows
from fristed.foundation.audit.sealing.facts import Anchored, CheckpointMade, TrailState, Verified
from fristed.foundation.audit.sealing.keys import existing_key
from fristed.foundation.audit.sealing.notes import PublicKey, public_key_of
from fristed.foundation.audit.sealing.tree import inclusion_proof, leaf_of_line
from fristed.foundation.audit.sealing.verifying import Held, Note, TrailVerdict, verify_trail
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require

MADE, ANCHORED, VERIFIED = "trail.checkpoint_made", "trail.anchored", "trail.verified"
"""Events in which the trail tells of its own seals."""


class NoSuchLine(LookupError):
    """The newest checkpoint does not cover such a line."""


def trail_name() -> str:
    """Give the name of this trail, after its first line: another installation's trail has another."""
    first = AuditLine.objects.filter(position=1).values_list("line_hash", flat=True).first()
    return f"fristed-trail-{(first or '')[:16] or 'empty'}"


def own_public_key() -> PublicKey | None:
    """Give the public half of this installation's signing key, or ``None`` before there is one.

    Raises
    ------
    KeyUnusable
        If the file cannot be used.
    """
    key = existing_key(settings.TRAIL_KEY_FILE)
    return public_key_of(key, trail_name()) if key else None


def newest_checkpoint() -> CheckpointMade | None:
    """Give the newest checkpoint, or ``None`` before the first."""
    row = TrailCheckpoint.objects.order_by("-size").first()
    return _made(row) if row else None


def checkpoint_at(size: int) -> CheckpointMade | None:
    """Give the checkpoint of a number of lines, or ``None``."""
    row = TrailCheckpoint.objects.filter(size=size).first()
    return _made(row) if row else None


def _made(row: TrailCheckpoint) -> CheckpointMade:
    return CheckpointMade(row.size, row.root, row.note, row.made_at)


def notes_here() -> tuple[Note, ...]:
    """Give every checkpoint that is stored beside the trail."""
    rows = TrailCheckpoint.objects.values_list("size", "note")
    return tuple(Note(f"the stored checkpoint of {size} lines", note) for size, note in rows)


def leaves_between(after: int, size: int) -> Iterator[bytes]:
    """Give the leaves of the tree after a position, up to another: hashes of hashes, which tell nothing."""
    rows = AuditLine.objects.filter(position__gt=after, position__lte=size).order_by("position")
    for line_hash in rows.values_list("line_hash", flat=True).iterator(chunk_size=20_000):
        yield leaf_of_line(line_hash)


def whole_trail(held: Held, *, by: Actor) -> TrailVerdict:
    """Verify the chain, the tree, every stored checkpoint, and what is held outside, in one reading.

    Parameters
    ----------
    held
        What outside holders have, and the public keys to believe; without any, our own.

    Raises
    ------
    NotPermitted
        If the actor may not read and verify the trail.
    """
    require(by, Permission.AUDIT_READ)
    own = own_public_key() if not held.keys else None
    keys = (*held.keys, *((own,) if own else ()))
    all_held = Held((*notes_here(), *held.notes), held.leaves, keys)
    return verify_trail(stored_rows(), stored_head(), all_held)


def line_proof(position: int, *, by: Actor) -> tuple[CheckpointMade, bytes, Sequence[bytes]]:
    """Give the newest checkpoint, a line's leaf, and the hashes that lead from it to the root.

    Raises
    ------
    NotPermitted
        If the actor may not read and verify the trail.
    NoSuchLine
        If the newest checkpoint does not cover the line.
    """
    require(by, Permission.AUDIT_READ)
    newest = newest_checkpoint()
    if newest is None or not 1 <= position <= newest.size:
        raise NoSuchLine(f"No checkpoint covers the line {position}.")
    leaves = list(islice(leaves_between(0, newest.size), newest.size))
    return newest, leaves[position - 1], inclusion_proof(leaves, position - 1)


def state_of_trail(*, by: Actor) -> TrailState:
    """Tell how far the trail is sealed, held outside and verified.

    Raises
    ------
    NotPermitted
        If the actor may not read the audit trail.
    """
    require(by, Permission.AUDIT_READ)
    return TrailState(stored_head().position, newest_checkpoint(), _anchors(), _verified())


def _anchors() -> tuple[Anchored, ...]:
    """Give the newest of what each holder was given, as the trail itself tells."""
    lines = AuditLine.objects.filter(event=ANCHORED)
    newest = lines.order_by().values("subject").annotate(newest=Max("position")).values("newest")
    rows = lines.filter(position__in=newest).values_list("subject", "facts", "at")
    found = (Anchored(holder, int(json.loads(facts)["size"]), at) for holder, facts, at in rows)
    return tuple(sorted(found, key=lambda one: one.holder))


def _verified() -> Verified | None:
    row = AuditLine.objects.filter(event=VERIFIED).order_by("-position").values_list("at", "facts").first()
    if row is None:
        return None
    facts = json.loads(row[1])
    return Verified(row[0], int(facts["lines"]), bool(facts["whole"]))
