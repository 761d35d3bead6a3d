"""Counting grows no faster than the facts and stays well ahead of pandas; processor time, generous bounds."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from fristed.statistics.tabulation.benchmark import pandas_peer
from fristed.statistics.tabulation.benchmark.contender import Contest, contest_from, tables_of
from fristed.statistics.tabulation.engines.embedded import EmbeddedEngine

pytestmark = pytest.mark.ci
# The committed benchmark tells the real factors; here only a change of kind should fail.
TIMES_FASTER_AT_LEAST = 2
GROWTH_PER_TEN_TIMES_AT_MOST = 12


def contest(size: int) -> Contest:
    """Make facts to count."""
    return contest_from(["--size", str(size), "--seed", "9", "--threads", "1", "--seconds", "0"])


def processor_seconds(work: Callable[[], object], times: int = 3) -> float:
    """Give the least processor time that a piece of work took, so that a busy machine matters little."""
    taken = []
    for _ in range(times):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def embedded_seconds(asked: Contest) -> float:
    """Give the time the engine needs from facts to finished tables."""
    with EmbeddedEngine(threads=1) as engine:

        def count() -> object:
            engine.load(asked.columns)
            return tables_of(asked, [(s.columns, engine.rows(s.sql)) for s in asked.plan.case_statements])

        return processor_seconds(count)


def pandas_seconds(asked: Contest) -> float:
    """Give the time pandas needs for the same."""

    def count() -> object:
        frame = pandas_peer.frame_of(asked)
        return tables_of(asked, [(group, pandas_peer.grouped(frame, group)) for group in asked.plan.cases])

    return processor_seconds(count)


def test_ten_times_the_facts_take_no_more_than_about_ten_times_the_time() -> None:
    assert embedded_seconds(contest(2_000_000)) <= GROWTH_PER_TEN_TIMES_AT_MOST * embedded_seconds(
        contest(200_000)
    )


def test_a_million_facts_are_counted_well_ahead_of_pandas() -> None:
    million = contest(1_000_000)
    assert TIMES_FASTER_AT_LEAST * embedded_seconds(million) <= pandas_seconds(million)
