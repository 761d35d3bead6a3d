"""Opening a place in escrow: one holder begins, another finishes, and an officer can open it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from fristed.casework.persons.actions import begin_opening, finish_opening
from fristed.casework.persons.queries import officers_to_choose
from fristed.casework.persons.refusals import PersonRefused
from fristed.foundation.vault.actions import openings_to_finish
from fristed.foundation.vault.queries import enrolled_officers
from fristed.interfaces.web.forms.persons import EscrowForm, PassphraseForm
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.persons.words import ESCROW_REASONS
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422


def escrow(request: HouseRequest) -> HttpResponse:
    """Show what waits for the reader as the second holder, and the form to begin as the first."""
    return _page(request)


def _page(
    request: HouseRequest, *, form: HouseForm | None = None, finishing: str = "", **more: Any
) -> HttpResponse:
    waiting = openings_to_finish(by=request.actor, at=request.at)
    mine = [one for one in enrolled_officers() if one.account_id == request.actor.account_id]
    put_on_record(request, "escrow.page_read", shown=len(waiting))
    context = {
        "waiting": [
            (
                one,
                ESCROW_REASONS[one.reason],
                form if form and finishing == one.reference else PassphraseForm(prefix=one.reference),
            )
            for one in waiting
        ],
        "has_key": bool(mine),
        "begin_form": EscrowForm(officers=officers_to_choose(), prefix="begin"),
        "form": form,
        **more,
    }
    return render(request, "fristed/persons/escrow.html", context, status=REFUSED if form else 200)


@sensitive_post_parameters()
def escrow_step(request: HouseRequest, name: str) -> HttpResponse:
    """Begin or finish an opening."""
    if name == "begin":
        return _begin(request)
    if name == "finish":
        return _finish(request)
    raise Http404


def _begin(request: HouseRequest) -> HttpResponse:
    form = EscrowForm(request.POST, officers=officers_to_choose(), prefix="begin")
    form.is_valid()
    try:
        begun = begin_opening(
            reference=form.chosen("reference"),
            officer=form.chosen("officer"),
            reason=form.chosen("reason"),
            passphrase=form.chosen("passphrase"),
            by=request.actor,
            at=request.at,
        )
    except PersonRefused as refusal:
        form.show_refusal(refusal.errors)
        return _page(request, form=form, begin_form=form)
    words = _("Your half is open. %(second)s must open the other half within 24 hours. Tell them now.")
    messages.success(request, words % {"second": begun.second})
    return redirect("escrow")


def _finish(request: HouseRequest) -> HttpResponse:
    opening = request.POST.get("opening", "")
    form = PassphraseForm(request.POST, prefix=opening)
    form.is_valid()
    try:
        done = finish_opening(
            opening=opening, passphrase=form.chosen("passphrase"), by=request.actor, at=request.at
        )
    except PersonRefused as refusal:
        form.show_refusal(refusal.errors)
        return _page(request, form=form, finishing=opening)
    words = _("%(officer)s can open the place of the case %(reference)s now.")
    messages.success(request, words % {"officer": done.to_officer, "reference": done.owner.reference})
    return redirect("escrow")
