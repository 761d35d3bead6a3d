"""What published files are called, and what a name tells. No other place names a published file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.methods.classifications import LANGUAGES, Language

SUFFIXES: Mapping[str, str] = MappingProxyType({"safe": "", "as-published-2024": "-som-publisert"})


def file_name(policy: str, year: int, form: str, part: str = "", language: Language = "nb") -> str:
    """Name a file of one edition: of the whole report, or of one part; no two share a name.

    Bokmål has no mark, the other languages have theirs at the end.

    >>> file_name("safe", 2024, "xlsx"), file_name("as-published-2024", 2024, "px", "tabell-04")
    ('arsrapport-2024.xlsx', 'arsrapport-2024-som-publisert-tabell-04.px')
    >>> file_name("safe", 2024, "pdf", language="en"), file_name("safe", 2024, "csv", "tabell-04", "nn")
    ('arsrapport-2024-en.pdf', 'arsrapport-2024-tabell-04-nn.csv')
    """
    edition = SUFFIXES.get(policy, f"-{policy}")
    marks = "".join(f"-{mark}" for mark in (part, "" if language == "nb" else language) if mark)
    return f"arsrapport-{year}{edition}{marks}.{form}"


def language_of(name: str) -> Language:
    """Give the language of a file by its name; a PC-Axis file has all of them and bokmål first.

    >>> language_of("arsrapport-2024-tabell-04-nn.csv"), language_of("arsrapport-2024.pdf")
    ('nn', 'nb')
    """
    stem = name.rpartition(".")[0]
    return next((language for language in LANGUAGES if stem.endswith(f"-{language}")), "nb")


def part_of(policy: str, year: int, name: str) -> str:
    """Give which part a file is of, under its permanent name; nothing for the whole report.

    >>> part_of("safe", 2024, "arsrapport-2024-tabell-04.px"), part_of("safe", 2024, "arsrapport-2024.pdf")
    ('tabell-04', '')
    >>> part_of("safe", 2024, "arsrapport-2024-tabell-04-en.csv")
    'tabell-04'
    """
    whole = file_name(policy, year, "").rstrip(".")
    part = name.removeprefix(whole).rpartition(".")[0]
    return part.removesuffix(f"-{language_of(name)}").removeprefix("-")
