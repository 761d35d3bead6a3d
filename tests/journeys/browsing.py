"""A browser that sees this machine only: Debian's chromium, driven by playwright."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, sync_playwright

from tests.journeys.site import CHECKOUT

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]
AXE = CHECKOUT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSWORD = "fristed-demo-2024"
START = re.compile(r"://[^/]+/$")


PATIENCE = 120_000
"""Milliseconds to wait for anything: a machine may be busy with other things."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at."""

    name: str
    width: int = 1280
    scheme: Literal["light", "dark"] = "light"


LOOKS = (Look("desktop"), Look("phone", width=390), Look("dark", scheme="dark"))
DESKTOP = LOOKS[0]


@dataclass(slots=True)
class Watch:
    """What must not happen while a page is used: calls to other machines, and faults in the console."""

    outside: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext, *, scripts: bool) -> None:
        """Watch every page of a context, and stop whatever would leave this machine.

        Without scripts, ours are stopped at the gate: axe-core itself needs a browser that can run one.
        """

        def gate(route: Route) -> None:
            if urlsplit(route.request.url).hostname not in ("127.0.0.1", "localhost"):
                self.outside.append(route.request.url)
                route.abort()
            elif route.request.resource_type == "script" and not scripts:
                route.abort()
            else:
                route.continue_()

        context.route("**/*", gate)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("console", lambda said: self.faults.append(said.text) if is_fault(said) else None)

    def saw_nothing(self) -> bool:
        """Whether nothing was seen."""
        return not self.outside and not self.faults


def is_fault(said: Any) -> bool:
    """Whether the console complains; an answer of 4xx to a page is the page's business."""
    return said.type in ("error", "warning") and "Failed to load resource" not in said.text


@contextmanager
def browser() -> Iterator[Browser]:
    """Start chromium."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield started
        finally:
            started.close()


@contextmanager
def empty_page(started: Browser, address: str, watch: Watch, *, scripts: bool = True) -> Iterator[Page]:
    """Open an empty page on the site."""
    context = started.new_context(
        base_url=address, viewport={"width": DESKTOP.width, "height": 900}, locale="nb-NO"
    )
    watch.over(context, scripts=scripts)
    context.set_default_timeout(PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


def sign_in(page: Page, username: str) -> None:
    """Sign in as one of the demo's cast."""
    page.goto("/sign-in/")
    page.fill("#id_username", username)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(START)


def put_on(page: Page, look: Look) -> None:
    """Look at the page in another way, from its top, where nothing lies under what stays on the screen."""
    page.set_viewport_size({"width": look.width, "height": 900})
    page.emulate_media(color_scheme=look.scheme)
    page.evaluate("scrollTo(0, 0)")


@contextmanager
def still(page: Page) -> Iterator[None]:
    """Keep a page from looking again by itself meanwhile; it thinks that nobody sees it."""
    page.evaluate("Object.defineProperty(document, 'hidden', {configurable: true, get: () => true})")
    try:
        yield
    finally:
        page.evaluate("delete document.hidden")


def texts(place: Locator) -> list[str]:
    """Give the texts of every such place, once the page that was asked for is whole."""
    place.page.wait_for_load_state()
    return place.all_inner_texts()


def how_many(place: Locator) -> int:
    """Count such places, once the page that was asked for is whole."""
    place.page.wait_for_load_state()
    return place.count()


def source(page: Page) -> str:
    """Give the HTML of the page that was asked for, once it is whole."""
    page.wait_for_load_state()
    return page.content()


def violations(page: Page) -> list[str]:
    """Run axe-core in every look; give each violated rule with one place, and what sticks out."""
    page.wait_for_load_state()
    page.evaluate(AXE.read_text("utf-8"))
    found = []
    for look in LOOKS:
        put_on(page, look)
        answer = page.evaluate(
            f"axe.run(document, {{runOnly: {json.dumps(RULES)}, resultTypes: ['violations']}})"
        )
        found += [f"{look.name} {rule['id']}: {rule['nodes'][0]['html']}" for rule in answer["violations"]]
        found += [f"{look.name}: wider than the screen"] if sticks_out(page) else []
    put_on(page, DESKTOP)
    return found


def sticks_out(page: Page) -> bool:
    """Whether the page is wider than the screen, so that one must scroll in two directions."""
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def focused(page: Page) -> str:
    """Give what the keyboard is on: its id, else its text, once the page that was asked for is whole."""
    page.wait_for_load_state()
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
