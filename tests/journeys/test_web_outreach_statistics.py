"""Reading the statistics of outreach: with and without script, on a phone, and with nothing hidden told."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import Watch, empty_page, how_many, sign_in, source, texts, violations
from tests.journeys.site import Site

pytestmark = pytest.mark.journey
PAGE = "/statistics/outreach/"


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_work_that_is_no_case_is_read_from_the_statistics(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "gro")
        page.goto(f"{PAGE}2024/")
        assert violations(page) == []
        row = page.locator("table:has(#outreach-grey) tr", has_text="Gråsonesaker i alt")
        assert texts(row.locator("td")) == ["805"]
        row = page.locator("table:has(#outreach-grey) tr", has_text="Oppholdsstatus")
        assert texts(row.locator("td .ds-sr-only")) == ["Skjult"]
        assert how_many(page.locator("svg.chart")) == 4
        assert how_many(page.locator("table")) == 8
        assert "Lag tallene" not in source(page)
        page.click("text=Hvilke instanser som sjelden tar kontakt")
        assert page.url.endswith("/outreach/coverage/")
