"""Words for codes, in the language of the page.

Labels of code lists come from the code lists themselves; what the lists do not hold is translated here.
"""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

from fristed.foundation.identity.rules import DIRECTORATES, ROLES
from fristed.interfaces.web import formats
from fristed.methods.classifications import UnknownCode, code_list

# The last letters of the Norwegian alphabet, and where they sort.
LAST = "æøå"
ORDER = {letter: 0x110000 + place for place, letter in enumerate(LAST)}


def label(list_name: str, code: str) -> str:
    """Give the label of a code; a code that the list does not hold is shown as it is."""
    try:
        return code_list(list_name).label(code, formats.language())
    except UnknownCode:
        return code


def service(code: str) -> str:
    """Give the name of a service as it is called now."""
    return label("services", code)


def party(code: str) -> str:
    """Give the name of a service or a directorate."""
    return label("directorates" if code in DIRECTORATES else "services", code)


def role_words(code: str) -> str:
    """Give what a role is called; a code that is none is shown as it is."""
    return _(ROLES[code].label) if code in ROLES else code


def role_and_service(role: str, party_code: str) -> str:
    """Give what somebody is and where, such as "Case worker, the diversity advisers"."""
    return f"{role_words(role)}, {party(party_code)}" if party_code else role_words(role)


def countries(*, with_unknown: bool = True) -> list[tuple[str, str]]:
    """Give every country with its name, in the alphabetical order of the language; unknown comes first."""
    language = formats.language()
    named = [
        (entry.code, entry.label(language)) for entry in code_list("countries") if entry.code != "unknown"
    ]
    named.sort(key=lambda pair: alphabetical(pair[1]))
    unknown = [("unknown", label("countries", "unknown"))] if with_unknown else []
    return [*unknown, *named]


def alphabetical(text: str) -> list[int]:
    """Give a sorting key with æ, ø and å last, and other accented letters beside their plain ones."""
    plain = "".join(letter if letter in LAST else decomposed(letter) for letter in text.casefold())
    return [ORDER.get(letter, ord(letter)) for letter in plain]


def decomposed(letter: str) -> str:
    """Give a letter without its accent."""
    return unicodedata.normalize("NFD", letter)[0]
