"""The attacker's arithmetic in the reader's language: the few phrases around its numbers, one by one."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What the attacker writes, and how it is said; what stands in the groups is kept.
PHRASES: tuple[tuple[re.Pattern[str], Promise], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\((\d+) is the sum of (\d+) printed counts\)", _(r"(\1 is the sum of \2 printed counts)")),
        (r", each from (\d+) to (\d+)", _(r", each from \1 to \2")),
        (r", each at least (\d+)", _(r", each at least \1")),
        (r", these (from \d+ to \d+|at least \d+)", _(r", these \1")),
        (r"\bor from (\d+) to (\d+)", _(r"or from \1 to \2")),
        (r"\bor at least (\d+)", _(r"or at least \1")),
        (r"^from (\d+) to (\d+) by its sign", _(r"from \1 to \2 by its sign")),
        (r"^at least (\d+)$", _(r"at least \1")),
        (r" is printed as (\d+ %) of ", _(r" is printed as \1 of ")),
        (r"(\d+) is printed$", _(r"\1 is printed")),
        (r", where nothing should be left", _(", where nothing should be left")),
        (r" is the sum of its (\d+) parts", _(r" is the sum of its \1 parts")),
        (r"Set aside: ", _("Set aside: ")),
        (r"\btable (\d+) ", _(r"table \1 ")),
        (r" together$", _(" together")),
        (r"(= \d+|\)|^\d+|: \d+) for ", _(r"\1 for ")),
        (r" is (\d+ %) of ", _(r" is \1 of ")),
    )
)


def in_language(because: str) -> str:
    """Say the arithmetic in the language of the page; in English it stays as it is.

    Examples
    --------
    >>> in_language("57 - 44 - 7 = 6")
    '57 - 44 - 7 = 6'
    """
    for pattern, words in PHRASES:
        because = pattern.sub(str(words), because)
    return because
