"""Places to live: what waits for whom, one application with its steps, the board, and which places fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from fristed.casework.cases.queries import CaseNotFound, is_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.housing import actions
from fristed.casework.housing.codes import State
from fristed.casework.housing.facts import ApplicationDetail
from fristed.casework.housing.parameters import parameters
from fristed.casework.housing.queries import (
    applications_in_case,
    applications_of,
    board,
    fitting_places,
    is_application_there,
    waits_of,
)
from fristed.casework.housing.refusals import HousingRefused
from fristed.casework.housing.rules import may_follow
from fristed.casework.parties.queries import members_of
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web.forms.housing import (
    NO,
    YES,
    AskForm,
    AssessForm,
    ChainForm,
    DeclineForm,
    ExtendForm,
    FamilyForm,
    FollowForm,
    GivePlacesForm,
    MappingForm,
    MoveOutForm,
    OnDayForm,
    PlanOutForm,
    SecurityForm,
    TalkForm,
    WaitForm,
    WhyForm,
    WishesForm,
)
from fristed.interfaces.web.housing.shown import (
    shown_application,
    shown_application_detail,
    shown_candidate,
    shown_dwelling,
    shown_wait,
)
from fristed.interfaces.web.once import carry_out_once, new_token
from fristed.interfaces.web.parties.words import person_words
from fristed.interfaces.web.plans.words import Words
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422
HAVE_A_PART = (Permission.HOUSING_ALLOCATE, Permission.HOUSING_RECOMMEND, Permission.HOUSING_PROVIDE)


def applications(request: HouseRequest) -> HttpResponse:
    """List the applications that the reader has a part in, the longest wait first."""
    over = request.GET.get("show") == "over"
    found = applications_of(request.actor, at=request.at, over=over)
    put_on_record(request, "housing.list_read", shown=len(found))
    context = {
        "lines": [shown_application(one) for one in found],
        "over": over,
        "decides": is_permitted(request.actor, Permission.HOUSING_ALLOCATE),
    }
    return render(request, "fristed/housing/list.html", context)


def vacancies(request: HouseRequest) -> HttpResponse:
    """Show which places are free and which will be, by random names and without addresses."""
    found = board(request.actor, at=request.at)
    put_on_record(request, "housing.list_read", shown=len(found.dwellings))
    context = {
        "board": found,
        "has_part": any(is_permitted(request.actor, one) for one in HAVE_A_PART),
        "dwellings": [shown_dwelling(one) for one in found.dwellings],
        "decides": is_permitted(request.actor, Permission.HOUSING_ALLOCATE),
    }
    return render(request, "fristed/housing/board.html", context)


def waits(request: HouseRequest) -> HttpResponse:
    """Show how long each step takes, and whose it is."""
    found = waits_of(request.actor, at=request.at)
    put_on_record(request, "housing.list_read", shown=len(found))
    return render(request, "fristed/housing/waits.html", {"waits": [shown_wait(one) for one in found]})


def application(request: HouseRequest, reference: str) -> HttpResponse:
    """Show one application: whose step it is, for how long, and what may be done."""
    found = actions.read_application(reference=reference, by=request.actor, at=request.at)
    detail = shown_application_detail(found)
    context = {
        "found": found,
        "detail": detail,
        "next_steps": [(name, STEPS[name].title) for name in detail.next_steps],
        "other_steps": [(name, STEPS[name].title) for name in detail.other_steps],
    }
    return render(request, "fristed/housing/application.html", context)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its form, its words, and the verb it calls."""

    form: type[ChainForm]
    title: Words
    done: Words
    verb: Callable[..., object]
    explanation: Words = ""
    whose: tuple[Permission, ...] = (Permission.HOUSING_ALLOCATE,)


POLICE = (Permission.HOUSING_RECOMMEND,)
AT_THE_PLACE = (Permission.HOUSING_ALLOCATE, Permission.HOUSING_PROVIDE)
STEPS: dict[str, Step] = {
    "mapping": Step(
        MappingForm,
        _("Note the mapping interview"),
        _("The mapping interview is noted."),
        actions.note_mapping,
        _("Ask about work with the family too. It is noted by itself."),
    ),
    "wishes": Step(
        WishesForm,
        _("Change what is needed of a dwelling"),
        _("It is changed."),
        actions.note_wishes,
        _("What you save takes the place of what was there."),
    ),
    "ask-police": Step(
        OnDayForm,
        _("Ask the police for a recommendation"),
        _("The police are asked. Their coordinator sees it from now on."),
        actions.ask_security,
    ),
    "pass-on": Step(
        OnDayForm,
        _("Passed on to a police district"),
        _("It is noted that it is passed on."),
        actions.pass_on_security,
        whose=POLICE,
    ),
    "answer-police": Step(
        SecurityForm,
        _("Note what the police recommend"),
        _("The answer is noted."),
        actions.answer_security,
        _("Yes or no, and the day. The reasons do not belong here."),
        whose=POLICE,
    ),
    "assess": Step(
        AssessForm,
        _("Assess whether a place is right"),
        _("The assessment is noted."),
        actions.assess_application,
        _("A place needs both a need of protection and a wish to receive help. The pilot needs no threat."),
    ),
    "family": Step(
        FamilyForm,
        _("Note work with the family"),
        _("It is noted."),
        actions.note_family_work,
        _("The person and the family are talked with apart."),
    ),
    "talk": Step(
        TalkForm, _("Note a talk about the family"), _("The talk is noted."), actions.note_family_talk
    ),
    "offer": Step(
        OnDayForm,
        _("Offer a place"),
        _("The offer is noted."),
        actions.offer_place,
        _("Say nothing of where it is before it is accepted."),
    ),
    "wait": Step(
        WaitForm,
        _("Put on the waiting list"),
        _("It is on the waiting list."),
        actions.put_on_waiting_list,
    ),
    "accept": Step(OnDayForm, _("The person says yes"), _("The yes is noted."), actions.accept_place),
    "decline": Step(
        DeclineForm,
        _("The person says no"),
        _("The no is noted."),
        actions.decline_place,
        _("By the reason it is to wait for another place, or for good."),
    ),
    "refuse": Step(
        WhyForm, _("Offer no place"), _("It is noted that no place is offered."), actions.refuse_place
    ),
    "give-up": Step(
        DeclineForm,
        _("Give the place up before moving in"),
        _("The place is free again."),
        actions.give_up_places,
        _("By the reason it is to wait for another place, or for good."),
    ),
    "move-in": Step(
        OnDayForm, _("Moved in today or before"), _("It is noted."), actions.move_in, whose=AT_THE_PLACE
    ),
    "plan-move-out": Step(
        PlanOutForm,
        _("Plan the day of moving out"),
        _("The day is planned."),
        actions.plan_move_out,
        whose=AT_THE_PLACE,
    ),
    "move-out": Step(
        MoveOutForm,
        _("Moved out today or before"),
        _("It is noted, and the place is free from that day."),
        actions.move_out,
        whose=AT_THE_PLACE,
    ),
    "extend": Step(
        ExtendForm,
        _("Go on beyond nine months"),
        _("The exception is recorded."),
        actions.extend_stay,
        _("A stay lasts at most nine months. More is an exception, with a reason."),
    ),
    "follow-up": Step(
        FollowForm, _("Note a follow-up"), _("The follow-up is noted."), actions.follow_up_stay
    ),
    "close": Step(OnDayForm, _("End the matter"), _("The matter is ended."), actions.close_application),
}


@sensitive_post_parameters()
def step(request: HouseRequest, reference: str, name: str) -> HttpResponse:
    """Take one step with an application."""
    if name not in STEPS:
        raise Http404
    chosen = STEPS[name]
    found = actions.read_outline(reference=reference, by=request.actor, at=request.at)
    if not any(is_permitted(request.actor, one) for one in chosen.whose):
        raise CaseNotFound("There is no such application.")
    zones = tuple(parameters().zones)
    if request.method != "POST":
        return _form_page(
            request, reference, chosen, chosen.form(initial=_begun(found, request), zones=zones)
        )
    form = chosen.form(request.POST, zones=zones)
    if form.is_valid():
        token = request.POST.get("token") or new_token()
        who: dict[str, Any] = {"reference": reference, "by": request.actor, "at": request.at}

        def carried_out() -> str:
            chosen.verb(**who, **form.given())
            return reference

        try:
            carry_out_once(request, token, carried_out)
        except HousingRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(chosen.done))
            return _on_to(request, reference)
    return _form_page(request, reference, chosen, form)


def _on_to(request: HouseRequest, reference: str) -> HttpResponse:
    """Go on to the application, or to the list where the reader's part ended with the step."""
    if is_application_there(request.actor, reference):
        return redirect("housing-application", reference=reference)
    return redirect("housing")


def _begun(found: ApplicationDetail, request: HouseRequest) -> dict[str, Any]:
    """Begin a form with today, and with what is noted already."""
    begun: dict[str, Any] = {
        "on_date": day_of(request.at),
        "needs": list(found.wishes.needs),
        "shuns": list(found.wishes.shuns),
        "keeps_away": found.wishes.keeps_away,
        "criteria": list(found.wishes.criteria),
    }
    if found.family:
        begun |= {
            "is_wished": YES if found.family.is_wished else NO,
            "with_counselling_office": found.family.with_counselling_office,
            "result": found.family.result,
        }
    return begun


def _form_page(request: HouseRequest, reference: str, chosen: Step, form: ChainForm) -> HttpResponse:
    context = {"step": chosen, "form": form, "reference": reference, "token": new_token()}
    return render(request, "fristed/housing/step.html", context, status=REFUSED if form.errors else 200)


def places(request: HouseRequest, reference: str) -> HttpResponse:
    """Show which free places fit and why the others do not; the officer decides and gives them."""
    found = fitting_places(request.actor, reference, on=day_of(request.at))
    put_on_record(request, "housing.read", subject=found.case_reference, page="places")
    free = [
        (place, f"{one.dwelling}, {number}")
        for one in found.candidates
        for number, place in enumerate(one.free, 1)
    ]
    data = request.POST if request.method == "POST" else None
    form = GivePlacesForm(data, places=free, initial={"on_date": day_of(request.at)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.allocate_places(reference=reference, by=request.actor, at=request.at, **form.given())
        except HousingRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(_("The places are given. The provider sees it from now on.")))
            return redirect("housing-application", reference=reference)
    context = {
        "found": found,
        "may_give_places": may_follow(found.state, State.ALLOCATED),
        "candidates": [shown_candidate(one) for one in found.candidates],
        "form": form,
    }
    return render(request, "fristed/housing/places.html", context, status=REFUSED if form.errors else 200)


def of_case(request: HouseRequest, reference: str) -> HttpResponse:
    """Show the applications of a case, and ask for a place."""
    people = members_of(request.actor, reference)
    may_ask = is_within_reach(request.actor, Permission.CASE_FOLLOW_UP, reference)
    put_on_record(request, "case.step_read", subject=reference, step="case-housing")
    known = [(one.key, person_words(one.kind, one.age_group, one.age_years, one.gender)) for one in people]
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, people=known, initial={"on_date": day_of(request.at)})
    if request.method == "POST":
        if not may_ask:
            raise CaseNotFound("There is no such case.")
        if form.is_valid():
            token = request.POST.get("token") or new_token()
            asked = {"reference": reference, "by": request.actor, "at": request.at, **form.given()}
            try:
                made = carry_out_once(request, token, lambda: actions.ask_for_place(**asked))
            except HousingRefused as refusal:
                form.show_refusal(refusal.errors)
            else:
                messages.success(request, str(_("A place is asked for.")))
                return redirect("housing-application", reference=made)
    context = {
        "reference": reference,
        "lines": [
            shown_application(one) for one in applications_in_case(request.actor, reference, at=request.at)
        ],
        "people": known,
        "may_ask": may_ask,
        "form": form,
        "token": new_token(),
    }
    return render(request, "fristed/housing/of_case.html", context, status=REFUSED if form.errors else 200)
