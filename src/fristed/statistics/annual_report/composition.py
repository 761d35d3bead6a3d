"""Puts the report together from one release: prose, figures, the appendix and the colophon."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from fristed.statistics.annual_report.citing.printing import figures_of, said_figures, with_sources
from fristed.statistics.annual_report.conditions import Conditions
from fristed.statistics.annual_report.contradictions import contradiction_section
from fristed.statistics.annual_report.desk import Desk
from fristed.statistics.annual_report.document import Block, Figure, Report, Section, Table
from fristed.statistics.annual_report.figures import FigureMaker
from fristed.statistics.annual_report.fixed_facts import fixed_facts
from fristed.statistics.annual_report.labels import Labels, layout_of, read_data, service_name
from fristed.statistics.annual_report.norwegian import long_date
from fristed.statistics.annual_report.phrases import Phrases
from fristed.statistics.annual_report.prose import Prose
from fristed.statistics.annual_report.tables import appendix_tables
from fristed.statistics.publishing.facts import UNKNOWN, Updates
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.payload import fingerprint
from fristed.statistics.tabulation.layout import Layout

Chapters = Sequence[dict[str, Any]] | None
"""Chapters as the prose files hold them, or nothing where these are meant."""


@cache
def prose_files() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Read the prose files in the order of their names, which is the order of the chapters."""
    folder = files("fristed.statistics.annual_report").joinpath("data", "prose_nb")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple((name, tomllib.loads(folder.joinpath(name).read_text("utf-8"))) for name in names)


def compose(
    release: Release, *, demo: bool = False, chapters: Chapters = None, updates: Updates = UNKNOWN
) -> Report:
    """Compose the report on one release; ``demo`` says on the title page that nobody in it is real.

    ``chapters`` are what the editors have approved; without them the prose files are said. ``updates`` are
    the dates of the official version that is printed, for the colophon.
    """
    desk = Desk(release)
    layout = layout_of(release.layout)
    labels = Labels(layout)
    conditions = Conditions(desk)
    frame = read_data("frame_nb.toml")
    entries = [content["chapter"] for _, content in prose_files()] if chapters is None else chapters
    figures = figures_of(entries)
    phrases = Phrases(desk, labels, fixed_facts(layout, release.year), said_figures(figures))
    maker = FigureMaker(desk, labels, read_data("figures_nb.toml"))

    prose = Prose(phrases, conditions, maker.make)
    numbered = prose.numbered(entries, "", "")
    appendix = _appendices(release, layout, prose, frame)
    said = {key: prose.sentence(text) or "" for key, text in frame["title_page"].items()}
    return Report(
        title=said["title"],
        subtitle=said["subtitle"],
        edition=release.rule.labels["nb"],
        year=release.year,
        summary=said["summary"],
        notice=said["demo"] if demo else "",
        colophon=_colophon(release, said, updates, demo=demo),
        sections=with_sources(_with_numbers((*numbered, *appendix)), figures),
    )


KINDS = {"final": "endelige tall", "preliminary": "foreløpige tall", "running": "løpende tall"}


def _dates(updates: Updates) -> Iterator[tuple[str, str]]:
    """Say what an official version knows of itself."""
    if updates.version:
        kind = KINDS.get(updates.kind, "")
        yield "Versjon", f"{updates.version}{f' ({kind})' if kind else ''}"
    if updates.as_of:
        yield "Tallene gjelder per", long_date(updates.as_of)
    if updates.last:
        yield "Publisert", long_date(updates.last.date())
    if updates.next:
        yield "Neste oppdatering", long_date(updates.next)


def _colophon(
    release: Release, said: dict[str, str], updates: Updates, *, demo: bool
) -> tuple[tuple[str, str], ...]:
    rule = release.rule
    lines = [
        ("Utgave", f"{rule.labels['nb']} (regelsett {release.policy}, versjon {release.policy_version})"),
        *_dates(updates),
        ("Oppsett", release.layout),
        ("Fingeravtrykk av utgaven", fingerprint(release)),
        ("Trykt av", said["printed_by"]),
    ]
    if demo:
        lines.append(("Om registeret", said["demo"]))
    return tuple(lines)


def _appendices(release: Release, layout: Layout, prose: Prose, frame: dict[str, Any]) -> tuple[Section, ...]:
    tables = {table.id: table for table in appendix_tables(release, layout)}
    by_service: list[Section] = []
    for service in layout.services:
        own = [
            tables[f"tabell-{t.id}"]
            for t in layout.tables
            if t.service == service and f"tabell-{t.id}" in tables
        ]
        if own:
            title = service_name(service)
            by_service.append(Section(f"tabeller-{service.lower()}", "", title, tuple(own)))
    lead = prose.blocks(frame["appendix"]["block"])
    appendix = Section("vedlegg-tabeller", "", frame["appendix"]["title"], lead, tuple(by_service))
    contradictions = contradiction_section(release, frame["contradictions"], prose)
    return tuple(section for section in (appendix, contradictions) if section)


def _with_numbers(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Number the figures through the report and put the table's number in its title."""
    counter = iter(range(1, 1000))

    def numbered(block: Block) -> Block:
        if isinstance(block, Figure):
            number = next(counter)
            table = replace(block.table, title=f"Tallene i figur {number}")
            return replace(block, title=f"Figur {number}. {block.title}", table=table)
        if isinstance(block, Table) and block.id.startswith("tabell-"):
            return replace(block, title=f"Tabell {block.id.removeprefix('tabell-')}. {block.title}")
        return block

    def walk(section: Section) -> Section:
        blocks = tuple(map(numbered, section.blocks))
        return replace(section, blocks=blocks, sections=tuple(map(walk, section.sections)))

    return tuple(map(walk, sections))
