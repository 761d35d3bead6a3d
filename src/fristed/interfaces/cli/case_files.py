"""Between the command line and files of cases: a dry run in words and as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import override

from fristed.casework.cases.actions import AlreadyImported, RegistrationRefused
from fristed.casework.cases.facts import StoredImport
from fristed.casework.cases.queries import looks_registered
from fristed.casework.cases.rules import day_of
from fristed.casework.exchange.actions import NothingToStore, keep_check, store_case_upload
from fristed.casework.exchange.checking import check_file
from fristed.casework.exchange.columns import BY_FIELD
from fristed.casework.exchange.facts import Check, NotStored, RowProblem
from fristed.casework.exchange.faults import FileRefused
from fristed.casework.exchange.files import CaseFile
from fristed.casework.exchange.messages import value_in_words, words_for, words_for_fault
from fristed.casework.exchange.queries import case_file_to_check, uploader_of, who_asked_to_store
from fristed.casework.exchange.selecting import RowsNotChosen
from fristed.foundation.handed_in.progress import Come, forget_how_far, tell_how_far
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM, actor_with_id, system_in
from fristed.foundation.identity.rules import NotPermitted
from fristed.interfaces.cli.commands import door_clock


def checked(file: CaseFile, *, service: str, by: Actor | None = None) -> Check:
    """Check a file against the rules and against what is registered in the service.

    Parameters
    ----------
    by
        Who handed it in, so that a case hidden from them gives no warning; ``None`` is the command line.

    Raises
    ------
    FileRefused
        If it is no file of cases.
    """
    reader = by or system_in(service)
    return check_file(
        file,
        service=service,
        on_date=day_of(door_clock()),
        registered=lambda first, last: looks_registered(reader, first=first, last=last),
    )


def answer_case_upload(reference: str) -> None:
    """Check an uploaded file, and keep what is found, or why it is refused."""
    file, service = case_file_to_check(reference, by=SYSTEM)
    try:
        found: Check | FileRefused = checked(
            file, service=service, by=uploader_of(reference, by=SYSTEM, at=door_clock())
        )
    except FileRefused as refusal:
        found = refusal
    keep_check(reference=reference, found=found, by=SYSTEM, at=door_clock())


def store_as_asked(reference: str) -> NotStored | None:
    """Store an upload in the name of the person who asked for it; give why not, where it is refused.

    Raises
    ------
    NotHandedIn
        If nobody has asked, or the upload is deleted.
    """
    by = actor_with_id(who_asked_to_store(reference, by=SYSTEM))
    try:
        store_case_upload(
            reference=reference,
            by=by,
            at=door_clock(),
            tell=lambda done, of: tell_how_far(reference, Come(done, of)),
        )
    except NotPermitted:
        return "not_permitted"
    except AlreadyImported:
        return "already"
    except (RowsNotChosen, NothingToStore):
        return "rows"
    except RegistrationRefused:
        return "rules"
    finally:
        forget_how_far(reference)
    return None


def lines_of(check: Check) -> Iterator[str]:
    """Write a dry run for people: every error, every warning, and how many rows fall on year and concern."""
    with override("en"):
        for kind, problems in (("error", check.errors), ("warning", check.warnings)):
            for found in problems:
                title = BY_FIELD[found.field].title()
                yield f"{kind}: row {found.row}, {title}: {value_in_words(found)}: {words_for(found)}"
        for count in check.counts:
            yield f"{count.year} {count.main_concern}: {count.rows}"


def record_of(
    check: Check | None, *, refusal: FileRefused | None, stored: StoredImport | None, is_new: bool
) -> dict[str, Any]:
    """Give all that a run found and did as one record for JSON."""
    with override("en"):
        return {
            "rows": check.rows if check else 0,
            "right_rows": len(check.drafts) if check else 0,
            "wrong_rows": list(check.wrong_rows) if check else [],
            "errors": _records(check.errors) if check else [],
            "warnings": _records(check.warnings) if check else [],
            "counts": [
                {"year": one.year, "main_concern": one.main_concern, "rows": one.rows}
                for one in (check.counts if check else ())
            ],
            "refused": words_for_fault(refusal.fault, refusal.about) if refusal else None,
            "stored": _stored(stored) if stored and is_new else None,
            "stored_before": _stored(stored) if stored and not is_new else None,
        }


def _records(problems: Iterable[RowProblem]) -> list[dict[str, Any]]:
    return [
        {
            "row": found.row,
            "column": found.field,
            "value": found.value or None,
            "code": found.code,
            "message": words_for(found),
        }
        for found in problems
    ]


def _stored(stored: StoredImport) -> dict[str, Any]:
    return {
        "service": stored.service,
        "cases": stored.cases,
        "left_out": stored.left_out,
        "file_sha256": stored.file_sha256,
        "at": stored.at.isoformat(),
    }
