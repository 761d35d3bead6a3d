"""Aud closes a case with its outcome and follows up: one key for each area, and without script as well."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import Watch, empty_page, focused, how_many, sign_in, texts, violations
from tests.journeys.site import Site, carried_out

pytestmark = pytest.mark.journey
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
AREAS = ("safety", "health", "freedom", "support", "coping")
CASE = """
from datetime import date
from fristed.casework.cases.actions import register_case
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
from tests.spec.cast import plain_case
aud = actor_named("aud")
print(register_case(draft=plain_case("MR", date(2025, 2, 3)), by=aud, at=door_clock()).reference)
"""
CLOSE = """
from datetime import date
from fristed.casework.outcomes.actions import close_with_outcome
from fristed.casework.outcomes.rules import AREAS
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
close_with_outcome(reference="{reference}", on_date=date(2025, 3, 3), outcome="guidance_given",
    levels=dict.fromkeys(AREAS, "1"), by=actor_named("aud"), at=door_clock())
"""


def closed_case(site: Site) -> str:
    """Make a case of Aud's that was closed long enough ago for a follow-up."""
    reference = carried_out(site, CASE)
    carried_out(site, CLOSE.format(reference=reference))
    return reference


def levels_shown(page: Page) -> list[str]:
    """Give the last column of the table of states."""
    return [
        words.split("\n")[0] for words in texts(page.locator("table:has(#outcome-caption) td:last-child"))
    ]


def test_the_state_is_noted_with_one_key_for_each_area(site: Site, chromium: Browser, watch: Watch) -> None:
    reference = closed_case(site)
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "aud")
        page.goto(f"/cases/{reference}/outcome/")
        page.wait_for_function("document.activeElement.name === 'safety'")
        presses = 0
        for key in ("4", "3", "2", "-", "0"):
            page.keyboard.press(key)
            presses += 1
        assert focused(page) == "Lagre tilstanden"
        page.keyboard.press("Enter")
        presses += 1
        page.wait_for_url(re.compile(rf"/cases/{reference}/result/$"))
        assert levels_shown(page) == ["4", "3", "2", "Vet ikke", "0"]
        assert presses == len(AREAS) + 1
        assert violations(page) == []


@BOTH
def test_a_case_is_closed_with_outcome_and_state_without_the_mouse(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    reference = carried_out(site, CASE)
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "aud")
        page.goto(f"/cases/{reference}/close/")
        page.focus("#id_outcome")
        page.keyboard.type("Situasjonen er b")
        presses = 0
        for _area in AREAS:
            # Tab to the area, space on "not noted", and down to the level: no script is needed.
            for key in ("Tab", "Space", "ArrowDown", "ArrowDown", "ArrowDown"):
                page.keyboard.press(key)
                presses += 1
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(rf"/cases/{reference}/$"))
        assert "Saken er avsluttet." in page.inner_text("main")
        assert "Situasjonen er bedre" in page.inner_text("main")
        page.click("nav a:has-text('Hvordan det gikk')")
        page.wait_for_url(re.compile(rf"/cases/{reference}/result/$"))
        assert levels_shown(page) == ["2"] * len(AREAS)
        assert presses <= 40


@BOTH
def test_the_asker_is_asked_and_the_follow_up_left_out(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    reference = closed_case(site)
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "aud")
        page.goto("/follow-ups/")
        assert how_many(page.locator(f"a:has-text('{reference}')")) == 1
        assert violations(page) == []
        page.goto(f"/cases/{reference}/answers/")
        assert violations(page) == []
        for field in ("way_0", "next_step_0", "in_time_1", "more_secure_2"):
            page.check(f"#id_{field}")
        page.click("main form button")
        page.wait_for_url(re.compile(rf"/cases/{reference}/result/$"))
        assert texts(page.locator("table:has(#answers-caption) td")) == ["Ja", "Delvis", "Nei"]
        page.goto(f"/cases/{reference}/outcome/leave-out/")
        page.check("#id_reason_1")
        page.click("main form button")
        page.wait_for_url(re.compile(rf"/cases/{reference}/result/$"))
        page.goto("/follow-ups/")
        assert how_many(page.locator(f"a:has-text('{reference}')")) == 0


def test_every_page_of_outcomes_is_accessible(site: Site, chromium: Browser, watch: Watch) -> None:
    reference = closed_case(site)
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "aud")
        for address in (
            f"/cases/{reference}/",
            f"/cases/{reference}/result/",
            f"/cases/{reference}/history/",
            f"/cases/{reference}/outcome/",
            f"/cases/{reference}/outcome/leave-out/",
            "/follow-ups/paper/",
            "/statistics/outcomes/",
        ):
            page.goto(address)
            assert violations(page) == []
    open_case = carried_out(site, CASE)
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "aud")
        page.goto(f"/cases/{open_case}/close/")
        assert violations(page) == []
