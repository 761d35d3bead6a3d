"""The cells of a tree: its leaves and subtotals with their counts."""

from __future__ import annotations

from fristed.methods.disclosure.records import CountTree


def leaves_in_use(tree: CountTree, group: str) -> list[str]:
    """Return the leaf codes of a group that count in this tree, in the group's order."""
    return [code for code in tree.groups[group] if code in tree.leaves]


def cell_counts(tree: CountTree) -> dict[str, int]:
    """Return the count of every leaf and subtotal of a tree, in cases."""
    groups = {group: sum(tree.leaves[code] for code in leaves_in_use(tree, group)) for group in tree.groups}
    return {**tree.leaves, **groups}


def twins(tree: CountTree) -> dict[str, str]:
    """Return the leaf code per group of a single printed leaf: one number, printed in two places."""
    pairs = {group: leaves_in_use(tree, group) for group in tree.groups}
    single = {group: codes[0] for group, codes in pairs.items() if len(codes) == 1}
    return {group: code for group, code in single.items() if code not in tree.unprinted}
