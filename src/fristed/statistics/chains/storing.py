"""What is asked of the stored numbers before others are made."""

from __future__ import annotations

from datetime import date

from fristed.statistics.chains.models import StoredChains
from fristed.statistics.chains.refusals import ChainsRefused
from fristed.statistics.chains.rules import is_due
from fristed.statistics.made_once import why_not


def refuse_if_not_due(year: int, policy: str, today: date) -> None:
    """Refuse a year that cannot be counted yet, or that has its numbers, or a later one that has them.

    Raises
    ------
    ChainsRefused
        With the reason.
    """
    if why := why_not(StoredChains, year, policy, is_due=is_due(year, today)):
        raise ChainsRefused(("year", why))
