"""Dina uploads a table and sees what its readers can work out, with and without script."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import Watch, empty_page, sign_in, still, texts, violations
from tests.journeys.site import CHECKOUT, Site, environment_for

pytestmark = pytest.mark.journey
ROWS = ("Sted;Antall;Prosent", "Nord;812;81", "Sørvik;140;14", "Østnes;41;4", "Vestby;…;0", "Fjell;…;1")
COUNTS = "\n".join((*ROWS, "Totalt;1003;100", ""))
# On a phone: how far a table of findings reaches out of its region, and whether its arithmetic stands below.
REGIONS = "[...document.querySelectorAll('.table-region')]"
SIDEWAYS = f"Math.max(...{REGIONS}.map(region => region.scrollWidth - region.clientWidth))"
BELOW = """[...document.querySelectorAll('.findings tbody tr')]
    .map(row => [row.firstElementChild, row.lastElementChild].map(cell => cell.getBoundingClientRect()))
    .every(([place, arithmetic]) => arithmetic.top >= place.bottom)"""


def work_once(site: Site) -> None:
    """Let the task worker do what waits, and stop."""
    words = [sys.executable, "-m", "fristed.interfaces.cli.main", "db_worker", "--batch"]
    subprocess.run(words, env=environment_for(site.data), cwd=CHECKOUT, check=True, capture_output=True)


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_a_table_is_uploaded_and_its_leaks_are_shown(
    site: Site, chromium: Browser, watch: Watch, tmp_path: Path, scripts: bool
) -> None:
    (tmp_path / "steder.csv").write_text(COUNTS, encoding="utf-8")
    faults = []
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "dina")
        page.click(".site-nav a:has-text('Lekkasjefinner')")
        page.click("button:has-text('Finn lekkasjer')")
        page.wait_for_selector(".ds-error-summary")
        faults += violations(page)
        page.set_input_files("#id_file", tmp_path / "steder.csv")
        page.fill("#id_percents", "Prosent")
        page.fill("#id_total", "Totalt")
        page.click("button:has-text('Finn lekkasjer')")
        page.wait_for_selector("text=Et eget program prøver nå tabellene")
        # The page looks again by itself where scripts may run, so it is kept still while it is examined.
        with still(page):
            faults += violations(page)
        work_once(site)
        if not scripts:
            page.click("text=Se igjen")
        page.wait_for_selector("#exact")
        faults += violations(page)
        exact = texts(page.locator("[aria-labelledby=exact] tbody tr"))
        page.set_viewport_size({"width": 390, "height": 844})
        sideways = page.evaluate(SIDEWAYS)
        below = page.evaluate(BELOW)
        faults += violations(page)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto("/leaks/files/")
        faults += violations(page)
        page.goto("/leaks/")
        page.click("tbody a")
        page.click("button:has-text('Slett dette')")
        page.wait_for_selector("text=Funnene er slettet")
    assert any("Vestby" in row and "4" in row for row in exact)
    assert any("Fjell" in row and "6" in row for row in exact)
    assert sideways == 0
    assert below
    assert faults == []


TWO_YEARS = (
    "Sted;Kvinner 2023;Menn 2023;I alt 2023;Kvinner 2024;Menn 2024;I alt 2024",
    "Vest;:;12;15;30;12;42",
    "Øst;20;14;34;41;19;60",
    "Fjell;4;9;13;:;:;:",
    "Totalt;27;35;62;;;",
)


def test_what_was_not_tested_is_not_called_safe_and_an_example_is_one_press_away(
    site: Site, chromium: Browser, watch: Watch, tmp_path: Path
) -> None:
    (tmp_path / "kjønn.csv").write_text("\n".join((*TWO_YEARS, "")), encoding="utf-8")
    (tmp_path / "stor.csv").write_bytes(b"x" * 6_000_000)
    faults = []
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "dina")
        page.goto("/leaks/")
        page.fill("#id_total", "Totalt")
        page.fill("#id_sign", ":")
        page.set_input_files("#id_file", tmp_path / "stor.csv")
        page.click("button:has-text('Finn lekkasjer')")
        page.wait_for_selector(".ds-error-summary")
        errors = texts(page.locator(".ds-error-summary li"))
        kept = page.input_value("#id_total")
        faults += violations(page)
        page.set_input_files("#id_file", tmp_path / "kjønn.csv")
        page.click("button:has-text('Finn lekkasjer')")
        page.wait_for_selector("text=Et eget program prøver nå tabellene")
        work_once(site)
        page.wait_for_selector("#untested")
        exact = texts(page.locator("[aria-labelledby=exact] tbody tr"))
        untested = texts(page.locator("[aria-labelledby=untested] tbody tr"))
        faults += violations(page)
        page.set_viewport_size({"width": 390, "height": 844})
        sideways = page.evaluate(SIDEWAYS)
        faults += violations(page)
        page.goto("/leaks/")
        faults += violations(page)
        page.click("button:has-text('Direktoratets bosettingstabeller')")
        page.wait_for_selector("text=Et eget program prøver nå tabellene")
        work_once(site)
        page.wait_for_selector("text=2819 - 80 - 1923 - 805 = 11")
        faults += violations(page)
    assert len(errors) == 1
    assert "for store" in errors[0]
    assert kept == "Totalt"
    assert any("Vest" in row and "3" in row for row in exact)
    assert any("Fjell" in row for row in untested)
    assert sideways == 0
    assert faults == []
