"""How much work the protector may do: counted in steps, not in time, so that the result is the same twice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effort:
    """Bounds on the search. The result is safe whatever they are; they decide how near the optimum it is.

    Parameters
    ----------
    gap
        The search stops when the cost is proved to be this near the least possible one, as a share of it.
    rounds
        How often what an attacker still derives is added to the programme before it is repaired instead.
    nodes
        How many branches one integer programme may open.
    cells_at_most
        The largest number of numbers without a printed count, linked to each other, that are searched
        exactly; above it, the pattern is repaired at once, and of small sums only those below single
        printed totals are looked at.
    prunes
        How many secondary cells are tried to be printed after all, the dearest first.
    """

    gap: float = 0.0
    rounds: int = 60
    nodes: int = 20_000
    cells_at_most: int = 6_000
    prunes: int = 200
