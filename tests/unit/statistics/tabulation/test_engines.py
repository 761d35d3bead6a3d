"""The embedded engine keeps to itself, and the server engine gives the same counts."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from fristed.statistics.tabulation.columns import columns_of
from fristed.statistics.tabulation.counting import count_release
from fristed.statistics.tabulation.engines.embedded import EmbeddedEngine
from fristed.statistics.tabulation.engines.server import ServerEngine
from tests.synthetic_register import register_facts
from tests.unit.statistics.tabulation.made_up_facts import case, cases

SERVER = os.environ.get("FRISTED_TEST_POSTGRESQL", "")


@pytest.mark.parametrize(
    "statement",
    [
        "COPY facts TO '{path}/facts.csv'",
        "SELECT * FROM read_csv('{path}/somebody.csv')",
        "ATTACH '{path}/other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET threads = 8",
    ],
)
def test_the_embedded_engine_reads_and_writes_no_file_and_cannot_be_opened_up(
    statement: str, tmp_path: Path
) -> None:
    with EmbeddedEngine() as engine:
        engine.load(columns_of([case()]))
        with pytest.raises(duckdb.Error):
            engine.rows(statement.format(path=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_counting_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    count_release(cases(50, agencies_involved=("nav",)), year=2024)
    assert list(tmp_path.rglob("*")) == []


def test_threads_and_order_make_no_difference() -> None:
    with EmbeddedEngine(threads=4) as engine:
        assert count_release(reversed(register_facts()), year=2024, engine=engine) == count_release(
            register_facts(), year=2024
        )


def test_loading_again_replaces_what_was_loaded() -> None:
    with EmbeddedEngine() as engine:
        count_release(cases(9, agencies_involved=("nav",)), year=2024, engine=engine)
        again = count_release(cases(2), year=2024, engine=engine)
    assert again == count_release(cases(2), year=2024)


def test_codes_that_look_like_sql_are_counted_like_any_other() -> None:
    odd = case(country_background="X'); DROP TABLE facts; --", agencies_involved=("a'b",))
    assert count_release([odd], year=2024).rest(5, 2024) == {odd.country_background: 1}


@pytest.mark.postgresql
def test_postgresql_gives_the_same_counts_from_the_same_statements() -> None:
    with ServerEngine(SERVER) as engine:
        for facts in (register_facts(), cases(3, agencies_involved=("nav",)), []):
            assert count_release(facts, year=2024, engine=engine) == count_release(facts, year=2024)


@pytest.mark.postgresql
def test_postgresql_keeps_nothing_when_the_connection_ends() -> None:
    with ServerEngine(SERVER) as engine:
        engine.load(columns_of(cases(3)))
        assert engine.rows("SELECT COUNT(*) FROM facts") == [(3,)]
    with ServerEngine(SERVER) as engine:
        assert engine.rows("SELECT COUNT(*) FROM facts") == [(0,)]
