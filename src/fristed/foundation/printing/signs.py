"""Signs that our letters do not have: a box is printed in their place, and the paper says so."""

from __future__ import annotations

import unicodedata
from typing import Any

import typst

from fristed.foundation.printing.compiling import compiled

BOX = "□"
_TRIED_ALONE = b"""#set document(title: "x", date: datetime(year: 2000, month: 1, day: 1))
#set text(font: "Libertinus Serif")
#sys.inputs.sign
"""
_LAST_OF_LATIN = 0x17F


def printable(told: Any) -> tuple[Any, bool]:
    """Give what is told with a box for every sign that cannot be printed, and whether there was one.

    Parameters
    ----------
    told
        Texts in lists and records, as JSON has them.
    """
    signs = {sign for text in _texts(told) for sign in text}
    missing = {sign for sign in signs if not _is_printable(sign)}
    table = str.maketrans({sign: " " if sign.isspace() else BOX for sign in missing})
    return _changed(told, table), any(not sign.isspace() for sign in missing)


def _texts(told: Any) -> list[str]:
    if isinstance(told, str):
        return [told]
    inner = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    return [text for one in inner for text in _texts(one)]


def _changed(told: Any, table: dict[int, str]) -> Any:
    if isinstance(told, str):
        return told.translate(table)
    if isinstance(told, dict):
        return {key: _changed(one, table) for key, one in told.items()}
    return [_changed(one, table) for one in told] if isinstance(told, list) else told


def _is_printable(sign: str) -> bool:
    """Whether our letters have a sign; those that Norwegian is written with are known to be there."""
    kind = unicodedata.category(sign)
    if sign == "\n":
        return True
    if kind in ("Cc", "Cs", "Co", "Cn"):
        return False
    if ord(sign) <= _LAST_OF_LATIN:
        return True
    try:
        compiled(_TRIED_ALONE, name="sign", data=sign)
    except typst.TypstError:
        return False
    return True
