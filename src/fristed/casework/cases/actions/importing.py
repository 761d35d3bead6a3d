"""Storing many cases at once, from a file that has been checked: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from fristed.casework.cases.actions.storing import refuse_if, store_cases
from fristed.casework.cases.checks import validate_registration
from fristed.casework.cases.facts import CaseDraft, Problem, StoredImport
from fristed.casework.cases.models import CaseImport
from fristed.casework.cases.queries import stored_import_of
from fristed.casework.cases.rules import day_of
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require


class AlreadyImported(Exception):
    """The cases of this very file are in the register; nothing is stored twice. ``stored`` tells of then."""

    def __init__(self, stored: StoredImport) -> None:
        super().__init__(
            f"This file has been stored already: {stored.cases} cases, {stored.at.date().isoformat()}, "
            f"by {stored.by_username}. Nothing was stored now."
        )
        self.stored = stored


def import_cases(
    *,
    drafts: Sequence[CaseDraft],
    service: str,
    file_sha256: str,
    left_out: int,
    by: Actor,
    at: datetime,
    tell: Callable[[int], None] = lambda _stored: None,
) -> StoredImport:
    """Store all cases of a file in the actor's own service, each as registering it alone would.

    The cases, the note that this file is stored and one audit line are one transaction.

    Parameters
    ----------
    file_sha256
        The hash of the file's bytes; the same file is stored once.
    left_out
        How many of the file's rows somebody chose to leave out.
    tell
        Is told how many cases have been stored so far; none is before all are.

    Raises
    ------
    NotPermitted
        If the actor may not import cases in the service.
    RegistrationRefused
        If anything is wrong with any draft, or there is none; nothing is stored.
    AlreadyImported
        If this file has been stored before.
    """
    require(by, Permission.CASE_IMPORT, service=service)
    refuse_if(_problems_of(drafts, service, at))
    facts: dict[str, str | int] = {
        "service": service,
        "cases": len(drafts),
        "left_out": left_out,
        "file_sha256": file_sha256,
    }
    with transaction.atomic():
        # The line comes first: it takes the lock writers share, so that one of two presses finds the other's.
        write_line(event="cases.imported", by=by, at=at, subject=file_sha256[:12], facts=facts)
        if known := CaseImport.objects.filter(service=service, file_sha256=file_sha256).first():
            raise AlreadyImported(stored_import_of(known))
        note = CaseImport.objects.create(
            service=service,
            file_sha256=file_sha256,
            cases=len(drafts),
            left_out=left_out,
            by_username=by.username,
            at=at,
        )
        store_cases(drafts, by=by, at=at, tell=tell)
    return stored_import_of(note)


def _problems_of(drafts: Sequence[CaseDraft], service: str, at: datetime) -> list[Problem]:
    """Find every error of every draft, by the rules of registering one."""
    if not drafts:
        return [Problem("cases", "required")]
    strangers = [Problem("service", "unknown_code") for draft in drafts if draft.service != service]
    today = day_of(at)
    return strangers or [error for draft in drafts for error in validate_registration(draft, today).errors]
