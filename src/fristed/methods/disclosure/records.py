"""What the protector and the attacker speak of: plain frozen records, no arithmetic on relations.

:class:`LinkedCounts`, :class:`ProtectionRule` and :class:`LinkedPattern` belong to the protector, who knows
the counts. :class:`Printed` and its parts belong to the attacker, who knows only what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Why = Literal["primary", "secondary"]
CellState = Literal["shown", "signed", "rest"]
Source = Literal["table", "figure", "text"]
Rounding = Literal["half_up", "unknown"]
CostKind = Literal["count", "value", "weights"]


@dataclass(frozen=True, slots=True)
class ProtectionRule:
    """What must hold for what is printed.

    Parameters
    ----------
    threshold
        The smallest positive count that is printed, in cases.
    width
        The smallest ``high - low`` of whole numbers that a reader's interval about a hidden cell keeps.
    group_sum_at_least
        The smallest sum of several hidden cells that readers may know, by subtracting what is printed from
        one printed total or by adding and subtracting several; ``None`` means the threshold, 0 that groups
        are not looked at.
    cost
        What is minimised over linked counts: the number of secondary cells, the cases in them, or weights.
    """

    threshold: int = 7
    width: int = 3
    group_sum_at_least: int | None = None
    cost: CostKind = "count"

    @property
    def smallest_hidden_sum(self) -> int:
        """The smallest sum of several hidden cells that readers may know, in cases."""
        return self.threshold if self.group_sum_at_least is None else self.group_sum_at_least

    def is_small(self, count: int) -> bool:
        """Whether a count is positive and below the threshold; a true zero is not small."""
        return 0 < count < self.threshold


@dataclass(frozen=True, slots=True)
class LinkedCounts:
    """Every count of a release with the relations that join them, as the protector sees it.

    Tables that share margins, hierarchies, figures, the counts of sentences, and the crossed cells that are
    never printed but take part in the arithmetic are all cells here.

    Parameters
    ----------
    name
        What the release is called in messages.
    counts
        Count per cell key, in cases.
    relations
        Totals and their parts; every one of them holds for ``counts``.
    unprinted
        Keys of cells that are never printed. They carry no sign, so a reader knows only that they are not
        negative.
    shown
        Keys of cells that stay printed whatever it costs: grand totals, figures of other publishers, what an
        earlier release printed, and small counts that the policy exempts. What is said of a cell is said of
        its number: cells that a relation declares equal to it stay printed and are exempt as well.
    hidden
        Keys of cells that are hidden whatever their count: what an earlier release hid, or what a
        statistician chose.
    weights
        The price of hiding a cell as a secondary one, where the rule's cost is ``weights``; 1 where a key is
        missing. A statistician's wish to rather hide a cell is a small weight.

    Raises
    ------
    ValueError
        If a relation does not hold, a key is unknown or used in two ways, a number is to be both shown and
        hidden under two names, or a count is negative.
    """

    name: str
    counts: Mapping[str, int]
    relations: tuple[Equation, ...] = ()
    unprinted: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    weights: Mapping[str, int] = field(default_factory=dict[str, int])

    def __post_init__(self) -> None:
        faults = [*self._faulty_keys(), *self._faulty_names(), *self._faulty_counts()]
        if faults:
            raise ValueError(f"{self.name}: {'; '.join(faults)}.")

    def _faulty_keys(self) -> list[str]:
        named = {key for r in self.relations for key in (r.total_key, *r.part_keys)}
        named |= self.unprinted | self.shown | self.hidden | set(self.weights)
        faults = [f"no such cell: {key}" for key in sorted(named - set(self.counts))]
        twice = (self.shown & self.hidden) | (self.unprinted & (self.shown | self.hidden))
        return faults + [f"{key} cannot be both" for key in sorted(twice)]

    def _faulty_names(self) -> list[str]:
        same = same_numbers(self.relations) if self.shown and self.hidden else {}
        pairs = [(key, other) for key in sorted(self.hidden) for other in sorted(same.get(key, ()))]
        return [
            f"{other} is to be shown and {key} to be hidden, but they are one number"
            for key, other in pairs
            if other in self.shown and other != key
        ]

    @property
    def shown_numbers(self) -> frozenset[str]:
        """What stays printed, with all cells that relations declare equal to it."""
        return with_equals(self.shown, self.relations)

    def _faulty_counts(self) -> list[str]:
        faults = [f"{key} is negative" for key, count in self.counts.items() if count < 0]
        for relation in self.relations:
            parts = [self.counts.get(key, 0) for key in relation.part_keys]
            if sum(parts) != self.counts.get(relation.total_key, 0):
                faults.append(f"{relation.total_key} is not the sum of its parts")
        return faults


@dataclass(frozen=True, slots=True)
class LinkedPattern:
    """What is hidden of linked counts, why, what it costs, and how good that is.

    Parameters
    ----------
    hidden
        The reason per hidden cell; both kinds are printed with the same sign.
    protects
        Per secondary cell the primary cells that would be found without it, in the order of the keys.
    loss
        Secondary cells, and the cases in them.
    cost
        The cost that was minimised: cells, cases or weights.
    bound
        No safe pattern costs less than this; ``cost == bound`` is a proved optimum.
    """

    hidden: Mapping[str, Why]
    protects: Mapping[str, tuple[str, ...]]
    loss: Loss
    cost: int
    bound: int

    @property
    def gap(self) -> float:
        """How much of the cost is not proved to be necessary, from 0 (optimal) to 1."""
        return 0.0 if self.cost <= self.bound else (self.cost - self.bound) / self.cost


@dataclass(frozen=True, slots=True)
class Loss:
    """What hiding costs beyond the small counts themselves: secondary cells, and the cases in them."""

    number: int = 0
    value: int = 0


@dataclass(frozen=True, slots=True)
class SignRule:
    """What a hidden sign tells every reader: at least ``low`` and, unless ``None``, at most ``high``."""

    low: int
    high: int | None


SIGN_AS_PUBLISHED = SignRule(low=1, high=6)
"""Only counts of 1-6 are replaced by the sign; zeros are printed."""

SIGN_SAFE = SignRule(low=1, high=None)
"""Zeros are printed, and larger counts may carry the same sign."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell as a reader sees it.

    ``state`` is ``shown`` (``value`` is printed), ``signed`` (a sign stands in its place) or ``rest``
    (never printed, but implied by the arithmetic). ``low`` and ``high`` are what the reader knows of a cell
    without a value. ``source`` says where the value stands, for the order of trust: table, figure, text.
    """

    key: str
    value: int | None = None
    low: int = 0
    high: int | None = None
    state: CellState = "shown"
    source: Source = "table"

    @classmethod
    def shown(cls, key: str, value: int, source: Source = "table") -> PrintedCell:
        """Make a cell whose count is printed."""
        return cls(key, value, value, value, "shown", source)

    @classmethod
    def signed(cls, key: str, rule: SignRule) -> PrintedCell:
        """Make a cell that is printed as a sign with the given meaning."""
        return cls(key, None, rule.low, rule.high, "signed")

    @classmethod
    def rest(cls, key: str) -> PrintedCell:
        """Make a cell that is never printed but takes part in the arithmetic; it may be zero."""
        return cls(key, None, 0, None, "rest")


@dataclass(frozen=True, slots=True)
class Equation:
    """A relation every reader knows: the total is the sum of its parts. All names are cell keys."""

    total_key: str
    part_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedPercent:
    """A printed percent, a whole number: ``100 * cell / base`` rounded.

    ``half_up`` is exact rounding with halves upwards; ``unknown`` allows any way of rounding to a
    neighbouring whole number.
    """

    cell_key: str
    base_key: str
    percent: int
    rounding: Rounding = "half_up"


def same_numbers(relations: Iterable[Equation]) -> dict[str, frozenset[str]]:
    """Return, per cell that is repeated, all cells that show the same number.

    A relation with a single part says that two cells are one number.

    Examples
    --------
    >>> sorted(same_numbers([Equation("figure", ("row",)), Equation("all", ("row", "rest"))])["row"])
    ['figure', 'row']
    """
    found: dict[str, frozenset[str]] = {}
    for relation in relations:
        if len(relation.part_keys) == 1:
            pair = (relation.total_key, relation.part_keys[0])
            joined = frozenset[str]().union(*(found.get(key, frozenset({key})) for key in pair))
            found |= dict.fromkeys(joined, joined)
    return found


def with_equals(keys: Iterable[str], relations: Iterable[Equation]) -> frozenset[str]:
    """Return cells with all those that relations declare equal to one of them."""
    named = frozenset(keys)
    same = same_numbers(relations) if named else {}
    return named.union(*(same.get(key, frozenset()) for key in named))


@dataclass(frozen=True, slots=True)
class Printed:
    """All that is printed together and can be set against each other.

    ``threshold`` is the publisher's stated rule: a reader knows that positive counts below it are protected.

    Raises
    ------
    ValueError
        If a relation or percent names a cell that is not listed, or a cell is listed twice.
    """

    cells: tuple[PrintedCell, ...]
    equations: tuple[Equation, ...] = ()
    percents: tuple[PrintedPercent, ...] = ()
    threshold: int = 7

    def __post_init__(self) -> None:
        keys = [cell.key for cell in self.cells]
        named = {key for equation in self.equations for key in (equation.total_key, *equation.part_keys)}
        named |= {key for percent in self.percents for key in (percent.cell_key, percent.base_key)}
        if len(set(keys)) != len(keys):
            raise ValueError("A cell is listed twice; give every printed cell its own key.")
        if named - set(keys):
            raise ValueError(f"No such printed cell: {', '.join(sorted(named - set(keys)))}.")
