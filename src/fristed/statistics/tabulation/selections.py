"""Which cases a number means: the filters of a definition in the categories of the facts.

A definition speaks the words of the source (``theme``, ``country``, ``may_happen``); a selection says, per
attribute of a fact, which categories are meant. Cases must fit every attribute.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from fristed.methods.classifications import code_list, concerns_of, countries_of, referrers_of

ATTRIBUTES = (
    "is_new",
    "main_concern",
    "concern_basis",
    "gender",
    "age_group",
    "country_background",
    "referrer",
    "immigration_case",
    "abroad_case",
)
"""The single-valued attributes of a fact that may be counted, in the order of the counting query."""

WIDE = frozenset({"country_background", "referrer"})
"""The attributes with so many categories that combining them with all others would repeat the facts."""

AGENCIES = ("agency_involved", "agency_to_involve")
"""The attributes with several values per fact."""

Selection = Mapping[str, frozenset[str]]

_OTHER_NAMES = {"age": "age_group", "country": "country_background"}


class UnknownFilter(ValueError):
    """A definition filters on something that facts do not have."""


def selection_of(where: Mapping[str, object], *, service: str) -> dict[str, frozenset[str]]:
    """Give the selection that the filters of a definition mean for one service.

    Raises
    ------
    UnknownFilter
        If a filter names no attribute of a fact.
    """
    return dict(_selected(name, wanted, service) for name, wanted in where.items())


def _selected(name: str, wanted: object, service: str) -> tuple[str, frozenset[str]]:
    values = wanted if isinstance(wanted, list | tuple | frozenset) else [wanted]
    texts = [text_of(value) for value in values]
    if name == "theme":
        return "main_concern", frozenset(concern for theme in texts for concern in concerns_of(theme))
    if name == "referrer_sector":
        codes = {code for sector in texts for code in referrers_of(service).children_of(sector)}
        return "referrer", frozenset(codes)
    attribute = _OTHER_NAMES.get(name, name)
    if attribute not in (*ATTRIBUTES, *AGENCIES):
        raise UnknownFilter(f"Facts have no attribute {name!r}.")
    return attribute, frozenset(code for text in texts for code in _codes_meant(attribute, text, service))


@cache
def _codes_meant(attribute: str, text: str, service: str) -> frozenset[str]:
    """Read one value: a code of the attribute's list, or one of the names the source uses for it."""
    if attribute == "referrer":
        return frozenset({referrers_of(service).find(text).code})
    if attribute == "concern_basis":
        return frozenset({code_list("concern_bases").find(text).code})
    return countries_of(text) if attribute == "country_background" else frozenset({text})


def text_of(value: object) -> str:
    """Give a value as facts are counted by: ``true``, ``false``, ``not_collected`` or the code itself."""
    if value is None:
        return "not_collected"
    return str(value).lower() if isinstance(value, bool) else str(value)
