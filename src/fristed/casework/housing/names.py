"""Random names of dwellings and providers: a tree and a number, which tell nothing of where they are."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

WORDS = (
    "Alm",
    "Ask",
    "Bjørk",
    "Bøk",
    "Eik",
    "Einer",
    "Furu",
    "Gran",
    "Hassel",
    "Hegg",
    "Lind",
    "Osp",
    "Rogn",
    "Selje",
)
Choose = Callable[[Sequence[str]], str]


def random_name(choose: Choose = secrets.choice) -> str:
    """Make a name such as ``Osp 417``."""
    digits = "".join(choose("123456789") for _ in range(3))
    return f"{choose(WORDS)} {digits}"
