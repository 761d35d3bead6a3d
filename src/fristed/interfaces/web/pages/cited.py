"""Figures of other publishers: the list of what texts may cite, one more, and one withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.rules import Permission, is_permitted, require
from fristed.interfaces.web.forms.cited import CitedForm
from fristed.interfaces.web.report.cited import WHY_NOT, shown_figure
from fristed.interfaces.web.requests import HouseRequest
from fristed.statistics.annual_report.citing.actions import NotCited, record_figure, withdraw_figure
from fristed.statistics.annual_report.citing.queries import recorded_figures
from fristed.statistics.annual_report.editing.queries import citations_in_use

REFUSED = 422


def cited_figures(request: HouseRequest) -> HttpResponse:
    """Show what is recorded."""
    return _page(request, CitedForm(initial={"unit": "number", "looked_up_date": day_of(request.at)}))


def record(request: HouseRequest) -> HttpResponse:
    """Record one more."""
    require(request.actor, Permission.REPORT_EDIT)
    form = CitedForm(request.POST)
    if form.is_valid():
        try:
            record_figure(figure=form.figure(), by=request.actor, at=request.at)
        except NotCited as refusal:
            form.add_error(refusal.field or None, str(WHY_NOT[refusal.why]))
    if form.errors:
        return _page(request, form, status=REFUSED)
    messages.success(request, _("The figure is recorded. Texts may cite it."))
    return redirect("report-cited")


def withdraw(request: HouseRequest, key: str) -> HttpResponse:
    """Withdraw a figure."""
    try:
        withdraw_figure(key=key, by=request.actor, at=request.at)
    except NotCited:
        raise Http404 from None
    messages.success(request, _("The figure is withdrawn. Sentences that cite it are left out."))
    return redirect("report-cited")


def _page(request: HouseRequest, form: CitedForm, *, status: int = 200) -> HttpResponse:
    found, used = recorded_figures(reader=request.actor), citations_in_use()
    context = {
        "figures": [shown_figure(one, used) for one in found],
        "form": form,
        "may_edit": is_permitted(request.actor, Permission.REPORT_EDIT),
    }
    return render(request, "fristed/report/cited.html", context, status=status)
