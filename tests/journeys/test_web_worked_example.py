"""The worked example of the joint report: the girl of seventeen, from the school nurse to the envoy.

Four members of staff of three services work for one girl. Each service ends with one case of its own,
together they are one person, and the main concern of each stays what it was at its first contact.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import Watch, source, texts
from tests.journeys.site import Site, carried_out
from tests.journeys.stories import Story, status_of

pytestmark = pytest.mark.journey
ADVICE = "Meld til barnevernet. Snakk med henne før foreldrene. Hun bør ikke reise."
NOT_TO_TRAVEL = "Vi rådet henne til å bli hjemme i sommer."
HELD = "Hun sier at telefonen er tatt, og at de har funnet en mann."
SIGNS = "En melding hver torsdag"
STEPS = (("meet", "Hun må komme til ambassaden selv."), ("documents", "Søk om nytt pass."))
EIGHT_DAYS_LATER = """
from datetime import timedelta
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.due import run_due
print([one.name for one in run_due(at=door_clock() + timedelta(days=8)) if one.failed])
"""
# What the register holds at the end: each case, who is one person with whom, and what is counted.
REGISTER = """
from fristed.casework.cases.fact_queries import case_facts
from fristed.casework.cases.models import Case
from fristed.casework.referrals.models import BlindLink
from fristed.casework.referrals.rules import persons
cases = Case.objects.filter(reference__in={references!r}).order_by("service")
keys = {{case.pk for case in cases}}
for case in cases:
    print(case.service, case.main_concern, case.referrer, case.age_band, case.abroad_case)
links = BlindLink.objects.values_list("token", "case_id")
print("persons", [len(one) for one in persons(links) if one & keys])
print("tokens", len({{token for token, _case in links}} & {{"Sara", "Nora"}}))
"""


class Sara(Story):
    """The story; what is filled in of a girl is the same in every service."""

    def register(self, page: Page, chosen: Mapping[str, str]) -> str:
        """Fill in a case about her, and give the address of the case."""
        for name, value in {"gender": "female", "age_band": "16_17", **chosen}.items():
            page.check(f"input[name={name}][value='{value}']")
        page.fill("#id_country_1", "SO")
        page.check("input[name=country_ground][value=parents]")
        page.click("main .actions button.ds-button")
        page.wait_for_url("**/cases/*-*/")
        return page.url.removeprefix(self.site.address)

    def ask(self, page: Page, case: str, *, service: str, ground: str) -> str:
        """Send what is needed of a case to another service; give the address of the move."""
        page.goto(f"{case}moves/new/")
        page.check("input[name=kind][value=refer]")
        page.check(f"input[name=service][value={service}]")
        page.check("input[name=fields_sent][value=age_band]")
        page.click("main button:has-text('Forbered')")
        page.wait_for_selector("text=Den er forberedt.")
        page.check(f"input[name=ground][value={ground}]")
        page.click("main button:has-text('Før inn grunnlaget')")
        page.wait_for_selector("text=Grunnlaget er ført inn.")
        page.click("main button:text-is('Send')")
        page.wait_for_selector("text=Den er sendt.")
        return page.url.removeprefix(self.site.address)

    def accept(self, page: Page, move: str, chosen: Mapping[str, str]) -> str:
        """Open a case of one's own from what was sent."""
        page.goto(move)
        page.click("main a:has-text('opprett en egen sak')")
        return self.register(page, chosen)

    def write(self, page: Page, case: str, slug: str, text: str) -> None:
        """Write in the journal, for the service to read."""
        page.goto(f"{case}journal/new/{slug}/")
        page.fill("#id_text", text)
        page.check("input[name=visibility][value=service]")
        page.click("main form.form button:has-text('Lagre')")
        page.wait_for_selector("text=Det er skrevet.")


def in_days(days: int) -> str:
    """Give a day as Norwegians write it."""
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%d.%m.%Y")  # noqa: TID251


def sent(page: Page, words: str) -> None:
    """Send the form of the page, and wait for what it says."""
    page.click("main form.form button.ds-button")
    page.wait_for_selector(f"text={words}")


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_a_girl_of_seventeen_is_one_person_with_one_case_in_each_service(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    story = Sara(site, chromium, watch, scripts=scripts)
    with story.as_("aud") as page:
        # 1. The school nurse rings; Aud takes the call.
        page.goto("/cases/new/")
        page.select_option("#id_referrer", "school_health")
        mine = story.register(
            page,
            {"main_concern": "negative_social_control", "concern_basis": "told", "abroad_case": "no"},
        )
        story.look(page, "1 the call is taken")
        # 2. Aud discusses with the Expert Team without saying who it is.
        consulted = story.ask(page, mine, service="KT", ground="anonymous_consultation")
    with story.as_("bo") as page:
        theirs = story.accept(
            page,
            consulted,
            {"main_concern": "negative_social_control", "concern_basis": "told", "abroad_case": "no"},
        )
        story.write(page, theirs, "advice", ADVICE)
        story.look(page, "2 the team has advised")
        assert mine not in source(page)
    with story.as_("aud") as page:
        # 3. The concern report is sent; child welfare comes in.
        page.goto(f"{mine}journal/new/concern-report/")
        page.select_option("#id_code", "child_welfare_service")
        page.check("input[value=later]")
        page.click("main form.form button:has-text('Lagre')")
        page.wait_for_selector("text=Det er notert.")
        # 4. Things change; the main concern stays, and how it is now is noted.
        page.goto(f"{mine}concern/")
        page.select_option("#id_concern", "fear_involuntary_stay_abroad")
        page.click("main form button.ds-button")
        page.wait_for_selector("text=Bekymringen er notert.")
        # 5. She is advised not to go; she goes, and signs of life are agreed.
        story.write(page, mine, "advice", NOT_TO_TRAVEL)
        page.goto(f"{mine}plans/contact/")
        page.fill("#id_text", SIGNS)
        sent(page, "Det er forseglet.")
        page.goto(f"{mine}plans/sign/")
        page.fill("#id_first_date", in_days(7))
        page.fill("#id_by_time", "18.00")
        sent(page, "Avtalen er notert.")
    # 6. The sign does not come: the alarm finds Aud, who hears from her.
    assert carried_out(site, EIGHT_DAYS_LATER) == "[]"
    with story.as_("hege") as page:
        page.goto("/oversight/")
        assert mine.strip("/").rpartition("/")[2] in page.inner_text("main")
    with story.as_("aud") as page:
        page.goto(f"{mine}plans/")
        page.click("main a:has-text('Svar med hva som er gjort')")
        page.check("#id_answer_0")
        page.fill("#id_text", HELD)
        sent(page, "Alarmen er besvart.")
        # 7. Aud asks the envoy of the region.
        asked = story.ask(page, mine, service="SU", ground="consent_of_person")
        story.look(page, "7 the envoy is asked")
    with story.as_("cem") as page:
        abroad = story.accept(
            page,
            asked,
            {"main_concern": "involuntary_stay_abroad", "concern_basis": "told", "abroad_case": "yes"},
        )
        # 8. What she has to do at the embassy.
        for kind, text in STEPS:
            page.goto(f"{abroad}plans/task/")
            page.select_option("#id_kind", kind)
            page.fill("#id_text", text)
            sent(page, "Oppgaven er laget.")
        story.look(page, "8 steps at the embassy")
        assert all(text in page.inner_text("main") for _kind, text in STEPS)
        assert status_of(page, mine) == status_of(page, theirs) == 404
    with story.as_("aud") as page:
        page.goto(mine)
        story.look(page, "the whole case")
        assert page.inner_text("h1") == "Negativ sosial kontroll"
        assert texts(page.locator("section[aria-labelledby=now-heading] p")) == [
            "Frykt for ufrivillig opphold i utlandet"
        ]
        page.goto(f"{mine}moves/")
        linked = page.inner_text("main")
        assert "Knyttet til en sak om samme person: Kompetanseteamet" in linked
        assert "Knyttet til en sak om samme person: Spesialutsendingene" in linked
        assert theirs not in source(page)
        assert abroad not in source(page)
    references = [case.strip("/").rpartition("/")[2] for case in (mine, theirs, abroad)]
    assert carried_out(site, REGISTER.format(references=references)).splitlines() == [
        "KT negative_social_control diversity_adviser_or_school_with 16_17 False",
        "MR negative_social_control school_health 16_17 False",
        "SU involuntary_stay_abroad diversity_adviser 16_17 True",
        "persons [3]",
        "tokens 0",
    ]
    assert story.faults == {}
