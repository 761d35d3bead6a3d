"""The worked example of the joint report to its end: home, met at the airport, a safe place, a mentor.

Seven kinds of staff work for one girl, each signed in for themselves: a diversity adviser, the Expert Team, a
special envoy, the police's coordinator, a housing officer, a provider of dwellings, a mentor coordinator.
Every answer of the site is kept by whom it was given to. At the end each word that was planted must have been
shown to those it is for, and to nobody else; then each tries every address that another was at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Browser, Page

from fristed.interfaces.cli.proofs.seeking import forms_in
from tests.journeys.browsing import Watch, how_many, source
from tests.journeys.filling import fill_in, form_to, in_days, press, send, take
from tests.journeys.sara import Sara, Words, reference_of
from tests.journeys.sealing import WORDS
from tests.journeys.seen import READER, REFUSED, Seen, all_seen, who_saw
from tests.journeys.site import Site, carried_out

pytestmark = pytest.mark.journey
TODAY = in_days(0)
SEVEN = ("aud", "bo", "cem", "pia", "hilde", "tove", "marit")
HAVE_KEYS = ("aud", "bo", "cem", "pia", "hilde", "hege", "ivar", "finn")
HER = {"kind": "person_of_case", "age_group": "adult_18_plus", "age_years": "18", "gender": "female"}
CONDITIONS_MET = re.compile(r'name="(conditions-[a-z_]+)"')
OTHERS = ("dina", "eli", "finn")
OFFICERS_OF_DETAILS = ("bo", "cem", "pia")

# Planted words, in small letters, and for whom each is: nobody else may ever be given it.
CANARIES: dict[str, set[str]] = {
    "kanariadvarsel": {"aud"},
    "kanarimann": {"aud"},
    "kanaritegn": {"aud"},
    "kanarikallenavn": {"aud"},
    "kanariskole": {"aud"},
    "kanarimelding": {"bo"},
    "kanaripass": {"cem"},
    "kanarispor": {"bo", "cem"},
    "kanarislekt": {"bo", "cem"},
    "kanarigrunn": {"bo", "cem"},
    "kanarifly": {"pia"},
    "kanarinattfly": {"bo"},
    "kanarihavn": {"bo", "pia"},
    "kanarisenter": {"bo", "pia"},
    "kanariperrong": {"bo", "pia"},
    "kanarivegen": {"hilde"},
    "kanarikommune": {"hilde"},
    "kanarisamtale": {"bo", "hilde"},
    "kanarivilkaar": {"bo", "hilde"},
    "kanarivurdering": {"bo", "hilde"},
}
FOR_WHO_DECIDES = ("kanarisamtale", "kanarivilkaar", "kanarivurdering")
SARA = Words(
    advice="Meld til barnevernet: kanarimelding.",
    not_to_travel="Vi rådet henne til å bli hjemme: kanariadvarsel.",
    held="De har funnet en mann: kanarimann.",
    signs="En melding hver torsdag: kanaritegn",
    at_the_embassy="Hun må komme selv, med kanaripass.",
)
# What other journeys do through pages: two persons decide what two services may hold, keys are made, three
# hold the escrow, and the seven wish to be told by mail.
PREPARED = """
from dataclasses import replace
from fristed.casework.cases.rules import day_of
from fristed.casework.persons.actions import appoint_holders, make_own_key
from fristed.foundation.identity.queries import actor_named
from fristed.foundation.legal_basis.actions import confirm_basis, propose_basis
from fristed.foundation.notifying.actions import set_mail_address
from fristed.interfaces.cli.commands import door_clock
at = door_clock()
lawful = {{"basis": "Hun har bedt om det.", "law": "En oppdiktet lov", "to_date": None}}
lawful["from_date"] = day_of(at)
decided = {{
    "hege": (("", "identified", ""), ("called_name", "on", "follow_up"), ("school", "on", "protect")),
    "ivar": (("", "identified", ""), ("flight", "on", "protect"), ("unit", "on", "protect")),
}}
finn = replace(actor_named("finn"), at=at)
for leader, decisions in decided.items():
    by = replace(actor_named(leader), at=at)
    for field, setting, purpose in decisions:
        what = {{"service": by.service, "field": field, "setting": setting, "purpose": purpose}}
        confirm_basis(key=propose_basis(**what, **lawful, by=by, at=at), by=finn, at=at)
for username in {have_keys!r}:
    make_own_key(passphrase={words!r}, by=replace(actor_named(username), at=at), at=at)
appoint_holders(holders=["hege", "ivar", "finn"], by=finn, at=at)
for username in {seven!r}:
    by = replace(actor_named(username), at=at)
    set_mail_address(address=username + "@fristed.example", by=by, at=at)
"""
# What the rooms of the chain count of the year: each of them one person more than before, and one match.
COUNTED = """
from fristed.casework.cases.rules import day_of
from fristed.casework.housing.fact_queries import housed_facts
from fristed.casework.mentors.fact_queries import mentor_facts
from fristed.casework.reception.fact_queries import reception_facts
from fristed.casework.repatriation.fact_queries import repatriation_facts
from fristed.interfaces.cli.commands import door_clock
year = day_of(door_clock()).year
housed = list(housed_facts(year))
print(len(list(repatriation_facts(year))), len(list(reception_facts(year))), len(housed))
print(sum(one.active_in_year for one in mentor_facts(year)))
"""
OVERLAP = """
from datetime import timedelta
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
from fristed.statistics.overlap.queries import measured_overlap
from fristed.casework.cases.rules import day_of
from fristed.casework.referrals.fact_queries import link_facts
year = day_of(door_clock()).year
found = measured_overlap(actor_named("dina"), at=door_clock() + timedelta(days=366))
print(sum(one.year == year and one.services == ("KT", "MR", "SU") for one in link_facts()))
print([one.persons for of in found if of.year == year for one in of.lines if len(one.services) == 3])
"""
SEND_MAILS = """
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.due import run_due
print([one.name for one in run_due(at=door_clock()) if one.failed])
"""
GIVEN_TOO_MUCH = """
from fristed.foundation.identity.access.actions import give_role
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
account = actor_named("tove").account_id
give_role(account=account, role="housing_officer", by=actor_named("finn"), at=door_clock())
"""


class WholeChain(Sara):
    """Her way home and further; each address is of one thing, and only some may see it."""

    words = SARA
    pages: dict[str, Page]
    stays: ExitStack
    journey = reception = part = place = home = match = ""

    @contextmanager
    def as_(self, username: str) -> Iterator[Page]:
        """Let somebody sign in, each in an own browser, and stay signed in."""
        if username not in self.pages:
            self.pages[username] = self.stays.enter_context(super().as_(username))
        yield self.pages[username]

    def is_silent_and_heard_of(self) -> str:
        """6 and 7, as ever; eight days later everybody must sign in anew."""
        self.stays.close()
        self.pages.clear()
        return super().is_silent_and_heard_of()

    def has_a_name_and_a_school(self) -> None:
        """What she is called is sealed with the adviser's case, and where she goes to school to Aud alone."""
        with self.as_("aud") as page:
            page.goto(f"{self.mine}person/write/")
            send(page, {"called_name": "Kanarikallenavn"})
            page.goto(f"{self.mine}person/")
            page.click("main button:has-text('Åpne')")
            page.wait_for_selector("text=Kanarikallenavn")
        with self.as_("hege") as page:
            page.goto(f"{self.mine}place/")
            take(page, "open", {"officers": "aud"})
        with self.as_("aud") as page:
            page.goto(f"{self.mine}place/")
            take(page, "write", {"school": "Kanariskole", "passphrase": WORDS})
            opened(page, "read", "Kanariskole")

    def applies_to_come_home(self) -> None:
        """9: the envoy applies, the Expert Team asks and grants, the envoy books."""
        with self.as_("cem") as page:
            page.goto(f"{self.abroad}parties/")
            send(page, HER)
            page.click("main a:has-text('Søk om hjemreise')")
            page.wait_for_url("**/journey/")
            chosen = page.locator("input[name=members]").get_attribute("value") or ""
            send(page, {"members": chosen, "country": "SO", "asks": ("refund", "reception")})
            self.journey = page.url.removeprefix(self.site.address)
            take(page, "send", {})
            take(page, "document", {"code": "residence_status", "on_date": TODAY})
            take(page, "check", {"code": "person_comes_to_mission", "on_date": TODAY})
        with self.as_("bo") as page:
            page.goto(self.journey)
            take(page, "ask", {"text": "Hvem kan betale? Kanarispor."})
        with self.as_("cem") as page:
            page.goto(self.journey)
            take(page, "give", {"text": "Ingen; hun bor hos kanarislekt."})
        with self.as_("bo") as page:
            page.goto(self.journey)
            asked = sorted(set(CONDITIONS_MET.findall(source(page))))
            fill_in(form_to(page, "conditions"), dict.fromkeys(asked, "met"))
            press(form_to(page, "conditions"))
            grounds = {"ground": "conditions_met", "text": "Hun kan ikke betale: kanarigrunn."}
            take(page, "decide", {**grounds, "appeal_told": "yes"})
        with self.as_("cem") as page:
            page.goto(self.journey)
            take(page, "ticket", {"travel_date": TODAY, "arrival_date": TODAY})
            assert "Ingen reiser før" in page.inner_text("main .ds-alert[data-color=warning]")
            assert page.locator("form[action$='/depart/']").count() == 0
            page.click("main aside a[href^='/reception/']")
            page.wait_for_url("**/reception/*/")
            self.reception = page.url.removeprefix(self.site.address)

    def is_planned_for(self) -> None:
        """10: the Expert Team plans, the police agree, another flight re-opens it, and all agree."""
        with self.as_("bo") as page:
            page.goto(self.reception)
            take(page, "plan", {"arrival_date": TODAY})
            self.asks(page, "police_at_airport", "Pia Vakthavende")
        with self.as_("gro") as page:
            page.goto(f"{self.reception}details/")
            take(page, "open", {"officers": OFFICERS_OF_DETAILS})
        with self.as_("cem") as page:
            page.goto(f"{self.reception}details/")
            take(page, "write", {"flight": "Kanarifly", "airport": "Kanarihavn", "passphrase": WORDS})
        with self.as_("bo") as page:
            page.goto(f"{self.reception}details/")
            take(page, "write", {"shelter": "Kanarisenter", "meets": "Kanariperrong", "passphrase": WORDS})
        self.police_agree("Kanarifly")
        with self.as_("cem") as page:
            page.goto(f"{self.reception}details/")
            take(page, "write", {"flight": "Kanarinattfly", "passphrase": WORDS})
        with self.as_("bo") as page:
            page.goto(self.reception)
            assert "Avtalt" not in page.inner_text("section[aria-labelledby=parts-heading]")
            page.goto(f"{self.reception}details/")
            opened(page, "read", "Kanarinattfly")
            page.goto(self.reception)
            for kind in ("shelter_place", "who_meets"):
                self.asks(page, kind, "")
                take(page, "answer", {"kind": kind, "answer": "agreed"})
        self.police_agree()

    def asks(self, page: Page, kind: str, name: str) -> None:
        """Ask for a part: somebody here, or somebody outside."""
        form = form_to(page, "ask")
        fill_in(form, {"ask-kind": kind})
        form.locator("select").select_option(label=name) if name else None
        press(form)

    def police_agree(self, flight: str = "") -> None:
        """Let the police's coordinator agree, and open the details first where a flight is named."""
        with self.as_("pia") as page:
            page.goto("/")
            page.click("main a[href='/reception/parts/']")
            page.click("main section[aria-labelledby=waiting-heading] a >> nth=0")
            page.wait_for_url("**/reception/parts/*/")
            self.part = page.url.removeprefix(self.site.address)
            if flight:
                opened(page, "read", flight)
                page.goto(self.part)
            press(form_to(page, "agree"))

    def comes_home(self) -> None:
        """She travels when all is agreed, is met, handed over and talked with; what was laid out is paid."""
        with self.as_("cem") as page:
            page.goto(self.journey)
            take(page, "depart", {"on_date": TODAY})
            take(page, "claim", {"kroner": "7400", "receipts": "2"})
        with self.as_("bo") as page:
            page.goto(self.reception)
            for step in ("arrived", "handed-over", "interview"):
                take(page, step, {"on_date": TODAY})
            page.goto(self.journey)
            take(page, "settle", {"kroner": "7400"})

    def is_asked_a_place_for(self) -> None:
        """11: a place is asked for, the housing officer talks with her, the police recommend, all agree."""
        with self.as_("bo") as page:
            page.goto(f"{self.theirs}parties/")
            send(page, HER)
            page.goto(f"{self.theirs}housing/")
            chosen = page.locator("input[name=member]").get_attribute("value") or ""
            send(page, {"member": chosen, "scheme": "housing", "came_from": "expert_team"})
            self.place = page.url.removeprefix(self.site.address)
        with self.as_("hilde") as page:
            self.step(
                page, "mapping", {"needs": "round_the_clock", "words": "Hun ønsker hjelp: kanarisamtale."}
            )
            family = {"is_wished": "yes", "conditions": "Bare brev: kanarivilkaar."}
            self.step(page, "family", family)
            self.step(page, "talk", {"talk_with": "person"})
            self.step(page, "ask-police", {})
        with self.as_("pia") as page:
            page.goto("/housing/")
            page.click(f"main a[href='{self.place}']")
            self.step(page, "pass-on", {})
            self.step(page, "answer-police", {"is_recommended": "yes"})
        with self.as_("hilde") as page:
            right = {"suitability": "suitable", "ground": "needs_protection_and_wishes_help"}
            self.step(page, "assess", {**right, "words": "Trenger vern: kanarivurdering."})
            self.step(page, "offer", {})
            self.step(page, "accept", {})

    def step(self, page: Page, name: str, given: dict[str, str]) -> None:
        """Take one step of the matter of a place."""
        page.goto(f"{self.place}{name}/")
        send(page, given)

    def moves_in(self) -> None:
        """A place that fits is given; its address is for officers; the provider notes that she is there."""
        with self.as_("hilde") as page:
            page.goto(f"{self.place}places/")
            row = page.locator("tbody tr:has(.ds-tag[data-color=success])").first
            self.home = row.locator("a").get_attribute("href") or ""
            name = row.locator("th").inner_text()
            send(page, {"places": self.offered(page, name)})
        with self.as_("gro") as page:
            page.goto(self.home)
            take(page, "name", {"officers": "hilde"})
        with self.as_("hilde") as page:
            page.goto(self.home)
            address = {"address": "Kanarivegen 7", "municipality": "Kanarikommune"}
            take(page, "write", {**address, "passphrase": WORDS})
            opened(page, "read", "Kanarivegen 7")
        with self.as_("bo") as page:
            page.goto(self.place)
        with self.as_("tove") as page:
            page.goto("/housing/")
            page.click(f"main a[href='{self.place}']")
            self.step(page, "move-in", {})
            assert "Flyttet inn" in page.inner_text(".page-head")
            assert "Anbefalt av politiet" not in source(page)
            page.goto(self.home)
            assert how_many(page.locator("input[type=password]")) == 0
        with self.as_("pia") as page:
            page.goto("/housing/board/")
            page.click(f"main a[href='{self.home}']")
            page.wait_for_url(f"**{self.home}")

    def offered(self, page: Page, name: str) -> str:
        """Find a free place of a dwelling among those that can be given."""
        offered = page.locator(f"form ds-field:has(label:has-text('{name}')) input").first
        return offered.get_attribute("value") or ""

    def gets_a_mentor(self) -> None:
        """12: the adviser stays with her and asks, she consents, the organisation matches, they meet."""
        with self.as_("aud") as page:
            page.goto(f"{self.mine}parties/")
            send(page, HER)
            page.goto(f"{self.mine}mentors/")
            chosen = page.locator("input[name=member]").get_attribute("value") or ""
            wish = {"because": "resident", "kind": "mentor_family", "wanted": "any", "way": "both"}
            send(page, {"member": chosen, **wish})
            self.match = page.url.removeprefix(self.site.address)
            page.goto(f"{self.match}consent/")
            page.check("main input[name=organisation]")
            send(page, {})
        with self.as_("marit") as page:
            page.goto("/mentors/")
            page.click(f"main a[href='{self.match}']")
            page.wait_for_url(f"**{self.match}")
            page.goto(f"{self.match}match/")
            page.check("main input[name=offer] >> nth=0")
            send(page, {})
            page.goto(f"{self.match}begin/")
            send(page, {})
            page.goto(f"{self.match}feedback/")
            send(page, {"teller": "mentor", "useful": "much", "felt_safe": "yes"})
            assert "Pågår" in page.inner_text(".page-head")

    def references(self) -> dict[str, set[str]]:
        """Give what each thing is called in addresses, and who has a part in it."""
        found = {
            self.mine: {"aud", "hege"},
            self.theirs: {"bo", "gro"},
            self.abroad: {"cem"},
            self.journey: {"bo", "cem"},
            self.reception: {"bo", "cem", "gro"},
            self.part: {"pia"},
            self.place: {"bo", "hilde", "pia", "tove"},
            self.home: {"hilde", "gro", "pia", "tove"},
            self.match: {"aud", "marit"},
        }
        return {reference_of(address).lower(): who for address, who in found.items()}


def opened(page: Page, step: str, words: str) -> None:
    """Open what is sealed with a passphrase, for one answer."""
    form = form_to(page, step)
    fill_in(form, {f"{step}-passphrase": WORDS})
    form.locator("button.ds-button").last.click()
    page.wait_for_selector(f"main >> text={words}")
    assert words.lower() not in (page.title() + page.url).lower()


def look_around(sara: WholeChain) -> None:
    """Let each of the seven open whatever their menu has; two leaders take out rows, one reads statistics."""
    for username in SEVEN:
        with sara.as_(username) as page:
            menu = page.locator("header nav a").evaluate_all("all => all.map(one => one.pathname)")
            for address in (*menu, "/notices/"):
                page.goto(address)
    for username in ("gro", "hege"):
        with sara.as_(username) as page:
            page.goto("/cases/export/")
            page.locator("input[name=years]").last.check()
            page.fill("#id_purpose", "Til arbeidet med virksomhetsplanen")
            with page.expect_download():
                page.click("button:has-text('Last ned radene')")
    with sara.as_("dina") as page:
        page.goto("/statistics/overlap/")


def try_what_others_saw(sara: WholeChain, references: Mapping[str, set[str]]) -> list[str]:
    """Let each try every page of hers that anybody was at; name what is there for one who has no part."""
    pages = {one.path for one in all_seen(sara.site) if (one.method, one.status) == ("GET", 200)}
    hers = {path: who for path in pages for word, who in references.items() if word in path.lower()}
    assert all(any(word in path.lower() for path in hers) for word in references)
    there = []
    for username in (*SEVEN, *OTHERS):
        with sara.as_(username) as page:
            for path in sorted(path for path, who in hers.items() if username not in who):
                answer = page.request.get(f"{sara.site.address}{path}", headers={READER: username})
                there += [] if answer.status in REFUSED else [f"{username}: {path} {answer.status}"]
    return there


def shown_to_others(seen: Iterable[Seen], references: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Give each planted word and each reference of hers that not exactly those it is for have been shown."""
    answers = list(seen)
    found = who_saw(answers, CANARIES) | who_saw((one for one in answers if not one.is_refused), references)
    are_for = {**CANARIES, **references}
    return {word: who for word, who in found.items() if who != are_for[word]}


def test_she_comes_home_to_a_safe_place_and_a_mentor_and_each_sees_only_their_part(
    watched_site: Site, chromium: Browser, watch: Watch
) -> None:
    sara = WholeChain(watched_site, chromium, watch, scripts=True)
    sara.pages, sara.stays = {}, ExitStack()
    with sara.stays:
        before = counted(watched_site)
        carried_out(watched_site, PREPARED.format(seven=SEVEN, have_keys=HAVE_KEYS, words=WORDS))
        sara.is_told_of_and_discussed()
        sara.is_reported_and_advised()
        sara.is_to_come_to_the_embassy(sara.is_silent_and_heard_of())
        sara.has_a_name_and_a_school()
        sara.applies_to_come_home()
        sara.is_planned_for()
        sara.comes_home()
        sara.is_asked_a_place_for()
        sara.moves_in()
        sara.gets_a_mentor()
        # Three service cases are one person, in each scheme she is one; one is too few to be told of.
        sara.is_one_person_with_three_cases()
        assert [now - then for now, then in zip(counted(watched_site), before, strict=True)] == [1, 1, 1, 1]
        assert carried_out(watched_site, OVERLAP).splitlines() == ["1", "[None]"]
        # Each has been shown what is for them and nothing else: on no page, in no address, file or mail.
        references = sara.references()
        look_around(sara)
        assert shown_to_others(all_seen(watched_site), references) == {}
        assert try_what_others_saw(sara, references) == []
        assert shown_to_others(all_seen(watched_site), references) == {}
        files = [one for one in all_seen(watched_site) if one.is_file]
        assert {one.who for one in files} == {"gro", "hege"}
        assert who_saw(files, CANARIES) == {word: set() for word in CANARIES}
        assert carried_out(watched_site, SEND_MAILS) == "[]"
        mails = [path.read_bytes() for path in (watched_site.data / "mails").iterdir()]
        assert mails
        assert [word for word in (*CANARIES, *references) for mail in mails if forms_in(mail, word)] == []
        assert sara.faults == {}
        # One who is given too much is found.
        carried_out(watched_site, GIVEN_TOO_MUCH)
        with sara.as_("tove") as page:
            page.goto(sara.place)
        found = shown_to_others(all_seen(watched_site), references)
        assert found == {word: {"bo", "hilde", "tove"} for word in FOR_WHO_DECIDES}


def counted(site: Site) -> list[int]:
    """Count journeys, receptions, those housed and mentors of this year."""
    return [int(one) for one in carried_out(site, COUNTED).split()]
