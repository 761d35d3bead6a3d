"""How much rounding changes what is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True)
class Usefulness:
    """Distances between true and rounded counts, over the printed cells.

    Parameters
    ----------
    greatest_change, mean_change
        The greatest and the mean absolute change, in cases.
    hellinger
        The Hellinger distance: the root of half the sum of squared differences of the roots of the counts.
    kept
        One less the Hellinger distance in relation to the root of the sum of the true counts; 1 is no change.

    References
    ----------
    Shlomo, N. and Young, C. (2006). Statistical disclosure control methods through a risk-utility framework.
    *Privacy in Statistical Databases*, LNCS 4302, 68-81.
    """

    greatest_change: int
    mean_change: float
    hellinger: float
    kept: float


def usefulness(pairs: Iterable[tuple[int, int]]) -> Usefulness:
    """Compare true and rounded counts.

    Parameters
    ----------
    pairs
        True and rounded count of each printed cell, in cases.

    Examples
    --------
    >>> usefulness([(16, 16), (9, 16)])
    Usefulness(greatest_change=7, mean_change=3.5, hellinger=0.7071067811865476, kept=0.8585786437626906)
    """
    compared = sorted(pairs)
    changes = [abs(rounded - true) for true, rounded in compared]
    distance = sqrt(sum((sqrt(true) - sqrt(rounded)) ** 2 for true, rounded in compared) / 2)
    cases = sum(true for true, _ in compared)
    return Usefulness(
        max(changes, default=0),
        sum(changes) / max(1, len(changes)),
        distance,
        1 - distance / sqrt(cases) if cases else 1.0,
    )
