"""Whether a pattern is safe, as the protector sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fristed.methods.disclosure.protection.linked.demands import Demand, demands_on_rows
from fristed.methods.disclosure.protection.linked.groups import small_groups
from fristed.methods.disclosure.protection.linked.sums import small_sums
from fristed.methods.disclosure.protection.linked.system import System, system_of
from fristed.methods.disclosure.protection.linked.widths import Widths
from fristed.methods.disclosure.protection.linked.worlds import Reach
from fristed.methods.disclosure.records import LinkedCounts, ProtectionRule


@dataclass(frozen=True, slots=True)
class Judge:
    """Tells what a pattern lacks.

    Parameters
    ----------
    system, rule
        The numbers and what must hold.
    demands
        What single relations ask for.
    cells_at_most
        Components up to this size are judged exactly; in larger ones a number counts as narrow unless worlds
        near it show otherwise.
    """

    system: System
    rule: ProtectionRule
    demands: Sequence[Demand]
    cells_at_most: int

    def lacking(self, hidden: frozenset[int], reach: Reach | None = None) -> list[Demand]:
        """Return demands that the hidden numbers do not meet; none if the pattern is safe."""
        unmet = [asked for asked in self.demands if not asked.is_met(hidden)]
        if unmet:
            return unmet
        known = reach or Reach(len(self.system.counts))
        narrow = dict.fromkeys(demand for _, demand in self.narrow(hidden, known))
        groups = dict.fromkeys(small_groups(self.system, self.rule, hidden))
        return [*groups, *narrow] or list(dict.fromkeys(self._small_sums(hidden, known)))

    def small_groups(self, hidden: frozenset[int]) -> list[Demand]:
        """Return what groups with a small sum lack; those that only several totals tell, if no others do."""
        groups = dict.fromkeys(small_groups(self.system, self.rule, hidden))
        return list(groups or dict.fromkeys(self._small_sums(hidden, Reach(len(self.system.counts)))))

    def _small_sums(self, hidden: frozenset[int], reach: Reach) -> Iterator[Demand]:
        return small_sums(self.system, self.rule, hidden, reach, self.cells_at_most)

    def narrow(self, hidden: frozenset[int], reach: Reach | None = None) -> list[tuple[int, Demand]]:
        """Return the numbers that a reader knows too well, with what they lack."""
        known = reach or Reach(len(self.system.counts))
        widths = Widths(self.system, self.rule, hidden, known)
        return [(found.at, found.demand) for found in widths.narrow(self.cells_at_most)]

    def is_safe(self, hidden: frozenset[int]) -> bool:
        """Whether nothing is lacking; stops at the first thing that is."""
        if not all(asked.is_met(hidden) for asked in self.demands):
            return False
        if next(small_groups(self.system, self.rule, hidden), None):
            return False
        reach = Reach(len(self.system.counts))
        if next(Widths(self.system, self.rule, hidden, reach).narrow(self.cells_at_most), None):
            return False
        return next(self._small_sums(hidden, reach), None) is None


def is_safe_pattern(
    linked: LinkedCounts, rule: ProtectionRule, hidden: Iterable[str], *, cells_at_most: int = 6_000
) -> bool:
    """Whether linked counts may be printed with signs in the given cells.

    Small cells are hidden in any case; what is never printed stays so.

    Parameters
    ----------
    linked
        The counts.
    rule
        What must hold.
    hidden
        Keys of the cells to hide beside the small ones.
    cells_at_most
        Components up to this size are judged exactly.
    """
    system = system_of(linked, rule)
    place = {key: at for at, keys in enumerate(system.cells) for key in keys}
    chosen = frozenset(place[key] for key in hidden if key in place) | system.never_printed
    return Judge(system, rule, demands_on_rows(system, rule), cells_at_most).is_safe(chosen)
