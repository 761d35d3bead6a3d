"""What is there before names and places are written: a legal basis, keys, and those who hold the escrow."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.journeys.browsing import how_many
from tests.journeys.stories import Story

BASIS = "Personen har bedt om å bli fulgt opp."
LAW = "Personvernforordningen artikkel 9 nr. 2 bokstav g"
WORDS = "fire ord i en setning"


def propose(page: Page, setting: str, field: str = "", purpose: str = "") -> None:
    """Propose a mode or a field for one's own service."""
    page.goto(f"/legal-basis/propose/{'field' if field else 'mode'}/")
    if field:
        page.select_option("#id_field", field)
        page.select_option("#id_purpose", purpose)
    page.check(f"input[value={setting}]")
    page.fill("#id_basis", BASIS)
    page.fill("#id_law", LAW)
    page.click("main button:has-text('Foreslå')")
    page.wait_for_selector("text=Forslaget venter på en annen person.")


def confirm_all(story: Story, name: str = "") -> None:
    """Let the system owner confirm whatever waits."""
    with story.as_("finn") as page:
        page.goto("/legal-basis/")
        if name:
            story.look(page, name)
        while how_many(page.locator("main button:has-text('Bekreft')")):
            page.click("main button:has-text('Bekreft') >> nth=0")
            page.wait_for_load_state("networkidle")
            assert "Det er bekreftet, og gjelder fra første dag." in page.inner_text("main")
            page.goto("/legal-basis/")


def make_key(story: Story, username: str, name: str = "") -> None:
    """Let somebody make a key to places."""
    with story.as_(username) as page:
        page.goto("/place-key/")
        if name:
            story.look(page, name)
        page.fill("#id_make-new", WORDS)
        page.click("main button:has-text('Lag en nøkkel')")
        page.wait_for_selector("text=Du har en nøkkel nå.")


def appoint(page: Page, *usernames: str) -> None:
    """Appoint the three who hold the escrow."""
    page.goto("/place-key/")
    for which, username in zip(("first", "second", "third"), usernames, strict=True):
        page.select_option(f"#id_escrow-{which}", username)
    page.click("main button:has-text('Utpek de tre')")
    page.wait_for_selector("text=De tre er utpekt.")
