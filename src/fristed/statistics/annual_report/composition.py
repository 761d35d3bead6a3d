"""Puts the report together from one release: prose, figures, the appendix and the colophon."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from fristed.methods.classifications import Language
from fristed.statistics.annual_report.citing.facts import Cited
from fristed.statistics.annual_report.citing.printing import figures_of, said_figures, with_sources
from fristed.statistics.annual_report.conditions import Conditions
from fristed.statistics.annual_report.contradictions import contradiction_section
from fristed.statistics.annual_report.desk import Desk
from fristed.statistics.annual_report.document import Block, Figure, Report, Section, Table
from fristed.statistics.annual_report.figures import FigureMaker
from fristed.statistics.annual_report.fixed_facts import fixed_facts
from fristed.statistics.annual_report.labels import Labels, layout_of, read_data, service_name
from fristed.statistics.annual_report.phrases import Phrases
from fristed.statistics.annual_report.prose import Prose
from fristed.statistics.annual_report.tables import appendix_tables
from fristed.statistics.annual_report.tongues import HOME, long_date, words
from fristed.statistics.publishing.facts import UNKNOWN, Updates
from fristed.statistics.publishing.words import Speaker, entry
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
    release: Release,
    *,
    demo: bool = False,
    chapters: Chapters = None,
    updates: Updates = UNKNOWN,
    language: Language = HOME,
) -> Report:
    """Compose the report on one release; ``demo`` says on the title page that nobody in it is real.

    ``chapters`` are what the editors have approved; without them the prose files are said. A chapter or
    section that is not marked as being in the language is said in bokmål. ``updates`` are the dates of the
    official version that is printed, for the colophon.
    """
    layout = layout_of(release.layout)
    frame = read_data(f"frame_{language}.toml")
    entries = [content["chapter"] for _, content in prose_files()] if chapters is None else chapters
    figures = figures_of(entries)
    prose = _speaker(release, layout, language, figures)
    numbered = prose.numbered(entries, "", "")
    appendix = _appendices(release, layout, prose, frame)
    said = {key: prose.sentence(text) or "" for key, text in frame["title_page"].items()}
    around = words(language)
    told = (*_told_untranslated(numbered, around, language), *appendix)
    sections = _with_numbers(told, around)
    return Report(
        title=said["title"],
        subtitle=said["subtitle"],
        edition=release.rule.labels[language],
        year=release.year,
        summary=said["summary"],
        notice=said["demo"] if demo else "",
        colophon=_colophon(release, said, updates, language, demo=demo),
        sections=with_sources(sections, figures, language),
        language=language,
        authors=tuple(frame["authors"]["names"]),
        words=around,
    )


def _speaker(release: Release, layout: Layout, language: Language, figures: Mapping[str, Cited]) -> Prose:
    """Give who says the prose in a language, and in bokmål what has not been translated into it."""
    desk = Desk(release)
    conditions, facts = Conditions(desk), fixed_facts(layout, release.year)
    maker = FigureMaker(desk, Labels(layout, language), read_data("figures_nb.toml"))
    at_home = Phrases(desk, Labels(layout), facts, said_figures(figures))
    if language == HOME:
        return Prose(at_home, conditions, maker.make)
    # a figure in a section in bokmål is described in the language of the report, whatever the section says
    instead = Prose(at_home, conditions, lambda name, *_said: maker.make(name))
    own = Phrases(desk, Labels(layout, language), facts, said_figures(figures, language))
    return Prose(own, conditions, maker.make, instead=instead)


def _told_untranslated(
    chapters: tuple[Section, ...], around: Mapping[str, str], language: Language
) -> tuple[Section, ...]:
    """Say of every chapter that it is in another language, or of those of its sections that are."""

    def told(section: Section, kind: str) -> Section:
        if section.language != language and _is_all(section, section.language):
            return replace(section, untranslated=around[f"untranslated_{kind}"])
        own = around["untranslated_section"] if section.language != language else ""
        inner = tuple(told(one, "section") for one in section.sections)
        return replace(section, untranslated=own if section.blocks else "", sections=inner)

    return tuple(told(chapter, "chapter") for chapter in chapters)


def _is_all(section: Section, language: Language) -> bool:
    return section.language == language and all(_is_all(one, language) for one in section.sections)


def _dates(updates: Updates, language: Language) -> Iterator[tuple[str, str]]:
    """Say what an official version knows of itself."""
    said = words(language)
    if updates.version:
        kind = said.get(updates.kind, "")
        yield said["version"], f"{updates.version}{f' ({kind})' if kind else ''}"
    if updates.as_of:
        yield said["as_of"], long_date(updates.as_of, language)
    if updates.last:
        yield said["published"], long_date(updates.last.date(), language)
    if updates.next:
        yield said["next_update"], long_date(updates.next, language)


def _colophon(
    release: Release, page: dict[str, str], updates: Updates, language: Language, *, demo: bool
) -> tuple[tuple[str, str], ...]:
    said, speaker = words(language), Speaker(language)
    edition = said["rules"].format(
        edition=release.rule.labels[language], policy=release.policy, version=release.policy_version
    )
    lines = [
        (said["edition"], edition),
        *_dates(updates, language),
        (said["source"], speaker.word("source")),
        (said["contact"], f"{speaker.word('contact')}, {entry('contact')['web']}"),
        (said["licence"], f"{speaker.word('licence')}, {entry('licence')['url']}"),
        (said["layout"], release.layout),
        (said["fingerprint"], fingerprint(release)),
        (said["printed_by"], page["printed_by"]),
    ]
    if demo:
        lines.append((said["register"], page["demo"]))
    return tuple(lines)


def _appendices(release: Release, layout: Layout, prose: Prose, frame: dict[str, Any]) -> tuple[Section, ...]:
    tables = {table.id: table for table in appendix_tables(release, layout, prose.language)}
    by_service: list[Section] = []
    for service in layout.services:
        own = [
            tables[f"tabell-{t.id}"]
            for t in layout.tables
            if t.service == service and f"tabell-{t.id}" in tables
        ]
        if own:
            title = service_name(service, prose.language)
            part = f"tabeller-{service.lower()}"
            by_service.append(Section(part, "", title, tuple(own), language=prose.language))
    lead = prose.blocks(frame["appendix"]["block"])
    title = frame["appendix"]["title"]
    appendix = Section("vedlegg-tabeller", "", title, lead, tuple(by_service), prose.language)
    contradictions = contradiction_section(release, frame["contradictions"], prose)
    return tuple(section for section in (appendix, contradictions) if section)


def _with_numbers(sections: tuple[Section, ...], around: Mapping[str, str]) -> tuple[Section, ...]:
    """Number the figures through the report and put the table's number in its title."""
    counter = iter(range(1, 1000))

    def numbered(block: Block) -> Block:
        if isinstance(block, Figure):
            number = next(counter)
            table = replace(block.table, title=around["numbers_in"].format(number=number))
            name = around["figure"].format(number=number)
            return replace(block, title=f"{name}. {block.title}", table=table, name=name)
        if isinstance(block, Table) and block.id.startswith("tabell-"):
            name = around["table"].format(number=block.id.removeprefix("tabell-"))
            return replace(block, title=f"{name}. {block.title}")
        return block

    def walk(section: Section) -> Section:
        blocks = tuple(map(numbered, section.blocks))
        return replace(section, blocks=blocks, sections=tuple(map(walk, section.sections)))

    return tuple(map(walk, sections))
