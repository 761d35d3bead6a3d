"""A call comes in: Aud registers it with the keyboard, with and without scripts, and follows it up."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import PASSWORD, START, Watch, empty_page, focused, how_many, sign_in, texts
from tests.journeys.site import Site, carried_out

pytestmark = pytest.mark.journey
# A case of cem's own: of another service's, opened in an emergency, one may see the page and add nothing.
CASE_OF_CEM = """
from datetime import date
from fristed.casework.cases.actions import register_case
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
from tests.spec.cast import plain_case
on, cem = date(2024, 6, 3), actor_named("cem")
print(register_case(draft=plain_case("SU", on), by=cem, at=door_clock()).reference)
"""
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
MOST_TABS = 40


def tab_to(page: Page, element_id: str) -> None:
    """Press Tab until the keyboard is on an element."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == element_id:
            return
    raise AssertionError(f"{element_id} was not reached; the keyboard is on {focused(page)}.")


def choose(page: Page, element_id: str, arrow_downs: int) -> None:
    """Tab to a group of radio buttons and choose one with the arrow keys."""
    tab_to(page, element_id)
    page.keyboard.press("Space")
    for _ in range(arrow_downs):
        page.keyboard.press("ArrowDown")


def pick(page: Page, element_id: str, typed: str) -> None:
    """Tab to a drop-down list and type the beginning of what is wanted."""
    tab_to(page, element_id)
    page.keyboard.type(typed)


@BOTH
def test_a_call_is_registered_without_the_mouse(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        page.goto("/sign-in/")
        tab_to(page, "id_username")
        page.keyboard.type("aud")
        tab_to(page, "id_password")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(START)
        for _ in range(MOST_TABS):
            page.keyboard.press("Tab")
            if "Registrer en sak" in focused(page):
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/cases/new/")
        page.wait_for_selector("[autofocus]:focus")
        page.keyboard.type("2")
        choose(page, "id_concern_basis_0", 0)
        pick(page, "id_referrer", "Politi")
        choose(page, "id_gender_0", 0)
        choose(page, "id_age_band_0", 3)
        pick(page, "id_country_1", "Somal")
        choose(page, "id_country_ground_0", 1)
        choose(page, "id_abroad_case_0", 0)
        tab_to(page, "id_agencies_involved_typed")
        page.keyboard.type("skole")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/cases/[2-9A-Z]{5}-[2-9A-Z]{5}/$"))
        shown = page.inner_text("main")
    for words in ("Saken er registrert.", "Trusler og vold", "Politiet", "16–17 år", "Somalia", "Skole"):
        assert words in shown


@BOTH
def test_what_was_typed_survives_a_mistake(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "bo")
        page.goto("/cases/new/")
        page.check("#id_main_concern_0")
        page.fill("#id_country_1", "pakis")
        page.fill("#id_first_contact_date", "31.12.2099")
        page.click("main form .ds-button[data-size=lg]")
        page.wait_for_selector(".ds-error-summary")
        assert page.title().startswith("Feil:")
        assert page.is_checked("#id_main_concern_0")
        assert page.input_value("#id_country_1") == "Pakistan"
        assert page.input_value("#id_first_contact_date") == "31.12.2099"
        if scripts:
            assert "ds-error-summary" in page.evaluate("document.activeElement.className")
        page.click(".ds-error-summary a[href='#id_gender_0']")
        assert page.evaluate("document.activeElement.id") == "id_gender_0"


def test_the_guideline_warns_and_bo_registers_anyway(site: Site, chromium: Browser, watch: Watch) -> None:
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "bo")
        page.goto("/cases/new/")
        page.check("input[value=completed_forced_marriage]")
        page.check("input[name=concern_basis][value=suspected]")
        page.select_option("#id_referrer", "police")
        page.check("input[name=gender][value=female]")
        page.check("input[name=age_band][value='18_24']")
        page.fill("#id_country_1", "IQ")
        page.check("input[name=country_ground][value=own_birth]")
        page.check("input[name=abroad_case][value=no]")
        page.click("main form .ds-button[data-size=lg]")
        page.wait_for_selector(".ds-alert[role=alert]")
        assert "Frykt for tvangsekteskap" in page.inner_text(".ds-alert[role=alert]")
        page.dblclick("text=Registrer likevel >> nth=-1")
        page.wait_for_url(re.compile(r"/cases/[2-9A-Z]{5}-[2-9A-Z]{5}/$"))
        reference = page.url.split("/")[-2]
        page.goto("/cases/")
        newest = texts(page.locator("tbody th a"))
    assert newest.count(reference) == 1


def test_a_case_is_followed_up_to_the_end(site: Site, chromium: Browser, watch: Watch) -> None:
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "cem")
        page.goto(f"/cases/{carried_out(site, CASE_OF_CEM)}/")
        page.click("text=Legg til en kontakt")
        page.click("button:has-text('Legg til kontakten')")
        page.wait_for_selector("text=Kontakten er lagt til.")
        page.click("text=Rett hovedbekymringen")
        page.select_option("#id_new_concern", label="Frykt for kjønnslemlestelse")
        page.check("#id_reason_0")
        page.click("button:has-text('Rett hovedbekymringen')")
        page.wait_for_selector("text=Hovedbekymringen er rettet.")
        page.click("a:has-text('Avslutt saken')")
        page.click("button:has-text('Avslutt saken')")
        page.wait_for_selector("text=Saken er avsluttet.")
        page.click("a:has-text('Åpne saken igjen')")
        page.click("button:has-text('Åpne saken igjen')")
        page.wait_for_selector("text=Saken er åpen igjen.")
        page.click("nav a:has-text('Hvem som har gjort hva')")
        lines = page.locator("main ol >> text=cem")
        lines.nth(4).wait_for()
        assert how_many(lines) == 5


def test_the_skip_link_is_first_and_leads_to_the_content(site: Site, chromium: Browser, watch: Watch) -> None:
    with empty_page(chromium, site.address, watch) as page:
        page.goto("/sign-in/")
        page.keyboard.press("Tab")
        assert focused(page) == "Hopp til hovedinnholdet"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"


def test_the_language_can_be_changed_on_any_page_and_back(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "aud")
        page.goto("/cases/?status=open")
        for words, heading in (("English", "Cases"), ("Nynorsk", "Saker"), ("Bokmål", "Saker")):
            page.click(f".language:has-text('{words}')")
            page.wait_for_selector(f".language[aria-current]:has-text('{words}')")
            assert page.inner_text("h1") == heading
            assert page.url.endswith("/cases/?status=open")
