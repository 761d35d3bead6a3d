"""Published releases for the tests of the door for programs: a small one, and one with every table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from fristed.statistics.releases.facts import Flag, PublishedCell, PublishedFigureCell, Release
from fristed.statistics.releases.models import FrozenFacts, OfficialRelease, StoredRelease
from fristed.statistics.releases.payload import sha256_of, write_release
from fristed.statistics.tabulation.layout import FigureDefinition, TableDefinition
from fristed.statistics.tabulation.reading import read_layout
from tests.unit.interfaces.web.releases import sample_release

PUBLISHED_AT = datetime(2026, 11, 20, 8, tzinfo=UTC)
NEXT = date(2027, 3, 1)


def publish(
    release: Release | None = None,
    *,
    version: int = 1,
    kind: str = "final",
    published_at: datetime = PUBLISHED_AT,
) -> Release:
    """Make a release official, as if all steps had been taken; by default the small sample."""
    release = release or sample_release()
    text = write_release(release)
    frozen = FrozenFacts.objects.create(
        year=release.year,
        kind=kind,
        as_of_date=date(2026, 11, 1),
        content=b"",
        content_sha256="0" * 64,
        facts=0,
        code_lists="{}",
        frozen_at=published_at,
        frozen_by="dina",
    )
    stored = StoredRelease.objects.create(
        year=release.year,
        policy=release.policy,
        policy_version=release.policy_version,
        layout=release.layout,
        frozen=frozen,
        facts_sha256=release.facts_sha256,
        payload=text,
        payload_sha256=sha256_of(text),
        computed_at=published_at,
        computed_by="dina",
    )
    OfficialRelease.objects.create(
        year=release.year,
        policy=release.policy,
        version=version,
        release=stored,
        reason="" if version == 1 else "late_registrations",
        proposed_at=published_at,
        proposed_by="dina",
        signed_off_at=published_at,
        signed_off_by="finn",
        published_at=published_at,
        published_by="dina",
        next_update_date=NEXT,
    )
    return release


def of_year(year: int, *, more: int = 0) -> Release:
    """Give the sample as the report of another year, with ``more`` cases wherever a number stands."""
    sample = sample_release()
    shift = year - sample.year
    cells = (
        replace(cell, year=cell.year + shift, count=cell.count + more if cell.count else cell.count)
        for cell in sample.cells
    )
    return replace(sample, year=year, cells=tuple(cells))


def full_release(year: int = 2024) -> Release:
    """Give a release of all tables and figures, with every sign and many hidden cells."""
    layout = read_layout()
    tables = (cell for definition in layout.tables for cell in _cells(definition, year))
    figures = (cell for definition in layout.figures for cell in _figure(definition, year))
    return replace(sample_release(), year=year, cells=tuple(tables), figures=tuple(figures))


def _standing(number: int, year: int, *, percent: bool) -> tuple[int | None, int | None, Flag]:
    flags: tuple[Flag, ...] = ("", "…", "", "0", "-", "", "…", "", "blank", "")
    flag = flags[(number * 7) % 10]
    if flag == "-" and year < 2021:
        flag = "…"  # before the register began nothing was in use or not in use
    if flag == "0":
        return 0, 0 if percent else None, flag
    if flag:
        return None, None, flag
    return 1_000 + number, number % 101 if percent else None, flag


def _cells(definition: TableDefinition, year: int) -> Iterator[PublishedCell]:
    number = definition.id * 1_000
    for row in definition.rows:
        for one in definition.years(year):
            number += 1
            stands = _standing(number, one, percent=definition.has_percent)
            yield PublishedCell(
                definition.id, definition.service, one, definition.dimension, row.code, *stands
            )


def _figure(definition: FigureDefinition, year: int) -> Iterator[PublishedFigureCell]:
    number = 50_000 + 1_000 * len(definition.id)
    for service in definition.services:
        for row in definition.rows:
            for one in definition.years(year):
                number += 1
                stands = _standing(number, one, percent=definition.percent)
                yield PublishedFigureCell(
                    definition.id, service, one, definition.dimension, row.code, *stands
                )
