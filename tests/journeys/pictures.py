"""Takes the pictures of the product that the documents show: ``python -m tests.journeys.pictures``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.browsing import DESKTOP, Look, Watch, browser, empty_page, put_on, sign_in
from tests.journeys.site import CHECKOUT, fill, serving

PICTURES = CHECKOUT / "docs" / "images"
PHONE = Look("phone", width=390)


def newest_case(page: Page) -> None:
    """Open the newest case of the list."""
    page.goto("/cases/?concern=involuntary_stay_abroad")
    page.click("tbody th a >> nth=0")


def half_registered(page: Page) -> None:
    """Begin a registration."""
    page.goto("/cases/new/")
    page.check("input[value=threats_and_violence]")


def at(address: str) -> Callable[[Page], None]:
    """Open an address."""
    return lambda page: page.goto(address) and None


SCENES: tuple[tuple[str, str, Look, Callable[[Page], None]], ...] = (
    ("start", "aud", DESKTOP, at("/")),
    ("register", "aud", DESKTOP, half_registered),
    ("register", "aud", PHONE, half_registered),
    ("case", "cem", DESKTOP, newest_case),
    ("statistics", "dina", DESKTOP, at("/statistics/2024/tables/4/")),
    ("statistics", "dina", PHONE, at("/statistics/2024/tables/2/")),
    ("key-figures", "dina", DESKTOP, at("/statistics/key-figures/")),
)


def main() -> int:
    """Build a demo, open each scene and take its picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CHECKOUT / "var" / "tmp") as place:
        fill(Path(place))
        with serving(Path(place)) as site, browser() as chromium:
            for name, username, look, scene in SCENES:
                with empty_page(chromium, site.address, Watch()) as page:
                    sign_in(page, username)
                    put_on(page, look)
                    scene(page)
                    page.wait_for_load_state("networkidle")
                    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
                    page.screenshot(path=PICTURES / f"{name}-{look.name}.png")
                    print(f"{name}-{look.name}.png", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
