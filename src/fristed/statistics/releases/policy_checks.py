"""What a policy file may say: every field is checked, and every fault is told in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

Check = Callable[[Any], "str | None"]
"""Tells what is wrong with a value, or nothing."""


def _is(kind: type, words: str) -> Check:
    def check(value: Any) -> str | None:
        right = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
        return None if right else f"must be {words}, not {value!r}"

    return check


def _at_least(least: int, why: str) -> Check:
    def check(value: Any) -> str | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return f"must be a whole number, not {value!r}"
        return None if value >= least else f"must be at least {least}, not {value}: {why}"

    return check


def _one_of(*allowed: str, why: str = "") -> Check:
    def check(value: Any) -> str | None:
        if value in allowed:
            return None
        return f"must be {' or '.join(repr(choice) for choice in allowed)}, not {value!r}{why}"

    return check


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else "must say something"


def _pairs(value: Any) -> str | None:
    right = isinstance(value, list) and all(isinstance(row, list) and len(row) == 2 for row in value)
    return None if right else "must list pairs of a table and a year"


def _names(value: Any) -> str | None:
    right = isinstance(value, list) and all(isinstance(name, str) for name in value)
    return None if right else "must list category codes"


def _rows(fields: Mapping[str, Check]) -> Check:
    """Check a list of rows that all have the same fields."""

    def check(value: Any) -> str | None:
        if not isinstance(value, list):
            return "must be a list"
        found = [
            f"row {number} {fault}" for number, row in enumerate(value, 1) for fault in _faults(row, fields)
        ]
        return ", ".join(found) or None

    return check


def _table(fields: Mapping[str, Check]) -> Check:
    def check(value: Any) -> str | None:
        return ", ".join(_faults(value, fields)) or None

    return check


def _thresholds(value: Any) -> str | None:
    least = _at_least(2, "a threshold of 1 hides nothing")
    if not isinstance(value, Mapping):
        return "must name figures"
    return next((f"{name} {fault}" for name, count in value.items() if (fault := least(count))), None)


_BOOLEAN = _is(bool, "true or false")
_POSITIVE = _at_least(1, "it is a share")
_CELL: Mapping[str, Check] = MappingProxyType(
    {"table": _is(int, "a number of a table"), "year": _is(int, "a year"), "category_code": _text}
)

FIELDS: Mapping[str, Check] = MappingProxyType(
    {
        "id": _text,
        "version": _text,
        "publisher": _text,
        "label_nb": _text,
        "label_nn": _text,
        "label_en": _text,
        "demo_only": _BOOLEAN,
        "threshold": _at_least(2, "a threshold of 1 hides nothing"),
        "width": _at_least(1, "an interval of one number is the number itself"),
        "group_sum_at_least": _at_least(0, "a sum of counts is not negative"),
        "secondary": _BOOLEAN,
        "zeros": _one_of("shown", why=": the protector counts on readers seeing zeros"),
        "unknown": _one_of("as_others", "printed"),
        "sign": _one_of("…", why=": one sign, whatever the reason, is what releases are written with"),
        "percents": _one_of("of_printed", "as_listed"),
        "residual_rows_carry_hidden": _BOOLEAN,
        "print_percent_of_hidden": _pairs,
        "beside": _pairs,
        "exempt": _rows({**_CELL, "reason": _text}),
        "cost": _one_of("count", "value", "weights"),
        "prices": _table(
            {"subtotal_percent": _POSITIVE, "kept_share": _POSITIVE, "sentences_per_cell": _POSITIVE}
        ),
        "prefer": _names,
        "figure_threshold": _thresholds,
    }
)
OPTIONAL: Mapping[str, Check] = MappingProxyType(
    {"known_elsewhere": _rows({**_CELL, "count": _at_least(0, "a count is not negative"), "source": _text})}
)


def _faults(
    content: Any, fields: Mapping[str, Check], optional: Mapping[str, Check] | None = None
) -> Iterator[str]:
    if not isinstance(content, Mapping):
        yield "must have named fields"
        return
    known = {**fields, **(optional or {})}
    for name in sorted(set(fields) - set(content)):
        yield f"{name} is missing"
    for name in sorted(set(content) - set(known)):
        yield f"{name} is no field of a policy"
    for name, check in known.items():
        if name in content and (fault := check(content[name])):
            yield f"{name} {fault}"


def _together(content: Mapping[str, Any]) -> Iterator[str]:
    """Tell what fields contradict each other."""
    if content["percents"] == "of_printed" and content["print_percent_of_hidden"]:
        yield "percents of hidden counts are listed, but percents are of printed counts only"
    if content["secondary"] and content["figure_threshold"]:
        yield "figures are protected together with the tables and have no threshold of their own"
    leaky: Sequence[str] = [
        words
        for words, is_so in (
            ("residual rows carry hidden counts", content["residual_rows_carry_hidden"]),
            ("percents of hidden counts are printed", content["percents"] == "as_listed"),
            ("nothing protects the hidden counts", not content["secondary"]),
        )
        if is_so
    ]
    if leaky and not content["demo_only"]:
        yield f"it must be demo_only: {', '.join(leaky)}"


def faults_of(content: Mapping[str, Any]) -> list[str]:
    """Tell everything that is wrong with the content of a policy file.

    >>> faults_of({"id": "mine"})[:2]
    ['beside is missing', 'cost is missing']
    """
    return list(_faults(content, FIELDS, OPTIONAL)) or list(_together(content))
