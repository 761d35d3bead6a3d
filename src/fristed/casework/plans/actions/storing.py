"""What the verbs share: reaching a case that is open, rows of it to change, and keys."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db.models import Model, QuerySet

from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.models import Case
from fristed.casework.plans.refusals import PlanRefused
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission

_Row = TypeVar("_Row", bound=Model)


def new_key() -> str:
    """Give a random key for a row that pages point at and the vault seals under."""
    return secrets.token_hex(8)


def case_to_follow_up(by: Actor, reference: str) -> Case:
    """Give a case of the actor's reach, locked, open or closed.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not follow up cases, or there is none such within reach.
    """
    return case_to_change(by, Permission.CASE_FOLLOW_UP, reference)


def open_case(by: Actor, reference: str) -> Case:
    """Give an open case, locked; plans for a closed one are refused, as it must be reopened first.

    Raises
    ------
    NotPermitted, CaseNotFound, PlanRefused
        If the actor may not follow up cases, there is none such within reach, or it is closed.
    """
    case = case_to_follow_up(by, reference)
    if case.status == CaseStatus.CLOSED:
        raise PlanRefused(("", "case_is_closed"))
    return case


def row_to_change(rows: QuerySet[_Row], code: str) -> _Row:
    """Give the one row, locked.

    Raises
    ------
    PlanRefused
        If there is none.
    """
    row = rows.select_for_update().first()
    if row is None:
        raise PlanRefused(("", code))
    return row


def each_apart(keys: Iterable[int], do: Callable[[int], bool]) -> int:
    """Do one after the other, and give for how many it was done; what fails is raised when all were tried.

    One row that cannot be handled must not keep the alarm of another from being fired.
    """
    done, failures = 0, []
    for key in keys:
        try:
            done += do(key)
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise failures[0]
    return done
