"""The register of fields that can identify a person, read from data; what is unclassed does not load."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fristed.foundation.legal_basis.codes import Mode
from fristed.foundation.privacy import PrivacyClass
from fristed.foundation.vault.retention.classes import retention_class

FILE = Path(__file__).with_name("fields.toml")
PURPOSES = ("recognise", "shield", "follow_up", "reach", "protect")
ZONES = ("B", "C")
ZONE_OF_CLASS = {"B": "all", "C": "place"}


class UnfitRegistry(ValueError):
    """A field of the register lacks something, or names what there is not."""


@dataclass(frozen=True, slots=True)
class IdentifyingField:
    """One field that can identify: its zone, the least mode, what it may be used for, and its classes."""

    code: str
    zone: str
    least_mode: Mode
    purposes: tuple[str, ...]
    privacy: PrivacyClass
    retention: str


Registry = Mapping[str, IdentifyingField]


def registry_of(found: Mapping[str, Mapping[str, Any]]) -> Registry:
    """Give the register of parsed data.

    Raises
    ------
    UnfitRegistry
        If a field has no privacy class, no retention class, no purpose, or an unknown one of any.
    """
    return MappingProxyType({code: _field(code, given) for code, given in found.items()})


def _field(code: str, given: Mapping[str, Any]) -> IdentifyingField:
    try:
        field = IdentifyingField(
            code,
            given["zone"],
            Mode(given["least_mode"]),
            tuple(given["purposes"]),
            PrivacyClass(given["privacy"]),
            given["retention"],
        )
        is_fit = (
            set(given) == {"zone", "least_mode", "purposes", "privacy", "retention"}
            and field.zone in ZONES
            and field.least_mode != Mode.ANONYMOUS
            and bool(field.purposes)
            and set(field.purposes) <= set(PURPOSES)
            and retention_class(field.retention).zone == ZONE_OF_CLASS[field.zone]
        )
    except (KeyError, ValueError, LookupError) as lacking:
        raise UnfitRegistry(f"The field {code} is not classed: {lacking}.") from lacking
    if not is_fit:
        raise UnfitRegistry(f"The field {code} is not classed as a field must be.")
    return field


@cache
def registry() -> Registry:
    """Give the register of the house, in the order of the file."""
    return registry_of(tomllib.loads(FILE.read_text("utf-8")))


def fields_in(zone: str) -> tuple[str, ...]:
    """Give the codes of a zone's fields, in the order of the file."""
    return tuple(code for code, field in registry().items() if field.zone == zone)
