"""What may be read of the editor's desk, by those who work at it; and what the report prints."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import AT_THE_DESK, NotPermitted, is_permitted
from fristed.statistics.annual_report.citing.facts import Cited
from fristed.statistics.annual_report.citing.printing import as_entry
from fristed.statistics.annual_report.citing.queries import standing_figures
from fristed.statistics.annual_report.citing.rules import cited_keys
from fristed.statistics.annual_report.editing.arranging import Outline, Step, arranged
from fristed.statistics.annual_report.editing.facts import (
    LANGUAGES,
    Asked,
    Comment,
    FigureInSection,
    Language,
    Order,
    Section,
    SectionAtDesk,
    SectionText,
    Standing,
    State,
    TakenWith,
)
from fristed.statistics.annual_report.editing.models import (
    Contribution,
    SectionComment,
    SectionStep,
    SectionVersion,
)
from fristed.statistics.annual_report.editing.notation import alts_in
from fristed.statistics.annual_report.editing.structure import (
    PlaceInReport,
    chapters_with,
    outline_of_files,
    places,
)
from fristed.statistics.annual_report.labels import read_data
from fristed.statistics.tabulation.reading import read_layout

LAST_YEAR = 2100
Versions = Mapping[tuple[str, str], list[SectionText]]


class NoSuchSection(LookupError):
    """The report has no such section."""


def require_desk(reader: Actor) -> None:
    """Refuse whoever neither edits, approves nor contributes to the report.

    Raises
    ------
    NotPermitted
        If the reader does none of it.
    """
    if not any(is_permitted(reader, one) for one in AT_THE_DESK):
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
    """Give where a section stands, also one that is taken away.

    Raises
    ------
    NoSuchSection
        If the report of the year has no such section.
    """
    require_report(year)
    found = places(outline_at_desk(year)).get(key)
    if found is None:
        raise NoSuchSection(f"The report has no section {key!r}.")
    return found


def steps_of(year: int) -> tuple[Step, ...]:
    """Give the steps that were taken on the order of a year's sections."""
    return tuple(_step(row) for row in SectionStep.objects.filter(year=year))


def _step(row: SectionStep) -> Step:
    return Step(
        number=row.number,
        kind=row.kind,  # type: ignore[arg-type]
        key=row.key,
        beside=row.beside,
        is_inside=row.is_inside,
        reason=row.reason,
        made_by=row.made_by,
        made_at=row.made_at,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
    )


def outline_at_desk(year: int) -> Outline:
    """Give the order of the sections after every step, approved or not."""
    return arranged(outline_of_files(), steps_of(year))


def outline_to_print(year: int) -> Outline:
    """Give the order of the sections as far as it is approved."""
    return arranged(outline_of_files(), (step for step in steps_of(year) if step.is_approved))


def order_of(year: int, *, reader: Actor) -> Order:
    """Give the steps on the order of a year's sections, and which of them wait for approval.

    Raises
    ------
    NotPermitted
        If the reader has nothing to do at the desk.
    """
    require_desk(reader)
    steps = steps_of(year)
    waiting = tuple(step for step in steps if not step.is_approved)
    return Order(len(steps), waiting, steps, outline_at_desk(year).away)


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
        approved_despite=row.approved_despite,
    )


def sections_of(year: int, *, reader: Actor) -> list[Section]:
    """Give every section of a year's report in order, with how far it has come, also what is taken away.

    Raises
    ------
    NotPermitted
        If the reader has nothing to do at the desk.
    NoSuchSection
        If the year cannot have a report.
    """
    require_desk(reader)
    require_report(year)
    versions = _versions(year)
    comments = Counter(SectionComment.objects.filter(year=year).values_list("key", flat=True))
    asked = _asked_for(year, versions)
    outline = outline_at_desk(year)
    return [
        _section(place, versions, comments[key], asked.get(key, ()), is_away=not outline.is_there(key))
        for key, place in places(outline).items()
    ]


def _section(
    place: PlaceInReport, versions: Versions, comments: int, asked: Iterable[Asked], *, is_away: bool
) -> Section:
    bokmal = versions.get((place.key, "nb"), [])
    title = bokmal[0].title if bokmal else place.title
    standings = tuple(
        _standing(language, versions.get((place.key, language), []), bokmal) for language in LANGUAGES
    )
    waiting = sum(not one.has_answered for one in asked)
    return Section(place.key, place.level, title, standings, comments, waiting, is_away, place.is_own)


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
    """Give a section with its versions, newest first, its remarks, its figures and who was asked.

    Raises
    ------
    NotPermitted
        If the reader has nothing to do at the desk.
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
    asked = _asked_for(year, versions, key=key).get(key, ())
    by_language: dict[Language, tuple[SectionText, ...]] = {
        language: tuple(versions.get((key, language), ())) for language in LANGUAGES
    }
    if not place.is_own:
        by_language["nb"] = (*by_language["nb"], from_the_files(place))
    is_away = not outline_at_desk(year).is_there(key)
    return SectionAtDesk(
        _section(place, versions, len(comments), asked, is_away=is_away),
        by_language,
        comments,
        asked,
        _figures(by_language),
        what_goes_with(year, key),
    )


def _asked_for(year: int, versions: Versions, **wanted: str) -> dict[str, tuple[Asked, ...]]:
    found: dict[str, tuple[Asked, ...]] = {}
    for row in Contribution.objects.filter(year=year, **wanted):
        bokmal = versions.get((row.key, "nb"), ())
        newest = bokmal[0].number if bokmal else 0
        found[row.key] = (*found.get(row.key, ()), _asked(row, newest))
    return found


def _asked(row: Contribution, newest: int) -> Asked:
    return Asked(
        row.party, row.due_date, row.asked_by, row.approved_by, row.approved_at, row.approved_number, newest
    )


def waiting_for(year: int, key: str) -> tuple[str, ...]:
    """Give who was asked about a section and has not approved what its bokmål says now."""
    asked = _asked_for(year, _versions(year, key=key), key=key).get(key, ())
    return tuple(one.party for one in asked if not one.has_answered)


def _figures(versions: Mapping[Language, tuple[SectionText, ...]]) -> tuple[FigureInSection, ...]:
    """Tell of each figure of the newest bokmål what it is said to show, in each language that has a text."""
    alts = {language: alts_in(texts[0].text) for language, texts in versions.items() if texts}
    return tuple(
        FigureInSection(
            name,
            figure_title(name),
            {language: found.get(name, "") for language, found in alts.items()},
            tuple(language for language, found in alts.items() if name not in found),
        )
        for name in alts.get("nb", {})
    )


def figure_title(name: str) -> str:
    """Give what a figure is called; one that is in no definition goes by its name."""
    return str(read_data("figures_nb.toml").get(name, {}).get("title", name))


def drawable_figures() -> dict[str, str]:
    """Give every figure that the house can draw, with what it is called."""
    return {name: figure_title(name) for name in read_data("figures_nb.toml")}


def what_goes_with(year: int, key: str) -> TakenWith:
    """Tell what leaves the report with a section: titles of those under it, and figures by name."""
    said = _newest_there(year)
    gone = [said[one] for one in outline_at_desk(year).with_all_under(key) if one in said]
    figures = tuple(name for _, text in gone for name in alts_in(text))
    return TakenWith(tuple(title for title, _ in gone[1:]), figures)


def figures_at_desk(year: int) -> dict[str, str]:
    """Give the figures of the newest texts, each with the section it stands in."""
    return {name: key for key, (_, text) in _newest_there(year).items() for name in alts_in(text)}


def _newest_there(year: int) -> dict[str, tuple[str, str]]:
    """Give title and text of the newest bokmål of every section that is not taken away."""
    outline = outline_at_desk(year)
    newest = {
        row.key: (row.title, row.text)
        for row in SectionVersion.objects.filter(year=year, language="nb").order_by("number")
    }
    return {
        key: newest.get(key, (place.title, place.text))
        for key, place in places(outline).items()
        if outline.is_there(key)
    }


def approved_texts(year: int) -> list[SectionText]:
    """Give the newest approved version of every section that is printed, in every language that has one."""
    approved = [
        found
        for versions in _versions(year).values()
        if (found := next((one for one in versions if one.is_approved), None))
    ]
    outline = outline_to_print(year)
    printed = {key for key in places(outline) if outline.is_there(key)}
    return [text for text in approved if text.key in printed]


def newest_and_approved(year: int) -> list[SectionText]:
    """Give of every section in every language the newest version, and the approved one if it is another."""
    found: dict[SectionText, None] = {}
    for versions in _versions(year).values():
        found[versions[0]] = None
        found |= dict.fromkeys([one for one in versions if one.is_approved][:1])
    return list(found)


def chapters_to_print(year: int, language: Language = "nb") -> tuple[dict[str, Any], ...]:
    """Give the chapters of a year's report: what is approved in the language, marked with it.

    Where nothing is, the approved bokmål stands, and where that is missing too the prose files. They stand in
    the order that is approved; a section that was added stands there when its text is. A chapter carries the
    figures of other publishers that its approved texts cite, in any language.
    """
    texts, outline, figures = approved_texts(year), outline_to_print(year), standing_figures()
    chosen = {text.key: text for text in texts if text.language == "nb"}
    chosen |= {text.key: text for text in texts if text.language == language}
    chapters = chapters_with(chosen, outline)
    return tuple(_with_cited(chapter, texts, outline, figures) for chapter in chapters)


def _with_cited(
    chapter: dict[str, Any], texts: Iterable[SectionText], outline: Outline, figures: Mapping[str, Cited]
) -> dict[str, Any]:
    inside = set(outline.with_all_under(chapter["key"]))
    own = (text for text in texts if text.key in inside)
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
