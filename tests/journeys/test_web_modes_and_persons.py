"""Two persons switch a mode on, Bo writes what to call somebody, others see nothing; a place is opened."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import Watch, how_many, source
from tests.journeys.sealing import BASIS, WORDS, appoint, confirm_all, make_key, propose
from tests.journeys.site import Site
from tests.journeys.stories import Story, status_of

pytestmark = pytest.mark.journey
SECRET, PLACE = "Kanarifugl", "Kanarivegen 77"


def test_two_persons_open_for_names_and_places_and_nobody_else_sees_them(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    story = Story(site, chromium, watch, scripts=True)
    with story.as_("bo") as page:
        page.goto("/cases/")
        reference = page.locator("tbody th a").nth(4).inner_text()
        page.goto(f"/cases/{reference}/person/")
        assert "Ingenting om hvem personen er, kan skrives her" in page.inner_text("main")
        story.look(page, "anonymous person")
        page.goto(f"/cases/{reference}/place/")
        assert "Ingenting om hvor personen er, kan skrives" in page.inner_text("main")
        story.look(page, "anonymous place")
    with story.as_("gro") as page:
        page.goto("/legal-basis/propose/mode/")
        story.look(page, "propose a mode")
        page.click("main button:has-text('Foreslå')")
        page.wait_for_selector(".ds-error-summary")
        story.look(page, "unfit proposal")
        propose(page, "pseudonymous")
        propose(page, "on", "called_name", "follow_up")
        assert how_many(page.locator("main button:has-text('Bekreft')")) == 0
        story.look(page, "proposed")
    confirm_all(story, "to confirm")
    with story.as_("bo") as page:
        page.goto(f"/cases/{reference}/")
        page.click("main a[href$='/person/']")
        page.wait_for_url("**/person/")
        page.click("main a[href$='/write/']")
        page.wait_for_url("**/write/")
        story.look(page, "write")
        assert how_many(page.locator("#id_name")) == 0
        page.fill("#id_called_name", SECRET)
        page.click("button:has-text('Forsegl')")
        page.wait_for_selector("text=Det er forseglet.")
        assert SECRET not in source(page)
        story.look(page, "person")
        page.click("main button:has-text('Åpne')")
        page.wait_for_selector(f"text={SECRET}")
        assert SECRET not in page.title() + page.url
        story.look(page, "person opened")
        page.goto(f"/cases/{reference}/")
        assert SECRET not in source(page)
        page.goto("/cases/")
        assert SECRET not in source(page)
    for username in ("aud", "cem", "dina", "finn"):
        with story.as_(username) as page:
            assert status_of(page, f"/cases/{reference}/person/") == 404
            assert status_of(page, f"/cases/{reference}/place/") == 404
    with story.as_("aud") as page:
        page.goto("/cases/")
        page.goto(page.locator("tbody th a").first.get_attribute("href") + "person/")  # type: ignore[operator]
        assert "Ingenting om hvem personen er, kan skrives her" in page.inner_text("main")
    a_place_is_opened(story, reference)
    with story.as_("finn") as page:
        page.goto("/legal-basis/dpia/")
        assert BASIS.rstrip(".") in page.inner_text("main")
        story.look(page, "assessment")
        page.goto("/legal-basis/")
        story.look(page, "decided")
    assert story.faults == {}


def a_place_is_opened(story: Story, reference: str) -> None:
    """Let two decide on places, three hold the escrow, Gro name Bo, and Bo write and read."""
    with story.as_("gro") as page:
        propose(page, "identified")
        propose(page, "on", "address", "protect")
    confirm_all(story)
    for username in ("bo", "hege", "ivar"):
        make_key(story, username)
    make_key(story, "finn", "key")
    with story.as_("finn") as page:
        appoint(page, "hege", "ivar", "finn")
        story.look(page, "escrow")
    with story.as_("gro") as page:
        page.goto(f"/cases/{reference}/place/")
        story.look(page, "name officers")
        page.check("input[value=bo]")
        page.click("main button:has-text('Navngi dem')")
        page.wait_for_selector("text=De er navngitt.")
        assert how_many(page.locator("input[type=password]")) == 0
    with story.as_("bo") as page:
        page.goto(f"/cases/{reference}/place/")
        story.look(page, "officer")
        page.fill("#id_write-address", PLACE)
        page.fill("#id_write-passphrase", WORDS)
        page.click("main button:has-text('Forsegl til de navngitte')")
        page.wait_for_selector("text=Det er forseglet til de navngitte.")
        page.fill("#id_read-passphrase", "ikke den riktige setningen")
        page.click("main button:has-text('Åpne')")
        page.wait_for_selector(".ds-error-summary")
        story.look(page, "wrong passphrase")
        assert PLACE not in source(page)
        page.fill("#id_read-passphrase", WORDS)
        page.click("main button:has-text('Åpne')")
        page.wait_for_selector(f"text={PLACE}")
        assert WORDS not in source(page)
        story.look(page, "place opened")
        page.goto(f"/cases/{reference}/place/")
        assert PLACE not in source(page)
        page.goto(f"/cases/{reference}/")
        assert PLACE not in source(page)
    bo_is_gone_and_two_open_it_for_gro(story, reference)


def bo_is_gone_and_two_open_it_for_gro(story: Story, reference: str) -> None:
    """Let Finn begin and Hege finish, each by links from the start page, and Gro read."""
    make_key(story, "gro")
    with story.as_("finn") as page:
        page.click("main a:has-text('Nøkkelen din til steder')")
        page.click("main a:has-text('Åpne et sted med reservenøkkelen')")
        page.wait_for_url("**/escrow/")
        page.click("main button:has-text('Åpne din halvdel')")
        page.wait_for_selector(".ds-error-summary")
        story.look(page, "escrow refused")
        page.fill("#id_begin-reference", reference.lower())
        page.select_option("#id_begin-officer", "gro")
        page.check("input[value=officer_gone]")
        page.fill("#id_begin-passphrase", WORDS)
        page.click("main button:has-text('Åpne din halvdel')")
        # The holder who comes after in the ring has the other half.
        page.wait_for_selector("text=hege må åpne den andre halvdelen")
    with story.as_("hege") as page:
        page.click("main .ds-alert a:has-text('venter på din halvdel')")
        page.wait_for_url("**/escrow/")
        story.look(page, "escrow waits")
        page.fill("main li input[type=password]", WORDS)
        page.press("main li input[type=password]", "Enter")
        page.wait_for_selector(f"text=gro kan nå åpne stedet i sak {reference}.")
        assert PLACE not in source(page)
    with story.as_("gro") as page:
        page.goto(f"/cases/{reference}/place/")
        page.fill("#id_read-passphrase", WORDS)
        page.click("main button:has-text('Åpne')")
        page.wait_for_selector(f"text={PLACE}")


def test_the_person_is_opened_without_script_too(site: Site, chromium: Browser, watch: Watch) -> None:
    story = Story(site, chromium, watch, scripts=False)
    with story.as_("bo") as page:
        page.goto("/cases/")
        page.click("tbody th a >> nth=2")
        page.click("main a[href$='/person/']")
        page.wait_for_url("**/person/")
        story.look(page, "person without script")
    assert story.faults == {}
