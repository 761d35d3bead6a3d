"""Whether something read from JSON has the form of a certificate; what it says is checked elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import cast


def faulty_form(certificate: object) -> Iterator[str]:
    """Say what is missing, too much, or of the wrong kind.

    Parameters
    ----------
    certificate
        Whatever was read.

    Examples
    --------
    >>> list(faulty_form([]))
    ['It does not have the fields of a certificate, and only these.']
    """
    fields = _fields(certificate, {"policy", "print", "cells", "worlds"})
    if fields is None:
        yield "It does not have the fields of a certificate, and only these."
        return
    if not _is_policy(fields["policy"]):
        yield "Its policy does not have the fields of a policy, with whole numbers."
    if not isinstance(fields["print"], str):
        yield "It does not name a print."
    cells = fields["cells"]
    if not isinstance(cells, dict) or not all(map(_is_ends, cast("dict[str, object]", cells).values())):
        yield "A cell does not have two counts and two worlds."
    if not all(isinstance(world, list) for world in _rows(fields["worlds"])):
        yield "Its worlds are no lists."


def _fields(content: object, names: Collection[str]) -> dict[str, object] | None:
    fields = cast("dict[str, object]", content) if isinstance(content, dict) else {}
    return fields if set(fields) == set(names) else None


def _rows(content: object) -> Iterable[object]:
    """Return the rows of a list or tuple; of anything else one that is not right for anything."""
    return cast("list[object]", content) if isinstance(content, (list, tuple)) else [None]


def _is_policy(policy: object) -> bool:
    numbers, words = ("threshold", "width", "group_sum_at_least"), ("id", "version")
    fields = _fields(policy, {*numbers, *words, "exempt"})
    return fields is not None and (
        all(type(fields[name]) is int for name in numbers)
        and all(isinstance(fields[name], str) for name in words)
        and all(isinstance(key, str) for key in _rows(fields["exempt"]))
    )


def _is_ends(ends: object) -> bool:
    values = list(_rows(ends))
    if len(values) != 4:
        return False
    low, high, *places = values
    return all(type(n) is int for n in (low, *places)) and (high is None or type(high) is int)
