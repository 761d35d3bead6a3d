"""When the statistics of the chain of a year may be made."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR = 2000


def returned_by(year: int) -> date:
    """Give the day that "returned" is asked about: the last of February of the year after.

    Examples
    --------
    >>> returned_by(2023), returned_by(2024)
    (datetime.date(2024, 2, 29), datetime.date(2025, 2, 28))
    """
    return date(year + 1, 3, 1) - timedelta(days=1)


def is_due(year: int, today: date) -> bool:
    """Whether a year can be counted: it is over, and so is the day on which it is asked who has returned.

    Examples
    --------
    >>> is_due(2024, date(2025, 2, 28)), is_due(2024, date(2025, 3, 1))
    (False, True)
    """
    return year >= FIRST_YEAR and today > returned_by(year)
