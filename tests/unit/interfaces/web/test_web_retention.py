"""Lists of what is due, in the browser: made, approved by others, carried out, certified."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from fristed.casework.cases.actions import close_case, register_case
from fristed.foundation.identity.queries import SYSTEM, actor_of
from fristed.foundation.vault.actions import seal
from fristed.foundation.vault.facts import FieldName, Held, Owner
from fristed.foundation.vault.queries import is_shredded
from fristed.foundation.vault.retention.actions import propose_destruction
from fristed.foundation.vault.retention.certificate import seal_of
from fristed.foundation.vault.retention.classes import retention_classes
from fristed.foundation.vault.retention.queries import list_of
from fristed.interfaces.web.pages import retention
from fristed.interfaces.web.retention import words
from tests.spec.cast import at_ten, plain_case
from tests.unit.interfaces.web.visitors import AT, account_of, text_of, visitor

pytestmark = pytest.mark.django_db
DAY, LONG_AGO = date(2024, 11, 21), date(2016, 11, 21)


def test_every_class_and_event_has_words_and_no_words_are_left_over() -> None:
    classes = retention_classes()
    assert set(words.WHAT) == set(words.BASIS) == set(classes)
    assert set(words.EVENTS) == {one.event for one in classes.values()}


@pytest.fixture
def owner(monkeypatch: pytest.MonkeyPatch) -> Owner:
    """A case of the Expert Team with a name sealed, as if it had been closed ten years and a day ago."""
    bo, at = actor_of(account_of("bo")), at_ten(DAY)
    made = register_case(draft=plain_case("KT", DAY), by=bo, at=at).reference
    seal(owner=Owner("KT", made), field=FieldName("persons", "name", "1"), plain="Nobody", by=bo, at=at)
    close_case(reference=made, on_date=DAY, by=bo, at=at)
    due = [Held(Owner("KT", made), "case_identity", LONG_AGO)]
    monkeypatch.setattr(retention, "held_in", lambda _service, **_on: due)
    return Owner("KT", made)


@pytest.fixture
def waiting(owner: Owner) -> str:
    """A list that the program has made."""
    on = AT.date() + timedelta(days=1)
    return propose_destruction(
        held=retention.held_in("KT", on_date=on), service="KT", on_date=on, by=SYSTEM, at=AT
    )


def row_of(reference: str) -> str:
    """Give the row of a list that has one."""
    [row] = list_of(reference, by=actor_of(account_of("bo"))).rows
    return row.reference


def approve(username: str, reference: str) -> str:
    """Approve the row in the browser; give the page that follows."""
    address = f"/retention/{reference}/rows/{row_of(reference)}/"
    return text_of(visitor(username).post(address, {"approve": "1"}, follow=True))


def test_the_rules_are_told_with_their_reason(owner: Owner) -> None:
    page = text_of(visitor("bo").get("/retention/"))
    assert "10 år etter at saken ble lukket" in page
    assert "1 år etter at saken ble lukket" in page
    assert "Det er ikke laget noen liste ennå." in page


def test_whoever_makes_the_list_is_told_that_somebody_else_approves_it(owner: Owner) -> None:
    client = visitor("bo")
    page = client.post("/retention/propose/", follow=True)
    assert owner.reference in text_of(page)
    assert "Du laget denne listen" in text_of(page)
    assert 'name="approve"' not in page.content.decode()
    [reference] = [page.redirect_chain[-1][0].strip("/").split("/")[-1]]
    assert "så en annen godkjenner den" in approve("bo", reference)
    assert 'name="approve"' in visitor("gro").get(f"/retention/{reference}/").content.decode()


def test_two_approve_and_it_is_destroyed_and_certified(owner: Owner, waiting: str) -> None:
    assert "Slett det som er godkjent" not in approve("bo", waiting)
    assert "Slett det som er godkjent" in approve("gro", waiting)
    assert not is_shredded(owner)
    page = text_of(visitor("bo").post(f"/retention/{waiting}/carry-out/", follow=True))
    assert "1 rad er slettet." in page
    assert is_shredded(owner)
    certificate = text_of(visitor("gro").get(f"/retention/{waiting}/certificate/"))
    assert owner.reference not in certificate
    file = visitor("gro").get(f"/retention/{waiting}/certificate.json")
    found = json.loads(file.content)
    assert found["sha256"] == seal_of(found)
    assert found["sha256"] in certificate
    assert "attachment" in file.headers["Content-Disposition"]


def test_carrying_out_too_early_says_why_nothing_happened(owner: Owner, waiting: str) -> None:
    approve("bo", waiting)
    page = text_of(visitor("bo").post(f"/retention/{waiting}/carry-out/", follow=True))
    assert "ingen rad er godkjent av nok personer" in page
    assert not is_shredded(owner)


def test_a_row_is_kept(owner: Owner, waiting: str) -> None:
    address = f"/retention/{waiting}/rows/{row_of(waiting)}/"
    page = text_of(visitor("bo").post(address, {"keep": "1"}, follow=True))
    assert "Beholdt" in page
    assert "i mellomtiden" in text_of(visitor("gro").post(address, {"approve": "1"}, follow=True))


def test_nothing_due_is_said(owner: Owner, waiting: str) -> None:
    page = text_of(visitor("bo").post("/retention/propose/", follow=True))
    assert "Ingenting er forfalt" in page


def test_case_workers_find_the_way_from_their_cases() -> None:
    assert "/retention/" in visitor("bo").get("/cases/").content.decode()
