"""Case conferences: calling one, and the page on which those who take part write what it came to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.casework.cases.rules import day_of
from fristed.casework.referrals.codes import Meeting
from fristed.casework.referrals.conferences.actions import (
    call_conference,
    end_conference,
    finish_agreed_task,
    link_to_conference,
    read_conference,
    record_point,
)
from fristed.casework.referrals.conferences.queries import conference_detail
from fristed.casework.referrals.facts import ConferenceDetail
from fristed.casework.referrals.refusals import MoveRefused
from fristed.foundation.identity.queries import names_of_accounts
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web import labels
from fristed.interfaces.web.cases.shown import shown_case
from fristed.interfaces.web.forms.moves import ConferenceForm, OwnCaseForm, PointForm
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.moves.sending import case_to_send_of
from fristed.interfaces.web.moves.shown import shown_conference, shown_point
from fristed.interfaces.web.once import carry_out_once, new_token
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422


def call(request: HouseRequest, reference: str) -> HttpResponse:
    """Call people to meet about a case."""
    found, others = case_to_send_of(request, reference)
    given: dict[str, Any] = {
        "people": others,
        "year": day_of(request.at).year,
    }
    token = request.POST.get("token") or new_token()
    form = ConferenceForm(request.POST, **given) if request.method == "POST" else ConferenceForm(**given)
    if request.method == "POST" and form.is_valid():
        try:
            called = carry_out_once(
                request,
                token,
                lambda: call_conference(reference=reference, by=request.actor, at=request.at, **form.asked()),
            )
        except MoveRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, _("The conference is called."))
            return redirect("conference", reference=called)
    put_on_record(request, "case.step_read", subject=reference, step="case-conference")
    context = {"form": form, "token": token, "case": shown_case(found)}
    return render(request, "fristed/moves/call.html", context, status=REFUSED if form.errors else 200)


def conference(request: HouseRequest, reference: str) -> HttpResponse:
    """Show a conference to those who take part, with what it came to."""
    return _page(request, reference)


def _takers(found: ConferenceDetail) -> list[tuple[str, str]]:
    """Give those who may have a task: staff by account, agencies by code."""
    names = names_of_accounts(found.accounts)
    staff = [(str(one), names.get(one, "")) for one in found.accounts]
    return [*staff, *((one, labels.label("agencies", one)) for one in found.agencies)]


def _page(
    request: HouseRequest, reference: str, refused: HouseForm | None = None, at: str = ""
) -> HttpResponse:
    found = conference_detail(request.actor, reference)
    words = read_conference(reference=reference, by=request.actor, at=request.at)
    names = names_of_accounts([*found.accounts, *(point.account_id or 0 for point in found.points)])
    takers = _takers(found)
    context: dict[str, Any] = {
        "conference": shown_conference(found.line),
        "purpose": words.purpose,
        "points": [shown_point(point, words.points, names) for point in found.points],
        "takers": [words for _code, words in takers],
        "ground": labels.label("sharing_grounds", found.ground),
        "is_planned": found.line.state == Meeting.PLANNED and bool(found.line.own_case),
        "may_write": is_permitted(request.actor, Permission.CASE_FOLLOW_UP)
        and found.line.state != Meeting.CANCELLED,
        "is_guest": not found.line.own_case,
        "point_form": PointForm(takers=takers),
        "own_form": OwnCaseForm(),
    }
    if refused is not None:
        context |= {"form": refused, at: refused}
    return render(request, "fristed/moves/conference.html", context, status=REFUSED if refused else 200)


def conference_step(request: HouseRequest, reference: str, name: str) -> HttpResponse:
    """Take one step in a conference: write a point, finish a task, link a case, hold it or cancel it."""
    steps: dict[str, tuple[HouseForm, str, Callable[[Any], Any]]] = {
        "point": (
            PointForm(request.POST, takers=_takers(conference_detail(request.actor, reference))),
            "point_form",
            lambda form: record_point(**_who(request, reference), **form.asked()),
        ),
        "done": (
            HouseForm(request.POST),
            "",
            lambda _form: finish_agreed_task(**_who(request, reference), number=_number(request)),
        ),
        "link": (
            OwnCaseForm(request.POST),
            "own_form",
            lambda form: link_to_conference(**_who(request, reference), own=form.chosen("own")),
        ),
        "held": (
            HouseForm(request.POST),
            "",
            lambda _form: end_conference(**_who(request, reference), state=Meeting.HELD),
        ),
        "cancel": (
            HouseForm(request.POST),
            "",
            lambda _form: end_conference(**_who(request, reference), state=Meeting.CANCELLED),
        ),
    }
    if name not in steps:
        raise Http404
    form, place, verb = steps[name]
    if form.is_valid():
        try:
            verb(form)
        except MoveRefused as refusal:
            form.show_refusal(refusal.errors)
    if form.errors:
        return _page(request, reference, form, place)
    messages.success(request, _("It is noted."))
    return redirect("conference", reference=reference)


def _who(request: HouseRequest, reference: str) -> dict[str, Any]:
    return {"reference": reference, "by": request.actor, "at": request.at}


def _number(request: HouseRequest) -> int:
    text = request.POST.get("number", "")
    return int(text) if text.isdigit() and len(text) < 5 else 0
