"""The measured overlap between services, protected before it comes here."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from fristed.interfaces.web import labels
from fristed.interfaces.web.requests import HouseRequest
from fristed.statistics.overlap.queries import measured_overlap


def overlap(request: HouseRequest) -> HttpResponse:
    """Show how many persons have linked cases in several services, for each year that is over."""
    years = [
        {
            "year": one.year,
            "threshold": one.threshold,
            "lines": [
                (", ".join(labels.service(service) for service in line.services), line.persons)
                for line in one.lines
            ],
        }
        for one in measured_overlap(request.actor, at=request.at)
    ]
    return render(request, "fristed/statistics/overlap.html", {"years": years})
