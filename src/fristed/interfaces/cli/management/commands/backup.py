"""``fristed backup``: both databases and the printed files, sealed to at least two people, apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.foundation.backups.actions import KEPT_DAYS, KEYS_KEPT_DAYS, make_backup, prune_backups
from fristed.foundation.backups.facts import BackupRefused
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.database import require_ready_database


class Command(FristedCommand):
    """Make a backup, or let old ones go."""

    help = (
        "Seal both databases and the printed files to at least two recipients, and read them back. The root "
        "key is never in a backup: keep a copy of its file apart from every backup, with two people."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add where to, for whom, and for how long."""
        super().add_arguments(parser)
        parser.add_argument("--to", type=Path, required=True, help="directory of the backups")
        parser.add_argument("--keys-to", type=Path, help="another directory for the part with the keys")
        parser.add_argument(
            "--recipient", action="append", default=[], help="public key of age (age1…); at least two"
        )
        parser.add_argument("--prune", action="store_true", help="delete what is older than its days instead")
        parser.add_argument("--keep-days", type=int, default=KEPT_DAYS, help=f"days (default {KEPT_DAYS})")
        parser.add_argument(
            "--keep-keys-days", type=int, default=KEYS_KEPT_DAYS, help=f"days (default {KEYS_KEPT_DAYS})"
        )

    def handle(self, *, prune: bool, **options: Any) -> None:
        """Do one of them."""
        require_ready_database()
        try:
            self._prune(**options) if prune else self._make(**options)
        except BackupRefused as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal

    def _make(self, *, to: Path, keys_to: Path | None, recipient: list[str], **_options: Any) -> None:
        made = make_backup(to=to, keys_to=keys_to, recipients=recipient, by=SYSTEM, at=door_clock())
        for place in made.places:
            self.stdout.write(str(place))
        self.say(f"{made.rows} rows, {made.bytes} bytes, read back and whole. The root key is not in it.")

    def _prune(
        self, *, to: Path, keys_to: Path | None, keep_days: int, keep_keys_days: int, **_options: Any
    ) -> None:
        gone = prune_backups(
            directory=to,
            keys_directory=keys_to,
            kept_days=keep_days,
            keys_kept_days=keep_keys_days,
            by=SYSTEM,
            at=door_clock(),
        )
        for place in gone:
            self.stdout.write(str(place))
        self.say(f"{len(gone)} parts deleted.")
