"""Sending a form twice makes one case: a press too many, a bad line, or the way back in the browser."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction

from fristed.interfaces.web.models import AnsweredForm
from fristed.interfaces.web.requests import HouseRequest

REMEMBERED = timedelta(days=2)


def new_token() -> str:
    """Give a random token for a form that is about to be shown."""
    return secrets.token_hex(16)


def carry_out_once(request: HouseRequest, token: str, verb: Callable[[], str]) -> str:
    """Call the verb unless this very form has been carried out already; give the reference either way.

    The token is stored in the same transaction as what the verb does. Two that arrive together meet in the
    database's unique constraint: one waits, sees the other's row, and is led to the same case. What the
    verb raises is passed on, and then the form may be sent again.
    """
    account_id = request.actor.account_id or 0
    key = {"account_id": account_id, "token": token[:32]}
    AnsweredForm.objects.filter(answered_at__lt=request.at - REMEMBERED).delete()
    if answered := AnsweredForm.objects.filter(**key).first():
        return answered.reference
    try:
        with transaction.atomic():
            row = AnsweredForm.objects.create(**key, reference="", answered_at=request.at)
            row.reference = verb()
            row.save(update_fields=["reference"])
            return row.reference
    except IntegrityError:
        answered = AnsweredForm.objects.filter(**key).first()
        if answered is None:
            raise
        return answered.reference


def is_carried_out(request: HouseRequest, token: str) -> bool:
    """Whether this very form has been carried out already."""
    account_id = request.actor.account_id or 0
    return AnsweredForm.objects.filter(account_id=account_id, token=token[:32]).exists()
