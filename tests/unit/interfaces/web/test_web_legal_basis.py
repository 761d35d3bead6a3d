"""The pages of legal basis, person and place, and the assessment that follows the configuration."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.translation import override

from fristed.casework.cases.actions import register_case
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.legal_basis.codes import Mode
from fristed.foundation.legal_basis.queries import service_state
from fristed.foundation.legal_basis.registry import fields_in
from fristed.foundation.privacy import PrivacyClass
from fristed.interfaces.cli.management.commands import dpia as dpia_command
from fristed.interfaces.web import middleware
from fristed.interfaces.web.legal_basis import dpia
from fristed.interfaces.web.legal_basis.dpia import Assessment, as_markdown, assessment_of, stored_classes
from fristed.methods.classifications import registering_services
from tests.spec.cast import BO, at_ten, plain_case
from tests.unit.foundation.legal_basis.deciding import BASIS, LAW, allow, decide
from tests.unit.interfaces.web.visitors import AT, text_of, visitor

pytestmark = pytest.mark.django_db
DAY = AT.date()
TEN = at_ten(DAY)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch, front_end: None) -> None:
    """Let every test happen on the same day, whatever day it is run on."""
    monkeypatch.setattr(middleware, "door_clock", lambda: AT)


def text(language: str = "en", *, day: Any = DAY) -> Assessment:
    """Write the assessment of all services."""
    with override(language):
        return assessment_of([service_state(one, on_date=day) for one in registering_services()], on_date=day)


def written(language: str = "en") -> str:
    """Write it as a file."""
    with override(language):
        return as_markdown(text(language))


def test_an_anonymous_set_up_says_that_nothing_is_held() -> None:
    found = written()
    assert found.count("No field that can identify is held.") == 3
    assert BASIS not in found
    assert "As no identity is held, nobody can be warned" in found


def test_it_changes_when_the_configuration_changes_and_says_what_for_and_on_what() -> None:
    before = text()
    allow("KT", "identified", "name", "note", "address", at=TEN)
    after = text()
    assert after.mark != before.mark
    found = written()
    assert found.count("No field that can identify is held.") == 2
    for sentence in (BASIS.rstrip("."), LAW, "Follow up the person", "10 years after the case was closed"):
        assert sentence in found
    assert "Free text may hold anything" in found
    assert "in the moment an officer opens a place" in found
    assert "nobody can be warned" not in found
    later = text(day=DAY + timedelta(days=1))
    decide("KT", "note", "off", at=TEN + timedelta(days=1), law="")
    assert text(day=DAY + timedelta(days=1)).mark != later.mark
    assert "Free text may hold anything" not in str(text(day=DAY + timedelta(days=1)))
    # What held on the day it is of, still does.
    assert text().mark == after.mark


def test_a_role_or_a_retention_class_that_changes_changes_the_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    before = text().mark
    monkeypatch.setattr(dpia, "ROLES", {code: role for code, role in dpia.ROLES.items() if code != "none"})
    without_a_role = text().mark
    monkeypatch.setattr(dpia, "CROSSING", (*dpia.CROSSING, "concern"))
    assert len({before, without_a_role, text().mark}) == 3


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nb", "# Vurdering av personvernkonsekvenser"),
        ("nn", "# Vurdering av personvernkonsekvensar"),
        ("en", "# Assessment of consequences for privacy"),
    ],
)
def test_it_is_written_in_three_languages_and_dated(language: str, title: str) -> None:
    allow("KT", "identified", *fields_in("B"), *fields_in("C"), at=TEN)
    found = written(language)
    assert found.startswith(title)
    day = "22 November" if language == "en" else "22. november"
    assert day in found.replace("\N{NO-BREAK SPACE}", " ")
    assert text(language).mark in found
    english = {part.heading for part in text("en").parts} - {part.heading for part in text(language).parts}
    # Only the names of things that are called alike stay.
    assert language == "en" or len(english) >= len(text().parts) - 1


def test_every_stored_field_is_counted_by_its_class() -> None:
    counted = stored_classes()
    assert set(counted) <= {str(one) for one in PrivacyClass}
    assert counted[PrivacyClass.IDENTITY] == counted[PrivacyClass.PLACE] == 0


def test_the_command_prints_it_and_writes_it_to_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dpia_command, "require_ready_database", lambda: None)
    printed = StringIO()
    call_command("dpia", "--service", "KT", "--on", "2026-11-22", "--language", "nn", stdout=printed)
    assert printed.getvalue().startswith("# Vurdering av personvernkonsekvensar")
    out = tmp_path / "dpia.md"
    call_command("dpia", "--language", "en", "--on", "2026-11-22", "--out", str(out), stdout=StringIO())
    assert out.read_text("utf-8") == written()


def test_a_leader_takes_the_text_of_the_own_service_as_a_file() -> None:
    allow("MR", "identified", "name", at=TEN)
    answer = visitor("gro").get("/legal-basis/dpia.md")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dpia.md"'
    assert LAW not in answer.content.decode()
    assert LAW in visitor("finn").get("/legal-basis/dpia.md").content.decode()


PROPOSED = {
    "service": "KT",
    "setting": "pseudonymous",
    "basis": BASIS,
    "law": LAW,
    "from_date": DAY.strftime("%d.%m.%Y"),
}


def test_two_persons_decide_on_the_pages() -> None:
    gro, finn = visitor("gro"), visitor("finn")
    assert gro.post("/legal-basis/propose/mode/", PROPOSED).status_code == 302
    page = text_of(gro.get("/legal-basis/"))
    assert "Venter på en annen person" in page
    assert ">Bekreft<" not in page
    address = f"/legal-basis/{key_of()}/confirm/"
    gro.post(address)
    assert service_state("KT", on_date=DAY).mode == Mode.ANONYMOUS
    assert "Noen andre enn den som foreslo det" in text_of(gro.get("/legal-basis/"))
    finn.post(address)
    assert service_state("KT", on_date=DAY).mode == Mode.PSEUDONYMOUS


def key_of() -> str:
    """Give the key of the one proposal."""
    [key] = AuditLine.objects.filter(event="basis.proposed").values_list("subject", flat=True)
    return str(key)


def test_a_field_is_not_chosen_is_no_mode() -> None:
    answer = visitor("finn").post("/legal-basis/propose/field/", PROPOSED | {"setting": "on"})
    assert answer.status_code == 422
    assert not AuditLine.objects.filter(event="basis.proposed").exists()


def test_what_is_opened_stands_in_that_answer_only() -> None:
    allow("KT", "pseudonymous", "called_name", "pseudonym", at=TEN)
    bo = visitor("bo")
    case = register_case(draft=plain_case("KT", DAY), by=BO, at=TEN).reference
    page = text_of(bo.get(f"/cases/{case}/person/write/"))
    assert "Av fødselsnummeret lagres bare et pseudonym" in page
    assert 'name="name"' not in page
    written = bo.post(f"/cases/{case}/person/write/", {"called_name": "Canary", "national_id": "0102"})
    assert written.status_code == 422
    bo.post(f"/cases/{case}/person/write/", {"called_name": "Canary", "national_id": "01020312345"})
    answers = [
        bo.get(f"/cases/{case}/{step}") for step in ("", "person/", "person/write/", "place/", "access/")
    ]
    answers += [bo.get("/cases/"), bo.get("/"), bo.get("/legal-basis/dpia/")]
    assert not [one for one in answers if b"Canary" in one.content or b"01020312345" in one.content]
    opened = bo.post(f"/cases/{case}/person/open/")
    assert b"Canary" in opened.content
    assert b"01020312345" not in opened.content
    assert opened.headers["Cache-Control"] == "no-store"
    assert AuditLine.objects.filter(event="person.read", subject=case, actor_username="bo").count() == 1
    bo.post(f"/cases/{case}/person/remove/", {"field": "called_name"})
    assert b"Canary" not in bo.post(f"/cases/{case}/person/open/").content


def test_a_leader_takes_out_what_was_switched_off() -> None:
    allow("KT", "pseudonymous", "called_name", at=TEN - timedelta(days=1))
    case = register_case(draft=plain_case("KT", DAY), by=BO, at=TEN).reference
    visitor("bo").post(f"/cases/{case}/person/write/", {"called_name": "Canary"})
    decide("KT", "called_name", "off", at=TEN, law="")
    gro = visitor("gro")
    gro.post("/legal-basis/clear/")
    assert "1 felt er tatt ut." in text_of(gro.get("/legal-basis/"))
