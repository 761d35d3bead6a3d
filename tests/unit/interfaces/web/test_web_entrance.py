"""Coming in, going out, choosing a language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.db.utils import OperationalError
from django.test import Client

from fristed.foundation.audit.models import AuditLine
from fristed.interfaces.web.pages import cases, entrance
from tests.unit.interfaces.web.visitors import PASSWORD, account_of, stranger, visitor

pytestmark = pytest.mark.django_db


def sign_in(client: Client, username: str, password: str, **more: str) -> object:
    """Send the sign-in form."""
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def test_who_has_an_account_comes_in_and_is_led_on() -> None:
    account_of("aud")
    answer = sign_in(stranger(), "aud", PASSWORD, next="/cases/")
    assert (answer.status_code, answer.url) == (302, "/cases/")
    assert AuditLine.objects.filter(event="account.signed_in", actor_username="aud").count() == 1


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(elsewhere: str) -> None:
    account_of("aud")
    assert sign_in(stranger(), "aud", PASSWORD, next=elsewhere).url == "/"
    assert visitor("aud").post("/language/", {"language": "nn", "next": elsewhere}).url == "/"


@pytest.mark.parametrize(("username", "password"), [("aud", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(username: str, password: str) -> None:
    account_of("aud")
    answer = sign_in(stranger(), username, password)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Brukernavnet eller passordet er feil" in page
    assert f'value="{username}"' in page
    assert password not in page


def test_an_inactive_account_does_not_come_in() -> None:
    account = account_of("aud")
    account.is_active = False
    account.save()
    assert sign_in(stranger(), "aud", PASSWORD).status_code == 422


def test_empty_fields_are_asked_for_beside_each() -> None:
    page = sign_in(stranger(), "", "").content.decode()
    assert 'href="#id_username"' in page
    assert 'href="#id_password"' in page
    assert page.count("Skriv brukernavnet ditt") == 2


def test_the_session_gets_a_new_key_when_somebody_signs_in() -> None:
    account_of("aud")
    client = stranger()
    client.get("/sign-in/")
    before = client.session.session_key
    sign_in(client, "aud", PASSWORD)
    assert client.session.session_key != before


def test_signing_out_ends_the_session_and_is_written_down() -> None:
    client = visitor("aud")
    assert client.post("/sign-out/").url == "/sign-in/"
    assert client.get("/").status_code == 302
    assert AuditLine.objects.filter(event="account.signed_out", actor_username="aud").exists()


def test_signing_out_by_a_link_is_refused() -> None:
    client = visitor("aud")
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/").status_code == 200


def test_who_is_in_already_is_not_asked_again() -> None:
    assert visitor("aud").get("/sign-in/").url == "/"


def test_a_language_can_be_chosen_before_signing_in() -> None:
    client = stranger()
    assert 'lang="nb"' in client.get("/sign-in/").content.decode()
    page = client.get("/sign-in/?language=nn").content.decode()
    assert '<html lang="nn"' in page
    assert "Brukarnamn" in page
    assert "Brukarnamn" in client.get("/sign-in/").content.decode()


def test_the_language_of_the_browser_is_not_asked() -> None:
    page = stranger().get("/sign-in/", headers={"accept-language": "en-US,en;q=0.9"}).content.decode()
    assert "Brukernavn" in page


def test_a_language_that_does_not_exist_changes_nothing() -> None:
    client = visitor("aud")
    client.post("/language/", {"language": "xx", "next": "/"})
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies
    client.post("/language/", {"language": "en", "next": "/"})
    assert "Hello, Aud Fjellheim" in client.get("/").content.decode()


def test_the_language_cookie_is_out_of_reach_of_scripts() -> None:
    client = visitor("aud")
    client.post("/language/", {"language": "en"})
    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_demo_accounts_are_shown_only_where_nobody_is_real(tmp_path: Path) -> None:
    client = stranger()
    assert "demo" not in client.get("/sign-in/").content.decode().lower()
    account = {
        "username": "aud",
        "display_name": "Aud Fjellheim",
        "role": "case_worker",
        "password": "shown-here",
    }
    (tmp_path / "DEMO").write_text(json.dumps({"accounts": [account]}), "utf-8")
    page = client.get("/sign-in/").content.decode()
    assert "Ingen i den er virkelige" in page
    assert "shown-here" in page
    assert "Saksbehandler" in page


def test_an_empty_mark_of_a_demo_shows_the_banner_and_no_accounts(tmp_path: Path) -> None:
    (tmp_path / "DEMO").touch()
    page = stranger().get("/sign-in/").content.decode()
    assert "Ingen i den er virkelige" in page
    assert "Logg inn som" not in page


def test_health_tells_that_the_database_answers_and_nothing_else() -> None:
    answer = stranger().get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_health_tells_when_the_database_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> bool:
        raise OperationalError("no such file")

    monkeypatch.setattr(entrance.AnsweredForm.objects, "exists", refuse)
    answer = stranger().get("/health")
    assert (answer.status_code, answer.json()) == (503, {"status": "no database"})


def test_a_fault_of_ours_is_said_in_words_and_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(cases, "cases_visible_to", fail)
    client = visitor("aud")
    client.raise_request_exception = False
    answer = client.get("/cases/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Feilen er vår, ikke din." in page
    assert "secret" not in page


def test_a_form_without_its_token_is_refused_in_words() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"username": "aud", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Ingenting ble lagret" in answer.content.decode()


@pytest.mark.django_db
def test_being_turned_away_is_noted_without_what_was_typed() -> None:
    visitor_without_account = stranger()
    answer = visitor_without_account.post("/sign-in/", {"username": "my secret password", "password": "oops"})
    assert answer.status_code == 422
    line = AuditLine.objects.get(event="account.sign_in_refused")
    assert "secret" not in line.subject + line.facts
