"""A dry run in words: problems row by row, and counts by year and main concern."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fristed.casework.exchange.facts import Check, RowProblem
from fristed.casework.exchange.messages import heading_of, value_in_words, words_for
from fristed.interfaces.web import labels
from fristed.methods.classifications import code_list


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """One problem in one cell."""

    row: int
    column: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row with all that is said of it."""

    number: int
    problems: tuple[ShownProblem, ...]


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many right rows have a main concern, in each year and together."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShownCounts:
    """Right rows by main concern and year, with a total row."""

    years: tuple[int, ...]
    rows: tuple[CountRow, ...]
    total: CountRow


def shown_problems(problems: Iterable[RowProblem]) -> Iterator[ShownProblem]:
    """Put problems into words."""
    for one in problems:
        yield ShownProblem(one.row, heading_of(one.field), value_in_words(one), words_for(one))


def shown_rows(problems: Sequence[RowProblem], rows: Iterable[int]) -> Iterator[ShownRow]:
    """Give each of some rows once, with its problems."""
    for number in rows:
        yield ShownRow(number, tuple(shown_problems(one for one in problems if one.row == number)))


def shown_counts(check: Check) -> ShownCounts:
    """Lay the counts out as a table; a concern without rows is left out."""
    counts = Counter({(one.year, one.main_concern): one.rows for one in check.counts})
    years = tuple(sorted({year for year, _ in counts}))
    concerns = [code for code in code_list("main_concerns").codes() if any(counts[y, code] for y in years)]
    rows = tuple(
        CountRow(labels.label("main_concerns", code), tuple(counts[year, code] for year in years))
        for code in concerns
    )
    totals = tuple(sum(counts[year, code] for code in concerns) for year in years)
    return ShownCounts(years, rows, CountRow("", totals))
