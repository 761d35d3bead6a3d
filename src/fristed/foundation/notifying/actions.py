"""The verbs of notices. Permission, change and audit line are one transaction; mails are sent after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from smtplib import SMTPException

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.access.reach import shut_to
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import languages_of
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.notifying.codes import NoticeKind
from fristed.foundation.notifying.mails import the_mail
from fristed.foundation.notifying.models import ADDRESS_LENGTH, GivenNotice, MailAddress
from fristed.foundation.notifying.queries import own_account
from fristed.foundation.notifying.refusals import NoticeRefused


def notify(*, account_ids: Iterable[int], kind: str, by: Actor, at: datetime, reference: str = "") -> None:
    """Tell people of something, in the caller's transaction: they are told if and only if it happens.

    The caller has decided who may know; whoever caused it is not told of it. Mails are sent by
    :func:`send_mails`, never here.

    Parameters
    ----------
    kind
        One of :class:`NoticeKind`.
    reference
        Which case it is about; a receiver who may not see the case must be told without one.
    """
    chosen = NoticeKind(kind)
    accounts = sorted({account for account in account_ids if account and account != by.account_id})
    if not accounts:
        return
    with transaction.atomic():
        GivenNotice.objects.bulk_create(
            GivenNotice(account_id=account, kind=chosen.value, reference=reference, at=at)
            for account in accounts
        )
        facts: dict[str, str | int] = {"kind": chosen.value, "receivers": len(accounts)}
        write_line(event="notice.given", by=by, at=at, subject=reference, facts=facts)


def settle_notices(*, kinds: Iterable[str], reference: str, at: datetime) -> None:
    """Note as read what told of something in a case that is dealt with now, in the caller's transaction.

    Nobody shall look for an alarm that somebody else has answered. The caller's line says what was done.
    """
    GivenNotice.objects.filter(kind__in=list(kinds), reference=reference, read_at=None).update(read_at=at)


def read_given_notices(*, by: Actor, at: datetime) -> None:
    """Note that somebody has read their notices.

    Raises
    ------
    NotPermitted
        If the actor has no account.
    """
    account = own_account(by)
    with transaction.atomic():
        read = GivenNotice.objects.filter(account_id=account, read_at=None).update(read_at=at)
        if read:
            write_line(event="notice.seen", by=by, at=at, facts={"notices": read})


def set_mail_address(*, address: str, by: Actor, at: datetime) -> None:
    """Ask to be told by mail that there is something, at an address.

    Raises
    ------
    NotPermitted
        If the actor has no account.
    NoticeRefused
        If it is no address.
    """
    account, plain = own_account(by), address.strip()
    if not _is_address(plain):
        raise NoticeRefused(("address", "not_an_address"))
    with transaction.atomic():
        MailAddress.objects.update_or_create(account_id=account, defaults={"address": plain, "since_at": at})
        # What was there before the address was is not mailed: the reader has just been here.
        GivenNotice.objects.filter(account_id=account, mail_at=None).update(mail_at=at)
        write_line(event="mail_address.set", by=by, at=at, subject=by.username)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= ADDRESS_LENGTH


def remove_mail_address(*, by: Actor, at: datetime) -> None:
    """Ask not to be told by mail any more.

    Raises
    ------
    NotPermitted
        If the actor has no account.
    NoticeRefused
        If there is no address.
    """
    account = own_account(by)
    with transaction.atomic():
        if not MailAddress.objects.filter(account_id=account).delete()[0]:
            raise NoticeRefused(("address", "no_address"))
        write_line(event="mail_address.removed", by=by, at=at, subject=by.username)


def send_mails(*, by: Actor, at: datetime) -> int:
    """Send one mail to each person who wants one and has new notices; give how many were sent.

    The notices are marked in a transaction that ends before the mail is sent. A mail that cannot be handed
    over is tried again next time; a program that is killed in between loses the mail, never the notice.

    Raises
    ------
    NotPermitted
        If the actor is not the program that does things by the clock.
    """
    require(by, Permission.CLOCK_FIRE)
    return sum(_mailed(row, by=by, at=at) for row in MailAddress.objects.order_by("pk"))


def _mailed(to: MailAddress, *, by: Actor, at: datetime) -> bool:
    # What has been shut to the reader since is not there when they come, so no mail says that it is.
    waiting = GivenNotice.objects.filter(account_id=to.account_id, mail_at=None, read_at=None)
    waiting = waiting.exclude(shut_to(to.account_id))
    with transaction.atomic():
        keys = list(waiting.values_list("pk", flat=True))
        language = languages_of([to.account_id]).get(to.account_id)
        if not keys or language is None:
            return False
        GivenNotice.objects.filter(pk__in=keys).update(mail_at=at)
        write_line(event="mail.sent", by=by, at=at, facts={"account": to.account_id})
    mail = the_mail(language)
    try:
        EmailMessage(mail.subject, mail.body, to=[to.address]).send()
    except (SMTPException, OSError):
        GivenNotice.objects.filter(pk__in=keys).update(mail_at=None)
        return False
    return True
