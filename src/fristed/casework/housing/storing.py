"""What the verbs share: an application to change, a step taken, words sealed with the case."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from fristed.casework.cases.free_text import marks_refused
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.cases.rules import day_of
from fristed.casework.housing.codes import State
from fristed.casework.housing.models import Application, Step
from fristed.casework.housing.reach import applications_within_reach
from fristed.casework.housing.refusals import HousingRefused
from fristed.casework.housing.rules import LONGEST_WORDS, step_problems
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.access.codes import Grading
from fristed.foundation.identity.access.reach import named_to, references_shut_to
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission
from fristed.foundation.vault.actions import AlreadyShredded, NotSealed, opened_many, seal_many
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.foundation.vault.queries import sealed_fields

STEP_WORDS, CONDITIONS, EXCEPTION_WORDS = "housing_step", "housing_family", "housing_extension"
WORDS = "words"


def new_key() -> str:
    """Give a random key for a row that pages point at."""
    return secrets.token_hex(8)


def application_to_change(by: Actor, permissions: Sequence[Permission], reference: str) -> Application:
    """Give an application within reach by one of the permissions, locked until the transaction ends.

    Raises
    ------
    NotPermitted
        If the actor has none of them.
    CaseNotFound
        If there is no such application within reach.
    """
    rows = applications_within_reach(by, permissions).filter(reference=reference)
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise CaseNotFound("There is no such application.")
    return found


def take_step(
    row: Application,
    to: State,
    *,
    event: str,
    on_date: date | None,
    by: Actor,
    at: datetime,
    why: str = "",
    words: str = "",
    problems: Iterable[tuple[str, str]] = (),
    changes: Mapping[str, object] | None = None,
) -> Step:
    """Take one step with an application that is locked: the step, the new state and the audit line.

    Raises
    ------
    HousingRefused
        With every error by field: the step cannot come now, its day is impossible, a reason is missing, the
        words are unfit, or what the caller found in ``problems``.
    """
    today = day_of(at)
    found = [*step_problems(row.state, to, since=row.since_date, on_date=on_date, today=today, why=why)]
    HousingRefused.raise_if([*found, *problems, *words_problems(row.service, words, at=at)])
    return put_step(
        row, to, event=event, on_date=on_date or today, by=by, at=at, why=why, words=words, changes=changes
    )


def put_step(
    row: Application,
    to: State,
    *,
    event: str,
    on_date: date,
    by: Actor,
    at: datetime,
    why: str = "",
    words: str = "",
    changes: Mapping[str, object] | None = None,
) -> Step:
    """Store a step that has been judged."""
    step = Step.objects.create(
        application=row,
        number=Step.objects.filter(application=row).count() + 1,
        state=to.value,
        on_date=on_date,
        why=why,
        has_words=bool(words.strip()),
        noted_at=at,
        noted_by=by.username,
    )
    told = {"state": to.value, "since_date": on_date, **(changes or {})}
    for name, value in told.items():
        setattr(row, name, value)
    row.save(update_fields=list(told))
    if step.has_words:
        seal_words(row, {FieldName(STEP_WORDS, WORDS, f"{row.reference}.{step.number}"): words}, by=by, at=at)
    tell(row, event=event, by=by, at=at)
    return step


def tell(row: Application, *, event: str, by: Actor, at: datetime) -> None:
    """Write the audit line of a change; it names the case and the application."""
    write_line(event=event, by=by, at=at, subject=row.case_reference, facts={"application": row.reference})


def those_it_is_open_to(row: Application, accounts: Iterable[int]) -> list[int]:
    """Leave out the accounts that the case is shut to, or that are not named to it where they must be.

    What is not there for them, they are not told of either.
    """
    given = list(accounts)
    if row.address_grading != Grading.NONE:
        named = named_to(row.case_reference)
        given = [one for one in given if one in named]
    return [one for one in given if row.case_reference not in references_shut_to(one)]


def owner_of_words(row: Application) -> Owner:
    """Give whose the sealed words are: the case's, so that they are destroyed with it."""
    return Owner(row.service, row.case_reference)


def words_problems(service: str, words: str, *, at: datetime, field: str = WORDS) -> list[tuple[str, str]]:
    """Say what is wrong with words: too many, or marks that point at somebody in an anonymous register."""
    if not words.strip():
        return []
    long = [(field, "words_too_long")] if len(words) > LONGEST_WORDS else []
    return [*long, *((field, mark) for mark in marks_refused(words, (service,), on_date=day_of(at)))]


def seal_words(row: Application, values: Mapping[FieldName, str], *, by: Actor, at: datetime) -> None:
    """Seal words with the case, in the caller's transaction.

    Raises
    ------
    HousingRefused
        If what was written in the case has been destroyed.
    """
    try:
        seal_many(owner=owner_of_words(row), values=values, by=by, at=at)
    except AlreadyShredded as gone:
        raise HousingRefused(("", "destroyed")) from gone


def open_words(row: Application, *, by: Actor, at: datetime) -> dict[tuple[str, str], str]:
    """Open what is written of an application, on record before; what was destroyed is not there."""
    names = [
        one.field
        for one in sealed_fields(owner_of_words(row))
        if one.field.table in (STEP_WORDS, CONDITIONS, EXCEPTION_WORDS)
        and one.field.row.partition(".")[0] == row.reference
    ]
    if not names:
        return {}
    try:
        found = opened_many(owner=owner_of_words(row), fields=names, by=by, at=at)
    except NotSealed:
        return {}
    return {(name.table, name.row): text for name, text in found.items()}


def next_name(row: Application, table: str, of: str) -> FieldName:
    """Name the next version of a text that is changed as a whole."""
    for one in sealed_fields(owner_of_words(row)):
        if (one.field.table, one.field.row) == (table, of):
            return one.field.next()
    return FieldName(table, WORDS, of)
