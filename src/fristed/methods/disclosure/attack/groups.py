"""Groups of hidden cells whose sum can be found by subtraction and is itself below the threshold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fristed.methods.disclosure.attack.arithmetic import subtraction
from fristed.methods.disclosure.attack.report import Finding
from fristed.methods.disclosure.attack.system import Bounds
from fristed.methods.disclosure.records import Equation


def group_findings(relations: Sequence[Equation], bounds: Bounds, threshold: int) -> list[Finding]:
    """Return the groups of at least two hidden cells that sum to a positive number below ``threshold``.

    From every printed total its printed parts are subtracted; a hidden part with parts of its own is opened,
    so that what is printed inside it is subtracted too.

    Parameters
    ----------
    relations
        The relations relied on.
    bounds
        What is known of each cell; equal ends are a printed value.
    threshold
        The smallest positive count that may be known, in cases.
    """
    parts_of = {relation.total_key: relation.part_keys for relation in reversed(relations)}
    found: list[Finding] = []
    for relation in relations:
        total, most = bounds[relation.total_key]
        if total == most:
            opened = list(_opened(relation.part_keys, parts_of, bounds, (relation.total_key,)))
            found += _finding(relation.total_key, total, opened, bounds, threshold)
    return found


def _opened(
    keys: Sequence[str], parts_of: Mapping[str, tuple[str, ...]], bounds: Bounds, above: tuple[str, ...]
) -> Iterator[str]:
    """Replace hidden parts by their own parts, as far down as relations go; never round in a ring."""
    for key in keys:
        if bounds[key][0] != bounds[key][1] and key in parts_of and key not in above:
            yield from _opened(parts_of[key], parts_of, bounds, (*above, key))
        else:
            yield key


def _finding(
    total_key: str, total: int, opened: Sequence[str], bounds: Bounds, threshold: int
) -> list[Finding]:
    hidden = tuple(key for key in opened if bounds[key][0] != bounds[key][1])
    known = [bounds[key][0] for key in opened if bounds[key][0] == bounds[key][1]]
    rest = total - sum(known)
    if len(hidden) < 2 or not 0 < rest < threshold:
        return []
    words = f"{subtraction(total, known)} for {' + '.join(hidden)} together"
    return [Finding(total_key, rest, rest, "group", True, words, hidden)]
