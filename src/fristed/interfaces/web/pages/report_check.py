"""All texts of a report held against its hidden counts: asking for it, and what was found."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web.pages.statistics import SAFE
from fristed.interfaces.web.report.checked import shown_check, shown_found, told
from fristed.interfaces.web.report.shown import Shower
from fristed.interfaces.web.requests import HouseRequest
from fristed.statistics.annual_report.checking.actions import request_texts_check
from fristed.statistics.annual_report.checking.queries import texts_check
from fristed.statistics.annual_report.editing.queries import NoSuchSection, sections_of
from fristed.statistics.releases.queries import stored_release


def check(request: HouseRequest, year: int) -> HttpResponse:
    """Show the check of a year's texts."""
    try:
        found = texts_check(year, reader=request.actor, at=request.at)
        sections = sections_of(year, reader=request.actor)
    except NoSuchSection:
        raise Http404 from None
    result = found.result if found else None
    shower = Shower(stored_release(year, SAFE)) if result and result.found else None
    titles = {one.key: shower.title(one.title) for one in sections} if shower else {}
    context = {
        "year": year,
        "asked": shown_check(found, at=request.at) if found else None,
        "result": result,
        "found": [
            (shown_found(one, year=year, titles=titles), [told(words) for words in one.tells])
            for one in (result.found if result else ())
        ],
        "may_ask": is_permitted(request.actor, Permission.REPORT_EDIT),
        "may_know": is_permitted(request.actor, Permission.RELEASE_COMPUTE),
    }
    return render(request, "fristed/report/check.html", context)


def ask(request: HouseRequest, year: int) -> HttpResponse:
    """Ask for a check."""
    try:
        request_texts_check(year=year, by=request.actor, at=request.at)
    except NoSuchSection:
        raise Http404 from None
    messages.success(request, _("The check is asked for."))
    return redirect("report-check", year=year)
