"""Texts that are changed as a whole: how signs of life are given, and the safety plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.models import Case
from fristed.casework.cases.rules import day_of
from fristed.casework.plans.actions.storing import open_case
from fristed.casework.plans.actions.tasks import problems_of_day
from fristed.casework.plans.facts import CONTACT, SAFETY
from fristed.casework.plans.models import ContactPlan, SafetyPlan
from fristed.casework.plans.queries import case_of_plans
from fristed.casework.plans.refusals import ChangedMeanwhile, PlanRefused
from fristed.casework.plans.words import (
    ONLY_ROW,
    name_of,
    open_words,
    problems_of_words,
    seal_words,
    sealed_names,
)
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.actions import VersionTaken


def write_contact_plan(*, reference: str, text: str, version: int, by: Actor, at: datetime) -> None:
    """Seal what is agreed about how signs of life are given.

    Parameters
    ----------
    version
        Of the text that the writer has seen; 0 where there was none.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    PlanRefused
        If the text is empty, too long, or points straight at somebody in an anonymous register.
    ChangedMeanwhile
        If somebody else has written since; their text is given, and neither is lost.
    """
    with _or_theirs(reference, CONTACT, text, version, by=by, at=at), transaction.atomic():
        case = open_case(by, reference)
        PlanRefused.raise_if(problems_of_words(text, case.service, at=at))
        _seal_next(case, CONTACT, text, version, by=by, at=at)
        written = {"written_at": at, "written_by": by.username}
        ContactPlan.objects.update_or_create(case=case, defaults=written)
        write_line(event="plan.contact_written", by=by, at=at, subject=reference)


def write_safety_plan(
    *, reference: str, text: str, review_date: date | None, version: int, by: Actor, at: datetime
) -> None:
    """Seal the safety plan, and say when it is to be looked at again; see :func:`write_contact_plan`.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    PlanRefused
        With every error of text and day.
    ChangedMeanwhile
        If somebody else has written since.
    """
    with _or_theirs(reference, SAFETY, text, version, by=by, at=at), transaction.atomic():
        case = open_case(by, reference)
        PlanRefused.raise_if(_problems_of_safety(case, text, review_date, at=at))
        assert review_date is not None  # noqa: S101  refused before
        _seal_next(case, SAFETY, text, version, by=by, at=at)
        written = {
            "review_date": review_date,
            "written_at": at,
            "written_by": by.username,
            "told_at": None,
        }
        SafetyPlan.objects.update_or_create(case=case, defaults=written)
        write_line(event="plan.safety_written", by=by, at=at, subject=reference)


def _problems_of_safety(
    case: Case, text: str, review_date: date | None, *, at: datetime
) -> Iterable[tuple[str, str]]:
    yield from problems_of_words(text, case.service, at=at)
    yield from problems_of_day(review_date, "review_date", today=day_of(at))


def _seal_next(case: Case, table: str, text: str, version: int, *, by: Actor, at: datetime) -> None:
    name = name_of(table, ONLY_ROW, max(0, version) + 1)
    seal_words(case, {name: text.strip()}, by=by, at=at)


@contextmanager
def _or_theirs(
    reference: str, table: str, text: str, version: int, *, by: Actor, at: datetime
) -> Iterator[None]:
    """Where somebody else has written meanwhile, nothing is stored, and their text is opened and given.

    The same text after the same version is the same sending twice: it is stored already.
    """
    try:
        yield
    except VersionTaken as taken:
        case = case_of_plans(by, reference)
        name = sealed_names(case, [table]).get((table, ONLY_ROW))
        words = open_words(case, [name] if name else [], by=by, at=at)
        theirs, newest = (words.get(name, ""), name.version) if name else ("", 0)
        if (theirs, newest) != (text.strip(), version + 1):
            raise ChangedMeanwhile(theirs, newest) from taken
