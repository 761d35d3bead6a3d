"""The verbs of saved filters: one's own, kept by codes alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.db import transaction

from fristed.casework.plans.actions.storing import new_key
from fristed.casework.plans.models import CODED_LENGTH, SavedFilter
from fristed.casework.plans.queries import FILTER_FIELDS
from fristed.casework.plans.refusals import PlanRefused
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, require

MOST_FILTERS = 20


def _own_account(by: Actor) -> int:
    require(by, Permission.CASE_READ)
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account.")
    return by.account_id


def save_filter(*, codes: Mapping[str, str], by: Actor, at: datetime) -> str:
    """Keep what the actor narrows the list of cases to, and give its key; the same one is kept once.

    Only codes are kept: the door gives what it has found in its lists, and a reference is no filter.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    PlanRefused
        If nothing is narrowed, or there is no room.
    """
    account = _own_account(by)
    coded = urlencode([(name, codes[name]) for name in FILTER_FIELDS if codes.get(name)])
    if not coded or len(coded) > CODED_LENGTH:
        raise PlanRefused(("", "filter_empty"))
    with transaction.atomic():
        rows = SavedFilter.objects.filter(account_id=account)
        if found := rows.filter(coded=coded).first():
            return found.key
        if rows.count() >= MOST_FILTERS:
            raise PlanRefused(("", "filters_full"))
        row = SavedFilter.objects.create(account_id=account, key=new_key(), coded=coded, saved_at=at)
        write_line(event="filter.saved", by=by, at=at)
    return row.key


def remove_filter(*, key: str, by: Actor, at: datetime) -> None:
    """Take one of the actor's own saved filters away.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    PlanRefused
        If there is none such.
    """
    account = _own_account(by)
    with transaction.atomic():
        if not SavedFilter.objects.filter(account_id=account, key=key).delete()[0]:
            raise PlanRefused(("", "no_such_filter"))
        write_line(event="filter.removed", by=by, at=at)
