"""Accounts: made by a verb, with roles, a sealed password and an audit line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from fristed.config import settings as product
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity import actions
from fristed.foundation.identity.actions import AccountRefused, create_account
from fristed.foundation.identity.models import Account, RoleGrant
from fristed.foundation.identity.queries import SYSTEM, account_exists, actor_of
from fristed.foundation.identity.rules import NotPermitted, Permission
from tests.spec.cast import AUD

AT = datetime(2024, 1, 2, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def create(**changes: Any) -> Any:
    """Create Aud's account, changed as asked."""
    wanted: dict[str, Any] = {
        "username": "aud",
        "display_name": "Aud Fjellheim",
        "service": "MR",
        "roles": ["case_worker"],
        "password": "a long enough password",
        "by": SYSTEM,
        "at": AT,
    }
    return create_account(**{**wanted, **changes})


def test_an_account_becomes_an_actor_with_the_permissions_of_its_roles() -> None:
    made = create()
    assert made == actor_of(Account.objects.get(username="aud"))
    assert (made.service, made.display_name) == ("MR", "Aud Fjellheim")
    assert Permission.CASE_REGISTER in made.permissions


def test_the_password_is_kept_as_argon2_only(settings: Any) -> None:
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    create()
    account = Account.objects.get(username="aud")
    assert account.password.startswith("argon2")
    assert "$m=102400,t=2,p=8$" in account.password
    assert account.check_password("a long enough password")


def test_an_account_without_a_service_belongs_to_none() -> None:
    assert create(service="", roles=["statistician"]).service is None


def test_an_inactive_account_may_do_nothing() -> None:
    create()
    Account.objects.update(is_active=False)
    assert actor_of(Account.objects.get()).permissions == frozenset()


def test_nobody_is_found_under_a_name_nobody_has() -> None:
    assert not account_exists("aud")


def test_an_account_that_exists_is_found() -> None:
    create()
    assert account_exists("aud")


def test_creating_an_account_is_told_in_the_trail_without_the_password() -> None:
    create()
    line = AuditLine.objects.get(event="account.created")
    assert line.subject == "aud"
    assert line.facts == '{"roles":"case_worker","service":"MR"}'


def test_a_case_worker_may_not_create_accounts() -> None:
    with pytest.raises(NotPermitted):
        create(by=AUD, username="new")
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"username": ""}, "user name"),
        ({"username": " aud"}, "user name"),
        ({"username": "Aud"}, "user name"),
        ({"username": "system"}, "user name"),
        ({"username": "nobody"}, "user name"),
        ({"username": "aud fjellheim"}, "user name"),
        ({"username": "aud\0"}, "user name"),
        ({"username": "a" * 61}, "at most 60"),
        ({"display_name": "A" * 121}, "120"),
        ({"display_name": "  "}, "name to show"),
        ({"display_name": "Aud\0"}, "name to show"),
        ({"password": "short one"}, "too short"),
        ({"password": "q1w2e3r4t5y6"}, "too common"),
        ({"password": ""}, "too short"),
        ({"service": "XX"}, "no service"),
        ({"roles": ["superuser"]}, "no role"),
        ({"language": "se"}, "no language"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(AccountRefused, match=why):
        create(**changes)
    assert not Account.objects.exists()


def test_a_weak_password_is_refused_with_every_reason_in_english_and_is_not_repeated() -> None:
    with override("nb"), pytest.raises(AccountRefused) as refusal:
        create(password="letmein")
    assert "too short" in str(refusal.value)
    assert "too common" in str(refusal.value)
    assert "letmein" not in str(refusal.value)


def test_two_accounts_cannot_have_one_name() -> None:
    create()
    with pytest.raises(AccountRefused, match="taken"):
        create()
    assert Account.objects.count() == 1


def test_when_the_trail_cannot_be_written_no_account_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(actions, "write_line", broken)
    with pytest.raises(OSError, match="disk"):
        create()
    assert not Account.objects.exists()
    assert not RoleGrant.objects.exists()


def test_the_database_refuses_a_role_outside_the_list() -> None:
    create()
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(account=Account.objects.get(), role="superuser", granted_at=AT)


def test_the_database_refuses_the_same_role_twice() -> None:
    create()
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(account=Account.objects.get(), role="case_worker", granted_at=AT)


def test_accounts_and_grants_are_named_by_what_they_are() -> None:
    create()
    assert str(Account.objects.get()) == "aud"
    assert str(RoleGrant.objects.get()).endswith("case_worker")
