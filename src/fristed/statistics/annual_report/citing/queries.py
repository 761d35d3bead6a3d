"""What may be read of cited figures: those who work on the report all of them, the report what stands."""

from __future__ import annotations

from collections.abc import Mapping

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import AT_THE_DESK, NotPermitted, is_permitted
from fristed.statistics.annual_report.citing.facts import Cited, Recorded
from fristed.statistics.annual_report.citing.models import CitedFigure


def recorded_figures(*, reader: Actor) -> list[Recorded]:
    """Give every cited figure, those that were withdrawn last.

    Raises
    ------
    NotPermitted
        If the reader neither edits, approves nor contributes to the report.
    """
    if not any(is_permitted(reader, one) for one in AT_THE_DESK):
        raise NotPermitted(f"{reader.username} may not see the figures that the report cites.")
    found = [
        Recorded(_figure(row), row.recorded_by, row.recorded_at, row.withdrawn_by, row.withdrawn_at)
        for row in CitedFigure.objects.all()
    ]
    return sorted(found, key=lambda one: one.is_withdrawn)


def standing_figures() -> Mapping[str, Cited]:
    """Give the figures that texts may cite, by their keys."""
    return {row.key: _figure(row) for row in CitedFigure.objects.filter(withdrawn_at=None)}


def recorder_of(key: str) -> str:
    """Give who recorded a figure; nobody where there is none."""
    return CitedFigure.objects.filter(key=key).values_list("recorded_by", flat=True).first() or ""


def _figure(row: CitedFigure) -> Cited:
    return Cited(
        key=row.key,
        value=row.value,
        unit=row.unit,  # type: ignore[arg-type]
        about=row.about,
        publisher=row.publisher,
        title=row.title,
        address=row.address,
        source_date=row.source_date,
        looked_up_date=row.looked_up_date,
    )
