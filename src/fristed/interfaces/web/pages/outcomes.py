"""Outcomes: closing with one, the state, the three questions, and what is due after six months."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.facts import CaseDetail
from fristed.casework.cases.rules import day_of
from fristed.casework.outcomes.actions import (
    close_with_outcome,
    leave_out_follow_up,
    note_answers,
    note_state,
)
from fristed.casework.outcomes.queries import follow_ups_due, outcome_of
from fristed.casework.outcomes.rules import CLOSING, QUESTIONS, SIX_MONTHS
from fristed.casework.plans.queries import outline_beside, plans_beside
from fristed.casework.referrals.queries import counted_beside, moves_beside
from fristed.interfaces.web import labels
from fristed.interfaces.web.forms.outcomes import AnswersForm, CloseWithOutcomeForm, LeaveOutForm, StateForm
from fristed.interfaces.web.outcomes.shown import shown_due
from fristed.interfaces.web.pages.follow_up import Step, page_for, today_as
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest
from fristed.methods.classifications import code_list

SOON = timedelta(days=30)


def _closing(detail: CaseDetail, request: HouseRequest) -> dict[str, Any]:
    return {"on_date": day_of(request.at), "outcome": detail.attributes.outcome}


def _moment(detail: CaseDetail, request: HouseRequest) -> dict[str, Any]:
    """Begin with the moment that is due; a closed case without a state at closing has that one first."""
    states = outcome_of(request.actor, detail).states
    closed = detail.closed_date
    has_closing = any(one.moment == CLOSING and closed and one.on_date >= closed for one in states)
    return {"moment": SIX_MONTHS if has_closing else CLOSING}


CLOSE = Step(
    CloseWithOutcomeForm,
    _("Close the case"),
    _("A closed case can be reopened. Neither makes a new case."),
    _("Close the case"),
    _("The case is closed."),
    close_with_outcome,
    lambda form: {
        "on_date": form.cleaned_data.get("on_date"),
        "outcome": form.chosen("outcome"),
        "levels": form.levels_if_any(),
    },
    _closing,
    "fristed/outcomes/close_step.html",
    beside=lambda: [plans_beside(), moves_beside()],
    told=lambda page: {"outline": outline_beside(page), "moves": counted_beside(page)},
)
STATE = Step(
    StateForm,
    _("Note how the person is"),
    _("As you understand it today. Choose that it is not known rather than to guess."),
    _("Save the state"),
    _("The state is noted."),
    note_state,
    lambda form: {"moment": form.chosen("moment"), "levels": form.levels()},
    _moment,
    "fristed/outcomes/state_step.html",
    then="case-result",
)
ANSWERS = Step(
    AnswersForm,
    _("Ask the one who asked for guidance"),
    _("Three questions, on the phone or on paper. It is voluntary. Write nothing that was said beside."),
    _("Save the answers"),
    _("The answers are noted."),
    note_answers,
    lambda form: {
        "on_date": form.cleaned_data.get("on_date"),
        "way": form.chosen("way"),
        "answers": form.answers(),
    },
    today_as("on_date"),
    "fristed/outcomes/answers_step.html",
    then="case-result",
)
LEAVE_OUT = Step(
    LeaveOutForm,
    _("Leave the follow-up out"),
    _("The case leaves the list of follow-ups. The reason is kept."),
    _("Leave it out"),
    _("The follow-up is left out."),
    leave_out_follow_up,
    lambda form: {"reason": form.chosen("reason")},
    lambda _detail, _request: {},
    then="case-result",
)
close, state = page_for(CLOSE), page_for(STATE)
answers, leave_out = page_for(ANSWERS), page_for(LEAVE_OUT)


def follow_ups(request: HouseRequest) -> HttpResponse:
    """List the cases whose state after six months is to be asked for now or within a month."""
    today = day_of(request.at)
    found = follow_ups_due(request.actor, until=today + SOON)
    put_on_record(request, "outcome.follow_ups_read", shown=len(found))
    lines = [shown_due(line, today=today) for line in found]
    return render(request, "fristed/outcomes/follow_ups.html", {"lines": lines})


def paper(request: HouseRequest) -> HttpResponse:
    """Give the three questions on a sheet without any mark of a case, to print and hand over."""
    questions = [labels.label("guidance_questions", question) for question in QUESTIONS]
    boxes = [labels.label("guidance_answers", answer) for answer in code_list("guidance_answers").codes()]
    return render(request, "fristed/outcomes/paper.html", {"questions": questions, "boxes": boxes})
