"""The truth about small releases, by listing every world that fits what is printed.

Nothing here is shared with the protector or the attacker: worlds are whole-number assignments to the leaves,
tried one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from fristed.methods.disclosure.records import CountTree, ProtectionRule

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
