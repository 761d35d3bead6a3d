"""The verbs of printed forms: ask for them, tell how far they have come, keep them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.releases.models import OfficialRelease, PrintedForm, PrintRun
from fristed.statistics.releases.official.forms.asking import ask_for_forms
from fristed.statistics.releases.official.forms.facts import MEDIA_TYPES, FormFile


class NotToBePrinted(ValueError):
    """The forms of a version cannot be printed or kept now; ``why`` is a code."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The forms are not kept: {why}.")
        self.why = why


def request_forms(*, year: int, policy: str, version: int, by: Actor, at: datetime) -> str:
    """Ask the task worker to print the forms of a version that has a day of publishing; give the task's id.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    NotToBePrinted
        If there is no such version, or it has no day of publishing yet.
    """
    require(by, Permission.RELEASE_COMPUTE)
    with transaction.atomic():
        task_id = ask_for_forms(_row(year, policy, version), by=by, at=at)
        told: dict[str, str | int] = {"version": version, "task": task_id}
        write_line(event="release.forms_requested", by=by, at=at, subject=f"{year} {policy}", facts=told)
    return task_id


def tell_progress(
    *, year: int, policy: str, version: int, written: int, wanted: int, by: Actor, at: datetime
) -> None:
    """Note how many kinds of forms have been written; ``at`` is when.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    """
    require(by, Permission.RELEASE_COMPUTE)
    runs = PrintRun.objects.filter(
        official__year=year, official__policy=policy, official__version=version, requested_at__lte=at
    )
    runs.update(written=written, wanted=wanted)


def keep_forms(
    *,
    year: int,
    policy: str,
    version: int,
    files: Sequence[FormFile],
    published_at: datetime,
    next_update: date | None,
    by: Actor,
    at: datetime,
) -> Literal["kept", "same"]:
    """Keep the printed forms of a version with their hashes, all of them or none.

    What is kept is never changed: printing again must give the same bytes, and puts a file right whose
    content no longer has its hash.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    NotToBePrinted
        If there is no such version, its dates are others than those that were printed, or other files are
        kept already.
    """
    require(by, Permission.RELEASE_COMPUTE)
    with transaction.atomic():
        row = _row(year, policy, version)
        if (row.published_at, row.next_update_date) != (published_at, next_update):
            raise NotToBePrinted("moment_changed")
        kept = {form.name: form for form in PrintedForm.objects.filter(official=row)}
        if kept:
            _put_right(kept, files)
            return "same"
        PrintedForm.objects.bulk_create(_printed(row, file, at) for file in files)
        told: dict[str, str | int] = {"version": version, "files": len(files), "sha256": seal_of(files)}
        write_line(event="release.forms_kept", by=by, at=at, subject=f"{year} {policy}", facts=told)
    return "kept"


def seal_of(files: Sequence[FormFile]) -> str:
    """Give one hash of all files, for the trail."""
    lines = sorted(f"{file.sha256} {file.name}\n" for file in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _row(year: int, policy: str, version: int) -> OfficialRelease:
    rows = OfficialRelease.objects.select_for_update().filter(year=year, policy=policy, version=version)
    row = rows.first()
    if row is None:
        raise NotToBePrinted("no_such_version")
    if row.published_at is None:
        raise NotToBePrinted("no_day_yet")
    return row


def _printed(row: OfficialRelease, file: FormFile, at: datetime) -> PrintedForm:
    return PrintedForm(
        official=row,
        name=file.name,
        form=file.form,
        part=file.part,
        title=file.title,
        media_type=MEDIA_TYPES[file.form],
        content=file.content,
        content_sha256=file.sha256,
        size=len(file.content),
        made_at=at,
    )


def _put_right(kept: dict[str, PrintedForm], files: Sequence[FormFile]) -> None:
    """Require that the same files were printed, and put back those whose content was changed."""
    if {file.name: file.sha256 for file in files} != {n: form.content_sha256 for n, form in kept.items()}:
        raise NotToBePrinted("others_kept")
    for file in files:
        if bytes(kept[file.name].content) != file.content:
            PrintedForm.objects.filter(pk=kept[file.name].pk).update(
                content=file.content, size=len(file.content)
            )
