"""From the open year to published, with two people; then a correction, with the list of what changed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import LOOKS, Watch, empty_page, how_many, put_on, sign_in, violations
from tests.journeys.site import Site
from tests.journeys.test_web_finding_leaks import work_once

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("official statistics")]
PAGE = "/statistics/2023/official/"


def press(page: Page, button: str) -> None:
    """Press the button with the keyboard."""
    page.focus(f"button:visible:has-text('{button}')")
    page.keyboard.press("Enter")


def as_somebody(page: Page, username: str) -> None:
    """Sign in as another of the cast."""
    page.context.clear_cookies()
    sign_in(page, username)


def stand_by(page: Page, leaders: tuple[str, ...]) -> None:
    """Let leaders go through their work list and stand by the year."""
    for leader in leaders:
        as_somebody(page, leader)
        page.goto("/cases/work-list/2023/")
        press(page, "Vi står inne for 2023")
        page.wait_for_selector("text=Tjenesten din står inne for 2023.")


def freeze(page: Page, site: Site) -> None:
    """Freeze the facts of the year and let the worker compute from them."""
    page.goto(PAGE)
    page.check("input[value=final]")
    press(page, "Frys grunnlaget og beregn")
    page.wait_for_selector("text=Grunnlaget er fryst.")
    work_once(site)
    page.goto(PAGE)


def publish(page: Page) -> None:
    """Sign off as the second person, and publish as the first."""
    as_somebody(page, "finn")
    page.goto(PAGE)
    press(page, "Godkjenn")
    page.wait_for_selector("text=Godkjent.")
    as_somebody(page, "dina")
    page.goto(PAGE)
    press(page, "Publiser")
    page.wait_for_selector("text=Statistikken er offisiell.")


def test_a_year_becomes_official_and_is_corrected(site: Site, chromium: Browser, watch: Watch) -> None:
    faults = []
    with empty_page(chromium, site.address, watch) as page:
        as_somebody(page, "dina")
        page.goto(PAGE)
        page.check("input[value=final]")
        press(page, "Frys grunnlaget og beregn")
        page.wait_for_selector("main [role=alert]")
        refused = page.inner_text("main [role=alert]")
        stand_by(page, ("gro", "hege", "ivar"))
        faults += violations(page)
        as_somebody(page, "dina")
        freeze(page, site)
        press(page, "Foreslå den nyeste utgivelsen")
        page.wait_for_selector("text=Nå må en annen godkjenne.")
        faults += violations(page)
        own_hand = page.inner_text("section[aria-labelledby=sign-heading]")
        may_sign_alone = how_many(page.locator("button:text-is('Godkjenn')"))
        page.context.clear_cookies()
        before = page.goto("/published/2023/")
        publish(page)
        work_once(site)
        page.goto(PAGE)
        printed = page.inner_text("main")
        faults += violations(page)
        page.context.clear_cookies()
        page.goto("/published/2023/")
        faults += violations(page)
        taken = taken_home(page, site, faults)
        put_on(page, LOOKS[1])
        page.click("a:has-text('Hovedbekymring') >> nth=0")
        faults += violations(page)
        first_total = page.inner_text("tr.total td >> nth=-1")
        corrected(page, site)
        page.context.clear_cookies()
        page.goto("/published/2023/")
        page.click("text=Hva som er endret")
        faults += violations(page)
        changed = page.inner_text("main")
        page.goto("/published/2023/1/")
        is_old = page.inner_text("main [role=note]")
        faults += violations(page)
        page.click("a:has-text('Hovedbekymring') >> nth=0")
        old_total = page.inner_text("tr.total td >> nth=-1")
    assert "Ikke alle tjenestene står inne for året ennå: Kompetanseteamet" in refused
    assert "Du har laget denne versjonen selv." in own_hand
    assert not may_sign_alone
    assert before is not None
    assert before.status == 404
    assert "Saker ble registrert sent" in changed
    assert "Endringer" not in changed.split("Tabell 1.")[0]
    assert old_total.split() == first_total.split()
    assert "Filene til versjon 1 er trykt og tatt vare på" in printed
    assert "Det finnes en nyere" in is_old
    assert {form: content[:4] for form, content in taken.items()} == FIRST_BYTES
    assert faults == []


# What each form begins with.
FIRST_BYTES = {
    **{"report pdf": b"%PDF", "report html": b"<!do", "report xlsx": b"PK\x03\x04", "report json": b'{"ve'},
    **{"report csv": b"tabl", "table xlsx": b"PK\x03\x04", "table csv": b"\xef\xbb\xbfm"},
    **{"table json": b'{"ve', "table px": b"CHAR"},
}


def taken_home(page: Page, site: Site, faults: list[str]) -> dict[str, bytes]:
    """Read the report, a table and a figure as a stranger, and take every form home."""
    found = {f"report {form}": content for form, content in downloaded(page, site).items()}
    page.click(".chapters a >> nth=2")
    faults += violations(page)
    page.click("a[rel=next]")
    page.click("a.back")
    page.click("a:has-text('Saker etter tema')")
    faults += violations(page)
    page.goto("/published/2023/tabell-04/")
    faults += violations(page)
    found |= {f"table {form}": content for form, content in downloaded(page, site).items()}
    press(page, "English")
    page.wait_for_selector("text=Cases of the Expert Team")
    faults += violations(page)
    press(page, "Bokmål")
    page.wait_for_selector("text=Saker hos Kompetanseteamet")
    page.goto("/published/2023/")
    return found


def downloaded(page: Page, site: Site) -> dict[str, bytes]:
    """Take every file home that the page offers, by its ending."""
    addresses = page.eval_on_selector_all("a.download", "all => all.map(one => one.getAttribute('href'))")
    answers = {address: page.request.get(f"{site.address}{address}") for address in addresses}
    assert all(answer.ok for answer in answers.values())
    return {address.rpartition(".")[2]: answer.body() for address, answer in answers.items()}


def corrected(page: Page, site: Site) -> None:
    """Register one more case in the year, late, and publish a second version."""
    as_somebody(page, "bo")
    page.goto("/cases/new/")
    register_in_2023(page)
    as_somebody(page, "dina")
    freeze(page, site)
    press(page, "Foreslå den nyeste utgivelsen")
    page.wait_for_selector("main [role=alert]")
    page.select_option("#id_reason", value="late_registrations")
    press(page, "Foreslå den nyeste utgivelsen")
    page.wait_for_selector("text=Nå må en annen godkjenne.")
    publish(page)


def register_in_2023(page: Page) -> None:
    """Register a plain case with its first contact in 2023."""
    page.fill("#id_first_contact_date", "3.6.2023")
    page.check("input[value=threats_and_violence]")
    page.check("input[name=concern_basis][value=told]")
    page.select_option("#id_referrer", "police")
    page.check("input[name=gender][value=female]")
    page.check("input[name=age_band][value='18_24']")
    page.fill("#id_country_1", "IQ")
    page.check("input[name=country_ground][value=own_birth]")
    page.check("input[name=abroad_case][value=no]")
    page.click("main form .ds-button[data-size=lg]")
    page.wait_for_url("**/cases/*-*/")
