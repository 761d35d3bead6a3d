"""Tasks, texts that are changed as a whole, sealed months, saved filters, and what a day and a leader see."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers

from fristed.casework.cases.actions import block_staff, close_case, register_case
from fristed.casework.cases.fact_queries import case_facts
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.plans.actions import (
    finish_task,
    fire_months,
    fire_reviews,
    forget_month,
    read_plans,
    remember_month,
    remove_filter,
    reopen_task,
    save_filter,
    set_task,
    write_contact_plan,
    write_safety_plan,
)
from fristed.casework.plans.models import MonthReminder, SafetyPlan, SavedFilter, Task
from fristed.casework.plans.queries import day_for, oversight_of, saved_filters_of
from fristed.casework.plans.refusals import ChangedMeanwhile, PlanRefused
from fristed.casework.plans.rules import age_of_text
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.notifying.models import GivenNotice
from fristed.foundation.vault.models import SealedField
from tests.spec.cast import at_ten, plain_case
from tests.unit.casework.plans.cast import AT, AUD, BERIT, BO, DAY, HEGE, SIRI, WEEK, met, outline, settled

pytestmark = pytest.mark.django_db
TODAY = AT.date()
TASK: dict[str, Any] = {"kind": "call", "account": AUD, "due_date": TODAY, "text": "Ring the school nurse."}


@pytest.fixture
def reference() -> str:
    return settled()


def given(reference: str, by: int = AUD, **changes: Any) -> str:
    return set_task(reference=reference, **{**TASK, **changes}, by=met(by), at=AT)


def test_the_words_of_a_task_are_sealed_and_read_back(reference: str) -> None:
    given(reference)
    [task] = read_plans(reference=reference, by=met(BERIT), at=AT).tasks
    assert (task.text, task.kind, task.account_id) == ("Ring the school nurse.", "call", AUD)
    stored = serializers.serialize("json", Task.objects.all())
    assert "nurse" not in stored
    assert all(b"nurse" not in bytes(row.sealed) for row in SealedField.objects.all())


def test_who_is_set_a_task_by_somebody_else_is_told(reference: str) -> None:
    given(reference)
    assert GivenNotice.objects.count() == 0
    given(reference, account=BERIT)
    assert list(GivenNotice.objects.values_list("account_id", "kind")) == [(BERIT, "task_given")]


def test_a_task_is_done_and_undone(reference: str) -> None:
    key = given(reference)
    finish_task(reference=reference, key=key, by=met(BERIT), at=AT)
    assert outline(reference).open_tasks == 0
    with pytest.raises(PlanRefused):
        finish_task(reference=reference, key=key, by=met(AUD), at=AT)
    reopen_task(reference=reference, key=key, by=met(AUD), at=AT)
    assert (outline(reference).open_tasks, outline(reference).first_due_date) == (1, TODAY)


def test_a_stand_in_sees_what_must_be_answered_until_the_time_is_over(reference: str) -> None:
    given(reference, account=BERIT)
    assert [one.reference for one in day_for(met(SIRI)).due] == [reference]
    later = AT + 5 * WEEK
    assert day_for(met(SIRI, later)).overdue == ()
    assert [one.reference for one in day_for(met(BERIT, later)).overdue] == [reference]


def test_a_task_of_nobody_is_in_the_day_of_all_who_work_on_the_case(reference: str) -> None:
    given(reference, account=None)
    seen = {one: len(day_for(met(one)).due) for one in (AUD, BERIT, SIRI, HEGE, BO)}
    assert seen == {AUD: 1, BERIT: 1, SIRI: 1, HEGE: 0, BO: 0}


def test_a_task_in_a_case_that_was_shut_is_in_nobodys_day_who_is_shut_out(reference: str) -> None:
    given(reference, account=BERIT)
    block_staff(reference=reference, account=BERIT, by=met(AUD), at=AT)
    assert day_for(met(BERIT)).due == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"account": BO}, "account"),
        ({"kind": "nothing"}, "kind"),
        ({"due_date": None}, "due_date"),
        ({"due_date": TODAY - timedelta(days=1)}, "due_date"),
        ({"text": "Her number is 912 34 567."}, "text"),
        ({"kind": "other", "text": " "}, "text"),
    ],
)
def test_an_unfit_task_is_refused_and_nothing_is_sealed(reference: str, changes: Any, field: str) -> None:
    with pytest.raises(PlanRefused) as refused:
        given(reference, **changes)
    assert field in refused.value.errors
    assert (Task.objects.count(), SealedField.objects.count()) == (0, 0)


def test_nothing_is_planned_in_a_closed_case(reference: str) -> None:
    close_case(reference=reference, on_date=TODAY, by=met(AUD), at=AT)
    with pytest.raises(PlanRefused, match="closed"):
        given(reference)


def test_the_second_writer_sees_both_texts_and_none_is_lost(reference: str) -> None:
    write_contact_plan(reference=reference, text="A blue heart.", version=0, by=met(AUD), at=AT)
    with pytest.raises(ChangedMeanwhile) as refused:
        write_contact_plan(reference=reference, text="A green heart.", version=0, by=met(BERIT), at=AT)
    assert (refused.value.newest, refused.value.version) == ("A blue heart.", 1)
    write_contact_plan(reference=reference, text="Both.", version=1, by=met(BERIT), at=AT)
    contact = read_plans(reference=reference, by=met(AUD), at=AT).contact
    assert (contact.text, contact.version, contact.written_by) == ("Both.", 2, f"p{BERIT}")


def test_the_same_text_sent_twice_is_stored_once_and_is_no_quarrel(reference: str) -> None:
    for _ in range(2):
        write_contact_plan(reference=reference, text="A blue heart.", version=0, by=met(AUD), at=AT)
    assert read_plans(reference=reference, by=met(AUD), at=AT).contact.version == 1


def test_a_safety_plan_is_to_be_looked_at_again_and_that_is_told_once_for_each_date(reference: str) -> None:
    written = {"reference": reference, "text": "A bag by the door.", "by": met(AUD), "at": AT}
    write_safety_plan(review_date=TODAY + WEEK, version=0, **written)
    assert fire_reviews(by=SYSTEM, at=AT) == 0
    then = AT + WEEK
    assert [fire_reviews(by=SYSTEM, at=then) for _ in range(3)] == [1, 0, 0]
    assert GivenNotice.objects.filter(kind="review_due").count() == 3
    assert [one.review_date for one in day_for(met(SIRI, then)).reviews] == [TODAY + WEEK]
    write_safety_plan(review_date=TODAY + 2 * WEEK, version=1, **written)
    assert SafetyPlan.objects.get().told_at is None
    assert fire_reviews(by=SYSTEM, at=AT + 2 * WEEK) == 1


def test_a_month_is_sealed_until_it_comes_and_then_deleted_and_a_task(reference: str) -> None:
    remember_month(reference=reference, month=date(2024, 5, 20), age=18, by=met(AUD), at=AT)
    kept = " ".join(
        serializers.serialize("json", model.objects.all())
        for room in ("plans", "audit", "notifying")
        for model in apps.get_app_config(room).get_models()
    )
    assert "2024-05" not in kept
    assert fire_months(by=SYSTEM, at=at_ten(date(2024, 4, 1))) == 0
    assert [fire_months(by=SYSTEM, at=at_ten(date(2024, 5, 1))) for _ in range(2)] == [1, 0]
    assert MonthReminder.objects.count() == 0
    assert set(SealedField.objects.values_list("table", flat=True)) == {"plan_task"}
    [task] = read_plans(reference=reference, by=met(AUD), at=AT).tasks
    assert (task.kind, age_of_text(task.text), task.account_id) == ("reminder", 18, None)
    assert GivenNotice.objects.filter(kind="month_came").count() == 2


def test_a_sealed_month_is_opened_once_in_a_month_and_by_the_clock_alone(reference: str) -> None:
    remember_month(reference=reference, month=date(2026, 1, 1), age=12, by=met(AUD), at=AT)
    opened = AuditLine.objects.filter(event="vault.opened")
    fire_months(by=SYSTEM, at=AT)
    assert opened.count() == 0
    for hour in range(5):
        fire_months(by=SYSTEM, at=at_ten(date(2024, 4, 2)) + timedelta(hours=hour))
    assert opened.count() == 1
    plans = read_plans(reference=reference, by=met(AUD), at=AT)
    assert len(plans.months) == 1
    assert "2026" not in str(asdict(plans))


def test_a_month_that_has_begun_or_another_age_is_refused(reference: str) -> None:
    for month, age, field in (
        (date(2024, 3, 1), 18, "month"),
        (date(2024, 9, 1), 17, "age"),
        (None, 18, "month"),
    ):
        with pytest.raises(PlanRefused) as refused:
            remember_month(reference=reference, month=month, age=age, by=met(AUD), at=AT)
        assert set(refused.value.errors) == {field}


def test_a_month_can_be_forgotten_unopened(reference: str) -> None:
    key = remember_month(reference=reference, month=date(2025, 1, 1), age=16, by=met(AUD), at=AT)
    forget_month(reference=reference, key=key, by=met(BERIT), at=AT)
    assert (MonthReminder.objects.count(), SealedField.objects.count()) == (0, 0)
    assert not AuditLine.objects.filter(event="vault.opened").exists()


def test_what_was_destroyed_is_no_obstacle_to_the_clock(reference: str) -> None:
    remember_month(reference=reference, month=date(2024, 5, 1), age=18, by=met(AUD), at=AT)
    SealedField.objects.all().delete()
    assert fire_months(by=SYSTEM, at=at_ten(date(2024, 5, 2))) == 0
    assert MonthReminder.objects.count() == 0


def test_the_facts_that_are_counted_hold_nothing_of_plans(reference: str) -> None:
    before = [asdict(fact) for fact in case_facts()]
    remember_month(reference=reference, month=date(2024, 5, 1), age=18, by=met(AUD), at=AT)
    given(reference)
    write_safety_plan(reference=reference, text="x", review_date=TODAY, version=0, by=met(AUD), at=AT)
    assert [asdict(fact) for fact in case_facts()] == before


def test_a_leader_sees_how_much_each_has_and_what_has_gone_quiet(reference: str) -> None:
    given(reference, account=BERIT, due_date=TODAY)
    other = register_case(draft=plain_case("KT", DAY), by=met(BO), at=AT).reference
    seen = oversight_of(met(HEGE, AT + 2 * WEEK))
    loads = {one.account_id: (one.open_cases, one.open_tasks, one.overdue_tasks) for one in seen.loads}
    assert loads == {AUD: (1, 0, 0), BERIT: (0, 1, 1)}
    assert ([one.reference for one in seen.quiet], seen.quiet_total) == ([reference], 1)
    assert other not in {one.reference for one in seen.quiet}
    with pytest.raises(NotPermitted):
        oversight_of(met(AUD))


def test_what_is_shut_to_the_leader_is_in_no_number(reference: str) -> None:
    given(reference, account=BERIT)
    block_staff(reference=reference, account=HEGE, by=met(AUD), at=AT)
    seen = oversight_of(met(HEGE, AT + 4 * WEEK))
    assert (seen.loads, seen.quiet, seen.waiting) == ((), (), 0)


def test_a_filter_is_kept_by_its_codes_once_and_for_its_owner(reference: str) -> None:
    codes = {"status": "open", "year": "2024", "reference": "ABCDE-FGHJK", "age_band": ""}
    keys = {save_filter(codes=codes, by=met(AUD), at=AT) for _ in range(2)}
    [kept] = saved_filters_of(met(AUD))
    assert (keys, kept.codes) == ({kept.key}, {"year": "2024", "status": "open"})
    assert saved_filters_of(met(BERIT)) == ()
    with pytest.raises(PlanRefused):
        remove_filter(key=kept.key, by=met(BERIT), at=AT)
    remove_filter(key=kept.key, by=met(AUD), at=AT)
    assert SavedFilter.objects.count() == 0


def test_nobody_of_another_service_plans_anything(reference: str) -> None:
    with pytest.raises(CaseNotFound):
        given(reference, by=BO)
    with pytest.raises(CaseNotFound):
        write_contact_plan(reference=reference, text="x", version=0, by=met(BO), at=AT)
