"""What stands under the lines of a CSV file: title, unit, period, notes, signs, and where it comes from.

Each line begins with ``#``, which programs can be told to pass over, and a blank line goes before them. The
first line of the file stays the names of the columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fristed.statistics.publishing.colophon import colophon, notes_in_lines
from fristed.statistics.publishing.facts import Dataset
from fristed.statistics.publishing.words import Speaker

MARK = "#"


def foot_of(dataset: Dataset) -> Iterator[str]:
    """Give the lines under one table or figure."""
    say = Speaker(dataset.language).word
    told = [(say("sheet/title"), f"{dataset.name}. {dataset.title}"), (say("sheet/unit"), dataset.unit)]
    told += [(say("sheet/period"), dataset.period)]
    told += [(say("sheet/notes"), note) for note in notes_in_lines(dataset)]
    told += [(say("sheet/signs"), f"{sign} = {means}") for sign, means in dataset.signs.items()]
    return _lines((*told, *colophon(dataset)))


def foot_of_report(datasets: Sequence[Dataset], flags: Iterable[str]) -> Iterator[str]:
    """Give the lines under all tables and figures; ``flags`` explain the signs that stand in them."""
    first = datasets[0]
    say = Speaker(first.language).word
    years = sorted({year for dataset in datasets for year in dataset.period.split("–")})
    told = [(say("sheet/title"), say("report", year=first.year)), (say("sheet/unit"), first.unit)]
    told += [(say("sheet/period"), f"{years[0]}–{years[-1]}")]
    told += [(say("sheet/notes"), note) for note in shared_notes(datasets)]
    told += [(say("sheet/signs"), flag) for flag in flags]
    return _lines((*told, *colophon(first)))


def shared_notes(datasets: Sequence[Dataset]) -> list[str]:
    """Give the notes that stand on every dataset."""
    every = [{note.text for note in dataset.notes if not note.dimension} for dataset in datasets]
    return [note.text for note in datasets[0].notes if note.text in set.intersection(*every)]


def _lines(told: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Write terms, with no semicolon that would open a new column."""
    yield ""
    for term, text in told:
        yield f"{MARK} {term}: {text}".replace(";", ",").replace("\n", " ")
