"""The start page and the menu lead each to what they work with, and all to guidance and help."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.unit.interfaces.web.visitors import text_of, visitor

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.usefixtures("front_end")]
NO_ACCESS = "Brukeren din har ingen tilgang"
TILES = ("/outreach/", "/plan/", "/directory/entries/", "/guidance/editions/", "/letters/")
QUICK = 'data-size="lg" href="/outreach/quick/"'


@pytest.mark.parametrize(
    ("username", "tiles", "is_quick"),
    [
        ("aud", {"/outreach/"}, True),
        ("eli", {"/outreach/", "/plan/", "/directory/entries/", "/guidance/editions/"}, True),
        ("tor", {"/plan/"}, False),
        ("runa", {"/plan/", "/letters/"}, False),
        ("kaja", {"/directory/entries/", "/guidance/editions/"}, False),
        ("nils", set(), False),
    ],
)
def test_each_finds_their_work_on_the_start_page_and_only_who_has_no_access_is_told_so(
    username: str, tiles: set[str], is_quick: bool
) -> None:
    page = text_of(visitor(username).get("/"))
    assert {one for one in TILES if f'class="tile" href="{one}"' in page} == tiles
    assert (NO_ACCESS in page) == (username == "nils")
    assert (QUICK in page) == is_quick


def menu_of(page: str) -> str:
    """Give the menu of a page."""
    return page.split('class="site-nav"')[1].split("</nav>")[0]


def test_all_find_guidance_and_the_directory_in_the_menu() -> None:
    for client in (Client(), visitor("aud"), visitor("nils")):
        menu = menu_of(text_of(client.get("/directory/")))
        assert 'href="/directory/" aria-current="page"' in menu
        assert "Hva kan jeg gjøre?" in menu
        assert menu.index('href="/guidance/"') < menu.index('href="/directory/"')
