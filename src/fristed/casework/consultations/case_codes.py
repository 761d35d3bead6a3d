"""The code that a caller reads out the next time: short, hard to mishear, and worth nothing without us.

Eight characters of twenty-four, about 37 bits. Letters and digits that look or sound alike are left out.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from types import MappingProxyType

ALPHABET = "346789ACDEFGHJKMNPQRTWXY"
LENGTH = 8
# The Norwegian spelling alphabet; figures are read as they are.
SPELLED = MappingProxyType(
    {
        "A": "Anna", "C": "Cecilie", "D": "David", "E": "Edith", "F": "Fredrik", "G": "Gustav", "H": "Harald",
        "J": "Johan", "K": "Karin", "M": "Martin", "N": "Nils", "P": "Petter", "Q": "Quintus", "R": "Rikard",
        "T": "Teodor", "W": "dobbelt-W", "X": "Xerxes", "Y": "Yngling",
    }
)  # fmt: skip
Choose = Callable[[Sequence[str]], str]


def new_code(choose: Choose = secrets.choice) -> str:
    """Make a code such as ``7K4M-9QXT``; ``choose`` is the source of chance."""
    drawn = "".join(choose(ALPHABET) for _ in range(LENGTH))
    return f"{drawn[:4]}-{drawn[4:]}"


def plain_code(typed: str) -> str:
    """Give a typed code without blanks and hyphens, in capitals; empty where it cannot be one.

    Examples
    --------
    >>> plain_code(" 7k4m 9qxt ")
    '7K4M9QXT'
    >>> plain_code("7K4M-9QX0")
    ''
    """
    plain = "".join(typed.upper().split()).replace("-", "")
    return plain if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else ""


def spelled(code: str) -> tuple[str, ...]:
    """Give the words to read a code out by, one for each character.

    Examples
    --------
    >>> spelled("7K4M-9QXT")[:3]
    ('7', 'Karin', '4')
    """
    return tuple(SPELLED.get(sign, sign) for sign in code if sign != "-")
