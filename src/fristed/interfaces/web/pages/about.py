"""Pages about the site itself: accessibility, privacy, what Fristed is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from fristed.interfaces.web.requests import HouseRequest


def accessibility(request: HouseRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "fristed/accessibility.html")


def privacy(request: HouseRequest) -> HttpResponse:
    """Say what is stored, of whom, and what is never stored."""
    return render(request, "fristed/privacy.html")


def about(request: HouseRequest) -> HttpResponse:
    """Say what Fristed is."""
    return render(request, "fristed/about.html")
