"""Who has looked at a case, as the person it concerns may have it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from fristed.casework.cases.queries import CaseNotFound, case_page
from fristed.casework.cases.rules import day_of
from fristed.foundation.audit.review.facts import LogEntry
from fristed.foundation.audit.review.queries import access_log_of
from fristed.foundation.identity.rules import Permission
from fristed.interfaces.web import labels
from fristed.interfaces.web.audit.words import PURPOSES, ROLES
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One row of the log in words."""

    on_date: date
    service: str
    role: str
    purpose: str
    times: int


def shown(entry: LogEntry) -> ShownEntry:
    """Put a row into words."""
    service = labels.service(entry.service) if entry.service else "Fristed"
    role, purpose = str(ROLES[entry.role]), str(PURPOSES[entry.purpose])
    return ShownEntry(entry.on_date, service, role, purpose, entry.times)


def _context(request: HouseRequest, reference: str) -> dict[str, Any]:
    """Put the reading on record and give the log, this reading included."""
    page = case_page(request.actor, reference, asked=(Permission.ACCESS_LOG_GIVE,))
    if not page.may:
        raise CaseNotFound(reference)
    found = page.case
    put_on_record(request, "access_log.read", subject=found.reference)
    entries = [shown(entry) for entry in access_log_of(found.reference, by=request.actor)]
    return {"reference": found.reference, "entries": entries, "today": day_of(request.at)}


def access_log(request: HouseRequest, reference: str) -> HttpResponse:
    """Show the log of a case."""
    return render(request, "fristed/audit/access_log.html", _context(request, reference))


def file(request: HouseRequest, reference: str) -> HttpResponse:
    """Give the log as a file to print and hand over; its name does not tell which case."""
    response = render(request, "fristed/audit/access_log_file.html", _context(request, reference))
    response.headers["Content-Disposition"] = 'attachment; filename="access-log.html"'
    return response
