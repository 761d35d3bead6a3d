"""One table below its total, with subtotals: the shape whose truth can be listed, leaf by leaf."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fristed.methods.disclosure.protection import protect_linked
from fristed.methods.disclosure.records import Equation, LinkedCounts, LinkedPattern, ProtectionRule

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class CountTree:
    """Counts of leaves below one printed total; groups are the subtotals printed beside them."""

    total: int
    leaves: Mapping[str, int]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unprinted: frozenset[str] = frozenset()


def relations_of(tree: CountTree) -> tuple[Equation, ...]:
    grouped = {code for codes in tree.groups.values() for code in codes}
    top = (*tree.groups, *(code for code in tree.leaves if code not in grouped))
    return (*(Equation(group, codes) for group, codes in tree.groups.items()), Equation(TOTAL, top))


def linked_of(tree: CountTree) -> LinkedCounts:
    groups = {group: sum(tree.leaves[code] for code in codes) for group, codes in tree.groups.items()}
    counts = {**tree.leaves, **groups, TOTAL: tree.total}
    return LinkedCounts(
        "a tree", counts, relations_of(tree), unprinted=tree.unprinted, shown=frozenset({TOTAL})
    )


def protect(tree: CountTree, rule: ProtectionRule) -> LinkedPattern:
    return protect_linked(linked_of(tree), rule)
