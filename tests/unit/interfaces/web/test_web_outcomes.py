"""Outcomes in the pages: closing with one, the state, the questions, what is due, and the tables."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse

from fristed.casework.cases.actions import register_case
from fristed.casework.cases.models import Case
from fristed.casework.outcomes.actions import close_with_outcome, note_answers, note_state
from fristed.casework.outcomes.models import Answers, State
from fristed.casework.outcomes.rules import AREAS, QUESTIONS
from fristed.foundation.audit.models import AuditLine
from fristed.statistics.outcomes.computing import compute_outcomes
from tests.spec.cast import AUD, actor, at_ten, plain_case
from tests.unit.interfaces.web.visitors import text_of, visitor

pytestmark = pytest.mark.django_db
FIRST, CLOSED = date(2026, 2, 2), date(2026, 3, 4)
LEVELS = dict.fromkeys(AREAS, "1")
YES = dict.fromkeys(QUESTIONS, "yes")
DINA = actor("dina", None, "statistician", account_id=8)


@pytest.fixture
def reference() -> str:
    """An open case of the diversity advisers."""
    return register_case(draft=plain_case("MR", FIRST), by=AUD, at=at_ten(FIRST)).reference


def closed(reference: str) -> str:
    """Close it with a state, long enough ago for a follow-up."""
    close_with_outcome(
        reference=reference, on_date=CLOSED, outcome="", levels=LEVELS, by=AUD, at=at_ten(CLOSED)
    )
    return reference


def send(reference: str, step: str, **fields: object) -> HttpResponse:
    """Send a form as Aud."""
    return visitor("aud").post(f"/cases/{reference}/{step}/", fields, follow=True)


def test_one_page_closes_with_outcome_and_state(reference: str) -> None:
    form = text_of(visitor("aud").get(f"/cases/{reference}/close/"))
    for words in ("Utfall", "Hvordan har personen det nå?", "Trygghet", "I fare nå", "Har ingen å gå til"):
        assert words in form
    page = text_of(
        send(
            reference,
            "close",
            on_date="10.11.2026",
            outcome="situation_improved",
            **{**LEVELS, "safety": "0"},
        )
    )
    assert "Saken er avsluttet." in page
    assert "Situasjonen er bedre" in page
    page = text_of(visitor("aud").get(f"/cases/{reference}/result/"))
    assert "Tilstanden over tid" in page
    assert "I fare nå" in page
    assert (Case.objects.get().status, State.objects.get().safety) == ("closed", "0")


def test_four_areas_are_refused_beside_the_fifth(reference: str) -> None:
    answer = send(reference, "close", on_date="10.11.2026", **{**LEVELS, "coping": ""})
    assert answer.status_code == 422
    assert 'href="#id_coping_0"' in text_of(answer)
    assert Case.objects.get().status == "open"


def test_the_state_after_six_months_begins_with_that_moment_and_is_drawn_beside_its_table(
    reference: str,
) -> None:
    closed(reference)
    form = text_of(visitor("aud").get(f"/cases/{reference}/outcome/"))
    [chosen] = re.findall(r'<input type="radio" name="moment" value="(\w+)"[^>]*checked', form)
    assert chosen == "six_months"
    page = text_of(send(reference, "outcome", moment="six_months", **dict.fromkeys(AREAS, "unknown")))
    assert "Tilstanden er notert." in page
    assert page.count('<rect class="track"') == 2 * len(AREAS)
    assert page.count('<rect class="soft-bar"') == len(AREAS)
    assert '<rect class="bar"' not in page
    assert page.count("<td>Vet ikke</td>") == len(AREAS)


def test_answers_stand_on_the_case_and_the_sheet_names_no_case(reference: str) -> None:
    page = text_of(send(reference, "answers", on_date="10.11.2026", way="phone", **YES))
    assert "Svarene er notert." in page
    assert "Kom rådet tidsnok til å være til nytte?" in page
    assert Answers.objects.get().way == "phone"
    sheet = text_of(visitor("aud").get("/follow-ups/paper/"))
    assert "Kom rådet tidsnok til å være til nytte?" in sheet
    assert reference not in sheet


def test_what_is_due_is_listed_for_the_own_service_and_put_on_record(reference: str) -> None:
    closed(reference)
    assert reference in text_of(visitor("aud").get("/follow-ups/"))
    assert reference not in text_of(visitor("bo").get("/follow-ups/"))
    line = AuditLine.objects.filter(event="outcome.follow_ups_read").first()
    assert line is not None
    page = text_of(send(reference, "outcome/leave-out", reason="not_reached"))
    assert "Ingen ble nådd" in page
    assert reference not in text_of(visitor("aud").get("/follow-ups/"))


def test_what_became_of_a_case_takes_one_question(reference: str, django_assert_max_num_queries: Any) -> None:
    closed(reference)
    client = visitor("aud")
    client.get(f"/cases/{reference}/result/")
    with django_assert_max_num_queries(200) as before:
        client.get(f"/cases/{reference}/result/")
    note_state(reference=reference, moment="closing", levels=LEVELS, by=AUD, at=at_ten(CLOSED))
    note_answers(reference=reference, on_date=CLOSED, way="phone", answers=YES, by=AUD, at=at_ten(CLOSED))
    of_room = [one for one in before.captured_queries if 'FROM "outcomes_' in one["sql"]]
    assert len(of_room) == 1
    with django_assert_max_num_queries(len(before.captured_queries)):
        client.get(f"/cases/{reference}/result/")


def test_tables_show_nothing_below_seven_and_no_claim(reference: str) -> None:
    closed(reference)
    compute_outcomes(year=2026, by=DINA, at=at_ten(date(2027, 1, 4)))
    page = text_of(visitor("aud").get("/statistics/outcomes/"))
    assert "Tallene viser ikke hva veiledningen førte til" in page
    assert "For få saker til å vises." in page
    assert "<td" not in page
    assert visitor("aud").get("/statistics/outcomes/2026/").status_code == 200
    assert visitor("aud").get("/statistics/outcomes/2025/").status_code == 404


def test_seven_cases_are_shown_and_a_hidden_count_has_words() -> None:
    for number in range(12):
        one = register_case(draft=plain_case("MR", FIRST), by=AUD, at=at_ten(FIRST)).reference
        levels = {**LEVELS, "safety": "4" if number < 2 else "1"}
        close_with_outcome(
            reference=one, on_date=CLOSED, outcome="", levels=levels, by=AUD, at=at_ten(CLOSED)
        )
    compute_outcomes(year=2026, by=DINA, at=at_ten(date(2027, 1, 4)))
    page = text_of(visitor("dina").get("/statistics/outcomes/2026/"))
    assert '<span aria-hidden="true">…</span><span class="ds-sr-only">Skjult</span>' in page
    assert '<td class="number">2</td>' not in page
    assert '<td class="number">10</td>' not in page
    assert '<td class="number">12</td>' in page


@pytest.mark.parametrize(("username", "year", "status"), [("dina", "2024", 302), ("aud", "2024", 404)])
def test_only_a_statistician_has_tables_made(username: str, year: str, status: int) -> None:
    assert visitor(username).post("/statistics/outcomes/compute/", {"year": year}).status_code == status


def test_a_year_that_goes_on_is_refused_beside_the_field() -> None:
    answer = visitor("dina").post("/statistics/outcomes/compute/", {"year": "2099"})
    assert answer.status_code == 422
    assert "Tabeller over utfall lages for et år som er over." in text_of(answer)
