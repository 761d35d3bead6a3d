"""What the verbs of this room share: who acts for which service, which row is changed, and the line of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TypeVar

from django.db import models

from fristed.casework.assignments.codes import SERVICES
from fristed.casework.assignments.refusals import OutreachRefused
from fristed.casework.assignments.rules import Problem
from fristed.casework.cases.plain_words import NATIONAL_ID, identifying_marks
from fristed.casework.cases.queries import CaseNotFound
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, is_permitted, require

Row = TypeVar("Row", bound=models.Model)


def own_service(by: Actor) -> str:
    """Give the service that somebody registers outreach for.

    Raises
    ------
    NotPermitted
        If there is no such permission, or no service.
    """
    require(by, Permission.OUTREACH_REGISTER)
    if by.service not in SERVICES:
        raise NotPermitted(f"{by.username} is in no service that does outreach.")
    return by.service


def leads(actor: Actor) -> bool:
    """Whether somebody leads the own service: a leader gives roles there, and does outreach too."""
    return is_permitted(actor, Permission.OUTREACH_REGISTER) and is_permitted(actor, Permission.ROLES_GIVE)


def locked(model: type[Row], reference: str) -> Row:
    """Give a row that nobody else changes until the transaction ends.

    Raises
    ------
    CaseNotFound
        If there is none.
    """
    rows: models.QuerySet[Row] = model._default_manager.select_for_update()
    row = rows.filter(reference=reference).first()
    if row is None:
        raise CaseNotFound("There is no such work.")
    return row


def same_version(is_now: int, version: int | None) -> None:
    """Refuse who has looked at an older version.

    Raises
    ------
    OutreachRefused
        If somebody has changed it meanwhile.
    """
    if version != is_now:
        raise OutreachRefused(("", "changed_meanwhile"))


def unknown(known: Mapping[str, tuple[str, tuple[str, ...]]]) -> Iterator[Problem]:
    """Say which fields hold a code that is not among theirs."""
    return ((field, "unknown_value") for field, (code, codes) in known.items() if code not in codes)


def name_problems(field: str, text: str, *, most: int) -> Iterator[Problem]:
    """Say what is wrong with the name of an agency or a school: too long, or something else than a name."""
    if len(text) > most:
        yield field, "name_too_long"
    if identifying_marks(text):
        yield field, "contact_in_name"


def contact_problems(field: str, text: str, *, most: int) -> Iterator[Problem]:
    """Say what is wrong with a contact at work: a telephone belongs there, an identity number never."""
    if len(text) > most:
        yield field, "name_too_long"
    if NATIONAL_ID in identifying_marks(text):
        yield field, "marks_of_a_person"


def tell(event: str, subject: str, by: Actor, at: datetime, **facts: str) -> None:
    """Write the line of a change, in its transaction, with coded facts if any."""
    write_line(event=event, by=by, at=at, subject=subject, facts=facts)
