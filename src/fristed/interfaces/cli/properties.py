"""What Fristed promises, as measurements that anyone can run: each gives a figure and whether it held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from fristed.foundation.audit.queries import verify_chain
from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.cli.demo import REPORT_YEAR
from fristed.interfaces.cli.register import print_edition, release_for
from fristed.methods.reconstruction.constraints import read_constraints
from fristed.methods.reconstruction.register import read_register
from fristed.methods.reconstruction.verifying import verify
from fristed.statistics.releases.attacking import attack_release
from fristed.statistics.releases.policies import policy


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement: ``figure`` of ``unit`` among ``size``; it holds when the figure is zero."""

    figure: int
    unit: str
    size: int
    reason: str = ""

    @property
    def held(self) -> bool:
        """Whether nothing was found."""
        return self.figure == 0 and self.size > 0


def safe_release(command: FristedCommand) -> Measured:
    """Attack every safe release of the register years with all it prints."""
    reports = [
        attack_release(release_for(command, year=year, policy="safe"), policy("safe"))
        for year in range(REPORT_YEAR - 3, REPORT_YEAR + 1)
    ]
    leaks = [finding for report in reports for finding in report.leaks]
    size = sum(len(report.intervals) for report in reports)
    return Measured(len(leaks), "leaks", size, leaks[0].because if leaks else "")


def synthetic_register(_command: FristedCommand) -> Measured:
    """Hold the committed register against every published margin and fact it must meet."""
    rows, constraints = read_register(), read_constraints()
    broken = verify(rows, constraints)
    return Measured(len(broken), "broken constraints", len(constraints), str(broken[0]) if broken else "")


def same_bytes(command: FristedCommand) -> Measured:
    """Print the safe report twice and compare the files byte by byte."""
    release = release_for(command, year=REPORT_YEAR, policy="safe")
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        first = print_edition(release, out=Path(one), formats=("pdf", "html", "csv"))
        second = print_edition(release, out=Path(other), formats=("pdf", "html", "csv"))
        differing = [a.name for a, b in zip(first, second, strict=True) if a.read_bytes() != b.read_bytes()]
    return Measured(len(differing), "files that differ", len(first), ", ".join(differing))


def audit_trail(_command: FristedCommand) -> Measured:
    """Verify the chain of the audit trail from its first line."""
    verdict = verify_chain()
    return Measured(int(not verdict.is_whole), "broken lines", verdict.lines, verdict.because)


PROPERTIES: Mapping[str, Callable[[FristedCommand], Measured]] = {
    "safe-release": safe_release,
    "synthetic-register": synthetic_register,
    "same-bytes": same_bytes,
    "audit-trail": audit_trail,
}
