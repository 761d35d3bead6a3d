"""The verbs that seal the trail: signing checkpoints, verifying it all, noting who holds what outside."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.audit.models import AuditHead, AuditLine, TrailCheckpoint
from fristed.foundation.audit.rows import stored_rows
from fristed.foundation.audit.rules import BEGINNING
from fristed.foundation.audit.sealing.facts import CheckpointMade
from fristed.foundation.audit.sealing.keys import signing_key
from fristed.foundation.audit.sealing.notes import (
    Checkpoint,
    checkpoint_in,
    is_signed_by,
    public_key_of,
    signed,
)
from fristed.foundation.audit.sealing.queries import (
    ANCHORED,
    MADE,
    VERIFIED,
    checkpoint_at,
    newest_checkpoint,
    trail_name,
    whole_trail,
)
from fristed.foundation.audit.sealing.tree import Frontier, frontier_from, leaf_of_line
from fristed.foundation.audit.sealing.verifying import Held, TrailVerdict, chain_fault
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require

EVERY = timedelta(days=1)
"""How old the newest checkpoint may become before the task worker makes another."""

LONGEST_HOLDER = 60


class TrailBroken(Exception):
    """The trail is not whole, so it is not signed; the message names the first bad position."""


class NoSuchCheckpoint(LookupError):
    """There is no checkpoint of that many lines."""


class HolderRefused(Exception):
    """A holder needs a short name."""


def make_checkpoint(*, by: Actor, at: datetime) -> CheckpointMade | None:
    """Verify the lines since the last checkpoint, take them into the tree and sign its root.

    Where nothing but the trail's own seals has been written since, the last checkpoint is given again;
    an empty trail gives ``None``. The lines, the checkpoint and the line about it are one transaction.

    Raises
    ------
    NotPermitted
        If the actor may not seal the trail.
    TrailBroken
        If a line since the last checkpoint, or that checkpoint itself, is not as it was written.
    KeyUnusable
        If the signing key cannot be used.
    """
    require(by, Permission.AUDIT_SEAL)
    with transaction.atomic():
        AuditHead.objects.select_for_update().filter(pk=1).first()
        last = TrailCheckpoint.objects.order_by("-size").first()
        if not _has_news(last.size if last else 0):
            return newest_checkpoint()
        tree = _grown(_trusted(last))
        note = signed(Checkpoint(trail_name(), tree.size, tree.root()), signing_key(settings.TRAIL_KEY_FILE))
        row = TrailCheckpoint.objects.create(
            size=tree.size, root=tree.root().hex(), frontier=tree.written(), note=note, made_at=at
        )
        write_line(event=MADE, by=by, at=at, facts={"size": row.size, "root": row.root[:16]})
    return CheckpointMade(row.size, row.root, row.note, row.made_at)


def is_checkpoint_due(*, at: datetime) -> bool:
    """Whether the newest checkpoint is so old that the task worker should make another."""
    newest = newest_checkpoint()
    return newest is None or at - newest.made_at >= EVERY


def _has_news(after: int) -> bool:
    """Whether anything but the trail's own seals has been written since a position."""
    return AuditLine.objects.filter(position__gt=after).exclude(event__in=(MADE, ANCHORED, VERIFIED)).exists()


def _trusted(last: TrailCheckpoint | None) -> Frontier:
    """Give the tree as the last checkpoint left it, if that is signed by our key and fits itself."""
    if last is None:
        return Frontier()
    key = public_key_of(signing_key(settings.TRAIL_KEY_FILE), trail_name())
    tree = frontier_from(last.size, last.frontier)
    said = checkpoint_in(last.note)
    if (said.size, said.root) != (tree.size, tree.root()) or not is_signed_by(last.note, key):
        raise TrailBroken(f"The checkpoint of {last.size} lines is not as it was signed.")
    return tree


def _grown(tree: Frontier) -> Frontier:
    """Take the lines that are new into the tree, each held against the one before it."""
    before = AuditLine.objects.filter(position=tree.size).values_list("line_hash", flat=True).first()
    if tree.size and before is None:
        raise TrailBroken(f"The line {tree.size} is missing.")
    previous_hash = before or BEGINNING
    for line, line_hash in stored_rows(after=tree.size):
        position = tree.size + 1
        if fault := chain_fault(line, line_hash, position=position, previous_hash=previous_hash):
            raise TrailBroken(f"The line {position}: {fault}.")
        tree.append(leaf_of_line(line_hash))
        previous_hash = line_hash
    head = AuditHead.objects.get(pk=1)
    if (head.position, head.line_hash) != (tree.size, previous_hash):
        raise TrailBroken(f"The line {tree.size + 1} is missing: the head says that there are more.")
    return tree


def verify_whole_trail(held: Held, *, by: Actor, at: datetime) -> TrailVerdict:
    """Verify the whole trail with all that is held of it, and note in the trail that it was done.

    Raises
    ------
    NotPermitted
        If the actor may not read and verify the trail.
    """
    found = whole_trail(held, by=by)
    facts = {"lines": found.lines, "whole": int(found.is_whole), "first_bad": found.first_bad or 0}
    with transaction.atomic():
        write_line(event=VERIFIED, by=by, at=at, facts={**facts, "held_outside": found.held_outside})
    return found


def record_anchored(*, holder: str, size: int, by: Actor, at: datetime) -> None:
    """Note that an outside holder has been given the checkpoint of a number of lines.

    Raises
    ------
    NotPermitted
        If the actor may not seal the trail.
    HolderRefused
        If the holder's name is empty, long or broken over lines.
    NoSuchCheckpoint
        If there is no such checkpoint.
    """
    require(by, Permission.AUDIT_SEAL)
    if not holder.strip() or len(holder) > LONGEST_HOLDER or not holder.isprintable():
        raise HolderRefused(f"A holder has a name of at most {LONGEST_HOLDER} characters on one line.")
    made = checkpoint_at(size)
    if made is None:
        raise NoSuchCheckpoint(f"There is no checkpoint of {size} lines.")
    with transaction.atomic():
        write_line(event=ANCHORED, by=by, at=at, subject=holder, facts={"size": size, "root": made.root[:16]})
