"""What hiding a further cell costs, told by the policy as data."""

from __future__ import annotations

from collections.abc import Iterable

from fristed.statistics.releases.draft import Draft, Kind
from fristed.statistics.releases.names import without_year
from fristed.statistics.releases.policies import Policy

ALL_CASES = 4
"""A cell costs this many times the cases of its service and year, and its own: few cells before few cases."""
LEAST = 1
"""Nothing is hidden for less."""
_PRICED: tuple[Kind, ...] = ("table", "subtotal", "text")


def weights_of(draft: Draft, policy: Policy, *, cases: int, habit: Iterable[str] = ()) -> dict[str, int]:
    """Price every cell that can be hidden as a secondary one.

    Parameters
    ----------
    draft
        The cells; values that repeat another cell have its price.
    cases
        The cases of the service and year.
    habit
        Keys that earlier years hid, without their year (:func:`without_year`).
    """
    kept = set(habit)
    weights: dict[str, int] = {}
    for key, kind in draft.kinds.items():
        if kind in _PRICED:
            is_kept = without_year(key) in kept or key.rpartition(" ")[2] in policy.prefer
            discount = cases // policy.prices.kept_share if is_kept else 0
            weights[key] = _price(kind, ALL_CASES * cases + draft.counts[key] - discount, policy)
    return weights


def _price(kind: Kind, price: int, policy: Policy) -> int:
    if kind == "subtotal":
        price = price * policy.prices.subtotal_percent // 100
    if kind == "text":
        price //= policy.prices.sentences_per_cell
    return max(price, LEAST)
