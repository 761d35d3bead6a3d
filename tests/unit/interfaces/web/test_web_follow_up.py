"""What is done in a case after it is registered, in the pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpResponse

from fristed.casework.cases.actions import add_contact, close_case, register_case
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import case_detail
from fristed.interfaces.web.cases.history import happenings
from tests.spec.cast import AUD, BO, at_ten, plain_case
from tests.unit.interfaces.web.visitors import text_of, visitor

pytestmark = pytest.mark.django_db
FIRST = date(2026, 11, 2)
STEPS = ("contact", "concern", "agencies", "details", "correct", "close", "reopen")


@pytest.fixture
def reference() -> str:
    """An open case of the diversity advisers."""
    return register_case(draft=plain_case("MR", FIRST), by=AUD, at=at_ten(FIRST)).reference


def send(reference: str, step: str, **fields: object) -> HttpResponse:
    """Send the form of a step as Aud."""
    return visitor("aud").post(f"/cases/{reference}/{step}/", fields, follow=True)


def test_a_contact_is_added_to_the_same_case(reference: str) -> None:
    page = text_of(send(reference, "contact", on_date="10.11.2026"))
    assert "Kontakten er lagt til." in page
    assert Case.objects.count() == 1
    assert Case.objects.get().contacts.count() == 2
    assert "10.\N{NO-BREAK SPACE}november\N{NO-BREAK SPACE}2026" in page


def test_a_contact_before_the_first_is_refused_beside_its_field(reference: str) -> None:
    answer = send(reference, "contact", on_date="01.11.2026")
    assert answer.status_code == 422
    assert "Datoen kan ikke være før første kontakt." in text_of(answer)
    assert 'value="01.11.2026"' in text_of(answer)
    assert Case.objects.get().contacts.count() == 1


def test_the_concern_now_stands_beside_the_main_concern(reference: str) -> None:
    page = text_of(send(reference, "concern", concern="threats_and_violence", on_date="10.11.2026"))
    assert "Bekymringen nå" in page
    assert Case.objects.get().main_concern == "negative_social_control"


def test_a_correction_needs_a_reason_and_keeps_what_was_wrong(reference: str) -> None:
    refused = send(reference, "correct", new_concern="threats_and_violence")
    assert refused.status_code == 422
    assert 'href="#id_reason_0"' in text_of(refused)
    page = text_of(send(reference, "correct", new_concern="threats_and_violence", reason="wrong_key"))
    assert "Negativ sosial kontroll ble Trusler og vold." in page
    assert Case.objects.get().main_concern == "threats_and_violence"


def test_the_agencies_are_put_in_place_of_the_old_ones(reference: str) -> None:
    send(reference, "agencies", agencies_involved=["school", "nav"], agencies_to_involve=["police"])
    send(reference, "agencies", agencies_involved=["nav"])
    assert [link.agency for link in Case.objects.get().agencies.all()] == ["nav"]
    form = text_of(visitor("aud").get(f"/cases/{reference}/agencies/"))
    assert form.count(" checked") == 1


def test_more_can_be_noted_and_is_shown_again_in_the_form(reference: str) -> None:
    send(reference, "details", control_motive="honour", elderly="no", control_arenas=["digital"])
    page = text_of(visitor("aud").get(f"/cases/{reference}/"))
    assert "Ære eller anseelse" in page
    assert "På nett og telefon" in page
    form = text_of(visitor("aud").get(f"/cases/{reference}/details/"))
    assert '<option value="honour" selected>' in form
    assert '<option value="no" selected>' in form


def test_closing_and_reopening_make_no_new_case(reference: str) -> None:
    page = text_of(send(reference, "close", on_date="12.11.2026"))
    assert "Avsluttet" in page
    assert "Åpne saken igjen" in page
    assert "Legg til en kontakt" not in page
    page = text_of(send(reference, "reopen"))
    assert "Legg til en kontakt" in page
    assert Case.objects.count() == 1


def test_a_closed_case_takes_no_contact(reference: str) -> None:
    close_case(reference=reference, on_date=FIRST, by=AUD, at=at_ten(FIRST))
    answer = send(reference, "contact", on_date="10.11.2026")
    assert answer.status_code == 422
    assert "Åpne den igjen først." in text_of(answer)


def test_the_trail_says_who_did_what(reference: str) -> None:
    send(reference, "contact", on_date="10.11.2026")
    page = text_of(visitor("aud").get(f"/cases/{reference}/history/"))
    assert page.index("La til en kontakt") < page.index("Registrerte saken")
    assert ", Aud Fjellheim" in page


@pytest.mark.parametrize("step", STEPS)
def test_every_step_has_a_page_that_says_which_case_it_is_about(reference: str, step: str) -> None:
    answer = visitor("aud").get(f"/cases/{reference}/{step}/")
    assert answer.status_code == 200
    assert reference in text_of(answer)


@pytest.mark.parametrize("step", STEPS)
def test_a_step_in_another_services_case_looks_like_none_at_all(step: str) -> None:
    theirs = register_case(draft=plain_case("KT", FIRST), by=BO, at=at_ten(FIRST)).reference
    client = visitor("aud")
    for send_as in (client.get, client.post):
        answers = [send_as(f"/cases/{reference}/{step}/") for reference in (theirs, "23456-789AB")]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content


def test_on_one_day_the_closing_stands_first_and_the_first_contact_last(reference: str) -> None:
    add_contact(reference=reference, on_date=FIRST, by=AUD, at=at_ten(FIRST))
    close_case(reference=reference, on_date=FIRST, by=AUD, at=at_ten(FIRST))
    told = [one.words for one in happenings(case_detail(AUD, reference))]
    assert told == ["Avsluttet", "Kontakt", "Første kontakt"]
