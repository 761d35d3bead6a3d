"""``fristed restore``: put a backup onto an empty machine, whole and verified, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.foundation.backups.actions import restore_backup
from fristed.foundation.backups.facts import BackupRefused
from fristed.foundation.backups.sealing import identities_in
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.commands import FristedCommand, door_clock


class Command(FristedCommand):
    """Restore a backup."""

    help = "Put a backup onto an empty machine. Put your copy of the root key there first, mode 0600."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add where from, and with which keys."""
        super().add_arguments(parser)
        parser.add_argument(
            "--from", dest="source", type=Path, required=True, help="directory of the backups"
        )
        parser.add_argument("--identity", type=Path, required=True, help="file with a private key of age")
        parser.add_argument("--keys-from", type=Path, help="another directory of the parts with the keys")
        parser.add_argument("--keys-identity", type=Path, help="another private key for the keys")
        parser.add_argument(
            "--at", default="", metavar="NAME", help="name of the backup (default: the newest)"
        )

    def handle(
        self,
        *,
        source: Path,
        identity: Path,
        keys_from: Path | None,
        keys_identity: Path | None,
        at: str,
        **options: Any,
    ) -> None:
        """Put it back."""
        try:
            found = restore_backup(
                source=source,
                identities=identities_in(identity),
                keys_source=keys_from,
                keys_identities=identities_in(keys_identity) if keys_identity else (),
                stamp=at,
                by=SYSTEM,
                at=door_clock(),
            )
        except BackupRefused as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        self.say(
            f"{found.stamp} is back: {found.rows} rows as they were, {found.audit_lines} lines of the trail "
            f"verified. Hold the trail against a checkpoint outside, and shred again what was shredded since."
        )
