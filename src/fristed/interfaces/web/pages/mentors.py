"""Mentors: what waits for the organisation, one match with its steps, offers and organisations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.queries import CaseNotFound, is_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.mentors import actions
from fristed.casework.mentors.facts import MatchDetail
from fristed.casework.mentors.queries import (
    is_match_there,
    match_detail,
    matches_in_case,
    matches_of,
    organisations_of,
    organisations_to_choose,
)
from fristed.casework.mentors.refusals import MentorRefused
from fristed.casework.parties.queries import members_of
from fristed.foundation.identity.queries import names_of_accounts, staff
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web.forms.housing import AccountForm, ChainForm
from fristed.interfaces.web.forms.mentors import (
    AskForMentorForm,
    ConsentForm,
    EndForm,
    FeedbackForm,
    MatchForm,
    OfferForm,
    OfferToMatchForm,
    OrganisationForm,
)
from fristed.interfaces.web.mentors.shown import (
    feedback_words,
    offer_words,
    other_words,
    sheet_words,
    shown_match,
    steps_now,
)
from fristed.interfaces.web.mentors.words import STATES
from fristed.interfaces.web.once import carry_out_once, new_token
from fristed.interfaces.web.parties.words import person_words
from fristed.interfaces.web.plans.words import Words
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422
COORDINATOR = "mentor_coordinator"


def mentors(request: HouseRequest) -> HttpResponse:
    """List what waits for the own organisation, with its offers; officers look after organisations."""
    organisations = organisations_of(request.actor)
    matches_for_one = is_permitted(request.actor, Permission.MENTORS_MATCH)
    keeps = is_permitted(request.actor, Permission.HOUSING_ALLOCATE)
    people = [(str(one.account_id), one.display_name) for one in staff() if COORDINATOR in one.roles]
    forms: dict[str, ChainForm] = {
        "offer": OfferForm(prefix="offer"),
        "organisation": OrganisationForm(prefix="organisation"),
        "coordinator": AccountForm(people=people, prefix="coordinator"),
    }
    refused: ChainForm | None = None
    if request.method == "POST":
        name = request.POST.get("step", "offer" if matches_for_one else "organisation")
        tried: dict[str, ChainForm] = {
            "offer": OfferForm(request.POST, prefix="offer"),
            "close-offer": ChainForm(request.POST),
            "organisation": OrganisationForm(request.POST, prefix="organisation"),
            "coordinator": AccountForm(request.POST, people=people, prefix="coordinator"),
            "coordinator-out": AccountForm(request.POST, people=people),
        }
        if name not in tried:
            raise Http404
        refused = tried[name]
        refused.is_valid()
        try:
            _note(request, name, refused)
        except MentorRefused as refusal:
            refused.show_refusal(refusal.errors)
            forms[name] = refused
        else:
            messages.success(request, str(_("It is noted.")))
            return redirect("mentors")
    over = request.GET.get("show") == "over"
    lines = matches_of(request.actor, at=request.at, over=over) if matches_for_one else ()
    put_on_record(request, "mentor.list_read", shown=len(lines))
    names = names_of_accounts(account for one in organisations for account in one.coordinators)
    context = {
        "lines": [shown_match(one) for one in lines],
        "over": over,
        "matches_for_one": matches_for_one,
        "keeps": keeps,
        "organisations": [
            (
                one,
                [(account, names.get(account, "")) for account in one.coordinators],
                [(offer, offer_words(offer)) for offer in one.offers],
            )
            for one in organisations
        ],
        "form": refused,
        "offer_form": forms["offer"],
        "organisation_form": forms["organisation"],
        "coordinator_form": forms["coordinator"],
    }
    return render(request, "fristed/mentors/list.html", context, status=REFUSED if refused else 200)


def _note(request: HouseRequest, name: str, form: ChainForm) -> None:
    who: dict[str, Any] = {"by": request.actor, "at": request.at}
    organisation = request.POST.get("organisation", "")
    if name == "offer":
        actions.note_offer(**who, **form.given())
    elif name == "close-offer":
        actions.close_offer(offer=request.POST.get("offer", ""), **who)
    elif name == "organisation":
        actions.note_organisation(**who, **form.given())
    elif name == "coordinator":
        actions.let_in_coordinator(organisation=organisation, **who, **form.given())
    else:
        actions.let_out_coordinator(organisation=organisation, **who, **form.given())


def match(request: HouseRequest, reference: str) -> HttpResponse:
    """Show one match: whose step it is, what a volunteer is told, and what may be done."""
    found = actions.read_match(reference=reference, by=request.actor, at=request.at)
    context = {
        "found": found,
        "shown": shown_match(found.line),
        "sheet": sheet_words(found),
        "others": other_words(found),
        "feedback": feedback_words(found),
        "history": [(STATES[state], day, days) for state, day, days in found.steps],
        "next_steps": [(name, STEPS[name].title) for name in steps_now(found)],
    }
    return render(request, "fristed/mentors/match.html", context)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its form, its words, the verb it calls, and what can be chosen."""

    form: type[MatchForm]
    title: Words
    done: Words
    verb: Callable[..., object]
    explanation: Words = ""
    choose: Callable[[HouseRequest, MatchDetail], list[tuple[str, str]]] = lambda _request, _found: []
    whose: tuple[Permission, ...] = (Permission.MENTORS_MATCH,)


OF_CASE = (Permission.CASE_FOLLOW_UP,)
EITHER = (Permission.CASE_FOLLOW_UP, Permission.MENTORS_MATCH)
STEPS: dict[str, Step] = {
    "consent": Step(
        ConsentForm,
        _("Note the consent"),
        _("The consent is noted. The organisation sees it from now on."),
        actions.record_mentor_consent,
        _("The person says yes to one organisation seeing age, gender and the wishes, and nothing else."),
        lambda request, _found: list(organisations_to_choose(request.actor)),
        whose=OF_CASE,
    ),
    "match": Step(
        OfferToMatchForm,
        _("Match with a volunteer"),
        _("It is matched."),
        actions.match_mentor,
        "",
        lambda _request, found: [(one.reference, offer_words(one)) for one in found.offers],
    ),
    "unmatch": Step(
        MatchForm,
        _("The volunteer cannot after all"),
        _("Another is looked for, on the same consent."),
        actions.unmatch_mentor,
    ),
    "begin": Step(MatchForm, _("They have met"), _("It is noted that it goes on."), actions.begin_mentoring),
    "end": Step(
        EndForm,
        _("End it"),
        _("It is ended."),
        actions.end_mentoring,
        _("A consent that is withdrawn ends it at once."),
        whose=EITHER,
    ),
    "feedback": Step(
        FeedbackForm,
        _("Note feedback"),
        _("The feedback is noted."),
        actions.give_mentor_feedback,
        whose=EITHER,
    ),
}


def step(request: HouseRequest, reference: str, name: str) -> HttpResponse:
    """Take one step with a match."""
    if name not in STEPS:
        raise Http404
    chosen = STEPS[name]
    found = match_detail(request.actor, reference, at=request.at)
    if not any(is_permitted(request.actor, one) for one in chosen.whose):
        raise CaseNotFound("There is no such match.")
    put_on_record(request, "mentor.form_read", step=name)
    choose = chosen.choose(request, found)
    data = request.POST if request.method == "POST" else None
    form = chosen.form(data, choose=choose, initial={"on_date": day_of(request.at)})
    if request.method == "POST" and form.is_valid():
        try:
            chosen.verb(reference=reference, by=request.actor, at=request.at, **form.given())
        except MentorRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(chosen.done))
            if is_match_there(request.actor, reference):
                return redirect("mentors-match", reference=reference)
            return redirect("mentors")
    context = {"step": chosen, "form": form, "reference": reference}
    return render(request, "fristed/mentors/step.html", context, status=REFUSED if form.errors else 200)


def of_case(request: HouseRequest, reference: str) -> HttpResponse:
    """Show the matches of a case, and ask for a mentor."""
    people = members_of(request.actor, reference)
    may_ask = is_within_reach(request.actor, Permission.CASE_FOLLOW_UP, reference)
    put_on_record(request, "case.step_read", subject=reference, step="case-mentors")
    known = [(one.key, person_words(one.kind, one.age_group, one.age_years, one.gender)) for one in people]
    data = request.POST if request.method == "POST" else None
    form = AskForMentorForm(data, choose=known, initial={"on_date": day_of(request.at)})
    if request.method == "POST":
        if not may_ask:
            raise CaseNotFound("There is no such case.")
        if form.is_valid():
            token = request.POST.get("token") or new_token()
            asked = {"reference": reference, "by": request.actor, "at": request.at, **form.given()}
            try:
                made = carry_out_once(request, token, lambda: actions.ask_for_mentor(**asked))
            except MentorRefused as refusal:
                form.show_refusal(refusal.errors)
            else:
                messages.success(request, str(_("A mentor is asked for.")))
                return redirect("mentors-match", reference=made)
    context = {
        "reference": reference,
        "lines": [shown_match(one) for one in matches_in_case(request.actor, reference, at=request.at)],
        "people": known,
        "may_ask": may_ask,
        "form": form,
        "token": new_token(),
    }
    return render(request, "fristed/mentors/of_case.html", context, status=REFUSED if form.errors else 200)
