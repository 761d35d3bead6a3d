"""The search: solve, look with a reader's eyes, ask for more, until nothing can be found out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fristed.methods.disclosure.protection.linked.demands import Demand, demands_on_rows
from fristed.methods.disclosure.protection.linked.effort import Effort
from fristed.methods.disclosure.protection.linked.mending import meet, prune, surround, widen
from fristed.methods.disclosure.protection.linked.programme import NoChoice, Programme
from fristed.methods.disclosure.protection.linked.safety import Judge
from fristed.methods.disclosure.protection.linked.system import System, parts_of, system_of
from fristed.methods.disclosure.protection.linked.together import Together
from fristed.methods.disclosure.protection.linked.worlds import Integers, Reach
from fristed.methods.disclosure.records import LinkedCounts, LinkedPattern, Loss, ProtectionRule

COARSE = 0.01
"""The gap while much is still to be asked for; the rest of the way is searched closer."""

EXPLAINED = 600
"""In components up to this size it is said for every secondary cell which small ones it protects."""


class NoSafeLinkedPattern(ValueError):
    """Whatever is hidden, readers can find a small count in some of the relations.

    Attributes
    ----------
    cells
        The cells of the part of the release that cannot be made safe. Print its total alone, or coarser
        categories: give its other cells as ``unprinted``.
    """

    def __init__(self, name: str, cells: tuple[str, ...]) -> None:
        shown = ", ".join(cells[:6]) + (" …" if len(cells) > 6 else "")
        super().__init__(
            f"{name}: no pattern protects the small counts among {shown}. Print the total alone, or use "
            "coarser categories."
        )
        self.cells = cells


@dataclass(frozen=True, slots=True)
class Found:
    """A safe choice for one part, the least cost of any, and for a large part worlds that show it."""

    hidden: frozenset[int]
    bound: int
    worlds: Sequence[tuple[Integers, Integers]] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """Searches one part of a system."""

    judge: Judge
    effort: Effort

    @property
    def system(self) -> System:
        """The numbers."""
        return self.judge.system

    @property
    def within(self) -> frozenset[int]:
        """The numbers that are not printed under every pattern."""
        return frozenset(at for at, seen in enumerate(self.system.must_show) if not seen)

    @property
    def is_large(self) -> bool:
        """Whether the system is repaired at once instead of searched for the optimum."""
        return _is_large(self.system, self.effort)

    def run(self) -> Found:
        """Return a safe choice, the best one within the effort.

        Raises
        ------
        NoChoice
            If there is none.
        """
        programme = Programme(self.system, self.within, self.effort)
        programme.add(self.judge.demands)
        gap, safe = max(self.effort.gap, COARSE), None
        choice = programme.solve(gap)
        for _ in range(self.effort.rounds):
            if self.is_large:
                break
            lacking = self.judge.lacking(choice.hidden)
            if not lacking and gap <= self.effort.gap:
                return Found(choice.hidden, choice.bound)
            if not lacking:
                gap, safe = self.effort.gap, choice.hidden
            programme.add(lacking)
            choice = programme.solve(gap)
        return Found(safe, choice.bound) if safe else self.mended(choice.hidden, choice.bound)

    def mended(self, hidden: frozenset[int], bound: int) -> Found:
        """Hide more until the choice is safe, then print again what it does not need.

        Raises
        ------
        NoChoice
            If hiding everything is not enough.
        """
        reach, before = Reach(len(self.system.counts), keeps_worlds=self.is_large), hidden
        together = Together(self.system, self.judge.rule.width, reach)
        more = hidden
        while more:
            hidden |= more
            hidden = meet(self.system, self.judge.demands, hidden)
            if self.is_large:
                hidden = together.widen(hidden, self.within)
            more = self._more(hidden, reach)
        if self.is_large:
            return Found(hidden, bound, reach.worlds)
        kept = prune(
            self.system, hidden - before, self.effort.prunes, lambda left: self.judge.is_safe(before | left)
        )
        return Found(before | kept, bound)

    def _more(self, hidden: frozenset[int], reach: Reach) -> frozenset[int]:
        """Return what else to hide, or nothing if the choice is safe."""
        if unmet := meet(self.system, self.judge.demands, hidden) - hidden:
            return unmet
        narrow = self.judge.narrow(hidden, reach)
        more: frozenset[int] = frozenset()
        for at, asked in narrow:
            more |= self._wider(at, asked, hidden | more)
        lacking = [asked for _, asked in narrow] or self.judge.small_groups(hidden)
        return more or meet(self.system, lacking, hidden) - hidden

    def _wider(self, at: int, asked: Demand, hidden: frozenset[int]) -> frozenset[int]:
        """Return what to hide for the sake of one narrow number.

        Raises
        ------
        NoChoice
            If nothing that may still be hidden can help.
        """
        if self.is_large:
            # It was moved whatever that takes, and nothing was found: hide what is nearest and look again.
            return surround(self.system, at, hidden)
        try:
            return widen(self.system, at, hidden, self.within, self.judge.rule.width)
        except NoChoice:
            # It cannot lie so far above its count, but may lie below it: hide what it lacks.
            return meet(self.system, [asked], hidden) - hidden


def protect_linked(
    linked: LinkedCounts,
    rule: ProtectionRule,
    *,
    effort: Effort | None = None,
    tell: Callable[[LinkedPattern], None] | None = None,
    show: Callable[[Mapping[str, int]], None] | None = None,
) -> LinkedPattern:
    """Hide every small count of linked tables, and as little else as makes them safe together.

    Every printed cell from 1 to ``rule.threshold - 1`` is hidden; zeros and ``linked.shown`` are printed.
    Then secondary cells are hidden until, whatever relations a reader combines, every cell with a sign can be
    any of at least ``rule.width + 1`` whole numbers, no cell that is never printed is known to be small, and
    no hidden cells are known to sum to less than ``rule.smallest_hidden_sum``. In parts of more than
    ``effort.cells_at_most`` cells only sums below single printed totals are looked at.

    Parameters
    ----------
    linked
        The counts and their relations, in cases.
    rule
        What must hold, and the cost to minimise.
    effort
        How far the search goes; by default to the proved optimum of report-sized releases.
    tell
        Hears of safe patterns on the way to the best one.
    show
        Hears of worlds of parts too large for exact intervals, which together show how wide the hidden cells
        are: per cell that differs from the truth, a count that fits what is printed. A world tells about true
        counts, so it is to be guarded as they are.

    Returns
    -------
    LinkedPattern
        A safe pattern, with the cost below which there is none.

    Raises
    ------
    NoSafeLinkedPattern
        If no pattern is safe.

    Examples
    --------
    >>> from fristed.methods.disclosure.records import Equation
    >>> counts = {"all": 1031, "female": 761, "male": 264, "unknown": 6}
    >>> linked = LinkedCounts("gender", counts, (Equation("all", ("female", "male", "unknown")),),
    ...                       shown=frozenset({"all"}))
    >>> dict(protect_linked(linked, ProtectionRule()).hidden)
    {'male': 'secondary', 'unknown': 'primary'}
    """
    effort = effort or Effort()
    parts = parts_of(system_of(linked, rule))
    patterns: list[LinkedPattern] = []
    if tell is not None:
        # First any safe pattern of the whole, so that there is something to go back to.
        quick = replace(effort, rounds=0, prunes=0)
        patterns = [_protect_part(linked, part, rule, quick, show) for part in parts]
        tell(_together(patterns))
    for number, part in enumerate(parts):
        if tell is None or not _is_large(part, effort):
            patterns[number : number + 1] = [_protect_part(linked, part, rule, effort, show)]
        if tell is not None:
            tell(_together(patterns))
    return _together(patterns)


def _is_large(part: System, effort: Effort) -> bool:
    """Whether a part has too many numbers that may be hidden to search for the optimum."""
    return len(part.must_show) - sum(part.must_show) > effort.cells_at_most


def _protect_part(
    linked: LinkedCounts,
    part: System,
    rule: ProtectionRule,
    effort: Effort,
    show: Callable[[Mapping[str, int]], None] | None,
) -> LinkedPattern:
    judge = Judge(part, rule, demands_on_rows(part, rule), effort.cells_at_most)
    try:
        found = Search(judge, effort).run()
    except NoChoice as reason:
        hidden = [keys for keys, must in zip(part.cells, part.must_hide, strict=True) if must]
        raise NoSafeLinkedPattern(linked.name, tuple(key for keys in hidden for key in keys)) from reason
    if show is not None:
        for numbers, distances in found.worlds:
            show(_world(part, numbers, distances))
    return part.pattern(found.hidden, found.bound, protected_by(judge, found.hidden))


def _world(part: System, numbers: Integers, distances: Integers) -> dict[str, int]:
    """Return the counts of a world, per cell that differs from the truth."""
    moved: list[int] = numbers.tolist()
    by: list[int] = distances.tolist()
    return {
        key: part.counts[at] + distance
        for at, distance in zip(moved, by, strict=True)
        for key in part.cells[at]
    }


def protected_by(judge: Judge, hidden: frozenset[int]) -> dict[int, tuple[int, ...]]:
    """Return per secondary number the small ones that a reader would know if it were printed."""
    system, found = judge.system, dict[int, tuple[int, ...]]()
    asked_of: dict[int, list[Demand]] = {}
    for asked in judge.demands:
        for at, _ in asked.terms:
            asked_of.setdefault(at, []).append(asked)
    for at in sorted(at for at in hidden if system.is_open_to(at)):
        exposed = _exposed(judge, hidden - {at}, asked_of.get(at, ()))
        found[at] = tuple(sorted(n for n in exposed if system.must_hide[n]))
    return found


def _exposed(judge: Judge, hidden: frozenset[int], demands: Iterable[Demand]) -> set[int]:
    """Return what single relations give away, and in parts that are not large what groups and worlds do."""
    unmet = [asked for asked in demands if not asked.is_met(hidden)]
    rows = {row for asked in unmet for at, _ in asked.terms for row in judge.system.rows_of[at]}
    named = [frozenset(at for at, _ in asked.terms) for asked in unmet]
    members = [frozenset(judge.system.rows[row].members) for row in rows]
    found = {at for m in members if any(terms <= m for terms in named) for at in m}
    if len(hidden) <= EXPLAINED:
        found |= {at for asked in judge.small_groups(hidden) for at, _ in asked.terms}
        found |= {at for at, _ in judge.narrow(hidden)}
    return found & hidden


def _together(patterns: Iterable[LinkedPattern]) -> LinkedPattern:
    whole = LinkedPattern({}, {}, Loss(), 0, 0)
    for part in patterns:
        whole = LinkedPattern(
            hidden={**whole.hidden, **part.hidden},
            protects={**whole.protects, **part.protects},
            loss=Loss(whole.loss.number + part.loss.number, whole.loss.value + part.loss.value),
            cost=whole.cost + part.cost,
            bound=whole.bound + part.bound,
        )
    return replace(whole, hidden=dict(sorted(whole.hidden.items())))
