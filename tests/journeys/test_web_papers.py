"""A call by a code, a paper for the asker, a summary for the police: printed, read back, and never kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.journeys.browsing import PATIENCE, Watch, sign_in, source
from tests.journeys.site import Site, carried_out
from tests.journeys.stories import Story

pytestmark = pytest.mark.journey
MOST_BYTES = 150_000
ADVICE, SECRET = "Gå sammen med noen til skolen.", "Kanarifuglen er redd for ferien."
# An anonymous consultation of a person of its own, with advice and a note.
CASE = f"""
from datetime import timedelta
from fristed.casework.consultations.actions import take_call
from fristed.casework.journal.actions import write_entry
from fristed.casework.journal.codes import Kind
from fristed.casework.journal.facts import TEXT, EntryDraft
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
from tests.spec.cast import plain_case
at = door_clock()
aud, day = actor_named("aud"), at.date() - timedelta(days=3)
call = take_call(draft=plain_case("MR", day), contact=None, is_anonymous=True, by=aud, at=at)
for kind, text in ((Kind.ADVICE, {ADVICE!r}), (Kind.NOTE, {SECRET!r})):
    draft = EntryDraft(kind, day, "service", {{TEXT: text}})
    write_entry(reference=call.reference, draft=draft, by=aud, at=at)
print(call.reference, call.code)
"""


class Printed(Story):
    """The story of the papers of one case; a picture of each page is kept."""

    def __init__(self, site: Site, chromium: Browser, watch: Watch, *, scripts: bool) -> None:
        super().__init__(site, chromium, watch, scripts=scripts)
        reference, self.code = carried_out(site, CASE).splitlines()[-1].split()
        self.case = f"/cases/{reference}/"

    def picture(self, page: Page, name: str, pictures: Path) -> None:
        """Look at a page, and keep it as it is at a desk and on a phone."""
        self.look(page, name)
        for width in (1280, 390) if self.scripts else ():
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})


def press(page: Page, go: str) -> None:
    """Press a button of a form of papers."""
    page.click(f"main form button[value={go}]")


def seen(page: Page) -> str:
    """Give what the page shows, in one line."""
    return " ".join(page.inner_text("main").split())


def taken_home(page: Page, name: str, place: Path) -> str:
    """Have the paper made, and read it back."""
    with page.expect_download() as kept:
        press(page, "make")
    content = Path(kept.value.path()).read_bytes()
    (place / name).write_bytes(content)
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_papers_are_looked_through_printed_and_recorded(
    site: Site, chromium: Browser, watch: Watch, tmp_path: Path, scripts: bool
) -> None:
    story = Printed(site, chromium, watch, scripts=scripts)
    with story.as_("aud") as page:
        page.goto("/cases/")
        story.picture(page, "cases", tmp_path)
        page.fill("#spoken-code", "AAAA-AAAA")
        page.press("#spoken-code", "Enter")
        page.wait_for_selector(".ds-error-summary")
        page.goto("/")
        story.picture(page, "start", tmp_path)
        page.fill("#spoken-code", story.code)
        page.press("#spoken-code", "Enter")
        page.wait_for_url(f"**{story.case}")

        page.click("text=Ark til den som spurte, og sammendrag til andre")
        page.click("text=Ark til den som spurte")
        page.click("nav.row a.ds-chip >> nth=-1")
        page.check("input[name^=take_]")
        page.fill("#id_call", "Politiet, 22 00 00 00")
        press(page, "look")
        page.wait_for_selector("text=Disse ordene forteller")
        story.picture(page, "refused", tmp_path)
        page.fill("#id_call", "Rådgiveren din, 22 00 00 00")
        page.fill("#id_again", "Tirsdag etter siste time")
        press(page, "look")
        page.wait_for_selector("article.paper")
        story.picture(page, "advice-look", tmp_path)
        printed = taken_home(page, "advice.pdf", tmp_path)
        assert ADVICE in printed
        assert SECRET not in printed
        assert story.code not in printed

        page.goto(f"{story.case}papers/summary/")
        story.picture(page, "summary", tmp_path)
        page.select_option("#id_agency", "police")
        page.fill("#id_organisation", "Lillevik lensmannskontor")
        page.fill("#id_role", "Vakthavende")
        page.check("input[value=duty_to_avert]")
        page.fill("#id_reason", "For å avverge en reise.")
        page.check("input[name=parts][value=main_concern]")
        page.check("input[name=parts][value=age_band]")
        page.check("label:has-text('Notat') >> nth=0")
        press(page, "look")
        page.wait_for_selector(f"text={SECRET}")
        story.picture(page, "summary-look", tmp_path)
        printed = taken_home(page, "summary.pdf", tmp_path)
        assert SECRET in printed
        assert printed.count("Kopi 1 til Lillevik lensmannskontor") >= 4
        press(page, "make")
        page.wait_for_selector("text=er laget allerede")
        story.picture(page, "list", tmp_path)
        assert "Copy" not in page.inner_text("main")
        page.goto(story.case)
        story.picture(page, "case", tmp_path)
        assert "Ark til den som spurte, og sammendrag til andre 1" in seen(page)
        page.goto(f"{story.case}journal/")
        story.picture(page, "journal", tmp_path)
        assert "Sammendrag gitt til noen utenfor" in source(page)
    assert story.faults == {}
    assert watch.saw_nothing()


def test_the_pages_of_papers_are_light_after_the_first_visit(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    """What goes over a poor line for each page; the browser keeps its cache here."""
    case = Printed(site, chromium, watch, scripts=True).case
    context = chromium.new_context(base_url=site.address, locale="nb-NO")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page, "aud")
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    got: list[float] = []
    line.on("Network.loadingFinished", lambda event: got.append(event["encodedDataLength"]))
    addresses = [f"{case}papers/{name}" for name in ("", "advice/", "summary/")]
    for address in (*addresses, "/cases/", "/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    for address in (*addresses, "/cases/", "/"):
        got.clear()
        page.goto(address)
        page.wait_for_load_state("networkidle")
        print(f"\n{int(sum(got))} bytes for {address}")
        assert 0 < sum(got) < MOST_BYTES
    context.close()
