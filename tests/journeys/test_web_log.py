"""Aud asks for cases that are not there; Finn looks into it; Gro hands a person the log of who looked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import Look as HowItIsLookedAt
from tests.journeys.browsing import Watch, empty_page, put_on, sign_in, sticks_out, texts, violations
from tests.journeys.site import Site

pytestmark = pytest.mark.journey
NOT_THERE = [f"/cases/22222-2222{number}/" for number in range(2, 8)]


def ask_in_vain(page: Page) -> None:
    """Let Aud open addresses of cases that do not exist."""
    sign_in(page, "aud")
    for address in NOT_THERE:
        page.goto(address)


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_what_stands_out_is_looked_into_and_closed_with_a_reason(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    faults: list[str] = []
    with empty_page(chromium, site.address, watch) as page:
        ask_in_vain(page)
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "finn")
        page.click(".site-nav a:has-text('Logg')")
        assert "Ble avvist" in page.inner_text("tbody")
        faults += violations(page)
        page.select_option("#id_event", "read.refused")
        page.click("main button:has-text('Vis')")
        assert "aud" in texts(page.locator("tbody td:nth-child(3)"))
        page.click("a:has-text('Det som skiller seg ut')")
        faults += violations(page)
        page.click("tr:has-text('aud') a:has-text('Ble avvist gang på gang')")
        faults += violations(page)
        page.click("main button:has-text('Lagre')")
        page.wait_for_selector(".ds-error-summary")
        faults += violations(page)
        page.check("input[value=fine]")
        page.fill("#id_reason", "Hun hadde en gammel lenke i notatene sine.")
        page.click("main button:has-text('Lagre')")
        page.wait_for_url("**/audit/review/")
        assert "Det er en god grunn" in page.inner_text("tr:has-text('aud'):has-text('avvist')")
        page.goto("/audit/health/")
        faults += violations(page)
    assert faults == []


def test_a_person_is_given_the_log_without_names(
    site: Site, chromium: Browser, watch: Watch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "gro")
        page.goto("/cases/")
        page.click("tbody th a >> nth=0")
        page.click("a:has-text('Hvem som har sett på denne saken')")
        assert violations(page) == []
        assert "Kompetanseteamet" in page.inner_text("tbody")
        assert "gro" not in page.inner_text("main")
        with page.expect_download() as download:
            page.click("a:has-text('Fil til utskrift')")
        place = tmp_path_factory.mktemp("handed out") / download.value.suggested_filename
        download.value.save_as(place)
        page.set_content(place.read_text("utf-8"))
        assert page.inner_text("h1") == "Hvem som har sett på saken din"
        assert violations(page) == []


def test_the_log_can_be_read_at_320_pixels(site: Site, chromium: Browser, watch: Watch) -> None:
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "finn")
        put_on(page, HowItIsLookedAt("narrow", width=320))
        wide = []
        for address in ("/audit/", "/audit/review/", "/audit/health/"):
            page.goto(address)
            if sticks_out(page):
                wide.append(address)
    assert wide == []
