"""Frozen records of this room: what a dry run found, and what is kept of it until somebody decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal

from fristed.casework.cases.facts import CaseAttributes, CaseDraft, StoredImport
from fristed.foundation.handed_in.progress import Come

State = Literal[
    "waiting", "running", "checked", "refused", "failed", "to_be_stored", "storing", "not_stored", "stored"
]
NotStored = Literal["not_permitted", "already", "rows", "rules", "stopped"]
"""Why nothing was stored of a file whose owner asked for it."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong or doubtful in one cell.

    Attributes
    ----------
    row
        The number a spreadsheet shows.
    field
        The column, by its code.
    code
        A key of :data:`fristed.casework.exchange.messages.MESSAGES` or of the register's messages.
    value
        What stands in the cell; empty when the cell is empty, or when it is not shown.
    hidden
        How many characters stand there that are not shown, because they may be free text.
    suggestion
        A code that may fit better, or the row that looks the same.
    """

    row: int
    field: str
    code: str
    value: str = ""
    hidden: int = 0
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many right rows have a main concern in a year."""

    year: int
    main_concern: str
    rows: int


@dataclass(frozen=True, slots=True)
class Check:
    """What a dry run found; ``drafts`` are the right rows with their numbers, in order."""

    rows: int
    drafts: tuple[tuple[int, CaseDraft], ...]
    errors: tuple[RowProblem, ...]
    warnings: tuple[RowProblem, ...]
    counts: tuple[Count, ...]
    examples: int = 0

    @property
    def wrong_rows(self) -> tuple[int, ...]:
        """The rows with an error, each once, in order."""
        return tuple(dict.fromkeys(problem.row for problem in self.errors))


@dataclass(frozen=True, slots=True)
class CaseUpload:
    """One uploaded file as its owner sees it.

    Attributes
    ----------
    check
        What the dry run found; there once it is done, until the cases are stored.
    stored
        What is stored of this very file, by whomever.
    ahead
        How many tasks the worker takes first, where the file waits to be checked or stored.
    so_far
        How many cases have been stored, of how many, while they are; kept only when all are.
    not_stored
        Why nothing was stored, where it was tried.
    """

    reference: str
    file_name: str
    uploaded_at: datetime
    state: State
    refusal: tuple[str, tuple[str, ...]] | None = None
    check: Check | None = None
    stored: StoredImport | None = None
    ahead: int | None = None
    so_far: Come | None = None
    not_stored: NotStored | None = None


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file of coded rows to take out."""

    name: str
    content: bytes
    rows: int


@dataclass(frozen=True, slots=True)
class ExportLine:
    """That somebody took rows out: when, who, for what, how many, and when the file should be gone."""

    at: datetime
    by_username: str
    purpose: str
    rows: int
    form: str
    keep_until_date: date


def check_as_record(check: Check) -> dict[str, Any]:
    """Give a check as plain values for JSON."""
    record = asdict(check)
    record["drafts"] = [[row, draft_as_record(draft)] for row, draft in check.drafts]
    return record


def check_from(record: Mapping[str, Any]) -> Check:
    """Give a check back from its record."""
    return Check(
        rows=record["rows"],
        drafts=tuple((row, draft_from(draft)) for row, draft in record["drafts"]),
        errors=_problems(record["errors"]),
        warnings=_problems(record["warnings"]),
        counts=tuple(Count(**count) for count in record["counts"]),
        examples=record["examples"],
    )


def _problems(records: Iterable[Mapping[str, Any]]) -> tuple[RowProblem, ...]:
    return tuple(RowProblem(**record) for record in records)


def draft_as_record(draft: CaseDraft) -> dict[str, Any]:
    """Give a draft as plain values for JSON."""
    day = draft.first_contact_date
    return {**asdict(draft), "first_contact_date": day.isoformat() if day else None}


def draft_from(record: Mapping[str, Any]) -> CaseDraft:
    """Give a draft back from its record."""
    day = record["first_contact_date"]
    return CaseDraft(
        **_with_tuples(record)
        | {
            "first_contact_date": date.fromisoformat(day) if day else None,
            "attributes": CaseAttributes(**_with_tuples(record["attributes"])),
        }
    )


def _with_tuples(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}
