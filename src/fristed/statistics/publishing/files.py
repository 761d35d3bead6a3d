"""The files of a release: what each is called, and what is in it. No other place names a published file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.methods.classifications import Language
from fristed.statistics.publishing.datasets import datasets_of, in_all_languages
from fristed.statistics.publishing.facts import UNKNOWN, Updates
from fristed.statistics.publishing.writers.jsonstat import write_collection, write_dataset
from fristed.statistics.publishing.writers.px import write_px
from fristed.statistics.publishing.writers.table_csv import write_table_csv
from fristed.statistics.publishing.writers.xlsx import write_xlsx
from fristed.statistics.releases.facts import Release

SUFFIXES: Mapping[str, str] = MappingProxyType({"safe": "", "as-published-2024": "-som-publisert"})


def file_name(policy: str, year: int, form: str, dataset: str = "") -> str:
    """Name a file of one edition: of the whole report, or of one dataset; no two share a name.

    >>> file_name("safe", 2024, "xlsx"), file_name("as-published-2024", 2024, "px", "tabell-04")
    ('arsrapport-2024.xlsx', 'arsrapport-2024-som-publisert-tabell-04.px')
    """
    edition = SUFFIXES.get(policy, f"-{policy}")
    return f"arsrapport-{year}{edition}{f'-{dataset}' if dataset else ''}.{form}"


def workbook(
    release: Release, language: Language = "nb", *, updates: Updates = UNKNOWN, demo: bool = False
) -> bytes:
    """Write all tables and figures as a workbook."""
    return write_xlsx(datasets_of(release, language, updates=updates, demo=demo))


def collection(
    release: Release, language: Language = "nb", *, updates: Updates = UNKNOWN, demo: bool = False
) -> bytes:
    """Write all tables and figures as a JSON-stat collection."""
    return write_collection(datasets_of(release, language, updates=updates, demo=demo))


def px_files(release: Release, *, updates: Updates = UNKNOWN, demo: bool = False) -> dict[str, bytes]:
    """Write each table and figure as a PC-Axis file in every language, under its name."""
    versions = in_all_languages(release, updates=updates, demo=demo)
    return {
        file_name(release.policy, release.year, "px", together[0].id): write_px(
            dict(zip(versions, together, strict=True))
        )
        for together in zip(*versions.values(), strict=True)
    }


def part_of(policy: str, year: int, name: str) -> str:
    """Give which part a file is of, under its permanent name; nothing for the whole report.

    >>> part_of("safe", 2024, "arsrapport-2024-tabell-04.px"), part_of("safe", 2024, "arsrapport-2024.pdf")
    ('tabell-04', '')
    """
    whole = file_name(policy, year, "").rstrip(".")
    return name.removeprefix(whole).removeprefix("-").rpartition(".")[0]


def xlsx_files(
    release: Release, language: Language = "nb", *, updates: Updates = UNKNOWN, demo: bool = False
) -> dict[str, bytes]:
    """Write each table and figure as a workbook, under its name."""
    return {
        file_name(release.policy, release.year, "xlsx", dataset.id): write_xlsx((dataset,))
        for dataset in datasets_of(release, language, updates=updates, demo=demo)
    }


def json_files(
    release: Release, language: Language = "nb", *, updates: Updates = UNKNOWN, demo: bool = False
) -> dict[str, bytes]:
    """Write each table and figure as JSON-stat, under its name."""
    return {
        file_name(release.policy, release.year, "json", dataset.id): write_dataset(dataset)
        for dataset in datasets_of(release, language, updates=updates, demo=demo)
    }


def csv_files(
    release: Release, language: Language = "nb", *, updates: Updates = UNKNOWN, demo: bool = False
) -> dict[str, bytes]:
    """Write each table and figure as CSV, under its name."""
    return {
        file_name(release.policy, release.year, "csv", dataset.id): write_table_csv(dataset)
        for dataset in datasets_of(release, language, updates=updates, demo=demo)
    }
