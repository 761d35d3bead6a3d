"""Synthetic cases for the benchmark: every case drawn by a seeded generator, no real person among them.

The shares follow the printed margins of the joint annual report 2024; how attributes go together is chance.
The draws come in a fixed order, so that a seed gives the same cases as in earlier comparisons.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Shares = NDArray[np.float64]

SERVICES = ("KT", "MR", "SU")
CASES_2024 = (1402, 1031, 310)
CONCERNS = 12
COUNTRIES = 70
REFERRERS = 30
THEME_OF_CONCERN = (0, 1, 2, 2, 2, 3, 3, 4, 4, 4, 5, 5)
CONCERN_SHARES: dict[str, tuple[float, ...]] = {
    "KT": (455, 247, 146, 18, 9, 35, 11, 51, 2, 3, 173, 252),
    "MR": (195, 626, 44, 7, 6, 3, 3, 5, 5, 5, 106, 26),
    "SU": (31, 30, 20, 7, 0.5, 1, 1, 7, 0.3, 0.3, 10, 203),
}
GENDER_SHARES = {"KT": (1053, 318, 31), "MR": (761, 264, 6), "SU": (202, 104, 4)}
AGE_SHARES = {"KT": (747, 652, 3), "MR": (532, 491, 8), "SU": (171, 135, 4)}


@dataclass(frozen=True, slots=True)
class SyntheticCases:
    """Cases as columns of codes, one entry per case; every code counts from 0."""

    year: Codes
    service: Codes
    concern: Codes
    gender: Codes
    age: Codes
    country: Codes
    referrer: Codes

    @property
    def theme(self) -> Codes:
        """The theme of each case's concern."""
        return np.array(THEME_OF_CONCERN)[self.concern]


def _parts(weights: Shares) -> Shares:
    parts: Shares = weights / weights.sum()
    return parts


def _background_shares(rng: np.random.Generator) -> tuple[dict[str, Shares], dict[str, Shares]]:
    """Return the shares of countries and referrers per service."""
    steep = 1 / np.arange(1, COUNTRIES + 1) ** 1.35
    countries: dict[str, Shares] = {}
    referrers: dict[str, Shares] = {}
    for service in SERVICES:
        drawn = steep * np.exp(rng.normal(0, 0.35, COUNTRIES))
        countries[service] = _parts(drawn**1.25 if service == "SU" else drawn)
        flat = 1 / np.arange(1, REFERRERS + 1) ** 1.1 * np.exp(rng.normal(0, 0.5, REFERRERS))
        referrers[service] = _parts(flat if service == "KT" else rng.permutation(flat))
    return countries, referrers


def synthetic_cases(per_year: int, *, years: int, seed: int) -> SyntheticCases:
    """Draw cases.

    Parameters
    ----------
    per_year
        Cases per year.
    years
        How many years.
    seed
        Of the generator; the same seed gives the same cases.
    """
    rng = np.random.default_rng(seed)
    countries, referrers = _background_shares(rng)
    columns = [_one_year(rng, per_year, countries, referrers) for _ in range(years)]
    joined = [np.concatenate([year[at] for year in columns]) for at in range(6)]
    return SyntheticCases(np.repeat(np.arange(years), per_year), *joined)


def _one_year(
    rng: np.random.Generator, number: int, countries: dict[str, Shares], referrers: dict[str, Shares]
) -> list[Codes]:
    service = rng.choice(3, number, p=_parts(np.array(CASES_2024, dtype=float)))
    others: list[Codes] = [np.empty(number, dtype=np.int64) for _ in range(5)]
    for at, name in enumerate(SERVICES):
        chosen = np.where(service == at)[0]
        shares = (CONCERN_SHARES, GENDER_SHARES, AGE_SHARES)
        drawn = [_parts(np.array(by_service[name], dtype=float)) for by_service in shares]
        for column, parts in zip(others, (*drawn, countries[name], referrers[name]), strict=True):
            column[chosen] = rng.choice(len(parts), len(chosen), p=parts)
    return [service, *others]
