"""A stranger finds help on a phone by keyboard; two editors change an entry; a letter is sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import Watch, empty_page, focused, how_many, sign_in, texts, violations
from tests.journeys.site import Site, carried_out

pytestmark = pytest.mark.journey
LONGEST_WALK = 60
# A year of its own, before those of the demo, so that other journeys leave it alone.
YEAR = 2023
LETTER = """
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
from fristed.knowledge.letters.actions import write_letter
names = [(part, code) for part in ("title", "text") for code in ("nb", "nn", "en")]
texts = {{f"{{part}}_{{code}}": f"Om reiser {{part}} {{code}}" for part, code in names}}
write_letter(year={year}, texts=texts, by=actor_named("runa"), at=door_clock())
"""
FEAR = """
from datetime import date
from fristed.casework.cases.actions import register_case
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
from tests.spec.cast import plain_case
feared = {"main_concern": "fear_involuntary_stay_abroad", "concern_basis": "feared"}
draft = plain_case("KT", date(2025, 2, 3), **feared)
print(register_case(draft=draft, by=actor_named("bo"), at=door_clock()).reference)
"""


def tab_to(page: Page, words: str) -> None:
    """Walk with the keyboard until what has these words, or this id, has the focus."""
    for _ in range(LONGEST_WALK):
        page.keyboard.press("Tab")
        if focused(page).startswith(words):
            return
    raise AssertionError(f"The keyboard does not reach {words!r}.")


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_a_stranger_finds_help_on_a_phone_by_keyboard_and_nothing_is_stored(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    faults: list[str] = []
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto("/directory/")
        faults += violations(page)
        page.set_viewport_size({"width": 390, "height": 800})
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert focused(page) == "Forlat siden raskt"
        tab_to(page, "id_q")
        page.keyboard.type("krisesenter")
        page.keyboard.press("Enter")
        page.wait_for_url("**/directory/#found")
        found = texts(page.locator("#found li strong"))
        tab_to(page, "Krisesenteret der du bor")
        page.keyboard.press("Enter")
        page.wait_for_url("**/directory/krisesenter/")
        told = page.inner_text("main")
        faults += violations(page)
        page.goto("/directory/who-covers/")
        page.select_option("#id_country", "SO")
        page.click("main form button")
        page.wait_for_url("**/directory/who-covers/#found")
        covers = page.inner_text("#found")
        faults += violations(page)
        page.goto("/directory/seif/?language=nn")
        nynorsk = page.inner_text("main")
        faults += violations(page)
        cookies = page.context.cookies()
        stored = page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length")
    assert "Krisesenteret der du bor" in found
    assert "Ikke oppgitt i kilden" in told
    assert "Nairobi" in covers
    assert "Ikkje oppgitt i kjelda" in nynorsk
    assert (cookies, stored) == ([], 0)
    assert faults == []


def test_two_editors_change_an_entry_and_it_is_shown_when_both_have_agreed(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    faults: list[str] = []
    address = "/directory/entries/hjelpekilden/"
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "kaja")
        page.goto("/directory/entries/")
        faults += violations(page)
        page.goto(address)
        faults += violations(page)
        for code, words in (("nb", "Hverdager"), ("nn", "Kvardagar"), ("en", "Weekdays")):
            page.fill(f"#id_hours_{code}", words)
        page.click("button:has-text('Foreslå') >> nth=0")
        page.wait_for_selector("text=Noen andre må godkjenne det du har foreslått.")
        faults += violations(page)
        page.goto("/directory/hjelpekilden/")
        before = page.inner_text("main")
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "eli")
        page.goto(address)
        faults += violations(page)
        page.click("button:has-text('Godkjenn endringen')")
        page.wait_for_selector("text=Endringen er godkjent")
        page.click("button:has-text('Sjekket i dag, uendret')")
        page.wait_for_selector("text=Det er notert at du har sjekket oppføringen i dag")
        page.goto("/directory/hjelpekilden/")
        after = page.inner_text("main")
    assert "Hverdager" not in before
    assert "Hverdager" in after
    assert faults == []


def test_a_letter_is_approved_sent_confirmed_and_read_by_everybody(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    carried_out(site, LETTER.format(year=YEAR))
    faults: list[str] = []
    with empty_page(chromium, site.address, watch, scripts=False) as page:
        sign_in(page, "unni")
        page.goto("/letters/")
        faults += violations(page)
        page.goto(f"/letters/{YEAR}/work/")
        faults += violations(page)
        page.click("button:has-text('Godkjenn versjon 1')")
        page.wait_for_selector("text=Versjonen er godkjent.")
        page.check("text=Fylkeskommuner")
        page.click("button:has-text('Det er sendt')")
        page.wait_for_selector("text=Det er notert at brevet er sendt")
        faults += violations(page)
        page.goto(f"/letters/{YEAR}/recipients/?kind=county")
        page.check("[value=county-03]")
        page.click("button:has-text('De har bekreftet det')")
        page.wait_for_selector("text=Det er notert at de har bekreftet det.")
        faults += violations(page)
        page.goto(f"/letters/{YEAR}/recipients/?show=received")
        confirmed = texts(page.locator("table:has(#recipients-caption) tbody th"))
        page.goto(f"/letters/{YEAR}/questions/")
        faults += violations(page)
    with empty_page(chromium, site.address, watch, scripts=False) as page:
        page.goto(f"/letters/{YEAR}/")
        read = page.inner_text("main")
        faults += violations(page)
        cookies = page.context.cookies()
    assert confirmed == ["Oslo fylkeskommune"]
    assert "Om reiser text nb" in read
    assert cookies == []
    assert faults == []


def test_before_the_holidays_a_case_without_a_plan_is_found_and_gets_one(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    reference = carried_out(site, FEAR)
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "bo")
        page.goto("/my-day/")
        page.click("text=Før ferien: saker uten kontaktplan")
        page.wait_for_url("**/before-holidays/")
        faults = violations(page)
        page.click(f"tr:has-text('{reference}') a:has-text('Skriv en kontaktplan')")
        page.wait_for_url(f"**/cases/{reference}/plans/contact/")
        page.fill("main textarea", "Ring hver kveld. Kodeordet er avtalt.")
        page.click("main form .actions button")
        page.wait_for_url(f"**/cases/{reference}/plans/")
        page.goto("/before-holidays/")
        left = how_many(page.locator(f"text={reference}"))
    assert left == 0
    assert faults == []
