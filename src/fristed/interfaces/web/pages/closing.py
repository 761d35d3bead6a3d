"""Before a year is closed: the service's work list, and its leader who stands by the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.cases.actions import YearHasNotEnded, confirm_year, withdraw_confirmation
from fristed.casework.cases.facts import QualityLine
from fristed.casework.cases.messages import errors_by_field
from fristed.casework.cases.queries import confirmations_of, quality_work_list
from fristed.casework.cases.rules import GUIDELINE_SINCE, day_of
from fristed.casework.exchange.messages import heading_of
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web import labels
from fristed.interfaces.web.paging import page_of
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

LINES = 25
# What fields are called here; the others are called what the columns of an import are.
FIELDS = {
    "gender": gettext_lazy("Gender"),
    "age_band": gettext_lazy("Age"),
    "concern_basis": gettext_lazy("Ground of the concern"),
    "referrer": gettext_lazy("Who made contact"),
    "countries": gettext_lazy("Country background"),
    "first_contact_date": gettext_lazy("First contact"),
    "main_concern": gettext_lazy("Main concern"),
    "abroad_case": gettext_lazy("Abroad"),
}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One case on the work list, with what there is to look at in words."""

    line: QualityLine
    concern: str
    remarks: tuple[str, ...]


def work_list(request: HouseRequest, year: int) -> HttpResponse:
    """Show the work list of a year."""
    service = request.actor.service or ""
    page = page_of(request.GET, lines=LINES)
    found = quality_work_list(request.actor, year, start=page.start, limit=LINES)
    put_on_record(request, "case.work_list_read", year=year, shown=len(found.lines), page=page.number)
    said = next((one for one in confirmations_of(year) if one.service == service), None)
    context = {
        "year": year,
        "years": range(GUIDELINE_SINCE.year, day_of(request.at).year + 1),
        "lines": [_shown(line) for line in found.lines],
        "total": found.total,
        "cases": found.cases,
        "pages": page.around(found.total),
        "confirmation": said,
        "may_confirm": is_permitted(request.actor, Permission.YEAR_CONFIRM),
        "has_ended": year < day_of(request.at).year,
    }
    return render(request, "fristed/cases/work_list.html", context)


def _shown(line: QualityLine) -> ShownLine:
    told = errors_by_field(line.problems)
    remarks = tuple(f"{_field(field)}: {' '.join(sentences)}" for field, sentences in told.items())
    return ShownLine(line, labels.label("main_concerns", line.main_concern), remarks)


def _field(name: str) -> str:
    return str(FIELDS.get(name) or heading_of(name))


def confirm(request: HouseRequest, year: int) -> HttpResponse:
    """Let the leader stand by the year, or take that back."""
    service = request.actor.service or ""
    given: dict[str, Any] = {"service": service, "year": year, "by": request.actor, "at": request.at}
    if "withdraw" in request.POST:
        withdraw_confirmation(**given)
        messages.info(request, _("Your service no longer stands by %(year)d.") % {"year": year})
        return redirect("case-work-list", year=year)
    try:
        confirm_year(**given)
    except YearHasNotEnded:
        messages.error(request, _("%(year)d is not over yet.") % {"year": year})
    else:
        messages.success(request, _("Your service stands by %(year)d.") % {"year": year})
    return redirect("case-work-list", year=year)
