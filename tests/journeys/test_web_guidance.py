"""A stranger on a phone gets numbers; two editors change a text; a case worker takes answers along."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browsing import Watch, empty_page, focused, how_many, sign_in, texts, violations
from tests.journeys.site import Site

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("guidance")]
LONGEST_WALK = 120


def walk_to(page: Page, words: str, *, key: str = "Tab") -> None:
    """Walk with the keyboard until what is called so has the focus."""
    for _ in range(LONGEST_WALK):
        page.keyboard.press(key)
        if focused(page).startswith(words):
            return
    raise AssertionError(f"The keyboard does not reach {words!r}.")


def cookies(page: Page) -> list[str]:
    """Give the names of what the browser keeps of this site."""
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    return [*kept, *(one["name"] for one in page.context.cookies())]


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_a_stranger_on_a_phone_answers_with_the_keyboard_and_gets_numbers(
    site: Site, chromium: Browser, watch: Watch, scripts: bool
) -> None:
    with empty_page(chromium, site.address, watch, scripts=scripts) as page:
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto("/guidance/")
        faults = violations(page)
        page.set_viewport_size({"width": 390, "height": 800})
        walk_to(page, "danger-yes")
        page.keyboard.press("Space")
        walk_to(page, "role-exposed")
        page.keyboard.press("Space")
        walk_to(page, "seen-digital_control")
        page.keyboard.press("Space")
        walk_to(page, "Vis råd")
        page.keyboard.press("Enter")
        page.wait_for_selector("#part-contacts")
        assert page.url == f"{site.address}/guidance/"
        faults += violations(page)
        numbers = page.eval_on_selector_all("main a[href^='tel:']", "all => all.map(one => one.href)")
        advice = page.inner_text("main")
        page.click("button:has-text('English')")
        page.wait_for_selector("text=Advice from what you answered")
        faults += violations(page)
        english = page.inner_text("main")
        page.click("button:has-text('العربية')")
        page.wait_for_selector("#not-translated")
        faults += violations(page)
        page.click("button:has-text('Nynorsk')")
        page.wait_for_selector("text=Råd ut frå det du svara")
        page.click("text=Endre eller svar på meir")
        page.wait_for_selector("text=Vis råd")
        kept = page.eval_on_selector_all("input:checked", "all => all.map(one => one.id)")
        page.click("text=Om dette verktøyet")
        faults += violations(page)
        about = page.inner_text("main")
        keeps = cookies(page)
    assert numbers[0] == "tel:112"
    assert "tel:+4781555201" in numbers
    assert "Bruk en telefon eller PC som andre ikke ser i." in advice
    assert "Use a telephone or computer that others cannot look into." in english
    assert kept == ["danger-yes", "role-exposed", "seen-digital_control"]
    assert "LIX" in about
    assert keeps == []
    assert faults == []


def test_the_quick_exit_is_first_after_the_skip_link(site: Site, chromium: Browser) -> None:
    watch = Watch()
    with empty_page(chromium, site.address, watch, scripts=False) as page:
        page.goto("/guidance/")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert focused(page) == "Forlat siden raskt"
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
    assert watch.outside == ["https://www.yr.no/"]


def test_on_paper_there_is_room_to_write_and_no_menu(site: Site, chromium: Browser, watch: Watch) -> None:
    with empty_page(chromium, site.address, watch, scripts=False) as page:
        page.goto("/guidance/")
        page.click("text=Vis råd")
        page.wait_for_selector("#part-contacts")
        assert not page.is_visible("#part-paper")
        page.emulate_media(media="print")
        assert page.is_visible("#part-paper")
        assert not page.is_visible(".site-header")
        assert not page.is_visible(".quick-exit")


def test_two_editors_change_a_text_and_a_stranger_reads_it(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    faults = []
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "kaja")
        page.goto("/guidance/editions/")
        faults += violations(page)
        page.click("a[href$='/new/ask_trusted/']")
        faults += violations(page)
        for code, words in (
            ("nb", "Hvem kan du stole på?"),
            ("nn", "Kven kan du stole på?"),
            ("en", "Who is safe?"),
        ):
            page.fill(f"#id_text_{code}", words)
        page.fill("#id_read_on", "1.11.2026")
        page.fill("#id_review_by", "1.5.2027")
        page.click("button:has-text('Foreslå')")
        page.wait_for_selector("text=Noen andre må godkjenne det.")
        faults += violations(page)
        address = page.url
    with empty_page(chromium, site.address, watch) as page:
        sign_in(page, "eli")
        page.goto(address)
        page.click("button:has-text('Godkjenn')")
        page.wait_for_selector("text=Det er godkjent.")
    with empty_page(chromium, site.address, watch, scripts=False) as page:
        page.goto("/guidance/")
        page.check("#departure-before_holiday")
        page.click("text=Vis råd")
        page.wait_for_selector("#part-ask")
        asked = texts(page.locator("#ask_trusted p"))
    assert asked[0] == "Hvem kan du stole på?"
    assert faults == []


def test_a_case_worker_takes_answers_into_a_call_and_sends_it_when_it_is_right(
    site: Site, chromium: Browser, watch: Watch
) -> None:
    with empty_page(chromium, site.address, watch) as page:
        page.goto("/guidance/")
        page.click("text=Vis råd")
        page.wait_for_selector("#part-contacts")
        assert not how_many(page.locator("text=Ta dette med inn"))
        sign_in(page, "bo")
        page.goto("/guidance/")
        page.check("#age-15")
        page.check("#where-abroad")
        page.check("#concern-stay_abroad")
        page.click("text=Vis råd")
        page.click("text=Ta dette med inn i en ny henvendelse")
        page.wait_for_selector("text=Det som passer av svarene, er fylt inn.")
        assert "/guidance/call/" in page.url
        faults = violations(page)
        chosen = page.eval_on_selector_all(
            "form.form input:checked", "all => all.map(one => one.name + '=' + one.value)"
        )
    assert {"age_band=15", "abroad_case=yes", "main_concern=fear_involuntary_stay_abroad"} <= set(chosen)
    assert faults == []
