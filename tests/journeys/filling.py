"""Filling in forms by the names of their fields, and sending them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page

from tests.journeys.browsing import how_many, texts

Given = Mapping[str, str | tuple[str, ...]]


def in_days(days: int) -> str:
    """Give a day as Norwegians write it, so many days from now."""
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%d.%m.%Y")  # noqa: TID251


def fill_in(form: Locator, given: Given) -> None:
    """Fill in fields: choose in a list, tick what is ticked, write the rest."""
    for name, value in given.items():
        for one in (value,) if isinstance(value, str) else value:
            _fill_one(form, name, one)


def _fill_one(form: Locator, name: str, value: str) -> None:
    ticked = form.locator(f"input[name='{name}'][value='{value}']")
    if form.locator(f"select[name='{name}']").count():
        form.locator(f"select[name='{name}']").select_option(value)
    elif ticked.count() and ticked.get_attribute("type") in ("radio", "checkbox"):
        ticked.check()
    else:
        form.locator(f"input[name='{name}'], textarea[name='{name}']").fill(value)


def form_to(page: Page, ending: str) -> Locator:
    """Find the form that is sent to an address, unfolded if it is folded."""
    page.wait_for_load_state()
    form = page.locator(f"main form[action$='/{ending}/']")
    folded = page.locator(f"main details:not([open]):has(form[action$='/{ending}/']) > summary")
    if folded.count():
        folded.click()
    return form


def press(form: Locator) -> None:
    """Press the button of a form, and wait for what it says: that it is done."""
    page = form.page
    form.locator("button.ds-button").last.click()
    page.wait_for_selector("main [role=status] .ds-alert, main .ds-error-summary")
    assert texts(page.locator("main .ds-error-summary li")) == []


def take(page: Page, ending: str, given: Given) -> None:
    """Take a step on a page that has several; fields are named after the step."""
    form = form_to(page, ending)
    fill_in(form, {f"{ending}-{name}": value for name, value in given.items()})
    press(form)


def send(page: Page, given: Given) -> None:
    """Fill in the one form of a page, and send it."""
    page.wait_for_load_state()
    form = page.locator("main form.form")
    fill_in(form, given)
    press(form)


def refused(page: Page, form: Locator, given: Given) -> list[str]:
    """Send a form that is refused; give what the page says."""
    fill_in(form, given)
    form.locator("button.ds-button").last.click()
    page.wait_for_selector("main .ds-error-summary")
    assert how_many(page.locator("main [role=status] .ds-alert")) == 0
    return texts(page.locator("main .ds-error-summary li"))
