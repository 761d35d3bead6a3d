"""What may be read of notices: one's own, and where one is told by mail."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from fristed.foundation.identity.access.reach import shut_to
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.notifying.codes import ALARMING, NoticeKind
from fristed.foundation.notifying.facts import NoticeLine, Unread
from fristed.foundation.notifying.models import GivenNotice, MailAddress

MOST_LINES = 200


def own_account(reader: Actor) -> int:
    """Give the reader's account.

    Raises
    ------
    NotPermitted
        If the reader has no account, as a program has not.
    """
    if reader.account_id is None:
        raise NotPermitted(f"{reader.username} has no account to give notice to.")
    return reader.account_id


def _open_notices(reader: Actor) -> QuerySet[GivenNotice]:
    """Give the notices to the reader, without what a tie or a block has shut to the reader since."""
    account = own_account(reader)
    return GivenNotice.objects.filter(account_id=account).exclude(shut_to(account))


def given_notices_of(reader: Actor) -> tuple[NoticeLine, ...]:
    """Give the notices to the reader, the newest first.

    Raises
    ------
    NotPermitted
        If the reader has no account.
    """
    return tuple(
        NoticeLine(row.pk, NoticeKind(row.kind), row.reference, row.at, row.read_at is not None)
        for row in _open_notices(reader).order_by("-at", "-pk")[:MOST_LINES]
    )


def unread_given_notices(reader: Actor) -> Unread:
    """Count the notices that the reader has not read, those of alarms apart.

    Raises
    ------
    NotPermitted
        If the reader has no account.
    """
    of_alarms = Count("pk", filter=Q(kind__in=ALARMING))
    found = _open_notices(reader).filter(read_at=None).aggregate(many=Count("pk"), alarms=of_alarms)
    return Unread(found["many"], found["alarms"])


def mail_address_of(reader: Actor) -> str:
    """Give where the reader is told by mail that there is something; empty where mail is off.

    Raises
    ------
    NotPermitted
        If the reader has no account.
    """
    rows = MailAddress.objects.filter(account_id=own_account(reader))
    return rows.values_list("address", flat=True).first() or ""
