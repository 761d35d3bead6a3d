"""The percent rule: whole numbers, halves upwards, computed exactly in integers.

The printed report of 2024 departs from this rule in 31 cells: ``data/deviations_2024.toml``.
"""

from __future__ import annotations


def half_up(numerator: int, denominator: int) -> int:
    """Round a fraction with a positive denominator to the nearest whole number, halves upwards.

    >>> half_up(5, 2), half_up(-5, 2), half_up(7, 3)
    (3, -2, 2)
    """
    return (2 * numerator + denominator) // (2 * denominator)


def percent_of(part: int, whole: int) -> int | None:
    """Give ``part`` as a percent of ``whole``; ``None`` when there is no whole.

    >>> percent_of(455, 1402), percent_of(0, 0)
    (32, None)
    """
    return half_up(100 * part, whole) if whole else None


def growth_percent(before: int, after: int) -> int | None:
    """Give the change from ``before`` to ``after`` in percent; ``None`` when there was nothing before.

    >>> growth_percent(1137, 1402), growth_percent(37, 26)
    (23, -30)
    """
    return half_up(100 * (after - before), before) if before else None
