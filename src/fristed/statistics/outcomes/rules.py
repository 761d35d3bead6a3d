"""When the tables of a year may be computed."""

from __future__ import annotations

from datetime import date


def year_has_ended(year: int, today: date) -> bool:
    """Whether a year is over: what is still being noted would change the tables, and tell what changed.

    Examples
    --------
    >>> year_has_ended(2025, date(2025, 12, 31)), year_has_ended(2025, date(2026, 1, 1))
    (False, True)
    """
    return 2000 <= year < today.year
