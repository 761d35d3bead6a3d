"""Codes of an app, recovery codes, one-time codes: each opens once, and only what it is for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.contrib.auth import get_user_model

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.actions import create_account
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.staff.actions import (
    CodeRefused,
    HelpRefused,
    PasswordRefused,
    bind_to_provider,
    forget_factors,
    issue_code,
    password_is_right,
    set_new_password,
    take_code,
)
from fristed.foundation.identity.staff.apps_and_papers import (
    AppInUse,
    app_code_is_right,
    begin_app,
    confirm_app,
    new_recovery_codes,
    recovery_code_is_right,
    remove_app,
    typed_code,
)
from fristed.foundation.identity.staff.keys import NotOurs, mac, opened, seal
from fristed.foundation.identity.staff.models import (
    AuthenticatorApp,
    OneTimeCode,
    ProviderBinding,
    RecoveryCode,
)
from fristed.foundation.identity.staff.queries import actor_bound_to, factors_of
from fristed.foundation.identity.staff.rules import step_of
from fristed.foundation.identity.staff.sessions import open_session, session_with

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
HALF_MINUTE, DAY = timedelta(seconds=30), timedelta(days=1)
PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def account(username: str, service: str = "KT", role: str = "case_worker") -> Actor:
    """Create an account."""
    return create_account(
        username=username,
        display_name=username.title(),
        service=service,
        roles=[role],
        password=PASSWORD,
        by=SYSTEM,
        at=AT,
    )


def with_app(by: Actor) -> pyotp.TOTP:
    """Give an account an app in use, whose first code was of the half minute before now."""
    secret, _ = begin_app(account_id=by.account_id or 0, username=by.username)
    otp = pyotp.TOTP(secret)
    assert confirm_app(code=otp.generate_otp(step_of(AT) - 1), by=by, at=AT)
    return otp


def test_an_app_counts_only_when_its_first_code_has_been_typed() -> None:
    bo = account("bo")
    secret, address = begin_app(account_id=bo.account_id or 0, username="bo")
    assert address.startswith("otpauth://totp/Fristed:bo?secret=")
    assert not factors_of(bo.account_id or 0).has_second
    assert not confirm_app(code="000000", by=bo, at=AT)
    assert not app_code_is_right(account_id=bo.account_id or 0, code=pyotp.TOTP(secret).at(AT), at=AT)
    assert confirm_app(code=pyotp.TOTP(secret).at(AT), by=bo, at=AT)
    assert factors_of(bo.account_id or 0).has_second
    with pytest.raises(AppInUse):
        begin_app(account_id=bo.account_id or 0, username="bo")


@pytest.mark.parametrize(("drift", "right"), [(-2, False), (0, True), (1, True), (2, False)])
def test_a_code_may_drift_by_one_half_minute(drift: int, right: bool) -> None:
    bo = account("bo")
    code = with_app(bo).generate_otp(step_of(AT) + drift)
    assert app_code_is_right(account_id=bo.account_id or 0, code=code, at=AT) is right


def test_a_code_is_not_taken_twice_nor_one_from_before_it() -> None:
    bo = account("bo")
    otp, me = with_app(bo), bo.account_id or 0
    assert app_code_is_right(account_id=me, code=otp.generate_otp(step_of(AT) + 1), at=AT)
    for step in (-1, 0, 1):
        assert not app_code_is_right(account_id=me, code=otp.generate_otp(step_of(AT) + step), at=AT)


def test_the_secret_of_an_app_is_sealed() -> None:
    bo = account("bo")
    secret = with_app(bo).secret
    row = AuthenticatorApp.objects.get()
    assert secret.encode() not in bytes(row.secret)
    assert remove_app(by=bo, at=AT)
    assert not factors_of(bo.account_id or 0).has_second


def test_a_recovery_code_opens_once_for_its_owner_however_it_is_typed() -> None:
    bo, aud = account("bo"), account("aud", "MR")
    codes = new_recovery_codes(by=bo, at=AT)
    assert len(set(codes)) == 10
    assert not RecoveryCode.objects.filter(code_mac__in=codes).exists()
    assert not recovery_code_is_right(account_id=aud.account_id or 0, code=codes[0], at=AT)
    typed = codes[0].lower().replace("-", " ")
    assert recovery_code_is_right(account_id=bo.account_id or 0, code=typed, at=AT)
    assert not recovery_code_is_right(account_id=bo.account_id or 0, code=codes[0], at=AT)
    new_recovery_codes(by=bo, at=AT)
    assert not recovery_code_is_right(account_id=bo.account_id or 0, code=codes[1], at=AT)


def test_a_one_time_code_opens_one_thing_once_within_a_day() -> None:
    bo, finn = account("bo"), account("finn", "", "system_owner")
    code = issue_code(account=bo.account_id or 0, purpose="password", by=finn, at=AT)
    given = {"username": "bo", "code": code, "at": AT}
    for wrong in (
        {**given, "purpose": "factors"},
        {**given, "purpose": "password", "username": "finn"},
        {**given, "purpose": "password", "code": code[:-1] + ("2" if code[-1] != "2" else "3")},
        {**given, "purpose": "password", "at": AT + DAY},
    ):
        with pytest.raises(CodeRefused):
            take_code(**wrong)
    assert take_code(**given, purpose="password").username == "bo"
    with pytest.raises(CodeRefused):
        take_code(**given, purpose="password")
    assert not OneTimeCode.objects.filter(code_mac=code).exists()
    assert code not in "".join(AuditLine.objects.values_list("facts", flat=True))


def test_a_new_code_takes_the_place_of_the_old_one() -> None:
    bo, finn = account("bo"), account("finn", "", "system_owner")
    old = issue_code(account=bo.account_id or 0, purpose="password", by=finn, at=AT)
    issue_code(account=bo.account_id or 0, purpose="password", by=finn, at=AT)
    with pytest.raises(CodeRefused):
        take_code(username="bo", purpose="password", code=old, at=AT)


def test_nobody_gives_codes_for_both_halves_of_an_account() -> None:
    bo, finn = account("bo"), account("finn", "", "system_owner")
    gro = account("gro", "KT", "service_leader")
    issue_code(account=bo.account_id or 0, purpose="password", by=finn, at=AT)
    with pytest.raises(HelpRefused, match="both_halves"):
        issue_code(account=bo.account_id or 0, purpose="factors", by=finn, at=AT + 6 * DAY)
    issue_code(account=bo.account_id or 0, purpose="factors", by=gro, at=AT)
    issue_code(account=bo.account_id or 0, purpose="factors", by=finn, at=AT + 8 * DAY)


def test_nor_after_a_week_while_the_person_is_away_and_the_first_code_was_used() -> None:
    bo, finn = account("bo"), account("finn", "", "system_owner")
    code = issue_code(account=bo.account_id or 0, purpose="password", by=finn, at=AT)
    take_code(username="bo", purpose="password", code=code, at=AT)
    for last_in in (None, AT - DAY):
        get_user_model().objects.filter(pk=bo.account_id).update(last_login=last_in)
        for purpose in ("factors", "binding"):
            with pytest.raises(HelpRefused, match="both_halves"):
                issue_code(account=bo.account_id or 0, purpose=purpose, by=finn, at=AT + 30 * DAY)
    get_user_model().objects.filter(pk=bo.account_id).update(last_login=AT + 9 * DAY)
    issue_code(account=bo.account_id or 0, purpose="factors", by=finn, at=AT + 30 * DAY)


def test_a_leader_does_not_help_a_colleague_who_also_has_a_role_beyond_the_service() -> None:
    gro = account("gro", "KT", "service_leader")
    finn = account("finn", "KT", "system_owner")
    with pytest.raises(HelpRefused, match="not_within_reach"):
        issue_code(account=finn.account_id or 0, purpose="password", by=gro, at=AT)
    with pytest.raises(HelpRefused, match="not_within_reach"):
        issue_code(account=gro.account_id or 0, purpose="password", by=gro, at=AT)


def test_a_closed_account_gets_no_code_and_opens_nothing_with_an_old_one() -> None:
    bo, finn = account("bo"), account("finn", "", "system_owner")
    code = issue_code(account=bo.account_id or 0, purpose="password", by=finn, at=AT)
    get_user_model().objects.filter(pk=bo.account_id).update(is_active=False)
    with pytest.raises(HelpRefused, match="closed"):
        issue_code(account=bo.account_id or 0, purpose="password", by=finn, at=AT)
    with pytest.raises(CodeRefused):
        take_code(username="bo", purpose="password", code=code, at=AT)


def test_a_new_password_ends_other_sessions_and_must_be_new_and_strong() -> None:
    bo = account("bo")
    for key in ("here", "there"):
        open_session(session_key=key, account_id=bo.account_id or 0, means="password", at=AT)
    here = session_with("here", at=AT)
    assert here
    with pytest.raises(PasswordRefused, match="same"):
        set_new_password(password=PASSWORD, by=bo, at=AT)
    with pytest.raises(PasswordRefused):
        set_new_password(password="short", by=bo, at=AT)
    assert session_with("there", at=AT)
    set_new_password(password="another long password", by=bo, at=AT, keep=here.id)
    assert session_with("here", at=AT)
    assert session_with("there", at=AT) is None
    assert password_is_right(by=bo, password="another long password")
    assert not password_is_right(by=bo, password=PASSWORD)


def test_forgetting_factors_takes_all_of_them_and_every_session() -> None:
    bo = account("bo")
    with_app(bo)
    new_recovery_codes(by=bo, at=AT)
    open_session(session_key="here", account_id=bo.account_id or 0, means="app", at=AT)
    forget_factors(by=bo, at=AT)
    found = factors_of(bo.account_id or 0)
    assert (found.has_second, found.recovery_codes_left) == (False, 0)
    assert session_with("here", at=AT) is None


def test_a_subject_is_known_only_by_a_keyed_hash(settings: Any) -> None:
    bo, aud = account("bo"), account("aud", "MR")
    pid = "12345678901"
    assert bind_to_provider(subject=pid, issuer="i", by=bo, at=AT)
    assert not bind_to_provider(subject=pid, issuer="i", by=aud, at=AT)
    assert pid not in str(list(ProviderBinding.objects.values()))
    found = actor_bound_to(subject=pid, issuer="i")
    assert found
    assert found.username == "bo"
    assert actor_bound_to(subject=pid, issuer="another") is None
    settings.STAFF_KEY = "another key"
    assert actor_bound_to(subject=pid, issuer="i") is None


def test_a_sealed_value_opens_for_its_use_alone_and_unchanged() -> None:
    sealed = seal("app", b"secret")
    assert opened("app", sealed) == b"secret"
    for use, value in (("draft", sealed), ("app", sealed[:-1] + bytes([sealed[-1] ^ 1])), ("app", b"")):
        with pytest.raises(NotOurs):
            opened(use, value)
    assert mac("one", "text") != mac("other", "text")


def test_a_code_is_understood_however_it_is_typed() -> None:
    assert typed_code("abcd efgh-jkmn") == "ABCD-EFGH-JKMN"
