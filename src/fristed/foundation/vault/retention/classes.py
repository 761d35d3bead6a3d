"""Retention classes, read from data: what, how long after which event, who decides, and why."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

FILE = Path(__file__).with_name("classes.toml")


class NoSuchRetentionClass(LookupError):
    """There is no retention class of this code."""


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """One class: so many ``years`` after the ``event``, decided by so many ``people``.

    ``zone`` is ``all`` or ``place``: what is destroyed of an owner.
    """

    code: str
    what: str
    zone: Literal["all", "place"]
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
