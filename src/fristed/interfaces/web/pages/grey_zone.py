"""Grey-zone cases of the diversity advisers: outside mandate and statistics, until they are a case."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.casework.cases.actions import (
    RegistrationRefused,
    convert_grey_zone_case,
    register_grey_zone_case,
)
from fristed.casework.cases.codes import GreyZoneTopic
from fristed.casework.cases.facts import GreyZoneLine
from fristed.casework.cases.messages import LABELS
from fristed.casework.cases.queries import grey_zone_case, grey_zone_cases_visible_to, grey_zone_years
from fristed.casework.cases.rules import GREY_ZONE_SERVICE, day_of
from fristed.interfaces.web.cases.shown import shown_grey_zone
from fristed.interfaces.web.forms.cases import CaseForm
from fristed.interfaces.web.forms.grey_zone import GreyZoneForm
from fristed.interfaces.web.once import carry_out_once, new_token
from fristed.interfaces.web.pages.cases import REFUSED, is_confirmed, judged, registration_page
from fristed.interfaces.web.paging import page_of
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

LINES = 25


def own_register_or_404(request: HouseRequest) -> None:
    """Other services have no grey-zone cases: for them there is nothing here."""
    if request.actor.service != GREY_ZONE_SERVICE:
        raise Http404


def grey_zone_list(request: HouseRequest) -> HttpResponse:
    """List the grey-zone cases, newest first; all, or those of a year or topic."""
    own_register_or_404(request)
    page = page_of(request.GET, lines=LINES)
    years = grey_zone_years(request.actor)
    topic, year = _narrowing(request, tuple(map(str, years)))
    asked: dict[str, Any] = {"topic": topic, "year": year, "start": page.start, "limit": LINES + 1}
    found = grey_zone_cases_visible_to(request.actor, **asked)
    put_on_record(request, "grey_zone.list_read", shown=len(found[:LINES]), page=page.number)
    context = {
        "cases": [shown_grey_zone(line) for line in found[:LINES]],
        "before": page.address(page.number - 1) if page.number > 1 else "",
        "after": page.address(page.number + 1) if len(found) > LINES else "",
        "years": years,
        "topics": [(code, LABELS[code]) for code in GreyZoneTopic],
        "topic": LABELS[GreyZoneTopic(topic)] if topic else "",
        "year": year,
    }
    return render(request, "fristed/grey_zone/list.html", context)


def _narrowing(request: HouseRequest, years: Container[str]) -> tuple[str, int | None]:
    """Give the topic and the year that were asked for; what is none is nothing here."""
    topic, year = request.GET.get("topic", ""), request.GET.get("year", "")
    if (topic and topic not in tuple(GreyZoneTopic)) or (year and year not in years):
        raise Http404
    return topic, int(year) if year else None


def register(request: HouseRequest) -> HttpResponse:
    """Register a grey-zone case."""
    own_register_or_404(request)
    today, service = day_of(request.at), request.actor.service or ""
    if request.method == "POST":
        return _try_register(request, GreyZoneForm(request.POST, today=today, service=service))
    form = GreyZoneForm(today=today, service=service, initial={"first_contact_date": today})
    return _page(request, form, new_token())


def _page(request: HouseRequest, form: GreyZoneForm, token: str) -> HttpResponse:
    put_on_record(request, "grey_zone.form_read")
    context = {"form": form, "token": token}
    return render(request, "fristed/grey_zone/register.html", context, status=REFUSED if form.errors else 200)


def _try_register(request: HouseRequest, form: GreyZoneForm) -> HttpResponse:
    token = request.POST.get("token") or new_token()
    form.is_valid()
    if form.errors:
        return _page(request, form, token)
    draft = form.draft()
    try:
        carry_out_once(
            request, token, lambda: register_grey_zone_case(draft=draft, by=request.actor, at=request.at)
        )
    except RegistrationRefused as refusal:
        form.show_refusal(refusal.errors)
        return _page(request, form, token)
    messages.success(request, _("The grey-zone case is registered."))
    return redirect("grey-zone-list")


def convert(request: HouseRequest, reference: str) -> HttpResponse:
    """Make a grey-zone case a case, in the same form as any case."""
    line = grey_zone_case(request.actor, reference)
    today, service = day_of(request.at), request.actor.service or ""
    if request.method != "POST":
        form = CaseForm(today=today, service=service, initial={"first_contact_date": today})
        return registration_page(request, form, token=new_token(), grey_zone=shown_grey_zone(line))
    form = CaseForm(request.POST, today=today, service=service)
    token = request.POST.get("token") or new_token()
    verdict = judged(request, form)
    if form.errors or not is_confirmed(request, verdict):
        return registration_page(request, form, token=token, verdict=verdict, grey_zone=shown_grey_zone(line))
    return _try_convert(request, form, token, line)


def _try_convert(request: HouseRequest, form: CaseForm, token: str, line: GreyZoneLine) -> HttpResponse:
    draft = form.draft()
    try:
        reference = carry_out_once(
            request,
            token,
            lambda: (
                convert_grey_zone_case(
                    reference=line.reference, draft=draft, by=request.actor, at=request.at
                ).reference
            ),
        )
    except RegistrationRefused as refusal:
        form.show_refusal(refusal.errors)
        return registration_page(request, form, token=token, grey_zone=shown_grey_zone(line))
    messages.success(request, _("The grey-zone case has become a case."))
    return redirect("case-detail", reference=reference)
