"""What may be read of the editor's desk, by those who edit or approve; and what the report prints."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, is_permitted
from fristed.statistics.annual_report.citing.facts import Cited
from fristed.statistics.annual_report.citing.printing import as_entry
from fristed.statistics.annual_report.citing.queries import standing_figures
from fristed.statistics.annual_report.citing.rules import cited_keys
from fristed.statistics.annual_report.editing.facts import (
    LANGUAGES,
    Asked,
    Comment,
    Language,
    Section,
    SectionAtDesk,
    SectionText,
    Standing,
    State,
)
from fristed.statistics.annual_report.editing.models import Contribution, SectionComment, SectionVersion
from fristed.statistics.annual_report.editing.structure import PlaceInReport, chapters_with, places
from fristed.statistics.tabulation.reading import read_layout

LAST_YEAR = 2100
Versions = Mapping[tuple[str, str], list[SectionText]]


class NoSuchSection(LookupError):
    """The report has no such section."""


def require_desk(reader: Actor) -> None:
    """Refuse whoever neither edits nor approves the report.

    Raises
    ------
    NotPermitted
        If the reader does neither.
    """
    if not any(is_permitted(reader, one) for one in (Permission.REPORT_EDIT, Permission.REPORT_APPROVE)):
        raise NotPermitted(f"{reader.username} may not see the report while it is written.")


def require_report(year: int) -> None:
    """Refuse a year that cannot have a report.

    Raises
    ------
    NoSuchSection
        If the register did not exist in that year, or the year is far off.
    """
    if not read_layout().first_register_year <= year <= LAST_YEAR:
        raise NoSuchSection(f"There is no report for {year}.")


def place_of(year: int, key: str) -> PlaceInReport:
    """Give where a section stands.

    Raises
    ------
    NoSuchSection
        If the report of the year has no such section.
    """
    require_report(year)
    if key not in places():
        raise NoSuchSection(f"The report has no section {key!r}.")
    return places()[key]


def from_the_files(place: PlaceInReport) -> SectionText:
    """Give what the prose files say in a section, as the version before the first."""
    return SectionText(place.key, "nb", 0, place.title, place.text)


def _versions(year: int, **wanted: str) -> Versions:
    found: dict[tuple[str, str], list[SectionText]] = defaultdict(list)
    for row in SectionVersion.objects.filter(year=year, **wanted):
        found[row.key, row.language].append(text_of_row(row))
    return found


def text_of_row(row: SectionVersion) -> SectionText:
    """Give a stored version as a fact, for this room."""
    return SectionText(
        key=row.key,
        language=row.language,  # type: ignore[arg-type]
        number=row.number,
        title=row.title,
        text=row.text,
        source=row.source,
        edited_by=row.edited_by,
        edited_at=row.edited_at,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
    )


def sections_of(year: int, *, reader: Actor) -> list[Section]:
    """Give every section of a year's report in order, with how far it has come.

    Raises
    ------
    NotPermitted
        If the reader neither edits nor approves.
    NoSuchSection
        If the year cannot have a report.
    """
    require_desk(reader)
    require_report(year)
    versions = _versions(year)
    comments = Counter(SectionComment.objects.filter(year=year).values_list("key", flat=True))
    waiting = Contribution.objects.filter(year=year, approved_at=None).values_list("key", flat=True)
    waits = Counter(waiting)
    return [_section(place, versions, comments[key], waits[key]) for key, place in places().items()]


def _section(place: PlaceInReport, versions: Versions, comments: int, waiting: int) -> Section:
    bokmal = versions.get((place.key, "nb"), [])
    title = bokmal[0].title if bokmal else place.title
    standings = tuple(
        _standing(language, versions.get((place.key, language), []), bokmal) for language in LANGUAGES
    )
    return Section(place.key, place.level, title, standings, comments, waiting)


def _standing(language: Language, versions: list[SectionText], bokmal: list[SectionText]) -> Standing:
    if not versions:
        return Standing(language, "files" if language == "nb" else "missing")
    newest = versions[0]
    approved = next((one for one in versions if one.is_approved), None)
    state: State = "approved" if newest.is_approved else "changed" if approved else "draft"
    is_behind = bool(language != "nb" and bokmal and _is_older(newest, bokmal[0]))
    return Standing(language, state, newest, approved, is_behind)


def _is_older(one: SectionText, other: SectionText) -> bool:
    return bool(one.edited_at and other.edited_at and one.edited_at < other.edited_at)


def section_at_desk(year: int, key: str, *, reader: Actor) -> SectionAtDesk:
    """Give a section with its versions, newest first, its remarks and who was asked.

    Raises
    ------
    NotPermitted
        If the reader neither edits nor approves.
    NoSuchSection
        If the report has no such section.
    """
    require_desk(reader)
    place = place_of(year, key)
    versions = _versions(year, key=key)
    comments = tuple(
        Comment(row.text, row.written_by, row.written_at)
        for row in SectionComment.objects.filter(year=year, key=key)
    )
    asked = tuple(_asked(row) for row in Contribution.objects.filter(year=year, key=key))
    waiting = sum(one.approved_at is None for one in asked)
    by_language: dict[Language, tuple[SectionText, ...]] = {
        language: tuple(versions.get((key, language), ())) for language in LANGUAGES
    }
    by_language["nb"] = (*by_language["nb"], from_the_files(place))
    return SectionAtDesk(_section(place, versions, len(comments), waiting), by_language, comments, asked)


def _asked(row: Contribution) -> Asked:
    return Asked(
        row.service, row.due_date, row.asked_by, row.approved_by, row.approved_at, row.approved_number
    )


def approved_texts(year: int) -> list[SectionText]:
    """Give the newest approved version of every section in every language that has one."""
    return [
        approved
        for versions in _versions(year).values()
        if (approved := next((one for one in versions if one.is_approved), None))
    ]


def newest_and_approved(year: int) -> list[SectionText]:
    """Give of every section in every language the newest version, and the approved one if it is another."""
    found: dict[SectionText, None] = {}
    for versions in _versions(year).values():
        found[versions[0]] = None
        found |= dict.fromkeys([one for one in versions if one.is_approved][:1])
    return list(found)


def chapters_to_print(year: int) -> tuple[dict[str, Any], ...]:
    """Give the chapters of a year's report: the approved bokmål where there is one, else the prose files.

    A chapter carries the figures of other publishers that its approved texts cite, in any language.
    """
    texts = approved_texts(year)
    figures = standing_figures()
    return tuple(_with_cited(chapter, texts, figures) for chapter in chapters_with(_bokmal(texts)))


def _with_cited(
    chapter: dict[str, Any], texts: Iterable[SectionText], figures: Mapping[str, Cited]
) -> dict[str, Any]:
    own = (text for text in texts if text.key.split("-")[0] == chapter["key"])
    keys = dict.fromkeys(key for text in own for key in cited_keys(f"{text.title}\n{text.text}"))
    found = [as_entry(figures[key]) for key in keys if key in figures]
    return {**chapter, "cited": found} if found else chapter


def citations_in_use() -> Mapping[str, tuple[tuple[int, str], ...]]:
    """Give by the key of a cited figure the years and sections whose newest or approved text cites it."""
    found: dict[str, dict[tuple[int, str], None]] = defaultdict(dict)
    for year in SectionVersion.objects.order_by("year").values_list("year", flat=True).distinct():
        for text in newest_and_approved(year):
            for key in cited_keys(f"{text.title}\n{text.text}"):
                found[key][year, text.key] = None
    return {key: tuple(places) for key, places in found.items()}


def _bokmal(texts: Iterable[SectionText]) -> dict[str, SectionText]:
    return {text.key: text for text in texts if text.language == "nb"}
