"""Retention classes, read from data: what, how long after which event, who decides, and why."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FILE = Path(__file__).with_name("classes.toml")


class NoSuchRetentionClass(LookupError):
    """There is no retention class of this code."""


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """One class. ``years`` are counted from the event; ``people`` must decide, whoever proposes not among them."""

    code: str
    what: str
    event: str
    years: int
    people: int
    decides: str
    basis: str
    source: str


@cache
def retention_classes() -> Mapping[str, RetentionClass]:
    """Give all classes by code, in the order of the file."""
    found = tomllib.loads(FILE.read_text("utf-8"))
    return MappingProxyType({code: RetentionClass(code=code, **values) for code, values in found.items()})


def retention_class(code: str) -> RetentionClass:
    """Give a class by its code.

    Raises
    ------
    NoSuchRetentionClass
        If there is none.
    """
    found = retention_classes().get(code)
    if found is None:
        raise NoSuchRetentionClass(code)
    return found
