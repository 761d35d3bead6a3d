"""The list before the holidays as its page shows it."""

from __future__ import annotations

from typing import Any

import pytest

from fristed.casework.cases.actions import register_case
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_of
from fristed.interfaces.web.pages import my_day
from tests.spec.cast import plain_case
from tests.unit.interfaces.web.visitors import AT, account_of, text_of, visitor

pytestmark = pytest.mark.django_db
FEARED = {"main_concern": "fear_involuntary_stay_abroad", "concern_basis": "feared", "abroad_case": False}


def case(by: Actor) -> str:
    """Register a case."""
    draft = plain_case(by.service or "", AT.date(), **FEARED)
    return register_case(draft=draft, by=by, at=AT).reference


def test_the_page_is_on_record_before_it_is_shown_and_takes_few_queries(
    django_assert_max_num_queries: Any,
) -> None:
    by = actor_of(account_of("bo"))
    references = [case(by) for _ in range(3)]
    client = visitor("bo")
    client.get("/before-holidays/")
    with django_assert_max_num_queries(12):
        answer = client.get("/before-holidays/")
    page = text_of(answer)
    assert "3 saker uten kontaktplan" in page
    assert all(f'href="/cases/{one}/plans/contact/"' in page for one in references)
    line = AuditLine.objects.filter(event="plan.holiday_list_read").latest("position")
    assert ('"shown":3' in line.facts.replace(" ", ""), line.actor_username) == (True, "bo")
    assert "/before-holidays/" in text_of(client.get("/my-day/"))


def test_where_nothing_is_missing_the_page_says_so() -> None:
    page = text_of(visitor("bo").get("/before-holidays/"))
    assert "I denne listen over det du kan se" in page


def test_who_is_not_shown_everything_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    by = actor_of(account_of("bo"))
    monkeypatch.setattr(my_day, "MOST_BEFORE_HOLIDAYS", 2)
    for _ in range(2):
        case(by)
    assert "flere saker enn de som vises" not in text_of(visitor("bo").get("/before-holidays/"))
    case(by)
    page = text_of(visitor("bo").get("/before-holidays/"))
    assert "flere saker enn de som vises: her er de første 2." in page
    assert "2 saker uten kontaktplan" in page
