"""Gro asks for a client, Finn confirms it, its token opens the API, and does not after it is revoked."""

from __future__ import annotations

import json
import urllib.request
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import DESKTOP, LOOKS, Watch, empty_page, put_on, sign_in, sticks_out, violations
from tests.journeys.site import Site

pytestmark = pytest.mark.journey
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])


def status_with(site: Site, token: str) -> int:
    asked = urllib.request.Request(  # noqa: S310  our own site
        f"{site.address}/api/casework/v1/cases?limit=1", headers={"Authorization": f"Bearer {token}"}
    )
    try:
        with urllib.request.urlopen(asked) as answer:  # noqa: S310
            assert json.load(answer)["cases"]
            return int(answer.status)
    except HTTPError as refused:
        return refused.code


@BOTH
def test_a_client_is_asked_for_confirmed_used_and_revoked(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    name, faults = f"Arkiv {'med' if scripts else 'uten'} skript", {}
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "gro")
        page.goto("/accounts/")
        page.click("text=Maskiner i andre systemer")
        page.wait_for_url("**/staff/clients/")
        page.click("a:has-text('Be om en klient')")
        page.wait_for_url("**/staff/clients/new/")
        faults["form"] = violations(page)
        page.click("button:has-text('Be om en klient')")
        page.wait_for_selector(".ds-error-summary")
        faults["wrong"] = violations(page)
        page.fill("#id_name", name)
        page.fill("#id_ends", page.evaluate("() => '31.12.' + new Date().getFullYear()"))
        page.check("label:has-text('Registrere saker')")
        page.click("button:has-text('Be om en klient')")
        page.wait_for_url("**/staff/clients/")
        card = page.locator("li.panel", has_text=name)
        assert card.get_by_role("button", name="Bekreft").count() == 0
        faults["asked"] = violations(page)
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "finn")
        page.goto("/staff/clients/")
        card = page.locator("li.panel", has_text=name)
        card.locator("button:has-text('Bekreft')").click()
        page.wait_for_selector("text=Klienten er bekreftet")
        page.locator("li.panel", has_text=name).locator("button:has-text('Gi en nøkkel')").click()
        page.wait_for_selector("code.written")
        token = page.inner_text("code.written")
        for look in LOOKS:
            put_on(page, look)
            faults[f"token {look.name}"] = violations(page)
            assert not sticks_out(page), look.name
            page.screenshot(path=f"var/shots-clients-{look.name}.png", full_page=True)
        put_on(page, DESKTOP)
        assert status_with(site, token) == 200
        page.goto("/staff/clients/")
        assert token not in page.content()
        page.locator("li.panel", has_text=name).locator("button:has-text('Trekk tilbake')").click()
        page.wait_for_selector("text=Klienten er trukket tilbake")
    assert status_with(site, token) == 401
    assert {place: found for place, found in faults.items() if found} == {}
