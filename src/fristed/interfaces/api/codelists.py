"""The code lists, as value sets of PxWebApi: codes with their validity, and what they answer to elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fristed.interfaces.api.problems import not_here
from fristed.methods.classifications import (
    LANGUAGES,
    Code,
    CodeList,
    Correspondence,
    Language,
    code_list,
    code_list_names,
    correspondence,
    correspondence_names,
)
from fristed.statistics.publishing.facts import Dimension
from fristed.statistics.publishing.writers.jsonstat import PX_LANGUAGES

LISTS_OF: Mapping[str, tuple[str, ...]] = {
    "service": ("services",),
    "gender": ("genders",),
    "age": ("age_groups",),
    "age_group": ("age_groups",),
    "main_concern": ("main_concerns",),
    "theme": ("themes",),
    "country_background": ("countries",),
    "referrer": ("referrers", "referrers_kt", "referrers_mr", "referrers_su"),
}
"""Which lists the rows of a variable come from; a list that shares no code with it is not offered."""
PREFIX = "vs_"
"""How PxWebApi marks a list that chooses values and adds nothing up."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A code list that a variable can be narrowed to, and the values that are then left."""

    id: str
    codes: tuple[str, ...]


def list_id(name: str) -> str:
    """Name a code list as programs ask for it.

    >>> list_id("main_concerns")
    'vs_main_concerns'
    """
    return f"{PREFIX}{name}"


def lists_of(dimension: Dimension) -> Iterator[Offer]:
    """Give the code lists that a variable can be narrowed to."""
    for name in LISTS_OF.get(dimension.code, ()):
        known = set(code_list(name).codes())
        codes = tuple(code for code in dimension.codes if code in known)
        if codes:
            yield Offer(list_id(name), codes)


def codes_of(wanted: str) -> set[str]:
    """Give all codes of a list that has been offered."""
    return set(code_list(wanted.removeprefix(PREFIX)).codes())


def offered(dimension: Dimension, language: Language, base: str) -> list[dict[str, Any]]:
    """Describe the code lists of a variable."""
    return [_head(code_list(one.id.removeprefix(PREFIX)), language, base) for one in lists_of(dimension)]


def all_lists(language: Language, base: str) -> dict[str, Any]:
    """List all code lists."""
    found = [_head(code_list(name), language, base) for name in code_list_names()]
    return {
        "language": PX_LANGUAGES[language],
        "codelists": found,
        "links": [_link("self", language, f"{base}/codelists")],
    }


def described(wanted: str, language: Language, base: str) -> dict[str, Any]:
    """Describe one code list with its codes.

    Raises
    ------
    Problem
        If there is none of that id.
    """
    names = {list_id(name): name for name in code_list_names()}
    if wanted not in names:
        raise not_here("There is no code list of that id.")
    found = code_list(names[wanted])
    return {
        **_head(found, language, base),
        "language": PX_LANGUAGES[language],
        "languages": [PX_LANGUAGES[one] for one in LANGUAGES],
        "elimination": False,
        "values": [_value(found.get(code), language) for code in found.codes()],
        "extension": {
            "version": found.version,
            **_between(found.valid_from, None),
            "source": found.source,
            "codes": [_entry(code, language) for code in found],
            "correspondences": [_correspondence(one) for one in _correspondences_of(found.name)],
        },
    }


def _head(found: CodeList, language: Language, base: str) -> dict[str, Any]:
    wanted = list_id(found.name)
    return {
        "id": wanted,
        "label": found.title.label(language),
        "type": "Valueset",
        "links": [_link("metadata", language, f"{base}/codelists/{wanted}")],
    }


def _link(rel: str, language: Language, href: str) -> dict[str, str]:
    name = PX_LANGUAGES[language]
    return {"rel": rel, "hreflang": name, "href": f"{href}?lang={name}"}


def _value(code: Code, language: Language) -> dict[str, Any]:
    return {"code": code.code, "label": code.label(language), "valueMap": [code.code]}


def _between(first: date | None, last: date | None) -> dict[str, str]:
    days = {"validFrom": first, "validTo": last}
    return {name: day.isoformat() for name, day in days.items() if day}


def _entry(code: Code, language: Language) -> dict[str, Any]:
    """Give one period of one code; a code whose label has changed has several."""
    spans = [
        {
            "service": span.service,
            **({"firstYear": span.first_year} if span.first_year else {}),
            **({"lastYear": span.last_year} if span.last_year else {}),
        }
        for span in code.services
    ]
    return {
        "code": code.code,
        "label": code.label(language),
        **_between(code.valid_from, code.valid_to),
        **({"parent": code.parent} if code.parent else {}),
        **({"services": spans} if spans else {}),
    }


def _correspondences_of(name: str) -> list[Correspondence]:
    every = (correspondence(one) for one in correspondence_names())
    return [one for one in every if name in (one.source_list, one.target_list)]


def _correspondence(found: Correspondence) -> dict[str, Any]:
    return {
        "id": found.name,
        **({"sourceList": list_id(found.source_list)} if found.source_list else {}),
        "targetList": list_id(found.target_list),
        "version": found.version,
        "source": found.source,
        "pairs": [{"source": source, "target": target} for source, target in found.pairs],
    }
