"""Aud writes a journal, a colleague changes a note at the same time, a photograph is cleaned."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import Watch, how_many, source
from tests.journeys.site import Site, carried_out
from tests.journeys.stories import Story

pytestmark = pytest.mark.journey
SECRET, DAY = "Kanarifuglen sang på badet", "20.11.2026"
NEW_CASE = """
from datetime import timedelta
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.proofs.settled import registered
from fristed.foundation.identity.queries import SYSTEM, account_exists
from fristed.foundation.identity.actions import create_account
from fristed.interfaces.cli.demo import PASSWORD
if not account_exists("siri"):
    create_account(username="siri", display_name="Siri Dahle", service="MR", directorate="",
                   roles=("case_worker",), password=PASSWORD, by=SYSTEM, at=door_clock())
at = door_clock()
print(registered("MR", (at - timedelta(days=3)).date(), at))
"""


class Written(Story):
    """The story of a journal; a picture of each page is kept."""

    def __init__(self, site: Site, chromium: Browser, watch: Watch, *, scripts: bool) -> None:
        super().__init__(site, chromium, watch, scripts=scripts)
        self.case = f"/cases/{carried_out(site, NEW_CASE).splitlines()[-1]}/"

    def picture(self, page: Page, name: str, pictures: Path) -> None:
        """Look at a page, and keep it as it is at a desk and on a phone."""
        self.look(page, name)
        for width in (1280, 390) if self.scripts else ():
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})


def photograph(place: Path) -> Path:
    """Make a photograph that tells who took it."""
    exif = Image.Exif()
    exif[0x013B] = "Kanarifugl Person"
    Image.new("RGB", (60, 40), "teal").save(place / "The door.jpg", exif=exif)
    return place / "The door.jpg"


def write(page: Page, case: str, slug: str, text: str = "", *, reader: str = "service") -> None:
    """Fill in a form of the journal with the keyboard's fields, and save."""
    page.goto(f"{case}journal/new/{slug}/")
    if text:
        page.fill("#id_text", text)
    if how_many(page.locator("input[name=visibility]")):
        page.check(f"input[value={reader}]")


def save(page: Page, words: str) -> None:
    """Save what stands in the form."""
    page.click("main form.form button:has-text('Lagre')")
    page.wait_for_selector(f"text={words}")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_journal_is_written_read_and_changed_by_two_and_holds_no_name_of_a_photographer(
    site: Site, chromium: Browser, watch: Watch, tmp_path: Path, scripts: bool
) -> None:
    story = Written(site, chromium, watch, scripts=scripts)
    case = story.case
    with story.as_("aud") as page:
        write(page, case, "note", "Ring 912 34 567")
        page.click("main form.form button:has-text('Lagre')")
        page.wait_for_selector("text=telefonnummer i teksten")
        story.picture(page, "refused", tmp_path)
        page.fill("#id_text", SECRET)
        page.check("input[value=case_team]")
        save(page, "Det er skrevet.")
        write(page, case, "note", "Først")
        save(page, "Det er skrevet.")
        write(page, case, "judgement", "Billetten er én vei.", reader="author_and_leader")
        page.fill("#id_risk", "Reisen kan bli varig.")
        page.fill("#id_severity", "Frihet og skolegang.")
        story.picture(page, "judgement", tmp_path)
        save(page, "Det er skrevet.")
        write(page, case, "concern-report")
        page.select_option("#id_code", "child_welfare_service")
        page.check("input[value=later]")
        save(page, "Det er notert.")
        write(page, case, "obstacle")
        page.check("input[value=fathers_consent]")
        page.check("input[value=unsolved]")
        save(page, "Det er notert.")
        write(page, case, "flag")
        page.check("input[value=phone_watched]")
        page.fill("#id_until_date", "24.12.2099")
        save(page, "Merket er satt.")
        write(page, case, "file")
        page.set_input_files("#id_file", photograph(tmp_path))
        story.picture(page, "file", tmp_path)
        save(page, "Filen er renset og forseglet.")
        story.picture(page, "case", tmp_path)
        assert SECRET in page.inner_text("main")
        page.click("nav[aria-label='Hva som vises'] >> text=Filer")
        page.wait_for_selector("main ol.history >> text=The door.jpg")
        assert how_many(page.locator("main ol.history > li")) == 1
        with page.expect_download() as kept:
            page.click("main ol.history >> text=Last ned")
        content = Path(kept.value.path()).read_bytes()
        assert kept.value.suggested_filename == "The door.jpg"
        assert b"Kanarifugl" not in content
        with Image.open(io.BytesIO(content)) as image:
            assert image.size == (60, 40)
        page.goto(f"{case}journal/?show=notes")
        story.picture(page, "journal", tmp_path)
        # A colleague changes the note while Aud has its form open.
        page.click("main ol.history > li:has-text('Først') a >> nth=0")
        story.picture(page, "entry", tmp_path)
        page.click("main >> text=Endre den")
        page.fill("#id_text", "Det Aud skrev")
        with story.as_("siri") as other:
            other.goto(case)
            assert SECRET not in source(other)
            assert "Billetten" not in source(other)
            other.click("main ol.history > li:has-text('Først') a >> nth=0")
            other.click("main >> text=Endre den")
            other.fill("#id_text", "Det Siri skrev")
            save(other, "Det er skrevet.")
        page.click("main form.form button:has-text('Lagre')")
        page.wait_for_selector("text=Det den andre skrev")
        story.picture(page, "both", tmp_path)
        assert "Det Siri skrev" in page.inner_text("main")
        assert page.input_value("#id_text") == "Det Aud skrev"
        page.fill("#id_text", "Det Siri og Aud skrev")
        save(page, "Det er skrevet.")
        shown = page.inner_text("main")
        assert all(text in shown for text in ("Det Siri og Aud skrev", "Det Siri skrev", "Først"))
    assert story.faults == {}
    assert watch.saw_nothing()
