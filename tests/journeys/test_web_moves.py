"""Aud refers a case to the envoys: a case each, a blind link, and neither sees the other's; no, and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import Watch, source, texts
from tests.journeys.site import Site, carried_out
from tests.journeys.stories import Story, status_of

pytestmark = pytest.mark.journey
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
LETTER = "Hun sier at reisen er planlagt i juni."
CASE_OF_AUD = """
from datetime import date
from fristed.casework.cases.actions import register_case
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
from tests.spec.cast import plain_case
on, aud = date(2026, 10, 5), actor_named("aud")
print(register_case(draft=plain_case("MR", on), by=aud, at=door_clock()).reference)
"""


class Moves(Story):
    """A story in which cases are sent to and fro."""

    def send(self, case: str, *, to: str, kind: str = "refer", person: str = "") -> str:
        """Let Aud prepare, ground and send; give the address of the move."""
        with self.as_("aud") as page:
            page.goto(f"/cases/{case}/")
            page.click("nav a:has-text('Henvisninger og saksmøter')")
            self.look(page, "moves of the case")
            page.click("a:has-text('Henvis, overfør')")
            self.look(page, "prepare")
            page.check(f"input[name=kind][value={kind}]")
            page.check(f"input[name=service][value={to}]")
            if person:
                page.select_option("#id_to", label=person)
            page.check("input[name=fields_sent][value=age_band]")
            page.fill("#id_letter", LETTER)
            page.click("main button:has-text('Forbered')")
            page.wait_for_selector("text=Den er forberedt.")
            self.look(page, "prepared")
            page.check("input[name=ground][value=consent_of_person]")
            page.click("main button:has-text('Før inn grunnlaget')")
            page.wait_for_selector("text=Grunnlaget er ført inn.")
            page.click("main button:text-is('Send')")
            page.wait_for_selector("text=Den er sendt.")
            return page.url.removeprefix(self.site.address)


@BOTH
def test_a_referral_gives_a_case_each_with_a_blind_link_between(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    story = Moves(site, chromium, watch, scripts=scripts)
    case = carried_out(site, CASE_OF_AUD)
    move = story.send(case, to="SU")
    with story.as_("cem") as page:
        page.goto("/moves/")
        story.look(page, "moves")
        page.click(f"main a[href='{move}']")
        story.look(page, "received")
        assert LETTER in page.inner_text("main")
        assert case not in source(page)
        page.click("main a:has-text('opprett en egen sak')")
        story.look(page, "accept")
        assert page.is_checked("input[name=age_band][value='16_17']")
        page.check("input[name=main_concern][value=involuntary_stay_abroad]")
        page.check("input[name=concern_basis][value=told]")
        page.check("input[name=gender][value=female]")
        page.fill("#id_country_1", "SO")
        page.check("input[name=country_ground][value=parents]")
        page.check("input[name=abroad_case][value=yes]")
        page.click("main .actions button")
        page.wait_for_selector("nav a:has-text('Henvisninger og saksmøter')")
        theirs = page.url.removeprefix(site.address)
        page.click("nav a:has-text('Henvisninger og saksmøter')")
        page.wait_for_selector("text=Knyttet til en sak om samme person: Mangfoldsrådgiverne")
        page.go_back()
        story.look(page, "own case")
        assert status_of(page, f"/cases/{case}/") == 404
    with story.as_("aud") as page:
        page.goto(f"/cases/{case}/moves/")
        assert "Knyttet til en sak om samme person: Spesialutsendingene" in page.inner_text("main")
        assert theirs not in source(page)
        assert status_of(page, theirs) == 404
        page.goto(move)
        page.click("main button:has-text('Vi arbeider sammen')")
        page.wait_for_selector("text=Det er notert at dere arbeider sammen.")
        page.click("main button:has-text('Henvisningen er over')")
        page.wait_for_selector("text=Den er avsluttet.")
    assert story.faults == {}


@BOTH
def test_what_is_declined_or_withdrawn_is_gone_for_the_other_side(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    story = Moves(site, chromium, watch, scripts=scripts)
    case = carried_out(site, CASE_OF_AUD)
    declined = story.send(case, to="KT")
    with story.as_("bo") as page:
        page.goto("/intake/")
        story.look(page, "intake")
        page.click(f"main a[href='{declined}']")
        page.click("main summary:has-text('Avslå')")
        page.check("input[name=reason][value=no_capacity]")
        page.click("main button:has-text('Avslå')")
        page.wait_for_selector("text=Den er avslått.")
        assert status_of(page, declined) == 404
    withdrawn = story.send(case, to="SU")
    with story.as_("aud") as page:
        page.goto(declined)
        assert "Ikke kapasitet nå" in page.inner_text("main")
        page.goto(withdrawn)
        page.click("main button:has-text('Trekk tilbake')")
        page.wait_for_selector("text=Den er trukket tilbake.")
    with story.as_("cem") as page:
        assert status_of(page, withdrawn) == 404
    assert story.faults == {}


@BOTH
def test_a_transfer_within_the_service_keeps_the_case_and_changes_whose_it_is(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    story = Moves(site, chromium, watch, scripts=scripts)
    case = carried_out(site, CASE_OF_AUD)
    move = story.send(case, to="MR", kind="transfer", person="Hege Nordmo (MR)")
    with story.as_("hege") as page:
        page.goto(move)
        page.click("main button:text-is('Ta imot')")
        page.wait_for_selector("text=Den er tatt imot.")
        page.goto(f"/cases/{case}/")
        assert texts(page.locator("section[aria-labelledby=work-heading] p"))[0] == "Hege Nordmo"
        page.click("a:has-text('Tildel, eller endre teamet')")
        story.look(page, "team")
        page.select_option("#id_add-to", label="Aud Fjellheim")
        page.click("main button:has-text('La arbeide med saken')")
        page.wait_for_selector("text=Kollegaen din arbeider med saken nå.")
        page.goto("/intake/fields/")
        story.look(page, "fields")
        page.goto("/intake/stand-ins/")
        story.look(page, "stand-ins")
    assert story.faults == {}
