"""The girl of the worked example of the joint report, from the school nurse to the embassy: steps 1 to 8."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys.browsing import source, texts
from tests.journeys.filling import in_days
from tests.journeys.site import carried_out
from tests.journeys.stories import Story, status_of

STEPS = (("meet", "Hun må komme til ambassaden selv."), ("documents", "Søk om nytt pass."))
CONTROL = {"main_concern": "negative_social_control", "concern_basis": "told", "abroad_case": "no"}
ABROAD = {"main_concern": "involuntary_stay_abroad", "concern_basis": "told", "abroad_case": "yes"}
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
IN_THE_REGISTER = [
    "KT negative_social_control diversity_adviser_or_school_with 16_17 False",
    "MR negative_social_control school_health 16_17 False",
    "SU involuntary_stay_abroad diversity_adviser 16_17 True",
    "persons [3]",
    "tokens 0",
]


@dataclass(frozen=True, slots=True)
class Words:
    """What is written of her, by whom it is read."""

    advice: str = "Meld til barnevernet. Snakk med henne før foreldrene. Hun bør ikke reise."
    not_to_travel: str = "Vi rådet henne til å bli hjemme i sommer."
    held: str = "Hun sier at telefonen er tatt, og at de har funnet en mann."
    signs: str = "En melding hver torsdag"
    at_the_embassy: str = STEPS[0][1]


class Sara(Story):
    """The story; what is filled in of a girl is the same in every service."""

    words = Words()
    mine = theirs = abroad = ""
    """The addresses of her case at the diversity advisers, the Expert Team and the special envoys."""

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

    def is_told_of_and_discussed(self) -> None:
        """1 and 2: the school nurse rings; Aud discusses with the Expert Team without saying who it is."""
        with self.as_("aud") as page:
            page.goto("/cases/new/")
            page.select_option("#id_referrer", "school_health")
            self.mine = self.register(page, CONTROL)
            self.look(page, "1 the call is taken")
            consulted = self.ask(page, self.mine, service="KT", ground="anonymous_consultation")
        with self.as_("bo") as page:
            self.theirs = self.accept(page, consulted, CONTROL)
            self.write(page, self.theirs, "advice", self.words.advice)
            self.look(page, "2 the team has advised")
            assert self.mine not in source(page)

    def is_reported_and_advised(self) -> None:
        """3 to 5: child welfare comes in, things change, she goes all the same; signs of life are agreed."""
        with self.as_("aud") as page:
            page.goto(f"{self.mine}journal/new/concern-report/")
            page.select_option("#id_code", "child_welfare_service")
            page.check("input[value=later]")
            page.click("main form.form button:has-text('Lagre')")
            page.wait_for_selector("text=Det er notert.")
            # The main concern stays, and how it is now is noted.
            page.goto(f"{self.mine}concern/")
            page.select_option("#id_concern", "fear_involuntary_stay_abroad")
            page.click("main form button.ds-button")
            page.wait_for_selector("text=Bekymringen er notert.")
            self.write(page, self.mine, "advice", self.words.not_to_travel)
            page.goto(f"{self.mine}plans/contact/")
            page.fill("#id_text", self.words.signs)
            sent(page, "Det er forseglet.")
            page.goto(f"{self.mine}plans/sign/")
            page.fill("#id_first_date", in_days(7))
            page.fill("#id_by_time", "18.00")
            sent(page, "Avtalen er notert.")

    def is_silent_and_heard_of(self) -> str:
        """6 and 7: the alarm finds Aud, who hears from her and asks the envoy; give where she asks."""
        assert carried_out(self.site, EIGHT_DAYS_LATER) == "[]"
        with self.as_("hege") as page:
            page.goto("/oversight/")
            assert reference_of(self.mine) in page.inner_text("main")
        with self.as_("aud") as page:
            page.goto(f"{self.mine}plans/")
            page.click("main a:has-text('Svar med hva som er gjort')")
            page.check("#id_answer_0")
            page.fill("#id_text", self.words.held)
            sent(page, "Alarmen er besvart.")
            asked = self.ask(page, self.mine, service="SU", ground="consent_of_person")
            self.look(page, "7 the envoy is asked")
        return asked

    def is_to_come_to_the_embassy(self, asked: str) -> None:
        """8: the envoy takes the case, and notes what she has to do at the embassy."""
        (kind, _first), *others = STEPS
        steps = ((kind, self.words.at_the_embassy), *others)
        with self.as_("cem") as page:
            self.abroad = self.accept(page, asked, ABROAD)
            for kind, text in steps:
                page.goto(f"{self.abroad}plans/task/")
                page.select_option("#id_kind", kind)
                page.fill("#id_text", text)
                sent(page, "Oppgaven er laget.")
            self.look(page, "8 steps at the embassy")
            assert all(text in page.inner_text("main") for _kind, text in steps)
            assert status_of(page, self.mine) == status_of(page, self.theirs) == 404

    def is_one_person_with_three_cases(self) -> None:
        """Each case has the concern of its first contact, and all three are one person."""
        with self.as_("aud") as page:
            page.goto(self.mine)
            self.look(page, "the whole case")
            assert page.inner_text("h1") == "Negativ sosial kontroll"
            assert texts(page.locator("section[aria-labelledby=now-heading] p")) == [
                "Frykt for ufrivillig opphold i utlandet"
            ]
            page.goto(f"{self.mine}moves/")
            linked = page.inner_text("main")
            assert "Knyttet til en sak om samme person: Kompetanseteamet" in linked
            assert "Knyttet til en sak om samme person: Spesialutsendingene" in linked
            assert self.theirs not in source(page)
            assert self.abroad not in source(page)
        references = [reference_of(one) for one in (self.mine, self.theirs, self.abroad)]
        found = carried_out(self.site, REGISTER.format(references=references)).splitlines()
        assert found == IN_THE_REGISTER


def reference_of(case: str) -> str:
    """Give the reference in the address of something."""
    return case.strip("/").rpartition("/")[2]


def sent(page: Page, words: str) -> None:
    """Send the form of the page, and wait for what it says."""
    page.click("main form.form button.ds-button")
    page.wait_for_selector(f"text={words}")
