"""What Fristed promises, as measurements that anyone can run: each gives a figure and whether it held."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from django.conf import settings

from fristed.foundation.audit.sealing.queries import whole_trail
from fristed.foundation.audit.sealing.verifying import Held
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.cli.demo import REPORT_YEAR
from fristed.interfaces.cli.proofs.answers import headers, hidden_and_absent
from fristed.interfaces.cli.proofs.audit_mutation import audit_mutation
from fristed.interfaces.cli.proofs.authorisation import authorisation
from fristed.interfaces.cli.proofs.canaries import canaries
from fristed.interfaces.cli.proofs.crashing import crash_postgresql, crash_sqlite
from fristed.interfaces.cli.proofs.fields import unclassed_fields
from fristed.interfaces.cli.proofs.key_database_gaps import key_database_gaps
from fristed.interfaces.cli.proofs.measured import Measured
from fristed.interfaces.cli.proofs.modes import modes
from fristed.interfaces.cli.proofs.racing import races
from fristed.interfaces.cli.proofs.reading import read_audit
from fristed.interfaces.cli.proofs.restoring import restore
from fristed.interfaces.cli.proofs.sessions_revoked import sessions_revoked
from fristed.interfaces.cli.register import print_edition, release_for
from fristed.interfaces.cli.trial_runs import CHUNK, QUICK, kept_chunks, run_chunk
from fristed.methods.disclosure.attack import attack
from fristed.methods.reconstruction.constraints import read_constraints
from fristed.methods.reconstruction.register import read_register
from fristed.methods.reconstruction.verifying import verify
from fristed.statistics.annual_report.actions import FORMATS
from fristed.statistics.releases.attacking import attack_release, printed_together

SLOW = ("pdf", "html")
"""Forms that a quick look does not print twice."""


def safe_release(command: FristedCommand, *, quick: bool) -> Measured:
    """Attack the safe releases of the register years, each and all together; in a quick look the newest."""
    years = range(REPORT_YEAR if quick else REPORT_YEAR - 3, REPORT_YEAR + 1)
    releases = [release_for(command, year=year, policy="safe") for year in years]
    leaks = [leak for release in releases for leak in attack_release(release, release.rule).leaks]
    rule = releases[-1].rule
    together = printed_together(releases, rule) if len(releases) > 1 else None
    leaks += attack(together, width=rule.width).leaks if together else ()
    reason = leaks[0].because if leaks else ""
    return Measured(len(leaks), "leaks in releases", len(releases), 4, reason)


def linked_releases(command: FristedCommand, *, quick: bool) -> Measured:
    """Protect random linked releases and let oracles look at them, chunk by chunk."""
    target, chunk_size = 20_000, sum(CHUNK.values())
    reports = [run_chunk(0, QUICK)] if quick else []
    for report in kept_chunks(0 if quick else target // chunk_size, settings.DATA / "trials"):
        reports.append(report)
        command.say(f"{len(reports) * chunk_size} of {target} releases …")
    faults = [leak for report in reports for leak in report.leaks]
    faults += [f"not caught: {fault}" for report in reports for fault in report.missed]
    size = sum(report.releases for report in reports)
    return Measured(len(faults), "leaks and planted faults missed", size, target, "".join(faults[:1]))


def synthetic_register(_command: FristedCommand, *, quick: bool) -> Measured:
    """Hold the committed register against every published margin and fact it must meet."""
    rows, constraints = read_register(), read_constraints()
    broken = verify(rows, constraints)
    reason = str(broken[0]) if broken else ""
    return Measured(len(broken), "broken constraints", len(constraints), len(constraints), reason)


def same_bytes(command: FristedCommand, *, quick: bool) -> Measured:
    """Print the safe report here and in a program of its own, and compare the files byte by byte."""
    forms = [form for form in FORMATS if form not in SLOW] if quick else FORMATS
    release = release_for(command, year=REPORT_YEAR, policy="safe")
    with TemporaryDirectory() as here, TemporaryDirectory() as there:
        first = print_edition(release, out=Path(here), formats=forms)
        wanted = [f"--format={form}" for form in forms]
        subprocess.run(
            [*settings.COMMAND_LINE, "report", f"--year={REPORT_YEAR}", f"--out={there}", *wanted],
            env={**os.environ, "FRISTED_DATA": str(settings.DATA), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        differing = [f.name for f in first if f.read_bytes() != (Path(there) / f.name).read_bytes()]
    return Measured(len(differing), "differing files", len(first), len(first), ", ".join(differing))


def audit_trail(_command: FristedCommand, *, quick: bool) -> Measured:
    """Verify the audit trail from its first line to its last, with every checkpoint that is stored."""
    verdict = whole_trail(Held(), by=SYSTEM)
    reason = verdict.because or "".join(verdict.faults[:1])
    return Measured(int(not verdict.is_whole), "broken lines", verdict.lines, verdict.lines, reason)


class Property(Protocol):
    """A measurement of one promise."""

    def __call__(self, command: FristedCommand, /, *, quick: bool) -> Measured:
        """Measure."""


PROPERTIES: Mapping[str, Property] = {
    "safe-release": safe_release,
    "linked-releases": linked_releases,
    "synthetic-register": synthetic_register,
    "same-bytes": same_bytes,
    "audit-trail": audit_trail,
    "key-database-gaps": key_database_gaps,
    "audit-mutation": audit_mutation,
    "authorisation": authorisation,
    "sessions-revoked": sessions_revoked,
    "unclassed-fields": unclassed_fields,
    "modes": modes,
    "headers": headers,
    "hidden-and-absent": hidden_and_absent,
    "read-audit": read_audit,
    "canaries": canaries,
    "races": races,
    "crash": crash_sqlite,
    "crash-postgresql": crash_postgresql,
    "restore": restore,
}
