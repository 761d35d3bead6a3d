"""Clients: two persons, a token shown once, scopes that only narrow, an end, and an end at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fristed.casework.cases.actions import block_staff, declare_tie, register_case
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_detail, references_within_reach
from fristed.casework.plans.actions import fire_alarms, promise_signs
from fristed.casework.teams.actions import add_to_team
from fristed.casework.teams.queries import colleagues_to_choose, to_be_told
from fristed.casework.teams.refusals import TeamRefused
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.access.actions import close_account, give_role
from fristed.foundation.identity.access.queries import accounts_in_reach
from fristed.foundation.identity.access.refusals import AccessRefused
from fristed.foundation.identity.actions import AccountRefused, create_account
from fristed.foundation.identity.clients import tokens
from fristed.foundation.identity.clients.actions import (
    ask_for_client,
    confirm_client,
    issue_token,
    revoke_client,
)
from fristed.foundation.identity.clients.models import Client
from fristed.foundation.identity.clients.queries import client_behind, client_lines
from fristed.foundation.identity.clients.refusals import ClientRefused, NoSuchToken
from fristed.foundation.identity.clients.rules import LONGEST_LIFE, ROLE, scopes_permitted
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.queries import SYSTEM, actor_of
from fristed.foundation.identity.rules import ROLES, NotPermitted, Permission
from fristed.foundation.identity.staff.queries import people_to_help
from fristed.foundation.notifying.models import GivenNotice
from tests.spec.cast import plain_case
from tests.unit.interfaces.web.visitors import AT, account_of

pytestmark = pytest.mark.django_db
SCOPES = ("case.register", "case.follow_up")


def gro() -> Actor:
    return actor_of(account_of("gro"))


def finn() -> Actor:
    return actor_of(account_of("finn"))


def asked(by: Actor | None = None, **changes: Any) -> str:
    given_ = {"name": "Archive", "service": "KT", "scopes": SCOPES, "ends_at": AT + timedelta(days=30)}
    return ask_for_client(**{**given_, **changes}, by=by or gro(), at=AT)


def with_token() -> tuple[str, str]:
    key = asked()
    confirm_client(key=key, by=finn(), at=AT)
    return key, issue_token(key=key, by=gro(), at=AT)


def test_a_client_takes_two_persons_and_may_nothing_before() -> None:
    key = asked()
    with pytest.raises(ClientRefused, match="second person"):
        issue_token(key=key, by=gro(), at=AT)
    with pytest.raises(ClientRefused, match="Somebody else"):
        confirm_client(key=key, by=gro(), at=AT)
    confirm_client(key=key, by=finn(), at=AT)
    actor = client_behind(issue_token(key=key, by=gro(), at=AT), at=AT)
    assert (actor.service, actor.username, actor.display_name) == ("KT", f"client-{key}", "Archive")
    assert actor.permissions == {"case.read", *SCOPES}


def test_only_a_hash_of_the_token_is_kept_and_it_is_long() -> None:
    _key, token = with_token()
    row = Client.objects.get()
    assert token not in str(vars(row))
    assert row.token_hash == tokens.hash_of(token)
    assert len(token.rpartition("_")[2]) * 4 == 256
    assert not [line for line in AuditLine.objects.all() if token[-64:] in line.facts + line.subject]


def test_a_new_token_takes_the_place_of_the_one_before() -> None:
    key, old = with_token()
    new = issue_token(key=key, by=gro(), at=AT)
    with pytest.raises(NoSuchToken):
        client_behind(old, at=AT)
    assert client_behind(new, at=AT).account_id


def test_what_is_revoked_opens_nothing_from_that_moment_on() -> None:
    key, token = with_token()
    revoke_client(key=key, by=finn(), at=AT)
    with pytest.raises(NoSuchToken):
        client_behind(token, at=AT)
    for verb in (confirm_client, issue_token, revoke_client):
        with pytest.raises(ClientRefused):
            verb(key=key, by=finn(), at=AT)
    assert not Account.objects.get(username=f"client-{key}").is_active


def test_a_token_ends_with_its_client() -> None:
    key, token = with_token()
    last = AT + timedelta(days=30)
    assert client_behind(token, at=last - timedelta(seconds=1)).account_id
    with pytest.raises(NoSuchToken):
        client_behind(token, at=last)
    with pytest.raises(ClientRefused, match="ended"):
        issue_token(key=key, by=gro(), at=last)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"scopes": ("account.create",)}, "scopes"),
        ({"ends_at": None}, "ends"),
        ({"ends_at": AT}, "ends"),
        ({"ends_at": AT + LONGEST_LIFE + timedelta(seconds=1)}, "ends"),
    ],
)
def test_a_client_that_is_not_sound_is_refused(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ClientRefused) as refused:
        asked(**changes)
    assert list(refused.value.errors) == [field]
    assert not Client.objects.exists()


def test_a_leader_looks_after_the_own_service_alone() -> None:
    with pytest.raises(NotPermitted):
        asked(service="MR")
    key = asked(finn(), service="MR")
    assert client_lines(gro(), at=AT) == ()
    with pytest.raises(ClientRefused, match="not in your list"):
        confirm_client(key=key, by=gro(), at=AT)
    with pytest.raises(NotPermitted):
        asked(actor_of(account_of("bo")))


@given(st.sets(st.sampled_from([*map(str, Permission), "nonsense"])))
def test_scopes_never_give_what_the_role_does_not(scopes: set[str]) -> None:
    given_ = scopes_permitted(scopes)
    assert given_ <= {str(one) for one in ROLES[ROLE].permissions}
    assert given_ <= scopes | {"case.read"}
    assert not given_ & {"account.create", "roles.give", "case.export", "access.govern"}


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=120))
def test_a_text_that_is_no_token_opens_nothing(text: str) -> None:
    with pytest.raises(NoSuchToken):
        client_behind(text, at=AT)


def test_the_same_is_compared_whether_a_client_has_the_beginning_or_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _key, token = with_token()
    compared: list[tuple[str, str]] = []
    kept = tokens.hmac.compare_digest

    def watched(one: str, other: str) -> bool:
        compared.append((one, other))
        return kept(one, other)

    monkeypatch.setattr(tokens.hmac, "compare_digest", watched)
    wrong = [token[:-1] + ("0" if token[-1] != "0" else "1"), f"fristed_{'0' * 12}_{'0' * 64}", "nothing", ""]
    for one in wrong:
        with pytest.raises(NoSuchToken):
            client_behind(one, at=AT)
    assert [{len(one), len(other)} for one, other in compared] == [{64}] * len(wrong)


def test_a_machine_is_no_person_to_help_in_or_give_roles() -> None:
    key, _token = with_token()
    account = Account.objects.get(username=f"client-{key}")
    assert not account.has_usable_password()
    assert account.pk not in {one.account_id for one in people_to_help(finn())}
    assert account.pk not in {line.person.account_id for line in accounts_in_reach(finn())}
    with pytest.raises(AccessRefused):
        give_role(account=account.pk, role="service_leader", by=finn(), at=AT)
    with pytest.raises(AccessRefused):
        close_account(account=account.pk, by=finn(), at=AT)


def test_nobody_who_signs_in_is_called_as_a_machine() -> None:
    person = {"display_name": "A", "service": "", "roles": ["none"], "password": "a-long-password-for-tests"}
    with pytest.raises(AccountRefused):
        create_account(username="client-x", **person, by=SYSTEM, at=AT)  # type: ignore[arg-type]


def test_those_who_only_run_the_system_cannot_open_a_register_by_themselves() -> None:
    key = asked(finn())
    other = replace(finn(), username="frida", account_id=None)
    with pytest.raises(ClientRefused, match="leader of the service"):
        confirm_client(key=key, by=other, at=AT)
    assert Client.objects.get(key=key).confirmed_at is None
    confirm_client(key=key, by=gro(), at=AT)


@pytest.mark.parametrize("how", ["tie", "block"])
def test_nobody_reads_through_a_client_what_is_shut_to_them(how: str) -> None:
    bo = actor_of(account_of("bo"), at=AT)
    case = register_case(draft=plain_case("KT", AT.date()), by=bo, at=AT).reference
    _key, token = with_token()
    assert case_detail(client_behind(token, at=AT), case).reference == case
    if how == "tie":
        declare_tie(reference=case, kind="kin", by=gro(), at=AT)
    else:
        block_staff(reference=case, account=gro().account_id, by=bo, at=AT)
    client = client_behind(token, at=AT)
    with pytest.raises(CaseNotFound):
        case_detail(client, case)
    assert references_within_reach(client, [case]) == frozenset()
    assert case_detail(bo, case).reference == case


def test_an_alarm_in_a_case_that_a_machine_registered_is_told_to_a_person_at_once() -> None:
    _key, token = with_token()
    client = client_behind(token, at=AT)
    case = register_case(draft=plain_case("KT", AT.date()), by=client, at=AT).reference
    row = Case.objects.get(reference=case)
    assert row.responsible == client.account_id
    assert to_be_told(row, at=AT) == frozenset()
    day = AT.date() + timedelta(days=1)
    bo = actor_of(account_of("bo"), at=AT)
    promise_signs(reference=case, first_date=day, by_time=None, every_days=None, times=1, by=bo, at=AT)
    assert fire_alarms(by=SYSTEM, at=AT + timedelta(days=3)) == 1
    assert [one.account_id for one in GivenNotice.objects.all()] == [gro().account_id]
    assert client.account_id not in {one.account_id for one in colleagues_to_choose(bo)}
    with pytest.raises(TeamRefused):
        add_to_team(reference=case, account=client.account_id, by=bo, at=AT)
