"""Linked counts as numbers and rows: every number once, zeros that readers see left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fristed.methods.disclosure.records import LinkedCounts, LinkedPattern, Loss, ProtectionRule, Why


@dataclass(frozen=True, slots=True)
class Row:
    """One relation between numbers: ``total`` is the sum of ``parts``; both are positions in the system."""

    total: int
    parts: tuple[int, ...]

    @property
    def members(self) -> tuple[int, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


@dataclass(frozen=True, slots=True)
class System:
    """The numbers of a release that are not printed as zero, and the rows between them.

    Cells that a relation declares to be the same number, such as a count repeated in a figure, are one
    number here.

    Parameters
    ----------
    cells
        The cell keys under which each number is printed; of one that never is, those that stand for it.
    counts
        Its count, in cases.
    floors
        What a reader grants it at least when it is not printed: 1 where a sign stands, since zeros are
        printed; 0 where nothing is printed anywhere.
    is_silent
        Whether no cell of the number is ever printed.
    is_primary
        Whether it is hidden because it is small itself.
    must_hide, must_show
        Whether it is hidden, or printed, whatever it costs.
    prices
        What hiding it as a secondary number costs.
    rows
        The relations.
    rows_of
        Per number the positions of its rows.
    """

    cells: tuple[tuple[str, ...], ...]
    counts: tuple[int, ...]
    floors: tuple[int, ...]
    is_silent: tuple[bool, ...]
    is_primary: tuple[bool, ...]
    must_hide: tuple[bool, ...]
    must_show: tuple[bool, ...]
    prices: tuple[int, ...]
    rows: tuple[Row, ...]
    rows_of: tuple[tuple[int, ...], ...]

    def room_below(self, at: int) -> int:
        """Return how far a reader's world can lie below the count of a number without a printed count."""
        return self.counts[at] - self.floors[at]

    def is_open_to(self, at: int) -> bool:
        """Whether the search may choose to hide a number."""
        return not (self.must_hide[at] or self.must_show[at])

    @property
    def never_printed(self) -> frozenset[int]:
        """The numbers without a printed count under every pattern."""
        return frozenset(at for at in range(len(self.counts)) if self.must_hide[at])

    def pattern(
        self, hidden: frozenset[int], bound: int, protects: Mapping[int, Iterable[int]]
    ) -> LinkedPattern:
        """Return the records for hidden numbers; silent ones carry no sign and are left out."""
        reasons: dict[str, Why] = {}
        for at in sorted(hidden):
            why: Why = "primary" if self.is_primary[at] else "secondary"
            reasons |= dict.fromkeys(self.cells[at], why) if not self.is_silent[at] else {}
        lost = [at for at in sorted(hidden) if not (self.is_silent[at] or self.is_primary[at])]
        saved = {self.cells[at][0]: tuple(self.cells[i][0] for i in protects.get(at, ())) for at in lost}
        loss = Loss(len(lost), sum(self.counts[at] for at in lost))
        return LinkedPattern(dict(sorted(reasons.items())), saved, loss, self.cost(hidden), bound)

    def cost(self, hidden: Iterable[int]) -> int:
        """Return the cost of the hidden numbers that could have been printed."""
        return sum(self.prices[at] for at in hidden if self.is_open_to(at))


class _SameNumber:
    """Joins cells that relations declare to be one number."""

    def __init__(self, linked: LinkedCounts) -> None:
        self._above: dict[str, str] = {}
        for relation in linked.relations:
            if len(relation.part_keys) == 1:
                self._join(relation.total_key, relation.part_keys[0])

    def first(self, key: str) -> str:
        """Return the cell that stands for the number of ``key``."""
        while key in self._above:
            key = self._above[key]
        return key

    def _join(self, one: str, other: str) -> None:
        low, high = sorted((self.first(one), self.first(other)))
        if low != high:
            self._above[high] = low


def system_of(linked: LinkedCounts, rule: ProtectionRule) -> System:
    """Number the cells of linked counts and leave out what readers see to be zero.

    Parameters
    ----------
    linked
        The counts and relations.
    rule
        Says which counts are small and how costs are counted.
    """
    same = _SameNumber(linked)
    members: dict[str, list[str]] = {}
    for key in sorted(linked.counts):
        members.setdefault(same.first(key), []).append(key)
    zeros = _seen_zeros(linked, members)
    heads = [head for head in members if head not in zeros]
    place = {key: at for at, head in enumerate(heads) for key in members[head]}
    rows = _rows(linked, place)
    rows_of: list[list[int]] = [[] for _ in heads]
    for number, row in enumerate(rows):
        for at in row.members:
            rows_of[at].append(number)
    cells = tuple(tuple(members[head]) for head in heads)
    return _described(linked, rule, cells, rows, tuple(map(tuple, rows_of)))


def _described(
    linked: LinkedCounts,
    rule: ProtectionRule,
    cells: tuple[tuple[str, ...], ...],
    rows: tuple[Row, ...],
    rows_of: tuple[tuple[int, ...], ...],
) -> System:
    counts = tuple(linked.counts[keys[0]] for keys in cells)
    silent = tuple(all(key in linked.unprinted for key in keys) for keys in cells)
    shown = tuple(any(key in linked.shown for key in keys) for keys in cells)
    asked = tuple(any(key in linked.hidden for key in keys) for keys in cells)
    small = tuple(
        rule.is_small(count) and not (quiet or seen)
        for count, quiet, seen in zip(counts, silent, shown, strict=True)
    )
    return System(
        cells=tuple(tuple(k for k in keys if k not in linked.unprinted) or keys for keys in cells),
        counts=counts,
        floors=tuple(0 if quiet else 1 for quiet in silent),
        is_silent=silent,
        is_primary=small,
        must_hide=tuple(map(any, zip(silent, small, asked, strict=True))),
        must_show=shown,
        prices=tuple(_price(linked, rule, keys) for keys in cells),
        rows=rows,
        rows_of=rows_of,
    )


def _price(linked: LinkedCounts, rule: ProtectionRule, keys: tuple[str, ...]) -> int:
    if rule.cost == "count":
        return 1
    if rule.cost == "value":
        return linked.counts[keys[0]]
    return max(linked.weights.get(key, 1) for key in keys)


def _seen_zeros(linked: LinkedCounts, members: Mapping[str, list[str]]) -> frozenset[str]:
    """Return the numbers that readers see to be zero: printed zeros, and the parts of such totals."""
    zeros = {
        head
        for head, keys in members.items()
        if linked.counts[head] == 0 and any(key not in linked.unprinted for key in keys)
    }
    head_of = {key: head for head, keys in members.items() for key in keys}
    while True:
        below = {
            head_of[part]
            for relation in linked.relations
            if head_of[relation.total_key] in zeros
            for part in relation.part_keys
        }
        if below <= zeros:
            return frozenset(zeros)
        zeros |= below


def _rows(linked: LinkedCounts, place: Mapping[str, int]) -> tuple[Row, ...]:
    """Return every relation once, without zeros and without those that say a number is itself."""
    rows = dict.fromkeys(
        Row(place[relation.total_key], tuple(sorted(place[k] for k in relation.part_keys if k in place)))
        for relation in linked.relations
        if relation.total_key in place
    )
    return tuple(row for row in rows if row.parts != (row.total,))


def parts_of(system: System) -> list[System]:
    """Divide a system into those that no relation links, once what is always printed is known.

    Each part keeps the printed numbers of its own rows. Parts in which nothing can be hidden are left out.
    """
    groups = _linked(system)
    return [_part(system, numbers) for numbers in groups if any(system.must_hide[at] for at in numbers)]


def _linked(system: System) -> list[list[int]]:
    above = list(range(len(system.counts)))

    def root(at: int) -> int:
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    for row in system.rows:
        movable = [at for at in row.members if not system.must_show[at]]
        for at in movable[1:]:
            above[root(at)] = root(movable[0])
    groups: dict[int, list[int]] = {}
    for at in range(len(system.counts)):
        if not system.must_show[at]:
            groups.setdefault(root(at), []).append(at)
    return list(groups.values())


def _part(system: System, numbers: list[int]) -> System:
    rows = [system.rows[row] for row in sorted({row for at in numbers for row in system.rows_of[at]})]
    kept = sorted({*numbers, *(at for row in rows for at in row.members)})
    place = {at: number for number, at in enumerate(kept)}
    moved = tuple(Row(place[row.total], tuple(place[at] for at in row.parts)) for row in rows)
    rows_of: list[list[int]] = [[] for _ in kept]
    for number, row in enumerate(moved):
        for at in row.members:
            rows_of[at].append(number)
    return System(
        cells=tuple(system.cells[at] for at in kept),
        counts=tuple(system.counts[at] for at in kept),
        floors=tuple(system.floors[at] for at in kept),
        is_silent=tuple(system.is_silent[at] for at in kept),
        is_primary=tuple(system.is_primary[at] for at in kept),
        must_hide=tuple(system.must_hide[at] for at in kept),
        must_show=tuple(system.must_show[at] for at in kept),
        prices=tuple(system.prices[at] for at in kept),
        rows=moved,
        rows_of=tuple(map(tuple, rows_of)),
    )
