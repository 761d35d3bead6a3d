"""What every reader can derive about the hidden cells of a protected tree, in closed form.

A sentence may state these ranges, because they tell nothing new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fristed.methods.disclosure.protection.cells import leaves_in_use
from fristed.methods.disclosure.records import CountTree, Pattern

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a relation without a printed count: a leaf, or a hidden subtotal with its leaves.

    ``lows`` is the lower bound per leaf without a printed count, ``printed`` the cases printed beside
    them and ``floor`` the smallest sum the leaves can have together.
    """

    subtotal: str | None
    printed: int
    lows: Mapping[str, int]
    floor: int


def derivable_ranges(tree: CountTree, pattern: Pattern) -> dict[str, Range]:
    """Return the lowest and highest count that fit what is printed, per cell without a printed count.

    Parameters
    ----------
    tree
        The counts, in cases.
    pattern
        What is printed as a sign; the sign means at least 1. Zeros must be printed.

    Returns
    -------
    dict of str to tuple of int
        Low and high, both included, per hidden leaf, hidden subtotal and never printed leaf.

    Examples
    --------
    >>> tree = CountTree("gender", 1031, {"female": 761, "male": 264, "unknown": 6})
    >>> derivable_ranges(tree, Pattern({"male": "secondary", "unknown": "primary"}))
    {'male': (1, 269), 'unknown': (1, 269)}
    """
    grouped = {code for codes in tree.groups.values() for code in codes}
    top = list(_open_leaves(tree, pattern, (code for code in tree.leaves if code not in grouped)))
    ranges: dict[str, Range] = {}
    for group, codes in tree.groups.items():
        if group in pattern.hidden:
            top.append(_hidden_group(tree, pattern, group))
        else:
            ranges |= _ranges_in_relation(tree, list(_open_leaves(tree, pattern, codes)))
    return ranges | _ranges_in_relation(tree, top)


def _open_leaves(tree: CountTree, pattern: Pattern, codes: Iterable[str]) -> Iterable[_Part]:
    for code in codes:
        if code in pattern.hidden or code in tree.unprinted:
            low = int(code in pattern.hidden)
            yield _Part(None, 0, {code: low}, low)


def _hidden_group(tree: CountTree, pattern: Pattern, group: str) -> _Part:
    codes = leaves_in_use(tree, group)
    lows = {code: low for part in _open_leaves(tree, pattern, codes) for code, low in part.lows.items()}
    printed = sum(tree.leaves[code] for code in codes if code not in lows)
    return _Part(group, printed, lows, max(sum(lows.values()), 1 - printed))


def _ranges_in_relation(tree: CountTree, parts: list[_Part]) -> dict[str, Range]:
    carriers = [part for part in parts if part.lows]
    residual = sum(tree.leaves[code] for part in carriers for code in part.lows)
    slack = residual - sum(part.floor for part in carriers)
    ranges = {p.subtotal: (p.printed, p.printed) for p in parts if p.subtotal is not None and not p.lows}
    for part in carriers:
        # A part with nothing beside it takes the whole residual.
        least = part.floor if len(carriers) > 1 else residual
        ranges |= _ranges_in_part(part, least, part.floor + slack)
    return ranges


def _ranges_in_part(part: _Part, least: int, most: int) -> dict[str, Range]:
    """Return the ranges of a part whose leaves without a printed count sum to ``least``-``most``."""
    ranges: dict[str, Range] = {}
    for code, low in part.lows.items():
        beside = sum(part.lows.values()) - low
        ranges[code] = (low if len(part.lows) > 1 else least, most - beside)
    if part.subtotal is not None:
        ranges[part.subtotal] = (part.printed + least, part.printed + most)
    return ranges
