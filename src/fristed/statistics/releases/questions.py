"""What sentences may ask of a release: counts of cases that fit a selection.

A year is spoken of in its own report and in later ones. What any of them may say of it is protected together,
so that a later report opens nothing that an earlier one closed, nor the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from fristed.statistics.releases.names import Selection, text_key
from fristed.statistics.tabulation.counting import Counts
from fristed.statistics.tabulation.evaluation import Evaluator, Quantity
from fristed.statistics.tabulation.numbers import read_numbers


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


def years_back() -> int:
    """Give how many years back the numbers of a report look; later reports ask nothing of a year."""
    asked = (number.definition_in(0) for number in read_numbers().values() if number.counts_cases)
    return max(-year for definition in asked for year in _years_of(definition))


def _years_of(definition: Mapping[str, object]) -> Iterator[int]:
    """Give the years of a definition; a growth that names no first year looks at the year before."""
    named = [int(str(definition[name])) for name in ("year", "from_year", "to_year") if name in definition]
    yield from named
    if definition["op"] in {"growth_pct", "ratio"} and "from_year" not in definition:
        yield min(named) - 1


def questions_of_all_reports(counts: Counts) -> tuple[Question, ...]:
    """Give every question that a number of any report rests on, about the years of the register."""
    return tuple(sorted(set(_asked(counts)), key=repr))


def _asked(counts: Counts) -> Iterator[Question]:
    first, last = counts.layout.first_register_year, counts.year
    for report_year in range(first, last + years_back() + 1):
        evaluator = Evaluator(counts.cube, counts.layout, report_year)
        for number in read_numbers().values():
            if not number.op.startswith("count_lt"):
                seen = evaluator.evaluate(number).quantities
                yield from (question_of(q) for q in seen if first <= q.year <= last)
