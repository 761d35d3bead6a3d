"""``fristed audit``: attack what a release prints, and say what its readers can work out."""

from __future__ import annotations

import argparse
from collections.abc import Container, Mapping
from json import dumps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.foundation.handed_in.queries import NotHandedIn
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.register import release_for
from fristed.methods.disclosure.attack import AttackReport
from fristed.methods.disclosure.attack.programme import SolverGaveNoAnswer
from fristed.methods.disclosure.attack.propagation import NoWorld
from fristed.statistics.leak_finding.actions import drop_files, expire_uploads, store_findings
from fristed.statistics.leak_finding.examples import EXAMPLES, example_spec
from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.findings import find_leaks, in_words
from fristed.statistics.leak_finding.queries import files_to_attack
from fristed.statistics.leak_finding.uploads import spec_name
from fristed.statistics.leak_finding.width import USUAL_WIDTH
from fristed.statistics.releases.attacking import CellName, attack_release, hidden_keys
from fristed.statistics.releases.facts import RuleNotKept
from fristed.statistics.releases.payload import DamagedRelease
from fristed.statistics.releases.policies import POLICY_IDS, FaultyPolicy
from fristed.statistics.releases.recording import NotProvedSafe

DEFAULT_POLICY = "safe"
NO_ANSWER = (NotProvedSafe, DamagedRelease, FaultyPolicy, RuleNotKept, SolverGaveNoAnswer, NoWorld)
"""What an attack ends with when nothing can be said of the publication; it has not been found safe."""


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


def as_json(rows: list[dict[str, Any]]) -> str:
    """Write rows as JSON that a person can read."""
    return dumps(rows, ensure_ascii=False, indent=1)


def answer_upload(reference: str) -> None:
    """Attack an upload and store what is found, or why it could not be read."""
    rows: list[dict[str, Any]] = []
    width, refusal = USUAL_WIDTH, ""
    readings: tuple[Mapping[str, Any], ...] = ()
    files = files_to_attack(reference, by=SYSTEM)
    with TemporaryDirectory() as place:
        for file in files:
            (Path(place) / file.name).write_bytes(file.content)
        try:
            found = find_leaks(Path(place) / spec_name(file.name for file in files))
        except BadInput as error:
            refusal = str(error)
        else:
            rows, width = [row.as_mapping() for row in found.rows], found.spec.width
            readings = found.readings
    store_findings(
        reference=reference,
        rows=rows,
        width=width,
        readings=readings,
        refusal=refusal,
        by=SYSTEM,
        at=door_clock(),
    )


NOTHING = "Nothing was found."


class Found(CommandError):
    """What ends the command where something leaks; Django writes the name before the words."""


class Command(FristedCommand):
    """Attack a publication; end with 1 when something leaks or contradicts itself."""

    help = (
        "Attack what is printed: the tables a spec describes, an example, or a computed edition. "
        "Ends with 0 if nothing is found, with 1 if something is, with 2 if the input cannot be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what to attack, and the form of the answer."""
        super().add_arguments(parser)
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "spec", nargs="?", type=Path, help="a TOML file that says what stands in the tables"
        )
        which.add_argument("--example", choices=tuple(EXAMPLES), help="a publication that ships with Fristed")
        # For the task worker: an upload of the web pages, whose owner sees what is found.
        which.add_argument("--upload", help=argparse.SUPPRESS)
        which.add_argument("--expire", action="store_true", help=argparse.SUPPRESS)
        which.add_argument("--year", type=int, help="report year of a computed edition")
        parser.add_argument(
            "--policy",
            choices=POLICY_IDS,
            help=f"policy of a computed edition, with --year; {DEFAULT_POLICY} where it is left out",
        )
        parser.add_argument("--stopped", action="store_true", help=argparse.SUPPRESS)
        parser.add_argument("--json", action="store_true", help="every finding, as JSON")

    def handle(self, **options: Any) -> None:
        """Print what can be worked out."""
        if options["policy"] and options["year"] is None:
            raise CommandError("--policy belongs to --year; a spec says its own rule.", returncode=2)
        try:
            self._attack(**options)
        except NotHandedIn as error:
            raise CommandError(f"There is no upload {error} with files to attack.", returncode=2) from error
        except NO_ANSWER as error:
            what = " ".join(str(error).split()) or "no whole numbers fit what is printed"
            raise CommandError(f"No answer ({type(error).__name__}): {what}", returncode=2) from error

    def _attack(
        self,
        *,
        spec: Path | None,
        example: str | None,
        upload: str | None,
        year: int | None,
        policy: str | None,
        json: bool,
        stopped: bool,
        expire: bool,
        **options: Any,
    ) -> None:
        if year is not None:
            self._attack_edition(year, policy or DEFAULT_POLICY, json=json)
        elif expire:
            expire_uploads(by=SYSTEM, at=door_clock())
        elif upload is not None and stopped:
            drop_files(reference=upload, by=SYSTEM, at=door_clock())
        elif upload is not None:
            answer_upload(upload)
        else:
            self._attack_tables(example_spec(example) if example else spec or Path(), json=json)

    def _attack_tables(self, spec: Path, *, json: bool) -> None:
        try:
            findings = find_leaks(spec)
        except BadInput as error:
            raise CommandError(str(error), returncode=2) from error
        if json:
            self.stdout.write(as_json(findings.as_json()))
        else:
            self.stdout.writelines(f"{line}\n" for line in in_words(findings))
        self._end(len(findings.problems), remarks=len(findings.of_kind("note")))

    def _attack_edition(self, year: int, policy: str, *, json: bool) -> None:
        release = release_for(self, year=year, policy=policy)
        report = attack_release(release, release.rule)
        if json:
            self.stdout.write(as_json(rows_of(report, hidden_keys(release))))
        else:
            for leak in report.leaks:
                interval = f"{leak.low}" if leak.low == leak.high else f"{leak.low}–{leak.high}"
                self.stdout.write(f"{leak.kind:8} {leak.key}: {interval}  ({leak.because})")
        self.say(f"{len(report.leaks)} leaks, {len(report.contradictions)} contradictions.")
        self._end(len(report.leaks))

    def _end(self, problems: int, *, remarks: int = 0) -> None:
        if problems:
            raise Found(f"{problems} findings.", returncode=1)
        self.say(
            f"Nothing was found. Remarks on how the tables were read: {remarks}." if remarks else NOTHING
        )
