"""Presses that arrive together at the served site, on its own database file, make one case."""

from __future__ import annotations

import http.cookiejar
import re
import threading
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.journeys.browsing import PASSWORD
from tests.journeys.site import Site

pytestmark = pytest.mark.journey
PRESSES, FORMS = 6, 8
FILLED = {
    "main_concern": "negative_social_control",
    "concern_basis": "told",
    "referrer": "police",
    "first_contact_date": "14.11.2026",
    "gender": "female",
    "age_band": "16_17",
    "country_1": "SO",
    "country_ground": "parents",
    "abroad_case": "no",
}


class Visitor:
    """A client with cookies, as a browser has."""

    def __init__(self, address: str) -> None:
        self.address = address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def get(self, path: str) -> str:
        """Open a page."""
        return str(self.opener.open(self.address + path, timeout=60).read().decode())

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Send a form; give where it led."""
        body = urllib.parse.urlencode(fields).encode()
        return str(self.opener.open(self.address + path, body, timeout=60).url)


def hidden(page: str, name: str) -> str:
    """Give the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


def test_presses_that_arrive_together_make_one_case(site: Site) -> None:
    visitor = Visitor(site.address)
    token = hidden(visitor.get("/sign-in/"), "csrfmiddlewaretoken")
    visitor.post("/sign-in/", {"csrfmiddlewaretoken": token, "username": "bo", "password": PASSWORD})
    for _ in range(FORMS):
        page = visitor.get("/cases/new/")
        form = {**FILLED, "token": hidden(page, "token")}
        form["csrfmiddlewaretoken"] = hidden(page, "csrfmiddlewaretoken")
        together = threading.Barrier(PRESSES)

        def press(_number: int, form: dict[str, str] = form, gate: threading.Barrier = together) -> str:
            gate.wait()
            return visitor.post("/cases/new/", form)

        with ThreadPoolExecutor(PRESSES) as pool:
            assert len(set(pool.map(press, range(PRESSES)))) == 1
