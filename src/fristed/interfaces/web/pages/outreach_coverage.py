"""Coverage: who calls and who was given training, side by side; small counts stay hidden."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from fristed.casework.assignments.queries import held_in, who_covers
from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web import labels
from fristed.interfaces.web.outreach.coverage import (
    CALLERS,
    agency_picture,
    agency_rows,
    county_picture,
    county_rows,
)
from fristed.interfaces.web.pages.statistics import SAFE
from fristed.interfaces.web.requests import HouseRequest
from fristed.statistics.releases.official.shown import shown_release, shown_years


def coverage(request: HouseRequest) -> HttpResponse:
    """Show the newest protected statistics of who made contact beside the training of that year and since."""
    today = day_of(request.at)
    years = shown_years(SAFE, reader=request.actor, at=request.at)
    release = shown_release(years[0], SAFE, reader=request.actor, at=request.at) if years else None
    year = release.year if release else today.year
    held = held_in(request.actor, range(year, today.year + 1))
    then = held.get(year, ())
    since = [one for later, counts in held.items() if later > year for one in counts]
    agencies = agency_rows(release, then, since)
    counties = county_rows(then, since, who_covers(on_date=today))
    context = {
        "year": year,
        "this_year": today.year,
        "release": release,
        "services": [labels.service(one) for one in CALLERS],
        "agencies": agencies,
        "counties": counties,
        "agency_picture": agency_picture(agencies),
        "county_picture": county_picture(counties),
        "does_outreach": is_permitted(request.actor, Permission.OUTREACH_REGISTER),
    }
    return render(request, "fristed/outreach/coverage.html", context)
