"""Outreach: what waits, requests, the shared calendar, one assignment with its steps, and weeks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from fristed.casework.assignments import actions, queries
from fristed.casework.assignments.codes import OVER, State
from fristed.casework.assignments.facts import AssignmentDetail
from fristed.casework.assignments.refusals import OutreachRefused
from fristed.casework.cases.rules import day_of
from fristed.interfaces.web import formats
from fristed.interfaces.web.forms.housing import ChainForm
from fristed.interfaces.web.forms.outreach import (
    CancelForm,
    CorrectForm,
    FeedbackForm,
    HeldForm,
    HoldForm,
    PassOnForm,
    PlanForm,
    RequestForm,
    StepForm,
    WeekForm,
    WhyForm,
)
from fristed.interfaces.web.once import carry_out_once, new_token
from fristed.interfaces.web.outreach.shown import (
    facts_in_words,
    feedback_shown,
    first_after,
    first_of,
    month_name,
    month_shown,
    shown_assignment,
    shown_week,
    steps_now,
    weekdays,
)
from fristed.interfaces.web.outreach.words import FACTS, STATES
from fristed.interfaces.web.plans.words import Words
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422
WEEK = timedelta(days=7)
FIRST_YEAR, LAST_YEAR = 2015, 2100


def version_of(request: HouseRequest) -> int | None:
    """Give the version that somebody has looked at, or nothing."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000000") else None


def outreach(request: HouseRequest) -> HttpResponse:
    """Show what waits for the own service, who asks for help, and this week."""
    today = day_of(request.at)
    monday = today - timedelta(days=today.weekday())
    found = queries.board_of(request.actor, monday, monday + WEEK)
    context = {
        "parts": [
            ("answer", _("To answer"), list(map(shown_assignment, found.to_answer))),
            ("help", _("Others ask for help"), list(map(shown_assignment, found.asking_for_help))),
            ("week", _("This week, all services"), list(map(shown_assignment, found.in_days))),
            ("way", _("Under way in your service"), list(map(shown_assignment, found.under_way))),
            ("said", _("Held, no feedback noted"), list(map(shown_assignment, found.without_feedback))),
        ],
        "is_witness": queries.is_called_as_witness(request.actor),
    }
    return render(request, "fristed/outreach/start.html", context)


def requests(request: HouseRequest) -> HttpResponse:
    """List what agencies ask for and nobody has answered, and what help is asked for with."""
    context = {
        "parts": [
            ("answer", _("Not answered"), _shown(queries.assignments_to_answer(request.actor))),
            ("help", _("Others ask for help"), _shown(queries.calls_for_help(request.actor))),
        ],
    }
    return render(request, "fristed/outreach/requests.html", context)


def _shown(lines: Any) -> list[Any]:
    return [shown_assignment(one) for one in lines]


def calendar(request: HouseRequest) -> HttpResponse:
    """Show a month of all services as a table and as a list."""
    today = day_of(request.at)
    first = _month_asked(request, today)
    after = first_after(first.year, first.month)
    lines = queries.calendar_of(request.actor, first, after)
    weeks = queries.weeks_between(request.actor, first, after)
    before = first - timedelta(days=1)
    context = {
        "title": month_name(first),
        "weekdays": weekdays(),
        "month": month_shown(first, after, lines, weeks, today=today),
        "lines": _shown(lines),
        "weeks": [shown_week(one) for one in weeks],
        "before": first_of(before.year, before.month),
        "after": after,
    }
    return render(request, "fristed/outreach/calendar.html", context)


def _month_asked(request: HouseRequest, today: date) -> date:
    asked = request.GET.get("month", "")
    if not asked:
        return first_of(today.year, today.month)
    year, _dash, month = asked.partition("-")
    if not (year.isascii() and month.isascii() and year.isdigit() and month.isdigit()):
        raise Http404
    if not (FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(month) <= len("JFMAMJJASOND")):
        raise Http404
    return first_of(int(year), int(month))


def _week_choices(request: HouseRequest) -> list[tuple[str, str]]:
    return [
        (one.reference, f"{formats.day(one.first_date)} – {formats.day(one.last_date)}")
        for one in queries.own_weeks(request.actor)
    ]


def ask(request: HouseRequest) -> HttpResponse:
    """Note that an agency asks for an assignment."""
    form = RequestForm(_posted(request), initial=_today(request, "on_date"))
    return _make(
        request, form, actions.request_assignment, str(_("The request is noted.")), _("Note a request")
    )


def note_held(request: HouseRequest) -> HttpResponse:
    """Note an assignment that was held."""
    form = HeldForm(_posted(request), weeks=_week_choices(request), initial=_today(request, "on_date"))
    done, title = str(_("The assignment is noted.")), _("Note an assignment that was held")
    return _make(request, form, actions.note_held_assignment, done, title)


def _posted(request: HouseRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _today(request: HouseRequest, *names: str) -> dict[str, Any]:
    return dict.fromkeys(names, day_of(request.at)) | {"form": "physical"}


def _make(
    request: HouseRequest, form: ChainForm, verb: Callable[..., str], done: str, title: Words
) -> HttpResponse:
    token = request.POST.get("token") or new_token()
    if request.method == "POST" and form.is_valid():
        given = {**form.given(), "by": request.actor, "at": request.at}
        try:
            reference = carry_out_once(request, token, lambda: verb(**given))
        except OutreachRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, done)
            return redirect("outreach-assignment", reference=reference)
    context = {"form": form, "token": token, "title": title}
    return render(request, "fristed/outreach/make.html", context, status=REFUSED if form.errors else 200)


def assignment(request: HouseRequest, reference: str) -> HttpResponse:
    """Show one assignment, and what may be done with it."""
    found = queries.assignment_detail(request.actor, reference)
    pages, buttons = steps_now(found)
    answers, questions = feedback_shown(found)
    context = {
        "found": found,
        "shown": shown_assignment(found.line),
        "facts": facts_in_words(found, FACTS),
        "answers": answers,
        "questions": questions,
        "history": [(STATES[one.state], one.service, one.on_date) for one in found.steps],
        "pages": [(name, STEPS[name].title) for name in pages],
        "buttons": [(name, STEPS[name].title) for name in buttons],
    }
    return render(request, "fristed/outreach/assignment.html", context)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its form, its words, and the verb it calls with what besides."""

    form: type[StepForm] | type[CorrectForm]
    title: Words
    done: Words
    verb: Callable[..., object]
    more: tuple[tuple[str, object], ...] = ()
    explanation: Words = ""


STEPS: dict[str, Step] = {
    "accept": Step(StepForm, _("Say yes"), _("It is accepted."), actions.accept_assignment),
    "pass-on": Step(
        PassOnForm,
        _("Pass it on"),
        _("It is passed on."),
        actions.pass_on_assignment,
        explanation=_("The other service answers. A day that is agreed on is taken out."),
    ),
    "decline": Step(WhyForm, _("Decline"), _("It is declined."), actions.decline_assignment),
    "plan": Step(PlanForm, _("Agree on a day"), _("The day is noted."), actions.plan_assignment),
    "hold": Step(HoldForm, _("It was held"), _("It is noted that it was held."), actions.hold_assignment),
    "cancel": Step(CancelForm, _("Call it off"), _("It is called off."), actions.cancel_assignment),
    "help": Step(
        StepForm,
        _("We need help with this one"),
        _("The other services see that you need help."),
        actions.ask_for_help,
        (("needs", True),),
    ),
    "no-help": Step(
        StepForm,
        _("We manage ourselves"),
        _("Nobody is asked for help any more."),
        actions.ask_for_help,
        (("needs", False),),
    ),
    "take": Step(
        StepForm, _("We take it"), _("Your service has the assignment now."), actions.take_assignment
    ),
    "join": Step(
        StepForm,
        _("We take part"),
        _("Your service takes part. The other service still has the assignment."),
        actions.join_assignment,
    ),
    "correct": Step(CorrectForm, _("Correct"), _("It is corrected."), actions.correct_assignment),
    "feedback": Step(
        FeedbackForm,
        _("Note feedback"),
        _("The feedback is noted, and the contact is taken out."),
        actions.note_feedback,
        explanation=_("How many gave which answer. Leave empty what nobody answered."),
    ),
}


def step(request: HouseRequest, reference: str, name: str) -> HttpResponse:
    """Take one step with an assignment."""
    if name not in STEPS:
        raise Http404
    chosen, found = STEPS[name], queries.assignment_detail(request.actor, reference)
    form = chosen.form(_posted(request), **_for_step(request, name, found))
    if request.method == "POST" and form.is_valid():
        given = {**form.given(), **dict(chosen.more), "by": request.actor, "at": request.at}
        try:
            chosen.verb(reference=reference, version=version_of(request), **given)
        except OutreachRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(chosen.done))
            return redirect("outreach-assignment", reference=reference)
    context = {
        "step": chosen,
        "form": form,
        "reference": reference,
        "version": request.POST.get("version") or found.line.version,
        "shown": shown_assignment(found.line),
    }
    return render(request, "fristed/outreach/step.html", context, status=REFUSED if form.errors else 200)


def _for_step(request: HouseRequest, name: str, found: AssignmentDetail) -> dict[str, Any]:
    """Give what the form of a step needs."""
    today = day_of(request.at)
    if name == "correct":
        state = State(found.line.state)
        draft = found.draft
        names = (*draft.__slots__,)
        noted = {one: getattr(draft, one) for one in names}
        noted |= {"held_date": found.held_date, "participants": found.participants}
        return {"initial": noted, "is_held": state == State.HELD, "is_over": state in OVER}
    planned = found.planned_date
    return {
        "weeks": _week_choices(request) if name == "hold" else (),
        "own": request.actor.service or "",
        "initial": {
            "on_date": planned if planned and planned <= today else today,
            "planned_date": planned or found.draft.wished_date,
        },
    }


def weeks(request: HouseRequest) -> HttpResponse:
    """Show the weeks of competence-raising of a year, and note one."""
    year = _year_asked(request)
    form = WeekForm(_posted(request)) if request.POST.get("step") != "remove" else WeekForm()
    refused = False
    if request.method == "POST":
        who: dict[str, Any] = {"by": request.actor, "at": request.at}
        try:
            if request.POST.get("step") == "remove":
                reference = request.POST.get("reference", "")
                actions.remove_week(reference=reference, version=version_of(request), **who)
                messages.success(request, str(_("The week is taken out.")))
                return redirect("outreach-weeks")
            if form.is_valid():
                actions.note_week(**form.given(), **who)
                messages.success(request, str(_("The week is noted.")))
                return redirect("outreach-weeks")
        except OutreachRefused as refusal:
            form = WeekForm(request.POST)
            form.is_valid()
            form.show_refusal(refusal.errors)
        refused = bool(form.errors)
    context = {
        "year": year,
        "weeks": [shown_week(one) for one in queries.weeks_of(request.actor, year)],
        "form": form,
    }
    return render(request, "fristed/outreach/weeks.html", context, status=REFUSED if refused else 200)


def _year_asked(request: HouseRequest) -> int:
    text = request.GET.get("year", "")
    if not text:
        return day_of(request.at).year
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise Http404
    return int(text)
