"""An agency asks, one service passes it on, another holds it and notes what was said; and two clicks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import (
    Watch,
    empty_page,
    how_many,
    sign_in,
    source,
    sticks_out,
    texts,
    violations,
)
from tests.journeys.site import Site, carried_out

pytestmark = pytest.mark.journey
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
TODAY = """
from fristed.casework.cases.rules import day_of
from fristed.interfaces.cli.commands import door_clock
print(day_of(door_clock()).strftime("%d.%m.%Y"))
"""
ASK = """
from fristed.casework.assignments.actions import request_assignment
from fristed.casework.assignments.facts import AssignmentDraft
from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
draft = AssignmentDraft("nav", "mapping", "physical", "46", agency="Nav Prøvestad", contact="55 55 01 99")
at = door_clock()
print(request_assignment(draft=draft, on_date=day_of(at), by=actor_named("{who}"), at=at))
"""
SUMMON = """
from fristed.casework.assignments.actions import note_summons
from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
at = door_clock()
given = dict(subject="risk", forum="district_court", hearing_date=None, on_date=day_of(at))
print(note_summons(**given, by=actor_named("bo"), at=at))
"""
STATE = ".page-head .ds-tag"


def step(page: Page, name: str) -> None:
    """Go to the page of a step; in the menu there is a page of the same name."""
    page.click(f"main a[href$='/{name}/']")
    page.wait_for_url(re.compile(f"/{name}/$"))


def send(page: Page) -> None:
    """Send the form of a step, and wait for the assignment."""
    page.click("main form.form button")
    page.wait_for_url(re.compile(r"/outreach/assignments/[^/]+/$"))


@BOTH
def test_a_request_is_passed_on_held_and_spoken_of(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    today = carried_out(site, TODAY)
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "bo")
        page.goto("/outreach/")
        page.click("text=Noter en forespørsel")
        page.wait_for_url(re.compile("/requests/new/$"))
        page.select_option("#id_audience", "nav")
        page.select_option("#id_subject", "mapping")
        page.select_option("#id_county", "46")
        page.fill("#id_agency", "Nav Prøvestad")
        page.fill("#id_contact", "Fagleder, 55 55 01 99")
        send(page)
        address = page.url
        assert texts(page.locator(STATE)) == ["Forespurt"]
        step(page, "pass-on")
        page.check("input[name=to][value=FT]")
        send(page)
        assert texts(page.locator(STATE)) == ["Sendt videre, venter på svar"]
        assert how_many(page.locator("main a[href$='/plan/']")) == 0
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "eli")
        page.goto("/outreach/")
        assert (
            how_many(
                page.locator(
                    f"[aria-labelledby=answer-heading] a[href='{address.removeprefix(site.address)}']"
                )
            )
            == 1
        )
        page.goto(address)
        page.click("button:has-text('Si ja')")
        page.wait_for_url(address)
        assert texts(page.locator(STATE)) == ["Takket ja, ingen dag ennå"]
        step(page, "plan")
        page.fill("#id_planned_date", today)
        send(page)
        page.goto("/outreach/calendar/")
        assert how_many(page.locator("table.month a:has-text('Nav Prøvestad')")) >= 1
        page.goto(address)
        step(page, "hold")
        page.fill("#id_participants", "14")
        send(page)
        step(page, "feedback")
        page.fill("#id_respondents", "12")
        page.fill("#id_useful-yes", "11")
        send(page)
        assert texts(page.locator(STATE)) == ["Gjennomført"]
        assert "12 svarte" in source(page)
        assert "55 55 01 99" not in source(page)
        assert violations(page) == []


@BOTH
def test_help_is_asked_for_and_another_service_takes_it(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    reference = carried_out(site, ASK.format(who="aud"))
    address = f"/outreach/assignments/{reference}/"
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "aud")
        page.goto(address)
        page.click("button:has-text('Vi trenger hjelp med dette')")
        page.wait_for_url(re.compile(f"{address}$"))
        assert "Trenger hjelp" in texts(page.locator(STATE))
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "cem")
        page.goto("/outreach/requests/")
        page.click(f"[aria-labelledby=help-heading] a[href='{address}']")
        page.click("button:has-text('Vi tar det')")
        page.wait_for_url(re.compile(f"{address}$"))
        assert texts(page.locator(STATE)) == ["Takket ja, ingen dag ennå"]


@BOTH
def test_teaching_is_noted_with_two_clicks_on_a_phone(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        page.set_viewport_size({"width": 390, "height": 900})
        sign_in(page, "hege")
        page.goto("/outreach/quick/")
        rows = page.locator("main tbody tr")
        before = texts(rows)
        assert not sticks_out(page)
        page.click("main .cards a:has-text('Undervisning')")
        page.wait_for_url(re.compile(r"kind=teaching$"))
        page.click("main .cards button:has-text('Livsmestring')")
        page.wait_for_url(re.compile(r"/outreach/quick/$"))
        # One row more, on top; of the oldest, those that no longer have room are left out.
        after = texts(rows)
        assert "Livsmestring" in after[0]
        assert len(after) >= len(before)
        assert after[1:] == before[: len(after) - 1]


def test_a_witness_is_checked_before_anybody_says_yes(site: Site, chromium: Browser, watch: Watch) -> None:
    reference = carried_out(site, SUMMON)
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "bo")
        page.goto(f"/outreach/witness/{reference}/")
        assert how_many(page.locator("button:has-text('Si ja')")) == 0
        page.check("input[name=check-result][value=clear]")
        page.click("button:has-text('Sjekk habilitet')")
        page.click("button:has-text('Si ja')")
        page.click("button:has-text('Det er forberedt')")
        page.wait_for_selector("button:has-text('Vitnemålet er gitt')")
        assert violations(page) == []


def test_every_page_of_outreach_is_accessible(site: Site, chromium: Browser, watch: Watch) -> None:
    reference = carried_out(site, ASK.format(who="bo"))
    steps = (
        "",
        "pass-on/",
        "decline/",
        "plan/",
        "hold/",
        "cancel/",
        "correct/",
        "feedback/",
        "accept/",
        "help/",
    )
    pages = [f"assignments/{reference}/{step}" for step in steps]
    pages += [
        "",
        "requests/",
        "requests/new/",
        "held/new/",
        "calendar/",
        "weeks/",
        "quick/",
        "quick/?kind=group",
    ]
    pages += ["witness/", "answers/", "posts/", "coverage/"]
    faults = {}
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "bo")
        for address in pages:
            page.goto(f"/outreach/{address}")
            faults[address] = violations(page)
        page.goto("/outreach/requests/new/")
        page.click("main form.form button")
        page.wait_for_selector("#errors-heading")
        faults["errors"] = violations(page)
    assert {address: found for address, found in faults.items() if found} == {}


def test_the_leader_of_the_advisers_notes_where_somebody_is_posted(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "hege")
        page.goto("/outreach/posts/")
        page.select_option("#id_county", "55")
        page.fill("#id_school", "Prøvestad skole")
        page.fill("#id_adviser", "Tuva Prøve")
        page.fill("#id_share", "60")
        page.click("main form.form button")
        page.wait_for_selector("td:has-text('Prøvestad skole')")
        assert violations(page) == []
        page.click("a:has-text('Prøvestad skole')")
        page.wait_for_url(re.compile(r"/outreach/posts/[^/]+/$"))
        assert violations(page) == []
