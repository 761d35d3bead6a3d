"""Groups of hidden cells whose sum readers know and that is itself too small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fristed.methods.disclosure.attack.arithmetic import subtraction
from fristed.methods.disclosure.attack.report import Finding
from fristed.methods.disclosure.attack.sums import small_sums
from fristed.methods.disclosure.attack.system import TRUST, Bounds
from fristed.methods.disclosure.attack.worlds import Component, Interval
from fristed.methods.disclosure.records import Equation, Printed


def known_groups(
    printed: Printed, part: Component, found: Mapping[str, Interval], least: int
) -> list[Finding]:
    """Return the groups of a component, for every printed total and for several printed sums together.

    Parameters
    ----------
    printed
        What is printed.
    part
        Rows that hang together.
    found
        The tightest interval of each of its cells without a printed value.
    least
        The smallest sum that may be known, in cases.
    """
    groups = open_groups(printed, part, least)
    told = [frozenset(group.members) for group in groups]
    others = small_sums(part, found, least)
    return groups + [one for one in others if not any(members <= set(one.members) for members in told)]


def open_groups(printed: Printed, part: Component, least: int) -> list[Finding]:
    """Return the groups that single printed totals of a component lead to."""
    stated = [row.statement for row in part.rows if row.statement.trust == TRUST["relation"]]
    return group_findings([printed.equations[one.position] for one in stated], part.bounds, least)


def group_findings(relations: Sequence[Equation], bounds: Bounds, threshold: int) -> list[Finding]:
    """Return the groups of at least two hidden cells that sum to a positive number below ``threshold``.

    From every printed total its printed parts are subtracted; a hidden part with parts of its own is opened,
    so that what is printed inside it is subtracted too. Where several relations open it, the one with most
    printed inside leaves the smallest sum.

    Parameters
    ----------
    relations
        The relations relied on.
    bounds
        What is known of each cell; equal ends are a printed value.
    threshold
        The smallest positive count that may be known, in cases.
    """
    openings = _Openings(relations, bounds)
    found: list[Finding] = []
    for relation in relations:
        total, most = bounds[relation.total_key]
        if total == most:
            opened = openings.of_parts(relation.part_keys)
            found += _finding(relation.total_key, total, opened.keys, bounds, threshold)
    return found


@dataclass(frozen=True, slots=True)
class _Opened:
    """Cells that stand for others: hidden ones and printed ones, with the sum of those printed."""

    printed: int
    keys: tuple[str, ...]


class _Openings:
    """Opens hidden totals by whichever relation has most printed inside, so that least is left."""

    def __init__(self, relations: Sequence[Equation], bounds: Bounds) -> None:
        self._bounds = bounds
        self._below: dict[str, list[Equation]] = {}
        for relation in relations:
            low, high = bounds[relation.total_key]
            if low != high:
                self._below.setdefault(relation.total_key, []).append(relation)
        self._known: dict[str, _Opened] = {}

    def of_parts(self, keys: Sequence[str]) -> _Opened:
        """Return what stands for some parts once the hidden ones are opened, as far down as relations go."""
        opened = [self._of(key) for key in keys]
        return _Opened(sum(one.printed for one in opened), tuple(key for one in opened for key in one.keys))

    def _of(self, key: str) -> _Opened:
        low, high = self._bounds[key]
        if low == high:
            return _Opened(low, (key,))
        if key not in self._known:
            # Known as itself before its parts are looked at, so that relations in a ring come to an end.
            self._known[key] = _Opened(0, (key,))
            ways = [self.of_parts(relation.part_keys) for relation in self._below.get(key, ())]
            self._known[key] = max(ways, key=lambda way: way.printed, default=self._known[key])
        return self._known[key]


def _finding(
    total_key: str, total: int, opened: Sequence[str], bounds: Bounds, threshold: int
) -> list[Finding]:
    hidden = tuple(key for key in opened if bounds[key][0] != bounds[key][1])
    known = [bounds[key][0] for key in opened if bounds[key][0] == bounds[key][1]]
    rest = total - sum(known)
    if len(hidden) < 2 or not 0 < rest < threshold:
        return []
    words = f"{subtraction(total, known)} for {' + '.join(hidden)} together"
    return [Finding(total_key, rest, rest, "group", True, words, hidden)]
