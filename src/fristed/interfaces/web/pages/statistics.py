"""The statistics pages: what a stored release prints, and nothing that has not been protected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fristed.foundation.demo_mark import is_demo
from fristed.foundation.identity.rules import MAKERS, Permission, is_permitted
from fristed.interfaces.web.forms.statistics import ComputeForm
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.statistics import key_figures as figures
from fristed.interfaces.web.statistics import titles
from fristed.interfaces.web.statistics.asked import asked_for
from fristed.interfaces.web.statistics.charts import figure_of
from fristed.interfaces.web.statistics.files import table_csv
from fristed.interfaces.web.statistics.overview import services_of
from fristed.interfaces.web.statistics.shown import hidden_text, shown_table
from fristed.statistics.releases.actions import request_release
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.official.shown import shown_head, shown_release, shown_years

SAFE = "safe"
AS_PUBLISHED = "as-published-2024"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the same year that the reader may choose."""

    policy: str
    label: str
    address: str
    is_here: bool


def chosen_policy(request: HouseRequest) -> str:
    """Give the edition asked for; one that leaks by design exists in a demo only."""
    wanted = request.GET.get("edition", SAFE)
    if wanted == SAFE or (wanted == AS_PUBLISHED and is_demo(settings.DATA)):
        return wanted
    raise Http404


def release_or_404(request: HouseRequest, year: int, policy: str) -> Release:
    """Give the release that the reader is shown, or answer that there is none."""
    release = shown_release(year, policy, reader=request.actor, at=request.at)
    if release is None:
        raise Http404
    return release


def editions(request: HouseRequest, year: int, here: str) -> list[Edition]:
    """Give the editions of a year that may be shown, as links to this same page."""
    allowed = [SAFE, AS_PUBLISHED] if is_demo(settings.DATA) else [SAFE]
    stored = [policy for policy in allowed if shown_head(year, policy, reader=request.actor, at=request.at)]
    return [
        Edition(policy, titles.edition(policy), f"{request.path}?edition={policy}", policy == here)
        for policy in stored
    ]


def query_of(release: Release) -> str:
    """Give what is added to an address so that it is about the same edition."""
    return "" if release.policy == SAFE else f"?edition={release.policy}"


def frame(request: HouseRequest, release: Release) -> dict[str, Any]:
    """Give what every statistics page says of the release it shows."""
    shown = editions(request, release.year, release.policy)
    return {
        "release": release,
        "head": shown_head(release.year, release.policy, reader=request.actor, at=request.at),
        "edition": titles.edition(release.policy),
        "editions": shown if len(shown) > 1 else [],
        "query": query_of(release),
        "hidden_text": hidden_text(release),
        "years": shown_years(release.policy, reader=request.actor, at=request.at),
    }


def index(request: HouseRequest) -> HttpResponse:
    """Go to the newest release; without one, say so and offer to have it computed."""
    years = shown_years(SAFE, reader=request.actor, at=request.at)
    if years:
        return redirect("statistics-year", year=years[0])
    form = ComputeForm(initial={"year": request.at.year - 1}) if may_compute(request) else None
    return _none(request, form)


def _none(request: HouseRequest, form: ComputeForm | None, *, status: int = 200) -> HttpResponse:
    asked = asked_for(SAFE, reader=request.actor, at=request.at)
    return render(request, "fristed/statistics/none.html", {"form": form, "asked": asked}, status=status)


def may_compute(request: HouseRequest) -> bool:
    """Whether the reader may ask for a computation."""
    return str(Permission.RELEASE_COMPUTE) in request.actor.permissions


def year_page(request: HouseRequest, year: int) -> HttpResponse:
    """Show the services and their tables of one year."""
    release = release_or_404(request, year, chosen_policy(request))
    form = ComputeForm(initial={"year": year}) if may_compute(request) else None
    asked = asked_for(release.policy, reader=request.actor, at=request.at)
    context = {
        **frame(request, release),
        "services": services_of(release),
        "form": form,
        "asked": asked,
        "is_maker": any(is_permitted(request.actor, one) for one in MAKERS),
    }
    return render(request, "fristed/statistics/year.html", context)


def table_page(request: HouseRequest, year: int, number: int) -> HttpResponse:
    """Show one table, its figure beside it."""
    release = release_or_404(request, year, chosen_policy(request))
    table = shown_table(release, number)
    if table is None:
        raise Http404
    context = {
        **frame(request, release),
        "table": table,
        "title": titles.title(number),
        "explanation": titles.explanation(number),
        "period": titles.period(table.years),
        "has_percent": titles.definition(number).has_percent,
        "figure": figure_of(table, titles.title(number)),
        "why_hidden": _why_hidden(request, release, number),
    }
    return render(request, "fristed/statistics/table.html", context)


def _why_hidden(request: HouseRequest, release: Release, number: int) -> str:
    """Give the address that tells what is hidden in a table, where anything is, for those who may read it."""
    hides = any(cell.table == number and cell.flag == "…" for cell in release.cells)
    if not hides or not may_compute(request):
        return ""
    page = reverse("statistics-protection", args=[release.year])
    return f"{page}{query_of(release)}#table-{number}"


def table_file(request: HouseRequest, year: int, number: int) -> HttpResponse:
    """Give one table as a file for a spreadsheet."""
    release = release_or_404(request, year, chosen_policy(request))
    if shown_table(release, number) is None:
        raise Http404
    response = HttpResponse(table_csv(release, number), content_type="text/csv; charset=utf-8")
    name = f"fristed-{year}-tabell-{number}-{release.policy}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def key_figures(request: HouseRequest) -> HttpResponse:
    """Show the key figures of the newest release, one service at a time and never added up."""
    years = shown_years(SAFE, reader=request.actor, at=request.at)
    if not years:
        return redirect("statistics")
    release = release_or_404(request, years[0], chosen_policy(request))
    context = {**frame(request, release), "services": figures.key_figures(release)}
    return render(request, "fristed/statistics/key_figures.html", context)


def compute(request: HouseRequest) -> HttpResponse:
    """Ask the worker to count, protect and store a year."""
    form = ComputeForm(request.POST)
    if not form.is_valid():
        return _none(request, form, status=422)
    year = form.cleaned_data["year"]
    request_release(year=year, policy=SAFE, data=settings.DATA, by=request.actor, at=request.at)
    messages.success(
        request,
        _("The statistics of %(year)d are being computed. The page tells when they are ready.")
        % {"year": year},
    )
    return redirect(reverse("statistics"))
