"""Reading a composed report back: its sections by number, its running text, the numbers it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fristed.statistics.annual_report.composition import compose
from fristed.statistics.annual_report.document import (
    Bullets,
    KeyFigures,
    Note,
    Paragraph,
    Report,
    Section,
    Terms,
)
from fristed.statistics.annual_report.tongues import integer
from fristed.statistics.releases.facts import PublishedNumber, Release

# The tables print these percents otherwise than the text does; the report follows the tables.
ROUNDED_OTHERWISE_IN_THE_TABLE = {"2.2.2.mr.nsc23", "2.2.3.su.isa23.p", "2.4.su.c.p", "2.4.su.u.p"}
SOFT = "\u00a0"
# Said in words: the ratio of fear of child marriage is "nær en dobling".
SAID_IN_WORDS = {"2.2.5.kt.fcm.x2"}
# Figures about other registers, and staffing; not part of the case register.
CHAPTERS = ("2.", "3.", "4.")


def sections_of(report: Report) -> dict[str, Section]:
    def walk(section: Section) -> Iterator[Section]:
        yield section
        for one in section.sections:
            yield from walk(one)

    return {(s.number or s.id): s for top in report.sections for s in walk(top)}


def text_of(section: Section) -> str:
    said: list[str] = []
    for block in section.blocks:
        match block:
            case Paragraph(text=text) | Note(text=text):
                said.append(text)
            case Bullets(items=items):
                said.extend(items)
            case Terms(items=items):
                said.extend(text for _, text in items)
            case KeyFigures(items=figures):
                said.extend(" ".join(filter(None, (f.value, f.label, f.change))) + "." for f in figures)
            case _:
                pass
    return "\n".join([*said, *map(text_of, section.sections)])


def whole_text(report: Report) -> str:
    return "\n".join(map(text_of, report.sections))


def lines_of(report: Report) -> list[str]:
    """Give every paragraph, list item and explanation of the report."""
    return [line for line in whole_text(report).split("\n") if line]


def chapter_of(number_id: str) -> str:
    """Give the section whose number an id of the running text begins with."""
    found = re.match(r"\d+(\.\d+)*", number_id)
    return found.group() if found else ""


def said_forms(number: PublishedNumber) -> set[str]:
    value = round(number.value or 0)
    if value == 0:
        return {f"ingen{SOFT}saker"}
    return {integer(abs(value))}


def numbers_not_said(release: Release) -> set[str]:
    """Give the numbers of chapters 2-4 that may be printed and are not said in the section of that number."""
    sections = {key: text_of(section) for key, section in sections_of(compose(release)).items()}
    missing = set()
    for number_id, number in release.numbers.items():
        if number.value is None or not number_id.startswith(CHAPTERS) or number_id in SAID_IN_WORDS:
            continue
        section = chapter_of(number_id)
        text = sections.get(section) or sections[section.rsplit(".", 1)[0]]
        if not any(re.search(rf"(?<!\d){re.escape(form)}(?!\d)", text) for form in said_forms(number)):
            missing.add(number_id)
    return missing
