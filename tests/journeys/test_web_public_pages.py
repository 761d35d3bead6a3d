"""A stranger reads what is published, takes every form home, and leaves; no script runs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import Watch, empty_page, focused, how_many, sticks_out, violations
from tests.journeys.site import Site, carried_out

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("official statistics")]
# The year is published, one more case is registered in it, and the year is corrected; by the demo's cast.
CORRECT = """
from datetime import date
from fristed.casework.cases.actions import register_case
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.official import SAFE, official_release
from fristed.interfaces.cli.printing import print_forms
from fristed.interfaces.cli.register import compute_now
from fristed.foundation.identity.queries import actor_named
from fristed.statistics.releases.official.actions import (
    freeze_facts, propose_release, publish_release, sign_off_release,
)
from fristed.statistics.releases.official.codes import Kind, Reason
from fristed.statistics.releases.official.queries import proposals_of
from tests.spec.cast import plain_case
official_release(2022, at=door_clock(), say=lambda text: None)
register_case(draft=plain_case("KT", date(2022, 6, 3)), by=actor_named("bo"), at=door_clock())
dina, finn = actor_named("dina"), actor_named("finn")
frozen = freeze_facts(year=2022, kind=Kind.FINAL, by=dina, at=door_clock())
compute_now(year=2022, policy=SAFE, frozen=frozen)
late = Reason.LATE_REGISTRATIONS
version = propose_release(year=2022, policy=SAFE, frozen=frozen, by=dina, at=door_clock(), reason=late)
seal = proposals_of(2022, SAFE, reader=finn, at=door_clock())[0].seal
sign_off_release(year=2022, policy=SAFE, version=version, seal=seal, by=finn, at=door_clock())
at = door_clock()
publish_release(year=2022, policy=SAFE, version=version, from_at=at, by=dina, at=at)
print_forms(year=2022, policy=SAFE, version=version)
"""
FIRST_BYTES = {
    **{"pdf": b"%PDF", "html": b"<!do", "xlsx": b"PK\x03\x04", "json": b'{"ve', "px": b"CHAR"},
    "csv": b"",
}
LONGEST_WALK = 60


@pytest.fixture(scope="module")
def corrected(site: Site) -> Site:
    """The site with a year that has been published and corrected."""
    carried_out(site, CORRECT)
    return site


def tab_to(page: Page, words: str) -> None:
    """Walk with the keyboard until the link or button with these words has the focus."""
    for _ in range(LONGEST_WALK):
        page.keyboard.press("Tab")
        if focused(page).startswith(words):
            return
    raise AssertionError(f"The keyboard does not reach {words!r}.")


def take_home(page: Page, site: Site) -> dict[str, bytes]:
    """Take every file home that the page offers, folded or not, and require what it should begin with."""
    links = page.eval_on_selector_all("main a[download]", "all => all.map(one => one.getAttribute('href'))")
    found = {}
    for link in links:
        answer = page.request.get(f"{site.address}{link}")
        assert answer.ok, link
        assert "x-robots-tag" not in answer.headers
        assert answer.body().startswith(FIRST_BYTES[link.rpartition(".")[2]]), link
        found[link.rpartition("/")[2]] = answer.body()
    return found


def languages_of(names: dict[str, bytes]) -> dict[str, set[str]]:
    """Give the forms of the files in each language."""
    found: dict[str, set[str]] = {}
    for name in names:
        stem, _, form = name.rpartition(".")
        marked = re.search(r"-(nn|en)$", stem)
        found.setdefault(marked[1] if marked else "nb", set()).add(form)
    return found


@pytest.mark.xdist_group("a corrected year")
@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_a_stranger_reads_takes_home_and_leaves(
    corrected: Site, chromium: Browser, watch: Watch, width: int
) -> None:
    site, faults = corrected, list[str]()

    def look(page: Page) -> None:
        faults.extend(f"{page.url}: {one}" for one in violations(page))
        page.set_viewport_size({"width": width, "height": 900})
        assert not sticks_out(page)

    with empty_page(chromium, site.address, watch, scripts=False) as page:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/published/")
        look(page)
        tab_to(page, "2022")
        page.keyboard.press("Enter")
        page.wait_for_url("**/published/2022/")
        look(page)
        report = take_home(page, site)
        page.click("a:has-text('Hovedbekymring') >> nth=0")
        look(page)
        table = take_home(page, site)
        page.click("a.back")
        page.click("a:has-text('Saker etter tema')")
        look(page)
        figure = take_home(page, site)
        page.click("a.back")
        page.click(".chapters a >> nth=2")
        look(page)
        explained = page.inner_text("#tegn") if how_many(page.locator("#tegn")) else ""
        page.click("a[rel=next]")
        look(page)
        page.click("a.back")
        tab_to(page, "Versjon 1")
        page.keyboard.press("Enter")
        page.wait_for_url("**/published/2022/1/")
        look(page)
        old = page.inner_text("main [role=note]")
        page.click("main [role=note] a")
        page.click("text=Hva som er endret")
        look(page)
        changed = page.inner_text("main")
        page.goto("/published/2022/")
        page.click("button:has-text('English')")
        page.wait_for_selector("text=Official statistics 2022")
        look(page)
        page.click(".chapters a >> nth=2")
        untranslated = page.inner_text(".untranslated >> nth=0")
        marked = page.get_attribute(".report [lang=nb] >> nth=0", "lang")
        look(page)
        page.click("button:has-text('Nynorsk')")
        page.wait_for_selector("text=Offisiell statistikk 2022")
        look(page)
        nynorsk = page.inner_text(".untranslated >> nth=0")
    for taken in (report, table, figure):
        forms = languages_of(taken)
        assert forms["nn"] == forms["en"] == forms["nb"] - {"px"}
    assert languages_of(report)["nb"] == {"pdf", "html", "xlsx", "csv", "json"}
    assert languages_of(table)["nb"] == languages_of(figure)["nb"] == {"xlsx", "csv", "json", "px"}
    assert "betyr" in explained
    assert "Dette er en gammel versjon." in old
    assert "Saker ble registrert sent" in changed
    assert "has not been translated into English yet" in untranslated
    assert marked == "nb"
    assert "ikkje omsett til nynorsk" in nynorsk
    assert faults == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_the_quick_exit_is_the_first_thing_after_the_skip_link_and_leads_away(
    site: Site, chromium: Browser, scripts: bool
) -> None:
    watch = Watch()
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        page.goto("/published/")
        page.goto("/published/2024/")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert focused(page) == "Forlat siden raskt"
        page.keyboard.press("Enter")
        page.wait_for_function("() => true")
        page.wait_for_timeout(300)
    assert watch.outside == ["https://www.yr.no/"]
