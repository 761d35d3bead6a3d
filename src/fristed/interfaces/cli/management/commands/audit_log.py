"""``fristed audit-log``: sign the trail, give checkpoints to outside holders, and verify all of it."""

from __future__ import annotations

import json as json_text
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.foundation.audit.sealing.actions import (
    HolderRefused,
    TrailBroken,
    make_checkpoint,
    record_anchored,
    verify_whole_trail,
)
from fristed.foundation.audit.sealing.keys import KeyUnusable
from fristed.foundation.audit.sealing.notes import NotAKey, PublicKey
from fristed.foundation.audit.sealing.queries import NoSuchLine, line_proof, own_public_key
from fristed.foundation.audit.sealing.verifying import Held, TrailVerdict
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.anchors import HolderDisagrees, hand_over, held_in, keys_in, leaves_to_believe
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.database import require_ready_database

REFUSALS = (TrailBroken, KeyUnusable, HolderDisagrees, HolderRefused, NotAKey, NoSuchLine, OSError)


class Command(FristedCommand):
    """Seal and verify the trail."""

    help = (
        "checkpoint: verify what is new and sign the whole trail. anchor: give the newest checkpoint to an "
        "outside holder. verify: hold chain, tree and checkpoints against what holders have. proof: show "
        "that a checkpoint covers a line."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what to do."""
        super().add_arguments(parser)
        parser.add_argument("what", choices=("checkpoint", "anchor", "verify", "proof"), help="what to do")
        parser.add_argument(
            "--to",
            type=Path,
            action="append",
            default=[],
            help="anchor: a holder's directory; may be repeated",
        )
        parser.add_argument(
            "--holder", action="append", default=[], help="anchor: the holder's name, one for each --to"
        )
        parser.add_argument(
            "--checkpoint",
            type=Path,
            action="append",
            default=[],
            help="verify: a checkpoint or a holder's directory; may be repeated",
        )
        parser.add_argument(
            "--public-key",
            type=Path,
            action="append",
            default=[],
            help="verify: a key to believe, not our own",
        )
        parser.add_argument("--line", type=int, default=1, help="proof: position of the line")
        parser.add_argument("--json", action="store_true", help="result as JSON")

    def handle(self, *, what: str, **options: Any) -> None:
        """Do it; a trail that is not whole ends with 1."""
        require_ready_database()
        try:
            getattr(self, f"_{what}")(**options)
        except REFUSALS as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal

    def _checkpoint(self, *, json: bool, **_options: Any) -> None:
        made = make_checkpoint(by=SYSTEM, at=door_clock())
        if made is None:
            self.say("The trail has no line yet; there is nothing to sign.")
        else:
            self.stdout.write(json_text.dumps({"size": made.size, "root": made.root}) if json else made.note)

    def _anchor(self, *, to: list[Path], holder: list[str], **_options: Any) -> None:
        if not to or (holder and len(holder) != len(to)):
            raise CommandError("Give --to for each holder, and --holder for each or for none.", returncode=2)
        made = make_checkpoint(by=SYSTEM, at=door_clock())
        key = own_public_key()
        if made is None or key is None:
            raise CommandError("The trail has no line yet; there is nothing to give.", returncode=1)
        for place, name in zip(to, holder or [place.resolve().name for place in to], strict=True):
            for file in hand_over(made, key, place):
                self.stdout.write(str(file))
            record_anchored(holder=name, size=made.size, by=SYSTEM, at=door_clock())
            self.say(f"{name} has the checkpoint of {made.size} lines.")

    def _verify(self, *, checkpoint: list[Path], public_key: list[Path], json: bool, **_options: Any) -> None:
        holdings = [held_in(place) for place in checkpoint]
        # Keys that were given are believed alone; otherwise our own, and those that holders were given.
        of_holders = tuple(key for holding in holdings for key in holding.keys)
        keys = keys_in(public_key) or (*_own_keys(), *of_holders)
        notes = tuple(note for holding in holdings for note in holding.notes)
        held = Held(notes, leaves_to_believe(holdings, keys), keys)
        found = verify_whole_trail(held, by=SYSTEM, at=door_clock())
        self.stdout.write(
            json_text.dumps({**asdict(found), "is_whole": found.is_whole}) if json else told(found)
        )
        if not found.is_whole:
            raise CommandError("The trail is not whole.", returncode=1)

    def _proof(self, *, line: int, **_options: Any) -> None:
        made, leaf, path = line_proof(line, by=SYSTEM)
        proof = {
            "index": line - 1,
            "size": made.size,
            "root": made.root,
            "leaf": leaf.hex(),
            "proof": [step.hex() for step in path],
            "checkpoint": made.note,
        }
        self.stdout.write(json_text.dumps(proof, indent=1, ensure_ascii=False))


def _own_keys() -> tuple[PublicKey, ...]:
    key = own_public_key()
    return (key,) if key else ()


def told(found: TrailVerdict) -> str:
    """Say what was found, line by line."""
    lines = [f"{found.lines} lines, {found.checkpoints} checkpoints here, {found.held_outside} held outside."]
    if found.first_bad is not None:
        lines.append(f"First bad line: {found.first_bad} ({found.because}).")
    lines += [f"Fault: {fault}" for fault in found.faults]
    if found.is_whole:
        lines.append("The trail is whole.")
    if not found.held_outside:
        lines.append(
            "Nothing was held against a copy outside: whoever owns this machine could have forged it."
        )
    return "\n".join(lines)
