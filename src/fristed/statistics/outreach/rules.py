"""When the statistics of outreach of a year may be made."""

from __future__ import annotations

from datetime import date

FIRST_YEAR = 2000


def is_due(year: int, today: date) -> bool:
    """Whether a year can be counted: it is over.

    Examples
    --------
    >>> is_due(2024, date(2024, 12, 31)), is_due(2024, date(2025, 1, 1))
    (False, True)
    """
    return FIRST_YEAR <= year < today.year
