"""The protected statistics of the protection chain, year by year."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web.chains.shown import shown_chains
from fristed.interfaces.web.forms.statistics import ComputeForm
from fristed.interfaces.web.requests import HouseRequest
from fristed.statistics.chains.actions import request_chains
from fristed.statistics.chains.queries import chain_years, stored_chains
from fristed.statistics.chains.refusals import ChainsRefused

REFUSED = 422


def index(request: HouseRequest) -> HttpResponse:
    """Show the newest year, or that there is none."""
    years = chain_years(request.actor)
    return _page(request, years[0] if years else None)


def year(request: HouseRequest, year: int) -> HttpResponse:
    """Show a year."""
    if year not in chain_years(request.actor):
        raise Http404
    return _page(request, year)


def compute(request: HouseRequest) -> HttpResponse:
    """Ask the worker to count, protect and store a year, once."""
    form = ComputeForm(request.POST)
    if form.is_valid():
        try:
            request_chains(year=form.cleaned_data["year"], by=request.actor, at=request.at)
        except ChainsRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, _("The numbers are being computed. They are here in a moment."))
            return redirect("statistics-chains")
    years = chain_years(request.actor)
    return _page(request, years[0] if years else None, form=form)


def _page(request: HouseRequest, shown: int | None, *, form: ComputeForm | None = None) -> HttpResponse:
    found = None if shown is None else stored_chains(request.actor, shown)
    if form is None and is_permitted(request.actor, Permission.RELEASE_COMPUTE):
        form = ComputeForm(initial={"year": request.at.year - 1})
    context = {
        "year": shown,
        "years": chain_years(request.actor),
        "chains": shown_chains(found) if found else None,
        "form": form,
    }
    status = REFUSED if form and form.errors else 200
    return render(request, "fristed/chains/statistics.html", context, status=status)
