"""``fristed audit``: attack what a release prints, and say what its readers can work out."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.interfaces.cli.commands import FristedCommand, add_year_and_policy
from fristed.interfaces.cli.register import release_for
from fristed.methods.disclosure.attack import AttackReport
from fristed.statistics.releases.attacking import attack_release
from fristed.statistics.releases.policies import policy as read_policy


def rows_of(report: AttackReport) -> list[dict[str, Any]]:
    """Give every finding as a row, leaks first."""
    findings = sorted(report.findings, key=lambda finding: not finding.is_leak)
    return [
        {
            "cell": finding.key,
            "low": finding.low,
            "high": finding.high,
            "kind": finding.kind,
            "leak": finding.is_leak,
            "because": finding.because,
        }
        for finding in findings
    ]


class Command(FristedCommand):
    """Attack a release; end with 1 when something leaks."""

    help = "Attack what a release prints; ends with 1 if a hidden count can be worked out."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add year, policy and form."""
        super().add_arguments(parser)
        add_year_and_policy(parser)
        parser.add_argument("--json", action="store_true", help="every finding, as JSON")

    def handle(self, *, year: int, policy: str, json: bool, **options: Any) -> None:
        """Print the findings."""
        report = attack_release(release_for(self, year=year, policy=policy), read_policy(policy))
        if json:
            self.stdout.write(as_json(report))
        else:
            for row in rows_of(report):
                if row["leak"]:
                    self.stdout.write(
                        f"{row['kind']:8} {row['cell']}: {row['low']}–{row['high']}  ({row['because']})"
                    )
        self.say(f"{len(report.leaks)} leaks among {len(report.findings)} findings.")
        if report.leaks:
            raise CommandError("Hidden counts can be worked out from what is printed.", returncode=1)


def as_json(report: AttackReport) -> str:
    """Give findings and contradictions as JSON."""
    contradictions = [
        {"statements": list(c.statements), "set_aside": c.set_aside, "because": c.because}
        for c in report.contradictions
    ]
    return json.dumps(
        {"findings": rows_of(report), "contradictions": contradictions}, ensure_ascii=False, indent=1
    )
