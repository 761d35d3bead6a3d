"""Dina adds a chapter, moves it and puts in a figure; Finn approves; the report prints it so."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.journeys.browsing import Watch, empty_page, focused, sign_in, violations
from tests.journeys.site import CHECKOUT, Site, environment_for

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("editor's desk")]
TITLE = "Året som gikk"
ALT = "Søyler for jenter og gutter i hver tjeneste. Jentene er flest overalt."


def as_somebody(page: Page, username: str) -> None:
    """Sign in as another of the cast and open the list of sections."""
    page.context.clear_cookies()
    sign_in(page, username)
    page.click("a.tile:has-text('Rapporten for 2024')")


def open_section(page: Page, title: str) -> None:
    """Open a section from the list."""
    page.click(f"main table a:text-is('{title}')")


def tab_to(page: Page, words: str) -> None:
    """Go on with the keyboard alone until it stands on something."""
    for _ in range(250):
        page.keyboard.press("Tab")
        if focused(page).startswith(words):
            return
    raise AssertionError(f"The keyboard never comes to {words!r}.")


def add_with_the_keyboard(page: Page) -> None:
    """Add a chapter after the one on cases and move it up, without the mouse."""
    tab_to(page, "Legg til, flytt eller ta bort avsnitt")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?arrange=1")
    tab_to(page, "Legg til et avsnitt")
    page.keyboard.press("Enter")
    tab_to(page, "id_title_nb")
    page.keyboard.type(TITLE)
    tab_to(page, "id_title_en")
    page.keyboard.type("The year")
    tab_to(page, "id_beside")
    page.keyboard.type("Hvem som tok")
    tab_to(page, "Legg til avsnittet")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Avsnittet er lagt til.")
    tab_to(page, f"Opp: {TITLE}")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Avsnittet er flyttet.")


def put_in_the_figure(page: Page) -> None:
    """Take the figure on gender out of its section, and put it into the new one with words for it."""
    open_section(page, "Kjønn")
    page.fill("#id_nb-text", "Kjønn står i kapitlet om året.")
    page.click("button:has-text('Lagre som utkast')")
    page.click("a.back")
    open_section(page, TITLE)
    page.fill("#id_nb-text", "Teamet hadde {cases KT.total}.\n\nFlere ord.")
    page.fill("#id_en-text", "The team had {n KT.total} cases.")
    page.click("button:has-text('Lagre som utkast')")
    page.click("summary:has-text('Sett inn en figur')")
    page.select_option("#id_figure", label="Saker fordelt på kjønn")
    page.select_option("#id_after", "1")
    page.fill("#id_alt_nb", ALT)
    page.click("button:has-text('Sett inn figuren')")
    page.wait_for_selector("text=Figuren er satt inn.")


def approve(page: Page) -> None:
    """Approve the order and both texts as a second person."""
    as_somebody(page, "finn")
    page.click("button:has-text('Godkjenn rekkefølgen')")
    page.wait_for_selector("text=Rapporten trykker avsnittene i denne rekkefølgen.")
    for title in ("Kjønn", TITLE):
        open_section(page, title)
        page.click("button:has-text('Godkjenn Bokmål')")
        page.wait_for_selector("text=Godkjent. Rapporten trykker denne teksten.")
        page.click("a.back")


def printed(site: Site, out: Path) -> tuple[str, PdfReader]:
    """Print the report of the year as a page and as PDF."""
    words = [sys.executable, "-m", "fristed.interfaces.cli.main", "report", "--year=2024", "--policy=safe"]
    words += [f"--out={out}", "--format=html", "--format=pdf"]
    subprocess.run(words, env=environment_for(site.data), cwd=CHECKOUT, check=True, capture_output=True)
    page = (out / "arsrapport-2024.html").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    return page, PdfReader(io.BytesIO((out / "arsrapport-2024.pdf").read_bytes()))


def test_a_chapter_with_a_figure_is_added_moved_approved_and_printed(
    site: Site, chromium: Browser, watch: Watch, tmp_path: Path
) -> None:
    faults = []
    with empty_page(chromium, site.address, watch) as page:
        as_somebody(page, "dina")
        add_with_the_keyboard(page)
        faults += violations(page)
        page.click("main a:has-text('Ferdig å ordne')")
        put_in_the_figure(page)
        drawn = page.locator("figure.drawn >> nth=0")
        shown = drawn.inner_text().replace("\N{NO-BREAK SPACE}", " ")
        description = drawn.locator("svg desc").text_content()
        untranslated = page.inner_text("section:has(> #figures-heading)")
        for fold in page.query_selector_all("details:not([open]) > summary"):
            fold.click()
        faults += violations(page)
        approve(page)
        faults += violations(page)
    page_of_report, pdf = printed(site, tmp_path)
    contents = page_of_report.partition('aria-labelledby="innhold"')[2].partition("</nav>")[0]
    chapter = page_of_report.partition('<section id="tillegg-1"')[2].partition("</section>")[0]
    outline = [" ".join(str(one.title).split()) for one in pdf.outline if not isinstance(one, list)]
    assert ALT in shown
    assert description == ALT
    assert "Alternativ tekst er ikke oversatt" in untranslated
    assert contents.index("Sakene i 2024") < contents.index(TITLE) < contents.index("Hvem som tok kontakt")
    assert re.search(r"Teamet hadde 1 4\d\d saker\.", chapter)
    assert f'-desc">{ALT}</desc>' in chapter
    assert 'id="tall-gender"' in chapter
    assert outline.index(f"3 {TITLE}") == outline.index("4 Hvem som tok kontakt") - 1
    assert faults == []
