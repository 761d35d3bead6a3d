"""The tables of a release with what became of each cell: a picture, the rows with a sign, and the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.forms.protection import PreferForm
from fristed.interfaces.web.statistics import titles
from fristed.interfaces.web.statistics.protection.grid import State, picture
from fristed.interfaces.web.statistics.protection.record import HiddenNumber
from fristed.interfaces.web.statistics.protection.words import element_id, place_of, service_year_of, words_of
from fristed.interfaces.web.statistics.shown import table_numbers
from fristed.methods.intervals import interval_text
from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell, Release
from fristed.statistics.releases.names import THEME_FIGURE, hidden_in_tables, key_of_cell, key_of_value

Intervals = Mapping[str, tuple[int, int | None]]
UNKNOWN = (None, None)
Printed = PublishedCell | PublishedFigureCell


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: what became of it, its printed number, what stays possible, and where its reason stands."""

    state: State
    text: str = ""
    possible: str = ""
    element_id: str = ""
    reason_id: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One category over the years."""

    label: str
    cells: tuple[GridCell, ...]

    @property
    def hides(self) -> bool:
        """Whether any of its cells is hidden."""
        return any(cell.state in ("small", "others") for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Link:
    """A number that is named, and where on the page it stands; nothing where it is not printed at all."""

    words: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Links or reasons that are about one service and year."""

    words: str
    links: tuple[Link, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a number is hidden that is not small: what it protects, and the form to choose another.

    ``protects`` are small numbers of the page, which are told first; ``folded`` all others.
    ``is_only_choice`` says that others were tried and none could take its place; ``is_wished`` that it was
    chosen by a person who wanted another one printed.
    """

    element_id: str
    words: str
    protects: tuple[Link, ...]
    folded: tuple[Group, ...]
    form: PreferForm | None
    is_only_choice: bool
    is_wished: bool

    @property
    def number_folded(self) -> int:
        """How many numbers are told only to who asks."""
        return sum(len(group.links) for group in self.folded)


@dataclass(frozen=True, slots=True)
class Section:
    """One table, or the themes of one service; the newest year comes first.

    ``small`` and ``others`` count its hidden numbers. One that stands in a table and a figure is counted in
    the table, so that the counts of all sections add up to those of the whole.
    """

    name: str
    heading: str
    table: int | None
    years: tuple[int, ...]
    rows: tuple[GridRow, ...]
    reasons: tuple[Reason, ...]
    small: int
    others: int

    @property
    def is_open(self) -> bool:
        """Whether it is shown unfolded: something that was chosen in it was refused."""
        return any(reason.form is not None and reason.form.errors for reason in self.reasons)

    @property
    def hidden_rows(self) -> tuple[GridRow, ...]:
        """The rows in which something is hidden."""
        return tuple(row for row in self.rows if row.hides)

    @property
    def other_rows(self) -> int:
        """How many rows hide nothing."""
        return len(self.rows) - len(self.hidden_rows)

    @property
    def states(self) -> tuple[State, ...]:
        """What became of every cell."""
        return tuple(cell.state for row in self.rows for cell in row.cells)

    @property
    def picture(self) -> SafeString:
        """The table as a small picture."""
        lines = [[row.cells[place].state for row in self.rows] for place in range(len(self.years))]
        return picture(f"grid-{self.name}", self.heading, self.years, lines)


def state_of(cell: Printed | None) -> State:
    """Say what became of a cell."""
    if cell is None or cell.flag == "blank":
        return "empty"
    if cell.flag == "…":
        return "others" if cell.why == "secondary" else "small"
    return "unused" if cell.flag == "-" else "zero" if cell.flag == "0" else "printed"


def by_service_year(keys: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Group numbers by the service and year they are about, in the order in which these come first."""
    found: dict[str, list[str]] = {}
    for key in keys:
        found.setdefault(service_year_of(key), []).append(key)
    return list(found.items())


@dataclass(frozen=True, slots=True)
class Sections:
    """Lays out a release beside the record of its protection.

    ``possible`` holds per hidden number the lowest and the highest that fit all that is printed; ``forms``
    the form of each number that another could be hidden instead of; ``also`` the other places of a number.
    """

    release: Release
    hidden: Mapping[str, HiddenNumber]
    possible: Intervals
    forms: Mapping[str, PreferForm]
    also: Mapping[str, Sequence[str]]

    def sentences(self) -> list[Group]:
        """Give the numbers of sentences that are hidden to protect others, by service and year."""
        said = [key for key, number in self.hidden.items() if number.is_sentence and not number.is_small]
        return [Group(words, reasons=tuple(self.reasons(keys))) for words, keys in by_service_year(said)]

    def all(self) -> list[Section]:
        """Give the tables, then the themes of each service; what hides nothing too."""
        return [*self._tables(), *self._themes()]

    def _tables(self) -> Iterator[Section]:
        for number in table_numbers(self.release):
            cells = [cell for cell in self.release.cells if cell.table == number]
            definition = titles.definition(number)
            names = {row.code: titles.row_label(row) for row in definition.rows}
            years = tuple(reversed(definition.years(self.release.year)))
            keys = {(cell.category_code, cell.year): (key_of_cell(cell), cell) for cell in cells}
            yield self._section(f"table-{number}", titles.title(number), number, names, years, keys)

    def _themes(self) -> Iterator[Section]:
        values = [value for value in self.release.figures if value.figure == THEME_FIGURE]
        for service in dict.fromkeys(value.service for value in values):
            own = [value for value in values if value.service == service]
            names = {value.category_code: labels.label("themes", value.category_code) for value in own}
            years = tuple(sorted({value.year for value in own}, reverse=True))
            keys = {(value.category_code, value.year): (key_of_value(value), value) for value in own}
            heading = _("Themes, %(service)s") % {"service": labels.service(service)}
            yield self._section(f"themes-{service}", heading, None, names, years, keys)

    def _section(
        self,
        name: str,
        heading: str,
        table: int | None,
        names: Mapping[str, str],
        years: tuple[int, ...],
        keys: Mapping[tuple[str, int], tuple[str, Printed]],
    ) -> Section:
        rows = (
            GridRow(label, tuple(self._cell(*keys.get((code, year), ("", None))) for year in years))
            for code, label in names.items()
        )
        newest_first = sorted(keys, key=lambda place: years.index(place[1]))
        reasons = tuple(self.reasons(keys[place][0] for place in newest_first))
        kept = tuple(row for row in rows if any(cell.state not in ("empty", "unused") for cell in row.cells))
        there = hidden_in_tables(self.release) & self.hidden.keys() & {key for key, __ in keys.values()}
        small = sum(self.hidden[key].is_small for key in there)
        return Section(name, heading, table, years, kept, reasons, small, len(there) - small)

    def _cell(self, key: str, cell: Printed | None) -> GridCell:
        state = state_of(cell)
        if state not in ("small", "others"):
            count = cell.count if cell else None
            return GridCell(state, "" if count is None else formats.number(count))
        told = self.told_as(key)
        explained = told in self.hidden and not self.hidden[told].is_small
        return GridCell(
            state,
            possible=interval_text(*self.possible.get(key, UNKNOWN), write=formats.number),
            element_id=element_id(key),
            reason_id=f"{element_id(told)}-why" if explained else "",
        )

    def told_as(self, key: str) -> str:
        """Give the name under which a number is told, which is that of the first place where it stands."""
        return next((first for first, places in self.also.items() if key in places), key)

    def reasons(self, keys: Iterable[str]) -> Iterator[Reason]:
        """Give the reasons of those numbers that are hidden to protect others."""
        for key in keys:
            number = self.hidden.get(key)
            if number is not None and not number.is_small:
                first = [other for other in number.protects if self._is_told_first(other)]
                rest = [other for other in number.protects if other not in first]
                yield Reason(
                    element_id=f"{element_id(key)}-why",
                    words=words_of(key),
                    protects=tuple(self.link(other, beside=key) for other in first),
                    folded=tuple(
                        Group(words, links=tuple(self.link(other, beside=key) for other in keys))
                        for words, keys in by_service_year(rest)
                    ),
                    form=self.forms.get(key),
                    is_only_choice=number.instead == () and not number.is_wished,
                    is_wished=number.is_wished,
                )

    def _is_told_first(self, key: str) -> bool:
        """Whether a number is small itself and stands in a table of the page."""
        return key in hidden_in_tables(self.release) and key in self.hidden and self.hidden[key].is_small

    def link(self, key: str, *, beside: str = "") -> Link:
        """Name a number and lead to it if it stands on the page; its table is named unless it is the same."""
        same = bool(beside) and key.rsplit(" ", 2)[0] == beside.rsplit(" ", 2)[0]
        words = words_of(key) if same else place_of(key)
        return Link(words, element_id(key) if key in self.on_page else "")

    @property
    def on_page(self) -> frozenset[str]:
        """Name what is hidden in the tables and themes of the page, and the hidden numbers of sentences."""
        said = (key for key, number in self.hidden.items() if number.is_sentence)
        return hidden_in_tables(self.release) | frozenset(said)
