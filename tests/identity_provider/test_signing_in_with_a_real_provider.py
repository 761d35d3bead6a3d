"""Signing in, stepping up, binding and being ended, with a certified OpenID provider that is running."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from joserfc.jwk import ECKey, RSAKey

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import actor_of
from fristed.foundation.identity.staff.actions import bind_to_provider, issue_code
from fristed.foundation.identity.staff.models import ProviderBinding, StaffSession
from fristed.foundation.identity.staff.provider import discovery, flow, tokens
from fristed.foundation.identity.staff.provider.profile import provider_profile, read_key
from fristed.foundation.identity.staff.sessions import end_sessions_of
from fristed.interfaces.web import middleware
from fristed.interfaces.web.requests import door_clock
from tests.identity_provider.running import Running, private_key, provider, query_of
from tests.unit.interfaces.web.visitors import PASSWORD, account_of, stranger

pytestmark = [pytest.mark.ci, pytest.mark.django_db, pytest.mark.xdist_group("provider")]
AUD = "sub-of-aud"


def bind(username: str, subject: str, issuer: str) -> None:
    """Bind an account of the cast to a person at the provider."""
    by = actor_of(account_of(username))
    assert bind_to_provider(subject=subject, issuer=issuer, by=by, at=door_clock())


def there_and_back(
    client: Client, running: Running, *, start: str = "/sign-in/provider/", browser: Any = None
) -> str:
    """Send a visitor to the provider; give the address that it leads back to."""
    sent = client.get(start)
    assert sent.status_code == 302
    assert sent.url.startswith(running.issuer)
    back = running.walk(sent.url, browser or running.browser())
    assert back.startswith("http://testserver/sign-in/provider/return/")
    return back


def last_refusal() -> str:
    """Give the reason that the trail has of the last refusal."""
    line = AuditLine.objects.filter(event="provider_sign_in.refused").latest("position")
    return str(re.findall(r'"reason":"(\w+)"', line.facts)[0])


def is_in(client: Client) -> bool:
    """Whether a page is shown."""
    return client.get("/").status_code == 200


def refuse(client: Client, back: str, reason: str) -> None:
    """Go back to us, and be refused for a reason that only the trail tells."""
    answer = client.get(back)
    page = answer.content.decode()
    assert answer.status_code in (403, 503)
    assert "Du ble ikke logget inn" in page
    assert all(value not in page for value in query_of(back).values() if len(value) > 20)
    assert last_refusal() == reason
    assert not is_in(client)
    assert not StaffSession.objects.exists()


def test_who_is_bound_comes_in_with_a_session_of_its_own_and_no_subject_is_stored(ours: Running) -> None:
    bind("aud", AUD, ours.issuer)
    ours.let_come(AUD)
    client = stranger()
    sent = query_of(client.get("/sign-in/provider/?next=/cases/").url)
    assert sent["response_type"] == "code"
    assert sent["code_challenge_method"] == "S256"
    assert sent["acr_values"] == "substantial high"
    assert len(sent["state"]) >= 32
    assert len(sent["nonce"]) >= 32
    before = client.session.session_key
    answer = client.get(there_and_back(client, ours, start="/sign-in/provider/?next=/cases/"))
    assert (answer.status_code, answer.url) == (302, "/cases/")
    assert client.get("/cases/").status_code == 200
    assert client.session.session_key != before
    assert AuditLine.objects.filter(event="account.signed_in", facts__contains="provider").count() == 1
    assert AUD not in str(list(ProviderBinding.objects.values())) + str(list(StaffSession.objects.values()))
    assert not AuditLine.objects.filter(facts__contains=AUD).exists()


def test_who_is_not_bound_does_not_come_in_and_roles_in_a_token_give_nothing(ours: Running) -> None:
    account_of("aud")
    ours.let_come("a stranger")
    client = stranger()
    refuse(client, there_and_back(client, ours), "not_bound")


def test_a_closed_account_does_not_come_in(ours: Running) -> None:
    bind("aud", AUD, ours.issuer)
    account = account_of("aud")
    account.is_active = False
    account.save()
    ours.let_come(AUD)
    client = stranger()
    refuse(client, there_and_back(client, ours), "not_bound")


def test_a_level_below_ours_is_refused(ours: Running) -> None:
    bind("aud", AUD, ours.issuer)
    ours.let_come(AUD, acr="low")
    client = stranger()
    refuse(client, there_and_back(client, ours), "level")


def test_another_state_and_no_journey_at_all_are_refused(ours: Running) -> None:
    bind("aud", AUD, ours.issuer)
    ours.let_come(AUD)
    client = stranger()
    back = there_and_back(client, ours)
    refuse(client, back.replace("state=", "state=x"), "state")
    refuse(client, back, "not_sent")
    refuse(stranger(), there_and_back(client, ours), "not_sent")


def test_a_code_is_taken_once_by_us_and_by_the_provider(ours: Running) -> None:
    bind("aud", AUD, ours.issuer)
    ours.let_come(AUD)
    client = stranger()
    back = there_and_back(client, ours)
    kept = client.session["away_at_provider"]
    assert client.get(back).status_code == 302
    client.post("/sign-out/")
    StaffSession.objects.all().delete()
    refuse(client, back, "not_sent")
    session = client.session
    session["away_at_provider"] = kept
    session.save()
    client.cookies["session"] = session.session_key
    refuse(client, back, "unreachable")


def test_another_nonce_is_refused(ours: Running) -> None:
    bind("aud", AUD, ours.issuer)
    ours.let_come(AUD)
    client = stranger()
    back = there_and_back(client, ours)
    session = client.session
    session["away_at_provider"] = {**session["away_at_provider"], "nonce": "another"}
    session.save()
    refuse(client, back, "nonce")


def test_another_verifier_is_refused_by_the_provider(ours: Running) -> None:
    bind("aud", AUD, ours.issuer)
    ours.let_come(AUD)
    client = stranger()
    back = there_and_back(client, ours)
    session = client.session
    session["away_at_provider"] = {**session["away_at_provider"], "verifier": "x" * 64}
    session.save()
    refuse(client, back, "unreachable")


def test_a_key_that_the_provider_does_not_know_is_refused(
    ours: Running, settings: Any, tmp_path: Path
) -> None:
    bind("aud", AUD, ours.issuer)
    ours.let_come(AUD)
    client = stranger()
    back = there_and_back(client, ours)
    (tmp_path / "other.pem").write_bytes(private_key().as_pem(private=True))
    settings.OIDC_KEY_FILE = str(tmp_path / "other.pem")
    refuse(client, back, "unreachable")


def token_for(running: Running, client_id: str, key: RSAKey, tmp_path: Path) -> tuple[str, flow.Journey]:
    """Get an id_token from the provider for some client."""
    key_file = tmp_path / f"{client_id}.json"
    key_file.write_bytes(key.as_pem(private=True))
    found = provider_profile()
    assert found
    profile = type(found)(running.issuer, client_id, key_file, ("substantial",), "sub", "Test")
    at = door_clock()
    here = "http://testserver/sign-in/provider/return/"
    journey, address = flow.begin(
        profile, purpose="sign-in", return_address=here, back_to="/", language="nb", at=at
    )
    back = query_of(running.walk(address, running.browser()))
    return flow._exchange(profile, journey, code=back["code"], return_address=here, at=at), journey


def test_a_real_token_for_another_client_of_another_issuer_and_grown_old_is_refused(
    ours: Running, client_keys: dict[str, RSAKey], tmp_path: Path
) -> None:
    ours.let_come(AUD)
    token, journey = token_for(ours, "another", client_keys["another"], tmp_path)
    at = door_clock()
    keys = discovery.keys_for(token, ours.issuer, at=at)

    def outcome(*, issuer: str = ours.issuer, client_id: str = "another", at: datetime = at) -> str:
        expected = tokens.Expected(issuer, client_id, journey.nonce, ("substantial",))
        try:
            return tokens.check_id_token(token, keys, expected, at=at).subject
        except tokens.TokenRefused as refusal:
            return refusal.reason

    assert outcome() == AUD
    assert outcome(client_id="fristed") == "audience"
    assert outcome(issuer="https://elsewhere.example") == "issuer"
    assert outcome(at=at + timedelta(hours=2)) == "issued"
    assert outcome(at=at - timedelta(hours=2)) == "issued"


@pytest.mark.parametrize("alg", ["PS256", "ES256"])
def test_other_public_algorithms_are_taken(
    alg: str, client_keys: dict[str, RSAKey], ours: Running, settings: Any
) -> None:
    made = {
        "PS256": lambda: RSAKey.generate_key(2048, {"use": "sig", "alg": "PS256"}, auto_kid=True),
        "ES256": lambda: ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True),
    }
    with provider(client_keys, signing=made[alg](), id_token_signed_response_alg=alg) as other:
        settings.OIDC_ISSUER = other.issuer
        bind("aud", AUD, other.issuer)
        other.let_come(AUD)
        client = stranger()
        assert client.get(there_and_back(client, other)).url == "/"
        assert is_in(client)


def test_a_provider_that_has_changed_its_keys_is_asked_anew_but_not_all_the_time(
    client_keys: dict[str, RSAKey], ours: Running, tmp_path: Path, settings: Any
) -> None:
    at = door_clock()
    with provider(client_keys) as first:
        port = int(first.issuer.rpartition(":")[2])
        old = discovery.document_of(first.issuer, at=at)
    with provider(client_keys, port=port) as second:
        second.let_come(AUD)
        token, _ = token_for(second, "fristed", client_keys["fristed"], tmp_path)
        assert discovery.keys_for(token, second.issuer, at=at + timedelta(seconds=59)) is old.keys
        with pytest.raises(tokens.TokenRefused, match="signature"):
            tokens.claims_of(token, old.keys)
        found = discovery.keys_for(token, second.issuer, at=at + timedelta(seconds=61))
        assert tokens.claims_of(token, found)["sub"] == AUD


def test_a_provider_that_is_gone_lets_nobody_in_and_says_so(ours: Running, settings: Any) -> None:
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    answer = stranger().get("/sign-in/provider/")
    assert answer.status_code == 503
    assert last_refusal() == "unreachable"


def test_an_account_is_bound_by_a_code_that_was_handed_over(ours: Running) -> None:
    finn, aud = actor_of(account_of("finn")), account_of("aud")
    code = issue_code(account=aud.pk, purpose="binding", by=finn, at=door_clock())
    ours.let_come(AUD)
    client = stranger()
    given = {"username": "aud", "code": code, "password": PASSWORD}
    assert client.post("/sign-in/code/binding/", given).status_code == 200
    assert client.get(there_and_back(client, ours)).url == "/"
    assert is_in(client)
    again = stranger()
    assert again.get(there_and_back(again, ours)).url == "/"
    assert stranger().post("/sign-in/code/binding/", given).status_code == 422


def test_nobody_binds_two_accounts_to_one_person(ours: Running) -> None:
    bind("aud", AUD, ours.issuer)
    finn, bo = actor_of(account_of("finn")), account_of("bo")
    code = issue_code(account=bo.pk, purpose="binding", by=finn, at=door_clock())
    ours.let_come(AUD)
    client = stranger()
    client.post("/sign-in/code/binding/", {"username": "bo", "code": code, "password": PASSWORD})
    refuse(client, there_and_back(client, ours), "bound_to_another")


def signed_in(running: Running, username: str = "aud", subject: str = AUD) -> tuple[Client, Any]:
    """Give a visitor who has signed in by the provider, and the browser that the provider knows."""
    bind(username, subject, running.issuer)
    running.let_come(subject)
    client, browser = stranger(), running.browser()
    client.get(there_and_back(client, running, browser=browser))
    assert is_in(client)
    return client, browser


def test_a_step_up_asks_the_provider_anew_and_gives_the_session_a_new_key(
    ours: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, browser = signed_in(ours)
    before = client.session.session_key
    StaffSession.objects.update(verified_at=door_clock() - timedelta(minutes=10))
    assert client.get("/security/password/").status_code == 200
    assert client.get("/security/app/").url.startswith("/step-up/")
    sent = query_of(client.get("/step-up/provider/?next=/security/app/").url)
    assert (sent["prompt"], sent["max_age"]) == ("login", "0")
    back = there_and_back(client, ours, start="/step-up/provider/?next=/security/app/", browser=browser)
    assert client.get(back).url == "/security/app/"
    assert client.session.session_key != before
    assert client.get("/security/app/").status_code == 200


def test_somebody_else_at_the_provider_does_not_step_up_for_me(ours: Running) -> None:
    client, _ = signed_in(ours)
    bind("bo", "sub-of-bo", ours.issuer)
    ours.let_come("sub-of-bo")
    old = door_clock() - timedelta(minutes=10)
    StaffSession.objects.update(verified_at=old)
    back = there_and_back(client, ours, start="/step-up/provider/", browser=ours.browser())
    assert client.get(back).status_code == 403
    assert last_refusal() == "somebody_else"
    assert StaffSession.objects.get().verified_at == old


def end_there(running: Running, browser: Any, address: str) -> None:
    """Sign out at the provider, saying yes to its question."""
    page = browser.get(address)
    secret = re.findall(r'name="xsrf" value="(\w+)"', page.text)[0]
    action = re.findall(r'action="([^"]+)"', page.text)[0]
    assert browser.post(action, data={"xsrf": secret, "logout": "yes"}).status_code == 303


def test_signing_out_leads_to_the_provider_which_ends_the_session_there(ours: Running) -> None:
    client, browser = signed_in(ours)
    assert client.post("/sign-out/").url == "/signed-out/"
    page = client.get("/signed-out/").content.decode()
    address = re.findall(r'href="(http://127[^"]+)"', page)[0].replace("&amp;", "&")
    assert "id_token" not in address
    assert not is_in(client)
    ours.logout_tokens.clear()
    end_there(ours, browser, address)
    assert len(ours.logout_tokens) == 1


def test_a_session_that_ends_at_the_provider_ends_here_at_once_and_once_only(ours: Running) -> None:
    client, browser = signed_in(ours)
    other, _ = signed_in(ours, "bo", "sub-of-bo")
    ours.logout_tokens.clear()
    end_there(ours, browser, f"{ours.issuer}/session/end")
    [token] = ours.logout_tokens
    server = Client(enforce_csrf_checks=True)
    assert server.post("/sign-in/provider/ended/", {"logout_token": token}).status_code == 200
    assert not is_in(client)
    assert is_in(other)
    assert server.post("/sign-in/provider/ended/", {"logout_token": token}).status_code == 400
    assert server.post("/sign-in/provider/ended/", {"logout_token": token[:-4] + "AAAA"}).status_code == 400
    assert server.post("/sign-in/provider/ended/").status_code == 400
    assert AuditLine.objects.filter(event="provider_sign_out.refused").count() == 3
    assert AuditLine.objects.filter(event="sessions.ended_by_provider").count() == 1


def test_an_id_token_ends_nothing(ours: Running, client_keys: dict[str, RSAKey], tmp_path: Path) -> None:
    client, _ = signed_in(ours)
    token, _ = token_for(ours, "fristed", client_keys["fristed"], tmp_path)
    assert Client().post("/sign-in/provider/ended/", {"logout_token": token}).status_code == 400
    assert is_in(client)


def test_revocation_here_needs_no_provider(ours: Running) -> None:
    client, _ = signed_in(ours)
    account = account_of("aud")
    assert end_sessions_of(account.pk, by=actor_of(account_of("finn")), at=door_clock()) == 1
    assert not is_in(client)


# Each check, and what is left of a refusal when it is taken away: the tests above must notice each.
@pytest.mark.parametrize("check", ["state", "nonce", "level", "audience"])
def test_a_check_that_is_taken_away_is_noticed(
    ours: Running, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tokens._require
    monkeypatch.setattr(
        tokens, "_require", lambda holds, reason: None if reason == check else real(holds, reason)
    )
    if check == "state":
        monkeypatch.setattr(flow.hmac, "compare_digest", lambda _one, _other: True)
    bind("aud", AUD, ours.issuer)
    ours.let_come(AUD, acr="low" if check == "level" else "high")
    client = stranger()
    back = there_and_back(client, ours)
    session = client.session
    if check == "nonce":
        session["away_at_provider"] = {**session["away_at_provider"], "nonce": "another"}
        session.save()
    if check == "state":
        back = back.replace("state=", "state=x")
    client.get(back)
    assert is_in(client)


def test_the_clock_of_the_door_is_the_one_that_counts(ours: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    bind("aud", AUD, ours.issuer)
    ours.let_come(AUD)
    client = stranger()
    back = there_and_back(client, ours)
    late = door_clock() + timedelta(minutes=11)
    monkeypatch.setattr(middleware, "door_clock", lambda: late)
    refuse(client, back, "too_late")


def test_a_key_is_read_once_from_either_form(tmp_path: Path) -> None:
    key = private_key()
    (tmp_path / "key.pem").write_bytes(key.as_pem(private=True))
    assert read_key(tmp_path / "key.pem").thumbprint() == key.thumbprint()
