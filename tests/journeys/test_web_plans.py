"""A promised sign of life does not come; the alarm finds who stands in, and the leader; it is answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import Watch, how_many, source, texts, violations
from tests.journeys.site import Site, carried_out
from tests.journeys.stories import Story

pytestmark = pytest.mark.journey
AGREED, PLAN, DONE = (
    "Et blått hjerte hver torsdag",
    "Bagen ligger hos helsesykepleier",
    "Hun ringte fra en venninne",
)
CASE = """
from fristed.casework.cases.actions import register_case
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
from fristed.casework.cases.rules import day_of
from tests.spec.cast import plain_case
at = door_clock()
print(register_case(draft=plain_case("MR", day_of(at)), by=actor_named("aud"), at=at).reference)
"""
LATER = """
from datetime import timedelta
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.due import run_due
print([(one.name, one.failed) for one in run_due(at=door_clock() + timedelta(days={days})) if one.failed])
"""


def next_week() -> str:
    """Give a day as Norwegians write it."""
    return (datetime.now(UTC) + timedelta(days=7)).strftime("%d.%m.%Y")  # noqa: TID251


def sent(page: Page, words: str) -> None:
    """Send the form of the page, and wait for what it says."""
    page.click("main form.form button.ds-button")
    page.wait_for_selector(f"text={words}")


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_a_sign_of_life_does_not_come_and_is_answered_for(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    story = Story(site, chromium, watch, scripts=scripts)
    reference, faults = carried_out(site, CASE), {}
    plans = f"/cases/{reference}/plans/"

    def look(page: Page, name: str) -> None:
        if found := violations(page):
            faults[name] = found

    with story.as_("aud") as page:
        page.goto(f"/cases/{reference}/")
        page.click("main a:has-text('Oppgaver, kontaktplan og sikkerhetsplan')")
        page.wait_for_url(f"**{plans}")
        look(page, "empty")
        page.goto(f"{plans}contact/")
        page.fill("#id_text", AGREED)
        sent(page, "Det er forseglet.")
        page.goto(f"{plans}sign/")
        sent(page, "Si hvilken dag.")
        look(page, "refused")
        page.fill("#id_first_date", next_week())
        page.fill("#id_by_time", "18.00")
        page.fill("#id_times", "2")
        page.fill("#id_every_days", "7")
        sent(page, "Avtalen er notert.")
        page.goto(f"{plans}safety/")
        page.fill("#id_text", PLAN)
        page.fill("#id_review_date", next_week())
        sent(page, "Sikkerhetsplanen er forseglet.")
        page.goto(f"{plans}task/")
        look(page, "task")
        page.select_option("#id_kind", "call")
        page.fill("#id_text", "Ring skolen.")
        sent(page, "Oppgaven er laget.")
        page.goto(f"{plans}month/")
        page.check("#id_age_3")
        page.fill("#id_month", "03.2040")
        sent(page, "Måneden er forseglet.")
        look(page, "planned")
        assert AGREED in source(page)
        assert "2040" not in source(page)
        page.click("main button:has-text('Gjort')")
        page.wait_for_selector("text=Oppgaven er gjort.")
        page.goto("/my-day/")
        look(page, "day")
        assert reference in page.inner_text("main")
    assert carried_out(site, LATER.format(days=8)) == "[]"
    assert carried_out(site, LATER.format(days=9.5)) == "[]"
    with story.as_("hege") as page:
        page.goto("/notices/")
        look(page, "notices")
        assert "Ingen har sett på en alarm" in page.inner_text("main")
        page.goto("/oversight/")
        look(page, "service")
        assert "Ingen har sett på den ennå." in page.inner_text("main")
    with story.as_("aud") as page:
        page.goto("/my-day/")
        page.click(f"main .ds-alert a:has-text('{reference}')")
        page.wait_for_url(f"**{plans}")
        look(page, "alarm")
        page.click("main button:has-text('Jeg undersøker den')")
        page.wait_for_selector("text=Det er notert at du undersøker alarmen.")
        page.click("main a:has-text('Svar med hva som er gjort')")
        page.wait_for_selector("#id_answer_0")
        look(page, "answer")
        page.check("#id_answer_0")
        page.fill("#id_text", DONE)
        sent(page, "Alarmen er besvart.")
        assert how_many(page.locator(".ds-alert[data-color=danger]")) == 0
        page.click("summary:has-text('Før')")
        page.wait_for_selector(f"main details >> text={DONE}")
    with story.as_("bo") as page:
        page.goto("/my-day/")
        assert reference not in source(page)
        answer = page.goto(plans)
        assert answer
        assert answer.status == 404
    assert faults == {}


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_the_list_of_cases_is_narrowed_and_the_filter_kept(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    story = Story(site, chromium, watch, scripts=scripts)
    reference = carried_out(site, CASE)
    with story.as_("aud") as page:
        page.goto("/cases/")
        page.fill("#id_reference", reference.lower())
        page.press("#id_reference", "Enter")
        page.wait_for_url("**reference=**")
        assert texts(page.locator("tbody th a")) == [reference]
        page.goto("/cases/?status=open&age=16_17")
        page.click("main button:has-text('Lagre dette filteret')")
        page.wait_for_selector("text=Filteret er lagret.")
        assert violations(page) == []
        page.goto("/cases/")
        page.click("main a[href='/cases/?age=16_17&status=open']")
        page.wait_for_url("**age=16_17&status=open")
        page.click("main button:has-text('Fjern')")
        page.wait_for_selector("text=Filteret er fjernet.")
        page.goto("/notices/mail/")
        page.fill("#id_address", "ikke en adresse")
        page.click("main form.form button.ds-button")
        page.wait_for_selector(".ds-error-summary")
        assert violations(page) == []
