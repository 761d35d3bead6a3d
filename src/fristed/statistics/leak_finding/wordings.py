"""The attacker's arithmetic about percents with decimals, in the form in which they are printed.

The attacker knows whole percents only, so ``0.1 %`` of a cell is written for it as ``1 %`` of ten times the
cell. What it says is turned back here, so that a reader meets the numbers that stand in the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PERCENT_OF = re.compile(r"(.+) is (printed as )?(\d+) % of (.+)")


def with_decimals(digits: int, decimals: int) -> str:
    """Write a percent with its decimals, without the sign.

    Examples
    --------
    >>> with_decimals(1, 1), with_decimals(74, 1), with_decimals(12, 0)
    ('0.1', '7.4', '12')
    """
    if not decimals:
        return str(digits)
    whole, part = divmod(digits, 10**decimals)
    return f"{whole}.{part:0{decimals}}"


def breaks_half_up(count: int, base: int, digits: int, decimals: int) -> bool:
    """Whether a printed percent is not what rounding half up gives, but one of the two neighbours.

    Examples
    --------
    >>> breaks_half_up(25, 200, 12, 0), breaks_half_up(25, 200, 13, 0), breaks_half_up(25, 200, 40, 0)
    (True, False, False)
    """
    hundred = 100 * int(10**decimals)
    half_up = (2 * hundred * count + base) // (2 * base)
    return digits != half_up and abs(hundred * count - digits * base) < base


def is_tie(count: int, base: int, decimals: int) -> bool:
    """Whether a percent lies exactly between two neighbours, where ways of rounding differ.

    Examples
    --------
    >>> is_tie(25, 200, 0), is_tie(4, 759, 0)
    (True, False)
    """
    return 200 * int(10**decimals) * count % (2 * base) == base


def as_printed(words: str, scaled: Mapping[str, tuple[str, int]], values: Mapping[str, int | None]) -> str:
    """Say the arithmetic of percents with decimals as they are printed.

    ``scaled`` gives the cell and the decimals of each name that stands for a multiple of a cell, ``values``
    the printed counts.

    Examples
    --------
    >>> words = "10 × a = " + " + ".join(["a"] * 10) + "; 10 × a is printed as 1 % of 2115"
    >>> as_printed(words, {"10 × a": ("a", 1)}, {})
    'a is printed as 0.1 % of 2115'
    """
    if not scaled:
        return words
    pieces = [piece for piece in words.split("; ") if not _is_multiple(piece, scaled, values)]
    return "; ".join(_piece(piece, scaled, values) for piece in pieces) or words


def _is_multiple(piece: str, scaled: Mapping[str, tuple[str, int]], values: Mapping[str, int | None]) -> bool:
    """Whether it only says that the multiple is so many times the cell."""
    return any(
        piece == f"{name} = {' + '.join([word] * 10**decimals)}"
        for name, (key, decimals) in scaled.items()
        for word in (key, str(values.get(key)))
    )


def _piece(piece: str, scaled: Mapping[str, tuple[str, int]], values: Mapping[str, int | None]) -> str:
    found = PERCENT_OF.fullmatch(piece)
    if found is None:
        return piece
    name, printed, digits, base = found.groups()
    multiple = name if name in scaled else _name_of(name, scaled, values)
    if multiple not in scaled:
        return piece
    key, decimals = scaled[multiple]
    percent = with_decimals(int(digits), decimals)
    return f"{key} is {printed or ''}{percent} % of {base}"


def _name_of(text: str, scaled: Mapping[str, tuple[str, int]], values: Mapping[str, int | None]) -> str:
    """Find the multiple that a number is, where the arithmetic has filled in its value."""
    fitting = [
        name
        for name, (key, decimals) in scaled.items()
        if (value := values.get(key)) is not None and str(value * 10**decimals) == text
    ]
    return fitting[0] if fitting else ""
