"""What a client writes to choose values: codes, wildcards, and functions such as ``TOP(2)``.

A code that reads like the expression comes first: some codes have a question mark in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import translate

from fristed.interfaces.api.problems import Problem, bad_value

FUNCTION = re.compile(r"(top|bottom|range|from|to)\((.*)\)", re.ASCII | re.IGNORECASE | re.DOTALL)
COUNT = re.compile(r"([1-9]\d{0,5})(?:,(\d{1,6}))?", re.ASCII)
LONGEST = 200
Codes = Sequence[str]


def split_list(text: str) -> list[str]:
    """Part a list at its commas; commas inside ``[…]`` or ``(…)`` are part of a value.

    >>> split_list("2021,[RANGE(2022,2023)],TOP(1,2)")
    ['2021', 'RANGE(2022,2023)', 'TOP(1,2)']
    """
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign in "[(") - (sign in "])" and depth > 0)
        if sign == "," and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [clean for part in (*parts, text[start:]) if (clean := _unbracketed(part.strip()))]


def _unbracketed(part: str) -> str:
    return part[1:-1].strip() if part.startswith("[") and part.endswith("]") else part


def chosen(expressions: Sequence[str], codes: Codes, *, is_time: bool) -> tuple[str, ...]:
    """Give the codes that any of the expressions means, once each, in the order of the table.

    Raises
    ------
    Problem
        If an expression is no code and no expression, or nothing at all is meant.
    """
    meant = {code for expression in expressions for code in _meant(expression, codes, is_time)}
    if not meant:
        raise bad_value("No value is selected for a variable that must have one.")
    return tuple(code for code in codes if code in meant)


def _meant(expression: str, codes: Codes, is_time: bool) -> Codes:
    if len(expression) > LONGEST:
        raise bad_value(f"A selection expression is longer than {LONGEST} characters.")
    code = _place(expression, codes)
    if code is not None:
        return [codes[code]]
    function = FUNCTION.fullmatch(expression)
    if function:
        name, given = function.groups()
        return _FUNCTIONS[name.lower()](given, codes, is_time)
    if "*" in expression or "?" in expression:
        return list(_matching(expression, codes))
    raise bad_value("A selected value does not exist.")


def _place(code: str, codes: Codes) -> int | None:
    """Find a code, whatever its case."""
    wanted = code.strip().casefold()
    return next((place for place, one in enumerate(codes) if one.casefold() == wanted), None)


def _matching(pattern: str, codes: Codes) -> Iterator[str]:
    inner = pattern[1:-1] if len(pattern) > 1 else ""
    if "*" in inner:
        raise _illegal()
    literal = pattern.casefold().replace("[", "[[]")
    matches: Callable[[str], object] = re.compile(translate(literal)).match
    return (code for code in codes if matches(code.casefold()))


def _illegal() -> Problem:
    return bad_value("A selection expression cannot be understood.")


def _counted(given: str) -> tuple[int, int]:
    match = COUNT.fullmatch(given.replace(" ", ""))
    if match is None:
        raise _illegal()
    return int(match[1]), int(match[2] or 0)


def _first(given: str, codes: Codes) -> Codes:
    count, offset = _counted(given)
    return codes[offset : offset + count]


def _last(given: str, codes: Codes) -> Codes:
    return _first(given, codes[::-1])


def _known(code: str, codes: Codes) -> int:
    place = _place(code, codes)
    if place is None:
        raise bad_value("A selected value does not exist.")
    return place


def _top(given: str, codes: Codes, is_time: bool) -> Codes:
    """Give the first values; of years the newest."""
    return _last(given, codes) if is_time else _first(given, codes)


def _bottom(given: str, codes: Codes, is_time: bool) -> Codes:
    return _first(given, codes) if is_time else _last(given, codes)


def _range(given: str, codes: Codes, _is_time: bool) -> Codes:
    ends = given.split(",")
    if len(ends) != 2:
        raise _illegal()
    first, last = sorted(_known(end, codes) for end in ends)
    return codes[first : last + 1]


def _from(given: str, codes: Codes, _is_time: bool) -> Codes:
    return codes[_known(given, codes) :]


def _to(given: str, codes: Codes, _is_time: bool) -> Codes:
    return codes[: _known(given, codes) + 1]


_FUNCTIONS: Mapping[str, Callable[[str, Codes, bool], Codes]] = {
    "top": _top,
    "bottom": _bottom,
    "range": _range,
    "from": _from,
    "to": _to,
}
