"""Bo imports a file of cases with faults and chooses its right rows; Gro takes coded rows out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from fristed.casework.exchange.trial_files import FAULTS, Cells, right_rows, with_faults, xlsx_of
from tests.journeys.browsing import Watch, empty_page, how_many, sign_in, still, texts, violations
from tests.journeys.site import CHECKOUT, Site, environment_for

pytestmark = pytest.mark.journey
WRONG = {1: FAULTS[7], 4: FAULTS[17]}


def work_once(site: Site) -> None:
    """Let the task worker do what waits, and stop."""
    words = [sys.executable, "-m", "fristed.interfaces.cli.main", "db_worker", "--batch"]
    subprocess.run(words, env=environment_for(site.data), cwd=CHECKOUT, check=True, capture_output=True)


def twin_of_the_last(rows: list[Cells]) -> list[Cells]:
    """Add a row that is the same as the last, so that there is something to think about."""
    return [*rows, rows[-1]]


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_a_file_with_faults_is_checked_and_its_right_rows_are_stored(
    site: Site, chromium: Browser, watch: Watch, tmp_path: Path, scripts: bool
) -> None:
    path = tmp_path / "saker.xlsx"
    rows = twin_of_the_last(with_faults(right_rows(8, seed=7 + scripts), WRONG))
    path.write_bytes(xlsx_of(rows).content)
    faults = []
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "bo")
        page.click(".site-nav a:has-text('Saker')")
        page.click("a:has-text('Importer saker')")
        faults += violations(page)
        with page.expect_download() as download:
            page.click("a:has-text('Mal (XLSX)')")
        page.click("button:has-text('Kontroller filen')")
        page.wait_for_selector(".ds-error-summary")
        faults += violations(page)
        page.set_input_files("#id_file", path)
        page.click("button:has-text('Kontroller filen')")
        page.wait_for_selector("text=kontrolleres av et eget program")
        # The page looks again by itself where scripts may run, so it is kept still while it is examined.
        with still(page):
            faults += violations(page)
        work_once(site)
        if not scripts:
            page.click("text=Se igjen")
        page.wait_for_selector("#errors-table")
        faults += violations(page)
        told = texts(page.locator("[aria-labelledby=errors-table] tbody tr"))
        page.click("summary:has-text('Utelat også')")
        page.check("input[name=leave_out]")
        faults += violations(page)
        page.click("button:has-text('Lagre 7 riktige rader')")
        page.wait_for_selector("text=Bekreft hva som lagres")
        faults += violations(page)
        left_out = texts(page.locator("[aria-labelledby=rows-heading] tbody th"))
        page.click("button:has-text('Lagre 6 saker')")
        page.wait_for_selector("text=blir lagret av et eget program")
        with still(page):
            faults += violations(page)
        work_once(site)
        if not scripts:
            page.click("text=Se igjen")
        page.wait_for_selector("text=6 saker er lagret")
        faults += violations(page)
        page.goto("/cases/imports/")
        faults += violations(page)
        page.set_input_files("#id_file", path)
        page.click("button:has-text('Kontroller filen')")
        page.wait_for_selector("text=Ingenting lagres to ganger")
    assert download.value.suggested_filename.endswith("-kt.xlsx")
    assert [row.split("\n")[0].split("\t")[0] for row in told] == ["Rad 3", "Rad 6"]
    assert left_out == ["3", "6", "10"]
    assert faults == []


def test_a_leader_takes_rows_out_with_a_purpose(site: Site, chromium: Browser, watch: Watch) -> None:
    faults = []
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "gro")
        page.goto("/cases/")
        page.click("a:has-text('Ta ut kodede rader')")
        faults += violations(page)
        page.click("button:has-text('Last ned radene')")
        page.wait_for_selector(".ds-error-summary")
        faults += violations(page)
        page.check("input[name=years][value='2024']")
        page.fill("#id_purpose", "Til arbeidet med virksomhetsplanen")
        with page.expect_download() as download:
            page.click("button:has-text('Last ned radene')")
        page.goto("/cases/export/")
        assert how_many(page.locator("text=Til arbeidet med virksomhetsplanen")) == 1
        faults += violations(page)
    assert download.value.suggested_filename == "kt-2024.xlsx"
    assert faults == []
