"""Opening a place whose officers are gone, by the pages alone; and what that tells those it is not for."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse

from fristed.casework.cases.actions import block_staff, register_case
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_of
from fristed.foundation.legal_basis.registry import fields_in
from fristed.foundation.vault.actions import appoint_escrow, enrol_officer
from fristed.foundation.vault.queries import vault_state
from fristed.interfaces.web import middleware
from tests.spec.cast import plain_case
from tests.unit.foundation.legal_basis.deciding import FIRST, allow
from tests.unit.foundation.vault.quick_lock import quick_lock
from tests.unit.foundation.vault.sealed_cast import passphrase_of
from tests.unit.interfaces.web.visitors import AT, CAST, Person, account_of, text_of, visitor

pytestmark = pytest.mark.django_db
MORE = {
    "hege": Person("Hege Nordmo", "MR", "service_leader"),
    "ivar": Person("Ivar Solheim", "SU", "service_leader"),
    "oda": Person("Oda Testesen", "KT", "case_worker"),
}
SECRET = "Kanarivegen 77"
NOTHING = "Ingenting kan åpnes."


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> dict[str, Actor]:
    """Give accounts that have a key each; finn, hege and ivar hold the escrow. It is the day of the basis."""
    monkeypatch.setattr(middleware, "door_clock", lambda: AT)
    for name, person in MORE.items():
        monkeypatch.setitem(CAST, name, person)
    found = {name: actor_of(account_of(name), at=AT) for name in ("bo", "oda", "gro", "finn", "hege", "ivar")}
    for who in found.values():
        enrol_officer(passphrase=passphrase_of(who), by=who, at=AT, lock=quick_lock)
    appoint_escrow(holders=["finn", "hege", "ivar"], by=found["finn"], at=AT)
    allow("KT", "identified", *fields_in("C"), at=AT)
    return found


@pytest.fixture
def case(people: dict[str, Actor]) -> str:
    """Give a case whose place bo alone can open, with an address in it."""
    reference = register_case(draft=plain_case("KT", FIRST), by=people["bo"], at=AT).reference
    post("gro", f"/cases/{reference}/place/open/", {"open-officers": ["bo"]})
    written = {"write-address": SECRET, "write-passphrase": passphrase_of(people["bo"])}
    assert post("bo", f"/cases/{reference}/place/write/", written).status_code == 302
    return reference


def post(username: str, address: str, fields: dict[str, Any]) -> Any:
    """Send a form as somebody."""
    return visitor(username).post(address, fields)


def begun(username: str, reference: str, people: dict[str, Actor], **other: str) -> Any:
    """Begin as a holder, for oda."""
    fields = {
        "begin-reference": reference,
        "begin-officer": "oda",
        "begin-reason": "officer_gone",
        "begin-passphrase": passphrase_of(people[username]),
    }
    return post(username, "/escrow/begin/", fields | {f"begin-{name}": text for name, text in other.items()})


def read_by(username: str, reference: str, people: dict[str, Actor]) -> str:
    """Open the place as somebody, and give what the page says."""
    fields = {"read-passphrase": passphrase_of(people[username])}
    return text_of(post(username, f"/cases/{reference}/place/read/", fields))


def opening_of(page: HttpResponse) -> str:
    """Give the opening that waits on a page."""
    return page.content.decode().partition('name="opening" value="')[2].partition('"')[0]


def test_two_holders_open_a_place_for_an_officer_by_the_pages_alone(
    case: str, people: dict[str, Actor]
) -> None:
    assert SECRET not in read_by("oda", case, people)
    client = visitor("finn")
    for link in ('href="/place-key/"', 'href="/escrow/"'):
        page = client.get("/" if "key" in link else "/place-key/").content.decode()
        assert link in page
    assert begun("finn", f" {case.lower()} ", people).status_code == 302
    assert 'href="/escrow/"' in visitor("hege").get("/").content.decode()
    assert "1 sted venter på din halvdel" in text_of(visitor("hege").get("/"))
    page = visitor("hege").get("/escrow/")
    assert case in text_of(page)
    opening = opening_of(page)
    wrong = {"opening": opening, f"{opening}-passphrase": "not the right sentence"}
    assert post("hege", "/escrow/finish/", wrong).status_code == 422
    right = wrong | {f"{opening}-passphrase": passphrase_of(people["hege"])}
    # It waits for hege, and for nobody else.
    assert "Denne åpningen er over" in text_of(post("ivar", "/escrow/finish/", right))
    answer = visitor("hege").post("/escrow/finish/", right, follow=True)
    assert f"oda kan nå åpne stedet i sak {case}." in text_of(answer)
    assert SECRET not in answer.content.decode()
    assert SECRET in read_by("oda", case, people)


def test_absent_shut_and_not_held_are_one_answer_and_each_is_on_record(
    case: str, people: dict[str, Actor]
) -> None:
    without = register_case(draft=plain_case("KT", FIRST), by=people["bo"], at=AT).reference
    shut = {"absent": "7K4MA-9QXTB", "no place": without}
    answers = [begun("finn", reference, people) for reference in shut.values()]
    answers.append(begun("gro", case, people))
    block_staff(reference=case, account=people["oda"].account_id, by=people["bo"], at=AT)
    answers.append(begun("finn", case, people))
    for answer in answers:
        assert answer.status_code == 422
        assert NOTHING in text_of(answer)
    assert AuditLine.objects.filter(event="escrow.refused").count() == len(answers)
    # Nor does a wrong passphrase tell whether there is a place.
    for reference in (case, *shut.values()):
        answer = begun("finn", reference, people, passphrase="not the right sentence")
        assert NOTHING not in text_of(answer)
        assert "Passordsetningen er feil" in text_of(answer)


def test_a_holder_to_whom_the_case_is_shut_opens_nothing(case: str, people: dict[str, Actor]) -> None:
    block_staff(reference=case, account=people["hege"].account_id, by=people["bo"], at=AT)
    assert NOTHING in text_of(begun("hege", case, people))
    assert begun("ivar", case, people).status_code == 302


def test_only_leaders_and_system_owners_can_be_appointed(people: dict[str, Actor]) -> None:
    page = visitor("finn").get("/place-key/").content.decode()
    assert '<option value="gro"' in page
    assert '<option value="bo"' not in page
    three = {"escrow-first": "finn", "escrow-second": "gro", "escrow-third": "bo"}
    assert post("finn", "/place-key/escrow/", three).status_code == 422
    assert post("finn", "/place-key/escrow/", three | {"escrow-third": "ivar"}).status_code == 302


def test_a_holder_who_has_left_is_shown_and_places_follow_to_those_appointed_anew(
    case: str, people: dict[str, Actor]
) -> None:
    account = account_of("ivar")
    account.is_active = False
    account.save()
    assert "Kan ikke ha den lenger" in text_of(visitor("finn").get("/place-key/"))
    three = {"escrow-first": "finn", "escrow-second": "hege", "escrow-third": "gro"}
    assert "1 sted ligger fortsatt hos de tre som var." in text_of(
        visitor("finn").post("/place-key/escrow/", three, follow=True)
    )
    assert vault_state()["places with former escrow holders"] == 1
    assert NOTHING in text_of(begun("gro", case, people))
    assert "Bytt nøkkelen" in text_of(visitor("bo").get(f"/cases/{case}/place/"))
    renewed = {"renew-passphrase": passphrase_of(people["bo"])}
    assert post("bo", f"/cases/{case}/place/renew/", renewed).status_code == 302
    assert "Bytt nøkkelen" not in text_of(visitor("bo").get(f"/cases/{case}/place/"))
    assert vault_state()["places with former escrow holders"] == 0
    assert begun("gro", case, people).status_code == 302
    assert SECRET in read_by("bo", case, people)


@pytest.mark.ci
def test_who_forgot_the_passphrase_begins_anew_and_gets_the_place_back(
    case: str, people: dict[str, Actor]
) -> None:
    new = "another long sentence"
    assert "Har du glemt passordsetningen?" in text_of(visitor("bo").get("/place-key/"))
    assert post("bo", "/place-key/anew/", {"anew-new": new}).status_code == 302
    assert SECRET not in read_by("bo", case, people)
    # The leader is not asked to name officers anew, which would be refused, but told what helps.
    page = text_of(visitor("gro").get(f"/cases/{case}/place/"))
    assert "Ingen som kunne åpne stedet, er igjen." in page
    assert "Navngi dem" not in page
    assert begun("finn", case, people, officer="bo", reason="passphrase_forgotten").status_code == 302
    opening = opening_of(visitor("hege").get("/escrow/"))
    fields = {"opening": opening, f"{opening}-passphrase": passphrase_of(people["hege"])}
    assert post("hege", "/escrow/finish/", fields).status_code == 302
    assert SECRET in text_of(post("bo", f"/cases/{case}/place/read/", {"read-passphrase": new}))
