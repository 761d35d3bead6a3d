"""Dina cites a figure of another publisher, and has all texts held against what is hidden."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import LOOKS, Watch, empty_page, how_many, put_on, sign_in, still, violations
from tests.journeys.site import CHECKOUT, Site, environment_for

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("editor's desk")]
SECTION = "/report/2024/saker-alder/"
CHECK = "/report/2024/check/"
FIGURE = {
    "value": "541 203",
    "about": "Jenter under 18 år bosatt i Norge",
    "publisher": "SSB",
    "title": "Befolkning, tabell 07459",
    "address": "https://www.ssb.no/statbank/table/07459",
    "source_date": "21.2.2024",
    "looked_up_date": "4.11.2024",
}
SENTENCE = "I landet bor {cited %s} jenter."


def run(site: Site, *words: str) -> None:
    """Run one of our commands beside the site."""
    line = [sys.executable, "-m", "fristed.interfaces.cli.main", *words]
    subprocess.run(line, env=environment_for(site.data), cwd=CHECKOUT, check=True, capture_output=True)


def record(page: Page, key: str, **changes: str) -> None:
    """Fill in the form for a cited figure."""
    for name, text in {**FIGURE, "key": key, **changes}.items():
        page.fill(f"#id_{name}", text)
    page.check("input[name=unit][value=number]")
    page.click("button:has-text('Legg inn') >> nth=-1")


def save(page: Page, text: str) -> None:
    """Save the bokmål of the section."""
    page.goto(SECTION)
    page.fill("#id_nb-text", text)
    page.click("button:has-text('Lagre som utkast')")


def checked(page: Page, site: Site) -> str:
    """Ask for the check, see that it waits, let the worker do it, and give what the page says then."""
    page.goto(CHECK)
    page.click("main form .ds-button")
    page.wait_for_selector("#under-way")
    with still(page):
        run(site, "db_worker", "--batch")
    page.goto(CHECK)
    return page.inner_text("main").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_a_figure_is_cited_and_all_texts_are_checked(
    site: Site, chromium: Browser, watch: Watch, tmp_path: Path, scripts: bool
) -> None:
    faults, key = [], f"ssb-jenter-{'med' if scripts else 'uten'}"
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:

        def looked_at() -> None:
            page.wait_for_load_state("load")
            faults.extend(violations(page) if scripts else [])
            put_on(page, LOOKS[0])

        sign_in(page, "dina")
        page.goto("/report/2024/")
        page.click("a:has-text('Siterte tall')")
        record(page, key, publisher="Kompetanseteamet")
        refused = page.inner_text("main")
        looked_at()
        page.goto("/report/cited/")
        record(page, key)
        page.wait_for_selector("text=Tallet er lagt inn.")
        looked_at()
        save(page, SENTENCE % "ssb-finnes-ikke")
        unknown = page.inner_text("main [role=alert]")
        save(page, SENTENCE % key)
        page.wait_for_selector("text=Lagret som utkast.")
        said = page.inner_text("main").replace("\N{NO-BREAK SPACE}", " ")
        well = checked(page, site)
        looked_at()
        save(page, f"{SENTENCE % key}\nI 4 saker var alderen ukjent (kilde: SSB).")
        page.goto(CHECK)
        fallen = page.inner_text("main")
        given_away = checked(page, site)
        looked_at()
        save(page, SENTENCE % key)
        page.context.clear_cookies()
        sign_in(page, "finn")
        page.goto(SECTION)
        page.click("button:has-text('Godkjenn Bokmål')")
        page.wait_for_selector("text=Godkjent.")
        page.goto(CHECK)
        is_for_editors = how_many(page.locator("main form .ds-button")) == 0
    run(site, "report", "--year=2024", "--policy=safe", f"--out={tmp_path}", "--format=html")
    report = (tmp_path / "arsrapport-2024.html").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert "Oppgi en som publiserer egen statistikk" in refused
    assert "Teksten siterer tall som ikke er lagt inn" in unknown
    assert "I landet bor 541 203 (kilde 1) jenter." in said
    assert "Alt er i orden" in well
    assert "Tekster er endret siden." in fallen
    assert "«4»" in given_away
    assert "I 4 saker var alderen ukjent (kilde: SSB)." in given_away
    assert "Det røper:" in given_away
    assert is_for_editors
    assert "I landet bor 541 203 (kilde 1) jenter." in report
    assert "Kilde 1: SSB: Befolkning, tabell 07459, 21. februar 2024." in report
    assert faults == []
