"""The one percent rule: whole numbers, halves upwards, computed exactly in integers.

Tables, running text, the printed report and the pages all round here, so that one change never has two
percentages. Upwards means towards larger numbers also below zero: a fall by 87.5 percent is a fall by 87.
The printed report of 2024 departs from the rule in the places that
``fristed/statistics/tabulation/data/deviations_2024.toml`` lists.
"""

from __future__ import annotations


def half_up(numerator: int, denominator: int) -> int:
    """Round a fraction to the nearest whole number, halves upwards.

    Parameters
    ----------
    numerator
        Any whole number.
    denominator
        A whole number above zero.

    Returns
    -------
    int
        The integer nearest to ``numerator / denominator``; the larger of two that are equally near.

    Raises
    ------
    ValueError
        If ``denominator`` is not above zero.

    References
    ----------
    The numbers of the running text of the joint annual report 2024 are defined with this rounding
    (``half_up_integer``). In integers no binary fraction decides a tie.

    Examples
    --------
    >>> half_up(5, 2), half_up(-5, 2), half_up(7, 3)
    (3, -2, 2)
    """
    if denominator < 1:
        raise ValueError(f"A fraction is rounded over a number above zero, not over {denominator}.")
    return (2 * numerator + denominator) // (2 * denominator)


def percent_of(part: int, whole: int) -> int | None:
    """Give a count as a percent of another.

    Parameters
    ----------
    part, whole
        Counts, in the same unit; ``whole`` is not negative.

    Returns
    -------
    int or None
        Whole percent of ``whole``; ``None`` when there is no whole.

    Examples
    --------
    >>> percent_of(455, 1402), percent_of(0, 0)
    (32, None)
    """
    return half_up(100 * part, whole) if whole else None


def growth_percent(before: int, after: int) -> int | None:
    """Give the change from one count to another.

    Parameters
    ----------
    before, after
        Counts, in the same unit; ``before`` is not negative.

    Returns
    -------
    int or None
        Whole percent of ``before``, negative for a fall; ``None`` when there was nothing before.

    Examples
    --------
    >>> growth_percent(1137, 1402), growth_percent(37, 26), growth_percent(8, 1)
    (23, -30, -87)
    """
    return half_up(100 * (after - before), before) if before else None
