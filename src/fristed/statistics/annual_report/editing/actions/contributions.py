"""Contributions: services and directorates are asked to read a section, and approve one version of it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import DIRECTORATES, SERVICES, Permission, require
from fristed.statistics.annual_report.editing.actions.refusing import NotNow, require_there, tell
from fristed.statistics.annual_report.editing.models import Contribution, SectionVersion
from fristed.statistics.annual_report.editing.queries import place_of


def ask_contribution(*, year: int, key: str, party: str, due_date: date, by: Actor, at: datetime) -> None:
    """Ask a service or directorate to read a section and approve it by a day; asking again asks anew.

    Raises
    ------
    NotPermitted
        If the actor may not edit the report.
    NoSuchSection
        If the report has no such section.
    NotNow
        If there is no such service or directorate, the day has passed, or the section is taken away.
    """
    require(by, Permission.REPORT_EDIT)
    place_of(year, key)
    require_there(year, key)
    if party not in (*SERVICES, *DIRECTORATES):
        raise NotNow("no_party")
    if due_date < day_of(at):
        raise NotNow("day_has_passed")
    with transaction.atomic():
        asked = {"due_date": due_date, "asked_at": at, "asked_by": by.username}
        anew = {"approved_at": None, "approved_by": "", "approved_number": None}
        Contribution.objects.update_or_create(year=year, key=key, party=party, defaults={**asked, **anew})
        tell("report.contribution_asked", year, key, by=by, at=at, party=party)


def approve_contribution(*, year: int, key: str, party: str, number: int, by: Actor, at: datetime) -> None:
    """Approve, for one's own service or directorate, version ``number`` of the bokmål of a section.

    Raises
    ------
    NotPermitted
        If the actor may not approve, or belongs elsewhere.
    NoSuchSection
        If the report has no such section.
    NotNow
        If it was not asked, has approved that version already, or there is a newer version.
    """
    if party in DIRECTORATES:
        require(by, Permission.REPORT_CONTRIBUTE, directorate=party)
    else:
        require(by, Permission.REPORT_APPROVE, service=party)
    place_of(year, key)
    require_there(year, key)
    with transaction.atomic():
        row = Contribution.objects.select_for_update().filter(year=year, key=key, party=party).first()
        if row is None or row.approved_number == number:
            raise NotNow("nothing_asked")
        versions = SectionVersion.objects.filter(year=year, key=key, language="nb")
        newest = versions.values_list("number", flat=True).first() or 0
        if newest != number:
            raise NotNow("saved_meanwhile")
        row.approved_at, row.approved_by, row.approved_number = at, by.username, number
        row.save(update_fields=["approved_at", "approved_by", "approved_number"])
        tell("report.contribution_approved", year, key, by=by, at=at, party=party, number=number)
