"""Second factors in a browser: a passkey on a virtual device, an app without script, and what is not lost."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyotp
import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import LOOKS, PASSWORD, START, Watch, empty_page, focused, put_on, violations
from tests.journeys.site import CHECKOUT, Site, carried_out, environment_for

pytestmark = pytest.mark.journey
# Passkeys belong to a name; this machine's own is the only one that needs no TLS.
OLD = """
from datetime import timedelta
from fristed.foundation.identity.staff.models import StaffSession
for row in StaffSession.objects.filter(account__username={username!r}):
    row.{field} -= timedelta(minutes=20)
    row.save()
"""


def account(site: Site, username: str) -> None:
    """Create an account of its own, so that no other journey meets its factors."""
    words = [sys.executable, "-m", "fristed.interfaces.cli.main", "create_account", username]
    words += ["--name=Kari Testesen", "--service=KT", "--role=case_worker", "--password-stdin"]
    subprocess.run(words, input=PASSWORD, text=True, env=environment_for(site.data), cwd=CHECKOUT, check=True)


def make_older(site: Site, username: str, field: str) -> None:
    """Let twenty minutes go by for the sessions of an account."""
    carried_out(site, OLD.format(username=username, field=field))


@contextmanager
def at_localhost(site: Site, chromium: Browser, watch: Watch, *, scripts: bool = True) -> Iterator[Page]:
    """Open a page on the site by the machine's own name."""
    address = site.address.replace("127.0.0.1", "localhost")
    with empty_page(chromium, address, watch, scripts=scripts) as page:
        yield page


def virtual_device(page: Page) -> tuple[Any, str]:
    """Give the browser a device that holds passkeys and verifies its person."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def give_password(page: Page, username: str) -> None:
    """Fill in the sign-in form by the keyboard alone."""
    page.goto("/sign-in/")
    page.focus("#id_username")
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    assert focused(page) == "id_password"
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def looked_at(page: Page, faults: dict[str, list[str]], pictures: Path) -> None:
    """Look for known faults on the page that is open, and keep pictures of it."""
    name = page.title().partition(" –")[0]
    faults[name] = violations(page)
    for look in LOOKS:
        put_on(page, look)
        page.screenshot(path=pictures / f"{name} {look.name}.png", full_page=True)
    put_on(page, LOOKS[0])


def test_a_passkey_is_made_lets_in_alone_and_steps_up(
    site: Site, chromium: Browser, watch: Watch, tmp_path: Path
) -> None:
    account(site, "kari")
    faults: dict[str, list[str]] = {}
    with at_localhost(site, chromium, watch) as page:
        session, device = virtual_device(page)
        give_password(page, "kari")
        page.wait_for_url(START)
        page.click(".who__name a")
        looked_at(page, faults, tmp_path)
        page.click("text=Legg til en tilgangsnøkkel")
        looked_at(page, faults, tmp_path)
        page.fill("#id_name", "Jobbtelefon")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=Skriv ned gjenopprettingskodene dine")
        looked_at(page, faults, tmp_path)
        page.click("text=Jeg har skrevet dem ned")
        page.click("text=Logg ut")
        page.wait_for_selector("[data-passkey] button")
        looked_at(page, faults, tmp_path)
        page.click("text=Logg inn med tilgangsnøkkel")
        page.wait_for_url(START)
        make_older(site, "kari", "verified_at")
        page.goto("/security/app/")
        looked_at(page, faults, tmp_path)
        page.click("text=Bruk en tilgangsnøkkel")
        page.wait_for_url("**/security/app/")
        looked_at(page, faults, tmp_path)
        page.click("text=Logg ut")
        page.wait_for_url("**/sign-in/")
        session.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
        page.click("text=Logg inn med tilgangsnøkkel")
        page.wait_for_selector("text=Enheten ga ingen tilgangsnøkkel")
        assert page.url.endswith("/sign-in/")
    assert {name: found for name, found in faults.items() if found} == {}
    assert len(faults) == 6


def fresh_code(secret: str, used: set[str]) -> str:
    """Give a code of the app that has not been typed yet; it waits for the next half minute where it must."""
    while (code := pyotp.TOTP(secret).now()) in used:
        time.sleep(1)
    used.add(code)
    return code


def test_an_app_works_without_script_and_what_was_written_is_not_lost(
    site: Site, chromium: Browser, watch: Watch, tmp_path: Path
) -> None:
    account(site, "mons")
    faults: dict[str, list[str]] = {}
    used: set[str] = set()
    with empty_page(chromium, site.address, watch, scripts=False) as page:
        give_password(page, "mons")
        page.wait_for_url(START)
        page.goto("/security/app/")
        looked_at(page, faults, tmp_path)
        secret = page.inner_text("main code").replace(" ", "")
        page.fill("#id_code", "000000")
        page.press("#id_code", "Enter")
        page.wait_for_selector("text=Koden er feil.")
        page.fill("#id_code", fresh_code(secret, used))
        page.press("#id_code", "Enter")
        page.wait_for_selector("ol.codes li")
        recovery = page.inner_text("ol.codes li >> nth=0")
        page.click("text=Jeg har skrevet dem ned")
        page.goto("/cases/new/")
        page.check("main input[type=radio] >> nth=1")
        make_older(site, "mons", "last_used_at")
        page.click("main form .ds-button[data-size=lg]")
        page.wait_for_selector("text=Det du skrev, er tatt vare på")
        looked_at(page, faults, tmp_path)
        page.fill("#id_username", "mons")
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        page.wait_for_url("**/sign-in/second/")
        looked_at(page, faults, tmp_path)
        page.fill("#id_code", recovery)
        page.press("#id_code", "Enter")
        page.wait_for_url("**/go-on/")
        looked_at(page, faults, tmp_path)
        page.click("button:has-text('Send det nå')")
        page.wait_for_url("**/cases/new/")
        assert page.is_checked("main input[type=radio] >> nth=1")
    assert {name: found for name, found in faults.items() if found} == {}


def test_a_session_that_is_about_to_end_says_so_and_can_be_kept(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    account(site, "turid")
    with empty_page(chromium, site.address, watch) as page:
        page.clock.install()
        give_password(page, "turid")
        page.wait_for_url(START)
        page.goto("/cases/new/")
        assert page.is_hidden(".session-warning")
        page.clock.run_for(13 * 60 * 1000 + 10_000)
        page.wait_for_selector(".session-warning", state="visible")
        assert violations(page) == []
        page.click("text=Bli værende innlogget")
        page.wait_for_selector(".session-warning", state="hidden")


def test_a_leader_gives_a_code_that_is_seen_once_and_used_by_the_colleague(
    site: Site, chromium: Browser, watch: Watch, tmp_path: Path
) -> None:
    account(site, "odd")
    faults: dict[str, list[str]] = {}
    with empty_page(chromium, site.address, watch) as page:
        give_password(page, "gro")
        page.wait_for_url(START)
        page.click("nav >> text=Kontoer")
        page.click("main >> text=Hjelp kolleger inn")
        looked_at(page, faults, tmp_path)
        page.click("li:has(code:text-is('odd')) button:has-text('Kode for nytt passord')")
        code = page.inner_text("main .lead code")
        looked_at(page, faults, tmp_path)
        page.click("text=Logg ut")
        page.click("text=Jeg har en engangskode for nytt passord")
        looked_at(page, faults, tmp_path)
        page.fill("#id_username", "odd")
        page.fill("#id_code", code.lower())
        page.fill("#id_new_password", "en ny og lang setning")
        page.fill("#id_new_password_again", "en ny og lang setning")
        page.press("#id_new_password_again", "Enter")
        page.wait_for_url("**/sign-in/")
        assert "Ferdig. Logg inn nå." in page.inner_text("main")
        page.fill("#id_username", "odd")
        page.fill("#id_password", "en ny og lang setning")
        page.press("#id_password", "Enter")
        page.wait_for_url(START)
    assert {name: found for name, found in faults.items() if found} == {}
