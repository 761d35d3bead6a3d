"""The journal in words: one dated list of contacts, events, notes and files, and what holds now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise

from fristed.casework.cases.facts import CaseDetail
from fristed.casework.journal.actions import read_journal
from fristed.casework.journal.codes import WRITTEN, Kind
from fristed.casework.journal.facts import NAME, TEXT, Line
from fristed.casework.journal.rules import FIELDS_OF
from fristed.casework.papers.queries import disclosures_of
from fristed.foundation.vault.facts import FieldName
from fristed.interfaces.web import labels
from fristed.interfaces.web.cases.history import Happening, happenings
from fristed.interfaces.web.journal import words
from fristed.interfaces.web.papers.given import given_out
from fristed.interfaces.web.requests import HouseRequest

SHORT = 280
ON_THE_CASE = 12


@dataclass(frozen=True, slots=True)
class Text:
    """One text with what it is called, or without where it needs no name."""

    name: str | Promise
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing in the list. ``key`` is empty for what has no page of its own."""

    on_date: date
    title: str
    more: str = ""
    texts: tuple[Text, ...] = ()
    is_cut: bool = False
    key: str = ""
    by: str = ""
    at: datetime | None = None
    seen_by: str = ""
    number: int = 0
    latest: int = 0
    is_file: bool = False
    is_destroyed: bool = False
    is_open: bool = True
    until_date: date | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that narrows the list."""

    name: str | Promise
    query: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Some of the list, how long it is, the links that narrow it, and what holds now."""

    shown: tuple[Shown, ...]
    total: int
    choices: tuple[Choice, ...]
    flags: tuple[Shown, ...]
    obstacles: tuple[Shown, ...]
    also: Mapping[FieldName, str] = field(default_factory=dict)
    """Words of other rooms that were opened with those of the list."""


def shown_line(line: Line, *, whole: bool = False) -> Shown:
    """Put a line into words; long texts are cut unless the whole is asked for."""
    texts = tuple(_texts(line))
    is_cut = not whole and sum(len(one.text) for one in texts) > SHORT
    return Shown(
        on_date=line.on_date,
        title=_title(line),
        more=_more(line),
        texts=_cut(texts) if is_cut else texts,
        is_cut=is_cut,
        key=line.key,
        by=line.written_by,
        at=line.written_at,
        seen_by=str(words.SEEN_BY[line.visibility]),
        number=line.number,
        latest=line.latest,
        is_file=line.kind == Kind.FILE,
        is_destroyed=line.has_words and not line.words,
        is_open=line.state != "solved",
        until_date=line.until_date,
    )


def _title(line: Line) -> str:
    if line.kind == Kind.FLAG:
        return str(words.FLAGS[line.code])
    if line.kind == Kind.OBSTACLE:
        return str(words.OBSTACLES[line.code])
    return str(words.KINDS[line.kind])


def _more(line: Line) -> str:
    if line.kind == Kind.CONCERN_REPORT:
        return f"{labels.label('agencies', line.code)}. {words.TOLD[line.state]}."
    if line.kind == Kind.OBSTACLE:
        return str(words.OBSTACLE_STATES[line.state])
    if line.kind == Kind.FILE:
        name = line.words.get(NAME, "")
        return f"{name}.{line.file_kind}" if name else line.file_kind.upper()
    return ""


def _texts(line: Line) -> Iterable[Text]:
    """Give the texts of an entry, each with its name where there are several; a file's name stands above."""
    names = [name for name in FIELDS_OF.get(line.kind, ()) if name != NAME]
    for name in names:
        if text := line.words.get(name, ""):
            is_grounds = line.kind == Kind.JUDGEMENT and name == TEXT
            called = words.GROUNDS if is_grounds else words.FIELDS[name]
            yield Text(called if len(names) > 1 else "", text)


def _cut(texts: Sequence[Text]) -> tuple[Text, ...]:
    """Keep the beginning of texts, at most so many signs together."""
    kept, left = [], SHORT
    for one in texts:
        if left > 0:
            kept.append(
                Text(one.name, one.text if len(one.text) <= left else f"{one.text[:left].rstrip()} …")
            )
            left -= len(one.text)
    return tuple(kept)


def _kind_of(one: Line | Happening) -> str:
    """Say under which of the links a thing is found."""
    if isinstance(one, Happening):
        return "contacts" if one.is_contact else "events"
    if one.kind == Kind.FILE:
        return "files"
    return "notes" if one.kind in WRITTEN else "events"


def _in_order(lines: Iterable[Line], happened: Iterable[Happening]) -> list[Line | Happening]:
    """Put both into one list, the newest day first; what was written last stands first within a day."""
    written = sorted(lines, key=lambda line: line.first_written_at, reverse=True)
    return sorted([*written, *happened], key=lambda one: one.on_date, reverse=True)


def timeline(
    request: HouseRequest,
    detail: CaseDetail,
    *,
    show: str = "",
    start: int = 0,
    limit: int = ON_THE_CASE,
    also: Sequence[FieldName] = (),
    with_papers: bool = True,
) -> Timeline:
    """Give a piece of the list of a case; only the texts in it are opened, in one call to the vault.

    ``also`` names words of other rooms that the page shows, to be opened in that call. A page that counts
    the summaries that were given beside a link leaves them out with ``with_papers``.

    The page has put on record that the case is read.
    """
    show = show if show in words.SHOWN else ""
    chosen: list[Line | Happening] = []

    def choose(lines: tuple[Line, ...]) -> list[str]:
        papers = disclosures_of(request.actor, detail.reference) if with_papers else ()
        happened = [*happenings(detail), *given_out(papers)]
        chosen.extend(one for one in _in_order(lines, happened) if show in ("", _kind_of(one)))
        return [one.key for one in chosen[start : start + limit] if isinstance(one, Line)]

    found = read_journal(
        reference=detail.reference, choose=choose, by=request.actor, at=request.at, also=also
    )
    opened = {line.key: line for line in found.lines}
    return Timeline(
        shown=tuple(_shown(one, opened) for one in chosen[start : start + limit]),
        total=len(chosen),
        choices=tuple(
            Choice(name, f"?show={code}" if code else "?", code == show) for code, name in words.SHOWN.items()
        ),
        flags=tuple(shown_line(line) for line in found.flags),
        obstacles=tuple(shown_line(line) for line in found.obstacles),
        also=found.also,
    )


def _shown(one: Line | Happening, opened: dict[str, Line]) -> Shown:
    if isinstance(one, Happening):
        return Shown(one.on_date, one.words, one.more)
    return shown_line(opened[one.key])


@dataclass(frozen=True, slots=True)
class WritingLink:
    """A link to the page on which one kind of entry is written."""

    slug: str
    link: str | Promise


def writing_links() -> list[WritingLink]:
    """Give the links to write in the journal, notes first."""
    return [WritingLink(one.slug, one.link) for one in words.WRITINGS.values()]
