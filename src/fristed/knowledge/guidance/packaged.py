"""The guidance that comes with the program, edition 0, read from its data and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fristed.knowledge.directory.contacts import packaged_directory
from fristed.knowledge.guidance.codes import Chosen, Kind, Status
from fristed.knowledge.guidance.facts import Content, Language, Piece, Question, Rule

DATA = Path(__file__).parent / "data"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text("utf-8"))


def flattened(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Give a table of tables as pairs of a dotted key and a text.

    Examples
    --------
    >>> dict(flattened({"option": {"age": {"15": "15 years"}}}))
    {'option.age.15': '15 years'}
    """
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from flattened(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", str(value)


def _piece(row: Mapping[str, str], head: Mapping[str, str]) -> Piece:
    status = Status(row["status"])
    due = head["review_by"] if status is Status.VERIFIED else head["review_unverified_by"]
    return Piece(
        id=row["id"],
        kind=Kind(row["kind"]),
        status=status,
        source=row["source"],
        read_on=date.fromisoformat(row.get("read_on", head["read_on"])),
        review_by=date.fromisoformat(row.get("review_by", due)),
    )


def _rule(row: Mapping[str, Any]) -> Rule:
    when = tuple((question, frozenset(options)) for question, options in row.get("when", {}).items())
    return Rule(row["id"], when, frozenset(row["gives"]), frozenset(row["contacts"]))


def _language(row: Mapping[str, Any]) -> Language:
    return Language(row["code"], row["name"], row["direction"], bool(row["is_whole"]), tuple(row["instead"]))


@cache
def packaged_content() -> Content:
    """Give edition 0."""
    pieces = _read("pieces.toml")
    languages = {row["code"]: _language(row) for row in _read("languages.toml")["language"]}
    directory, rules = packaged_directory(), _read("rules.toml")
    return Content(
        questions=tuple(
            Question(row["id"], Chosen(row["kind"]), tuple(row["options"]))
            for row in _read("questions.toml")["question"]
        ),
        pieces=MappingProxyType({row["id"]: _piece(row, pieces) for row in pieces["piece"]}),
        rules=tuple(_rule(row) for row in rules["rule"]),
        languages=MappingProxyType(languages),
        texts=MappingProxyType({code: dict(flattened(_read(f"texts/{code}.toml"))) for code in languages}),
        sources=MappingProxyType(_read("sources.toml")),
        contacts=tuple(directory),
        emergency=frozenset(one.id for one in directory.values() if one.emergency),
        before_answers=tuple(rules["before_answers"]),
    )
