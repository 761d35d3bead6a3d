"""Before a year is closed: what deserves a look, and a service that stands by its year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fristed.casework.cases.actions import confirm_year, register_case, withdraw_confirmation
from fristed.casework.cases.facts import CaseDraft
from fristed.casework.cases.quality import draft_of, quality_problems
from fristed.casework.cases.queries import case_detail, confirmations_of, quality_work_list
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.rules import NotPermitted
from tests.spec.cast import AUD, BO, DINA, actor, at_ten, plain_case

pytestmark = pytest.mark.django_db
DAY = date(2024, 5, 6)
LEADER = actor("leader", "MR", "service_leader")
AFTER = at_ten(date(2025, 1, 8))


def registered(draft: CaseDraft, *, on: date = DAY) -> str:
    by = AUD if draft.service == "MR" else BO
    return register_case(draft=draft, by=by, at=at_ten(on)).reference


def told(draft: CaseDraft, *, on: date = DAY) -> list[tuple[str, str]]:
    case = case_detail(AUD, registered(draft, on=on))
    return [(problem.field, problem.code) for problem in quality_problems(case)]


def test_a_case_that_is_whole_and_in_time_deserves_no_look() -> None:
    assert told(plain_case("MR", DAY)) == []


def test_what_was_not_known_is_asked_again() -> None:
    draft = plain_case("MR", DAY, gender="unknown", age_band="unknown", countries=("unknown",))
    assert told(replace(draft, country_ground="unknown")) == [
        ("gender", "not_known"),
        ("age_band", "not_known"),
        ("countries", "not_known"),
    ]


def test_what_does_not_go_together_is_told_as_when_it_was_registered() -> None:
    assert ("gender", "fgm_concerns_girls_and_women") in told(
        plain_case("MR", DAY, main_concern="fear_fgm", concern_basis="feared", gender="male")
    )


def test_what_came_after_the_year_had_ended_is_late() -> None:
    draft = plain_case("MR", date(2024, 12, 30))
    assert told(draft, on=date(2024, 12, 31)) == []
    assert told(draft, on=date(2025, 1, 2)) == [("first_contact_date", "registered_late")]


def test_a_registered_case_is_the_draft_it_came_from() -> None:
    draft = plain_case("MR", DAY, agencies_involved=("nav",), secondary_concerns=("threats_and_violence",))
    assert draft_of(case_detail(AUD, registered(draft))) == draft


def test_the_work_list_is_of_the_own_service_and_the_year_page_by_page() -> None:
    days = (date(2024, 5, 6), date(2024, 5, 7), date(2024, 5, 8))
    wanted = [registered(plain_case("MR", day, gender="unknown"), on=days[-1]) for day in days]
    registered(plain_case("MR", DAY))
    registered(plain_case("MR", date(2023, 5, 6), gender="unknown"), on=date(2023, 5, 6))
    registered(plain_case("KT", DAY, gender="unknown"))
    found = quality_work_list(AUD, 2024)
    assert [line.reference for line in found.lines] == wanted
    assert (found.total, found.cases) == (3, 4)
    page = quality_work_list(AUD, 2024, start=1, limit=1)
    assert [line.reference for line in page.lines] == wanted[1:2]
    assert page.total == 3
    with pytest.raises(NotPermitted):
        quality_work_list(DINA, 2024)


def test_a_leader_stands_by_the_year_of_the_own_service_and_may_take_it_back() -> None:
    for _ in range(2):
        confirm_year(service="MR", year=2024, by=LEADER, at=AFTER)
    [said] = confirmations_of(2024)
    assert (said.service, said.confirmed_by, said.confirmed_at) == ("MR", "leader", AFTER)
    for _ in range(2):
        withdraw_confirmation(service="MR", year=2024, by=LEADER, at=AFTER)
    assert confirmations_of(2024) == ()
    events = AuditLine.objects.filter(subject="MR 2024").values_list("event", flat=True)
    assert list(events) == ["year.confirmed", "year.confirmation_withdrawn"]


def test_nobody_stands_by_the_year_of_another_service() -> None:
    for by, service in ((LEADER, "KT"), (AUD, "MR"), (DINA, "MR")):
        with pytest.raises(NotPermitted):
            confirm_year(service=service, year=2024, by=by, at=AFTER)
        with pytest.raises(NotPermitted):
            withdraw_confirmation(service=service, year=2024, by=by, at=AFTER)
