"""Moves of a case: what has come and what is sent, preparing one, answering one, and who works on a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.actions import RegistrationRefused
from fristed.casework.cases.queries import CaseNotFound, is_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.consultations.queries import CALL_BESIDE, call_on_case
from fristed.casework.referrals.actions import (
    accept_move,
    assign_move,
    begin_working_together,
    close_move,
    decline_move,
    propose_move,
    read_letter,
    record_ground,
    send_move,
    withdraw_move,
)
from fristed.casework.referrals.conferences.queries import conferences_of
from fristed.casework.referrals.facts import MoveDetail
from fristed.casework.referrals.queries import inbox_of, move_detail, outbox_of
from fristed.casework.referrals.refusals import MoveRefused
from fristed.casework.referrals.rules import values_to_send
from fristed.casework.teams.actions import add_to_team, assign_case, remove_from_team
from fristed.casework.teams.queries import colleagues_to_choose, team_of
from fristed.casework.teams.refusals import TeamRefused
from fristed.foundation.identity.queries import names_of_accounts
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.foundation.refusals import Refused
from fristed.foundation.vault.actions import NotSealed
from fristed.interfaces.web.cases.shown import shown_case
from fristed.interfaces.web.consultations.shown import on_case
from fristed.interfaces.web.forms.cases import CaseForm
from fristed.interfaces.web.forms.moves import ColleagueForm, DeclineForm, ExistingForm, GroundForm, MoveForm
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.moves.sending import case_to_send_of
from fristed.interfaces.web.moves.shown import shown_conference, shown_detail, shown_move
from fristed.interfaces.web.once import carry_out_once, new_token
from fristed.interfaces.web.pages.cases import REFUSED, is_confirmed, judged, registration_page
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest
from fristed.methods.classifications import registering_services

# What a referrer is called in the list of the service that is asked, by the service that asks.
REFERRERS = {
    ("MR", "KT"): "diversity_adviser_or_school_with",
    ("SU", "KT"): "mission_with_special_envoy",
    ("KT", "MR"): "kompetanseteamet",
    ("SU", "MR"): "special_envoy",
    ("MR", "SU"): "diversity_adviser",
    ("KT", "SU"): "kompetanseteamet",
}


def moves(request: HouseRequest) -> HttpResponse:
    """List what waits for an answer from the own side, and what it has asked for."""
    waiting, asked = inbox_of(request.actor), outbox_of(request.actor)
    names = names_of_accounts(line.for_account or 0 for line in (*waiting, *asked))
    put_on_record(request, "move.list_read", waiting=len(waiting), asked=len(asked))
    context = {
        "waiting": [shown_move(line, names) for line in waiting],
        "asked": [shown_move(line, names) for line in asked],
        "conferences": [shown_conference(line) for line in conferences_of(request.actor)],
    }
    return render(request, "fristed/moves/list.html", context)


def propose(request: HouseRequest, reference: str) -> HttpResponse:
    """Prepare a move of a case: what is asked of whom, and what is sent."""
    found, others = case_to_send_of(request, reference, beside=[CALL_BESIDE])
    given: dict[str, Any] = {
        "services": sorted(registering_services(), key=lambda one: (one == found.service, one)),
        "people": others,
        "has": values_to_send(found),
    }
    token = request.POST.get("token") or new_token()
    form = MoveForm(request.POST, **given) if request.method == "POST" else MoveForm(**given)
    if request.method == "POST" and form.is_valid():
        try:
            move = carry_out_once(
                request,
                token,
                lambda: propose_move(reference=reference, by=request.actor, at=request.at, **form.asked()),
            )
        except MoveRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(_("It is prepared. Nobody else sees it before you send it.")))
            return redirect("move", reference=move)
    put_on_record(request, "case.step_read", subject=reference, step="case-move")
    context = {
        "form": form,
        "token": token,
        "case": shown_case(found),
        # How to make contact safely is not sent with a move: who writes the letter is reminded of it.
        "contact": on_case(call_on_case(request.actor, reference, at=request.at)).contact,
    }
    return render(request, "fristed/moves/propose.html", context, status=REFUSED if form.errors else 200)


def move(request: HouseRequest, reference: str) -> HttpResponse:
    """Show one move as the own side sees it, with what may be done."""
    return _page(request, reference)


def _page(
    request: HouseRequest, reference: str, refused: HouseForm | None = None, at: str = ""
) -> HttpResponse:
    found = move_detail(request.actor, reference)
    year = day_of(request.at).year
    names = names_of_accounts([found.line.for_account or 0])
    may_follow_up = is_permitted(request.actor, Permission.CASE_FOLLOW_UP)
    shown = shown_detail(found, names=names, may_assign=may_follow_up)
    context: dict[str, Any] = {
        "move": shown,
        "letter": _letter(request, reference),
        "has_letter": found.has_letter,
        "ground_form": GroundForm(year=year, initial={"ground": found.ground}),
        "decline_form": DeclineForm(year=year),
        "existing_form": ExistingForm(),
    }
    if shown.may_assign:
        context["assign_form"] = ColleagueForm(people=colleagues_to_choose(request.actor))
    if refused is not None:
        context |= {"form": refused, at: refused}
    return render(request, "fristed/moves/move.html", context, status=REFUSED if refused else 200)


def _letter(request: HouseRequest, reference: str) -> str:
    """Open the letter; one that was destroyed with its case is empty."""
    try:
        return read_letter(reference=reference, by=request.actor, at=request.at)
    except NotSealed:
        return ""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that may be done with a move: its form on the page, its verb, and what is said after."""

    verb: Callable[..., Any]
    done: str | Promise
    form: Callable[[HouseRequest], HouseForm] | None = None
    name: str = ""
    given: Callable[[Any], dict[str, Any]] = lambda _form: {}


def _year(request: HouseRequest) -> int:
    return day_of(request.at).year


STEPS: dict[str, Step] = {
    "ground": Step(
        record_ground,
        _("The ground is recorded. You can send it now."),
        lambda request: GroundForm(request.POST, year=_year(request)),
        "ground_form",
        lambda form: {"ground": form.chosen("ground")},
    ),
    "send": Step(send_move, _("It is sent.")),
    "withdraw": Step(withdraw_move, _("It is withdrawn. The other side no longer sees it.")),
    "decline": Step(
        decline_move,
        _("It is declined. The sender sees the reason."),
        lambda request: DeclineForm(request.POST, year=_year(request)),
        "decline_form",
        lambda form: {"reason": form.chosen("reason")},
    ),
    "link": Step(
        accept_move,
        _("It is accepted, and your case is linked."),
        lambda request: ExistingForm(request.POST),
        "existing_form",
        lambda form: {"existing": form.chosen("existing") or "-"},
    ),
    "take-over": Step(accept_move, _("It is accepted.")),
    "assign": Step(
        assign_move,
        _("It is given to your colleague to answer."),
        lambda request: ColleagueForm(request.POST, people=colleagues_to_choose(request.actor)),
        "assign_form",
        lambda form: {"to": form.person()},
    ),
    "together": Step(begin_working_together, _("It is noted that you work together.")),
    "end": Step(close_move, _("It is ended. The cases stay as they are.")),
}


def move_step(request: HouseRequest, reference: str, name: str) -> HttpResponse:
    """Take one step with a move."""
    step = STEPS.get(name)
    if step is None:
        raise Http404
    move_detail(request.actor, reference)
    form = step.form(request) if step.form else HouseForm(request.POST)
    if form.is_valid():
        try:
            step.verb(reference=reference, by=request.actor, at=request.at, **step.given(form))
        except Refused as refusal:
            form.show_refusal(refusal.errors)
    if form.errors:
        return _page(request, reference, form, step.name)
    messages.success(request, str(step.done))
    return redirect("moves") if name == "decline" else redirect("move", reference=reference)


def accept(request: HouseRequest, reference: str) -> HttpResponse:
    """Accept what another service sends, by opening a case of one's own."""
    found = move_detail(request.actor, reference)
    shown = shown_detail(found, names={}, may_assign=False)
    if not found.may_answer or not shown.opens_a_case:
        raise CaseNotFound("There is no such move.")
    today, service = day_of(request.at), request.actor.service or ""
    sent: dict[str, Any] = {"move": shown, "letter": _letter(request, reference)}
    if request.method == "POST":
        form = CaseForm(request.POST, today=today, service=service)
        return _try_accept(request, reference, form, sent)
    form = CaseForm(today=today, service=service, initial=_begun(found, request))
    return registration_page(request, form, token=new_token(), **sent)


def _begun(found: MoveDetail, request: HouseRequest) -> dict[str, Any]:
    """Begin the form of the own case with what was sent; it is for the reader to judge what holds now."""
    sent = {field: values[0] for field, values in found.sent.items() if field != "agencies_involved"}
    pair = (found.line.from_service, found.line.to_service)
    return {
        "first_contact_date": day_of(request.at),
        "main_concern": sent.get("concern_now") or sent.get("main_concern", ""),
        "concern_basis": sent.get("concern_basis", ""),
        "gender": sent.get("gender", ""),
        "age_band": sent.get("age_band", ""),
        "country_1": sent.get("country_background", ""),
        "abroad_case": sent.get("abroad_case", ""),
        "immigration_reason": sent.get("immigration_reason", ""),
        "agencies_involved": list(found.sent.get("agencies_involved", ())),
        "referrer": REFERRERS.get(pair, ""),
    }


def _try_accept(request: HouseRequest, reference: str, form: CaseForm, sent: dict[str, Any]) -> HttpResponse:
    token = request.POST.get("token") or new_token()
    verdict = judged(request, form)
    if form.errors or not is_confirmed(request, verdict):
        return registration_page(request, form, token=token, verdict=verdict, **sent)
    try:
        own = carry_out_once(
            request,
            token,
            lambda: accept_move(reference=reference, draft=form.draft(), by=request.actor, at=request.at),
        )
    except (RegistrationRefused, MoveRefused) as refusal:
        form.show_refusal(refusal.errors)
        return registration_page(request, form, token=token, **sent)
    messages.success(request, str(_("It is accepted, and your service has a case of its own.")))
    return redirect("case-detail", reference=own)


TEAM_STEPS: dict[str, tuple[Callable[..., None], str, str | Promise]] = {
    "assign": (assign_case, "to", _("Somebody else is responsible for the case now.")),
    "add": (add_to_team, "account", _("Your colleague works on the case now.")),
    "remove": (remove_from_team, "account", _("Your colleague no longer works on the case.")),
}


def team(request: HouseRequest, reference: str) -> HttpResponse:
    """Show who works on a case; assign it, and let colleagues in and out."""
    found = team_of(request.actor, reference)
    if not is_within_reach(request.actor, Permission.CASE_FOLLOW_UP, reference):
        raise CaseNotFound("There is no such case.")
    people = colleagues_to_choose(request.actor)
    forms = {name: ColleagueForm(people=people, prefix=name) for name in ("assign", "add")}
    refused: ColleagueForm | None = None
    if request.method == "POST":
        name = request.POST.get("step", "assign")
        if name not in TEAM_STEPS:
            raise Http404
        verb, argument, done = TEAM_STEPS[name]
        refused = ColleagueForm(request.POST, people=people, prefix=name)
        refused.is_valid()
        try:
            account = refused.person()
            verb(reference=reference, by=request.actor, at=request.at, **{argument: account})
        except TeamRefused as refusal:
            refused.show_refusal(refusal.errors)
            forms[name] = refused
        else:
            messages.success(request, str(done))
            return redirect("case-team", reference=reference)
    put_on_record(request, "case.step_read", subject=reference, step="case-team")
    context = {
        "team": found,
        "form": refused,
        "assign_form": forms["assign"],
        "add_form": forms["add"],
    }
    return render(request, "fristed/moves/team.html", context, status=REFUSED if refused else 200)
