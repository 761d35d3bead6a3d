"""Grey-zone cases in the pages: registered, listed, and made a case."""

from __future__ import annotations

import re
from datetime import date

import pytest

from fristed.casework.cases.actions import register_grey_zone_case
from fristed.casework.cases.codes import GreyZoneTopic
from fristed.casework.cases.facts import GreyZoneDraft
from fristed.casework.cases.models import Case, GreyZoneCase
from fristed.casework.cases.queries import grey_zone_years
from tests.spec.cast import AUD, at_ten
from tests.unit.interfaces.web.test_web_case_pages import filled
from tests.unit.interfaces.web.visitors import text_of, visitor

pytestmark = pytest.mark.django_db
KNOWN = date(2026, 9, 1)


@pytest.fixture
def reference() -> str:
    """A grey-zone case about school."""
    draft = GreyZoneDraft(service="MR", first_contact_date=KNOWN, topic="school")
    return register_grey_zone_case(draft=draft, by=AUD, at=at_ten(KNOWN))


def test_a_grey_zone_case_is_registered_once_and_is_no_case() -> None:
    client = visitor("aud")
    form = {"token": "d" * 32, "topic": "health", "first_contact_date": "02.11.2026"}
    for _ in range(2):
        page = text_of(client.post("/grey-zone/new/", form, follow=True))
    assert "Helse" in page
    assert GreyZoneCase.objects.count() == 1
    assert not Case.objects.exists()


def test_what_is_missing_is_said_beside_its_field() -> None:
    answer = visitor("aud").post("/grey-zone/new/", {"first_contact_date": "02.11.2026"})
    assert answer.status_code == 422
    assert 'href="#id_topic_0"' in text_of(answer)
    assert 'value="02.11.2026"' in text_of(answer)
    assert not GreyZoneCase.objects.exists()


def test_a_grey_zone_case_becomes_a_case_and_keeps_its_date(reference: str) -> None:
    client = visitor("aud")
    assert "1.\N{NO-BREAK SPACE}september" in text_of(client.get(f"/grey-zone/{reference}/convert/"))
    answer = client.post(f"/grey-zone/{reference}/convert/", filled(), follow=True)
    page, case = text_of(answer), Case.objects.get()
    assert "Gråsonesaken er blitt en sak." in page
    assert "Gråsonesak siden" in page
    assert case.grey_zone_case.reference == reference
    assert f"/cases/{case.reference}/" in text_of(client.get("/grey-zone/"))


def test_a_grey_zone_case_becomes_one_case_only(reference: str) -> None:
    client = visitor("aud")
    address = f"/grey-zone/{reference}/convert/"
    first, again = client.post(address, filled()), client.post(address, filled())
    assert first.url == again.url
    answer = client.post(address, filled(token="e" * 32))
    assert answer.status_code == 422
    assert "allerede blitt en sak" in text_of(answer)
    assert Case.objects.count() == 1


def test_a_mistake_while_converting_stores_nothing(reference: str) -> None:
    answer = visitor("aud").post(f"/grey-zone/{reference}/convert/", filled(gender=None))
    assert answer.status_code == 422
    assert not Case.objects.exists()
    assert GreyZoneCase.objects.get().case is None


def test_a_warning_while_converting_can_be_confirmed(reference: str) -> None:
    form = filled(main_concern="completed_forced_marriage", concern_basis="suspected")
    page = text_of(visitor("aud").post(f"/grey-zone/{reference}/convert/", form))
    assert "Registrer likevel" in page
    assert not Case.objects.exists()


def test_other_services_have_no_grey_zone(reference: str) -> None:
    client = visitor("bo")
    nothing = client.get("/nothing-here/").content
    for address in ("/grey-zone/", "/grey-zone/new/", f"/grey-zone/{reference}/convert/"):
        answer = client.get(address)
        assert (answer.status_code, answer.content) == (404, nothing)
    assert "Gråsonesaker" not in text_of(client.get("/"))
    assert client.post("/grey-zone/new/", {"topic": "school"}).status_code == 404


def test_a_grey_zone_case_that_does_not_exist_is_answered_so() -> None:
    assert visitor("aud").get("/grey-zone/23456-789AB/convert/").status_code == 404


def test_a_long_list_comes_a_page_at_a_time() -> None:
    for _ in range(27):
        draft = GreyZoneDraft(service="MR", first_contact_date=KNOWN, topic="school")
        register_grey_zone_case(draft=draft, by=AUD, at=at_ten(KNOWN))
    client = visitor("aud")
    first, second = text_of(client.get("/grey-zone/")), text_of(client.get("/grey-zone/?page=2"))
    assert first.count("/convert/") == 25
    assert second.count("/convert/") == 2
    assert 'rel="next"' in first
    assert 'rel="next"' not in second


def test_grey_zone_cases_are_seen_by_topic_and_year() -> None:
    for day, topic in ((date(2025, 3, 1), "school"), (KNOWN, "school"), (KNOWN, "health")):
        draft = GreyZoneDraft(service="MR", first_contact_date=day, topic=topic)
        register_grey_zone_case(draft=draft, by=AUD, at=at_ten(KNOWN))
    assert grey_zone_years(AUD) == (2026, 2025)
    client = visitor("aud")

    def shown(query: str) -> set[str]:
        page = text_of(client.get(f"/grey-zone/{query}"))
        return set(re.findall(r"/grey-zone/([2-9A-Z]{5}-[2-9A-Z]{5})/convert/", page))

    of = {(row.topic, row.first_contact_date.year): row.reference for row in GreyZoneCase.objects.all()}
    assert shown("") == set(of.values())
    assert shown("?topic=school") == {of["school", 2026], of["school", 2025]}
    assert shown("?topic=school&year=2025") == {of["school", 2025]}
    assert shown("?topic=residence") == set()
    for wrong in ("?topic=gossip", "?year=1999", "?year=x"):
        assert client.get(f"/grey-zone/{wrong}").status_code == 404


def test_the_page_counts_nothing_beside_the_whole_counts_of_the_statistics() -> None:
    """Printed minus what is within reach would be what is kept from the reader."""
    for day in (date(2025, 3, 1), KNOWN, KNOWN):
        draft = GreyZoneDraft(service="MR", first_contact_date=day, topic="school")
        register_grey_zone_case(draft=draft, by=AUD, at=at_ten(KNOWN))
    answer = visitor("aud").get("/grey-zone/")
    assert 'class="number"' not in text_of(answer)
    assert [code for code, _words in answer.context["topics"]] == list(GreyZoneTopic)
    assert set(answer.context["years"]) == {2025, 2026}
