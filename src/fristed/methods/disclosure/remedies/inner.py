"""Inner cells: the cells that no relation adds up, and of which every other cell is the sum."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from fristed.methods.disclosure.records import LinkedCounts

Members = Mapping[str, tuple[str, ...]]
"""Per cell the inner cells it is the sum of, in the order of their keys; an inner cell is its own."""


class NotAdditive(ValueError):
    """The tables are not sums of one set of inner cells, so that they cannot be rounded together."""


def inner_members(counts: LinkedCounts) -> Members:
    """Return, per cell, the inner cells it is the sum of.

    Parameters
    ----------
    counts
        The release. Where tables divide one total in two ways, it must have the crossed cells; they need not
        be printed.

    Raises
    ------
    NotAdditive
        If a total is divided in ways that are not sums of the same inner cells, counts a cell twice, or is a
        part of itself.
    """
    parts: dict[str, list[tuple[str, ...]]] = {}
    for relation in counts.relations:
        parts.setdefault(relation.total_key, []).append(relation.part_keys)
    found: dict[str, tuple[str, ...]] = {key: (key,) for key in sorted(counts.counts) if key not in parts}
    waiting = sorted(parts)
    while waiting:
        ready = [key for key in waiting if all(part in found for part in chain(*parts[key]))]
        if not ready:
            raise NotAdditive(f"{counts.name}: part of itself: {', '.join(waiting)}.")
        for key in ready:
            found[key] = _members(counts.name, key, parts[key], found)
        waiting = [key for key in waiting if key not in found]
    return dict(sorted(found.items()))


def _members(
    name: str, key: str, ways: list[tuple[str, ...]], found: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    sums = [sorted(chain(*(found[part] for part in way))) for way in ways]
    if any(members != sums[0] for members in sums):
        raise NotAdditive(f"{name}: {key} is divided in several ways; add the cells that cross them.")
    if len(set(sums[0])) != len(sums[0]):
        raise NotAdditive(f"{name}: {key} counts a cell twice.")
    return tuple(sums[0])


def blocks(members: Members) -> list[frozenset[str]]:
    """Return the sets of inner cells that cells link, directly or through others, in the order of keys."""
    block_of: dict[str, set[str]] = {}
    for inner in members.values():
        merged = set(inner).union(*(block_of.get(key, ()) for key in inner))
        block_of |= dict.fromkeys(merged, merged)
    return list(dict.fromkeys(frozenset(block) for _, block in sorted(block_of.items())))
