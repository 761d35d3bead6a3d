"""The contact plan: signs of life are promised, come, or an alarm fires by the clock and is answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fristed.casework.cases.actions import block_staff, close_case
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_history
from fristed.casework.plans.actions import (
    answer_alarm,
    await_sign,
    clock,
    fire_alarms,
    look_at_alarm,
    note_sign,
    promise_signs,
    read_alarm,
    read_plans,
    tell_leaders,
    withdraw_sign,
)
from fristed.casework.plans.codes import SignState
from fristed.casework.plans.models import Alarm, Sign
from fristed.casework.plans.queries import day_for
from fristed.casework.plans.refusals import PlanRefused
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.days import OSLO
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.notifying.models import GivenNotice
from fristed.foundation.vault.models import SealedField
from tests.unit.casework.plans.cast import (
    AT,
    AUD,
    BERIT,
    BO,
    HEGE,
    HOUR,
    SIRI,
    account,
    met,
    outline,
    settled,
)

pytestmark = pytest.mark.django_db
MONDAY = date(2024, 3, 18)
DUE = datetime(2024, 3, 18, 18, tzinfo=OSLO)
PROMISE: dict[str, Any] = {"first_date": MONDAY, "by_time": time(18), "every_days": 1, "times": 1}


@pytest.fixture
def reference() -> str:
    return settled()


def promised(reference: str, **changes: Any) -> str:
    """Promise a sign of life, and give the key of the first."""
    promise_signs(reference=reference, **{**PROMISE, **changes}, by=met(AUD), at=AT)
    return Sign.objects.order_by("due_at").values_list("key", flat=True)[0]


def told(kind: str) -> set[int]:
    return set(GivenNotice.objects.filter(kind=kind).values_list("account_id", flat=True))


def state(reference: str) -> SignState:
    [line] = read_plans(reference=reference, by=met(AUD), at=AT).signs
    return line.state


def test_an_alarm_fires_when_the_time_has_come_and_not_before(reference: str) -> None:
    promised(reference)
    assert fire_alarms(by=SYSTEM, at=DUE - timedelta(seconds=1)) == 0
    assert state(reference) == SignState.PROMISED
    assert fire_alarms(by=SYSTEM, at=DUE) == 1
    assert state(reference) == SignState.MISSED
    assert outline(reference).alarms == 1


def test_it_goes_to_the_responsible_the_team_and_the_stand_in_and_to_nobody_else(reference: str) -> None:
    promised(reference)
    fire_alarms(by=SYSTEM, at=DUE)
    assert told("alarm") == {AUD, BERIT, SIRI}
    [siri, *_] = [day_for(met(one, DUE + HOUR)).alarms for one in (SIRI, BERIT, AUD)]
    assert [line.reference for line in siri] == [reference]


def test_who_is_shut_out_is_not_told(reference: str) -> None:
    promised(reference)
    block_staff(reference=reference, account=BERIT, by=met(AUD), at=AT)
    fire_alarms(by=SYSTEM, at=DUE)
    assert told("alarm") == {AUD, SIRI}
    assert day_for(met(BERIT, DUE)).alarms == ()


def test_however_often_the_clock_is_asked_there_is_one_alarm_and_one_notice_to_each(reference: str) -> None:
    promised(reference)
    assert [fire_alarms(by=SYSTEM, at=DUE + n * HOUR) for n in range(5)] == [1, 0, 0, 0, 0]
    assert Alarm.objects.count() == 1
    assert GivenNotice.objects.filter(kind="alarm").count() == 3
    assert AuditLine.objects.filter(event="plan.alarm_fired").count() == 1


def test_what_fails_half_way_leaves_nothing_and_is_done_the_next_time(
    reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    promised(reference)

    def broken(**_given: Any) -> None:
        raise OSError("no room")

    with monkeypatch.context() as patched:
        patched.setattr(clock, "notify", broken)
        with pytest.raises(OSError, match="no room"):
            fire_alarms(by=SYSTEM, at=DUE)
    assert (Alarm.objects.count(), GivenNotice.objects.count()) == (0, 0)
    assert fire_alarms(by=SYSTEM, at=DUE) == 1


def test_one_that_cannot_be_fired_keeps_no_other_from_it(
    reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    promised(reference, times=3)
    real, first = clock._fired, Sign.objects.order_by("due_at").values_list("pk", flat=True)[0]

    def fired(key: int, **given: Any) -> bool:
        if key == first:
            raise OSError("no room")
        return real(key, **given)

    monkeypatch.setattr(clock, "_fired", fired)
    with pytest.raises(OSError, match="no room"):
        fire_alarms(by=SYSTEM, at=DUE + timedelta(days=3))
    assert Alarm.objects.count() == 2


def test_the_database_takes_one_alarm_for_a_sign(reference: str) -> None:
    promised(reference)
    fire_alarms(by=SYSTEM, at=DUE)
    sign = Sign.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Alarm.objects.create(case=sign.case, sign=sign, fired_at=DUE)


def test_a_sign_that_came_or_was_withdrawn_fires_nothing(reference: str) -> None:
    first = promised(reference, times=2)
    second = Sign.objects.exclude(key=first).get().key
    note_sign(reference=reference, key=first, by=met(BERIT), at=DUE - HOUR)
    withdraw_sign(reference=reference, key=second, by=met(AUD), at=DUE)
    assert fire_alarms(by=SYSTEM, at=DUE + timedelta(days=9)) == 0
    states = {line.key: line.state for line in read_plans(reference=reference, by=met(AUD), at=DUE).signs}
    assert states == {first: SignState.KEPT, second: SignState.WITHDRAWN}


@pytest.mark.parametrize("verb", [note_sign, withdraw_sign])
def test_a_sign_noted_by_mistake_is_waited_for_again_and_its_alarm_fires(
    reference: str, verb: Callable[..., None]
) -> None:
    key = promised(reference)
    verb(reference=reference, key=key, by=met(BERIT), at=AT)
    await_sign(reference=reference, key=key, by=met(AUD), at=AT + HOUR)
    assert state(reference) == SignState.PROMISED
    assert fire_alarms(by=SYSTEM, at=DUE) == 1
    assert AuditLine.objects.filter(event="plan.sign_awaited_again", subject=reference).count() == 1


def test_a_sign_is_waited_for_again_only_where_it_was_noted_and_nothing_else_is_promised_then(
    reference: str,
) -> None:
    key = promised(reference)
    with pytest.raises(PlanRefused, match="no such sign"):
        await_sign(reference=reference, key=key, by=met(AUD), at=AT)
    withdraw_sign(reference=reference, key=key, by=met(AUD), at=AT)
    promise_signs(reference=reference, **PROMISE, by=met(AUD), at=AT)
    with pytest.raises(PlanRefused, match="promised for one of these times"):
        await_sign(reference=reference, key=key, by=met(AUD), at=AT)
    fire_alarms(by=SYSTEM, at=DUE)
    fired = Alarm.objects.get().sign.key
    answer_alarm(reference=reference, key=fired, answer="reached", text="Rang.", by=met(AUD, DUE), at=DUE)
    with pytest.raises(PlanRefused, match="no such sign"):
        await_sign(reference=reference, key=fired, by=met(AUD, DUE), at=DUE)


def test_an_alarm_of_a_case_closed_meanwhile_fires_all_the_same(reference: str) -> None:
    promised(reference)
    close_case(reference=reference, on_date=AT.date(), by=met(AUD), at=AT)
    assert fire_alarms(by=SYSTEM, at=DUE) == 1


def test_the_leader_is_told_when_nobody_has_looked_within_a_day_and_once(reference: str) -> None:
    promised(reference)
    fire_alarms(by=SYSTEM, at=DUE)
    assert tell_leaders(by=SYSTEM, at=DUE + timedelta(hours=23, minutes=59)) == 0
    assert [tell_leaders(by=SYSTEM, at=DUE + timedelta(days=n)) for n in (1, 2)] == [1, 0]
    assert told("alarm_not_looked_at") == {HEGE}


def test_the_leader_is_not_told_of_one_that_is_looked_into(reference: str) -> None:
    key = promised(reference)
    fire_alarms(by=SYSTEM, at=DUE)
    look_at_alarm(reference=reference, key=key, by=met(SIRI, DUE + HOUR), at=DUE + HOUR)
    assert tell_leaders(by=SYSTEM, at=DUE + timedelta(days=3)) == 0
    line = read_alarm(reference=reference, key=key, by=met(AUD, DUE), at=DUE + HOUR)
    assert (line.looked_by, line.answered_at) == (f"p{SIRI}", None)


def test_where_nobody_works_on_the_case_the_leader_is_told_at_once(reference: str) -> None:
    promised(reference)
    Case.objects.update(responsible=None)
    block_staff(reference=reference, account=BERIT, by=met(AUD), at=AT)
    block_staff(reference=reference, account=SIRI, by=met(AUD), at=AT)
    fire_alarms(by=SYSTEM, at=DUE)
    assert (told("alarm"), told("alarm_not_looked_at")) == (set(), {HEGE})
    assert tell_leaders(by=SYSTEM, at=DUE + timedelta(days=2)) == 0


def test_a_leader_to_whom_the_case_is_shut_is_told_without_its_reference(reference: str) -> None:
    promised(reference)
    block_staff(reference=reference, account=HEGE, by=met(AUD), at=AT)
    fire_alarms(by=SYSTEM, at=DUE)
    tell_leaders(by=SYSTEM, at=DUE + timedelta(days=1))
    assert GivenNotice.objects.get(account_id=HEGE).reference == ""


def test_a_leader_to_whom_the_case_is_shut_hears_nothing_where_another_may_see_it(reference: str) -> None:
    promised(reference)
    account(77, "MR", "service_leader")
    block_staff(reference=reference, account=HEGE, by=met(AUD), at=AT)
    fire_alarms(by=SYSTEM, at=DUE)
    tell_leaders(by=SYSTEM, at=DUE + timedelta(days=1))
    assert told("alarm_not_looked_at") == {77}


def test_an_answer_says_what_was_done_and_its_words_are_sealed(reference: str) -> None:
    key = promised(reference)
    fire_alarms(by=SYSTEM, at=DUE)
    late = DUE + 5 * HOUR
    answer_alarm(
        reference=reference,
        key=key,
        answer="reached",
        text="She rang from a friend.",
        by=met(SIRI, late),
        at=late,
    )
    [line] = read_plans(reference=reference, by=met(AUD, late), at=late).signs
    assert (line.state, line.answer, line.text) == (SignState.LATE, "reached", "She rang from a friend.")
    assert all(b"rang" not in bytes(row.sealed) for row in SealedField.objects.all())
    assert "plan.alarm_answered" in {one.event for one in case_history(met(AUD), reference)}
    with pytest.raises(PlanRefused, match="no alarm"):
        answer_alarm(reference=reference, key=key, answer="police", text="x", by=met(AUD, late), at=late)


def test_one_who_is_not_reached_stays_missed(reference: str) -> None:
    key = promised(reference)
    fire_alarms(by=SYSTEM, at=DUE)
    answer_alarm(reference=reference, key=key, answer="police", text="Told.", by=met(AUD, DUE), at=DUE + HOUR)
    assert state(reference) == SignState.MISSED
    assert day_for(met(AUD, DUE + HOUR)).alarms == ()


@pytest.mark.parametrize(
    ("answer", "text", "field"),
    [("reached", " ", "text"), ("fine", "x", "answer"), ("police", "Ring 912 34 567", "text")],
)
def test_an_answer_without_words_unknown_or_with_marks_is_refused(
    reference: str, answer: str, text: str, field: str
) -> None:
    key = promised(reference)
    fire_alarms(by=SYSTEM, at=DUE)
    with pytest.raises(PlanRefused) as refused:
        answer_alarm(reference=reference, key=key, answer=answer, text=text, by=met(AUD, DUE), at=DUE)
    assert set(refused.value.errors) == {field}
    assert Alarm.objects.get().answered_at is None


def test_the_last_answer_of_a_case_takes_its_alarms_off_everybodys_start_page(reference: str) -> None:
    promised(reference, times=2)
    late = DUE + timedelta(days=2)
    fire_alarms(by=SYSTEM, at=late)
    unread = []
    for sign in Sign.objects.order_by("due_at"):
        answer_alarm(
            reference=reference, key=sign.key, answer="reached", text="Rang.", by=met(AUD, late), at=late
        )
        unread.append(GivenNotice.objects.filter(kind="alarm", read_at=None).exists())
    assert unread == [True, False]


def test_a_sign_with_an_open_alarm_is_answered_not_noted(reference: str) -> None:
    key = promised(reference)
    fire_alarms(by=SYSTEM, at=DUE)
    for verb in (note_sign, withdraw_sign):
        with pytest.raises(PlanRefused, match="Answer it"):
            verb(reference=reference, key=key, by=met(AUD, DUE), at=DUE)


def test_several_signs_come_at_the_same_time_of_the_day_over_the_change_of_the_clock(reference: str) -> None:
    promised(reference, first_date=date(2024, 3, 29), every_days=2, times=3)
    hours = [row.due_at.astimezone(OSLO).hour for row in Sign.objects.order_by("due_at")]
    assert hours == [18, 18, 18]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_date": None}, "first_date"),
        ({"first_date": date(2024, 3, 10)}, "first_date"),
        ({"first_date": date(2024, 3, 11), "by_time": time(9)}, "by_time"),
        ({"times": 0}, "times"),
        ({"times": 61}, "times"),
        ({"times": 2, "every_days": 0}, "every_days"),
        ({"times": 2, "every_days": None}, "every_days"),
        ({"times": 60, "every_days": 31}, "times"),
    ],
)
def test_a_promise_must_lie_ahead_and_be_of_a_size(reference: str, changes: Any, field: str) -> None:
    with pytest.raises(PlanRefused) as refused:
        promised(reference, **changes)
    assert set(refused.value.errors) == {field}
    assert Sign.objects.count() == 0


def test_the_same_time_is_promised_once(reference: str) -> None:
    promised(reference)
    with pytest.raises(PlanRefused, match="already"):
        promised(reference)


def test_another_service_and_programs_get_nothing(reference: str) -> None:
    key = promised(reference)
    fire_alarms(by=SYSTEM, at=DUE)
    with pytest.raises(CaseNotFound):
        read_plans(reference=reference, by=met(BO), at=AT)
    with pytest.raises(CaseNotFound):
        look_at_alarm(reference=reference, key=key, by=met(BO), at=AT)
    with pytest.raises(NotPermitted):
        fire_alarms(by=met(HEGE), at=DUE)
