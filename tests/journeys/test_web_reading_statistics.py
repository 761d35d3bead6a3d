"""Dina reads the statistics, takes a table with her, and asks for a new computation."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import Watch, empty_page, how_many, sign_in
from tests.journeys.site import Site

pytestmark = pytest.mark.journey


def test_figure_and_table_stand_side_by_side_and_the_table_can_be_taken_along(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "dina")
        page.click(".site-nav a:has-text('Statistikk')")
        page.click("section:has-text('Kompetanseteamet') a:has-text('Hovedbekymring')")
        figure, table = page.locator("figure svg.chart[role=img]"), page.locator("table")
        one, other = figure.bounding_box(), table.bounding_box()
        assert one
        assert other
        assert one["x"] + one["width"] <= other["x"]
        assert abs(one["y"] - other["y"]) < 400
        assert "1\N{NO-BREAK SPACE}402" in table.inner_text()
        with page.expect_download() as started:
            page.click("text=Last ned tabellen")
        lines = started.value.path().read_text("utf-8-sig").splitlines()
    assert any(line.startswith("4;KT;2024;main_concern;total;") for line in lines)


def test_the_page_hides_what_the_report_of_2024_gave_away(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "dina")
        page.goto("/statistics/2024/tables/4/")
        safe = how_many(page.locator("td .ds-sr-only"))
        page.click(".language:has-text('Som publisert i 2024')")
        published = how_many(page.locator("td .ds-sr-only"))
        words = page.locator("td .ds-sr-only").first.inner_text()
    assert safe > published > 0
    assert words == "Skjult, færre enn 7 saker"


def test_a_computation_is_asked_for(site: Site, chromium: Browser, watch: Watch) -> None:
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "dina")
        page.goto("/statistics/2024/")
        page.click("button:has-text('Beregn statistikken')")
        page.wait_for_selector("text=Statistikken for 2024 blir beregnet")
