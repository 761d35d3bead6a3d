"""Whatever the numbers are, and whichever of them are hidden, the report is made of whole sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from fristed.methods.percents import growth_percent
from fristed.statistics.annual_report.change import comparison, noun_phrase, verb_phrase
from fristed.statistics.annual_report.composition import compose
from fristed.statistics.releases.facts import Flag, PublishedCell, PublishedNumber, Release
from tests.unit.statistics.annual_report.printed_releases import as_published
from tests.unit.statistics.annual_report.reading import (
    ROUNDED_OTHERWISE_IN_THE_TABLE,
    lines_of,
    numbers_not_said,
)

# Drawn where the rule bends: nothing, one, just below and above the threshold, and a few large counts.
COUNTS = st.sampled_from([0, 1, 2, 6, 7, 8, 19, 20, 40, 999, 1000, 1402])
BROKEN = re.compile(r"  |\s[,.;:]|\(\s*\)|\[|\]|\{|\}|\||None|,,|\.\.|, \.|\( | \)|\b(?:i|om|av|med) [.,]")
# A seed cannot be made simpler, so a failing example is shown as it is.
CALM = settings(
    max_examples=min(30, settings().max_examples),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


def recounted(cell: PublishedCell, count: int, percent: int) -> PublishedCell:
    flag: Flag = "0" if count == 0 else ""
    return replace(cell, count=count, percent=percent if cell.percent is not None else None, flag=flag)


def hidden(cell: PublishedCell) -> PublishedCell:
    return replace(cell, count=None, percent=None, flag="…")


@dataclass(frozen=True)
class Upheaval:
    """How a release is turned upside down; small, so that a failing one can be read."""

    seed: int
    year: int
    policy: str
    share_hidden: float
    share_gone: float
    counts: tuple[int, ...]

    def release(self) -> Release:
        """Make the printed release into one in which any cell may be any count, hidden, or gone."""
        source, random = as_published(), Random(self.seed)  # noqa: S311  a seed drawn by the test
        cells = []
        for cell in source.cells:
            if random.random() >= self.share_gone:
                new = recounted(cell, random.choice(self.counts), random.randrange(101))
                cells.append(hidden(cell) if random.random() < self.share_hidden else new)
        numbers = {
            k: renumbered(n, random.choice(self.counts), random.random()) for k, n in source.numbers.items()
        }
        return replace(source, year=self.year, policy=self.policy, cells=tuple(cells), numbers=numbers)


UPHEAVALS = st.builds(
    Upheaval,
    seed=st.integers(0, 2**32),
    year=st.sampled_from([2021, 2022, 2023, 2024]),
    policy=st.sampled_from(["safe", "as-published-2024"]),
    share_hidden=st.sampled_from([0.0, 0.1, 0.5, 1.0]),
    share_gone=st.sampled_from([0.0, 0.2]),
    counts=st.lists(COUNTS, min_size=3, max_size=12).map(tuple),
)


def renumbered(number: PublishedNumber, value: int, chance: float) -> PublishedNumber:
    if chance < 0.3:
        return replace(number, value=None, status="hidden")
    if chance < 0.4:
        return replace(number, value=None, status="waiting")
    if chance < 0.6:
        return replace(number, value=7, status="bounded")
    return replace(number, value=value, status="ok")


@CALM
@given(UPHEAVALS)
def test_no_sentence_is_ever_broken(upheaval: Upheaval) -> None:
    for line in lines_of(compose(upheaval.release())):
        assert not BROKEN.search(line.replace("…", "x")), line
        assert line.count("(") == line.count(")"), line
        assert line[-1] in ".»", line


@CALM
@given(UPHEAVALS)
def test_every_sentence_begins_with_a_capital_or_a_number(upheaval: Upheaval) -> None:
    for line in lines_of(compose(upheaval.release())):
        for sentence in re.split(r"(?<=[.])\s+(?=\S)", line):
            first = sentence.lstrip("«")[0]
            assert first.isupper() or first.isdigit(), sentence


@pytest.mark.ci
@CALM
@given(UPHEAVALS)
def test_a_release_that_prints_nothing_new_says_nothing_new(upheaval: Upheaval) -> None:
    """What staff know about why a cell is hidden never reaches the reader."""
    release = upheaval.release()
    marked = replace(
        release, cells=tuple(replace(c, why="primary" if c.flag == "…" else "") for c in release.cells)
    )
    assert compose(marked) == compose(release)


@CALM
@given(st.integers(0, 2**32), st.sampled_from([0.1, 0.5, 0.9]))
def test_a_number_that_may_be_said_is_said_whatever_else_is_hidden(seed: int, share: float) -> None:
    source, random = as_published(), Random(seed)  # noqa: S311  a seed drawn by the test
    numbers = {
        key: replace(number, value=None, status="hidden") if random.random() < share else number
        for key, number in source.numbers.items()
    }
    assert numbers_not_said(replace(source, numbers=numbers)) <= ROUNDED_OTHERWISE_IN_THE_TABLE


@given(st.integers(0, 2000), st.integers(1, 2000))
def test_words_of_change_and_numbers_never_disagree(now: int, then: int) -> None:
    rises, falls = re.compile("økning|økte|dobling|tredobling"), re.compile("nedgang|gikk ned|halvering")
    for said in (noun_phrase(now, then, 2023), verb_phrase(now, then), comparison(now, then, 2023)):
        assert said is not None
        assert not (rises.search(said) and now <= then)
        assert not (falls.search(said) and now >= then)
        assert not (re.search("like mange|uendret", said) and growth_percent(then, now) != 0)


@given(st.integers(20, 2000), st.integers(10, 2000))
def test_a_doubling_is_never_said_of_less_than_nearly_twice(now: int, then: int) -> None:
    said = comparison(now, then, 2023)
    if "tredobling" in said:
        assert now > 3 * then
    elif "mer enn en dobling" in said:
        assert 2 * then < now <= 3 * then
    elif "dobling" in said:
        assert now >= 1.9 * then
