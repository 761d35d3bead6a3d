"""A call comes in: taken with few key presses, kept when the session ends, joined again by a code, and light.

What is counted is printed, and held to the bounds; ``docs/benchmarks/registration.md`` tells what was found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import PATIENCE, Watch, empty_page, how_many, sign_in, source, texts, violations
from tests.journeys.site import Site, carried_out

pytestmark = pytest.mark.journey
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
CASE_PAGE = re.compile(r"/cases/[2-9A-Z]{5}-[2-9A-Z]{5}/$")
MOST_PRESSES = 60
MOST_BYTES = 150_000
WORDS = "Bare gjennom helsesykepleier"
# The session of everybody who has signed in as somebody was last used an hour ago.
AN_HOUR_AGO = """
from datetime import timedelta
from fristed.foundation.identity.staff.models import StaffSession
from fristed.interfaces.cli.commands import door_clock
StaffSession.objects.filter(account_id__in=ACCOUNTS).update(last_used_at=door_clock() - timedelta(hours=1))
"""
ACCOUNTS = """
from fristed.foundation.identity.queries import actor_named
ACCOUNTS = [actor_named("NAME").account_id]
"""


def is_accessible(page: Page) -> None:
    """Find no violation on the page, on a desktop, a telephone and in the dark."""
    found = violations(page)
    assert found == []


@dataclass
class Keys:
    """A keyboard that counts: every press of a key, but not what is typed as free text."""

    page: Page
    pressed: int = 0
    log: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1
            self.log.append(key)

    def letters(self, text: str) -> None:
        """Type letters that choose something; each is a press."""
        self.press(*text)

    def say(self, text: str) -> None:
        """Type free text; it is not counted."""
        self.page.keyboard.type(text)

    def is_on(self, element_id: str) -> None:
        """Hold where the keyboard is against where it should be."""
        assert self.page.evaluate("document.activeElement.id") == element_id

    def tab_to(self, element_id: str) -> None:
        """Press Tab until the keyboard is on an element; each is a press."""
        for _ in range(12):
            self.press("Tab")
            if self.page.evaluate("document.activeElement.id") == element_id:
                return
        self.is_on(element_id)


def take_a_call(keys: Keys, page: Page) -> None:
    """Take the call of a school nurse about a girl of sixteen, with the keyboard alone."""
    keys.is_on("id_main_concern_typed")
    keys.letters("2")
    keys.tab_to("id_concern_basis_0")
    keys.press("Space")
    keys.tab_to("id_referrer")
    keys.letters("skoleh")
    keys.tab_to("id_gender_0")
    keys.press("Space")
    keys.tab_to("id_age_band_0")
    keys.press("Space", "ArrowDown", "ArrowDown", "ArrowDown")
    keys.tab_to("id_country_1")
    keys.letters("som")
    keys.tab_to("id_country_ground_0")
    keys.press("Space", "ArrowDown")
    keys.tab_to("id_abroad_case_0")
    keys.press("Space")
    keys.tab_to("id_agencies_involved_typed")
    keys.letters("skoleh")
    keys.tab_to("id_agencies_to_involve_typed")
    keys.letters("pol")
    keys.tab_to("id_call_back_0")
    keys.press("Space", "ArrowDown")
    keys.tab_to("id_phone_watched_0")
    keys.press("Space")
    keys.tab_to("id_contact_words")
    keys.say(WORDS)


@BOTH
def test_a_call_is_taken_with_fewer_than_sixty_key_presses(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "aud")
        page.goto("/cases/new/")
        keys = Keys(page)
        take_a_call(keys, page)
        while page.evaluate("document.activeElement.dataset.size") != "lg":
            keys.press("Tab")
        keys.press("Enter")
        page.wait_for_url(CASE_PAGE)
        shown = page.inner_text("main")
        page.wait_for_load_state()
    print(f"\n{keys.pressed} key presses {'with' if scripts else 'without'} script: {' '.join(keys.log)}")
    for words in (
        *(
            "Saken er registrert.",
            "Trusler og vold",
            "Skolehelsetjenesten",
            "16–17 år",
            "Somalia",
            "Politiet",
        ),
        *("Bare skriftlig melding", "Ja, noen overvåker den", WORDS),
    ):
        assert words in shown
    assert keys.pressed < MOST_PRESSES


@BOTH
def test_what_was_typed_returns_after_the_session_has_ended_and_to_nobody_else(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    """At most the field that is being typed in is lost."""
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "cem")
        page.goto("/cases/new/")
        token = str(page.get_attribute("input[name=token]", "value"))
        page.fill("#id_main_concern_typed", "trusl")
        page.fill("#id_country_1", "Somal")
        if scripts:
            page.press("#id_country_1", "Tab")
            page.wait_for_selector("#draft-state:not(:empty)")
        else:
            page.click("button[name=go][value=part-4]")
            page.wait_for_url(re.compile(r"/calls/[0-9a-f]{32}/#part-4$"))
        page.fill("#id_contact_words", "Kun om kvelden")
        carried_out(site, ACCOUNTS.replace("NAME", "cem") + AN_HOUR_AGO)
        if scripts:
            page.press("#id_contact_words", "Tab")
        else:
            page.click("button[name=go][value=part-6]")
        page.wait_for_selector("#id_username")
        with empty_page(chromium, site.address, watch, scripts=scripts) as other:
            sign_in(other, "aud")
            other.goto("/cases/new/")
            assert token not in source(other)
            assert other.goto(f"/calls/{token}/").status == 404
        page.fill("#id_username", "cem")
        page.fill("#id_password", "fristed-demo-2024")
        page.press("#id_password", "Enter")
        page.click("main form button")
        page.wait_for_url(re.compile(r"/calls/[0-9a-f]{32}/"))
        assert page.is_checked("#id_main_concern_1")
        assert page.input_value("#id_country_1") == "Somalia"
        assert page.input_value("#id_contact_words") == "Kun om kvelden"
        page.click("#throw-away button")
        page.wait_for_selector("text=Det du hadde skrevet, er kastet.")
        assert how_many(page.locator("#drafts")) == 0


@BOTH
def test_a_caller_reads_the_code_out_and_the_call_joins_the_same_case(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        sign_in(page, "bo")
        page.goto("/cases/new/")
        is_accessible(page)
        page.fill("#id_main_concern_typed", "8")
        page.check("input[name=concern_basis][value=feared]")
        page.select_option("#id_referrer", "child_welfare_service")
        page.check("input[name=kind][value=anonymous]")
        page.check("input[name=gender][value=female]")
        page.check("input[name=age_band][value='12_14']")
        page.fill("#id_country_1", "GM")
        page.check("input[name=country_ground][value=parents]")
        page.check("input[name=abroad_case][value=no]")
        page.click("main form .ds-button[data-size=lg]")
        page.wait_for_selector("#case-code")
        code = page.inner_text("#case-code").strip()
        assert len(texts(page.locator(".spelling li"))) == 8
        is_accessible(page)
        page.click("text=Gå til saken")
        page.wait_for_url(CASE_PAGE)
        reference = page.url.split("/")[-2]
        assert code not in page.content()
        is_accessible(page)
        page.goto("/calls/code/")
        page.fill("#id_code", "AAAA-AAAA")
        page.press("#id_code", "Enter")
        page.wait_for_selector(".ds-error-summary")
        is_accessible(page)
        page.fill("#id_code", code.lower().replace("-", " "))
        page.press("#id_code", "Enter")
        page.wait_for_url(f"**/cases/{reference}/")
        page.wait_for_selector("text=Innringeren har ringt igjen")
        page.goto(f"/cases/{reference}/consultation/")
        page.check("input[name=to][value=advised]")
        page.click("button[value=state]")
        page.wait_for_selector("text=Det er notert.")
        is_accessible(page)
        page.goto(f"/cases/{reference}/safe-contact/")
        page.check("#id_call_back_2")
        page.check("#id_phone_watched_0")
        page.fill("#id_contact_words", "Ring 912 34 567")
        page.click("main form .ds-button")
        page.wait_for_selector(".ds-error-summary")
        page.fill("#id_contact_words", "Aldri ring hjem")
        page.click("main form .ds-button")
        page.wait_for_url(CASE_PAGE)
        assert "Aldri ring hjem" in page.inner_text("section.safe-contact")


def test_a_registration_is_light_after_the_first_visit(site: Site, chromium: Browser) -> None:
    """What goes over a poor line: the page, every draft, and the page of the case that follows.

    The browser keeps its cache here; one that is watched does not.
    """
    context = chromium.new_context(base_url=site.address, locale="nb-NO")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page, "aud")
    for address in ("/cases/", "/cases/new/", "/cases/new/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    got: list[float] = []
    sent: list[int] = []
    line.on("Network.loadingFinished", lambda event: got.append(event["encodedDataLength"]))
    line.on("Network.requestWillBeSent", lambda event: sent.append(sent_with(event["request"])))
    page.goto("/cases/new/")
    keys = Keys(page)
    take_a_call(keys, page)
    page.click("main form .ds-button[data-size=lg]")
    page.wait_for_url(CASE_PAGE)
    page.wait_for_load_state("networkidle")
    context.close()
    print(f"\n{int(sum(got))} bytes received and about {sum(sent)} sent in {len(sent)} requests")
    assert len(sent) > 5
    assert int(sum(got)) + sum(sent) < MOST_BYTES


def sent_with(request: dict[str, Any]) -> int:
    """Give about how many bytes a request sends: its body, its address, and headers with cookies."""
    return len(request.get("postData", "")) + len(request["url"]) + 600
