"""The public pages: what is official, and nothing else; open to everybody, and old versions stay readable."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from fristed.interfaces.web import labels
from fristed.interfaces.web.official import KINDS, REASONS
from fristed.interfaces.web.pages.statistics import SAFE
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.statistics import titles
from fristed.interfaces.web.statistics.changes import shown_changes
from fristed.interfaces.web.statistics.charts import figure_of
from fristed.interfaces.web.statistics.files import table_csv
from fristed.interfaces.web.statistics.overview import services_of
from fristed.interfaces.web.statistics.shown import hidden_text, shown_table
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.official.queries import (
    Version,
    published_release,
    published_versions,
    published_years,
)


def index(request: HouseRequest) -> HttpResponse:
    """List the years that have official statistics."""
    heads = [
        published_versions(year, SAFE, at=request.at)[0] for year in published_years(SAFE, at=request.at)
    ]
    return render(request, "fristed/published/index.html", {"years": [(h, KINDS[h.kind]) for h in heads]})


def newest(request: HouseRequest, year: int) -> HttpResponse:
    """Show the newest version of a year, under an address that stays."""
    return _year(request, *published_release(year, SAFE, at=request.at))


def version_page(request: HouseRequest, year: int, version: int) -> HttpResponse:
    """Show one version of a year."""
    return _year(request, *published_release(year, SAFE, at=request.at, version=version))


def _frame(request: HouseRequest, head: Version, release: Release) -> dict[str, Any]:
    versions = published_versions(head.year, SAFE, at=request.at)
    return {
        "head": head,
        "kind": KINDS[head.kind],
        "is_newest": versions[0].version == head.version,
        "versions": [(one, REASONS.get(one.reason, "")) for one in versions],
        "counted_on": [(labels.service(code), date.fromisoformat(day)) for code, day in release.counted_on],
        "release": release,
        "hidden_text": hidden_text(release),
    }


def _year(request: HouseRequest, head: Version, release: Release) -> HttpResponse:
    context = {**_frame(request, head, release), "services": services_of(release)}
    return render(request, "fristed/published/year.html", context)


def changes(request: HouseRequest, year: int, version: int) -> HttpResponse:
    """Show what a correction changed."""
    head, after = published_release(year, SAFE, at=request.at, version=version)
    _, before = published_release(year, SAFE, at=request.at, version=version - 1)
    context = {"head": head, "reason": REASONS[head.reason], "changes": shown_changes(before, after)}
    return render(request, "fristed/published/changes.html", context)


def table_page(request: HouseRequest, year: int, version: int, number: int) -> HttpResponse:
    """Show one table of one version, its figure beside it."""
    head, release = published_release(year, SAFE, at=request.at, version=version)
    table = shown_table(release, number)
    if table is None:
        raise Http404
    title = titles.title(number)
    context = {
        **_frame(request, head, release),
        "table": table,
        "title": title,
        "explanation": titles.explanation(number),
        "period": titles.period(table.years),
        "has_percent": titles.definition(number).has_percent,
        "figure": figure_of(table, title),
    }
    return render(request, "fristed/published/table.html", context)


def table_file(request: HouseRequest, year: int, version: int, number: int) -> HttpResponse:
    """Give one table of one version as a file for a spreadsheet."""
    _, release = published_release(year, SAFE, at=request.at, version=version)
    if shown_table(release, number) is None:
        raise Http404
    response = HttpResponse(table_csv(release, number), content_type="text/csv; charset=utf-8")
    name = f"arsrapport-{year}-v{version}-tabell-{number:02}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
