"""Invented entries for the demo: nobody in them is real."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from fristed.casework.cases.facts import CaseFilters
from fristed.casework.cases.queries import cases_visible_to
from fristed.casework.cases.rules import day_of
from fristed.casework.journal.actions import write_entry
from fristed.casework.journal.codes import Flag, Kind, Obstacle, ObstacleState, Told, Visibility
from fristed.casework.journal.facts import RISK, SEVERITY, TEXT, EntryDraft
from fristed.foundation.identity.facts import Actor

CASES = 2


def write_demo_journals(*, by: Actor, at: datetime) -> None:
    """Write a few entries in the newest open cases of somebody's service."""
    for line in cases_visible_to(by, CaseFilters(status="open"), limit=CASES).lines:
        for draft in _drafts(day_of(at)):
            write_entry(reference=line.reference, draft=draft, by=by, at=at)


def _drafts(today: date) -> Iterator[EntryDraft]:
    service, days = Visibility.SERVICE.value, timedelta(days=1)
    yield EntryDraft(
        Kind.ADVICE,
        today - 9 * days,
        service,
        {TEXT: "Rådet helsesykepleier til å snakke med eleven alene før noen hjemme blir kontaktet."},
    )
    yield EntryDraft(
        Kind.CHILD_AGREEMENT,
        today - 7 * days,
        service,
        {TEXT: "Eleven vil selv være med når barnevernet ringer hjem, og vil ha beskjed dagen før."},
    )
    yield EntryDraft(
        Kind.CONCERN_REPORT, today - 6 * days, code="child_welfare_service", state=Told.YES.value
    )
    yield EntryDraft(
        Kind.JUDGEMENT,
        today - 6 * days,
        service,
        {
            RISK: "En reise i ferien kan bli varig.",
            SEVERITY: "Skolegang og frihet står på spill.",
            TEXT: "Billetten er bestilt én vei, og et søsken kom ikke tilbake.",
        },
    )
    yield EntryDraft(
        Kind.OBSTACLE, today - 3 * days, code=Obstacle.DOCUMENTS, state=ObstacleState.BEING_SOLVED.value
    )
    yield EntryDraft(Kind.FLAG, today - 3 * days, code=Flag.PHONE_WATCHED, until_date=today + 30 * days)
