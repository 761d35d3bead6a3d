"""Second factors, enrolment, step up, sessions that end, and what was typed meanwhile: through the pages."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
from django.conf import settings as house
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import actor_of
from fristed.foundation.identity.staff.actions import bind_to_provider, issue_code
from fristed.foundation.identity.staff.models import AuthenticatorApp, Passkey, StaffSession
from fristed.foundation.identity.staff.rules import step_of
from fristed.foundation.identity.staff.sessions import end_sessions_of
from fristed.interfaces.web import middleware
from fristed.interfaces.web.pages import security
from fristed.interfaces.web.staff.drafts import page_to_begin_again
from fristed.interfaces.web.staff.step_up import StepUpNeeded, require_step_up
from tests.unit.foundation.staff.authenticator import Authenticator
from tests.unit.interfaces.web.visitors import AT, PASSWORD, account_of, stranger, text_of, visitor

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def _required(settings: Any) -> None:
    settings.SECOND_FACTOR = "required"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A clock that a test can set: its only entry is what the door reads."""
    now = [AT]
    monkeypatch.setattr(middleware, "door_clock", lambda: now[0])
    return now


def sign_in(client: Client, username: str = "bo", password: str = PASSWORD, **more: str) -> HttpResponse:
    """Send the sign-in form."""
    account_of(username)
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def secret_on(page: HttpResponse) -> pyotp.TOTP:
    """Read the secret that a page shows in letters."""
    found = re.findall(r"<code>([A-Z2-7 ]{30,})</code>", page.content.decode())
    return pyotp.TOTP(found[0].replace(" ", ""))


def with_app(client: Client, username: str = "bo") -> pyotp.TOTP:
    """Sign in and set up an app, whose code of the half minute before now has been used."""
    sign_in(client, username)
    otp = secret_on(client.get("/security/app/"))
    assert client.post("/security/app/", {"code": otp.generate_otp(step_of(AT) - 1)}).status_code == 200
    return otp


@pytest.mark.usefixtures("_required")
def test_where_a_second_factor_is_required_nothing_opens_before_there_is_one() -> None:
    client = stranger()
    assert sign_in(client, next="/cases/").url == "/security/"
    for address in ("/", "/cases/", "/security/password/", "/about/"):
        assert client.get(address).url == "/security/"
    assert client.post("/cases/new/").url == "/security/"
    otp = secret_on(client.get("/security/app/"))
    assert client.post("/security/app/", {"code": "000000"}).status_code == 422
    done = client.post("/security/app/", {"code": otp.at(AT)})
    assert len(re.findall(r"<li><code>", done.content.decode())) == 10
    assert client.get("/cases/").status_code == 200


def test_where_it_is_offered_the_password_is_enough_and_the_page_says_so() -> None:
    client = stranger()
    assert sign_in(client).url == "/"
    assert "et tilbud og ikke et krav" in text_of(client.get("/security/"))


def test_a_secret_that_was_seen_before_does_not_become_the_factor() -> None:
    client = stranger()
    sign_in(client)
    seen = secret_on(client.get("/security/app/"))
    mine = secret_on(client.get("/security/app/"))
    assert seen.secret != mine.secret
    assert secret_on(client.post("/security/app/", {"code": seen.at(AT)})).secret == mine.secret
    assert client.post("/security/app/", {"code": mine.at(AT)}).status_code == 200


def test_a_right_password_alone_opens_nothing_where_there_is_a_second_factor() -> None:
    otp = with_app(stranger())
    client = stranger()
    assert sign_in(client, next="/cases/").url == "/sign-in/second/"
    assert client.get("/cases/").status_code == 302
    assert client.post("/sign-in/second/", {"code": "000000"}).status_code == 422
    before = client.session.session_key
    assert client.post("/sign-in/second/", {"code": otp.at(AT)}).url == "/cases/"
    assert client.session.session_key != before
    assert StaffSession.objects.filter(means="app").count() == 1
    assert AuditLine.objects.filter(event="second_factor.refused", subject="bo").count() == 1
    again = stranger()
    sign_in(again)
    assert again.post("/sign-in/second/", {"code": otp.at(AT)}).status_code == 422


def test_the_second_half_of_signing_in_is_not_open_for_long(clock: list[Any]) -> None:
    otp, client = with_app(stranger()), stranger()
    sign_in(client)
    clock[0] = AT + 6 * MINUTE
    assert client.post("/sign-in/second/", {"code": otp.at(clock[0])}).url == "/sign-in/"


def test_a_recovery_code_lets_in_once() -> None:
    client = stranger()
    with_app(client)
    page = client.post("/security/new-codes/").content.decode()
    code = re.findall(r"<li><code>([\w-]+)</code>", page)[0]
    for expected in (302, 422):
        other = stranger()
        sign_in(other)
        assert other.post("/sign-in/second/", {"code": code}).status_code == expected


def test_guessing_codes_is_slowed_down() -> None:
    with_app(stranger())
    client = stranger()
    sign_in(client)
    statuses = [client.post("/sign-in/second/", {"code": f"{n:06}"}).status_code for n in range(7)]
    assert statuses == [422] * 5 + [429] * 2


@pytest.mark.parametrize("username", ["bo", "nobody-at-all"])
def test_guessing_passwords_is_slowed_down_the_same_whether_the_name_exists_or_not(username: str) -> None:
    account_of("bo")
    client = stranger()
    answers = [client.post("/sign-in/", {"username": username, "password": f"wrong {n}"}) for n in range(7)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429] * 2
    assert "For mange forsøk. Vent 1 sekund" in text_of(answers[-1])
    assert "Brukernavnet eller passordet er feil" not in text_of(answers[-1])
    # Not even the right password is looked at meanwhile.
    assert client.post("/sign-in/", {"username": username, "password": PASSWORD}).status_code == 429


def test_a_stranger_who_fails_under_my_name_does_not_keep_me_out_of_my_own_browser() -> None:
    mine, theirs = stranger(), Client(REMOTE_ADDR="192.0.2.1")
    sign_in(mine)
    mine.post("/sign-out/")
    for n in range(8):
        theirs.post("/sign-in/", {"username": "bo", "password": f"wrong {n}"})
    assert theirs.post("/sign-in/", {"username": "bo", "password": PASSWORD}).status_code == 429
    assert sign_in(mine).status_code == 302


# ---- passkeys


def passkey_for(client: Client, device: Authenticator) -> HttpResponse:
    """Make a passkey on a device for somebody who is in."""
    options = json.loads(client.post("/security/passkey/options/").content)
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    return client.post("/security/passkey/", {"name": "Phone", "answer": device.create(options)})


@pytest.fixture
def at_home(settings: Any) -> Any:
    """Let the site have a name of its own, to which passkeys belong."""
    settings.ORIGIN = "http://localhost"
    return settings


@pytest.fixture
def device(at_home: Any) -> Authenticator:
    """A device with a passkey of Bo."""
    client, device = stranger(), Authenticator()
    sign_in(client)
    assert passkey_for(client, device).status_code == 200
    return device


def asked(client: Client) -> dict[str, Any]:
    """Get what a browser is asked for a passkey."""
    found: dict[str, Any] = json.loads(client.post("/sign-in/passkey/options/").content)
    assert found["userVerification"] == "required"
    assert not found.get("allowCredentials")
    return found


def test_a_passkey_alone_lets_in(device: Authenticator) -> None:
    client = stranger()
    given = {"answer": device.get(asked(client)), "next": "/cases/"}
    assert client.post("/sign-in/passkey/", given).url == "/cases/"
    assert client.get("/cases/").status_code == 200
    assert StaffSession.objects.filter(means="passkey").exists()
    assert Passkey.objects.get().sign_count == 1


def refused(client: Client, answer: str) -> None:
    """Answer, and be refused in words that tell nothing."""
    page = client.post("/sign-in/passkey/", {"answer": answer})
    assert page.status_code == 422
    assert "Tilgangsnøkkelen ble ikke godtatt." in text_of(page)
    assert client.get("/cases/").status_code == 302
    assert AuditLine.objects.filter(event="passkey.refused").exists()


def test_a_challenge_is_answered_once_by_the_browser_that_got_it(device: Authenticator) -> None:
    client, other = stranger(), stranger()
    answer = device.get(asked(client))
    refused(other, answer)
    asked(other)
    refused(other, answer)
    assert client.post("/sign-in/passkey/", {"answer": answer}).status_code == 302
    client.post("/sign-out/")
    refused(client, answer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://false.example"},
        {"host": "false.example"},
        {"verifies": False},
        {"user": b"somebody else"},
    ],
)
def test_an_answer_for_another_site_or_without_the_person_verified_is_refused(
    device: Authenticator, wrong: dict[str, Any]
) -> None:
    for name, value in wrong.items():
        setattr(device, name, value)
    client = stranger()
    refused(client, device.get(asked(client)))


def test_a_counter_that_has_gone_back_is_that_of_a_copy(device: Authenticator) -> None:
    client = stranger()
    device.count = 5
    assert client.post("/sign-in/passkey/", {"answer": device.get(asked(client))}).status_code == 302
    client.post("/sign-out/")
    device.count = 4
    refused(client, device.get(asked(client)))


def test_another_key_with_the_same_number_and_nonsense_are_refused(device: Authenticator) -> None:
    client = stranger()
    false = Authenticator(number=device.number, user=device.user)
    refused(client, false.get(asked(client)))
    for answer in ("", "{}", "[]", "null", '{"id": 1}', "x" * 100):
        asked(client)
        refused(client, answer)


def test_a_challenge_grows_old(device: Authenticator, clock: list[Any]) -> None:
    client = stranger()
    answer = device.get(asked(client))
    clock[0] = AT + 6 * MINUTE
    refused(client, answer)


def test_a_passkey_that_did_not_verify_the_person_is_not_kept(at_home: Any) -> None:
    client = stranger()
    sign_in(client)
    for wrong in (Authenticator(verifies=False), Authenticator(origin="https://false.example")):
        assert passkey_for(client, wrong).status_code == 422
    assert not Passkey.objects.exists()


def test_there_are_no_passkeys_at_an_address_without_a_name() -> None:
    client = visitor("bo")
    assert "data-passkey" not in client.get("/security/passkey/").content.decode()
    assert client.post("/security/passkey/options/").status_code == 404
    assert "passkeys.js" not in stranger().get("/sign-in/").content.decode()


@pytest.mark.usefixtures("_required")
def test_the_last_second_factor_stays_where_one_is_required(device: Authenticator) -> None:
    client = stranger()
    client.post("/sign-in/passkey/", {"answer": device.get(asked(client))})
    given = {"id": Passkey.objects.get().pk}
    client.post("/security/remove-passkey/", given)
    assert Passkey.objects.exists()
    otp = secret_on(client.get("/security/app/"))
    client.post("/security/app/", {"code": otp.at(AT)})
    client.post("/security/remove-passkey/", given)
    assert not Passkey.objects.exists()
    client.post("/security/remove-app/")
    assert AuthenticatorApp.objects.exists()


# ---- step up


def test_a_step_up_is_asked_for_when_the_last_showing_is_old_and_the_form_is_kept(clock: list[Any]) -> None:
    client = visitor("gro")
    given = {"purpose": "audit", "form": "csv"}
    clock[0] = AT + 6 * MINUTE
    assert client.post("/cases/export/", given).url == "/step-up/"
    assert client.post("/step-up/", {"password": "wrong"}).status_code == 422
    before = client.session.session_key
    assert client.post("/step-up/", {"password": PASSWORD}).url == "/go-on/"
    assert client.session.session_key != before
    page = client.get("/go-on/").content.decode()
    assert 'action="/cases/export/"' in page
    for name, value in given.items():
        assert re.search(rf'name="{name}"[^>]*>\s*{value}</textarea>', page)
    assert client.post("/cases/export/", given).status_code != 302
    assert AuditLine.objects.filter(event="session.stepped_up", subject="gro").count() == 1
    assert AuditLine.objects.filter(event="step_up.refused", subject="gro").count() == 1


def test_who_has_a_second_factor_steps_up_with_it_and_not_with_the_password(clock: list[Any]) -> None:
    client = stranger()
    otp = with_app(client, "gro")
    clock[0] = AT + 6 * MINUTE
    assert client.get("/security/app/").url == "/step-up/?next=%2Fsecurity%2Fapp%2F"
    assert client.post("/step-up/", {"password": PASSWORD}).status_code == 422
    assert client.post("/step-up/", {"code": otp.at(clock[0]), "next": "/cases/"}).url == "/cases/"


def test_a_passkey_of_somebody_else_does_not_step_up_for_me(device: Authenticator, clock: list[Any]) -> None:
    client = visitor("gro")
    clock[0] = AT + 6 * MINUTE
    assert client.post("/step-up/", {"answer": device.get(asked(client))}).status_code == 422
    own = visitor("bo")
    StaffSession.objects.update(last_used_at=clock[0])
    assert own.post("/step-up/", {"answer": device.get(asked(own)), "next": "/cases/"}).url == "/cases/"


def test_nobody_is_led_to_another_site_after_a_step_up() -> None:
    client = visitor("gro")
    given = {"password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post("/step-up/", given).url == "/"


@pytest.mark.parametrize(
    "address", ["/statistics/2024/official/sign/", "/statistics/2024/official/publish/", "/cases/export/"]
)
def test_signing_off_publishing_and_taking_rows_out_ask_for_a_step_up(address: str, clock: list[Any]) -> None:
    client = visitor("gro" if "export" in address else "dina")
    clock[0] = AT + 6 * MINUTE
    assert client.post(address, {"version": "1"}).url == "/step-up/"


# ---- sessions


def test_a_page_that_looks_again_by_itself_does_not_keep_a_session_open(clock: list[Any]) -> None:
    client = visitor("bo")
    for minutes in range(1, 15):
        clock[0] = AT + minutes * MINUTE
        assert client.get("/", headers={"X-Fristed-Look-Again": "1"}).status_code == 200
    clock[0] = AT + 15 * MINUTE
    assert client.get("/").status_code == 302


def test_a_page_that_a_person_opens_does(clock: list[Any]) -> None:
    client = visitor("bo")
    for minutes in (10, 20, 30):
        clock[0] = AT + minutes * MINUTE
        assert client.get("/").status_code == 200
    answer = client.post("/security/stay/")
    assert answer.json() == {"seconds": 15 * 60}


def test_what_was_typed_when_the_session_ended_is_offered_again_after_signing_in(clock: list[Any]) -> None:
    client = visitor("bo")
    clock[0] = AT + 16 * MINUTE
    typed = 'tre linjer\nog "tegn" <b>'
    answer = client.post("/cases/new/", {"topic": typed, "several": ["a", "b"], "password": "not this"})
    assert answer.url.startswith("/sign-in/")
    assert "Det du skrev, er tatt vare på" in text_of(client.get("/sign-in/"))
    assert sign_in(client, "bo").url == "/go-on/"
    page = html.unescape(client.get("/go-on/").content.decode())
    assert f">\n{typed}</textarea>" in page
    assert page.count('name="several"') == 2
    assert "not this" not in page
    assert 'action="/cases/new/"' in page


@pytest.mark.parametrize(
    ("address", "again"),
    [
        ("/place-key/change/", "/place-key/"),
        ("/cases/7K4MA-9QXTB/place/write/", "/cases/7K4MA-9QXTB/place/"),
        ("/cases/7K4MA-9QXTB/person/write/", "/cases/7K4MA-9QXTB/person/write/"),
        ("/escrow/begin/", "/escrow/"),
    ],
)
def test_nothing_is_kept_of_a_form_whose_answers_are_sealed(
    clock: list[Any], address: str, again: str
) -> None:
    client = visitor("gro")
    clock[0] = AT + 16 * MINUTE
    client.post(address, {"write-passphrase": "four words it is", "address": "Kanarivegen 77"})
    assert "draft" not in client.session
    assert "for følsomt til å bli tatt vare på" in text_of(client.get("/sign-in/"))
    assert "for følsomt" not in text_of(client.get("/sign-in/"))
    assert sign_in(client, "gro").url == "/"
    request = RequestFactory().post(address)
    assert page_to_begin_again(request) == again


def test_it_is_offered_to_nobody_else_and_not_for_ever(clock: list[Any]) -> None:
    for username, minutes in (("aud", 17), ("bo", 50)):
        client = visitor("bo")
        clock[0] = AT + 16 * MINUTE
        client.post("/cases/new/", {"topic": "typed"})
        clock[0] = AT + minutes * MINUTE
        assert sign_in(client, username).url == "/"
        assert client.get("/go-on/").url == "/"
        StaffSession.objects.all().delete()
        clock[0] = AT


def test_what_was_typed_lies_sealed_on_the_server_and_not_after_somebody_ended_the_session(
    clock: list[Any],
) -> None:
    client, account = visitor("bo"), account_of("bo")
    clock[0] = AT + 16 * MINUTE
    client.post("/cases/new/", {"topic": "typed"})
    assert "typed" not in str(dict(client.session))
    other = visitor("bo")
    clock[0] = AT + MINUTE
    end_sessions_of(account.pk, by=actor_of(account_of("finn")), at=clock[0])
    other.post("/cases/new/", {"topic": "typed"})
    assert "draft" not in other.session


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/guidance/", {"role": "exposed", "seen": ["violence"], "step": "show"}),
        ("/guidance/en/", {"danger": "yes", "step": "change"}),
        ("/directory/", {"words": "shelter"}),
        ("/directory/who-covers/", {"school": "Somewhere"}),
    ],
)
def test_nothing_is_kept_of_a_page_that_is_open_to_everybody(
    clock: list[Any], address: str, fields: dict[str, Any]
) -> None:
    client = visitor("bo")
    clock[0] = AT + 16 * MINUTE
    answer = client.post(address, fields)
    assert answer.status_code == 200
    assert not any(one.value for one in answer.cookies.values())  # the dead session's may be taken away
    assert not {"draft", "draft_not_kept"} & set(client.session.keys())
    assert sign_in(client, "bo").url == "/"
    assert client.get("/go-on/").url == "/"


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/cases/22222-22222/place/write/", {"write-address": "typed", "write-passphrase": "typed"}),
        ("/cases/22222-22222/place/read/", {"read-passphrase": "typed"}),
        ("/cases/22222-22222/person/write/", {"full_name": "typed"}),
        ("/place-key/make/", {"make-new": "typed"}),
        ("/place-key/number/", {"number-number": "typed"}),
        ("/no/such/page/", {"anything": "typed"}),
    ],
)
def test_what_only_the_vault_may_hold_is_not_kept_outside_it(
    address: str, fields: dict[str, str], clock: list[Any]
) -> None:
    client = visitor("bo")
    clock[0] = AT + 16 * MINUTE
    assert client.post(address, fields).status_code in {302, 404}
    assert "draft" not in client.session
    assert sign_in(client, "bo").url == "/"


def test_what_the_database_holds_of_a_session_is_no_key_to_it() -> None:
    client = stranger()
    sign_in(client)
    assert client.get("/cases/").status_code == 200
    key = client.session.session_key
    tables = connection.introspection.table_names()
    held = {
        str(value)
        for table in tables
        for row in connection.cursor().execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608
        for value in row
    }
    assert not {value for value in held if key in value}
    thief = stranger()
    for stored in Session.objects.values_list("session_key", flat=True):
        thief.cookies[house.SESSION_COOKIE_NAME] = stored
        assert thief.get("/cases/").url.startswith("/sign-in/")


def test_a_session_is_stored_once_and_gone_when_it_is_ended() -> None:
    client = stranger()
    sign_in(client)
    assert client.session.exists(client.session.session_key)
    assert Session.objects.count() == 1
    client.post("/sign-out/")
    assert not Session.objects.filter(session_data__contains="_auth_user").exists()
    assert Session.objects.count() <= 1


def test_what_lies_in_sessions_that_are_over_is_deleted_when_somebody_signs_in() -> None:
    visitor("aud")
    Session.objects.update(expire_date=AT - timedelta(days=3650))
    sign_in(stranger())
    assert Session.objects.count() == 1


def test_a_session_that_is_ended_shows_nothing_from_then_on() -> None:
    client, account = visitor("bo"), account_of("bo")
    assert client.get("/cases/").status_code == 200
    visitor("finn").post(f"/account-help/{account.pk}/end/")
    assert client.get("/cases/").url == "/sign-in/?next=/cases/"
    assert not client.session.keys()


def test_a_page_that_is_being_made_when_the_session_is_ended_is_not_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client, account, finn = visitor("bo"), account_of("bo"), actor_of(account_of("finn"))
    real = security.sessions_of

    def ended_meanwhile(*given: Any, **named: Any) -> Any:
        found = real(*given, **named)
        end_sessions_of(account.pk, by=finn, at=AT)
        return found

    monkeypatch.setattr(security, "sessions_of", ended_meanwhile)
    answer = client.get("/security/")
    assert (answer.status_code, answer.url) == (302, "/sign-in/?next=/security/")


def test_a_session_of_the_framework_alone_opens_nothing() -> None:
    client = Client()
    client.force_login(account_of("bo"))
    assert client.get("/cases/").status_code == 302


def test_my_sessions_are_listed_and_can_be_ended_one_by_one_and_all() -> None:
    here, there = visitor("bo"), visitor("bo")
    other = visitor("aud")
    mine = StaffSession.objects.filter(account__username="bo").order_by("pk")
    page = text_of(here.get("/security/"))
    assert page.count("/security/end-session/") == 2
    assert page.count("Denne økten") == 1
    theirs = StaffSession.objects.get(account__username="aud")
    here.post("/security/end-session/", {"id": theirs.pk})
    assert other.get("/").status_code == 200
    here.post("/security/end-session/", {"id": mine[1].pk})
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200
    assert here.post("/security/end-all/").url == "/sign-in/"
    assert here.get("/").status_code == 302


def test_a_changed_password_keeps_this_session_and_ends_the_others() -> None:
    here, there = visitor("bo"), visitor("bo")
    new = "another long password"
    given = {"password": "wrong", "new_password": new, "new_password_again": new}
    assert here.post("/security/password/", given).status_code == 422
    before = here.session.session_key
    assert here.post("/security/password/", {**given, "password": PASSWORD}).url == "/security/"
    assert here.session.session_key != before
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert stranger().post("/sign-in/", {"username": "bo", "password": new}).status_code == 302


def test_a_one_time_code_gives_a_new_password_and_the_answer_is_one_for_all_that_is_wrong() -> None:
    bo = account_of("bo")
    code = issue_code(account=bo.pk, purpose="password", by=actor_of(account_of("gro")), at=AT)
    new = "another long password"
    given = {"username": "bo", "code": code, "new_password": new, "new_password_again": new}
    pages = [
        text_of(stranger().post("/sign-in/code/password/", given | wrong)).partition("<form")[2]
        for wrong in ({"username": "aud"}, {"username": "nobody-at-all"}, {"code": "AAAA-AAAA-AAAA"})
    ]
    assert all("Dette åpner ikke noe." in page for page in pages)
    weak = {"new_password": "short", "new_password_again": "short"}
    assert stranger().post("/sign-in/code/password/", given | weak).status_code == 422
    assert stranger().post("/sign-in/code/password/", given).url == "/sign-in/"
    assert stranger().post("/sign-in/code/password/", given).status_code == 422
    assert stranger().post("/sign-in/", {"username": "bo", "password": new}).status_code == 302


@pytest.mark.usefixtures("_required")
def test_a_code_for_a_new_factor_needs_the_password_too_and_leads_to_enrolment() -> None:
    with_app(stranger())
    code = issue_code(account=account_of("bo").pk, purpose="factors", by=actor_of(account_of("gro")), at=AT)
    given = {"username": "bo", "code": code, "password": "wrong"}
    assert stranger().post("/sign-in/code/factors/", given).status_code == 422
    assert stranger().post("/sign-in/code/factors/", given | {"password": PASSWORD}).url == "/sign-in/"
    client = stranger()
    assert sign_in(client).url == "/security/"
    assert not AuthenticatorApp.objects.exists()


@pytest.fixture
def _by_provider(settings: Any, tmp_path: Path) -> None:
    """A provider is set up; nobody asks it anything here."""
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = "https://provider.example", "fristed"
    settings.OIDC_KEY_FILE = str(tmp_path / "key")


@pytest.mark.usefixtures("_by_provider")
def test_a_code_for_binding_is_one_half_whoever_handed_it_over_does_not_become_the_person() -> None:
    code = issue_code(account=account_of("bo").pk, purpose="binding", by=actor_of(account_of("gro")), at=AT)
    given = {"username": "bo", "code": code}
    for password in ({}, {"password": "wrong"}):
        client = stranger()
        assert client.post("/sign-in/code/binding/", given | password).status_code == 422
        assert "binds_account" not in client.session
    client = stranger()
    assert client.post("/sign-in/code/binding/", given | {"password": PASSWORD}).status_code == 200
    assert client.session["binds_account"]["account"] == account_of("bo").pk


@pytest.mark.usefixtures("_by_provider", "_required")
def test_a_password_alone_enrols_nothing_for_who_signs_in_by_the_provider() -> None:
    bo = actor_of(account_of("bo"))
    assert bind_to_provider(subject="sub-of-bo", issuer="https://provider.example", by=bo, at=AT)
    client = stranger()
    assert sign_in(client, next="/cases/").url == "/sign-in/provider/?next=%2Fcases%2F"
    assert client.get("/security/app/").url.startswith("/sign-in/")
    assert not StaffSession.objects.exists()


def test_codes_cannot_be_guessed_for_long() -> None:
    client = stranger()
    given = {"username": "bo", "new_password": "x" * 12, "new_password_again": "x" * 12}
    statuses = [
        client.post("/sign-in/code/password/", given | {"code": f"AAAA-AAAA-AA{n:02}"}).status_code
        for n in range(7)
    ]
    assert statuses == [422] * 5 + [429] * 2


def test_the_cookies_of_a_site_behind_tls_belong_to_it_alone(settings: Any) -> None:
    settings.HTTPS = True
    client = stranger()
    answer = sign_in(client)
    known = answer.cookies["__Host-known"]
    assert (known["secure"], known["httponly"], known["path"], known["domain"]) == (True, True, "/", "")
    assert "bo" not in known.value.partition(":")[0]
    assert house.SESSION_COOKIE_HTTPONLY


def test_the_seam_refuses_where_there_is_no_session() -> None:
    request: Any = HttpRequest()
    request.staff, request.at = None, AT
    with pytest.raises(StepUpNeeded):
        require_step_up(request)
