"""The verbs of plans: tasks, contact plan and alarms, safety plan, sealed months, saved filters."""

from __future__ import annotations

from fristed.casework.plans.actions.clock import fire_alarms, fire_months, fire_reviews, tell_leaders
from fristed.casework.plans.actions.filters import remove_filter, save_filter
from fristed.casework.plans.actions.months import forget_month, remember_month
from fristed.casework.plans.actions.reading import read_alarm, read_plans, read_tasks
from fristed.casework.plans.actions.signs import (
    answer_alarm,
    await_sign,
    look_at_alarm,
    note_sign,
    promise_signs,
    withdraw_sign,
)
from fristed.casework.plans.actions.tasks import finish_task, reopen_task, set_task
from fristed.casework.plans.actions.texts import write_contact_plan, write_safety_plan

__all__ = [
    "answer_alarm",
    "await_sign",
    "finish_task",
    "fire_alarms",
    "fire_months",
    "fire_reviews",
    "forget_month",
    "look_at_alarm",
    "note_sign",
    "promise_signs",
    "read_alarm",
    "read_plans",
    "read_tasks",
    "remember_month",
    "remove_filter",
    "reopen_task",
    "save_filter",
    "set_task",
    "tell_leaders",
    "withdraw_sign",
    "write_contact_plan",
    "write_safety_plan",
]
