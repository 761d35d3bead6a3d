"""What is counted, and the SQL that counts it: written once, for every engine."""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import exp

from fristed.statistics.tabulation.numbers import read_numbers
from fristed.statistics.tabulation.plan import CannotBeCounted, Statement, counting_plan, ordered
from fristed.statistics.tabulation.reading import read_layout
from fristed.statistics.tabulation.selections import AGENCIES

PLAN = counting_plan(read_layout(), read_numbers().values())
STATEMENTS = (*PLAN.case_statements, PLAN.agency_statement)


def grouping_sets_in(sql: str, dialect: str) -> list[tuple[str, ...]]:
    """Read the outermost grouping sets back out of a statement."""
    tree = sqlglot.parse_one(sql, read=dialect)
    [sets] = tree.args["group"].expressions
    assert isinstance(sets, exp.GroupingSets)
    return [tuple(column.name for column in group.find_all(exp.Column)) for group in sets.expressions]


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark"])
@pytest.mark.parametrize("statement", STATEMENTS, ids=["narrow", "wide", "agencies"])
def test_each_dialect_reads_a_statement_as_its_own_and_writes_it_unchanged(
    statement: Statement, dialect: str
) -> None:
    written = sqlglot.transpile(statement.sql, read=dialect, write=dialect)[0]
    assert "".join(written.split()) == "".join(statement.sql.split())
    assert grouping_sets_in(statement.sql, dialect) == grouping_sets_in(statement.sql, "duckdb")


def test_every_combination_is_counted_once_and_in_one_statement() -> None:
    found = [group for s in STATEMENTS for group in grouping_sets_in(s.sql, "duckdb")]
    assert all(group[:2] == ("service", "year") for group in found)
    counted = [group[2:] for group in found]
    by_agency = [("relation", "agency", *group) for group in PLAN.agencies]
    assert sorted(counted) == sorted([*PLAN.cases, *by_agency])
    assert len(set(counted)) == len(counted)


def test_both_kinds_of_agency_can_be_asked_for() -> None:
    assert {group[0] for group in PLAN.groups if group and group[0] in AGENCIES} == set(AGENCIES)


def test_the_plan_is_the_same_every_time() -> None:
    again = counting_plan(read_layout(), list(reversed(read_numbers().values())))
    assert again == PLAN


def test_a_plan_without_numbers_counts_what_the_tables_need() -> None:
    tables = {(table.field,) if table.field else () for table in read_layout().tables}
    assert tables <= set(counting_plan(read_layout(), ()).cases)


def test_a_case_is_not_counted_by_two_kinds_of_agency_at_once() -> None:
    with pytest.raises(CannotBeCounted, match="counted apart"):
        ordered(AGENCIES)
