"""Receiving for a team: what has come in, handed to who has the right field; stand-ins; fields of work."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.casework.cases.rules import day_of
from fristed.casework.referrals.queries import inbox_of, waiting_for_a_representative
from fristed.casework.teams.actions import arrange_stand_in, assign_case, end_stand_in, give_fields_of_work
from fristed.casework.teams.queries import colleagues_to_choose, stand_ins_in_service
from fristed.casework.teams.refusals import TeamRefused
from fristed.foundation.identity.queries import names_of_accounts
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web.cases.shown import shown_line
from fristed.interfaces.web.forms.moves import ColleagueForm, FieldsForm, StandInForm, named
from fristed.interfaces.web.moves.shown import shown_move
from fristed.interfaces.web.paging import page_of
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422
LINES = 20


def intake(request: HouseRequest) -> HttpResponse:
    """List what waits: referrals to answer, and cases that no representative has yet; hand a case over."""
    people = colleagues_to_choose(request.actor)
    form: ColleagueForm | None = None
    if request.method == "POST":
        form = ColleagueForm(request.POST, people=people)
        if _is_assigned(request, form):
            messages.success(request, _("Your colleague is responsible for the case now."))
            return redirect("intake")
    waiting, cases = inbox_of(request.actor), waiting_for_a_representative(request.actor)
    page = page_of(request.GET, lines=LINES)
    shown = cases[page.start : page.start + LINES]
    put_on_record(request, "intake.list_read", moves=len(waiting), shown=len(shown), page=page.number)
    names = names_of_accounts(line.for_account or 0 for line in waiting)
    context = {
        "waiting": [shown_move(line, names) for line in waiting],
        "cases": [
            (shown_line(line), ColleagueForm(people=people, auto_id=f"id_{line.reference}_%s"))
            for line in shown
        ],
        "total": len(cases),
        "pages": page.around(len(cases)),
        "form": form,
        "may_give_fields": is_permitted(request.actor, Permission.ACCESS_GOVERN),
    }
    return render(request, "fristed/moves/intake.html", context, status=REFUSED if form else 200)


def _is_assigned(request: HouseRequest, form: ColleagueForm) -> bool:
    """Hand a case to a colleague; what is wrong stands in the form."""
    reference = request.POST.get("reference", "")
    form.is_valid()
    if not reference:
        form.add_error(None, _("Choose a case."))
        return False
    try:
        assign_case(reference=reference, to=form.person(), by=request.actor, at=request.at)
    except TeamRefused as refusal:
        form.show_refusal(refusal.errors)
    return not form.errors


def fields(request: HouseRequest) -> HttpResponse:
    """Say of which fields a member of the service is the representative."""
    people, year = colleagues_to_choose(request.actor), day_of(request.at).year
    form = FieldsForm(request.POST or None, people=people, year=year)
    if request.method == "POST":
        form = FieldsForm(request.POST, people=people, year=year)
        form.is_valid()
        try:
            give_fields_of_work(
                account=int(form.chosen("account") or 0),
                fields=form.all_chosen("fields_of_work"),
                by=request.actor,
                at=request.at,
            )
        except TeamRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, _("The fields of work are saved."))
            return redirect("intake-fields")
    context = {"form": form, "colleagues": [named(one) for one in people]}
    return render(request, "fristed/moves/fields.html", context, status=REFUSED if form.errors else 200)


def stand_ins(request: HouseRequest) -> HttpResponse:
    """Show who stands in for whom; arrange it for oneself, or as a leader for others; end it."""
    people = colleagues_to_choose(request.actor)
    leads = is_permitted(request.actor, Permission.ACCESS_GOVERN)
    away = [one for one in people if leads or one.account_id == request.actor.account_id]
    initial = {"away": str(request.actor.account_id or "")}
    form = StandInForm(away=away, people=people, initial=initial)
    if request.method == "POST":
        form = StandInForm(request.POST, away=away, people=people)
        if form.is_valid():
            try:
                _take_step(request, form)
            except TeamRefused as refusal:
                form.show_refusal(refusal.errors)
            else:
                return redirect("stand-ins")
    lines = stand_ins_in_service(request.actor)
    own = request.actor.account_id
    context = {
        "form": form,
        "lines": [(line, leads or own in (line.away.account_id, line.stand_in.account_id)) for line in lines],
    }
    return render(request, "fristed/moves/stand_ins.html", context, status=REFUSED if form.errors else 200)


def _take_step(request: HouseRequest, form: StandInForm) -> None:
    key = request.POST.get("end", "")
    if key:
        end_stand_in(key=int(key) if key.isdigit() else 0, by=request.actor, at=request.at)
        messages.success(request, _("It is ended."))
    else:
        asked = form.asked()
        asked["away"] = asked["away"] or request.actor.account_id
        arrange_stand_in(by=request.actor, at=request.at, **asked)
        messages.success(request, _("It is arranged."))
