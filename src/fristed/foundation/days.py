"""The day in Oslo on which something happens: what holds holds from a day on, not from an hour."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def oslo_day(at: datetime) -> date:
    """Give the day in Oslo of a point in time."""
    return at.astimezone(OSLO).date()
