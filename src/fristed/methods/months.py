"""Months from a day to another."""

from __future__ import annotations

from datetime import date, timedelta


def months_after(day: date, months: int) -> date:
    """Give the same day some months later, or the last of the month where there is no such day.

    Examples
    --------
    >>> months_after(date(2024, 8, 31), 6)
    datetime.date(2025, 2, 28)
    """
    count = day.year * 12 + day.month - 1 + months
    first_of_next = date((count + 1) // 12, (count + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(count // 12, count % 12 + 1, min(day.day, last))
