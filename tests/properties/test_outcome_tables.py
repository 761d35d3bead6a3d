"""Tables of outcomes: whatever the counts, nobody can work out a small one from what is printed."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from fristed.casework.outcomes.facts import OutcomeFact
from fristed.statistics.outcomes.counting import TableCounts, count_outcomes
from fristed.statistics.outcomes.definitions import outcome_tables
from fristed.statistics.outcomes.protecting import protect_outcomes
from fristed.statistics.releases.policies import policy

SAFE = policy("safe")
TABLES = {table.id: table for table in outcome_tables()}
# Most people on one level and few on others: there the rule bends.
LEVELS = st.sampled_from("0001122334") | st.just("unknown")


@st.composite
def some_facts(draw: st.DrawFn) -> list[OutcomeFact]:
    """Some cases of one service at closing, and answers about some."""
    found = []
    for table in (TABLES["state-closing"], TABLES["answers"]):
        codes = st.sampled_from(table.column_codes())
        for _case in range(draw(st.integers(0, 16))):
            common = draw(codes)
            values = {row: draw(st.just(common) | codes) for row in table.row_codes()}
            found.append(OutcomeFact("MR", 2024, table.moment, values))
    return found


def rows_of(counts: tuple[TableCounts, ...]) -> dict[tuple[str, str], dict[str, int]]:
    """Give true counts by table and row."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for one in counts:
        for (row, column), count in one.counts.items():
            found[one.table.id, row][column] = count
    return found


@settings(max_examples=12, deadline=None)
@given(some_facts())
def test_no_small_count_is_printed_or_left_to_subtract(facts: list[OutcomeFact]) -> None:
    counts = count_outcomes(facts, ["MR"])
    printed = protect_outcomes(counts, year=2024, policy=SAFE)
    true = rows_of(counts)
    cases = {total.table: total.cases for total in printed.totals}
    shown: dict[tuple[str, str], dict[str, int | None]] = defaultdict(dict)
    for cell in printed.cells:
        shown[cell.table, cell.row][cell.column] = cell.count
    assert {key: set(row) for key, row in shown.items()} == {key: set(row) for key, row in true.items()}
    for key, row in shown.items():
        total = cases[key[0]]
        told = [count for count in row.values() if count is not None]
        assert all(count == true[key][column] for column, count in row.items() if count is not None)
        assert not any(0 < count < SAFE.threshold for count in told)
        if total is None:
            assert told == []
            assert 0 < sum(true[key].values()) < SAFE.threshold
            continue
        hidden, rest = len(row) - len(told), total - sum(told)
        if hidden and told:
            # Each hidden count is at least one: the others leave it at least four values, and a sum of seven.
            assert rest - hidden >= SAFE.width
            assert rest >= SAFE.threshold


@settings(max_examples=12, deadline=None)
@given(some_facts())
def test_every_case_is_once_in_every_row(facts: list[OutcomeFact]) -> None:
    for one in count_outcomes(facts, ["MR", "KT"]):
        expected = sum((fact.moment, fact.service) == (one.table.moment, one.service) for fact in facts)
        assert one.cases == expected
        for row in one.table.row_codes():
            assert sum(one.counts[row, column] for column in one.table.column_codes()) == expected
