"""References of cases: random, so that nothing about a case or its order can be read from them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

# Without letters and digits that are mistaken for each other when read aloud.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
Choose = Callable[[Sequence[str]], str]


def new_reference(choose: Choose = secrets.choice) -> str:
    """Make a reference such as ``7K4MA-9QXTB``: ten characters of thirty, about 49 bits.

    ``choose`` is the source of chance; real cases take the operating system's.
    """
    drawn = "".join(choose(ALPHABET) for _ in range(10))
    return f"{drawn[:5]}-{drawn[5:]}"
