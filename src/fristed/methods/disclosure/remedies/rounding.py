"""Round small counts to zero or one step, so that all tables still add up.

Only inner cells are rounded, those that are added up to all others. Every total and margin is then the sum
of rounded cells, so that no table contradicts another.

References
----------
Langsrud, Ø. and Heldal, J. (2018). An algorithm for small count rounding of tabular data. Presented at
*Privacy in Statistical Databases*, Valencia.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fristed.methods.disclosure.protection import is_safe_pattern
from fristed.methods.disclosure.records import Equation, LinkedCounts, ProtectionRule
from fristed.methods.disclosure.remedies.distances import Usefulness, usefulness
from fristed.methods.disclosure.remedies.gathering import small_in_plain_sight
from fristed.methods.disclosure.remedies.inner import Members, blocks, inner_members
from fristed.methods.disclosure.remedies.nearest import nearest_roundings


@dataclass(frozen=True, slots=True)
class Rounded:
    """The tables after rounding.

    Parameters
    ----------
    truth
        The release as it was counted.
    counts
        The release as it is printed: every count a sum of rounded inner cells.
    step
        What small counts became, if not zero, in cases.
    up, down
        The inner cells that became the step, and those that became zero.
    untouched
        Inner cells that are never printed and were left as they are, since no printed number needs them
        rounded.
    members
        Per cell the inner cells it is the sum of.
    known
        Cells whose true count readers know from elsewhere.
    usefulness
        How much the printed numbers changed.
    """

    truth: LinkedCounts
    counts: LinkedCounts
    step: int
    up: frozenset[str]
    down: frozenset[str]
    untouched: frozenset[str]
    members: Members
    known: frozenset[str]
    usefulness: Usefulness

    @property
    def changes(self) -> Mapping[str, tuple[int, int]]:
        """The true and the printed count of every printed cell that changed, in the order of keys."""
        pairs = {key: (true, self.counts.counts[key]) for key, true in sorted(self.truth.counts.items())}
        printed = {key: pair for key, pair in pairs.items() if key not in self.truth.unprinted}
        return {key: pair for key, pair in printed.items() if pair[0] != pair[1]}


def round_small(
    counts: LinkedCounts,
    rule: ProtectionRule,
    step: int = 7,
    *,
    known: frozenset[str] | None = None,
    every: bool = False,
) -> Rounded:
    """Round the small inner cells that small printed numbers are made of to zero or ``step``.

    No printed number is then between zero and ``step``. The sum of all inner cells that tables link moves by
    at most half a step. There is no chance in it, and the order of cells and relations does not matter.

    Parameters
    ----------
    counts
        The release. Where tables divide one total in two ways, it must have the crossed cells; they need not
        be printed.
    rule
        What must hold for what is printed.
    step
        What small counts become, if not zero, in cases; at least the threshold, and more than the width.
    known
        Cells whose true count readers know from elsewhere. Rounding does not hide it, and the attack makes
        use of it. If it is not given, they are those that stay printed whatever it costs.

    every
        Round every small inner cell, also where no printed number asks for it. It changes more, and the
        attack on it is quick however many cells cross.

    Raises
    ------
    ValueError
        If the step is below the threshold or does not give the width, or no such cell is counted as is known.
    NotAdditive
        If the tables are not sums of one set of inner cells.

    Examples
    --------
    >>> cases = {"all": 50, "girl": 44, "boy": 5, "unknown": 1}
    >>> release = LinkedCounts("2024", cases, (Equation("all", ("girl", "boy", "unknown")),))
    >>> dict(round_small(release, ProtectionRule()).counts.counts)
    {'all': 51, 'girl': 44, 'boy': 7, 'unknown': 0}
    """
    heard = counts.shown if known is None else known
    if heard - set(counts.counts):
        raise ValueError(f"No such cell: {', '.join(sorted(heard - set(counts.counts)))}.")
    if step < max(rule.threshold, rule.width + 1):
        raise ValueError(f"A step of {step} protects less than the rule asks for.")
    tables = _Tables(counts, rule, step, inner_members(counts))
    needed, up, untouched = tables.round_every() if every else tables.settle()
    rounded = tables.rounded(needed, up)
    pairs = [(counts.counts[key], rounded[key]) for key in tables.printed]
    return Rounded(
        truth=counts,
        counts=replace(counts, counts=rounded),
        step=step,
        up=up,
        down=needed - up,
        untouched=untouched,
        members=tables.members,
        known=heard,
        usefulness=usefulness(pairs),
    )


class _Tables:
    """Printed cells and the inner cells they are made of."""

    def __init__(self, counts: LinkedCounts, rule: ProtectionRule, step: int, members: Members) -> None:
        self._counts, self._rule, self._step, self.members = counts, rule, step, members
        self.printed = [key for key in members if key not in counts.unprinted]
        inner = frozenset(key for key, own in members.items() if own == (key,))
        self._small = frozenset(key for key in inner if 0 < counts.counts[key] < step)
        self._silent = inner & counts.unprinted
        self._blocks = blocks(members)

    def settle(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Return the inner cells that are rounded, those of them that go up, and the untouched ones.

        If the untouched ones would be known too well, all small cells are rounded.
        """
        needed = self._widened(frozenset())
        up = self._up(needed)
        while more := self._lacking(needed, up) - needed:
            needed = self._widened(needed | more)
            up = self._up(needed)
        if self._hides_untouched(needed):
            return needed, up, self._silent - needed
        return self.round_every()

    def round_every(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Return the same when all small cells are rounded; none is untouched, as all others are told."""
        return self._small, self._up(self._small), frozenset()

    def rounded(self, needed: frozenset[str], up: frozenset[str]) -> dict[str, int]:
        """Return every cell as the sum of inner cells after rounding, in the order of the counts."""
        inner = {**self._counts.counts, **dict.fromkeys(needed, 0), **dict.fromkeys(up, self._step)}
        return {key: sum(inner[part] for part in self.members[key]) for key in self._counts.counts}

    def _up(self, needed: frozenset[str]) -> frozenset[str]:
        cases = {key: self._counts.counts[key] for key in needed}
        sums = [sorted(needed.intersection(self.members[key])) for key in self.printed]
        inside = [sorted(block & needed) for block in self._blocks]
        return nearest_roundings(cases, sums, inside, self._step)

    def _lacking(self, needed: frozenset[str], up: frozenset[str]) -> frozenset[str]:
        """Return the small cells of printed numbers between zero and the step."""
        now = self.rounded(needed, up)
        parts = [self.members[key] for key in self.printed if 0 < now[key] < self._step]
        return self._small.intersection(key for keys in parts for key in keys)

    def _widened(self, needed: frozenset[str]) -> frozenset[str]:
        """Add untouched small cells that stand alone in a printed number, or sum to a small count in it."""
        while True:
            bare = [left for left in self._untouched(needed) if self._is_bare(left)]
            more = self._small.intersection(key for left in bare for key in left)
            if not more:
                return needed
            needed |= more

    def _untouched(self, needed: frozenset[str]) -> list[frozenset[str]]:
        """Return the untouched cells of each printed number that has some."""
        silent = self._silent - needed
        sums = [silent.intersection(self.members[key]) for key in self.printed]
        return [left for left in sums if left]

    def _is_bare(self, left: frozenset[str]) -> bool:
        cases = sum(self._counts.counts[key] for key in left)
        return len(left) == 1 or cases < self._rule.threshold

    def _hides_untouched(self, needed: frozenset[str]) -> bool:
        """Whether the untouched cells are safe from one who knows what became of all others."""
        sums = {" + ".join(sorted(left)): tuple(sorted(left)) for left in self._untouched(needed)}
        cells = {key: self._counts.counts[key] for keys in sums.values() for key in keys}
        totals = {f"sum {name}": sum(cells[key] for key in keys) for name, keys in sums.items()}
        relations = tuple(Equation(f"sum {name}", keys) for name, keys in sums.items())
        shown = LinkedCounts("untouched", cells | totals, relations, unprinted=frozenset(cells))
        return not small_in_plain_sight(shown, self._rule) and is_safe_pattern(shown, self._rule, ())
