"""The protected tables of outcomes, year by year."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web.forms.statistics import ComputeForm
from fristed.interfaces.web.outcomes.tables import services_shown
from fristed.interfaces.web.requests import HouseRequest
from fristed.statistics.outcomes.actions import request_outcomes
from fristed.statistics.outcomes.queries import outcome_years, stored_outcomes
from fristed.statistics.outcomes.refusals import OutcomesRefused

REFUSED = 422


def index(request: HouseRequest) -> HttpResponse:
    """Show the newest tables, or that there are none."""
    years = outcome_years(request.actor)
    return _page(request, years[0] if years else None)


def year(request: HouseRequest, year: int) -> HttpResponse:
    """Show the tables of a year."""
    if year not in outcome_years(request.actor):
        raise Http404
    return _page(request, year)


def compute(request: HouseRequest) -> HttpResponse:
    """Ask the worker to count, protect and store the tables of a year, once."""
    form = ComputeForm(request.POST)
    if form.is_valid():
        try:
            request_outcomes(year=form.cleaned_data["year"], by=request.actor, at=request.at)
        except OutcomesRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, _("The tables are being computed. They are here in a moment."))
            return redirect("statistics-outcomes")
    years = outcome_years(request.actor)
    return _page(request, years[0] if years else None, form=form)


def _page(request: HouseRequest, shown: int | None, *, form: ComputeForm | None = None) -> HttpResponse:
    found = None if shown is None else stored_outcomes(request.actor, shown)
    if form is None and is_permitted(request.actor, Permission.RELEASE_COMPUTE):
        form = ComputeForm(initial={"year": request.at.year - 1})
    context = {
        "year": shown,
        "years": outcome_years(request.actor),
        "threshold": found.threshold if found else None,
        "services": list(services_shown(found)) if found else [],
        "form": form,
    }
    status = REFUSED if form and form.errors else 200
    return render(request, "fristed/outcomes/statistics.html", context, status=status)
