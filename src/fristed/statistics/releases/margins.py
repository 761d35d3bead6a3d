"""One-way counts of a service and year: tables, figures and sentences about one attribute, as pieces of it.

A piece counts the cases with one of some categories. The pieces of an attribute do not overlap and sum to the
service's cases; rows of tables, themes, figures and the questions of sentences are single pieces or sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from fristed.methods.classifications import theme_of
from fristed.statistics.releases.draft import Draft, Kind
from fristed.statistics.releases.names import POOL, THEME_FIGURE, figure_key, in_words, table_key
from fristed.statistics.releases.questions import Question
from fristed.statistics.tabulation.counting import Counts
from fristed.statistics.tabulation.layout import FigureDefinition, TableDefinition
from fristed.statistics.tabulation.selections import AGENCIES

Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell that counts the cases with one of ``codes``; the rest of an attribute has no codes."""

    key: str
    codes: Codes


@dataclass(slots=True)
class Margins:
    """Writes the one-way counts of one service and year into a draft.

    ``withheld`` names the tables, figures and attributes of which nothing but the total is printed.
    """

    counts: Counts
    service: str
    year: int
    questions: tuple[Question, ...]
    withheld: frozenset[str]
    draft: Draft
    pieces: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    key_of: dict[Question, str] = field(default_factory=dict)
    _subtotals: dict[tuple[str, ...], str] = field(default_factory=dict)

    @property
    def total(self) -> str:
        """The cell that prints all cases of the service."""
        table = next(t for t in self._tables() if not t.field and not t.where)
        return table_key(table.id, self.service, self.year, "total")

    def _tables(self) -> Iterator[TableDefinition]:
        return (table for table in self.counts.layout.tables if table.service == self.service)

    def write(self) -> None:
        """Write the total, every attribute that is told or asked about, and values that are printed twice."""
        cases = self.counts.total(self.service, self.year)
        self.draft.cell(self.total, cases, "total", "total")
        self._repeat_the_total()
        self.key_of[Question(self.service, self.year, frozenset())] = self.total
        for attribute in self._attributes():
            self._write_attribute(attribute)
        self._write_repeated()
        for question in self.questions:
            if len(question.selection) == 1:
                self._write_question(question)

    def _attributes(self) -> list[str]:
        """Give the attributes in a fixed order; every agency asked about is a yes or no of its own."""
        named = [table.field for table in self._tables() if table.field]
        named += [axis(name, codes) for _, name, codes in self._single_counts()]
        named += sorted(axis(*pair) for question in self.questions for pair in question.selection)
        return [name for name in dict.fromkeys(named) if name not in self.withheld]

    def _own_figures(self) -> Iterator[FigureDefinition]:
        """Give the figures with counts that no table prints, where they are collected."""
        layout = self.counts.layout
        for figure in layout.figures:
            collected = (layout.is_collected(n, service=self.service, year=self.year) for n in figure.where)
            alone = figure.where and not figure.field
            if alone and self.service in figure.services and all(collected):
                yield figure

    def cases(self, selection: Mapping[str, Codes]) -> int:
        """Count the cases that fit."""
        return self.counts.cases(self.service, self.year, selection)

    def _cases_with(self, name: str, codes: Codes) -> int:
        """Count by one attribute; one that is only counted together with another is summed over that one."""
        cube = self.counts.cube
        if (name,) in cube.cells:
            return self.cases({name: codes})
        other = next(a for q in self.questions if name in q.attributes for a in q.attributes if a != name)
        everything = frozenset(cube.breakdown(self.service, self.year, other))
        return self.cases({name: codes, other: everything})

    # The pieces of one attribute

    def _write_attribute(self, attribute: str) -> None:
        asked = [
            q.codes_of(name) for q in self.questions for name in q.attributes if self._is(q, name, attribute)
        ]
        single = [
            (key, codes) for key, name, codes in self._single_counts() if axis(name, codes) == attribute
        ]
        table = next((t for t in self._tables() if t.field == attribute), None)
        rows: list[tuple[str, Codes, Kind]] = self._rows(table) if table else self._first_of(single)
        known = table is not None and table.rest is None
        divides = [*(codes for _, codes in single), *(() if known else asked)]
        found = [Piece(*part) for part in self._refined(attribute, rows, divides)]
        rest = self._rest_piece(attribute, table, found)
        self.pieces[attribute] = (*found, *rest)
        self.draft.adds_up(self.total, (piece.key for piece in self.pieces[attribute]))
        if table:
            self._write_themes(table)
        for key, codes in single:
            self._write_single(attribute, key, codes)

    @staticmethod
    def _is(question: Question, name: str, attribute: str) -> bool:
        return axis(name, question.codes_of(name)) == attribute

    def _rows(self, table: TableDefinition) -> list[tuple[str, Codes, Kind]]:
        rows = (row for row in table.rows if row.of == "codes" and row.names(self.year))
        return [(table_key(table.id, self.service, self.year, row.code), row.codes, "table") for row in rows]

    def _single_counts(self) -> list[tuple[str, str, Codes]]:
        """Give the counts of one category that a table or figure prints alone, such as immigration cases.

        A count of two attributes at once is none of them; it is not written down, and so never printed.
        """
        tables = ((table_key(t.id, self.service, self.year, "total"), t.where) for t in self._tables())
        figures = ((figure_key(f.id, self.service, self.year, "total"), f.where) for f in self._own_figures())
        return [
            (key, name, frozenset({code}))
            for key, where in (*tables, *figures)
            if len(where) == 1
            for name, code in where.items()
        ]

    @staticmethod
    def _first_of(single: Iterable[tuple[str, Codes]]) -> list[tuple[str, Codes, Kind]]:
        """Give the first of those that print the same count; the others repeat it."""
        first: dict[Codes, str] = {}
        for key, codes in single:
            first.setdefault(codes, key)
        return [(key, codes, "table") for codes, key in first.items()]

    def _write_single(self, attribute: str, key: str, codes: Codes) -> None:
        """Write a count that is printed alone, unless it is a row of its own: it repeats what is there."""
        if key not in self.draft.counts:
            same = self.key_of_codes(attribute, codes)
            self.draft.cell(key, self.draft.counts[same], "repeat", attribute)
            self.draft.adds_up(key, (same,))

    def _refined(
        self, attribute: str, rows: list[tuple[str, Codes, Kind]], asked: Iterable[Codes]
    ) -> Iterator[tuple[str, Codes]]:
        """Give rows, divided where a question asks about a part, and what questions ask beyond all rows."""
        wanted = sorted(set(asked), key=sorted)
        beyond = frozenset().union(*wanted) - frozenset().union(*(codes for _, codes, _ in rows))
        for key, codes, kind in rows:
            self.draft.cell(key, self._cases_with(_name(attribute), codes), kind, attribute)
            parts = divided(codes, wanted)
            if len(parts) == 1:
                yield key, codes
            else:
                written = [(self._part(attribute, part), part) for part in parts]
                self.draft.adds_up(key, (name for name, _ in written))
                yield from written
        for part in divided(beyond, wanted):
            yield self._part(attribute, part), part

    def _part(self, attribute: str, codes: Codes) -> str:
        key = Question(self.service, self.year, frozenset({(_name(attribute), codes)})).key
        return self.draft.cell(key, self._cases_with(_name(attribute), codes), "silent", attribute)

    def _rest_piece(
        self, attribute: str, table: TableDefinition | None, found: list[Piece]
    ) -> tuple[Piece, ...]:
        """Give what no other piece counts: a row of its own, or a number that nobody prints."""
        draft = self.draft
        left = draft.counts[self.total] - sum(draft.counts[piece.key] for piece in found)
        rest = table.rest if table else None
        if table and rest and rest.code != POOL:
            key = table_key(table.id, self.service, self.year, rest.code)
            whole = sum(self.counts.rest(table.id, self.year).values())
            draft.cell(key, whole, "table", attribute)
            beyond = [
                p.key for p in found if p.key.startswith("text ") and not self._in_a_row(table, p.codes)
            ]
            if not beyond:
                return (Piece(key, frozenset()),)
            unnamed = draft.cell(f"{key} otherwise", left, "silent", attribute)
            draft.adds_up(key, (*beyond, unnamed))
            return (Piece(unnamed, frozenset()),)
        if left == 0:
            return ()
        key = f"rest {self.service} {self.year} {attribute}"
        return (Piece(draft.cell(key, left, "silent", attribute), frozenset()),)

    def _in_a_row(self, table: TableDefinition, codes: Codes) -> bool:
        return codes <= table.named_codes(self.year)

    def _repeat_the_total(self) -> None:
        """Write the total that stands below each table; it is printed even where all rows are withheld."""
        for table in self._tables():
            if table.field:
                whole = table_key(table.id, self.service, self.year, "total")
                self.draft.cell(whole, self.draft.counts[self.total], "total", "total")
                self.draft.adds_up(whole, (self.total,))

    def _write_themes(self, table: TableDefinition) -> None:
        draft = self.draft
        if table.field != "main_concern":
            return
        themes: dict[str, list[str]] = {}
        for piece in self.pieces[table.field]:
            theme = theme_of(next(iter(piece.codes))) if piece.codes else ""
            themes.setdefault(theme, []).append(piece.key)
        beside = themes.pop("", [])
        for theme, inside in themes.items():
            key = figure_key(THEME_FIGURE, self.service, self.year, theme)
            kind: Kind = "subtotal" if len(inside) > 1 else "repeat"
            draft.cell(key, sum(draft.counts[part] for part in inside), kind, table.field)
            draft.adds_up(key, inside)
            if kind == "subtotal":
                self._subtotals[tuple(inside)] = key
        keys = [figure_key(THEME_FIGURE, self.service, self.year, theme) for theme in themes]
        draft.adds_up(self.total, (*keys, *beside))

    # Values that are printed twice, and questions about one attribute

    def _write_repeated(self) -> None:
        """Write the values of figures that repeat a row of a table."""
        for value in self.counts.figure_values():
            figure = self.counts.layout.figure(value.figure)
            table = figure.tables.get(value.service)
            if (
                (value.service, value.year) == (self.service, self.year)
                and table
                and not figure.most_frequent
            ):
                key = figure_key(value.figure, value.service, value.year, value.category_code)
                row = table_key(table, value.service, value.year, value.category_code)
                if row in self.draft.counts:
                    kind: Kind = "total" if self.draft.kinds[row] == "total" else "repeat"
                    self.draft.cell(key, self.draft.counts[row], kind, self.draft.group_of[row])
                    self.draft.adds_up(key, (row,))

    def _write_question(self, question: Question) -> None:
        [(name, codes)] = question.selection
        attribute = axis(name, codes)
        if attribute in self.pieces:
            self.key_of[question] = self.key_of_codes(attribute, codes, kind="text")

    def key_of_codes(self, attribute: str, codes: Codes, kind: Kind = "silent") -> str:
        """Give the cell that counts some categories, writing down a sum of pieces if there is none yet."""
        inside = [piece.key for piece in self.pieces[attribute] if piece.codes and piece.codes <= codes]
        if tuple(inside) in self._subtotals:
            return self._subtotals[tuple(inside)]
        if len(inside) == 1:
            count = self.draft.counts[inside[0]]
            return self.draft.cell(inside[0], count, kind, attribute)
        question = Question(self.service, self.year, frozenset({(_name(attribute), codes)}))
        count = sum(self.draft.counts[key] for key in inside)
        self.draft.adds_up(question.key, inside)
        return self.draft.cell(question.key, count, kind, attribute)

    def key_of_rest(self, attribute: str, others: Iterable[Codes]) -> str:
        """Give the cell that counts all other categories than those named."""
        named = frozenset().union(*others)
        inside = [p.key for p in self.pieces[attribute] if not p.codes or not p.codes <= named]
        if len(inside) == 1:
            return inside[0]
        words = in_words(frozenset({(_name(attribute), named)}))
        key = f"rest {self.service} {self.year} beside {words}"
        self.draft.adds_up(key, inside)
        return self.draft.cell(key, sum(self.draft.counts[i] for i in inside), "silent", attribute)


def axis(name: str, codes: Codes) -> str:
    """Name what divides cases: an attribute, or for agencies, of which a case has several, one yes or no."""
    return f"{name} {'/'.join(sorted(codes))}" if name in AGENCIES else name


def _name(attribute: str) -> str:
    return attribute.partition(" ")[0]


def divided(codes: Codes, wanted: Iterable[Codes]) -> list[Codes]:
    """Divide categories where questions part them, in a fixed order.

    >>> [sorted(part) for part in divided(frozenset("abc"), [frozenset("ab"), frozenset("bz")])]
    [['a'], ['b'], ['c']]
    """
    asked = list(wanted)
    parts: dict[tuple[bool, ...], set[str]] = {}
    for code in sorted(codes):
        parts.setdefault(tuple(code in question for question in asked), set()).add(code)
    return [frozenset(part) for part in parts.values()]
