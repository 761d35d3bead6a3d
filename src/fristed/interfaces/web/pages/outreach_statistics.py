"""The protected statistics of outreach, year by year."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web.forms.statistics import ComputeForm
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.statistics.outreach import shown_outreach
from fristed.statistics.outreach.actions import request_outreach
from fristed.statistics.outreach.queries import outreach_years, stored_outreach
from fristed.statistics.outreach.refusals import OutreachRefused

REFUSED = 422


def index(request: HouseRequest) -> HttpResponse:
    """Show the newest year, or that there is none."""
    years = outreach_years(request.actor)
    return _page(request, years, years[0] if years else None)


def year(request: HouseRequest, year: int) -> HttpResponse:
    """Show a year."""
    years = outreach_years(request.actor)
    if year not in years:
        raise Http404
    return _page(request, years, year)


def compute(request: HouseRequest) -> HttpResponse:
    """Ask the worker to count, protect and store a year, once."""
    form = ComputeForm(request.POST)
    if form.is_valid():
        try:
            request_outreach(year=form.cleaned_data["year"], by=request.actor, at=request.at)
        except OutreachRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, _("The numbers are being computed. They are here in a moment."))
            return redirect("statistics-outreach")
    years = outreach_years(request.actor)
    return _page(request, years, years[0] if years else None, form=form)


def _page(
    request: HouseRequest, years: tuple[int, ...], shown: int | None, *, form: ComputeForm | None = None
) -> HttpResponse:
    found = None if shown is None else stored_outreach(request.actor, shown)
    if form is None and is_permitted(request.actor, Permission.RELEASE_COMPUTE):
        form = ComputeForm(initial={"year": request.at.year - 1})
    context = {
        "year": shown,
        "years": years,
        "outreach": shown_outreach(found) if found else None,
        "form": form,
    }
    status = REFUSED if form and form.errors else 200
    return render(request, "fristed/statistics/outreach.html", context, status=status)
