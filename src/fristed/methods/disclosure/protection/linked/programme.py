"""The integer programme of the choices, solved by HiGHS.

References
----------
Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method. *Mathematical
Programming Computation* 10(1), 119-142 (HiGHS).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy

from fristed.methods.disclosure.protection.linked.demands import Demand
from fristed.methods.disclosure.protection.linked.effort import Effort
from fristed.methods.disclosure.protection.linked.system import System

MOST_TIES = 20_000
"""Up to this sum of counts the least hidden value is sought among patterns of equal cost."""

OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
}


class NoChoice(ValueError):
    """No choice of numbers to hide meets all demands."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The numbers that are hidden, and the least cost that any choice meeting the demands has."""

    hidden: frozenset[int]
    bound: int


class Programme:
    """Chooses what to hide at the least cost, under demands that grow from round to round.

    Parameters
    ----------
    system
        The numbers.
    within
        Positions that are chosen about; the others are as ``system`` says and are not looked at.
    effort
        The number of branches.
    """

    def __init__(self, system: System, within: Iterable[int], effort: Effort) -> None:
        self._system = system
        self._open = [at for at in sorted(within) if system.is_open_to(at)]
        self._hidden = frozenset(at for at in within if system.must_hide[at])
        self._column = {at: number for number, at in enumerate(self._open)}
        ties = sum(system.counts[at] for at in self._open)
        self._scale = 1 + ties if ties <= MOST_TIES else 1
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in OPTIONS.items():
            self._highs.setOptionValue(option, value)
        self._highs.setOptionValue("mip_abs_gap", 0.5)
        self._highs.setOptionValue("mip_max_nodes", effort.nodes)
        for at in self._open:
            self._add_choice(at)
        self._bound = 0

    def _add_choice(self, at: int) -> None:
        column = self._column[at]
        tie = self._system.counts[at] if self._scale > 1 else 0
        self._highs.addVar(0.0, 1.0)
        self._highs.changeColCost(column, float(self._system.prices[at] * self._scale + tie))
        self._highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)

    def add(self, demands: Sequence[Demand]) -> None:
        """Add demands; what is hidden anyway is counted at once.

        Raises
        ------
        NoChoice
            If a demand cannot be met whatever is hidden.
        """
        for asked in demands:
            terms = [(self._column[at], weight) for at, weight in asked.terms if at in self._column]
            least = asked.least - sum(weight for at, weight in asked.terms if at in self._hidden)
            if sum(max(weight, 0) for _, weight in terms) < least:
                raise NoChoice("Hiding everything that may be hidden is not enough.")
            columns, weights = [c for c, _ in terms], [float(w) for _, w in terms]
            if terms:
                self._highs.addRow(float(least), highspy.kHighsInf, len(terms), columns, weights)

    def solve(self, gap: float) -> Choice:
        """Return the cheapest choice found, and the cost that no choice goes below.

        Parameters
        ----------
        gap
            The search may stop when the choice is proved to cost at most this share more than needed.

        Raises
        ------
        NoChoice
            If no choice meets all demands.
        """
        if not self._open:
            return Choice(self._hidden, 0)
        self._highs.setOptionValue("mip_rel_gap", gap)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise NoChoice("No choice of what to hide meets all that is asked for.")
        info = self._highs.getInfo()
        self._bound = max(self._bound, self._cost_at_least(info.mip_dual_bound))
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            # Out of branches without a choice: hiding everything meets whatever can be met.
            return Choice(self._hidden | frozenset(self._open), self._bound)
        values = self._highs.getSolution().col_value
        chosen = frozenset(at for at in self._open if values[self._column[at]] > 0.5)
        return Choice(self._hidden | chosen, self._bound)

    def _cost_at_least(self, objective: float) -> int:
        """Return the least cost of a choice whose objective is at least ``objective``."""
        if not math.isfinite(objective):
            return 0
        ties = self._scale - 1
        return max(0, math.ceil((objective - ties) / self._scale - 1e-6))
