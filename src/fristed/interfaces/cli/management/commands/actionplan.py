"""``fristed actionplan``: print the rows of an action plan, load another, print its reports."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import override

from fristed.foundation.demo_mark import is_demo
from fristed.foundation.identity.queries import SYSTEM, NoSuchAccount, actor_named
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.web.actionplan.shown import figures_of
from fristed.knowledge.actionplan.actions import load_plan
from fristed.knowledge.actionplan.facts import PlanFacts, PlanNow
from fristed.knowledge.actionplan.queries import PlanNotFound, plan_now, plans_of
from fristed.knowledge.actionplan.reading import PACKAGED, PlanNotRight, content_of, files_at, plan_in
from fristed.knowledge.actionplan.refusals import PlanRefused
from fristed.knowledge.actionplan.reporting.building import REPORT_KINDS, Kind, build_report, last_day_of
from fristed.knowledge.actionplan.reporting.document import StatusReport
from fristed.knowledge.actionplan.reporting.html import write_html
from fristed.knowledge.actionplan.reporting.pdf import write_pdf
from fristed.knowledge.actionplan.reporting.workbook import write_workbook
from fristed.methods.classifications import LANGUAGES


class Command(FristedCommand):
    """Print a plan as its file has it; with ``--load`` store it, with ``--report`` print how it goes."""

    help = "Print the measures of an action plan, load a plan, or print its midterm report or yearly status."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add which plan, and what is wanted of it."""
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="every column of every row, as JSON")
        of = parser.add_mutually_exclusive_group()
        for name in ("ministries", "resolutions"):
            told = f"with --json: the {name} of the plan rather than its measures"
            of.add_argument(f"--{name}", action="store_const", dest="table", const=name, help=told)
        parser.add_argument("--file", type=Path, default=PACKAGED, help="folder or ZIP of a plan")
        parser.add_argument("--load", action="store_true", help="store the plan of --file")
        parser.add_argument("--by", default="", help="in whose name it is loaded: a co-ordinator of plans")
        parser.add_argument("--report", choices=REPORT_KINDS, help="print this report of a stored plan")
        parser.add_argument("--plan", default="", help="key of the stored plan; the newest if left out")
        parser.add_argument(
            "--year", type=int, help="year of the report; it tells of 31 December, or of today"
        )
        parser.add_argument("--as-of", type=date.fromisoformat, help="another day that it tells of")
        parser.add_argument("--out", type=Path, help="directory for the files of the report")
        parser.add_argument("--format", choices=FORMATS, action="append", help="may be given several times")
        said = "bokmål and nynorsk unless another is given; may be given several times"
        parser.add_argument("--language", choices=LANGUAGES, action="append", help=said)

    def handle(
        self, *, json: bool, file: Path, load: bool, by: str, table: str | None, **options: Any
    ) -> None:
        """Do what is asked, or say why not."""
        if table and not json:
            raise CommandError(f"--{table} needs --json.", returncode=2)
        try:
            if options["report"]:
                self._report(**options)
                return
            files = files_at(file)
            plan = plan_in(content_of(files))
            if load:
                self._load(files, by)
            else:
                as_json = table_as_json(files, table) if table else rows_as_json(plan)
                self.stdout.write(as_json if json else rows_as_table(plan))
        except PlanNotRight as wrong:
            told = [f"{one.file}, row {one.row}, {one.column or '-'}: {one.code}" for one in wrong.faults]
            raise CommandError("\n".join(told), returncode=1) from wrong
        except (PlanRefused, PlanNotFound) as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal

    def _load(self, files: dict[str, bytes], by: str) -> None:
        try:
            actor = actor_named(by) if by else SYSTEM
        except NoSuchAccount as unknown:
            raise CommandError("There is no such account.", returncode=1) from unknown
        self.say(f"Loaded {load_plan(files=files, by=actor, at=door_clock())}.")

    def _report(
        self,
        *,
        report: Kind,
        plan: str,
        year: int | None,
        out: Path | None,
        as_of: date | None,
        **options: Any,
    ) -> None:
        """Print a report in each language and format, and say where the files lie."""
        if year is None or out is None:
            raise CommandError("A report needs --year and --out.", returncode=2)
        at = door_clock()
        key = plan or next((one.key for one in plans_of(SYSTEM)), "")
        now = plan_now(SYSTEM, key, at=at, as_of=as_of or last_day_of(year))
        out.mkdir(parents=True, exist_ok=True)
        for language in dict.fromkeys(options["language"] or ("nb", "nn")):
            figures = figures_in(now, language, at=at)
            built = build_report(
                now,
                kind=report,
                year=year,
                language=language,
                figures=figures,
                is_demo=is_demo(settings.DATA),
            )
            for form in dict.fromkeys(options["format"] or FORMATS):
                path = out / f"{report}-{year}-{language}.{form}"
                path.write_bytes(WRITERS[form](built))
                self.stdout.write(str(path))


FORMATS = ("pdf", "html", "xlsx")
WRITERS: dict[str, Callable[[StatusReport], bytes]] = {
    "pdf": write_pdf,
    "html": lambda report: write_html(report).encode(),
    "xlsx": write_workbook,
}


def figures_in(now: PlanNow, language: str, *, at: datetime) -> dict[str, str]:
    """Look up the numbers that the plan's evidence points at, written in a language."""
    with override(language):
        return figures_of([line for one in now.standings.values() for line in one.evidence], at=at)


def rows_as_json(plan: PlanFacts) -> str:
    """Give the rows of a plan with every column, as the file has them."""
    return json.dumps([dict(item.columns) for item in plan.items], ensure_ascii=False, indent=1)


def table_as_json(files: Mapping[str, bytes], name: str) -> str:
    """Give the rows of another table of a plan in order, as its file has them; none without a file."""
    text = files.get(f"{name}.csv", b"").decode("utf-8-sig")
    return json.dumps(list(csv.DictReader(io.StringIO(text, newline=""))), ensure_ascii=False, indent=1)


def rows_as_table(plan: PlanFacts) -> str:
    """Give the rows of a plan to be read: what, kind, who, title."""
    rows = [("Row", "Kind", "Responsible", "Title")]
    rows += [
        (
            item.code,
            item.columns["commitment_kind"],
            ", ".join(item.listed("responsible")),
            item.columns["title_no"],
        )
        for item in plan.items
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in rows
    )
