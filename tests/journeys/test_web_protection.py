"""Dina sees what is hidden and why, and has another number hidden, with the keyboard alone."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import (
    LOOKS,
    Look,
    Watch,
    empty_page,
    focused,
    how_many,
    put_on,
    sign_in,
    texts,
    violations,
)
from tests.journeys.site import Site
from tests.journeys.test_web_finding_leaks import work_once

# What is hidden follows from the cases, so nobody else registers any in between.
pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("protection")]
PAGE = "/statistics/2024/protection/"


def unfold(page: Page, summary: str) -> None:
    """Open what is folded with the keyboard, once it is there to be seen."""
    page.locator(summary).first.wait_for()
    page.focus(summary)
    page.keyboard.press("Enter")


def open_choice(page: Page, table: int, number: str) -> None:
    """Open the choice beside a number of a table with the keyboard."""
    unfold(page, f"#table-{table} > summary")
    unfold(page, f"#table-{table} summary:has-text('Skjul heller'):has-text('{number}')")


def figures_of(page: Page) -> list[list[int]]:
    """Read the figures of the summary: numbers that protect, and cases in them, by line."""
    lines = page.locator("table:has(#loss-caption) tbody tr").all()
    return [[number_of(text) for text in texts(line.locator("td"))] for line in lines]


def number_of(written: str) -> int:
    """Read a number as a page writes it."""
    return int(written.replace("\N{NO-BREAK SPACE}", ""))


def press(page: Page, button: str) -> None:
    """Press the visible button with the keyboard."""
    page.focus(f"button:visible:has-text('{button}')")
    page.keyboard.press("Enter")


def height_of(page: Page, look: Look) -> int:
    """Give how high the page is in a look."""
    put_on(page, look)
    return int(page.evaluate("document.documentElement.scrollHeight"))


def test_the_page_is_found_read_and_proved(site_alone: Site, chromium: Browser, watch: Watch) -> None:
    with empty_page(chromium, site_alone.address, watch) as page:
        sign_in(page, "dina")
        page.goto("/statistics/2024/")
        page.click(".page-head >> text=Hva som er skjult, og hvorfor")
        summary = page.locator("#summary-heading + .lead").inner_text()
        faults = violations(page)
        heights = [height_of(page, look) for look in LOOKS[:2]]
        page.goto("/statistics/2024/tables/3/")
        page.click("text=Hva som er skjult i denne tabellen")
        page.click("td a:has-text('verner'):visible >> nth=0")
        reason = page.locator(":target")
        page.click(f"#{reason.get_attribute('id')} a >> nth=0")
        small = page.locator(":target").inner_text()
        unfold(page, "#certificate > summary")
        with page.expect_download() as started:
            page.click("text=Last ned attesten")
        certificate = json.loads(started.value.path().read_text("utf-8"))
    assert "er små (1–6) og er skjult" in summary
    assert all(height < most for height, most in zip(heights, (4_000, 6_000), strict=True))
    assert "lite" in small
    assert certificate["policy"]["id"] == "safe"
    assert faults == []


def test_another_number_is_hidden_with_the_keyboard_alone(
    site_alone: Site, chromium: Browser, watch: Watch
) -> None:
    faults = []
    with empty_page(chromium, site_alone.address, watch) as page:
        sign_in(page, "dina")
        page.goto(PAGE)
        before = figures_of(page)
        open_choice(page, 3, "Over 18")
        press(page, "Skjul dette i stedet")
        page.wait_for_selector(".ds-error-summary")
        faults += violations(page)
        page.focus(".ds-error-summary a")
        page.keyboard.press("Enter")
        on_choice = focused(page)
        page.keyboard.press("Space")
        offer = page.locator(f"li:has(> ds-field > #{on_choice})")
        price, changes = offer.locator("label").inner_text(), texts(offer.locator("dd"))
        press(page, "Skjul dette i stedet")
        page.wait_for_selector("text=Venter på neste beregning")
        faults += violations(page)
        # What is unfolded stays so while the page looks whether the computation is done, and says that it is.
        unfold(page, "#table-12 > summary")
        work_once(site_alone)
        page.wait_for_selector("text=Vis det som er nytt")
        unfolded = how_many(page.locator("#table-12[open]"))
        faults += violations(page)
        page.focus("text=Vis det som er nytt")
        page.keyboard.press("Enter")
        page.wait_for_selector("#under-way >> text=Vis det som er nytt", state="detached")
        state = page.locator("[aria-labelledby=wishes-heading] .ds-tag").inner_text()
        after = figures_of(page)
        hidden = page.locator("#table-3 li > p > strong").all_text_contents()
    assert unfolded == 1
    assert on_choice.endswith("-instead_0")
    assert changes == [
        "Tabell 3: Under 18, 2024 (også Figur 2.4)",
        "Tabell 3: Over 18, 2024 (også Figur 2.4)",
    ]
    assert "like mange skjulte tall i tabellene" in price
    assert after[0][2] - before[0][2] == after[-1][2] - before[-1][2]
    assert state == "Fulgt"
    assert "Under 18, 2024" in hidden
    assert "Over 18, 2024" not in hidden
    assert faults == []


def test_a_wish_is_made_and_taken_back_without_script_on_a_phone(
    site_alone: Site, chromium: Browser, watch: Watch
) -> None:
    with empty_page(chromium, site_alone.address, watch, scripts=False) as page:
        sign_in(page, "dina")
        put_on(page, LOOKS[1])
        page.goto(PAGE)
        page.locator("#table-9 > summary").click()
        choice = page.locator("#table-9 details:has(summary:has-text('Skjul heller'):has-text('Gutt'))").first
        choice.locator("summary").click()
        choice.locator("input[type=radio]").first.check()
        choice.locator("button").click()
        page.wait_for_selector("text=Notert. Statistikken for 2024 blir beregnet")
        put_on(page, LOOKS[0])
        faults = violations(page)
        waiting = "li:has-text('Venter på neste beregning') button"
        page.click(waiting)
        page.wait_for_selector("text=Notert. Statistikken for 2024 blir beregnet")
        left = how_many(page.locator(waiting))
    assert faults == []
    assert left == 0
