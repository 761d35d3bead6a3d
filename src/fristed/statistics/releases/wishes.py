"""What a statistician would rather hide, as the constrained problem whose price was shown.

A wish names a cell to hide and the cell it takes the place of. The price beside an offer and the computation
that follows the wish ask the search the same: print the one, hide the other, and find the least again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from fristed.methods.disclosure.records import LinkedCounts

Wishes = Mapping[str, str]
"""Per cell to hide the cell that is to be printed for it, or nothing; the oldest wish first."""

Refusal = Literal[
    "printed_before", "printed_anyway", "hidden_before", "only_again", "unsafe", "limit", "replaced"
]
"""Why a wish is not followed.

Another report has printed the cell, or it is printed in any case, as the policy says or because it is zero;
another report has hidden the one it is to take the place of; nothing may be printed that was not before; no
safe pattern does it, or none was found in time; or another wish has taken its place.
"""


def as_wishes(wishes: Iterable[str]) -> Wishes:
    """Give wishes with the cells they take the place of; names alone take the place of none."""
    return wishes if isinstance(wishes, Mapping) else dict.fromkeys(wishes, "")


def same_number(linked: LinkedCounts) -> dict[str, str]:
    """Give for each cell the one name of its number: a table's cell before a figure's, a sentence's last."""
    names: dict[str, set[str]] = {}
    for relation in linked.relations:
        if len(relation.part_keys) == 1:
            together = {relation.total_key, *relation.part_keys}
            together |= {key for one in tuple(together) for key in names.get(one, ())}
            names |= dict.fromkeys(together, together)
    return {key: min(names.get(key, {key}), key=_rank) for key in linked.counts}


def _rank(key: str) -> tuple[int, str]:
    order = ("table ", "F", "text ")
    return next((place for place, start in enumerate(order) if key.startswith(start)), len(order)), key


def all_names(linked: LinkedCounts, key: str) -> frozenset[str]:
    """Give every name of the number of a cell; none where there is no such cell."""
    name = same_number(linked)
    return frozenset(other for other in name if name[other] == name.get(key))


def exchanged(linked: LinkedCounts, *, hide: str, instead_of: str) -> LinkedCounts:
    """Ask for one cell to be hidden and another to be printed, under all its names."""
    kept = all_names(linked, instead_of)
    shown = (linked.shown | kept) - linked.unprinted - all_names(linked, hide)
    return replace(linked, shown=shown, hidden=(linked.hidden - kept) | {hide})


def is_followed(hidden: Iterable[str], *, hide: str, instead_of: str) -> bool:
    """Whether a pattern hides the one cell and prints the other."""
    keys = frozenset(hidden)
    return hide in keys and instead_of not in keys
