"""What sentences state, as any reader can set it against the tables: counts, shares and growths.

A sentence about one attribute repeats rows of a table or splits the total. Sentences about two attributes are
the inner cells of a table that nobody prints, whose margins the tables print: readers fill in what is stated
and work out the rest of its rows and columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Protocol

from fristed.methods.disclosure.records import Equation, PrintedCell, PrintedPercent
from fristed.statistics.releases.facts import PublishedNumber
from fristed.statistics.releases.names import Selection, in_words, text_key
from fristed.statistics.tabulation.selections import AGENCIES, selection_of

Codes = frozenset[str]


class Tables(Protocol):
    """What is known from tables and figures, to which sentences are added."""

    cells: dict[str, PrintedCell]
    equations: list[Equation]
    percents: list[PrintedPercent]

    def total_key(self, service: str, year: int) -> str:
        """Give the cell that prints the cases of a service in a year."""

    def rows_of(self, service: str, year: int, attribute: str) -> list[tuple[str, Codes]]:
        """Give the cells that print an attribute, each with its categories."""

    def unnamed_key(self, service: str, year: int, attribute: str) -> str:
        """Give the cell of all categories that no row prints, or nothing."""


@dataclass(slots=True)
class Sentences:
    """Adds what the numbers of a release state to what its tables say."""

    tables: Tables
    numbers: Iterable[PublishedNumber]
    _asked: dict[tuple[str, int], dict[Selection, str]] = field(default_factory=dict)

    def read(self) -> None:
        """Write down every number, then how they hang together."""
        for number in self.numbers:
            if number.definition.get("source", "case") == "case" and "service" in number.definition:
                self._note(number)
        for (service, year), asked in self._asked.items():
            if self.tables.total_key(service, year) in self.tables.cells:
                OneYear(self.tables, service, year, dict(asked)).relate()

    def _note(self, number: PublishedNumber) -> None:
        definition, operation = number.definition, number.definition.get("op")
        if operation == "count":
            self._state(self._term(definition, _year(definition, "year"), "where"), number)
        elif number.value is not None and operation == "share_pct":
            terms = [
                self._term(definition, _year(definition, "year"), filters) for filters in ("where", "of")
            ]
            self._percent(terms[0], terms[1], number, 0)
        elif number.value is not None and operation == "growth_pct":
            after = _year(definition, "to_year") or _year(definition, "year")
            before = _year(definition, "from_year") or after - 1
            terms = [self._term(definition, year, "where") for year in (after, before)]
            self._percent(terms[0], terms[1], number, 100)

    def _state(self, key: str, number: PublishedNumber) -> None:
        if number.value is not None:
            self.tables.cells[key] = PrintedCell.shown(key, int(number.value), "text")

    def _percent(self, part: str, whole: str, number: PublishedNumber, above: int) -> None:
        self.tables.percents.append(PrintedPercent(part, whole, above + int(number.value or 0)))

    def _term(self, definition: Mapping[str, object], year: int, filters: str) -> str:
        """Give the cell of a count: of one service, or of several together."""
        services = str(definition["service"]).split("+")
        where = definition.get(filters) or {}
        keys = [self._count(s, year, where if isinstance(where, Mapping) else {}) for s in services]
        if len(keys) == 1:
            return keys[0]
        key = " with ".join(keys)
        self.tables.cells.setdefault(key, PrintedCell.rest(key))
        self.tables.equations.append(Equation(key, tuple(keys)))
        return key

    def _count(self, service: str, year: int, where: Mapping[str, object]) -> str:
        selection = frozenset(selection_of(where, service=service).items())
        key = text_key(service, year, selection) if selection else self.tables.total_key(service, year)
        self.tables.cells.setdefault(key, PrintedCell.rest(key))
        if selection:
            self._asked.setdefault((service, year), {})[selection] = key
        return key


@dataclass(slots=True)
class OneYear:
    """Relates what is stated of a service and year to the tables, attribute by attribute and pair by pair."""

    tables: Tables
    service: str
    year: int
    asked: dict[Selection, str]

    def relate(self) -> None:
        """Write down every relation; crossed tables first, as they ask for margins."""
        pairs: dict[tuple[str, ...], list[Selection]] = {}
        for selection in self.asked:
            if len(selection) == 2:
                pairs.setdefault(tuple(sorted(axes_of(selection))), []).append(selection)
        for pair, selections in pairs.items():
            self._cross(pair, selections)
        singles = [selection for selection in self.asked if len(selection) == 1]
        for axis in sorted({axis for selection in singles for axis in axes_of(selection)}):
            self._line_up(axis, [s for s in singles if axis in axes_of(s)])

    def _cell(self, key: str) -> str:
        self.tables.cells.setdefault(key, PrintedCell.rest(key))
        return key

    def _sum(self, total: str, parts: Iterable[str]) -> None:
        self.tables.equations.append(Equation(total, tuple(parts)))

    @property
    def _total(self) -> str:
        return self.tables.total_key(self.service, self.year)

    # Two attributes

    def _cross(self, pair: tuple[str, ...], selections: list[Selection]) -> None:
        sides = [_parts([axes_of(selection)[axis] for selection in selections]) for axis in pair]
        lines = [range(len(side) + 1) for side in sides]
        inner = {place: self._cell(self._inner(pair, sides, place)) for place in product(*lines)}
        for side, axis in enumerate(pair):
            for number, margin in enumerate(self._margins(axis, sides[side])):
                self._sum(margin, (key for place, key in inner.items() if place[side] == number))
        for selection in selections:
            wanted = [axes_of(selection)[axis] for axis in pair]
            inside = [
                key
                for place, key in inner.items()
                if all(n < len(s) and s[n] <= w for n, s, w in zip(place, sides, wanted, strict=True))
            ]
            self._sum(self.asked[selection], inside)

    def _inner(self, pair: tuple[str, ...], sides: list[list[Codes]], place: tuple[int, ...]) -> str:
        """Name an inner cell by its categories; what is beside all named ones is told by their names."""
        words = []
        for axis, parts, number in zip(pair, sides, place, strict=True):
            is_rest = number == len(parts)
            codes = frozenset().union(*parts) if is_rest else parts[number]
            words.append(f"{axis} {'all but ' if is_rest else ''}{'/'.join(sorted(codes))}")
        return f"inner {self.service} {self.year} {' and '.join(words)}"

    def _margins(self, axis: str, parts: list[Codes]) -> list[str]:
        """Give the one-way counts of the parts of an axis, and of all else."""
        attribute = axis.partition(" ")[0]
        found = []
        for part in parts:
            selection = frozenset({(attribute, part)})
            key = self._cell(text_key(self.service, self.year, selection))
            self.asked.setdefault(selection, key)
            found.append(key)
        words = in_words(frozenset({(attribute, frozenset().union(*parts))}))
        rest = self._cell(f"text {self.service} {self.year} all but {words}")
        self._sum(self._total, (*found, rest))
        return [*found, rest]

    # One attribute

    def _line_up(self, axis: str, single: list[Selection]) -> None:
        """Relate counts of one attribute to the rows of its table, or to each other and the total."""
        attribute = axis.partition(" ")[0]
        rows = [] if attribute in AGENCIES else self.tables.rows_of(self.service, self.year, attribute)
        named = frozenset().union(*(codes for _, codes in rows))
        beyond = _parts([axes_of(selection)[axis] - named for selection in single])
        loose = {part: self._loose(attribute, part) for part in beyond}
        for selection in single:
            codes = axes_of(selection)[axis]
            inside = [key for key, row in rows if row <= codes]
            inside += [key for part, key in loose.items() if part <= codes]
            if inside != [self.asked[selection]]:
                self._sum(self.asked[selection], inside)
        if loose:
            self._leave_a_rest(attribute, list(loose.values()), [key for key, _ in rows])

    def _loose(self, attribute: str, part: Codes) -> str:
        return self._cell(text_key(self.service, self.year, frozenset({(attribute, part)})))

    def _leave_a_rest(self, attribute: str, loose: list[str], rows: list[str]) -> None:
        unnamed = self.tables.unnamed_key(self.service, self.year, attribute)
        rest = self._cell(f"{loose[0]} – rest")
        if unnamed:
            self._sum(unnamed, (*loose, rest))
        else:
            self._sum(self._total, (*rows, *loose, rest))


def axes_of(selection: Selection) -> dict[str, Codes]:
    """Give what a selection divides cases by; each agency is a yes or no of its own."""
    return {_axis(name, codes): codes for name, codes in selection}


def _axis(name: str, codes: Codes) -> str:
    return f"{name} {'/'.join(sorted(codes))}" if name in AGENCIES else name


def _parts(wanted: Iterable[Codes]) -> list[Codes]:
    """Divide all categories that are asked about into those that no question parts."""
    asked = sorted(set(wanted), key=sorted)
    found: dict[tuple[bool, ...], set[str]] = {}
    for code in sorted(frozenset().union(*asked)):
        found.setdefault(tuple(code in codes for codes in asked), set()).add(code)
    return [frozenset(codes) for codes in found.values()]


def _year(definition: Mapping[str, object], name: str) -> int:
    return int(str(definition.get(name) or 0))
