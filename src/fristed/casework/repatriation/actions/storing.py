"""What the verbs share: reaching an application to change, its next state, the line about it, its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from fristed.casework.cases.free_text import marks_refused
from fristed.casework.cases.queries import CaseNotFound, rows_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.reception.refusals import ReceptionRefused
from fristed.casework.repatriation.codes import DECIDES, State
from fristed.casework.repatriation.facts import TABLE
from fristed.casework.repatriation.models import Application, Stamp
from fristed.casework.repatriation.queries import applications_within_reach
from fristed.casework.repatriation.refusals import MESSAGES, JourneyRefused
from fristed.casework.repatriation.rules import may_follow
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.codes import NoticeKind
from fristed.foundation.vault.actions import AlreadyShredded, seal_many
from fristed.foundation.vault.facts import FieldName, Owner

LONGEST_TEXT = 4000


def application_to_change(by: Actor, reference: str, *, at: datetime) -> Application:
    """Give an application within reach of somebody who follows cases up, locked.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not follow up cases, or there is no such application for them.
    """
    rows = applications_within_reach(replace(by, at=at), Permission.CASE_FOLLOW_UP)
    row = rows.select_for_update().filter(reference=reference).first()
    if row is None:
        raise CaseNotFound("There is no such application.")
    return row


def own_application(by: Actor, reference: str, *, at: datetime) -> Application:
    """Give an application of a case of the actor's own service, locked.

    Raises
    ------
    NotPermitted, CaseNotFound
        As above; one whose case is not the actor's is not there for those who only decide.
    """
    cases = rows_within_reach(replace(by, at=at), Permission.CASE_FOLLOW_UP).filter(service=by.service)
    rows = Application.objects.filter(case__in=cases.values("pk"), from_service=by.service)
    row = rows.select_for_update().filter(reference=reference).first()
    if row is None:
        raise CaseNotFound("There is no such application.")
    return row


def to_decide(by: Actor, reference: str, *, at: datetime) -> Application:
    """Give an application, locked, to somebody of the service that decides.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor is not of that service, or there is no such application for them.
    JourneyRefused
        If the actor wrote or sent it: who applies does not decide.
    """
    require(by, Permission.CASE_FOLLOW_UP, service=DECIDES)
    row = application_to_change(by, reference, at=at)
    if by.username in (row.drafted_by, row.submitted_by):
        raise JourneyRefused(("", "not_the_same"))
    return row


def go_on(row: Application, state: State, *, at: datetime) -> None:
    """Put an application into its next state, or refuse where that does not follow; the caller saves it."""
    was_granted = row.outcome == State.GRANTED
    if not may_follow(row.state, state, asks_refund=row.asks_refund, was_granted=was_granted):
        raise JourneyRefused(("", "not_now"))
    row.state, row.since = state.value, at
    Stamp.objects.create(application=row, state=state.value, at=at)


def tell(event: str, row: Application, *, by: Actor, at: datetime, **more: str | int) -> None:
    """Write a line about an application on the case that it is of; never a day, an amount or a name."""
    facts: dict[str, str | int] = {"journey": row.reference, **more}
    write_line(event=event, by=by, at=at, subject=row.from_reference, facts=facts)


def tell_applicant(row: Application, *, by: Actor, at: datetime) -> None:
    """Tell who sent an application that it has come further."""
    told = [row.submitted_by_account] if row.submitted_by_account else []
    notify(account_ids=told, kind=NoticeKind.JOURNEY_MOVED, by=by, at=at)


def problems_of_text(
    text: str, row: Application, *, at: datetime, missing: str, field: str = "text"
) -> Iterable[tuple[str, str]]:
    """Find what is wrong with words that both sides read."""
    if not text.strip():
        yield field, missing
    if len(text) > LONGEST_TEXT:
        yield field, "text_too_long"
    marks = marks_refused(text, (row.from_service, DECIDES), on_date=day_of(at))
    yield from ((field, mark) for mark in marks)


def owner_of_words(row: Application) -> Owner:
    """Give whose key the words lie under: that of the case they are about."""
    return Owner(row.from_service, row.from_reference)


def name_of(row: Application, column: str, number: int = 0) -> FieldName:
    """Name a text of an application in the vault."""
    return FieldName(TABLE, column, f"{row.reference}-{number}")


def seal_words(row: Application, field: FieldName, text: str, *, by: Actor, at: datetime) -> None:
    """Seal words of an application in the caller's transaction.

    Raises
    ------
    JourneyRefused
        If what was sealed for the case has been destroyed.
    """
    try:
        seal_many(owner=owner_of_words(row), values={field: text.strip()}, by=by, at=at)
    except AlreadyShredded as gone:
        raise JourneyRefused(("", "destroyed")) from gone


@contextmanager
def in_our_words() -> Iterator[None]:
    """Put what a reception refuses into ours, where the words are the same; else as that nothing follows."""
    try:
        yield
    except ReceptionRefused as refused:
        raise JourneyRefused(
            *(
                (field, _OURS.get(code, code if code in MESSAGES else "not_now"))
                for field, code in refused.problems
            )
        ) from refused


_OURS = {"not_agreed": "reception_not_agreed", "on_the_way_already": "reception_asked"}
