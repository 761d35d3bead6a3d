"""The facts are read in streams; none is left open, whether they are read to the end or not."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from inspect import GEN_CLOSED, GEN_SUSPENDED, getgeneratorstate
from typing import Any

import pytest

from fristed.casework.cases import fact_queries
from fristed.casework.cases.actions import register_case
from fristed.casework.cases.actions.storing import count_once
from fristed.casework.cases.fact_queries import case_facts
from fristed.casework.cases.models import Case
from tests.spec.cast import CASE_WORKERS, at_ten, plain_case

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 11)
Stream = Generator[tuple[Any, ...], None, None]


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch) -> list[Stream]:
    """The streams of what belongs to cases, as they are opened."""
    opened: list[Stream] = []

    class Watched(fact_queries._ByCase):
        def __init__(self, rows: Stream) -> None:
            opened.append(rows)
            super().__init__(rows)

    monkeypatch.setattr(fact_queries, "_ByCase", Watched)
    return opened


@pytest.fixture
def _two_that_count_once() -> None:
    """Two cases of one person, so that nobody asks for what belongs to the one registered last."""
    for _ in range(2):
        register_case(draft=plain_case("MR", DAY), by=CASE_WORKERS["MR"], at=at_ten(DAY))
    count_once(list(Case.objects.order_by("pk")))


@pytest.mark.usefixtures("_two_that_count_once")
def test_what_no_case_asks_for_leaves_no_stream_open(streams: list[Stream]) -> None:
    assert len(list(case_facts())) == 1
    assert [getgeneratorstate(one) for one in streams] == [GEN_CLOSED] * 2


@pytest.mark.usefixtures("_two_that_count_once")
def test_a_reader_who_stops_leaves_no_stream_open(streams: list[Stream]) -> None:
    facts = case_facts()
    next(facts)
    assert GEN_SUSPENDED in [getgeneratorstate(one) for one in streams]
    facts.close()  # type: ignore[attr-defined]
    assert [getgeneratorstate(one) for one in streams] == [GEN_CLOSED] * 2
