"""A ministry writes how far it has come, with evidence; the co-ordinator sees it. Without script as well."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import Watch, empty_page, sign_in, source, texts, violations
from tests.journeys.site import Site, carried_out

pytestmark = pytest.mark.journey
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
# A plan of its own for each story, so that none counts on what another has left.
PLAN = """
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
from fristed.knowledge.actionplan.actions import load_plan
from fristed.knowledge.actionplan.reading import PACKAGED, files_in_folder
files = files_in_folder(PACKAGED)
files["plan.toml"] = files["plan.toml"].replace(b'"plan-2025-2028"', b'"{key}"')
files["plan.toml"] = files["plan.toml"].replace(b"from_year = 2025", b"from_year = 2024")
print(load_plan(files=files, by=actor_named("runa"), at=door_clock()))
"""


def card(page: Page, status: str) -> list[str]:
    """Give the cards of a column of the board."""
    column = page.locator(f".board section:has(h2:has-text('{status}'))")
    return texts(column.locator("li"))


@BOTH
def test_a_ministry_writes_with_evidence_and_the_coordinator_sees_it(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    plan = carried_out(site, PLAN.format(key=f"story-{int(scripts)}"))
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "tor")
        page.goto(f"/plan/{plan}/commitments/8/")
        page.click("a:has-text('Skriv hvor langt det er kommet')")
        page.check("input[name=status][value=done]")
        page.fill("#id_note", "Vurdert i høst. Ingen endring.")
        page.click("button:has-text('Lagre')")
        assert "ikke gjennomført før dokumentasjonen viser" in source(page)
        page.select_option("#id_evidence_form", "document")
        page.select_option("#id_shows", "decision")
        page.fill("#id_title", "Beslutningsnotat")
        page.fill("#id_reference", "26/100-2")
        assert violations(page) == []
        page.click("button:has-text('Lagre')")
        page.wait_for_url(re.compile(r"/commitments/8/$"))
        assert "Beslutningsnotat" in source(page)
        assert violations(page) == []
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "runa")
        page.goto(f"/plan/{plan}/")
        assert any(words.startswith("8 ") for words in card(page, "Gjennomført"))
        assert not any(words.startswith("8 ") for words in card(page, "Ikke begynt"))
        assert violations(page) == []


@pytest.mark.parametrize(
    "where",
    [
        *(f"views/{name}/" for name in ("timeline", "ministries", "resolutions", "late", "no-evidence")),
        *("views/coverage/", "views/history/", "laws/", "laws/new/", "input/", "input/new/", "writers/"),
        *("commitments/3/", "report/midterm/2027/"),
    ],
)
def test_every_view_of_the_plan_is_accessible(
    site: Site, chromium: Browser, watch: Watch, where: str
) -> None:
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "runa")
        page.goto(f"/plan/plan-2025-2028/{where}")
        assert violations(page) == []


def test_the_second_of_two_who_write_sees_both_versions(site: Site, chromium: Browser, watch: Watch) -> None:
    plan = carried_out(site, PLAN.format(key="story-two"))
    with (
        empty_page(chromium, site.address, watch) as one,
        empty_page(chromium, site.address, watch) as other,
    ):
        for page, username in ((one, "tor"), (other, "runa")):
            sign_in(page, username)
            page.goto(f"/plan/{plan}/commitments/8/write/")
            page.check("input[name=status][value=under_way]")
            page.fill("#id_note", f"Skrevet av {username}.")
        one.click("button:has-text('Lagre')")
        one.wait_for_url(re.compile(r"/commitments/8/$"))
        other.click("button:has-text('Lagre')")
        other.wait_for_selector("#both-heading")
        assert "Skrevet av tor." in source(other)
        assert other.input_value("#id_note") == "Skrevet av runa."
        assert violations(other) == []
        other.click("button:has-text('Lagre')")
        other.wait_for_url(re.compile(r"/commitments/8/$"))
        assert "Skrevet av runa." in source(other)
