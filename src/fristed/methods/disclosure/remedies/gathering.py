"""Print one cell in place of several: the finer ones are withdrawn, and readers get their sum.

What is withdrawn stays in the arithmetic as cells that are never printed, with every relation they are in.
So the judgement and the attack know all that a reader can subtract, also across other tables and years.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from fristed.methods.disclosure.protection import is_safe_pattern
from fristed.methods.disclosure.records import Equation, LinkedCounts, Loss, ProtectionRule


@dataclass(frozen=True, slots=True)
class Gathering:
    """Cells to be withdrawn, and what is printed in their place.

    Parameters
    ----------
    sums
        Per new cell the cells it is the sum of.
    withdrawn
        Cells that are no longer printed.
    printed
        Cells that were never printed and now are.
    """

    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    withdrawn: frozenset[str] = frozenset()
    printed: frozenset[str] = frozenset()

    def __or__(self, other: Gathering) -> Gathering:
        """Do both."""
        return Gathering(
            {**self.sums, **other.sums}, self.withdrawn | other.withdrawn, self.printed | other.printed
        )


@dataclass(frozen=True, slots=True)
class Gathered:
    """The tables after pooling or after printing coarser categories.

    Parameters
    ----------
    counts
        The release with its new cells; withdrawn cells are never printed. It can be protected further.
    chosen
        Per span the categories that were pooled, or the coarser ones that took the place of theirs.
    cells
        Per new cell the cells it is the sum of.
    loss
        The cells that were withdrawn, and the cases in them.
    is_least
        Whether it is proved that no other choice costs less.
    """

    counts: LinkedCounts
    chosen: Mapping[str, tuple[str, ...]]
    cells: Mapping[str, tuple[str, ...]]
    loss: Loss
    is_least: bool


def gather(counts: LinkedCounts, gathering: Gathering) -> LinkedCounts:
    """Return the release with new cells in place of withdrawn ones.

    A withdrawn cell that an earlier release printed as a sign stays a sign: readers have seen it.

    Parameters
    ----------
    counts
        The release.
    gathering
        What is withdrawn and what is printed instead.

    Raises
    ------
    ValueError
        If a new cell has the key of a cell that exists.
    """
    taken = sorted(set(gathering.sums) & set(counts.counts))
    if taken:
        raise ValueError(f"{counts.name}: the key is taken: {', '.join(taken)}.")
    new = {key: sum(counts.counts[part] for part in parts) for key, parts in sorted(gathering.sums.items())}
    relations = tuple(Equation(key, gathering.sums[key]) for key in new)
    return replace(
        counts,
        counts={**counts.counts, **new},
        relations=(*counts.relations, *relations),
        unprinted=(counts.unprinted - gathering.printed) | (gathering.withdrawn - counts.hidden),
    )


def loss_of(counts: LinkedCounts, gathering: Gathering) -> Loss:
    """Return the number of withdrawn cells and the cases in them."""
    return Loss(len(gathering.withdrawn), sum(counts.counts[key] for key in gathering.withdrawn))


def small_in_plain_sight(
    counts: LinkedCounts, rule: ProtectionRule, among: Iterable[str] | None = None
) -> list[str]:
    """Return the cells whose small count is printed, though nothing exempts them, in the order of keys."""
    covered = counts.unprinted | counts.hidden | counts.shown
    keys = set(counts.counts if among is None else among) - covered
    return sorted(key for key in keys if rule.is_small(counts.counts[key]))


def is_safe_print(counts: LinkedCounts, rule: ProtectionRule) -> bool:
    """Whether a release may be printed as it is, by the protector's own judgement."""
    return not small_in_plain_sight(counts, rule) and is_safe_pattern(counts, rule, ())
