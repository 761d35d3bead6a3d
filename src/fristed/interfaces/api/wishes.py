"""What a client asks of a table, read from an address or a body, before it is set against the table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, QueryDict

from fristed.interfaces.api.expressions import split_list
from fristed.interfaces.api.problems import bad_value

OF_A_VARIABLE = re.compile(r"(\w+)\[(.+)\]", re.ASCII | re.DOTALL)
OUTPUT_VALUES = {"aggregated", "single"}


@dataclass(slots=True)
class Wish:
    """Selections and code lists by variable as written, and where variables are to be placed."""

    values: dict[str, list[str]] = field(default_factory=dict)
    codelists: dict[str, str] = field(default_factory=dict)
    stub: list[str] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)


def wish_of(request: HttpRequest) -> Wish:
    """Read what is asked for: from the body of a POST, else from the address.

    Raises
    ------
    Problem
        If it cannot be read.
    """
    return _in_body(request.body) if request.method == "POST" else _in_address(request.GET)


def parameter(query: QueryDict, name: str) -> str:
    """Give a plain parameter, whatever the case of its name; empty where it is not given."""
    for key, value in query.items():
        if key.lower() == name.lower():
            return str(value)
    return ""


def _in_address(query: QueryDict) -> Wish:
    wish = Wish(stub=split_list(parameter(query, "stub")), heading=split_list(parameter(query, "heading")))
    for key, texts in query.lists():
        match = OF_A_VARIABLE.fullmatch(key)
        if match:
            _take(wish, match[1].lower(), match[2], [str(text) for text in texts])
    return wish


def _take(wish: Wish, name: str, variable: str, texts: list[str]) -> None:
    if name == "valuecodes":
        wish.values.setdefault(variable, []).extend(part for text in texts for part in split_list(text))
    elif name == "codelist":
        _name_codelist(wish, variable, texts[-1])
    elif name == "outputvalues" and texts[-1].lower() not in OUTPUT_VALUES:
        raise bad_value("Output values are aggregated or single.")


def _name_codelist(wish: Wish, variable: str, name: str) -> None:
    if name:
        wish.codelists[variable] = name


def _in_body(body: bytes) -> Wish:
    wish = Wish()
    if not body.strip():
        return wish
    said = _object(_parsed(body), "The body")
    for one in _listed(said.get("selection"), "selection"):
        _take_selection(wish, _object(one, "A selection"))
    placement = _object(said.get("placement") or {}, "placement")
    wish.stub = _texts(placement.get("stub"), "stub")
    wish.heading = _texts(placement.get("heading"), "heading")
    return wish


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise bad_value("The body is not JSON.") from error


def _take_selection(wish: Wish, said: Mapping[str, Any]) -> None:
    [variable] = _texts([said.get("variableCode")], "variableCode")
    codes = _texts(said.get("valueCodes"), "valueCodes")
    wish.values.setdefault(variable, []).extend(_outside_brackets(codes))
    codelist = said.get("codelist", said.get("codeList"))
    if codelist is not None:
        [name] = _texts([codelist], "codelist")
        _name_codelist(wish, variable, name)


def _outside_brackets(codes: Iterable[str]) -> list[str]:
    return [code[1:-1] if code.startswith("[") and code.endswith("]") else code for code in codes]


def _object(said: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(said, dict):
        raise bad_value(f"{what} is not an object.")
    return said


def _listed(said: Any, what: str) -> list[Any]:
    if said is None:
        return []
    if not isinstance(said, list):
        raise bad_value(f"{what} is not a list.")
    return said


def _texts(said: Any, what: str) -> list[str]:
    texts = _listed(said, what)
    if not all(isinstance(text, str) for text in texts):
        raise bad_value(f"{what} holds something that is not text.")
    return texts
