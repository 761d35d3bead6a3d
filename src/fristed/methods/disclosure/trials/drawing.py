"""Random linked releases, drawn where the rule bends: counts about the threshold, zeros, many links.

Every release is a table over one to three axes with all its margins. An axis can have themes between its
codes and their sum. Some cells are repeated or added up in a figure, never printed, exempted, or hidden by
choice; a year that was printed before keeps what it showed and hid.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

from fristed.methods.disclosure.protection.linked import NoSafeLinkedPattern, protect_linked
from fristed.methods.disclosure.records import (
    CostKind,
    Equation,
    LinkedCounts,
    ProtectionRule,
    same_numbers,
    with_equals,
)
from fristed.methods.disclosure.trials.printing import Share, TrialRelease

Size = Literal["small", "large"]

ALL = "all"
COUNTS = (0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 6, 7, 7, 8, 8, 9, 12, 20)
SHAPES: Mapping[Size, tuple[tuple[int, ...], ...]] = {
    "small": ((2,), (3,), (4,), (5,), (2, 2), (2, 3), (3, 2), (3, 3), (2, 4)),
    "large": ((8,), (12,), (3, 5), (4, 4), (5, 4), (2, 2, 2), (2, 2, 3), (2, 3, 3)),
}


@dataclass(frozen=True, slots=True)
class Axis:
    """The codes of one attribute, with the parts of each code that is a sum."""

    parts: Mapping[str, tuple[str, ...]]
    leaves: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, sums included."""
        return (*self.leaves, *self.parts)


@dataclass(slots=True)
class _Draft:
    """A release that is being drawn."""

    counts: dict[str, int]
    relations: list[Equation]
    unprinted: set[str] = field(default_factory=set[str])
    shown: set[str] = field(default_factory=set[str])
    hidden: set[str] = field(default_factory=set[str])

    def printed(self) -> list[str]:
        """The cells about which nothing is said yet."""
        taken = self.unprinted | self.shown | self.hidden
        return [key for key in self.counts if key not in taken]

    def linked(self, weights: Mapping[str, int] | None = None) -> LinkedCounts:
        """The counts as the protector takes them."""
        return LinkedCounts(
            "a trial",
            self.counts,
            tuple(self.relations),
            frozenset(self.unprinted),
            frozenset(self.shown),
            frozenset(self.hidden),
            weights or {},
        )


def draw_release(chance: random.Random, size: Size) -> TrialRelease:
    """Draw a release with its rule.

    Parameters
    ----------
    chance
        A seeded generator; the same seed gives the same release.
    size
        ``small``: one or two axes of a few codes, so that worlds can be listed; ``large``: longer and
        three-way tables.
    """
    rule = _rule(chance)
    axes = [_axis(chance, at, length) for at, length in enumerate(chance.choice(SHAPES[size]))]
    draft, total = _table(chance, axes), _key((ALL,) * len(axes))
    if chance.random() < 0.9:
        draft.shown.add(total)
    if chance.random() < 0.15:
        earlier = _table(chance, axes)
        earlier.shown.add(total)
        draft = _with_an_earlier_year(chance, draft, earlier, rule)
    elif len(axes) > 1 and chance.random() < 0.2:
        draft.unprinted |= {_key(cell) for cell in product(*(axis.leaves for axis in axes))}
    _mark_some(chance, draft)
    _repeat_some(chance, draft)
    _add_up_some(chance, draft)
    weights = {key: chance.randint(1, 5) for key in draft.counts} if rule.cost == "weights" else {}
    return TrialRelease(draft.linked(weights), rule, _shares(chance, draft))


def _rule(chance: random.Random) -> ProtectionRule:
    cost: CostKind = chance.choice(("count", "count", "value", "weights"))
    groups = chance.choice((None, None, 0))
    if chance.random() < 0.7:
        return ProtectionRule(group_sum_at_least=groups, cost=cost)
    return ProtectionRule(chance.randint(3, 6), chance.randint(1, 4), groups, cost)


def _axis(chance: random.Random, at: int, length: int) -> Axis:
    leaves = tuple(f"{'abc'[at]}{number}" for number in range(length))
    if length < 3 or chance.random() < 0.5:
        return Axis({ALL: leaves}, leaves)
    cut = chance.randint(2, length)
    theme = f"theme of {leaves[0]}"
    return Axis({theme: leaves[:cut], ALL: (theme, *leaves[cut:])}, leaves)


def _table(chance: random.Random, axes: Sequence[Axis]) -> _Draft:
    """Draw the counts of a table and add up all margins."""
    inner = {cell: chance.choice(COUNTS) for cell in product(*(axis.leaves for axis in axes))}
    counts = {
        _key(cell): sum(inner[leaf] for leaf in product(*map(_leaves_below, axes, cell)))
        for cell in product(*(axis.codes for axis in axes))
    }
    return _Draft(counts, list(_relations(axes)))


def _leaves_below(axis: Axis, code: str) -> tuple[str, ...]:
    below = [_leaves_below(axis, part) for part in axis.parts.get(code, ())]
    return tuple(leaf for leaves in below for leaf in leaves) or (code,)


def _relations(axes: Sequence[Axis]) -> Iterator[Equation]:
    """Give every sum along every axis, for every code of the other axes."""
    for at, axis in enumerate(axes):
        before = [other.codes for other in axes[:at]]
        after = [other.codes for other in axes[at + 1 :]]
        for (total, parts), left, right in product(axis.parts.items(), product(*before), product(*after)):
            yield Equation(_key((*left, total, *right)), tuple(_key((*left, p, *right)) for p in parts))


def _key(cell: tuple[str, ...]) -> str:
    return " ".join(cell)


def _with_an_earlier_year(
    chance: random.Random, now: _Draft, earlier: _Draft, rule: ProtectionRule
) -> _Draft:
    """Join a year that was printed before with this one; the sums of both years are printed now."""
    both = _Draft({}, [])
    for year, draft in (("earlier", earlier), ("now", now)):
        both.counts |= {f"{year} {key}": count for key, count in draft.counts.items()}
        both.relations += [
            Equation(f"{year} {r.total_key}", tuple(f"{year} {key}" for key in r.part_keys))
            for r in draft.relations
        ]
    both.hidden = {f"earlier {key}" for key in _hidden_before(earlier, rule)}
    both.shown = {f"earlier {key}" for key in earlier.counts} - both.hidden
    for key in chance.sample(sorted(now.counts), 2):
        both.counts[f"both {key}"] = earlier.counts[key] + now.counts[key]
        both.relations.append(Equation(f"both {key}", (f"earlier {key}", f"now {key}")))
    return both


def _hidden_before(earlier: _Draft, rule: ProtectionRule) -> set[str]:
    """Return what an earlier release hid; where nothing helped, everything but its total."""
    try:
        return set(protect_linked(earlier.linked(), rule).hidden)
    except NoSafeLinkedPattern:
        shown = with_equals(earlier.shown, earlier.relations)
        return {key for key, count in earlier.counts.items() if count and key not in shown}


def _mark_some(chance: random.Random, draft: _Draft) -> None:
    same = same_numbers(draft.relations)
    for key in draft.printed():
        drawn, repeated = chance.random(), same.get(key, frozenset())
        if drawn < 0.04:
            draft.unprinted.add(key)
        elif drawn < 0.06 and repeated.isdisjoint(draft.hidden):
            draft.shown.add(key)
        elif 0.06 <= drawn < 0.08 and draft.counts[key] and repeated.isdisjoint(draft.shown):
            draft.hidden.add(key)


def _repeat_some(chance: random.Random, draft: _Draft) -> None:
    """Print one or two counts again, in a figure."""
    for key in chance.sample(sorted(draft.printed()), min(chance.choice((0, 0, 1, 2)), len(draft.printed()))):
        figure = f"figure of {key}"
        draft.counts[figure] = draft.counts[key]
        draft.relations.append(Equation(figure, (key,)))


def _add_up_some(chance: random.Random, draft: _Draft) -> None:
    """Print the sum of some parts of a table in a figure, now and then."""
    long = [relation.part_keys for relation in draft.relations if len(relation.part_keys) > 2]
    for number in range(chance.choice((0, 0, 0, 1, 2)) if long else 0):
        parts = chance.choice(long)
        chosen = tuple(sorted(chance.sample(parts, chance.randint(2, len(parts) - 1))))
        figure = f"figure {number} of {' and '.join(chosen)}"
        draft.counts[figure] = sum(draft.counts[key] for key in chosen)
        draft.relations.append(Equation(figure, chosen))


def _shares(chance: random.Random, draft: _Draft) -> tuple[Share, ...]:
    pairs = [(part, r.total_key) for r in draft.relations for part in r.part_keys if len(r.part_keys) > 1]
    printed = [pair for pair in pairs if draft.counts[pair[1]] and draft.unprinted.isdisjoint(pair)]
    return tuple(chance.sample(printed, min(4, len(printed))))
