"""The protected statistics of the chain as a page shows them: tables, and pictures beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fristed.interfaces.web import formats
from fristed.interfaces.web.statistics.drawing import bar, frame, text
from fristed.statistics.chains.definitions import ChainTable, StepDefinition, definitions
from fristed.statistics.chains.facts import ChainTables

SIGN = "…"
CHAPTERS = (4, 5)
LINE, BAR, ROOM = 46, 14, 80.0
HALVES = (1, 2)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: its name, and what is printed, or nothing where it is hidden; ``depth`` says it is a part."""

    name: str
    value: str | None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of persons; it says so where not even its total is shown."""

    id: str
    title: str
    rows: tuple[ShownRow, ...]
    is_shown: bool


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step: of which chain, whose it is, and how long it took."""

    name: str
    whose: str
    days: str | None


@dataclass(frozen=True, slots=True)
class ShownSteps:
    """The steps of one chain, with a picture of those whose days are shown."""

    id: str
    name: str
    steps: tuple[ShownStep, ...]
    figure: SafeString | None


@dataclass(frozen=True, slots=True)
class ShownChains:
    """All that the page shows of a year."""

    year: int
    threshold: int
    journeys: tuple[ShownTable, ...]
    housing: tuple[ShownTable, ...]
    people: SafeString
    occupancy: tuple[ShownRow, ...]
    in_use: SafeString
    beside: tuple[ShownRow, ...]
    steps: tuple[ShownSteps, ...]


def shown_chains(found: ChainTables) -> ShownChains:
    """Put what is printed of a year into words and pictures."""
    journeys, housing = (
        tuple(_table(found, table) for table in definitions().tables if table.chapter == chapter)
        for chapter in CHAPTERS
    )
    return ShownChains(
        year=found.year,
        threshold=found.threshold,
        journeys=journeys,
        housing=housing,
        people=_people(found),
        occupancy=tuple(_occupancy(found)),
        in_use=_in_use(found),
        beside=tuple(_beside(found)),
        steps=tuple(_steps(found)),
    )


def _label(key: str) -> str:
    return definitions().cells[key].labels[formats.language()]


def _table(found: ChainTables, table: ChainTable) -> ShownTable:
    rows = tuple(ShownRow(_label(key), _number(found.persons(key)), _depth(key, table)) for key in table.rows)
    is_shown = any(row.value is not None for row in rows)
    return ShownTable(f"chain-{table.id}", table.titles[formats.language()], rows, is_shown)


def _depth(key: str, table: ChainTable) -> int:
    """Say how many of the rows of a table a row is a part of."""
    wholes = [one.total for one in definitions().sums if key in one.parts and one.total in table.rows]
    return 1 + _depth(wholes[0], table) if wholes else 0


def _number(value: int | None) -> str | None:
    return None if value is None else formats.number(value)


def _percent(value: int | None) -> str | None:
    return None if value is None else _("%(percent)d%%") % {"percent": value}


def _years(value: int | None) -> str | None:
    return None if value is None else _("%(years)d years") % {"years": value}


def _half(half: int, year: int) -> str:
    words = _("First half of %(year)d") if half == 1 else _("Second half of %(year)d")
    return words % {"year": year}


def _occupancy(found: ChainTables) -> Iterator[ShownRow]:
    for half in HALVES:
        name = _half(half, found.year)
        yield ShownRow(_("%(half)s: places") % {"half": name}, _number(found.value(f"places_{half}")))
        yield ShownRow(
            _("%(half)s: place-days in use") % {"half": name}, _percent(found.value(f"occupancy_{half}"))
        )


def _beside(found: ChainTables) -> Iterator[ShownRow]:
    yield ShownRow(_("Assessed, of all cases of the Expert Team"), _percent(found.value("assessed_share")))
    yield ShownRow(_("Countries of those who moved in"), _number(found.value("countries")))
    yield ShownRow(_("The youngest adult"), _years(found.value("youngest")))
    yield ShownRow(_("The oldest adult"), _years(found.value("oldest")))


def _people(found: ChainTables) -> SafeString:
    """Draw who lived in the scheme, and who moved in, in two years."""
    keys = ("last_year.residents", "last_year.moved_in", "residents", "residents.moved_in")
    bars = [(_label(key), found.persons(key), _number(found.persons(key))) for key in keys]
    return _figure("chain-people", _("Persons who lived in the scheme"), bars)


def _in_use(found: ChainTables) -> SafeString:
    """Draw how much of the scheme was in use in each half of the year."""
    percents = [(half, found.value(f"occupancy_{half}")) for half in HALVES]
    bars = [(_half(half, found.year), value, _percent(value)) for half, value in percents]
    return _figure("chain-in-use", _("Place-days in use"), bars, peak=100)


def _figure(
    name: str, title: str, bars: Sequence[tuple[str, int | None, str | None]], *, peak: int | None = None
) -> SafeString:
    """Draw a bar for each value under its name; a hidden one has a mark of one size."""
    most = peak or max((value or 0 for _label, value, _said in bars), default=0) or 1
    marks: list[SafeString] = []
    for number, (label, value, said) in enumerate(bars):
        top = number * LINE
        marks += [
            text(label, left=0, top=top + 14),
            bar(value, most, top=top + 20, height=BAR, room=ROOM),
            text(said or SIGN, left=100, top=top + 32, anchor="end", css="soft"),
        ]
    description = _("The table beside has the same numbers.")
    return frame(name, LINE * len(bars), title, description, marks)


def _steps(found: ChainTables) -> Iterator[ShownSteps]:
    days = {(one.chain, one.state): one.median_days for one in found.waits}
    names = {
        "journeys": _("Journeys home"),
        "reception": _("Receptions"),
        "housing": _("Places to live"),
    }
    for chain, name in names.items():
        own = [one for one in definitions().steps if one.chain == chain and (chain, one.state) in days]
        steps = tuple(_step(one, days[chain, one.state]) for one in own)
        bars = [
            (f"{shown.name} ({shown.whose})", days[chain, one.state], shown.days)
            for one, shown in zip(own, steps, strict=True)
            if shown.days is not None
        ]
        title = _("Days in each step: %(chain)s") % {"chain": name}
        figure = _figure(f"chain-days-{chain}", title, bars) if bars else None
        yield ShownSteps(f"chain-steps-{chain}", name, steps, figure)


def _step(one: StepDefinition, days: int | None) -> ShownStep:
    language = formats.language()
    said = None if days is None else ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
    return ShownStep(one.labels[language], definitions().whose[one.whose][language], said)
