"""Notices are given with what they tell, and a mail says nothing but that there is something."""

from __future__ import annotations

import re
import string
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.access.models import Tie
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.notifying import actions
from fristed.foundation.notifying.actions import (
    notify,
    read_given_notices,
    remove_mail_address,
    send_mails,
    set_mail_address,
)
from fristed.foundation.notifying.codes import NoticeKind
from fristed.foundation.notifying.mails import the_mail
from fristed.foundation.notifying.models import GivenNotice
from fristed.foundation.notifying.queries import given_notices_of, mail_address_of, unread_given_notices
from fristed.foundation.notifying.refusals import NoticeRefused
from tests.unit.casework.plans.cast import AT, AUD, BERIT, HOUR, account, met

REFERENCE = "ABCDE-FGHJK"


@pytest.fixture
def staff(db: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    account(AUD, "MR")
    account(BERIT, "MR")


def told(*accounts: int, kind: str = "alarm", reference: str = REFERENCE) -> None:
    notify(account_ids=accounts, kind=kind, by=SYSTEM, at=AT, reference=reference)


def test_a_notice_is_given_once_to_each_and_not_to_who_caused_it(staff: None) -> None:
    notify(account_ids=[AUD, AUD, BERIT, 0], kind="alarm", by=met(AUD), at=AT, reference=REFERENCE)
    assert list(GivenNotice.objects.values_list("account_id", flat=True)) == [BERIT]
    [line] = given_notices_of(met(BERIT))
    assert (line.kind, line.reference, line.is_read) == (NoticeKind.ALARM, REFERENCE, False)


def test_what_it_tells_of_did_not_happen_then_nobody_is_told(staff: None) -> None:
    with transaction.atomic():
        told(AUD)
        transaction.set_rollback(True)
    assert (GivenNotice.objects.count(), AuditLine.objects.count()) == (0, 0)


def test_an_unknown_kind_is_no_notice(staff: None) -> None:
    with pytest.raises(ValueError, match="gossip"):
        told(AUD, kind="gossip")


def test_reading_marks_ones_own_and_nobody_elses(staff: None) -> None:
    told(AUD, BERIT)
    read_given_notices(by=met(AUD), at=AT)
    assert (unread_given_notices(met(AUD)).many, unread_given_notices(met(BERIT)).many) == (0, 1)


def test_what_a_tie_has_shut_since_is_not_told_any_more(staff: None) -> None:
    told(AUD)
    Tie.objects.create(service="MR", reference=REFERENCE, account_id=AUD, kind="kin", declared_at=AT)
    assert given_notices_of(met(AUD)) == ()
    assert unread_given_notices(met(AUD)).many == 0


def test_without_an_address_nothing_is_sent(staff: None) -> None:
    told(AUD, BERIT)
    assert send_mails(by=SYSTEM, at=AT) == 0
    assert mail.outbox == []


def test_one_mail_for_all_that_is_new_and_none_again(staff: None) -> None:
    set_mail_address(address=" aud@example.no ", by=met(AUD), at=AT)
    told(AUD)
    told(AUD, kind="task_given")
    told(BERIT)
    assert [send_mails(by=SYSTEM, at=AT + n * HOUR) for n in range(3)] == [1, 0, 0]
    [sent] = mail.outbox
    assert sent.to == ["aud@example.no"]
    told(AUD)
    assert send_mails(by=SYSTEM, at=AT + 5 * HOUR) == 1


def test_what_has_been_read_or_was_there_before_the_address_is_not_mailed(staff: None) -> None:
    told(AUD)
    set_mail_address(address="aud@example.no", by=met(AUD), at=AT)
    assert send_mails(by=SYSTEM, at=AT) == 0
    told(AUD)
    read_given_notices(by=met(AUD), at=AT)
    assert send_mails(by=SYSTEM, at=AT) == 0


def test_a_mail_that_is_not_taken_is_tried_again(staff: None, monkeypatch: pytest.MonkeyPatch) -> None:
    set_mail_address(address="aud@example.no", by=met(AUD), at=AT)
    told(AUD)

    def refused(_mail: object) -> None:
        raise SMTPException

    with monkeypatch.context() as patched:
        patched.setattr(actions.EmailMessage, "send", refused)
        assert send_mails(by=SYSTEM, at=AT) == 0
    assert send_mails(by=SYSTEM, at=AT + timedelta(minutes=1)) == 1


def test_who_cannot_sign_in_any_more_gets_no_mail(staff: None) -> None:
    set_mail_address(address="aud@example.no", by=met(AUD), at=AT)
    told(AUD)
    Account.objects.filter(pk=AUD).update(is_active=False)
    assert send_mails(by=SYSTEM, at=AT) == 0


@pytest.mark.parametrize(
    "address", ["", "aud", "a@b", "a@example.no\nBcc: b@example.no", "x" * 250 + "@a.no"]
)
def test_what_is_no_address_is_refused(staff: None, address: str) -> None:
    with pytest.raises(NoticeRefused):
        set_mail_address(address=address, by=met(AUD), at=AT)
    assert mail_address_of(met(AUD)) == ""


def test_mail_is_turned_off_again(staff: None) -> None:
    set_mail_address(address="aud@example.no", by=met(AUD), at=AT)
    remove_mail_address(by=met(AUD), at=AT)
    told(AUD)
    assert send_mails(by=SYSTEM, at=AT) == 0
    with pytest.raises(NoticeRefused):
        remove_mail_address(by=met(AUD), at=AT)


def test_the_address_is_in_no_line_of_the_trail(staff: None) -> None:
    set_mail_address(address="secret@example.no", by=met(AUD), at=AT)
    told(AUD)
    send_mails(by=SYSTEM, at=AT)
    assert "secret" not in str(list(AuditLine.objects.values()))


def test_a_person_sends_no_mails(staff: None) -> None:
    with pytest.raises(NotPermitted):
        send_mails(by=met(AUD), at=AT)


REFERENCES = st.builds(
    lambda one, two: f"{one}-{two}",
    *[st.text("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=5, max_size=5)] * 2,
)


@given(
    notices=st.lists(st.tuples(st.sampled_from(sorted(NoticeKind)), REFERENCES), min_size=1, max_size=4),
    language=st.sampled_from(["nb", "nn", "en"]),
)
def test_no_mail_holds_a_reference_a_kind_a_name_or_a_number(
    django_db_blocker: Any, notices: list[tuple[NoticeKind, str]], language: str
) -> None:
    mail.outbox = []
    with django_db_blocker.unblock(), transaction.atomic():
        account(AUD, "MR")
        Account.objects.filter(pk=AUD).update(language=language, display_name="Aud Fjellheim")
        set_mail_address(address="post@example.no", by=met(AUD), at=AT)
        for kind, reference in notices:
            told(AUD, kind=kind, reference=reference)
        actions.EmailMessage.send, real = _kept, actions.EmailMessage.send
        try:
            assert send_mails(by=SYSTEM, at=AT) == 1
        finally:
            actions.EmailMessage.send = real
        transaction.set_rollback(True)
    [sent] = mail.outbox
    said = f"{sent.subject} {sent.body}"
    for kind, reference in notices:
        assert reference not in said
        assert kind not in said
    assert not any(sign in said for sign in string.digits)
    assert not re.search(r"https?:|Aud|Fjellheim|p101|alarm|sak\b|case\b", said, re.IGNORECASE)
    assert (sent.subject, sent.body) == (the_mail(language).subject, the_mail(language).body)
    assert (sent.attachments, sent.cc, sent.bcc, sent.extra_headers) == ([], [], [], {})


def _kept(message: Any) -> int:
    mail.outbox.append(message)
    return 1


def test_no_mail_says_that_there_is_something_in_a_case_that_is_shut_to_the_reader(staff: None) -> None:
    set_mail_address(address="aud@example.no", by=met(AUD), at=AT)
    told(AUD)
    Tie.objects.create(service="MR", reference=REFERENCE, account_id=AUD, kind="kin", declared_at=AT)
    assert send_mails(by=SYSTEM, at=AT + HOUR) == 0
    told(AUD, reference="BCDEF-GHJKM")
    assert (send_mails(by=SYSTEM, at=AT + HOUR), len(mail.outbox)) == (1, 1)
