"""The plans of a case: all of them on one page, and a small page for each thing that is planned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from fristed.casework.cases.rules import day_of
from fristed.casework.plans.actions import (
    answer_alarm,
    await_sign,
    finish_task,
    forget_month,
    look_at_alarm,
    note_sign,
    promise_signs,
    read_alarm,
    read_plans,
    remember_month,
    reopen_task,
    set_task,
    withdraw_sign,
    write_contact_plan,
    write_safety_plan,
)
from fristed.casework.plans.facts import Plans
from fristed.casework.plans.queries import case_of_plans
from fristed.casework.plans.refusals import ChangedMeanwhile, PlanRefused
from fristed.casework.teams.queries import colleagues_to_choose
from fristed.interfaces.web.forms.plans import (
    AnswerForm,
    MonthForm,
    PlanForm,
    SafetyForm,
    SignForm,
    TaskForm,
    WholeTextForm,
)
from fristed.interfaces.web.once import carry_out_once, new_token
from fristed.interfaces.web.plans.shown import (
    has_tasks_of_somebody,
    names_by_account,
    shown_sign,
    shown_tasks,
)
from fristed.interfaces.web.plans.words import Words
from fristed.interfaces.web.reads import put_on_record, record_refusal
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422


def plans(request: HouseRequest, reference: str) -> HttpResponse:
    """Show all plans of a case with their words; that they are opened is on record."""
    found = read_plans(reference=reference, by=request.actor, at=request.at)
    names, today = names_by_account() if has_tasks_of_somebody(found) else {}, day_of(request.at)
    tasks = shown_tasks(found.tasks, names=names, today=today)
    signs = [shown_sign(line) for line in found.signs]
    context = {
        "plans": found,
        "reference": reference,
        "open_tasks": [one for one in tasks if one.done_at is None],
        "done_tasks": [one for one in tasks if one.done_at is not None],
        "alarms": [one for one in signs if one.line.is_open_alarm],
        "awaited": [one for one in reversed(signs) if one.line.state == "promised"],
        "past_signs": [one for one in signs if one.line.state != "promised" and not one.line.is_open_alarm],
    }
    return render(request, "fristed/plans/plans.html", context)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that may be planned: its form, its words, and the verb it calls."""

    form: Callable[..., PlanForm]
    title: Words
    explanation: Words
    button: Words
    done: Words
    verb: Callable[..., object]
    initial: Callable[[HouseRequest, Plans | None], dict[str, Any]]
    reads: bool = False


def _task_from(request: HouseRequest, _plans: Plans | None) -> dict[str, Any]:
    return {"account": request.actor.account_id, "due_date": day_of(request.at)}


def _sign_from(_request: HouseRequest, _plans: Plans | None) -> dict[str, Any]:
    return {"times": 1, "every_days": 1}


def _contact_from(_request: HouseRequest, found: Plans | None) -> dict[str, Any]:
    return {"text": found.contact.text, "version": found.contact.version} if found else {}


def _safety_from(_request: HouseRequest, found: Plans | None) -> dict[str, Any]:
    if found is None:
        return {}
    return {
        "text": found.safety.text,
        "version": found.safety.version,
        "review_date": found.safety.review_date,
    }


STEPS: dict[str, Step] = {
    "task": Step(
        TaskForm,
        _("Set a task"),
        _("Lists of the day show what kind of task it is, whose and by when. The words are sealed."),
        _("Set the task"),
        _("The task is set."),
        set_task,
        _task_from,
    ),
    "sign": Step(
        SignForm,
        _("Promise of a sign of life"),
        _(
            "If it does not come in time, an alarm goes to all who work on the case and those who stand in. "
            "It is no protection in itself: who plans to travel should be advised not to."
        ),
        _("Note the promise"),
        _("The promise is noted. If no sign comes in time, there is an alarm."),
        promise_signs,
        _sign_from,
    ),
    "contact": Step(
        WholeTextForm,
        _("How signs of life are given"),
        _("Which way, which words or signs, and what they mean. What shall we do if none comes?"),
        _("Seal it"),
        _("It is sealed."),
        write_contact_plan,
        _contact_from,
        reads=True,
    ),
    "safety": Step(
        SafetyForm,
        _("Safety plan"),
        _("What the person and those around them do if it becomes dangerous, step by step."),
        _("Seal the plan"),
        _("The safety plan is sealed."),
        write_safety_plan,
        _safety_from,
        reads=True,
    ),
    "month": Step(
        MonthForm,
        _("Remember a month"),
        _(
            "At 12, 15, 16 and 18 children decide more for themselves. The month is sealed and nobody can "
            "read it. When it comes, it becomes a task and is deleted. It is in no statistics."
        ),
        _("Seal the month"),
        _("The month is sealed."),
        remember_month,
        lambda _request, _plans: {},
    ),
}


@sensitive_post_parameters()
def step(request: HouseRequest, reference: str, name: str) -> HttpResponse:
    """Plan one thing."""
    if name not in STEPS:
        raise Http404
    chosen = STEPS[name]
    case_of_plans(request.actor, reference)
    choosable = colleagues_to_choose(request.actor) if name == "task" else ()
    if request.method == "POST":
        form = chosen.form(request.POST, people=choosable)
        put_on_record(request, "plan.form_read", subject=reference, step=name)
        return _tried(request, reference, chosen, form)
    opened = read_plans(reference=reference, by=request.actor, at=request.at) if chosen.reads else None
    if opened is None:
        put_on_record(request, "plan.form_read", subject=reference, step=name)
    form = chosen.form(initial=chosen.initial(request, opened), people=choosable)
    return _form_page(request, reference, chosen, form)


def _tried(request: HouseRequest, reference: str, chosen: Step, form: PlanForm) -> HttpResponse:
    more: dict[str, str] = {}
    form.is_valid()
    if not form.errors:
        try:
            _carried_out(request, reference, chosen, form)
        except ChangedMeanwhile as refusal:
            form.show_refusal(refusal.errors)
            more["theirs"] = refusal.newest
            assert isinstance(form, WholeTextForm)  # noqa: S101  only these are versioned
            form.take_version(refusal.version)
        except PlanRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(chosen.done))
            return redirect("case-plans", reference=reference)
    return _form_page(request, reference, chosen, form, **more)


def _carried_out(request: HouseRequest, reference: str, chosen: Step, form: PlanForm) -> None:
    """Call the verb, once for one form; a text that is changed as a whole has its version for that."""
    given = {**_who(request, reference), **_given(form)}
    if chosen.reads:
        chosen.verb(**given)
    else:
        token = request.POST.get("token") or new_token()
        carry_out_once(request, token, lambda: str(chosen.verb(**given))[:11])


def _given(form: PlanForm) -> dict[str, Any]:
    given: Callable[[], dict[str, Any]] = form.given  # type: ignore[attr-defined]
    return given()


def _who(request: HouseRequest, reference: str) -> dict[str, Any]:
    return {"reference": reference, "by": request.actor, "at": request.at}


def _form_page(
    request: HouseRequest, reference: str, chosen: Step, form: PlanForm, **more: object
) -> HttpResponse:
    context = {"step": chosen, "form": form, "reference": reference, "token": new_token(), **more}
    return render(request, "fristed/plans/step.html", context, status=REFUSED if form.errors else 200)


DONE: dict[str, tuple[Callable[..., None], Words]] = {
    "task-done": (finish_task, _("The task is done.")),
    "task-undone": (reopen_task, _("The task is open again.")),
    "sign-came": (note_sign, _("The sign of life is noted.")),
    "sign-withdrawn": (withdraw_sign, _("The sign of life is not waited for any more.")),
    "sign-awaited": (await_sign, _("The sign of life is waited for again.")),
    "alarm-looked": (look_at_alarm, _("It is noted that you look into the alarm. Answer it when you know.")),
    "month-forgotten": (forget_month, _("The sealed month is deleted.")),
}


def do(request: HouseRequest, reference: str, name: str) -> HttpResponse:
    """Do what a button says."""
    if name not in DONE:
        raise Http404
    verb, done = DONE[name]
    put_on_record(request, "plan.button_pressed", subject=reference, step=name)
    try:
        verb(key=request.POST.get("key", ""), **_who(request, reference))
    except PlanRefused as refusal:
        record_refusal(request)
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, str(done))
    return redirect("case-plans", reference=reference)


@sensitive_post_parameters()
def alarm(request: HouseRequest, reference: str, key: str) -> HttpResponse:
    """Answer an alarm with what was done."""
    found = read_alarm(reference=reference, key=key, by=request.actor, at=request.at)
    if not found.is_open_alarm:
        return redirect("case-plans", reference=reference)
    form = AnswerForm(request.POST) if request.method == "POST" else AnswerForm()
    if request.method == "POST":
        form.is_valid()
        if not form.errors:
            try:
                answer_alarm(key=key, **_who(request, reference), **form.given())
            except PlanRefused as refusal:
                form.show_refusal(refusal.errors)
            else:
                messages.success(request, str(_("The alarm is answered.")))
                return redirect("case-plans", reference=reference)
    context = {"sign": shown_sign(found), "form": form, "reference": reference}
    return render(request, "fristed/plans/alarm.html", context, status=REFUSED if form.errors else 200)
