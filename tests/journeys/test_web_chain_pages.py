"""No page of the chain has a known fault for those who have a part in it, and each says whose step it is.

Each begins at their lists and follows the links, as far as the rooms of the chain go: journeys home,
receptions, places to live, mentors, and who is in a case. Each way of looking is tried: at a desk, on a
phone, in the dark, without script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import Watch, texts, violations
from tests.journeys.site import Site
from tests.journeys.stories import Story
from tests.journeys.test_web_pages_are_accessible import listed

pytestmark = pytest.mark.journey
ROOMS = ("/repatriation/", "/reception/", "/housing/", "/mentors/")
OF_A_CASE = re.compile(r"/cases/<reference>/(parties|journey|housing|mentors)/")
BEGIN: dict[str, tuple[str, ...]] = {
    "cem": ("/repatriation/", "/reception/"),
    "bo": ("/repatriation/", "/reception/", "/my-day/"),
    "gro": ("/repatriation/conditions/", "/reception/", "/housing/board/"),
    "hilde": ("/housing/", "/housing/waits/", "/housing/providers/", "/mentors/"),
    "pia": ("/reception/parts/", "/housing/"),
    "tove": ("/housing/",),
    "marit": ("/mentors/",),
}
# These are another page for each who sees them.
OWN = {
    "/reception/<reference>/details/",
    "/housing/",
    "/housing/dwellings/<reference>/",
    "/mentors/",
}
# The pages of one thing, as far as it has come for each who sees it; they begin with whose step it is.
OF_ONE_THING = {
    "/repatriation/<reference>/",
    "/reception/<reference>/",
    "/reception/parts/<key>/",
    "/housing/<reference>/",
    "/mentors/<reference>/",
}
WHOSE = ("Hvem sin tur:", "Neste steg:", "Det er din tur.", "Du har bekreftet.", "Ingen: det er over")


@dataclass
class Walk:
    """Which pages have been looked at, by whom, and what was found."""

    patterns: dict[str, re.Pattern[str]]
    looked_at: set[tuple[str, str]] = field(default_factory=set)
    faults: dict[str, list[str]] = field(default_factory=dict)

    def pattern_of(self, address: str) -> str:
        """Find the path of the list that an address follows; nothing where it is of another room."""
        return next((path for path, one in self.patterns.items() if one.fullmatch(address)), "")

    def is_new(self, username: str, address: str) -> bool:
        """Whether a page is of the chain and nobody has looked at one like it."""
        path = self.pattern_of(address)
        which = f"{username} {address}" if path in OF_ONE_THING else username if path in OWN else ""
        step = address.rpartition("/")[0].rpartition("/")[2] if path.endswith("<name>/") else ""
        key = (path, which or step)
        if not path or key in self.looked_at:
            return False
        self.looked_at.add(key)
        return True


def as_pattern(path: str) -> re.Pattern[str]:
    """Give what addresses of a path look like."""
    return re.compile(re.sub(r"<(?:\w+:)?name>", "[a-z-]+", re.sub(r"<(?:\w+:)?(?!name)\w+>", "[^/]+", path)))


def rooms_of(paths: set[str]) -> dict[str, re.Pattern[str]]:
    """Give the pages of the chain with what their addresses look like, the fixed ones first."""
    found = (path for path in paths if path.startswith(ROOMS) or OF_A_CASE.match(path))
    return {path: as_pattern(path) for path in sorted(found, key=lambda one: (one.count("<"), one))}


def links(page: Page) -> Iterator[str]:
    """Give where the links of a page lead."""
    page.wait_for_load_state()
    yield from page.locator("main a[href^='/']").evaluate_all("all => all.map(one => one.pathname)")


def walk(page: Page, username: str, done: Walk) -> None:
    """Look at every page that somebody comes to, once for each kind."""
    to_see, seen = list(BEGIN[username]), set[str]()
    while to_see:
        address = to_see.pop(0)
        if address in seen:
            continue
        seen.add(address)
        is_way = re.fullmatch(r"/cases/[^/]+/|/my-day/", address)
        is_new = done.is_new(username, address)
        if not (is_new or is_way):
            continue
        answer = page.goto(address)
        assert answer
        assert answer.status == 200, f"{username} {address}"
        if is_new:
            look(page, username, address, done)
        to_see += links(page)


def look(page: Page, username: str, address: str, done: Walk) -> None:
    """Look at a page in every way, and whether it says whose step it is."""
    found = violations(page)
    head = " ".join(texts(page.locator(".page-head")))
    if done.pattern_of(address) in OF_ONE_THING and not any(one in head for one in WHOSE):
        found.append("does not begin with whose step it is")
    if found:
        done.faults[f"{username} {address}"] = found


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_no_page_of_the_chain_has_a_known_fault_for_anybody(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    story = Story(site, chromium, watch, scripts=scripts)
    done = Walk(rooms_of(listed(site)))
    for username in BEGIN:
        with story.as_(username) as page:
            walk(page, username, done)
    assert set(done.patterns) - {path for path, _which in done.looked_at} == set()
    assert done.faults == {}
