"""What waits at the editor's desk is told to whom it waits for: on the start page, and in one list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fristed.foundation.identity.queries import actor_of
from fristed.statistics.annual_report.editing.actions import (
    approve_contribution,
    ask_contribution,
    save_section,
)
from fristed.statistics.annual_report.editing.waiting import to_answer, to_approve
from tests.spec.cast import DINA, FINN, at_ten
from tests.unit.interfaces.web.visitors import account_of, text_of, visitor

pytestmark = pytest.mark.django_db
AT = at_ten(date(2026, 11, 22))
OF: dict[str, Any] = {"year": 2024, "key": "saker-antall"}
WAITS = "del av rapporten for 2024 venter på svar fra deg"


def page(address: str, username: str) -> str:
    """Open a page as one of the cast."""
    return text_of(visitor(username).get(address)).replace("\N{NO-BREAK SPACE}", " ")


def saved(language: Any = "nb", base: int = 0) -> None:
    """Let Dina save a version."""
    save_section(**OF, language=language, title="Antall", text="Ord.", base=base, by=DINA, at=AT)


@pytest.mark.parametrize(("username", "party"), [("jorun", "imdi"), ("gro", "KT")])
def test_whoever_is_asked_sees_it_on_the_start_page_until_they_have_answered(
    username: str, party: str
) -> None:
    saved()
    assert WAITS not in page("/", username)
    ask_contribution(**OF, party=party, due_date=date(2026, 12, 1), by=DINA, at=AT)
    start = page("/", username)
    assert f"1 {WAITS}" in start
    assert "Den første har frist 1. desember 2026." in start
    assert "Det du er bedt om å lese og godkjenne" in page("/report/2024/", username)
    assert WAITS not in page("/", "aud")
    approve_contribution(**OF, party=party, number=1, by=actor_of(account_of(username)), at=AT)
    assert WAITS not in page("/", username)
    saved(base=1)
    assert WAITS in page("/", username)


def test_another_service_is_not_told() -> None:
    saved()
    ask_contribution(**OF, party="MR", due_date=date(2026, 12, 1), by=DINA, at=AT)
    assert to_answer(reader=actor_of(account_of("gro"))) == []


def test_whoever_approves_sees_one_list_of_the_drafts_of_others_in_all_languages() -> None:
    saved()
    saved("nn")
    saved("en")
    found = page("/report/2024/", "finn")
    assert "Utkast som venter på en annen person" in found
    assert found.count('href="/report/2024/saker-antall/#approval-heading"') == 3
    assert [one.draft.language for one in to_approve(2024, reader=FINN)] == ["nb", "nn", "en"]
    assert to_approve(2024, reader=DINA) == []
    assert "Utkast som venter på en annen person" not in page("/report/2024/", "jorun")


def test_strangers_find_the_accessibility_statement_in_the_footer() -> None:
    link = 'href="/accessibility/"'
    client = visitor("aud")
    client.logout()
    assert link in text_of(client.get("/published/"))
    assert client.get("/accessibility/").status_code == 200
    assert "Min side" not in text_of(client.get("/accessibility/"))
    assert 'href="/privacy/"' in page("/accessibility/", "aud")
