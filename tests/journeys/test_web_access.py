"""Cem opens a case of another service in an emergency, Gro is told and reviews; gradings, grants, roles."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import Watch, empty_page, sign_in, violations
from tests.journeys.site import Site

pytestmark = pytest.mark.journey
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
REASON = "Hun er på flyplassen nå, og noen må møte henne straks."


def case_for(site: Site, chromium: Browser, watch: Watch, username: str, scripts: bool) -> str:
    """Give the reference of a case that somebody sees, another one without scripts: the site is shared."""
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, username)
        page.goto("/cases/")
        return page.locator("tbody th a").nth(1 + scripts).inner_text()


@BOTH
def test_a_case_is_opened_in_an_emergency_and_reviewed(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    reference = case_for(site, chromium, watch, "bo", scripts)
    faults: dict[str, list[str]] = {}
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "cem")
        page.goto("/cases/")
        page.click("text=Åpne en sak i en nødssituasjon")
        page.wait_for_url("**/emergency/", wait_until="networkidle")
        faults["emergency"] = violations(page)
        page.fill("#id_reference", reference)
        page.fill("#id_reason", "Haster")
        page.click("button:has-text('Åpne saken')")
        page.wait_for_selector(".ds-error-summary")
        faults["no reason"] = violations(page)
        page.fill("#id_reason", REASON)
        page.click("button:has-text('Åpne saken')")
        page.wait_for_url(f"**/cases/{reference}/")
        assert "Legg til en kontakt" not in page.inner_text("main")
        page.goto("/cases/emergency/")
        page.fill("#id_reference", "AAAAA-AAAAA")
        page.fill("#id_reason", REASON)
        page.click("button:has-text('Åpne saken')")
        page.wait_for_selector("text=Ingenting er åpnet")
        faults["nothing opened"] = violations(page)
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "gro")
        faults["start"] = violations(page)
        page.goto("/notices/")
        assert REASON in page.inner_text("main")
        faults["notices"] = violations(page)
        page.click("text=Merk alle som lest")
        page.goto("/access/reviews/")
        faults["reviews"] = violations(page)
        page.click("button:has-text('Det var nødvendig') >> nth=0")
        page.wait_for_selector("text=Nødåpningen er gått gjennom.")
    assert {place: found for place, found in faults.items() if found} == {}


@BOTH
def test_a_leader_gives_access_and_roles_and_a_case_is_protected(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    faults: dict[str, list[str]] = {}
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "gro")
        page.goto("/access/grants/new/")
        faults["new grant"] = violations(page)
        page.select_option("#id_account", label="Aud Fjellheim (MR)")
        page.fill("#id_purpose", "vikar i vinterferien")
        page.fill("#id_ends", page.input_value("#id_starts"))
        page.click("button:has-text('Gi tilgang')")
        page.wait_for_selector("text=Tilgangen er gitt.")
        faults["access"] = violations(page)
        page.goto("/cases/")
        page.click("tbody th a >> nth=3")
        page.click("text=Hvem som kan se saken")
        page.wait_for_url("**/access/", wait_until="networkidle")
        faults["who may see"] = violations(page)
        page.check("input[value=confidential]")
        page.click("button:has-text('Endre skjermingen')")
        page.wait_for_selector("text=Skjermingen av adressen er endret.")
        page.select_option("#id_block-account", label="Bo Strandli (KT)")
        page.click("button:has-text('Steng saken for vedkommende')")
        page.wait_for_selector("text=Saken er stengt for denne ansatte.")
        faults["protected"] = violations(page)
        page.click("a.back")
        page.wait_for_selector("text=Fortrolig adresse (kode 7)")
        page.click("text=Jeg kjenner personen")
        page.wait_for_url("**/tie/", wait_until="networkidle")
        faults["tie"] = violations(page)
        page.check("#id_kind_3")
        page.click("button:has-text('Si fra om tilknytningen')")
        page.wait_for_selector("text=Takk for at du sa fra.")
        page.goto("/accounts/")
        faults["accounts"] = violations(page)
        page.goto("/access/")
        page.click("button:has-text('Avslutt nå') >> nth=0")
        page.wait_for_selector("text=Tilgangen er avsluttet.")
    assert {place: found for place, found in faults.items() if found} == {}
