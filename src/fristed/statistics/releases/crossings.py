"""Crossed tables: what sentences say of two attributes at once, with the margins that tables print.

For each pair of attributes there is one table, of the coarsest categories that can tell every question about
that pair. Its cells are never printed but where a sentence states them. Whatever a reader can work out from
stated counts, stated parts and the margins (the fourth cell of two by two, the rest of a row) is a cell here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fristed.statistics.releases.draft import Draft
from fristed.statistics.releases.margins import Codes, Margins, axis, divided
from fristed.statistics.releases.questions import Question


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a crossed table: the attribute, its categories, and the margin of each.

    The last category is the rest; it has no codes.
    """

    attribute: str
    parts: tuple[Codes, ...]
    margins: tuple[str, ...]

    @property
    def name(self) -> str:
        """The attribute of the facts."""
        return self.attribute.partition(" ")[0]

    def words(self, number: int) -> str:
        """Name one of the categories; the rest by what it leaves out."""
        if self.parts[number]:
            return f"{self.attribute} {'/'.join(sorted(self.parts[number]))}"
        return f"{self.attribute} all but {'/'.join(sorted(frozenset().union(*self.parts)))}"


def pair_of(question: Question) -> tuple[str, ...]:
    """Name the crossed table that a question belongs to."""
    return tuple(sorted(axis(name, codes) for name, codes in question.selection))


def group_of(pair: Sequence[str]) -> str:
    """Name a crossed table as a group that can be withheld."""
    return f"crossed {' x '.join(pair)}"


@dataclass(slots=True)
class Crossing:
    """Writes one crossed table into the draft of its margins."""

    margins: Margins
    pair: tuple[str, ...]
    questions: list[Question]
    _cells: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def draft(self) -> Draft:
        """Where it is written."""
        return self.margins.draft

    def write(self) -> None:
        """Write the inner cells, that rows and columns add up to the margins, and the questions."""
        one, other = (self._side(attribute) for attribute in self.pair)
        for i in range(len(one.parts)):
            for j in range(len(other.parts)):
                self._cells[i, j] = self._cell(one, other, i, j)
        for i, margin in enumerate(one.margins):
            self.draft.adds_up(margin, (self._cells[i, j] for j in range(len(other.parts))))
        for j, margin in enumerate(other.margins):
            self.draft.adds_up(margin, (self._cells[i, j] for i in range(len(one.parts))))
        for question in self.questions:
            self.margins.key_of[question] = self._answer(question, one, other)

    def _side(self, attribute: str) -> Side:
        asked = sorted({_codes(question, attribute) for question in self.questions}, key=sorted)
        parts = divided(frozenset().union(*asked), asked)
        margins = [self.margins.key_of_codes(attribute, part) for part in parts]
        rest = self.margins.key_of_rest(attribute, parts)
        return Side(attribute, (*parts, frozenset()), (*margins, rest))

    def _cell(self, one: Side, other: Side, i: int, j: int) -> str:
        place = f"{self.margins.service} {self.margins.year}"
        key = f"crossed {place} {one.words(i)} and {other.words(j)}"
        return self.draft.cell(key, self._count(one, other, i, j), "silent", group_of(self.pair))

    def _count(self, one: Side, other: Side, i: int, j: int) -> int:
        """Count a cell; the rest of a row or column is what its margin leaves."""
        draft, last_i, last_j = self.draft, len(one.parts) - 1, len(other.parts) - 1
        if j == last_j:
            named = sum(self._count(one, other, i, k) for k in range(last_j))
            return draft.counts[one.margins[i]] - named
        if i == last_i:
            named = sum(self._count(one, other, k, j) for k in range(last_i))
            return draft.counts[other.margins[j]] - named
        return self.margins.cases({one.name: one.parts[i], other.name: other.parts[j]})

    def _answer(self, question: Question, one: Side, other: Side) -> str:
        """Give the cell that a sentence would state: an inner cell, or a sum of some."""
        mine, theirs = (_codes(question, side.attribute) for side in (one, other))
        inside = [
            self._cells[i, j]
            for i, part in enumerate(one.parts)
            for j, opposite in enumerate(other.parts)
            if part and part <= mine and opposite and opposite <= theirs
        ]
        count = sum(self.draft.counts[key] for key in inside)
        self.draft.adds_up(question.key, inside)
        return self.draft.cell(question.key, count, "text", group_of(self.pair))


def _codes(question: Question, attribute: str) -> Codes:
    return next(codes for name, codes in question.selection if axis(name, codes) == attribute)


def write_crossings(margins: Margins) -> None:
    """Write a crossed table for every pair of attributes that questions are about."""
    questions: dict[tuple[str, ...], list[Question]] = {}
    for question in margins.questions:
        if len(question.selection) == 2:
            questions.setdefault(pair_of(question), []).append(question)
    for pair, asked in sorted(questions.items()):
        if group_of(pair) not in margins.withheld and all(side in margins.pieces for side in pair):
            Crossing(margins, pair, asked).write()
