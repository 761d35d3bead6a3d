"""A story with several people in it, each in a browser of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from tests.journeys.browsing import Watch, empty_page, sign_in, violations
from tests.journeys.seen import READER
from tests.journeys.site import Site


class Story:
    """A story with several people, each in an own browser; the faults of every page that is looked at."""

    def __init__(self, site: Site, chromium: Browser, watch: Watch, *, scripts: bool) -> None:
        self.site, self.chromium, self.watch, self.scripts = site, chromium, watch, scripts
        self.faults: dict[str, list[str]] = {}

    @contextmanager
    def as_(self, username: str) -> Iterator[Page]:
        """Let somebody sign in."""
        with empty_page(self.chromium, self.site.address, self.watch, scripts=self.scripts) as page:
            page.context.set_extra_http_headers({READER: username})
            sign_in(page, username)
            yield page

    def look(self, page: Page, name: str) -> None:
        """Look at a page at a desk, on a phone and in the dark."""
        page.wait_for_load_state("networkidle")
        if found := violations(page):
            self.faults[name] = found


def status_of(page: Page, address: str) -> int:
    """Open an address and give its status."""
    answer = page.goto(address)
    assert answer
    return answer.status
