"""Reading an application with its words: on record before anything is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from fristed.casework.housing.facts import ApplicationDetail
from fristed.casework.housing.queries import detail_of, whole_application
from fristed.casework.housing.storing import CONDITIONS, EXCEPTION_WORDS, STEP_WORDS, open_words
from fristed.foundation.audit.actions import record_read
from fristed.foundation.identity.facts import Actor


def read_application(*, reference: str, by: Actor, at: datetime) -> ApplicationDetail:
    """Give an application as its reader may see it; words only to those who decide or work on the case.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without any part in it, or without such an application within reach.
    """
    row = whole_application(by, reference)
    record_read(event="housing.read", by=by, at=at, subject=row.case_reference, facts={"page": "housing"})
    found = detail_of(by, row, at=at)
    # Who sees the steps sees the words; who has only a part of the chain sees neither.
    extended = found.steps and found.stay and found.stay.exceptions
    written = any(one.has_words for one in found.steps) or (found.family and found.family.has_conditions)
    if not (written or extended):
        return found
    words = open_words(row, by=by, at=at)
    return replace(
        found,
        words=_numbered(words, STEP_WORDS),
        conditions=words.get((CONDITIONS, row.reference), ""),
        exception_words=_numbered(words, EXCEPTION_WORDS),
    )


def read_outline(*, reference: str, by: Actor, at: datetime) -> ApplicationDetail:
    """Give an application without its words, as a form begins with; on record before anything is shown.

    Raises
    ------
    NotPermitted, CaseNotFound
        As for reading it whole.
    """
    row = whole_application(by, reference)
    record_read(event="housing.read", by=by, at=at, subject=row.case_reference, facts={"page": "form"})
    return detail_of(by, row, at=at)


def _numbered(words: Mapping[tuple[str, str], str], table: str) -> dict[int, str]:
    """Give the words of one table by the number of what they are about."""
    return {int(of.partition(".")[2]): text for (one, of), text in words.items() if one == table}
