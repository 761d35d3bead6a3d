"""Nothing of a case is shown before a durable line says who is about to read it; walked over every route."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.signals import template_rendered
from django.urls import ResolverMatch
from pytest_django import DjangoDbBlocker

from fristed.casework.cases.actions import register_case, register_grey_zone_case
from fristed.casework.cases.facts import GreyZoneDraft
from fristed.casework.cases.models import Case
from fristed.casework.consultations.actions import save_call_draft
from fristed.casework.exchange.actions import keep_check, upload_cases
from fristed.casework.exchange.checking import check_file
from fristed.casework.exchange.queries import case_file_to_check
from fristed.casework.exchange.trial_files import csv_of, right_rows
from fristed.casework.journal.actions import attach_file, write_entry
from fristed.casework.journal.codes import Kind
from fristed.casework.journal.facts import TEXT, EntryDraft
from fristed.casework.parties.actions import note_member
from fristed.casework.parties.facts import MemberDraft
from fristed.casework.plans.actions import fire_alarms, promise_signs, read_plans
from fristed.foundation.audit import actions
from fristed.foundation.audit.actions import read_lines, record_read, write_line
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.queries import verify_chain
from fristed.foundation.audit.reading import is_reading
from fristed.foundation.audit.review.queries import review_list
from fristed.foundation.handed_in.files import GivenFile
from fristed.foundation.identity.queries import SYSTEM, actor_of
from fristed.foundation.stripping.kinds import FileKind
from fristed.foundation.vault.actions import seal
from fristed.foundation.vault.facts import FieldName, Held, Owner
from fristed.foundation.vault.retention.actions import propose_destruction
from fristed.foundation.vault.retention.queries import list_of
from fristed.interfaces.web import middleware
from fristed.interfaces.web.middleware import TELLS_NOTHING, OnRecordMiddleware
from fristed.interfaces.web.requests import door_clock
from fristed.interfaces.web.routes import TABLE, row_of
from fristed.interfaces.web.urls import urlpatterns
from tests.access.test_routes import called_by, chain_of, on_the_way, sent_from
from tests.spec.cast import AUD, CASE_WORKERS, at_ten, plain_case
from tests.standing import standing
from tests.unit.interfaces.web.releases import sample_release, store
from tests.unit.interfaces.web.visitors import AT, account_of, text_of, visitor

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
STEP = {
    "access-step": "end-grant",
    "case-access-step": "confirm",
    "case-place-step": "read",
    "escrow-step": "begin",
    "move-step": "decline",
    "case-filters": "save",
    "case-plan-do": "task-done",
    "case-plan-step": "task",
    "conference-step": "point",
    "housing-step": "mapping",
    "housing-dwelling-step": "open",
    "mentors-step": "match",
    "journey-step": "document",
    "reception-step": "cancel",
    "reception-details-step": "open",
    "reception-part-step": "decline",
}
"""A step of a form whose last part names it."""

READER = {"grey-zone": "aud", "statistics": "dina", "audit": "finn", "housing": "hilde", "mentors": "marit"}
"""Who opens an address, by its first part; the leader of the Expert Team opens the others."""


@pytest.fixture(scope="module")
def places(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """One thing of every kind that is read on record."""
    with standing(django_db_blocker):
        yield one_of_each_kind()


def one_of_each_kind() -> dict[str, str]:
    """What there is to read: a case, a grey-zone case, a file of cases, a finding, what is due."""
    store(sample_release())
    case = register_case(draft=plain_case("KT", DAY), by=CASE_WORKERS["KT"], at=at_ten(DAY)).reference
    upload = upload_cases(file=csv_of(right_rows(2)), by=actor_of(account_of("gro")), at=AT)
    handed_in, service = case_file_to_check(upload, by=SYSTEM)
    keep_check(reference=upload, found=check_file(handed_in, service=service, on_date=DAY), by=SYSTEM, at=AT)
    draft = GreyZoneDraft(service="MR", first_contact_date=DAY, topic="school")
    grey = register_grey_zone_case(draft=draft, by=CASE_WORKERS["MR"], at=at_ten(DAY))
    bo = actor_of(account_of("bo"))
    record_read(event="address.read", by=bo, at=AT - timedelta(days=1), subject=case)
    found = {"audit": review_list(by=actor_of(account_of("finn")), at=AT)[0].finding.key}
    owner = Owner("KT", case)
    seal(owner=owner, field=FieldName("persons", "name", "1"), plain="x", by=CASE_WORKERS["KT"], at=AT)
    held, on = [Held(owner, "case_identity", DAY)], DAY.replace(year=DAY.year + 10)
    due = propose_destruction(held=held, service="KT", on_date=on, by=SYSTEM, at=AT)
    row = list_of(due, by=actor_of(account_of("gro"))).rows[0].reference
    gro = actor_of(account_of("gro"))
    save_call_draft(reference="d" * 32, fields={"kind": ["anonymous"]}, by=gro, at=door_clock())
    found |= {"calls": "d" * 32}
    given = {"reference": case, "by": bo, "at": AT}
    note = EntryDraft(Kind.NOTE, DAY, "service", {TEXT: "x"})
    found["journal-entry"] = found["journal-change"] = write_entry(draft=note, **given)
    file = GivenFile("a.pdf", b"x")
    found["journal-file"] = attach_file(file=file, draft=note, clean=lambda it: (FileKind.PDF, it), **given)
    promised: dict[str, Any] = {"first_date": DAY, "by_time": None, "every_days": 1, "times": 1}
    promise_signs(**{**given, "at": at_ten(DAY)}, **promised)
    fire_alarms(by=SYSTEM, at=AT)
    found["case-plan-alarm"] = read_plans(**given).signs[0].key
    who = MemberDraft("person_of_case", "adult_18_plus", "female")
    found["case-party"] = note_member(draft=who, **given)
    way = on_the_way()
    found |= {"repatriation": way["journey"], "reception": way["reception"]}
    found["reception-part"] = found["reception-part-step"] = way["part"]
    found["housing"], found["dwellings"], found["mentors"] = chain_of("bo")
    found |= {"moves": sent_from("MR", to="KT"), "conferences": called_by("aud", with_one="gro")}
    found |= {"cases": case, "imports": upload, "grey-zone": grey, "retention": due, "row": row}
    return found


ON_RECORD = {
    pattern.name: str(pattern.pattern) for pattern in urlpatterns if row_of(pattern.name).is_on_record
}
WITH = {method: [name for name in ON_RECORD if method in row_of(name).methods] for method in ("GET", "POST")}


def address(name: str, places: dict[str, str]) -> str:
    """Give a real address of a route; a new kind of part in a path fails here until it is known."""
    path = f"/{ON_RECORD[name]}"
    first = "imports" if path.startswith("/cases/imports/") else path.split("/")[1]
    first = "dwellings" if path.startswith("/housing/dwellings/") else first
    known = {
        "reference": places.get(first, ""),
        "key": places.get(name, places["audit"]),
        "year": "2024",
        "form": "csv",
    }
    known |= {"row": places["row"], "name": STEP.get(name, ""), "kind": "note"}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: known[part[1]], path)


def reader_of(path: str) -> str:
    """Give who opens an address; a part of a reception is there for who is asked for it."""
    if path.startswith("/reception/parts/"):
        return "pia"
    return READER.get(path.split("/")[1], "gro")


def break_the_trail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every line be refused by the database."""

    def broken(**_: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(actions, "_append", broken)


@pytest.mark.parametrize("name", WITH["GET"])
def test_a_line_is_stored_before_anything_of_the_page_is_made(name: str, places: dict[str, str]) -> None:
    path = address(name, places)
    client = visitor(reader_of(path))
    before = AuditLine.objects.count()
    stored_when_rendering: list[int] = []

    def seen(**_: object) -> None:
        stored_when_rendering.append(AuditLine.objects.count() - before)

    template_rendered.connect(seen)
    try:
        answer = client.get(path)
    finally:
        template_rendered.disconnect(seen)
    line = AuditLine.objects.order_by("-position")[0]
    assert answer.status_code == 200
    assert (line.actor_username, is_reading(line.event)) == (reader_of(path), True)
    assert min(stored_when_rendering, default=1) >= 1
    assert verify_chain().is_whole


@pytest.mark.ci
@pytest.mark.parametrize("name", WITH["GET"])
def test_head_is_a_reading_too(name: str, places: dict[str, str]) -> None:
    path = address(name, places)
    # What is sealed has a line of its own besides.
    lines = AuditLine.objects.exclude(event="vault.opened")
    client, before = visitor(reader_of(path)), lines.count()
    assert client.head(path).status_code == 200
    assert lines.count() == before + 1


@pytest.mark.parametrize("name", WITH["GET"])
def test_nothing_is_shown_when_the_trail_cannot_be_written(
    name: str, places: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = address(name, places)
    client = visitor(reader_of(path))
    break_the_trail(monkeypatch)
    answer = client.get(path)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    page = text_of(answer)
    assert "Ikke tilgjengelig akkurat nå" in page
    assert not [place for place in places.values() if place in page]
    assert reader_of(path) not in page


@pytest.mark.parametrize("name", WITH["POST"])
def test_nothing_is_shown_or_stored_by_a_form_either(
    name: str, places: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = address(name, places)
    client = visitor(reader_of(path))
    break_the_trail(monkeypatch)
    stored = Case.objects.count(), AuditLine.objects.count()
    assert client.post(path).status_code == 503
    assert (Case.objects.count(), AuditLine.objects.count()) == stored


def test_a_page_that_says_no_is_the_same_when_the_trail_cannot_be_written(
    places: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visitor("aud")
    break_the_trail(monkeypatch)
    elsewhere, nowhere = client.get(f"/cases/{places['cases']}/"), client.get("/cases/22222-22222/")
    assert (elsewhere.status_code, elsewhere.content) == (503, nowhere.content)


def through_the_middleware(view: Callable[[HttpRequest], HttpResponse], name: str) -> HttpResponse:
    """Let a view answer under the name of a route."""
    request = RequestFactory().get("/")
    request.resolver_match = ResolverMatch(view, (), {}, name)
    answer = OnRecordMiddleware(view)(request)
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize("status", [200, 206, 422, 409])
def test_a_page_that_forgets_its_line_is_not_shown(status: int) -> None:
    def forgets(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("secret", status=status)

    for name in ON_RECORD:
        answer = through_the_middleware(forgets, name)
        assert (answer.status_code, b"secret" in answer.content) == (503, False)
    assert through_the_middleware(forgets, "about").content == b"secret"


def test_a_page_whose_line_did_not_last_is_not_shown() -> None:
    def undone(_request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            write_line(event="case.read", by=AUD, at=AT)
            transaction.set_rollback(True)
        return HttpResponse("secret")

    assert through_the_middleware(undone, "case-detail").status_code == 503


def test_a_line_of_one_request_does_not_open_the_next() -> None:
    record_read(event="case.read", by=AUD, at=AT)
    with read_lines() as outer:
        record_read(event="case.read", by=AUD, at=AT)
        with read_lines() as inner:
            pass
    assert (outer.durable, inner.durable) == (1, 0)


def test_what_tells_nothing_needs_no_line() -> None:
    for status in TELLS_NOTHING:
        answer = through_the_middleware(
            lambda _request, code=status: HttpResponse(status=code), "case-detail"
        )
        assert answer.status_code == status


def test_names_of_filters_are_kept_and_no_value(places: dict[str, str]) -> None:
    visitor("gro").get("/cases/?year=2026&concern=completed_fgm&status=open")
    line = AuditLine.objects.get(event="case.list_read")
    assert '"filters":"main_concern status year"' in line.facts
    assert not [value for value in ("completed_fgm", "2026", "open") if value in line.facts]
    visitor("finn").get("/audit/?username=bo&subject=77777-77777&since=1.11.2026")
    line = AuditLine.objects.get(event="trail.read")
    assert '"filters":"since subject username"' in line.facts
    assert not [value for value in ('"bo', "77777", "2026") if value in line.facts]


def test_a_reader_is_told_of_by_service_and_kind_of_role() -> None:
    for username, told in {
        "gro": ("KT", "leader"),
        "bo": ("KT", "case_worker"),
        "finn": ("", "owner"),
    }.items():
        visitor(username).get("/")
        line = AuditLine.objects.filter(event="start.read", actor_username=username).get()
        assert f'"as":"{told[1]}","in":"{told[0]}"' in line.facts


def test_a_page_that_waits_is_one_reading_for_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = upload_cases(file=csv_of(right_rows(2)), by=actor_of(account_of("gro")), at=AT)
    client = visitor("gro")
    minutes = [0, 1, 9, 11, 12]
    for minute in minutes:
        monkeypatch.setattr(middleware, "door_clock", lambda m=minute: AT + timedelta(minutes=m))
        assert client.get(f"/cases/imports/{upload}/").status_code == 200
    lines = AuditLine.objects.filter(event="import.wait_read", subject=upload)
    assert lines.count() == 2
    assert not AuditLine.objects.filter(event="import.report_read").exists()


@pytest.mark.parametrize(
    ("path", "subject"),
    [
        ("/cases/{cases}/", "{cases}"),
        ("/cases/22222-22222/", "22222-22222"),
        ("/cases/my secret password/", ""),
        ("/cases/export/", ""),
        ("/audit/", ""),
    ],
)
def test_who_is_refused_is_on_record_without_what_was_typed(
    path: str, subject: str, places: dict[str, str]
) -> None:
    assert visitor("aud").get(path.format(**places)).status_code == 404
    line = AuditLine.objects.get(event="read.refused")
    assert (line.actor_username, line.subject) == ("aud", subject.format(**places))
    assert "password" not in line.facts


def test_every_sensitive_zone_is_on_record() -> None:
    sensitive = {name: row for name, row in TABLE.items() if row.zone in ("case", "place")}
    # What clients read by a token is tried in tests/access/test_clients_api.py.
    assert {name for name, row in sensitive.items() if not row.by_token} <= set(ON_RECORD)
    assert len(ON_RECORD) >= 30
