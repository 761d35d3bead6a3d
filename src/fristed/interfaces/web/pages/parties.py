"""Who is in a case, and the chains they are part of."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.queries import CaseNotFound, case_page
from fristed.casework.cases.rules import day_of
from fristed.casework.parties.actions import correct_member, note_member, take_member_away
from fristed.casework.parties.facts import MemberLine
from fristed.casework.parties.queries import members_of
from fristed.casework.parties.refusals import PartyRefused
from fristed.casework.reception.queries import receptions_of_case
from fristed.casework.repatriation.queries import applications_of_case
from fristed.foundation.identity.rules import Permission
from fristed.interfaces.web import labels
from fristed.interfaces.web.cases.shown import shown_case
from fristed.interfaces.web.forms.parties import MemberForm
from fristed.interfaces.web.parties.words import member_words
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.reception.shown import shown_line as shown_reception
from fristed.interfaces.web.repatriation.shown import shown_line as shown_journey
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422


def parties(request: HouseRequest, reference: str) -> HttpResponse:
    """Show who is in a case and the chains they are part of; note somebody more."""
    page = case_page(request.actor, reference, asked=(Permission.CASE_FOLLOW_UP,))
    may_follow_up = Permission.CASE_FOLLOW_UP in page.may
    year = day_of(request.at).year
    form = MemberForm(request.POST, year=year) if request.method == "POST" else MemberForm(year=year)
    if request.method == "POST":
        if not may_follow_up:
            raise CaseNotFound("There is no such case.")
        form.is_valid()
        if not form.errors and _noted(request, reference, form):
            messages.success(request, str(_("It is noted who comes along.")))
            return redirect("case-parties", reference=reference)
    put_on_record(request, "party.list_read", subject=reference)
    today, actor = day_of(request.at), request.actor
    context = {
        "case": shown_case(page.case),
        "may_follow_up": may_follow_up,
        "members": [shown_member(one) for one in members_of(actor, reference)],
        "journeys": [shown_journey(one, today=today) for one in applications_of_case(actor, reference)],
        "receptions": [shown_reception(one, today=today) for one in receptions_of_case(actor, reference)],
        "form": form,
    }
    return render(request, "fristed/parties/parties.html", context, status=REFUSED if form.errors else 200)


def shown_member(one: MemberLine) -> dict[str, str]:
    """Put somebody into words."""
    country = labels.label("countries", one.country_background) if one.country_background else ""
    more = ", ".join(filter(None, (labels.label("genders", one.gender), country)))
    return {"key": one.key, "words": member_words(one.kind, one.age_group, one.age_years), "more": more}


def _noted(request: HouseRequest, reference: str, form: MemberForm) -> bool:
    try:
        note_member(reference=reference, draft=form.draft(), by=request.actor, at=request.at)
    except PartyRefused as refusal:
        form.show_refusal(refusal.errors)
    return not form.errors


def party(request: HouseRequest, reference: str, key: str) -> HttpResponse:
    """Correct what is noted of somebody, or take away who was noted by mistake."""
    page = case_page(request.actor, reference, asked=(Permission.CASE_FOLLOW_UP,))
    found = next((one for one in members_of(request.actor, reference) if one.key == key), None)
    if found is None or Permission.CASE_FOLLOW_UP not in page.may:
        raise CaseNotFound("There is nobody like that.")
    year = day_of(request.at).year
    form = MemberForm(year=year, initial=_initial(found))
    if request.method == "POST":
        form = MemberForm(request.POST, year=year)
        form.is_valid()
        if not form.errors and _changed(request, reference, key, form):
            messages.success(request, str(_("It is saved.")))
            return redirect("case-parties", reference=reference)
    put_on_record(request, "party.form_read", subject=reference)
    context = {"case": shown_case(page.case), "member": shown_member(found), "form": form}
    return render(request, "fristed/parties/party.html", context, status=REFUSED if form.errors else 200)


def _initial(found: MemberLine) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "age_group": found.age_group,
        "age_years": found.age_years,
        "gender": found.gender,
        "country_background": found.country_background,
    }


def _changed(request: HouseRequest, reference: str, key: str, form: MemberForm) -> bool:
    step = request.POST.get("step", "save")
    who: dict[str, Any] = {"reference": reference, "key": key, "by": request.actor, "at": request.at}
    if step not in ("save", "remove"):
        raise Http404
    try:
        if step == "remove":
            take_member_away(**who)
        else:
            correct_member(draft=form.draft(), **who)
    except PartyRefused as refusal:
        form.show_refusal(refusal.errors)
    return not form.errors
