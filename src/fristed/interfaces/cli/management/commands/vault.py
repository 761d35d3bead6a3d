"""``fristed vault``: exchange keys, sweep what is left over, and look whether every key is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.vault.actions import (
    NotSealed,
    rotate_case_key,
    rotate_pseudonym_key,
    rotate_root_key,
    rotate_service_key,
    sweep_orphans,
)
from fristed.foundation.vault.facts import Owner
from fristed.foundation.vault.queries import owners_with_key_from_before, vault_state
from fristed.foundation.vault.root_key import RootKeyUnfit
from fristed.foundation.vault.tasks import ask_to_sweep_again
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.database import require_ready_database

DAYS = 365


class Command(FristedCommand):
    """Keep the vault. What is killed in the middle is gone on with by running the command again."""

    help = "Exchange keys, sweep keys that are left over, tell the state of the vault. Nothing is opened."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what to do."""
        super().add_arguments(parser)
        does = parser.add_subparsers(dest="does", required=True)
        does.add_parser("state", help="how much is sealed, and whether every row has its key")
        sweep = does.add_parser("sweep", help="delete keys that no row needs; the task worker does it hourly")
        sweep.add_argument("--again", action="store_true", help="ask for the next sweep in an hour")
        does.add_parser("rotate-root", help="exchange the root key")
        for name, what in (
            ("rotate-service", "the key of a service"),
            ("rotate-pseudonyms", "its pseudonyms'"),
        ):
            one = does.add_parser(name, help=f"exchange {what}")
            one.add_argument("--service", required=True, help="KT, MR or SU")
        cases = does.add_parser("rotate-cases", help="exchange the keys of cases that are old")
        cases.add_argument("--service", required=True, help="KT, MR or SU")
        cases.add_argument(
            "--older-than", type=int, default=DAYS, metavar="DAYS", help=f"days (default {DAYS})"
        )

    def handle(self, *, does: str, **options: Any) -> None:
        """Do one of them."""
        require_ready_database()
        verbs: dict[str, Callable[..., None]] = {
            "state": self.state,
            "sweep": self.sweep,
            "rotate-root": self.rotate_root,
            "rotate-service": self.rotate_service,
            "rotate-pseudonyms": self.rotate_pseudonyms,
            "rotate-cases": self.rotate_cases,
        }
        try:
            verbs[does](at=door_clock(), **options)
        except (RootKeyUnfit, NotSealed) as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal

    def state(self, *, at: datetime, **_options: Any) -> None:
        """Count, and end with 1 where a row has no key."""
        found = vault_state()
        for name, count in found.items():
            self.stdout.write(f"{name}: {count}")
        if found["rows without a key"]:
            raise CommandError("Rows have no key: the key database is older than the main one.", returncode=1)

    def sweep(self, *, at: datetime, again: bool, **_options: Any) -> None:
        """Delete what is left over."""
        if again:
            ask_to_sweep_again(at=at)
        found = sweep_orphans(by=SYSTEM, at=at)
        self.say(
            f"{found.case_keys} case keys and {found.place_keys} place keys swept, "
            f"{found.half_shredded} shreddings ended."
        )

    def rotate_root(self, *, at: datetime, **_options: Any) -> None:
        """Exchange the root key."""
        self.say(
            f"{rotate_root_key(by=SYSTEM, at=at)} service keys wrapped anew. Keep a copy of the root key."
        )

    def rotate_service(self, *, service: str, at: datetime, **_options: Any) -> None:
        """Exchange the key of a service."""
        done = rotate_service_key(service=service, by=SYSTEM, at=at, say=self.tell)
        self.say(f"{done} case keys wrapped anew.")

    def rotate_pseudonyms(self, *, service: str, at: datetime, **_options: Any) -> None:
        """Give a service a new key for pseudonyms."""
        version = rotate_pseudonym_key(service=service, by=SYSTEM, at=at)
        self.say(f"New pseudonyms begin with p{version}-. The old key stays until it is dropped.")

    def rotate_cases(self, *, service: str, older_than: int, at: datetime, **_options: Any) -> None:
        """Exchange the keys of cases that are older than some days."""
        owners = owners_with_key_from_before(at - timedelta(days=older_than), service=service)
        for done, owner in enumerate(owners, 1):
            self.rotate_case(owner, at)
            if done % 100 == 0 or done == len(owners):
                self.tell(done, len(owners))
        self.say(f"{len(owners)} cases sealed anew.")

    def rotate_case(self, owner: Owner, at: datetime) -> None:
        """Exchange the key of one case."""
        rotate_case_key(owner=owner, by=SYSTEM, at=at)

    def tell(self, done: int, of: int) -> None:
        """Tell how far it has come."""
        self.say(f"{done} of {of} …")
