"""The committed register holds what its constraints say, uses valid codes, and can be made again."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.methods.classifications import age_group_of, bases_fitting, code_list, referrers_of
from fristed.methods.reconstruction.constraints import constraints_of, read_constraints
from fristed.methods.reconstruction.contradictions import Contradiction, read_contradictions
from fristed.methods.reconstruction.rebuilding import rebuild, rebuild_part, to_give_up
from fristed.methods.reconstruction.records import RegisterRow
from fristed.methods.reconstruction.register import in_order, read_register, services_and_years
from fristed.methods.reconstruction.verifying import verify
from fristed.statistics.leak_finding.examples import example_spec

AS_PRINTED = example_spec("2024").parent
REGISTER = read_register()
CONSTRAINTS = read_constraints()
OTHER_GENDER = {"female": "male", "male": "female", "unknown": "female"}
OTHER_AGE = {
    "child_under_18": "adult_18_plus",
    "adult_18_plus": "child_under_18",
    "unknown": "adult_18_plus",
}


def part_of(service: str, year: int) -> list[RegisterRow]:
    return [row for row in REGISTER if (row.service, row.year) == (service, year)]


def moved(rows: Sequence[RegisterRow], at: int, **changes: object) -> list[RegisterRow]:
    return [*rows[:at], replace(rows[at], **changes), *rows[at + 1 :]]  # type: ignore[arg-type]


def test_the_committed_register_meets_every_constraint() -> None:
    assert [str(violation) for violation in verify(REGISTER, CONSTRAINTS)] == []


def test_the_committed_register_is_in_order() -> None:
    assert in_order(REGISTER) == REGISTER


def test_every_printed_row_is_a_constraint() -> None:
    known = {constraint.id: constraint for constraint in CONSTRAINTS}
    with (AS_PRINTED / "tables_1_19.csv").open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if int(line["year"]) >= 2021]
    for line in lines:
        found = known.get(f"t{line['table']}.{line['year']}.{line['category_code']}")
        if line["count"]:
            assert found is not None, line
            assert found.kind == "decision" or found.low == found.high == int(line["count"]), line
        elif line["category_code"] != "_suppressed_pool":
            assert found is not None, line


@given(st.integers(0, len(REGISTER) - 1))
def test_a_case_that_is_left_out_is_missed(at: int) -> None:
    lost = REGISTER[at]
    part = constraints_of(CONSTRAINTS, lost.service, lost.year)
    rows = part_of(lost.service, lost.year)
    rows.remove(lost)
    assert verify(rows, part)


@given(st.integers(0, len(REGISTER) - 1))
def test_a_case_moved_to_another_gender_or_age_group_is_found(at: int) -> None:
    row = REGISTER[at]
    part, rows = constraints_of(CONSTRAINTS, row.service, row.year), part_of(row.service, row.year)
    place = rows.index(row)
    assert verify(moved(rows, place, gender=OTHER_GENDER[row.gender]), part)
    assert verify(moved(rows, place, age_group=OTHER_AGE[row.age_group]), part)


@given(st.integers(0, len(part_of("KT", 2024)) - 1), st.data())
def test_a_case_of_the_expert_team_moved_to_a_category_that_was_printed_is_found(
    at: int, data: st.DataObject
) -> None:
    rows, part = part_of("KT", 2024), constraints_of(CONSTRAINTS, "KT", 2024)
    column, code = data.draw(
        st.sampled_from(
            [
                ("main_concern", "threats_and_violence"),
                ("main_concern", "fear_fgm"),
                ("referrer", "police"),
                ("referrer", "nav"),
                ("country_background", "SY"),
                ("country_background", "unknown"),
            ]
        )
    )
    if getattr(rows[at], column) != code:
        assert verify(moved(rows, at, **{column: code}), part)
    assert verify(moved(rows, at, immigration_case=not rows[at].immigration_case), part)
    assert verify(moved(rows, at, abroad_case=not rows[at].abroad_case), part)


def test_an_agency_that_is_taken_out_of_one_case_is_missed() -> None:
    rows, part = part_of("KT", 2024), constraints_of(CONSTRAINTS, "KT", 2024)
    for agency in ("police", "child_welfare_service"):
        at = next(place for place, row in enumerate(rows) if agency in row.agencies_involved)
        left = tuple(code for code in rows[at].agencies_involved if code != agency)
        assert verify(moved(rows, at, agencies_involved=left), part)


def test_every_code_was_valid_in_its_service_and_year() -> None:
    lists = {
        "main_concern": code_list("main_concerns"),
        "gender": code_list("genders"),
        "age_band": code_list("age_bands"),
        "country_background": code_list("countries"),
    }
    for row in REGISTER:
        for column, codes in lists.items():
            code = getattr(row, column)
            assert code == "unknown" or codes.is_valid(code, row.year, row.service), row
        assert referrers_of(row.service).is_valid(row.referrer, row.year, row.service), row
        assert set(row.agencies_involved + row.agencies_to_involve) <= set(code_list("agencies").codes())


def test_ground_and_age_band_fit_the_rest_of_the_case() -> None:
    for row in REGISTER:
        assert row.concern_basis in bases_fitting(row.main_concern), row
        assert age_group_of(row.age_band) == row.age_group, row


def test_no_agency_is_both_involved_and_to_be_involved() -> None:
    for row in REGISTER:
        assert not set(row.agencies_involved) & set(row.agencies_to_involve), row
        assert list(row.agencies_involved) == sorted(set(row.agencies_involved)), row


def test_cases_abroad_were_not_collected_at_mr_and_su_before_2023() -> None:
    empty = {(row.service, row.year) for row in REGISTER if row.abroad_case is None}
    assert empty == {("MR", 2021), ("MR", 2022), ("SU", 2021), ("SU", 2022)}


def test_cases_differ_from_each_other() -> None:
    """A register in which a few kinds of case repeat would meet the margins and be of no use."""
    for service, year in services_and_years(REGISTER):
        rows = part_of(service, year)
        assert len(set(rows)) > 0.85 * len(rows)


@pytest.mark.parametrize(("service", "year"), [("SU", 2022), ("SU", 2024)])
def test_a_part_that_is_made_again_is_the_same(service: str, year: int) -> None:
    again = rebuild_part(service, year, constraints_of(CONSTRAINTS, service, year))
    assert in_order(again) == part_of(service, year)


def test_another_seed_gives_another_register_that_holds_as_well() -> None:
    part = constraints_of(CONSTRAINTS, "SU", 2024)
    other = rebuild_part("SU", 2024, part, seed=7)
    assert verify(other, part) == []
    assert in_order(other) != part_of("SU", 2024)


@pytest.mark.ci
def test_the_whole_register_that_is_made_again_is_the_same() -> None:
    said: list[str] = []
    assert rebuild(CONSTRAINTS, say=said.append) == REGISTER
    assert len(said) == 12


def set_aside(*services: str) -> list[Contradiction]:
    return [item for item in read_contradictions() if item.printed and item.printed.service in services]


def given_up_beside(item: Contradiction) -> list[str]:
    assert item.printed is not None
    service, year = item.printed.service, item.printed.year
    part = [*constraints_of(CONSTRAINTS, service, year), item.printed]
    return [constraint.id for constraint in to_give_up(service, year, part)]


@pytest.mark.parametrize("item", set_aside("SU"), ids=lambda item: item.id)
def test_a_printed_number_that_was_set_aside_cannot_be_met_beside_the_tables(item: Contradiction) -> None:
    assert given_up_beside(item) == [item.id]


@pytest.mark.ci
@pytest.mark.parametrize("item", set_aside("KT", "MR"), ids=lambda item: item.id)
def test_nor_can_those_of_the_larger_registers(item: Contradiction) -> None:
    assert given_up_beside(item) == [item.id]


@pytest.mark.ci
def test_table_12_of_2022_contradicts_itself_in_one_row_and_nowhere_else() -> None:
    part = [
        replace(item, low=238, high=238, kind="printed") if item.id == "t12.2022._other" else item
        for item in constraints_of(CONSTRAINTS, "MR", 2022)
    ]
    given_up = to_give_up("MR", 2022, part)
    assert len(given_up) == 1
    assert given_up[0].source == "table 12"


def test_nothing_more_needs_to_be_given_up() -> None:
    assert to_give_up("SU", 2024, constraints_of(CONSTRAINTS, "SU", 2024)) == ()


def test_every_contradiction_names_what_holds_instead() -> None:
    known = {constraint.id for constraint in CONSTRAINTS}
    for item in read_contradictions():
        assert set(item.constraints) <= known
        assert item.constraints or item.numbers or item.id == "irregular-percents"


def test_every_decision_that_departs_from_the_print_is_among_the_contradictions() -> None:
    explained = {name for item in read_contradictions() for name in item.constraints}
    departing = {
        constraint.id
        for constraint in CONSTRAINTS
        if constraint.kind == "decision" and "printed" in constraint.note
    }
    assert departing - explained == {name for name in departing if name.endswith(".each")}
