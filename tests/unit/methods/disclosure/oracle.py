"""The truth about small releases, by listing every world that fits what is printed.

Nothing here is shared with the protector or the attacker: worlds are whole-number assignments to the leaves,
tried one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from math import floor

from fristed.methods.disclosure.records import Printed, PrintedCell, ProtectionRule
from tests.unit.methods.disclosure.trees import CountTree

Worlds = list[dict[str, int]]


def worlds(tree: CountTree, hidden: frozenset[str], *, sign_at_least: int = 1) -> Worlds:
    """All assignments to all leaves that fit what is printed of a tree when ``hidden`` cells are signs."""
    found: Worlds = []
    leaves = sorted(tree.leaves)
    group_of = {code: group for group, codes in tree.groups.items() for code in codes}
    truth = subtotals(tree, tree.leaves)
    left = {group: count for group, count in truth.items() if group not in hidden}

    def assign(at: int, world: dict[str, int], rest: int, left: Mapping[str, int]) -> None:
        if at == len(leaves):
            sums = subtotals(tree, world)
            if (
                rest == 0
                and not any(left.values())
                and all(sums[group] >= sign_at_least for group in tree.groups if group in hidden)
            ):
                found.append(dict(world))
            return
        code = leaves[at]
        most = min(rest, left.get(group_of.get(code, ""), rest))
        for count in _possible(tree, code, hidden, sign_at_least, most):
            group = group_of.get(code, "")
            then = {**left, group: left[group] - count} if group in left else left
            assign(at + 1, {**world, code: count}, rest - count, then)

    assign(0, {}, tree.total, left)
    return found


def _possible(tree: CountTree, code: str, hidden: frozenset[str], low: int, most: int) -> Iterator[int]:
    if code in hidden:
        return iter(range(low, most + 1))
    if code in tree.unprinted:
        return iter(range(most + 1))
    return iter([tree.leaves[code]] if tree.leaves[code] <= most else [])


def subtotals(tree: CountTree, leaves: Mapping[str, int]) -> dict[str, int]:
    return {group: sum(leaves.get(code, 0) for code in codes) for group, codes in tree.groups.items()}


def cells_in(tree: CountTree, world: Mapping[str, int]) -> dict[str, int]:
    return {**world, **subtotals(tree, world)}


def positive_cells(tree: CountTree) -> list[str]:
    """The cells that could carry a sign: not zero, and printed at all."""
    counts = cells_in(tree, tree.leaves)
    return [code for code, count in counts.items() if count and code not in tree.unprinted]


def intervals(tree: CountTree, hidden: frozenset[str]) -> dict[str, tuple[int, int]]:
    """Lowest and highest count of every unprinted cell over all worlds."""
    all_cells = [cells_in(tree, world) for world in worlds(tree, hidden)]
    return {
        code: (min(cells[code] for cells in all_cells), max(cells[code] for cells in all_cells))
        for code in hidden | tree.unprinted
    }


def hidden_sums(tree: CountTree, hidden: frozenset[str]) -> list[int]:
    """The sum of what is hidden in each printed relation after subtracting what is printed."""
    blank = hidden | tree.unprinted
    closed = [codes for group, codes in tree.groups.items() if group not in hidden]
    inside = {code for codes in closed for code in codes}
    relations = [*closed, tuple(code for code in tree.leaves if code not in inside)]
    open_parts = [[code for code in codes if code in blank] for codes in relations]
    return [sum(tree.leaves[code] for code in codes) for codes in open_parts if codes]


def is_safe(tree: CountTree, hidden: frozenset[str], rule: ProtectionRule) -> bool:
    """Whether no hidden cell is narrow, no implied rest is narrow and small, and no group sums too low."""
    for code, (low, high) in intervals(tree, hidden).items():
        is_sensitive = code in hidden or (high >= 1 and low < rule.threshold)
        if is_sensitive and high - low < rule.width:
            return False
    smallest = rule.smallest_hidden_sum
    return all(total == 0 or total >= smallest for total in hidden_sums(tree, hidden))


def patterns(tree: CountTree, rule: ProtectionRule) -> Iterator[frozenset[str]]:
    """Every pattern that hides the small cells and prints zeros, the fewest additional cells first."""
    counts = {code: n for code, n in cells_in(tree, tree.leaves).items() if code not in tree.unprinted}
    small = frozenset(code for code, count in counts.items() if 0 < count < rule.threshold)
    large = sorted(code for code, count in counts.items() if count >= rule.threshold)
    for size in range(len(large) + 1):
        for extra in combinations(large, size):
            yield small | frozenset(extra)


def loss(tree: CountTree, hidden: frozenset[str], rule: ProtectionRule) -> tuple[int, int]:
    """Number and value of the additional cells; a subtotal with one printed leaf is that leaf."""
    counts = cells_in(tree, tree.leaves)
    same = {
        group: codes[0]
        for group, codes in tree.groups.items()
        if len(codes) == 1 and codes[0] not in tree.unprinted
    }
    extra = {same.get(code, code) for code in hidden if counts[code] >= rule.threshold}
    return len(extra), sum(counts[code] for code in extra)


def half_up_percent(count: int, base: int) -> int:
    """The percent most publishers print."""
    return floor(Fraction(100 * count, base) + Fraction(1, 2))


def printed_intervals(printed: Printed) -> dict[str, tuple[int, int]]:
    """Lowest and highest count of every cell without a value, over every world that fits what is printed."""
    cells = {cell.key: cell for cell in printed.cells}
    found: dict[str, tuple[int, int]] = {}
    shown = {key: cell.value for key, cell in cells.items() if cell.value is not None}
    for world in _fitting(printed, cells, shown, most=max(shown.values())):
        for key in cells.keys() - shown.keys():
            low, high = found.get(key, (world[key], world[key]))
            found[key] = (min(low, world[key]), max(high, world[key]))
    return found


def _fitting(
    printed: Printed, cells: Mapping[str, PrintedCell], world: dict[str, int], most: int
) -> Iterator[dict[str, int]]:
    """Fill in a forced cell, else try every value of the next one."""
    if any(cells[key].low > n or n > (cells[key].high or n) for key, n in world.items()):
        return
    forced = _forced(printed, world)
    if forced is None:
        return
    if forced:
        yield from _fitting(printed, cells, world | forced, most)
    elif missing := [key for key in cells if key not in world]:
        for count in range(cells[missing[0]].low, most + 1):
            yield from _fitting(printed, cells, world | {missing[0]: count}, most)
    elif all(_percent_fits(world[p.cell_key], world[p.base_key], p.percent) for p in printed.percents):
        yield world


def _percent_fits(count: int, base: int, percent: int) -> bool:
    return base > 0 and half_up_percent(count, base) == percent


def _forced(printed: Printed, world: Mapping[str, int]) -> dict[str, int] | None:
    """The one cell a relation leaves open, ``{}`` if no relation forces one, ``None`` if one is broken."""
    for relation in printed.equations:
        keys = (relation.total_key, *relation.part_keys)
        missing = [key for key in keys if key not in world]
        parts = sum(world.get(key, 0) for key in relation.part_keys)
        gap = world.get(relation.total_key, 0) - parts
        if missing == [relation.total_key]:
            return {relation.total_key: parts}
        if len(missing) == 1:
            return {missing[0]: gap} if gap >= 0 else None
        if not missing and gap:
            return None
    return {}
