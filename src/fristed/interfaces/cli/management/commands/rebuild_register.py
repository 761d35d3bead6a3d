"""``fristed rebuild_register``: make the synthetic register anew, or hold a file against the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.interfaces.cli.commands import FristedCommand
from fristed.methods.reconstruction.constraints import read_constraints
from fristed.methods.reconstruction.rebuilding import SEED, rebuild
from fristed.methods.reconstruction.records import RegisterRow
from fristed.methods.reconstruction.register import (
    BadRegister,
    bytes_of,
    committed_bytes,
    rows_from,
)
from fristed.methods.reconstruction.solver import NoSolution
from fristed.methods.reconstruction.verifying import verify


class Command(FristedCommand):
    """Rebuild or check the synthetic register."""

    help = (
        "Rebuild the synthetic register of 2021-2024 from the published margins and write it to a file; "
        "with --check, hold a register file against every margin instead."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the file, the seed, and checking instead of rebuilding."""
        super().add_arguments(parser)
        parser.add_argument("--out", type=Path, metavar="FILE", help="register file (.csv.gz)")
        parser.add_argument("--seed", type=int, default=SEED, help="the same seed gives the same register")
        parser.add_argument(
            "--check", action="store_true", help="check FILE, or without --out the register of the project"
        )

    def handle(self, *, out: Path | None, seed: int, check: bool, **options: Any) -> None:
        """Check, or rebuild and write; what is written always meets every constraint."""
        if check:
            self.require_met(self.rows_to_check(out))
        elif out is None:
            raise CommandError("Name the file to write: --out FILE.")
        else:
            self.rebuild_into(out, seed)

    def rows_to_check(self, path: Path | None) -> list[RegisterRow]:
        """Read the register to check."""
        try:
            return rows_from(committed_bytes() if path is None else path.read_bytes())
        except (OSError, BadRegister) as fault:
            raise CommandError(f"The register cannot be read: {fault}", returncode=1) from fault

    def rebuild_into(self, path: Path, seed: int) -> None:
        """Rebuild, check, and only then write."""
        self.say(f"Rebuilding the synthetic register with seed {seed} …")
        try:
            rows = rebuild(read_constraints(), seed=seed, say=self.say)
        except NoSolution as fault:
            raise CommandError(f"The register cannot be rebuilt: {fault}", returncode=1) from fault
        self.require_met(rows)
        path.write_bytes(bytes_of(rows))
        self.say(f"Wrote {path}")

    def require_met(self, rows: list[RegisterRow]) -> None:
        """Say that every constraint holds, or print those that do not and end with 1."""
        constraints = read_constraints()
        violations = verify(rows, constraints)
        for violation in violations:
            self.stdout.write(str(violation))
        if violations:
            raise CommandError(
                f"{len(violations)} of {len(constraints)} constraints do not hold.", returncode=1
            )
        self.say(f"{len(rows)} cases meet all {len(constraints)} constraints.")
