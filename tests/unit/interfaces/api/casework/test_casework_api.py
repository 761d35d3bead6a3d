from __future__ import annotations

import json
from typing import Any

import pytest

from fristed.casework.cases.models import Case
from fristed.casework.journal.actions import write_entry
from fristed.casework.journal.codes import Kind
from fristed.casework.journal.facts import TEXT, EntryDraft
from fristed.foundation.audit.actions import TrailUnavailable
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.queries import verify_chain
from fristed.foundation.identity.access import net
from fristed.interfaces.api.calls import WRONG_TRIES
from fristed.interfaces.api.casework import cases
from fristed.interfaces.web import middleware, reads
from tests.unit.interfaces.api.casework.machines import Machine, a_case, machine, noted, registered
from tests.unit.interfaces.web.visitors import AT, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware, "door_clock", lambda: AT)


def test_a_machine_registers_a_case_and_reads_it_again() -> None:
    one = machine()
    answer = one.post("/cases", a_case())
    assert answer.status_code == 201, answer.content
    reference = answer.json()["reference"]
    assert answer.headers["Location"] == f"/api/casework/v1/cases/{reference}"
    found = one.get(f"/cases/{reference}")
    assert found.status_code == 200
    assert found.json()["main_concern"] == "negative_social_control"
    assert [line["reference"] for line in one.get("/cases").json()["cases"]] == [reference]
    assert verify_chain().is_whole


def test_all_doors_open() -> None:
    one = machine()
    case = registered(one)
    assert one.post(f"/cases/{case}/contacts", {"on_date": "2026-11-21"}).status_code == 201
    key = noted(one, case)
    assert one.get(f"/cases/{case}/notes").json()["notes"][0]["key"] == key
    found = one.get(f"/cases/{case}/notes/{key}")
    assert found.headers["ETag"] == '"1"'
    task = one.post(f"/cases/{case}/tasks", {"kind": "call", "due_date": "2026-12-01"})
    assert task.status_code == 201, task.content
    assert one.post(f"/cases/{case}/tasks/{task.json()['key']}/done").status_code == 200
    assert one.get(f"/cases/{case}/tasks").json()["tasks"][0]["is_done"]
    assert one.get("/moves/inbox").json() == {"moves": []}
    kinds = [event["kind"] for event in one.get("/events").json()["events"]]
    assert kinds == [
        "case.registered",
        "case.contact_added",
        "journal.written",
        "plan.task_set",
        "plan.task_done",
    ]
    assert one.get("/target").status_code == 404


def test_the_list_is_led_through_without_a_case_twice_or_left_out() -> None:
    one, seen, after = machine(), list[str](), ""
    made = {registered(one) for _ in range(5)}
    while True:
        page = one.get(f"/cases?limit=2{after}").json()
        seen += [line["reference"] for line in page["cases"]]
        if len(seen) == 2:
            made.add(registered(one))  # newest, and so before the place
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert len(seen) == len(set(seen)) == 5
    assert set(seen) < made
    assert one.get("/cases?after=1-1").status_code == 404


def test_a_place_in_the_list_is_one_clients_and_tells_no_count_of_other_registers() -> None:
    one, other = machine(), machine()
    for _ in range(3):
        registered(one)
    place = one.get("/cases?limit=1").json()["next"]
    # Sealed anew each time, so that two places cannot be told to be one, or to be near each other.
    assert one.get(f"/cases?limit=1&after={place}").status_code == 200
    assert other.get(f"/cases?limit=1&after={place}").status_code == 404
    assert place != one.get("/cases?limit=1").json()["next"]


def test_a_search_narrows_and_its_line_tells_no_value() -> None:
    one = machine()
    registered(one)
    one.post("/cases", a_case(gender="male"))
    found = one.post("/cases/search", {"gender": "male", "year": 2026}).json()["cases"]
    assert [line["gender"] for line in found] == ["male"]
    line = AuditLine.objects.order_by("-position")[0]
    assert (line.event, json.loads(line.facts)["filters"]) == ("case.list_read", "gender year")


def test_wrong_tokens_are_limited_and_little_is_written_of_them() -> None:
    wrong = Machine("x", "fristed_" + "0" * 12 + "_" + "1" * 64)
    statuses = [wrong.get("/cases").status_code for _ in range(WRONG_TRIES + 3)]
    assert statuses == [401] * WRONG_TRIES + [429] * 3
    lines = AuditLine.objects.filter(event="client.token_refused")
    assert lines.count() == WRONG_TRIES
    assert {(line.subject, line.actor_username) for line in lines} == {("", "nobody")}
    assert machine().get("/cases").status_code == 200


def test_a_client_makes_so_many_calls_in_a_minute(settings: Any) -> None:
    settings.API_CALLS = 3
    one, other = machine(), machine("MR")
    assert [one.get("/cases").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert other.get("/cases").status_code == 200


def test_the_database_is_told_that_the_client_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    one, told = machine(), []
    kept = cases.cases_behind

    def watched(*given: Any, **named: Any) -> Any:
        told.append(net._acting.get())
        return kept(*given, **named)

    monkeypatch.setattr(cases, "cases_behind", watched)
    one.get("/cases")
    actor = one.actor()
    assert [(one.account_id, one.service) for one in told] == [(actor.account_id, "KT")]


def test_a_session_that_comes_along_changes_nothing() -> None:
    one = machine()
    one.browser = visitor("aud")
    case = registered(one)
    line = AuditLine.objects.filter(event="case.registered", subject=case).get()
    assert line.actor_username == f"client-{one.key}"


def test_what_points_at_somebody_is_refused_in_an_anonymous_register() -> None:
    one = machine()
    case = registered(one)
    body = {"on_date": "2026-11-20", "visibility": "service", "text": "Call 22 33 44 55 or a@b.example"}
    answer = one.post(f"/cases/{case}/notes", body)
    assert answer.status_code == 422
    assert "22 33" not in answer.content.decode()
    assert {one["field"] for one in answer.json()["errors"]} == {"text"}


def test_no_value_that_is_not_as_described_is_repeated() -> None:
    one = machine()
    answer = one.post("/cases", a_case(gender="Kari Nordmann", **{"Kari Nordmann": 1}))
    assert answer.status_code == 400
    assert "Kari" not in answer.content.decode().replace("case.Kari Nordmann", "")


def test_nothing_is_shown_or_done_where_nothing_can_be_put_on_record(monkeypatch: pytest.MonkeyPatch) -> None:
    one = machine()
    case = registered(one)

    def broken(**_named: Any) -> None:
        raise TrailUnavailable("planted")

    monkeypatch.setattr(reads, "record_read", broken)
    for answer in (one.get(f"/cases/{case}"), one.get("/cases"), one.post("/cases", a_case())):
        assert answer.status_code == 503
        assert answer.json().keys() == {"type", "title", "status", "detail", "instance"}
    assert Case.objects.count() == 1


def test_what_breaks_is_told_to_the_log_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: Any, **_named: Any) -> None:
        raise RuntimeError("Kari Nordmann")

    monkeypatch.setattr(cases, "cases_behind", broken)
    answer = machine().get("/cases")
    assert answer.status_code == 500
    assert (answer.headers["Content-Type"], "Kari" in answer.content.decode()) == (
        "application/problem+json",
        False,
    )


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"content_type": "text/plain", "data": "{}"}, 415),
        ({"content_type": "application/json", "data": "{"}, 400),
        ({"content_type": "application/json", "data": '{"after": "' + "x" * 70_000 + '"}'}, 413),
        ({"content_type": "application/json", "data": '{"year": "2026"}'}, 400),
        ({"content_type": "application/json", "data": '{"name": "Kari"}'}, 400),
    ],
)
def test_what_is_not_as_described_is_refused(given: dict[str, str], status: int) -> None:
    one = machine()
    headers = {"Authorization": f"Bearer {one.token}"}
    answer = one.browser.post("/api/casework/v1/cases/search", headers=headers, **given)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_note_with_half_a_sign_or_a_null_is_refused() -> None:
    one = machine()
    case = registered(one)
    for text in ("\ud800", "a\0b", "   "):
        body = {"on_date": "2026-11-20", "visibility": "service", "text": text}
        assert one.post(f"/cases/{case}/notes", body).status_code == 400


def test_other_entries_of_the_journal_are_not_there_for_clients() -> None:
    one = machine()
    case, by = registered(one), one.actor()
    draft = EntryDraft(Kind.ADVICE, AT.date(), visibility="service", words={TEXT: "Advice."})
    key = write_entry(reference=case, draft=draft, by=by, at=AT)
    assert one.get(f"/cases/{case}/notes").json() == {"notes": []}
    assert one.get(f"/cases/{case}/notes/{key}").status_code == 404
    assert (
        one.put(f"/cases/{case}/notes/{key}", {"on_date": "2026-11-20", "text": "x"}, seen='"1"').status_code
        == 404
    )
