"""Registering, finding and reading cases in the pages."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from fristed.casework.cases.actions import register_case
from fristed.casework.cases.models import Case
from fristed.foundation.audit.models import AuditLine
from fristed.interfaces.web.models import AnsweredForm
from fristed.methods.classifications import code_list, guidance_on
from tests.spec.cast import AUD, BO, at_ten, plain_case
from tests.unit.interfaces.web.visitors import text_of, visitor

pytestmark = pytest.mark.django_db
NEW = "/cases/new/"
FILLED: dict[str, Any] = {
    "token": "a" * 32,
    "main_concern": "negative_social_control",
    "concern_basis": "told",
    "referrer": "school",
    "first_contact_date": "14.11.2026",
    "gender": "female",
    "age_band": "16_17",
    "country_1": "SO",
    "country_ground": "parents",
    "abroad_case": "no",
    "agencies_involved": ["school", "nav"],
    "agencies_to_involve": ["police"],
}


def filled(**changes: Any) -> dict[str, Any]:
    """Give a form filled in as Aud would, with changes; ``None`` leaves a field out."""
    return {name: value for name, value in {**FILLED, **changes}.items() if value is not None}


def a_case(service: str = "MR", **changes: Any) -> str:
    """Register a case straight in the register; give its reference."""
    by = {"MR": AUD, "KT": BO}[service]
    draft = plain_case(service, date(2026, 11, 2), **changes)
    return register_case(draft=draft, by=by, at=at_ten(date(2026, 11, 3))).reference


def test_a_filled_form_becomes_a_case_with_everything_in_it() -> None:
    answer = visitor("aud").post(NEW, filled(control_motive="honour", control_arenas=["family", "digital"]))
    case = Case.objects.get()
    assert answer.url == f"/cases/{case.reference}/"
    assert (case.service, case.main_concern, case.concern_basis) == ("MR", "negative_social_control", "told")
    assert (case.gender, case.age_band, case.country_background) == ("female", "16_17", "SO")
    assert (case.referrer, case.abroad_case, case.immigration_case) == ("school", False, False)
    assert case.first_contact_date == date(2026, 11, 14)
    assert case.control_motive == "honour"
    assert {(link.agency, link.role) for link in case.agencies.all()} == {
        ("school", "involved"),
        ("nav", "involved"),
        ("police", "to_involve"),
    }
    assert AuditLine.objects.filter(event="case.registered", subject=case.reference).count() == 1


def test_the_page_answers_that_the_case_is_registered() -> None:
    page = text_of(visitor("aud").post(NEW, filled(), follow=True))
    assert "Saken er registrert." in page
    assert "Negativ sosial kontroll" in page
    assert "Barnevernstjenesten" not in page


def test_a_mistake_is_said_beside_its_field_and_nothing_that_was_typed_is_lost() -> None:
    answer = visitor("aud").post(
        NEW, filled(gender=None, first_contact_date="31.12.2027", control_motive="honour")
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert not Case.objects.exists()
    assert not AnsweredForm.objects.exists()
    assert 'href="#id_gender_0"' in page
    assert 'href="#id_first_contact_date"' in page
    assert "Datoen kan ikke være i framtiden." in page
    assert 'value="31.12.2027"' in page
    assert re.search(r'value="negative_social_control"[^>]* checked', page)
    assert '<option value="honour" selected' in page
    assert re.search(r'name="agencies_involved" value="nav"[^>]* checked', page)
    assert "<title>Feil:" in page


def test_every_mistake_is_said_at_once() -> None:
    page = text_of(visitor("aud").post(NEW, {"token": "b" * 32}))
    for field in (
        "main_concern_0",
        "concern_basis_0",
        "referrer",
        "first_contact_date",
        "gender_0",
        "age_band_0",
    ):
        assert f'href="#id_{field}"' in page
    for field in ("country_1", "country_ground_0", "abroad_case_0"):
        assert f'href="#id_{field}"' in page
    # Each line of the summary tells its field: "fill this in", seven times, helps nobody.
    for name in ("Hovedbekymring", "Hva som er kjent", "Hvem tar kontakt", "Kjønn", "Alder"):
        assert f">{name}: " in page


def test_a_date_that_cannot_be_read_is_asked_for_once() -> None:
    page = text_of(visitor("aud").post(NEW, filled(first_contact_date="i går")))
    assert page.count("Skriv datoen som dag.måned.år") == 2
    assert "Fyll ut dette feltet" not in page
    assert 'value="i går"' in page


@pytest.mark.parametrize("written", ["14.11.2026", "14.11.26", "14/11/2026", "14-11-2026", "2026-11-14"])
def test_a_date_may_be_written_as_people_write_it(written: str) -> None:
    visitor("aud").post(NEW, filled(first_contact_date=written))
    assert Case.objects.get().first_contact_date == date(2026, 11, 14)


def test_a_code_that_is_not_in_the_list_is_refused() -> None:
    page = text_of(visitor("aud").post(NEW, filled(referrer="bufdir", main_concern="made_up")))
    assert page.count("Velg en av verdiene i listen.") == 4
    assert not Case.objects.exists()


def test_an_agency_cannot_be_in_the_case_and_be_on_its_way_in() -> None:
    page = text_of(visitor("aud").post(NEW, filled(agencies_to_involve=["nav"])))
    assert "En instans kan ikke både være involvert" in page
    assert 'href="#id_agencies_to_involve_0"' in page


def test_the_guideline_warns_and_the_caller_decides() -> None:
    client = visitor("aud")
    unusual = filled(main_concern="completed_forced_marriage", concern_basis="suspected")
    answer = client.post(NEW, unusual)
    page = text_of(answer)
    assert answer.status_code == 200
    assert not Case.objects.exists()
    assert "Etter retningslinjen passer en annen hovedbekymring bedre: Frykt for tvangsekteskap." in page
    assert "Registrer likevel" in page
    confirmation = re.search(r'name="confirmation" value="([^"]+)"', page)
    assert confirmation
    client.post(NEW, {**unusual, "confirmation": confirmation[1]})
    assert Case.objects.get().main_concern == "completed_forced_marriage"


def test_a_new_warning_is_shown_before_an_old_confirmation_counts() -> None:
    client = visitor("aud")
    unusual = filled(main_concern="completed_forced_marriage", concern_basis="suspected")
    confirmation = re.search(r'name="confirmation" value="([^"]+)"', text_of(client.post(NEW, unusual)))
    assert confirmation
    other = filled(
        main_concern="fear_fgm", gender="male", concern_basis="feared", confirmation=confirmation[1]
    )
    assert "Stemmer kjønnet?" in text_of(client.post(NEW, other))
    assert not Case.objects.exists()


def test_sending_the_same_form_twice_makes_one_case() -> None:
    client = visitor("aud")
    first, second = client.post(NEW, filled()), client.post(NEW, filled())
    assert Case.objects.count() == 1
    assert first.url == second.url


def test_two_forms_make_two_cases_even_when_they_say_the_same() -> None:
    client = visitor("aud")
    client.post(NEW, filled())
    client.post(NEW, filled(token="c" * 32))
    assert Case.objects.count() == 2


def test_a_token_belongs_to_the_one_who_got_the_form() -> None:
    visitor("aud").post(NEW, filled())
    visitor("bo").post(NEW, filled(referrer="police"))
    assert Case.objects.count() == 2


def test_each_service_has_its_own_list_of_who_makes_contact() -> None:
    advisers, team = text_of(visitor("aud").get(NEW)), text_of(visitor("bo").get(NEW))
    assert "Venn/medelev" in advisers
    assert "Venn/medelev" not in team
    assert "Oppfølgingstjenesten (OT)/PPT" in advisers
    assert "Barnehage" in team


def test_the_definitions_stand_beside_the_choices() -> None:
    page = text_of(visitor("aud").get(NEW))
    assert page.count("Bruk når:") == 12
    assert page.count("Ikke når:") == len(
        [row for row in code_list("main_concerns").codes() if guidance_on(row).do_not_use_when]
    )
    assert "Bruk da «Gjennomført tvangsekteskap»." in page


def test_the_details_open_when_something_in_them_is_wrong() -> None:
    closed = text_of(visitor("aud").get(NEW))
    assert '<details class="ds-details rounded">' in closed
    page = text_of(visitor("aud").post(NEW, filled(return_obstacle="exit_ban")))
    assert '<details class="ds-details rounded" open>' in page
    assert "utfallet er ikke at retur mislyktes" in page


def test_a_case_shows_its_facts_in_words() -> None:
    client = visitor("aud")
    reference = a_case(immigration_case=True, immigration_reason="asylum_question")
    page = text_of(client.get(f"/cases/{reference}/"))
    for words in (
        "Negativ sosial kontroll",
        "Jente/kvinne",
        "16–17 år",
        "Somalia (født i Norge: foreldrenes fødeland)",
        "Spørsmål om asyl",
        "Åpen",
    ):
        assert words in page
    page = text_of(client.get(f"/cases/{reference}/history/"))
    assert "Registrerte saken" in page
    assert ", Aud Fjellheim</span>" in page


def test_another_services_case_looks_like_none_at_all() -> None:
    client = visitor("aud")
    theirs, missing = client.get(f"/cases/{a_case('KT')}/"), client.get("/cases/23456-789AB/")
    assert theirs.status_code == missing.status_code == 404
    assert theirs.content == missing.content
    assert dict(theirs.headers) == dict(missing.headers)


def test_the_list_shows_ones_own_service_only() -> None:
    own, other = a_case("MR"), a_case("KT")
    page = text_of(visitor("aud").get("/cases/"))
    assert own in page
    assert other not in page
    assert "1 sak" in page


def test_the_list_is_narrowed_on_the_server() -> None:
    calm, violent = a_case(), a_case(main_concern="threats_and_violence")
    client = visitor("aud")
    page = text_of(client.get("/cases/?concern=threats_and_violence"))
    assert violent in page
    assert calm not in page
    assert "Ingen saker passer" in text_of(client.get("/cases/?year=2022"))
    assert "2 saker" in text_of(client.get("/cases/?year=2026&status=open"))


@pytest.mark.parametrize(
    "query", ["?year=abc&concern=made_up&status=x", "?page=0", "?page=-3", "?page=9999999999"]
)
def test_a_query_that_makes_no_sense_narrows_nothing(query: str) -> None:
    reference = a_case()
    assert reference in text_of(visitor("aud").get(f"/cases/{query}"))


def pages_of(client: Client) -> list[str]:
    """Follow the list to its end; give the references in order."""
    found: list[str] = []
    address = "/cases/?concern=negative_social_control"
    while address:
        page = client.get(address).content.decode()
        found += re.findall(r'<th scope="row" class="nowrap"><a href="/cases/([^/]+)/"', page)
        after = re.search(r'href="([^"]+)" rel="next"', page)
        address = "/cases/" + after[1].replace("&amp;", "&") if after else ""
    return found


def test_every_case_is_on_exactly_one_page_of_a_long_list() -> None:
    references = {a_case() for _ in range(53)}
    found = pages_of(visitor("aud"))
    assert len(found) == 53
    assert set(found) == references


def test_the_start_page_shows_the_latest_cases() -> None:
    references = [a_case() for _ in range(7)]
    page = text_of(visitor("aud").get("/"))
    assert sum(reference in page for reference in references) == 5
