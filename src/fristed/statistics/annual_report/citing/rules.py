"""Decisions on cited figures: what a value, a key and an address may look like, and what a text cites."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_VALUE = re.compile(r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,12})(?:[.,]\d{1,4})?")
_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
CITED = re.compile(r"\{cited ([^{}\s]+)\}", re.IGNORECASE)
LONGEST_KEY = 40


def plain_value(text: str) -> str | None:
    """Read a number as a source prints it, and write it plainly; ``None`` where it is not one number.

    >>> plain_value("1 234,50"), plain_value("12,5"), plain_value("about 6")
    ('1234.50', '12.5', None)
    """
    wanted = text.strip()
    if not _VALUE.fullmatch(wanted):
        return None
    return re.sub(r"\s", "", wanted).replace(",", ".")


def is_key(text: str) -> bool:
    """Whether a text can be the name of a figure: small letters, digits and hyphens.

    >>> [is_key(one) for one in ("ssb-jenter-2024", "SSB", "a--b", "")]
    [True, False, False, False]
    """
    return len(text) <= LONGEST_KEY and _KEY.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Whether a text is an address on the web.

    >>> is_address("https://www.ssb.no/statbank/table/07459"), is_address("javascript:alert(1)")
    (True, False)
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s<>\"]", text)


def cited_keys(text: str) -> tuple[str, ...]:
    """Name the figures that a text cites, each once, in the order of the text.

    >>> cited_keys("Det bor {cited ssb-jenter} jenter og {cited ssb-gutter} gutter, {cited ssb-jenter}.")
    ('ssb-jenter', 'ssb-gutter')
    """
    return tuple(dict.fromkeys(CITED.findall(text)))
