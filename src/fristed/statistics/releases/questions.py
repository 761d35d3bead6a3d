"""What sentences may ask of a release: counts of cases that fit a selection.

A year is spoken of in its own report and in later ones. What any of them may say of it is protected together,
so that a later report opens nothing that an earlier one closed, nor the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fristed.statistics.releases.names import Selection, text_key
from fristed.statistics.tabulation.counting import Counts
from fristed.statistics.tabulation.evaluation import Evaluator, Quantity
from fristed.statistics.tabulation.numbers import read_numbers

LOOKS_BACK = 3
"""How many years back the numbers of a report look."""


class Question(NamedTuple):
    """What a quantity asks, in a form that can be compared: service, year, and what must fit."""

    service: str
    year: int
    selection: Selection

    @property
    def key(self) -> str:
        """The name of the count that a sentence would state."""
        return text_key(*self)

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes asked about, in a fixed order."""
        return tuple(sorted(name for name, _ in self.selection))

    def codes_of(self, attribute: str) -> frozenset[str]:
        """Give the categories asked for of one attribute."""
        return dict(self.selection)[attribute]


def question_of(quantity: Quantity) -> Question:
    """Give the question a quantity answers."""
    selection = frozenset((name, frozenset(codes)) for name, codes in quantity.selection.items())
    return Question(quantity.service, quantity.year, selection)


def questions_of_all_reports(counts: Counts) -> tuple[Question, ...]:
    """Give every question that a number of any report rests on, about the years of the register."""
    return tuple(sorted(set(_asked(counts)), key=repr))


def _asked(counts: Counts) -> Iterator[Question]:
    first, last = counts.layout.first_register_year, counts.year
    for report_year in range(first, last + LOOKS_BACK + 1):
        evaluator = Evaluator(counts.cube, counts.layout, report_year)
        for number in read_numbers().values():
            if not number.op.startswith("count_lt"):
                seen = evaluator.evaluate(number).quantities
                yield from (question_of(q) for q in seen if first <= q.year <= last)
