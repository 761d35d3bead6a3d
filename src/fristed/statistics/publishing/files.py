"""The files of a release: what is in each; what they are called is said in ``names``."""

from __future__ import annotations

from fristed.methods.classifications import Language
from fristed.statistics.publishing.datasets import datasets_of, in_all_languages
from fristed.statistics.publishing.facts import UNKNOWN, Updates
from fristed.statistics.publishing.names import file_name
from fristed.statistics.publishing.writers.jsonstat import write_collection, write_dataset
from fristed.statistics.publishing.writers.px import write_px
from fristed.statistics.publishing.writers.table_csv import write_csv_file
from fristed.statistics.publishing.writers.xlsx import write_xlsx
from fristed.statistics.releases.facts import Release


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


def xlsx_files(
    release: Release, language: Language = "nb", *, updates: Updates = UNKNOWN, demo: bool = False
) -> dict[str, bytes]:
    """Write each table and figure as a workbook, under its name."""
    return {
        file_name(release.policy, release.year, "xlsx", dataset.id, language): write_xlsx((dataset,))
        for dataset in datasets_of(release, language, updates=updates, demo=demo)
    }


def json_files(
    release: Release, language: Language = "nb", *, updates: Updates = UNKNOWN, demo: bool = False
) -> dict[str, bytes]:
    """Write each table and figure as JSON-stat, under its name."""
    return {
        file_name(release.policy, release.year, "json", dataset.id, language): write_dataset(dataset)
        for dataset in datasets_of(release, language, updates=updates, demo=demo)
    }


def csv_files(
    release: Release, language: Language = "nb", *, updates: Updates = UNKNOWN, demo: bool = False
) -> dict[str, bytes]:
    """Write each table and figure as CSV, under its name."""
    return {
        file_name(release.policy, release.year, "csv", dataset.id, language): write_csv_file(dataset)
        for dataset in datasets_of(release, language, updates=updates, demo=demo)
    }
