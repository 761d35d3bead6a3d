"""The list of tables: searched, by date, with or without what is not renewed, page by page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from fristed.interfaces.api.described import table_object
from fristed.interfaces.api.problems import bad_value, not_here
from fristed.interfaces.api.shelf import Edition, current_editions, earlier_editions
from fristed.interfaces.api.wishes import parameter
from fristed.methods.classifications import Language
from fristed.statistics.publishing.writers.jsonstat import PX_LANGUAGES

PAGE_SIZE = 100
WHOLE = re.compile(r"[1-9]\d{0,4}", re.ASCII)
LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Search:
    """What a client looks for in the list of tables."""

    query: str
    past_days: int
    with_discontinued: bool
    page_number: int
    page_size: int


def search_of(query: QueryDict) -> Search:
    """Read what is looked for.

    Raises
    ------
    Problem
        If a parameter has a value that means nothing.
    """
    text = parameter(query, "query")
    if len(text) > LONGEST_SEARCH:
        raise bad_value(f"The search is longer than {LONGEST_SEARCH} characters.")
    return Search(
        query=text,
        past_days=_whole(query, "pastDays", 0),
        with_discontinued=_truth(query, "includeDiscontinued"),
        page_number=_whole(query, "pageNumber", 1),
        page_size=_whole(query, "pageSize", PAGE_SIZE),
    )


def _whole(query: QueryDict, name: str, default: int) -> int:
    text = parameter(query, name)
    if text and not WHOLE.fullmatch(text):
        raise bad_value(f"{name} is a whole number from 1 to 99999.")
    return int(text) if text else default


def _truth(query: QueryDict, name: str) -> bool:
    text = parameter(query, name).lower()
    if text not in ("", "true", "false"):
        raise bad_value(f"{name} is true or false.")
    return text == "true"


def tables_object(search: Search, language: Language, base: str, *, at: datetime) -> dict[str, Any]:
    """Give one page of the tables that are looked for.

    Raises
    ------
    Problem
        If there is no such page.
    """
    found = _found(search, language, at)
    pages = max(1, ceil(len(found) / search.page_size))
    if search.page_number > pages:
        raise not_here("There is no such page.")
    start = (search.page_number - 1) * search.page_size
    return {
        "language": PX_LANGUAGES[language],
        "tables": [table_object(one, base) for one in found[start : start + search.page_size]],
        "page": {
            "pageNumber": search.page_number,
            "pageSize": search.page_size,
            "totalElements": len(found),
            "totalPages": pages,
            "links": _page_links(search, pages, language, base),
        },
        "links": [_link("self", search, search.page_number, language, base)],
    }


def _found(search: Search, language: Language, at: datetime) -> list[Edition]:
    current = current_editions(language, at=at)
    if search.with_discontinued:
        every: Sequence[Edition] = [*chain(current, earlier_editions(language, at=at))]
    else:
        every = [one for one in current if one.is_current]
    return [one for one in every if _is_recent(one, search.past_days, at) and _has(one, search.query)]


def _is_recent(edition: Edition, days: int, at: datetime) -> bool:
    return not days or edition.head.public_since >= at - timedelta(days=days)


def _has(edition: Edition, query: str) -> bool:
    """Whether every word that is looked for stands in the names of the table, its variables or values."""
    dataset = edition.dataset
    names = [edition.id, dataset.name, dataset.title, *(d.label for d in dataset.dimensions)]
    names += [label for dimension in dataset.dimensions for label in dimension.labels]
    text = " ".join(names).casefold()
    return all(word in text for word in query.casefold().replace("*", " ").split())


def _page_links(search: Search, pages: int, language: Language, base: str) -> list[dict[str, str]]:
    numbers = {"first": 1, "previous": search.page_number - 1, "next": search.page_number + 1, "last": pages}
    return [
        _link(rel, search, number, language, base) for rel, number in numbers.items() if 1 <= number <= pages
    ]


def _link(rel: str, search: Search, number: int, language: Language, base: str) -> dict[str, str]:
    name = PX_LANGUAGES[language]
    asked = {"lang": name, "pageNumber": str(number), "pageSize": str(search.page_size)}
    asked |= {"query": search.query} if search.query else {}
    asked |= {"pastDays": str(search.past_days)} if search.past_days else {}
    asked |= {"includeDiscontinued": "true"} if search.with_discontinued else {}
    return {"rel": rel, "hreflang": name, "href": f"{base}/tables?{urlencode(asked)}"}
