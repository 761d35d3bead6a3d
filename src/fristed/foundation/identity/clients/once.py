"""Carrying out a request once, however often it is sent with the same key.

Kept are keyed hashes of the key and of what was sent, and the reference that it made: never what was sent,
and never the answer. The row says first that somebody is at it, in a transaction of its own; what is carried
out and the word that it is done are one transaction, which begins by taking the row. So two can never both
carry it out, and a call whose program has died can be made again.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from fristed.foundation.identity.clients.facts import KeptAnswer
from fristed.foundation.identity.clients.models import SentOnce
from fristed.foundation.identity.clients.refusals import InProgress, OtherRequest
from fristed.foundation.identity.clients.rules import ANSWERS_KEPT, STUCK_AFTER
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.identity.staff.keys import mac


def carry_out_once(*, key: str, sent: bytes, verb: Callable[[], str], by: Actor, at: datetime) -> KeptAnswer:
    """Call the verb, unless the same request has been carried out already; give the reference either way.

    Parameters
    ----------
    key
        What the client calls the request.
    sent
        All that the request says: method, address and body.

    Raises
    ------
    OtherRequest
        If the key was used for something else.
    InProgress
        If the same request is being carried out now.
    """
    account, key_mac = by.account_id or 0, mac("request key", key)
    body_mac = mac("request body", sent.decode("latin-1"))
    mine = _taken(account, key_mac, body_mac, at)
    if isinstance(mine, KeptAnswer):
        return mine
    try:
        with transaction.atomic():
            row = _own_turn(account, key_mac, mine)
            row.reference, row.done_at = verb(), at
            row.save(update_fields=["reference", "done_at"])
    except InProgress:
        raise
    except BaseException:
        # Nothing was carried out: the request may be mended and sent again with the same key.
        SentOnce.objects.filter(account_id=account, key_mac=key_mac, nonce=mine, done_at=None).delete()
        raise
    return KeptAnswer(row.reference, at, is_new=True)


def _taken(account: int, key_mac: str, body_mac: str, at: datetime) -> str | KeptAnswer:
    """Say that one is at it, and give the nonce; or give what was made before."""
    nonce = secrets.token_hex(8)
    new = {"body_mac": body_mac, "nonce": nonce, "begun_at": at}
    try:
        with transaction.atomic():
            SentOnce.objects.filter(begun_at__lt=at - ANSWERS_KEPT, account_id=account).delete()
            row, is_new = SentOnce.objects.select_for_update().get_or_create(
                account_id=account, key_mac=key_mac, defaults=new
            )
            return nonce if is_new else _found(row, body_mac, nonce, at)
    except IntegrityError as raced:
        raise InProgress from raced


def _found(row: SentOnce, body_mac: str, nonce: str, at: datetime) -> str | KeptAnswer:
    if row.body_mac != body_mac:
        raise OtherRequest
    if row.done_at is not None:
        return KeptAnswer(row.reference, row.done_at, is_new=False)
    if at - row.begun_at < STUCK_AFTER:
        raise InProgress
    row.nonce, row.begun_at = nonce, at
    row.save(update_fields=["nonce", "begun_at"])
    return nonce


def _own_turn(account: int, key_mac: str, nonce: str) -> SentOnce:
    """Take the row, if it still is this call's turn, and hold it until all is stored."""
    rows = SentOnce.objects.select_for_update()
    row = rows.filter(account_id=account, key_mac=key_mac, nonce=nonce, done_at=None).first()
    if row is None:
        raise InProgress
    return row


def forget_answers(*, by: Actor, at: datetime) -> int:
    """Forget what was carried out long enough ago; give how many.

    Raises
    ------
    NotPermitted
        If the actor does not fire what falls due.
    """
    require(by, Permission.CLOCK_FIRE)
    forgotten, _each = SentOnce.objects.filter(begun_at__lt=at - ANSWERS_KEPT).delete()
    return forgotten
