"""Counting by grouping sets gives what counting by hand gives, whatever the facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fristed.casework.cases.facts import CaseFact
from fristed.methods.classifications import code_list, referrers_of
from fristed.statistics.tabulation.columns import facts_sha256
from fristed.statistics.tabulation.counting import Counts, count_release
from fristed.statistics.tabulation.engines.embedded import EmbeddedEngine
from fristed.statistics.tabulation.layout import Row, TableDefinition
from fristed.statistics.tabulation.selections import text_of

# Few countries, so that rows with a sign, rows that join countries and the rest all meet cases.
COUNTRIES = ("SY", "NG", "DZ", "TN", "CD", "CG", "JO", "FR", "unknown")
AGENCIES = ("child_welfare_service", "nav", "police")


def _fact(service: str) -> st.SearchStrategy[CaseFact]:
    concerns = [
        c for c in code_list("main_concerns").codes() if service == "KT" or c != "health_care_after_fgm"
    ]
    agencies = st.sets(st.sampled_from(AGENCIES)).map(lambda chosen: tuple(sorted(chosen)))
    return st.builds(
        CaseFact,
        service=st.just(service),
        year=st.integers(2021, 2024),
        is_new=st.booleans(),
        main_concern=st.sampled_from(concerns),
        concern_basis=st.sampled_from(code_list("concern_bases").codes()),
        gender=st.sampled_from(("female", "male", "unknown")),
        age_group=st.sampled_from(code_list("age_groups").codes()),
        country_background=st.sampled_from(COUNTRIES),
        referrer=st.sampled_from(referrers_of(service).codes()),
        immigration_case=st.booleans(),
        abroad_case=st.none() | st.booleans(),
        agencies_involved=agencies,
        agencies_to_involve=agencies,
    )


FACT = st.sampled_from(("KT", "MR", "SU")).flatmap(_fact)
FACTS = st.lists(FACT, max_size=12)


ENGINE = EmbeddedEngine()
"""One engine for all examples: loading replaces what was loaded."""


def counted(facts: list[CaseFact]) -> Counts:
    """Count facts for the report of 2024."""
    return count_release(facts, year=2024, engine=ENGINE)


def counted_by_hand(facts: list[CaseFact], table: TableDefinition, row: Row, year: int) -> int:
    """Count one cell with a plain loop, from the definition alone."""
    named = {code for other in table.rows if not other.sign(year) for code in other.codes}
    fits: dict[str, Callable[[str], bool]] = {
        "all": lambda _category: True,
        "rest": lambda category: category not in named,
        "codes": lambda category: not row.sign(year) and category in row.codes,
    }
    return sum(
        1
        for fact in facts
        if (fact.service, fact.year) == (table.service, year)
        and all(text_of(getattr(fact, name)) == value for name, value in table.where.items())
        and fits[row.of](getattr(fact, table.field) if table.field else "")
    )


def cells_of(counts: Counts) -> dict[tuple[int, int, str], int]:
    """Give every cell of the tables, but for the published history."""
    return {
        (table.id, year, row.code): counts.count(table.id, table.service, year, row.code)
        for table in counts.layout.tables
        for row in table.rows
        for year in table.years(2024)
        if year >= counts.layout.first_register_year
    }


@given(facts=FACTS)
def test_every_cell_is_what_a_plain_loop_counts(facts: list[CaseFact]) -> None:
    counts = counted(facts)
    for (number, year, code), cases in cells_of(counts).items():
        table = counts.layout.table(number)
        assert cases == counted_by_hand(facts, table, table.row(code), year)


@given(facts=FACTS)
def test_the_rows_of_every_table_add_up_to_its_total(facts: list[CaseFact]) -> None:
    counts = counted(facts)
    cells = cells_of(counts)
    for table in counts.layout.tables:
        for year in table.years(2024) if table.field else ():
            parts = [cells[table.id, year, row.code] for row in table.rows if row.of != "all"]
            assert sum(parts) == cells[table.id, year, "total"] == counts.total(table.service, year)


@given(facts=FACTS, added=FACT)
def test_one_case_more_changes_exactly_the_cells_it_belongs_to(
    facts: list[CaseFact], added: CaseFact
) -> None:
    before, after = (
        cells_of(counted(facts)),
        cells_of(counted([*facts, added])),
    )
    layout = counted([]).layout
    expected = {
        key
        for key in before
        if counted_by_hand([added], layout.table(key[0]), layout.table(key[0]).row(key[2]), key[1])
    }
    assert {key for key in before if after[key] != before[key]} == expected
    assert all(after[key] == before[key] + 1 for key in expected)
    assert {table for table, _year, _code in expected} == {
        table.id
        for table in layout.tables
        if table.service == added.service
        and added.year in table.years(2024)
        and (not table.where or added.immigration_case)
    }


@given(facts=FACTS, order=st.randoms(use_true_random=False))
def test_the_order_of_the_facts_makes_no_difference(facts: list[CaseFact], order: object) -> None:
    shuffled = facts[:]
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert counted(shuffled) == counted(facts)


@given(facts=FACTS)
def test_combinations_add_up_to_what_they_split(facts: list[CaseFact]) -> None:
    counts = counted(facts)
    for service in counts.layout.services:
        for concern in ("fear_fgm", "negative_social_control"):
            whole = counts.cases(service, 2024, {"main_concern": frozenset({concern})})
            parts = [
                counts.cases(
                    service, 2024, {"main_concern": frozenset({concern}), "age_group": frozenset({group})}
                )
                for group in code_list("age_groups").codes()
            ]
            assert sum(parts) == whole


@given(facts=FACTS)
def test_agencies_are_counted_once_per_case(facts: list[CaseFact]) -> None:
    counts = counted(facts)
    for relation, attribute in (
        ("agency_involved", "agencies_involved"),
        ("agency_to_involve", "agencies_to_involve"),
    ):
        by_hand = sum(
            1 for f in facts if (f.service, f.year) == ("KT", 2024) and "police" in getattr(f, attribute)
        )
        assert counts.cases("KT", 2024, {relation: frozenset({"police"})}) == by_hand


@given(facts=st.lists(FACT, min_size=1, max_size=6), changed=FACT)
def test_the_hash_changes_whenever_the_facts_do(facts: list[CaseFact], changed: CaseFact) -> None:
    others = [changed, *facts[1:]]
    same = sorted(map(repr, facts)) == sorted(map(repr, others))
    assert (facts_sha256(facts) == facts_sha256(others)) is same
    assert facts_sha256([replace(facts[0]), *facts[1:]]) == facts_sha256(facts)
