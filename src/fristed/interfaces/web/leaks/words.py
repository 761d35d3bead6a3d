"""The attacker's arithmetic in the reader's language: the few phrases around its numbers, one by one."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Phrases = tuple[tuple[re.Pattern[str], Promise], ...]

# What the attacker writes, and how it is said; what stands in the groups is kept.
PHRASES: Phrases = tuple(
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
        (r"^from (\d+) to (\d+) by (\d+) relations together$", _(r"from \1 to \2 by \3 relations together")),
        (r"^at least (\d+) by (\d+) relations together$", _(r"at least \1 by \2 relations together")),
        (r"^(\d+) by (\d+) relations together$", _(r"\1 by \2 relations together")),
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


# Why a table could not be read. What is wrong with a spec stays in English, the language of the reference.
FAULTS: Phrases = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"the heading (“.*”) stands twice", _(r"the heading \1 stands twice")),
        (r"two columns have no heading", _("two columns have no heading")),
        (r"(\d+) cells stand under (\d+) headings", _(r"\1 cells stand under \2 headings")),
        (r"the file is empty", _("the file is empty")),
        (r"this is not CSV .*", _("this is not CSV")),
        (r"this is neither CSV nor XLSX", _("this is neither CSV nor XLSX")),
        (r"this is no XLSX workbook.*", _("this is no XLSX workbook that can be read")),
        (r"the text is neither UTF-8.*", _("the text is neither UTF-8 nor Windows-1252")),
        (r"the row has no name", _("the row has no name")),
        (r": (.*) stands twice$", _(r": \1 stands twice")),
        (r"(“.*”) is no percent", _(r"\1 is no percent")),
        (
            r"(“.*”) is neither a whole count nor one of the signs (.*)",
            _(r"\1 is neither a whole count nor one of the signs \2"),
        ),
        (r", row (\d+)\b", _(r", row \1")),
        (r", column “", _(", column “")),
    )
)


def in_language(because: str) -> str:
    """Say the arithmetic in the language of the page; in English it stays as it is.

    Examples
    --------
    >>> in_language("57 - 44 - 7 = 6")
    '57 - 44 - 7 = 6'
    """
    return _said(because, PHRASES)


def fault_in_language(fault: str) -> str:
    """Say in the language of the page why a table could not be read."""
    return _said(fault, FAULTS)


def _said(text: str, phrases: Phrases) -> str:
    for pattern, words in phrases:
        text = pattern.sub(str(words), text)
    return text
