"""Plans on pages: the plans of a case, alarms, my day, the service now, notices and saved filters."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fristed.casework.cases.actions import block_staff, register_case
from fristed.casework.cases.models import Case
from fristed.casework.cases.rules import day_of
from fristed.casework.plans.actions import fire_alarms, promise_signs, read_plans
from fristed.casework.plans.models import Alarm, MonthReminder, Sign, Task
from fristed.casework.referrals.actions import propose_move
from fristed.casework.teams.actions import add_to_team
from fristed.casework.teams.refusals import TeamRefused
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.clients.actions import ask_for_client
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM, actor_of, everybody
from fristed.foundation.identity.rules import is_machine
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.models import GivenNotice
from fristed.interfaces.cli import due
from tests.access.test_routes import sent_from
from tests.spec.cast import plain_case
from tests.unit.interfaces.web.visitors import AT, account_of, text_of, visitor

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
TODAY = day_of(AT)


@pytest.fixture(autouse=True)
def _english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


def met(username: str) -> Actor:
    return actor_of(account_of(username), at=AT)


@pytest.fixture
def reference() -> str:
    return register_case(draft=plain_case("KT", DAY), by=met("bo"), at=AT).reference


def written(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def sent(client: Client, reference: str, name: str, **given: Any) -> HttpResponse:
    answer: HttpResponse = client.post(f"/cases/{reference}/plans/{name}/", given)
    return answer


def pressed(client: Client, reference: str, name: str, key: str) -> None:
    answer = client.post(f"/cases/{reference}/plans/do/{name}/", {"key": key})
    assert answer.status_code == 302


def in_a_year() -> date:
    return date.today() + timedelta(days=365)  # noqa: DTZ011, TID251  the door reads the clock too


def test_a_task_is_set_shown_and_done(reference: str) -> None:
    client, soon = visitor("bo"), written(in_a_year())
    mine = str(account_of("bo").pk)
    assert (
        sent(
            client, reference, "task", kind="call", due_date=soon, account=mine, text="Ring school."
        ).status_code
        == 302
    )
    page = text_of(client.get(f"/cases/{reference}/plans/"))
    assert "Ring school." in page
    assert "Bo Strandli" in page
    pressed(client, reference, "task-done", Task.objects.get().key)
    assert Task.objects.get().done_by == "bo"
    pressed(client, reference, "task-undone", Task.objects.get().key)
    assert Task.objects.get().done_at is None


def test_a_form_that_is_sent_twice_sets_one_task(reference: str) -> None:
    client = visitor("bo")
    page = text_of(client.get(f"/cases/{reference}/plans/task/"))
    [token] = re.findall(r'name="token" value="(\w+)"', page)
    given = {"kind": "meet", "due_date": written(in_a_year()), "account": "", "text": "", "token": token}
    assert [sent(client, reference, "task", **given).status_code for _ in range(2)] == [302, 302]
    assert Task.objects.count() == 1


def test_what_is_wrong_stands_beside_its_field_and_what_was_written_stays(reference: str) -> None:
    client = visitor("bo")
    answer = sent(client, reference, "task", kind="", due_date="tomorrow", text="Words that stay.")
    assert answer.status_code == 422
    assert "Words that stay." in text_of(answer)
    answer = sent(client, reference, "task", kind="call", due_date="01.01.2020", text="Ring 912 34 567.")
    page = text_of(answer)
    assert "Choose today or a later day." in page
    assert "telephone number" in page


def test_a_sign_is_promised_and_noted(reference: str) -> None:
    client, soon = visitor("bo"), written(in_a_year())
    answer = sent(client, reference, "sign", first_date=soon, by_time="18.00", times="2", every_days="7")
    assert answer.status_code == 302
    first, second = Sign.objects.order_by("due_at")
    assert (second.due_at - first.due_at).days in (6, 7)
    pressed(client, reference, "sign-came", first.key)
    pressed(client, reference, "sign-withdrawn", second.key)
    page = text_of(client.get(f"/cases/{reference}/plans/"))
    assert "Came" in page
    assert "Withdrawn" in page
    pressed(client, reference, "sign-awaited", first.key)
    assert Sign.objects.get(pk=first.pk).came_at is None


def missed(reference: str) -> str:
    """Let a promised sign of life not come, and give its key."""
    promise_signs(
        reference=reference, first_date=TODAY, by_time=None, every_days=1, times=1, by=met("bo"), at=AT
    )
    fire_alarms(by=SYSTEM, at=AT + timedelta(days=1))
    return Sign.objects.get().key


def test_an_alarm_is_seen_looked_into_and_answered(reference: str) -> None:
    key, client = missed(reference), visitor("bo")
    assert "1 alarm to answer" in text_of(client.get(f"/cases/{reference}/"))
    assert "did not come" in text_of(client.get("/my-day/"))
    start = text_of(client.get("/"))
    assert "You have 1 new notice" in start
    assert "1 new alarm: a promised sign of life did not come" in start
    pressed(client, reference, "alarm-looked", key)
    assert "Bo Strandli looks into it since" in text_of(client.get("/my-day/"))
    address = f"/cases/{reference}/plans/alarms/{key}/"
    assert client.post(address, {"answer": "reached"}).status_code == 422
    answer = client.post(address, {"answer": "reached", "text": "She rang from a friend."})
    assert answer.status_code == 302
    assert "She rang from a friend." in text_of(client.get(f"/cases/{reference}/plans/"))
    assert "did not come" not in text_of(client.get("/my-day/"))
    assert client.get(address).status_code == 302


def test_the_second_writer_sees_both_texts(reference: str) -> None:
    bo, gro = visitor("bo"), visitor("gro")
    sent(bo, reference, "contact", text="A blue heart.", version="0")
    answer = sent(gro, reference, "contact", text="A green heart.", version="0")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "A blue heart." in page
    assert "A green heart." in page
    [version] = re.findall(r'name="version" value="(\d+)"', page)
    assert sent(gro, reference, "contact", text="Both.", version=version).status_code == 302
    found = read_plans(reference=reference, by=met("bo"), at=AT)
    assert found.contact.text == "Both."


def test_a_safety_plan_is_written_with_a_date_and_changed_from_where_it_stands(reference: str) -> None:
    client, on = visitor("bo"), in_a_year()
    assert sent(client, reference, "safety", text="A bag.", review_date="", version="0").status_code == 422
    sent(client, reference, "safety", text="A bag by the door.", review_date=written(on), version="0")
    page = text_of(client.get(f"/cases/{reference}/plans/safety/"))
    assert "A bag by the door." in page
    assert written(on) in page


def test_a_remembered_month_is_shown_as_nothing_but_a_month(reference: str) -> None:
    client = visitor("bo")
    assert sent(client, reference, "month", age="18", month="03.2031").status_code == 302
    page = text_of(client.get(f"/cases/{reference}/plans/"))
    assert "A month, sealed" in page
    assert "2031" not in page
    pressed(client, reference, "month-forgotten", MonthReminder.objects.get().key)
    assert MonthReminder.objects.count() == 0


def test_what_is_written_is_in_no_line_of_the_trail_and_every_reading_is(reference: str) -> None:
    client = visitor("bo")
    sent(client, reference, "contact", text="Zebra heart.", version="0")
    client.get(f"/cases/{reference}/plans/")
    assert "Zebra" not in str(list(AuditLine.objects.values()))
    events = set(AuditLine.objects.filter(subject=reference).values_list("event", flat=True))
    assert {"plan.read", "vault.opened", "plan.contact_written"} <= events


def test_a_leader_sees_the_service_and_others_have_no_such_page(reference: str) -> None:
    missed(reference)
    page = text_of(visitor("gro").get("/oversight/"))
    assert "Bo Strandli" in page
    assert "Nobody has looked at it yet." in page
    assert visitor("bo").get("/oversight/").status_code == 404


def test_the_list_is_narrowed_by_reference_and_by_who_is_responsible(reference: str) -> None:
    other = register_case(draft=plain_case("KT", DAY), by=met("gro"), at=AT).reference
    client = visitor("bo")
    assert other not in text_of(client.get("/cases/", {"reference": reference.lower()}))
    mine = text_of(client.get("/cases/", {"responsible": str(account_of("bo").pk)}))
    assert (reference in mine, other in mine) == (True, False)
    assert reference not in text_of(client.get("/cases/", {"responsible": "nobody"}))
    asked = str(list(AuditLine.objects.filter(event="case.list_read").values()))
    assert reference not in asked


def test_a_filter_is_saved_named_by_its_words_and_removed(reference: str) -> None:
    client = visitor("bo")
    answer = client.post("/cases/filters/save/", {"status": "open", "age": "16_17", "reference": reference})
    assert answer.headers["Location"] == "/cases/?status=open&age=16_17"
    page = text_of(client.get("/cases/"))
    [key] = re.findall(r'name="key" value="(\w+)"', page)
    assert "16" in page
    assert text_of(visitor("gro").get("/cases/")).count('name="key"') == 0
    client.post("/cases/filters/remove/", {"key": key})
    assert 'name="key"' not in text_of(client.get("/cases/"))


def test_a_filter_keeps_no_text_that_somebody_typed(reference: str) -> None:
    client = visitor("bo")
    client.post("/cases/filters/save/", {"status": "Kari Nordmann", "responsible": "x"})
    assert 'name="key"' not in text_of(client.get("/cases/"))


def test_notices_are_read_and_one_about_a_case_that_was_shut_names_no_case(reference: str) -> None:
    missed(reference)
    client = visitor("bo")
    assert reference in text_of(client.get("/notices/"))
    client.post("/notices/")
    assert not GivenNotice.objects.filter(account_id=account_of("bo").pk, read_at=None).exists()
    theirs = register_case(draft=plain_case("MR", DAY), by=met("aud"), at=AT).reference
    notify(account_ids=[account_of("bo").pk], kind="move_came", by=SYSTEM, at=AT, reference=theirs)
    assert theirs not in text_of(client.get("/notices/"))
    block_staff(reference=reference, account=account_of("bo").pk, by=met("gro"), at=AT)
    assert reference not in text_of(client.get("/notices/"))


def test_mail_is_turned_on_and_off(reference: str) -> None:
    client = visitor("bo")
    assert client.post("/notices/mail/", {"address": "bo"}).status_code == 422
    assert client.post("/notices/mail/", {"address": "bo@example.no"}).status_code == 302
    assert "You are told by mail too." in text_of(client.get("/notices/"))
    assert "bo@example.no" in text_of(client.get("/notices/mail/"))
    client.post("/notices/mail/", {"address": ""})
    assert "Be told by mail too" in text_of(client.get("/notices/"))


def test_the_page_of_a_case_asks_once_for_all_its_plans(reference: str) -> None:
    client = visitor("bo")
    missed(reference)
    client.get(f"/cases/{reference}/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/cases/{reference}/")
    assert sum("plans_task" in one["sql"] for one in asked) == 1


def test_what_falls_due_is_done_by_hand_and_one_failure_holds_back_nothing(
    reference: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    promise_signs(
        reference=reference, first_date=TODAY, by_time=None, every_days=1, times=1, by=met("bo"), at=AT
    )

    def broken(**_given: Any) -> int:
        raise RuntimeError("a value of a case")

    things = (due.Due("broken", broken), *due.DUE)
    ran = due.run_due(at=AT + timedelta(days=1), things=things)
    assert ran[:2] == [due.Ran("broken", 0, "RuntimeError"), due.Ran("alarms", 1)]
    assert "value" not in str(ran)
    assert Alarm.objects.count() == 1
    monkeypatch.setattr("fristed.interfaces.cli.management.commands.due.require_ready_database", lambda: None)
    call_command("due", "--once", "--json")
    assert '"name": "mails"' in capsys.readouterr().out


def test_my_day_leads_to_what_waits_for_an_answer() -> None:
    move = sent_from("MR", to="KT")
    for username, sees in (("bo", True), ("aud", False), ("cem", False)):
        page = visitor(username).get("/my-day/").content.decode()
        assert (f'href="/moves/{move}/"' in page) is sees


def test_who_closes_a_case_is_told_what_still_waits_in_it(reference: str) -> None:
    client = visitor("bo")
    assert "Something still waits" not in text_of(client.get(f"/cases/{reference}/close/"))
    soon = written(in_a_year())
    sent(client, reference, "sign", first_date=soon, by_time="18.00", times="1", every_days="1")
    sent(client, reference, "task", kind="call", due_date=soon, account="", text="")
    propose_move(
        reference=reference,
        kind="refer",
        service="SU",
        to=None,
        fields=["age_band"],
        letter="",
        by=met("bo"),
        at=AT,
    )
    page = text_of(client.get(f"/cases/{reference}/close/"))
    for words in ("Something still waits", "Next sign of life", "1 open task", "prepared and not sent"):
        assert words in page
    assert "Not sent yet" in text_of(client.get(f"/cases/{reference}/"))
    assert "Prepared and not sent" in text_of(client.get("/my-day/"))


def test_a_machine_of_another_system_is_nobody_to_ask_or_to_meet(reference: str) -> None:
    given: dict[str, Any] = {"scopes": ("case.follow_up",), "ends_at": AT + timedelta(days=90), "at": AT}
    ask_for_client(name="The archive of KT", service="KT", by=met("gro"), **given)
    for name in ("moves/new", "moves/conference", "moves/team", "plans/task"):
        page = text_of(visitor("bo").get(f"/cases/{reference}/{name}/"))
        assert "The archive of KT" not in page
    assert "Asked for by Gro Leirvåg" in text_of(visitor("finn").get("/staff/clients/"))


def test_an_alarm_of_a_case_that_a_machine_has_registered_goes_to_a_person_at_once(reference: str) -> None:
    given: dict[str, Any] = {"scopes": ("case.follow_up",), "ends_at": AT + timedelta(days=90), "at": AT}
    ask_for_client(name="The archive of KT", service="KT", by=met("gro"), **given)
    machine = next(one for one in everybody() if is_machine(one.username))
    Case.objects.filter(reference=reference).update(responsible=machine.account_id)
    missed(reference)
    told = GivenNotice.objects.filter(kind="alarm_not_looked_at").values_list("account_id", flat=True)
    assert list(told) == [met("gro").account_id]
    with pytest.raises(TeamRefused):
        add_to_team(reference=reference, account=machine.account_id, by=met("bo"), at=AT)


def test_what_one_has_asked_is_told_apart_by_its_case(reference: str) -> None:
    propose_move(
        reference=reference,
        kind="refer",
        service="SU",
        to=None,
        fields=["age_band"],
        letter="",
        by=met("bo"),
        at=AT,
    )
    for address in ("/moves/", "/my-day/"):
        assert f"Case {reference}" in text_of(visitor("bo").get(address))
