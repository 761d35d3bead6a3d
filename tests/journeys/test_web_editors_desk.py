"""Dina writes a section with a number from the list, Finn approves it, and the report holds the sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import LOOKS, Watch, empty_page, put_on, sign_in, violations
from tests.journeys.site import CHECKOUT, Site, environment_for

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("editor's desk")]
PAGE = "/report/2024/saker-kjonn/"
SENTENCE = "Blant sakene til teamet gjaldt {number} en jente eller kvinne."
# As published; other journeys on the same site register more cases and count again.
AT_LEAST = 1053


def as_somebody(page: Page, username: str) -> None:
    """Sign in as another of the cast and open the section from the list."""
    page.context.clear_cookies()
    sign_in(page, username)
    page.click("a.tile:has-text('Rapporten for 2024')")
    page.click("table a:has-text('Kjønn') >> nth=0")


def save(page: Page, text: str) -> None:
    """Write the bokmål and save it as a draft."""
    page.fill("#id_nb-text", text)
    page.click("button:has-text('Lagre som utkast')")
    page.wait_for_selector("text=Lagret som utkast.")


def picked(page: Page) -> tuple[str, str]:
    """Search for a number; give the place that is to be copied, and the number that stands beside it."""
    page.fill("#id_find", "kompetanseteamet jente")
    page.click("button:has-text('Søk')")
    place = page.inner_text("table code >> nth=0")
    return place, page.inner_text("table tr:has(code) >> nth=0 >> td >> nth=0").replace(
        "\N{NO-BREAK SPACE}", " "
    )


def approve(page: Page) -> None:
    """Approve the bokmål of the section."""
    as_somebody(page, "finn")
    page.click("button:has-text('Godkjenn Bokmål')")


def printed(site: Site, out: Path) -> str:
    """Print the report of the year and give it as text with plain spaces."""
    words = [sys.executable, "-m", "fristed.interfaces.cli.main", "report", "--year=2024", "--policy=safe"]
    words += [f"--out={out}", "--format=html"]
    subprocess.run(words, env=environment_for(site.data), cwd=CHECKOUT, check=True, capture_output=True)
    return (out / "arsrapport-2024.html").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_a_section_is_written_approved_and_printed(
    site: Site, chromium: Browser, watch: Watch, tmp_path: Path, scripts: bool
) -> None:
    faults = []
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        as_somebody(page, "dina")
        place, value = picked(page)
        sentence = SENTENCE.format(number=place)
        page.fill("#id_nb-text", f"{sentence}\nDet gjaldt bare 6 gutter.")
        page.click("button:has-text('Forhåndsvis')")
        shown = page.inner_text("main").replace("\N{NO-BREAK SPACE}", " ")
        faults += violations(page) if scripts else []
        save(page, f"{sentence}\nDet gjaldt bare 6 gutter.")
        approve(page)
        refused = page.inner_text("main [role=alert]")
        as_somebody(page, "dina")
        save(page, sentence)
        approve(page)
        page.wait_for_selector("text=Godkjent. Rapporten trykker denne teksten.")
        changed = page.inner_text("#changes-heading + * + *")
        faults += violations(page) if scripts else []
        put_on(page, LOOKS[1])
        faults += violations(page) if scripts else []
    assert place == "{cases KT.gender.female}"
    assert int(value.replace(" ", "")) >= AT_LEAST
    assert SENTENCE.format(number=f"{value} saker") in shown
    assert "Innskrevne tall: 6." in shown
    assert "Det er skrevet tall inn i teksten: 6." in refused
    assert "Et innskrevet tall kan røpe et skjult tall." in refused
    assert "6 gutter" in changed
    assert SENTENCE.format(number=f"{value} saker") in printed(site, tmp_path)
    assert faults == []
