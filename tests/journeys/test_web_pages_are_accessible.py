"""Every page that ``routes`` lists has no known fault: at a desk, on a phone, in the dark, without script."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import Look, Watch, empty_page, put_on, sign_in, source, sticks_out, violations
from tests.journeys.site import CHECKOUT, Site, environment_for

pytestmark = pytest.mark.journey
TABLES = (1, 2, 5)


def listed(site: Site) -> set[str]:
    """Give the paths of pages that the command line lists."""
    words = [sys.executable, "-m", "fristed.interfaces.cli.main", "routes", "--json"]
    done = subprocess.run(
        words, env=environment_for(site.data), cwd=CHECKOUT, capture_output=True, check=True
    )
    rows = json.loads(done.stdout)
    for_programs = {"/catalog.ttl", *(row["path"] for row in rows if row["path"].startswith("/api/"))}
    return {row["path"] for row in rows if "GET" in row["methods"]} - for_programs


def reference_in(page: Page, address: str, pattern: str) -> str:
    """Find a reference in the links of a page."""
    page.goto(address)
    found = re.search(pattern, source(page))
    assert found
    return found[1]


def addresses(page: Page, paths: set[str]) -> Iterator[str]:
    """Give an address for every path, with real references in it."""
    case = reference_in(page, "/cases/", r'href="/cases/([2-9A-Z]{5}-[2-9A-Z]{5})/"')
    grey = grey_zone_reference(page)
    not_pages = {"/static/<path>", "/health", "/statistics/<year>/tables/<number>.csv"}
    # A file, and a page that only a corrected version has; its own journey looks at that.
    not_pages |= {
        "/published/<year>/<version>/tables/<number>.csv",
        "/published/<year>/<version>/changes/",
    }
    not_pages |= {"/cases/imports/template.<form>", "/legal-basis/dpia.md"}
    not_pages |= {"/directory/feed.json", "/letters/<year>/recipients.csv"}
    for path in sorted(paths - not_pages):
        filled = path.replace("/grey-zone/<reference>", f"/grey-zone/{grey}").replace("<reference>", case)
        filled = filled.replace("<year>", "2024").replace("<version>", "1").replace("<key>", "saker-antall")
        filled = filled.replace("<what>", "mode").replace("<language>", "en").replace("<piece>", "avert")
        yield from (filled.replace("<number>", str(n)) for n in (TABLES if "<number>" in path else (0,)))


def grey_zone_reference(page: Page) -> str:
    """Register a grey-zone case and give its reference."""
    page.goto("/grey-zone/new/")
    page.check("#id_topic_0")
    page.click("text=Registrer >> nth=-1")
    return reference_in(page, "/grey-zone/", r'href="/grey-zone/([^/]+)/convert/"')


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_no_page_has_a_known_fault(site: Site, chromium: Browser, watch: Watch, scripts: bool) -> None:
    paths = listed(site)
    faults: dict[str, list[str]] = {}
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        page.goto("/sign-in/")
        faults["/sign-in/"] = violations(page)
        sign_in(page, "aud")
        for address in list(addresses(page, paths - {"/sign-in/"})):
            page.goto(address)
            faults[address] = violations(page)
    assert len(faults) >= len(paths) - 7
    assert {address: found for address, found in faults.items() if found} == {}


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_pages_that_say_no_have_no_known_fault_either(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    faults: dict[str, list[str]] = {}
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        page.goto("/sign-in/")
        page.press("#id_password", "Enter")
        page.wait_for_selector(".ds-error-summary")
        faults["empty sign-in"] = violations(page)
        sign_in(page, "aud")
        page.goto("/cases/new/")
        page.click("main form .ds-button[data-size=lg]")
        page.wait_for_selector(".ds-error-summary")
        faults["empty registration"] = violations(page)
        page.goto("/nothing-here/")
        faults["nothing here"] = violations(page)
        page.goto("/cases/?year=2021&concern=completed_fgm&status=closed")
        faults["empty list"] = violations(page)
    assert {place: found for place, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    ("username", "address"),
    [
        *(("dina", "/"), ("dina", "/statistics/2024/"), ("eli", "/"), ("finn", "/"), ("bo", "/cases/new/")),
        *(("dina", "/statistics/2024/official/"), ("gro", "/cases/work-list/2024/")),
    ],
)
def test_other_roles_see_pages_without_a_known_fault(
    site: Site, chromium: Browser, watch: Watch, username: str, address: str
) -> None:
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, username)
        page.goto(address)
        assert violations(page) == []


def test_a_fault_that_is_planted_is_found(site: Site, chromium: Browser, watch: Watch) -> None:
    with empty_page(chromium, site.address, watch) as page:
        page.goto("/sign-in/")
        page.evaluate("document.querySelector('label[for=id_username]').remove()")
        page.evaluate("document.documentElement.removeAttribute('lang')")
        page.evaluate("document.querySelector('main').style.width = '1500px'")
        found = " ".join(violations(page))
    for fault in ("desktop label", "dark html-has-lang", "phone: wider than the screen"):
        assert fault in found


def test_a_page_can_be_read_at_320_pixels_without_scrolling_sideways(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "aud")
        put_on(page, Look("narrow", width=320))
        wide = []
        for address in ("/", "/cases/", "/cases/new/", "/statistics/2024/", "/statistics/2024/tables/5/"):
            page.goto(address)
            if sticks_out(page):
                wide.append(address)
    assert wide == []
