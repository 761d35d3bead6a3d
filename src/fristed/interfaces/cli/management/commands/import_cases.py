"""``fristed import-cases``: check a file of cases, and store them when everything is right."""

from __future__ import annotations

import argparse
from json import dumps
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import override

from fristed.casework.cases.actions import AlreadyImported, import_cases
from fristed.casework.cases.facts import StoredImport
from fristed.casework.cases.queries import stored_import
from fristed.casework.cases.rules import day_of
from fristed.casework.exchange.actions import drop_case_file, expire_case_uploads, keep_not_stored
from fristed.casework.exchange.facts import Check, NotStored
from fristed.casework.exchange.faults import FileRefused
from fristed.casework.exchange.files import CaseFile
from fristed.casework.exchange.messages import words_for_fault
from fristed.casework.exchange.selecting import RowsNotChosen, rows_to_store
from fristed.casework.exchange.template import FORMS, template_file
from fristed.foundation.handed_in.progress import forget_how_far
from fristed.foundation.handed_in.queries import NotHandedIn
from fristed.foundation.identity.queries import SYSTEM, system_in
from fristed.foundation.identity.rules import REGISTERING_SERVICES
from fristed.interfaces.cli.case_files import answer_case_upload, checked, lines_of, record_of, store_as_asked
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.database import require_ready_database


def rows_from(text: str) -> tuple[int, ...]:
    """Read row numbers parted by commas."""
    rows = tuple(int(part) for part in text.split(","))
    if min(rows) < 1:
        raise ValueError("rows are counted from 1")
    return rows


class Command(FristedCommand):
    """Import cases from a file; end with 1 when something is wrong in it, and then store nothing."""

    help = (
        "Check a CSV or XLSX file of cases and store them. Every error is told with its row and column; "
        "nothing is stored unless everything is right or the wrong rows are named with --leave-out."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the file, the service, and what to do with it."""
        super().add_arguments(parser)
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("file", nargs="?", type=Path, help="CSV or XLSX file, made from the template")
        which.add_argument("--template", type=Path, metavar="OUT", help="write an empty template instead")
        # For the task worker: an upload of the web pages, whose owner sees what is found.
        which.add_argument("--upload", help=argparse.SUPPRESS)
        which.add_argument("--store", help=argparse.SUPPRESS)
        which.add_argument("--expire", action="store_true", help=argparse.SUPPRESS)
        parser.add_argument("--service", choices=sorted(REGISTERING_SERVICES), help="whose cases they are")
        parser.add_argument("--dry-run", action="store_true", help="tell what is wrong and store nothing")
        parser.add_argument(
            "--leave-out", type=rows_from, default=(), metavar="ROW,…", help="rows that are not stored"
        )
        parser.add_argument("--stopped", action="store_true", help=argparse.SUPPRESS)
        parser.add_argument("--json", action="store_true", help="what was found and stored, as JSON")

    def handle(self, **options: Any) -> None:
        """Check, and store when everything is right."""
        is_of_a_person = options["template"] or options["file"]
        if is_of_a_person and not options["service"]:
            raise CommandError("Say whose cases they are: --service KT, MR or SU.", returncode=2)
        if options["template"]:
            self._write_template(options["template"], options["service"])
        elif options["expire"]:
            expire_case_uploads(by=SYSTEM, at=door_clock())
        elif options["upload"]:
            self._answer(options["upload"], stopped=options["stopped"])
        elif options["store"]:
            self._store_asked(options["store"], stopped=options["stopped"])
        else:
            require_ready_database()
            self._import(**options)

    def _answer(self, reference: str, *, stopped: bool) -> None:
        try:
            if stopped:
                drop_case_file(reference=reference, by=SYSTEM, at=door_clock())
            else:
                answer_case_upload(reference)
        except NotHandedIn as error:
            raise CommandError(f"There is no upload {error} with a file to check.", returncode=2) from error

    def _store_asked(self, reference: str, *, stopped: bool) -> None:
        """Store an upload in the name of who asked; what refuses it is told to its owner, not to the task."""
        try:
            why: NotStored | None = "stopped" if stopped else store_as_asked(reference)
        except NotHandedIn as error:
            raise CommandError(f"Nobody asks for an upload {error} to be stored.", returncode=2) from error
        if why:
            forget_how_far(reference)
            keep_not_stored(reference=reference, why=why, by=SYSTEM, at=door_clock())
            self.say(f"Nothing was stored: {why}.")

    def _write_template(self, out: Path, service: str) -> None:
        form = out.suffix.lower().removeprefix(".")
        if form not in FORMS:
            raise CommandError("A template is an .xlsx or a .csv file.", returncode=2)
        today = day_of(door_clock())
        out.write_bytes(template_file(form, service=service, language="nb", on_date=today))
        self.say(str(out))

    def _import(
        self,
        *,
        file: Path,
        service: str,
        dry_run: bool,
        leave_out: tuple[int, ...],
        json: bool,
        **_options: Any,
    ) -> None:
        try:
            handed_in = CaseFile(file.name, file.read_bytes())
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}.", returncode=2) from error
        by = system_in(service)
        if known := stored_import(by, handed_in.sha256):
            self._tell(None, json=json, stored=known, is_new=False)
            return
        try:
            check = checked(handed_in, service=service)
        except FileRefused as refusal:
            self._refuse(refusal, json=json)
        if dry_run:
            self._tell(check, json=json)
            self._end_if_wrong(check, leave_out)
            return
        self._store(handed_in, check, service=service, leave_out=leave_out, json=json)

    def _store(
        self, file: CaseFile, check: Check, *, service: str, leave_out: tuple[int, ...], json: bool
    ) -> None:
        try:
            drafts = rows_to_store(check, leave_out)
            stored = import_cases(
                drafts=drafts,
                service=service,
                file_sha256=file.sha256,
                left_out=check.rows - len(drafts),
                by=system_in(service),
                at=door_clock(),
            )
        except RowsNotChosen as refusal:
            self._tell(check, json=json)
            raise CommandError(str(refusal), returncode=1) from refusal
        except AlreadyImported as again:
            self._tell(check, json=json, stored=again.stored, is_new=False)
        else:
            self._tell(check, json=json, stored=stored)

    def _refuse(self, refusal: FileRefused, *, json: bool) -> None:
        if json:
            self.stdout.write(dumps(record_of(None, refusal=refusal, stored=None, is_new=False)))
        with override("en"):
            words = words_for_fault(refusal.fault, refusal.about)
        raise CommandError(words, returncode=1) from refusal

    def _tell(
        self, check: Check | None, *, json: bool, stored: StoredImport | None = None, is_new: bool = True
    ) -> None:
        if json:
            found = record_of(check, refusal=None, stored=stored, is_new=is_new)
            self.stdout.write(dumps(found, ensure_ascii=False, indent=1))
        else:
            self.stdout.writelines(f"{line}\n" for line in (lines_of(check) if check else ()))
        if check:
            self.say(f"{check.rows} rows, {len(check.drafts)} right, {len(check.wrong_rows)} with errors.")
        if stored and is_new:
            self.say(f"{stored.cases} cases are stored, {stored.left_out} rows left out.")
        elif stored:
            self.say(str(AlreadyImported(stored)))

    def _end_if_wrong(self, check: Check, leave_out: tuple[int, ...]) -> None:
        if left := [row for row in check.wrong_rows if row not in leave_out]:
            raise CommandError(f"{len(left)} rows have errors.", returncode=1)
