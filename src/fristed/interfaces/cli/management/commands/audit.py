"""``fristed audit``: attack what a release prints, and say what its readers can work out."""

from __future__ import annotations

from collections.abc import Container
from json import dumps
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.cli.register import release_for
from fristed.methods.disclosure.attack import AttackReport
from fristed.statistics.releases.attacking import CellName, attack_release, hidden_keys
from fristed.statistics.releases.policies import POLICY_IDS
from fristed.statistics.releases.policies import policy as read_policy


def rows_of(report: AttackReport, hidden: Container[str]) -> list[dict[str, Any]]:
    """Give every hidden cell once with its tightest interval, then the contradictions without a cell."""
    rows: list[dict[str, Any]] = []
    for finding in report.findings:
        cell = CellName.read(finding.key)
        if cell and finding.key in hidden and finding.kind in {"exact", "narrow", "wide"}:
            interval = {"low": finding.low, "high": finding.high, "kind": finding.kind}
            rows.append({**cell._asdict(), **interval, "because": finding.because})
    nowhere = {"table": None, "service": None, "year": None, "category_code": None, "low": None, "high": None}
    rows += [
        {**nowhere, "kind": "contradiction", "because": found.because} for found in report.contradictions
    ]
    return rows


class Command(FristedCommand):
    """Attack a release; end with 1 when something leaks."""

    help = "Attack what a release prints; ends with 1 if a hidden count can be worked out."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add which release to attack, and the form of the answer."""
        super().add_arguments(parser)
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--example", choices=("2024",), help="the report of 2024 as it was published")
        which.add_argument("--year", type=int, help="report year")
        parser.add_argument("--policy", choices=POLICY_IDS, default="safe", help="publication policy")
        parser.add_argument("--json", action="store_true", help="every hidden cell, as JSON")

    def handle(
        self, *, example: str | None, year: int | None, policy: str, json: bool, **options: Any
    ) -> None:
        """Print what can be worked out."""
        chosen = "as-published-2024" if example else policy
        release = release_for(self, year=int(example or year or 0), policy=chosen)
        report = attack_release(release, read_policy(chosen))
        if json:
            self.stdout.write(dumps(rows_of(report, hidden_keys(release)), ensure_ascii=False, indent=1))
        else:
            for leak in report.leaks:
                interval = f"{leak.low}" if leak.low == leak.high else f"{leak.low}–{leak.high}"
                self.stdout.write(f"{leak.kind:8} {leak.key}: {interval}  ({leak.because})")
        self.say(f"{len(report.leaks)} leaks, {len(report.contradictions)} contradictions.")
        if report.leaks:
            raise CommandError("Hidden counts can be worked out from what is printed.", returncode=1)
