"""Statistics of the chain are made once, in order, when a year can be counted, and never when they leak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from fristed.casework.housing.rules import whose_step
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted
from fristed.methods.disclosure.attack import attack
from fristed.methods.disclosure.protection import NoSafeLinkedPattern
from fristed.statistics.chains import beside, computing, protecting
from fristed.statistics.chains.actions import request_chains
from fristed.statistics.chains.beside import beside_of, secrets_beside
from fristed.statistics.chains.computing import (
    chains_for_release,
    chains_unstored,
    compute_chains,
    hash_of_facts,
)
from fristed.statistics.chains.counting import (
    ChainCounts,
    Extreme,
    HalfYear,
    count_chains,
    median_days,
    outcome_of,
)
from fristed.statistics.chains.definitions import VALUES, definitions
from fristed.statistics.chains.facts import ChainCell, ChainTables, ChainValue
from fristed.statistics.chains.floors import floors_of
from fristed.statistics.chains.models import StoredChains
from fristed.statistics.chains.numbers import NotAnswered, cell_of, chain_definitions, chain_numbers
from fristed.statistics.chains.protecting import ChainsNotSafe, printed_chains, protect_chains, require_safe
from fristed.statistics.chains.queries import chain_years, printed_of, stored_chains
from fristed.statistics.chains.reference import reference_page
from fristed.statistics.chains.refusals import ChainsRefused
from fristed.statistics.chains.tasks import compute_chains_task
from fristed.statistics.releases.facts import Typed
from fristed.statistics.releases.payload import DamagedRelease
from fristed.statistics.releases.policies import policy
from fristed.statistics.releases.prose_scan import faults_in
from fristed.statistics.releases.rules import rule_of
from fristed.statistics.releases.system import ProtectedCounts
from tests.chain_register import CASES, facts, tables
from tests.spec.cast import AUD, actor, at_ten

DINA = actor("dina", None, "statistician", account_id=8)
MARCH = date(2025, 3, 1)
SAFE = policy("safe")
RULE = rule_of(SAFE)
GIVEN: dict[str, Any] = {"policy": "safe", "data": Path("/nowhere")}


@pytest.fixture
def chain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rooms give the facts of the invented register, of whatever year is asked."""
    for room in (computing, beside):
        monkeypatch.setattr(room, "facts_of_chain", lambda year: replace(facts(), year=year))


def computed(year: int = 2024, by: Actor = DINA, on: date = MARCH) -> ChainTables:
    """Compute a year under the safe policy."""
    return compute_chains(year=year, by=by, at=at_ten(on), **GIVEN)


# When and by whom


@pytest.mark.django_db
@pytest.mark.usefixtures("chain")
def test_a_year_is_made_once_with_the_hash_of_its_facts_and_a_line() -> None:
    first = computed()
    with pytest.raises(ChainsRefused):
        computed()
    row = StoredChains.objects.get()
    assert row.facts_sha256 == hash_of_facts(facts())
    assert row.facts_sha256 not in row.payload
    assert stored_chains(DINA, 2024) == first == printed_of(2024, "safe")
    assert chain_years(DINA) == (2024,)
    assert [line.event for line in AuditLine.objects.all()] == ["chain_tables.computed"]


@pytest.mark.django_db
@pytest.mark.usefixtures("chain")
def test_a_year_waits_until_it_is_known_who_has_returned() -> None:
    calls: list[Callable[[], object]] = [
        lambda: computed(on=date(2025, 2, 28)),
        lambda: request_chains(year=2024, by=DINA, at=at_ten(date(2025, 2, 28))),
    ]
    for call in calls:
        with pytest.raises(ChainsRefused):
            call()
    assert chains_for_release(year=2024, by=DINA, at=at_ten(date(2025, 2, 28)), **GIVEN) is None
    assert chains_unstored(year=2024, by=DINA, at=at_ten(date(2025, 2, 28)), **GIVEN) is None
    assert not AuditLine.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("chain")
def test_a_release_makes_the_numbers_once_and_a_reading_stores_nothing() -> None:
    read = chains_unstored(year=2024, by=DINA, at=at_ten(MARCH), **GIVEN)
    assert not StoredChains.objects.exists()
    made = chains_for_release(year=2024, by=DINA, at=at_ten(MARCH), **GIVEN)
    assert chains_for_release(year=2024, by=DINA, at=at_ten(MARCH), **GIVEN) == made == read
    assert StoredChains.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("chain")
def test_years_are_made_in_order_and_the_later_prints_the_earlier_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    earlier = computed(2024)
    # What is counted of the year before has changed since: it is printed as it was.
    other = replace(facts(), year=2025, housed_before=facts().housed[:20])
    monkeypatch.setattr(computing, "facts_of_chain", lambda _year: other)
    later = computed(2025, on=date(2026, 3, 1))
    assert later.persons("last_year.residents") == earlier.persons("residents") == 55
    assert later.persons("last_year.moved_in") == earlier.persons("residents.moved_in") == 37
    with pytest.raises(ChainsRefused):
        computed(2023)
    # The release of that year is made all the same, without them.
    assert chains_for_release(year=2023, by=DINA, at=at_ten(MARCH), **GIVEN) is None


@pytest.mark.django_db
def test_only_who_computes_statistics_may_and_only_who_reads_them_sees() -> None:
    calls: list[Callable[[], object]] = [
        lambda: computed(by=AUD),
        lambda: request_chains(year=2024, by=AUD, at=at_ten(MARCH)),
        lambda: chains_unstored(year=2024, by=AUD, at=at_ten(MARCH), **GIVEN),
        lambda: chain_years(actor("nils", None, account_id=9)),
        lambda: stored_chains(actor("nils", None, account_id=9), 2024),
    ]
    for call in calls:
        with pytest.raises(NotPermitted):
            call()
    assert stored_chains(DINA, 2024) is None


@pytest.mark.django_db
def test_where_there_is_nothing_there_are_zeros_and_nothing_hidden() -> None:
    found = computed()
    assert {cell.persons for cell in found.cells} == {0}
    assert {value.key: value.value for value in found.values if value.value is not None} == {
        "countries": 0,
        "places_1": 0,
        "places_2": 0,
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("chain")
def test_numbers_that_were_changed_after_they_were_stored_are_not_shown() -> None:
    computed()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE chain_tables_storedchains SET payload = replace(payload, '46', '47')")
    with pytest.raises(DamagedRelease):
        stored_chains(DINA, 2024)


@pytest.mark.django_db
@pytest.mark.usefixtures("chain")
def test_the_program_computes_a_year_or_says_why_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    call_command("chains", year=2024)
    assert chain_years(DINA) == (2024,)
    with pytest.raises(CommandError, match="made once"):
        call_command("chains", year=2024)
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        "fristed.statistics.chains.tasks.run_within", lambda _limits, *words: asked.append(words)
    )
    compute_chains_task.func(2025)
    assert asked == [("chains", "--year=2025")]


# What is hidden, and what is told


@pytest.mark.parametrize(
    ("key", "planted"),
    [
        ("journeys.children.without", 2),
        ("journeys.children.with", 27),
        ("journeys.refund", 40),
        ("journeys.reception_only", 6),
        ("journeys.refund_only", 5),
        ("journeys.adults.returned", 15),
        ("assessed.refused.security", 1),
    ],
)
def test_one_hidden_count_that_is_printed_after_all_is_found_by_attack(key: str, planted: int) -> None:
    printed = tables("safe")
    require_safe(printed, RULE, cases=CASES)
    assert printed.persons(key) is None
    cells = tuple(ChainCell(one.key, planted) if one.key == key else one for one in printed.cells)
    with pytest.raises(ChainsNotSafe):
        require_safe(replace(printed, cells=cells), RULE, cases=CASES)


def test_no_hidden_count_of_2024_is_exact_or_narrow() -> None:
    printed = tables("safe")
    report = attack(printed_chains(printed, RULE, cases=CASES), width=RULE.width)
    hidden = {cell.key for cell in printed.cells if cell.persons is None}
    assert {"journeys.children.without", "journeys.adults.not_returned", "journeys.refund"} <= hidden
    assert report.leaks == ()
    for key in hidden:
        low, high = report.intervals[key]
        assert high is None or high - low >= RULE.width, key


def test_a_percent_of_a_hidden_count_is_a_statement_of_the_system() -> None:
    printed = tables("safe")
    cells = tuple(
        ChainCell(one.key, None) if one.key.startswith("assessed") else one for one in printed.cells
    )
    without = replace(printed, cells=cells)
    # Of so few cases a percent tells the count: 5 of 50 and no other number rounds to 10.
    values = tuple(
        ChainValue("assessed_share", 10) if one.key == "assessed_share" else one for one in printed.values
    )
    report = attack(printed_chains(replace(without, values=values), RULE, cases=50), width=RULE.width)
    assert report.intervals["assessed"] == (5, 5)
    with pytest.raises(ChainsNotSafe):
        require_safe(replace(without, values=values), RULE, cases=50)


def test_of_fewer_than_the_threshold_nothing_is_printed_not_even_zeros() -> None:
    few = replace(facts(), journeys=facts().journeys[:3], housed_before=())
    found = protect_chains(count_chains(few), policy=SAFE)
    assert {cell.persons for cell in found.cells if cell.key.startswith("journeys")} == {None}
    assert {cell.persons for cell in found.cells if cell.key.startswith("last_year")} == {0}


def some_counts(**persons: int) -> ChainCounts:
    """Give counts of a year with 100 cases and a half-year."""
    told = {**dict.fromkeys(definitions().cells, 0), **persons}
    return ChainCounts(2024, told, None, None, 0, 100, (HalfYear(1, 100, 4368, 24, 20),))


def values_of(counts: ChainCounts) -> dict[str, int | None]:
    """Give what is printed beside the counts."""
    return {one.key: one.value for one in protect_chains(counts, policy=SAFE).values}


LIVED: dict[str, int] = {
    "residents": 20,
    "residents.moved_in": 20,
    "residents.moved_in.adults": 20,
}


@pytest.mark.parametrize(("people", "told"), [(6, None), (7, 18)])
def test_an_age_is_told_where_enough_have_it(people: int, told: int | None) -> None:
    found = values_of(replace(some_counts(**LIVED), youngest=Extreme(18, people), oldest=Extreme(53, 1)))
    assert (found["youngest"], found["oldest"]) == (told, None)


@pytest.mark.parametrize(("countries", "told"), [(1, None), (2, 2), (17, 17), (18, None)])
def test_a_number_of_countries_is_told_where_it_says_of_nobody(countries: int, told: int | None) -> None:
    assert values_of(replace(some_counts(**LIVED), countries=countries))["countries"] == told


@pytest.mark.parametrize(
    ("people", "available", "told"),
    [(6, 4368, None), (7, 4368, 2), (20, 200, None), (0, 4368, 2)],
)
def test_occupancy_is_told_of_enough_people_and_places(people: int, available: int, told: int | None) -> None:
    half = HalfYear(1, 100, available, 24, people)
    assert values_of(replace(some_counts(**LIVED), halves=(half,)))["occupancy_1"] == told


def few_children(residents: int, **more: Any) -> ChainCounts:
    """Give counts of people who all moved in during the year, three of them children."""
    lived = {"residents": residents, "residents.moved_in": residents}
    parts = {"residents.moved_in.adults": residents - 3, "residents.moved_in.children": 3}
    return replace(some_counts(**lived, **parts), **{"halves": (), **more})


@pytest.mark.parametrize(
    ("adults", "occupied", "places", "told"),
    [
        # Nobody fills more than 182 days: 24 full places are of 24 adults, and at most three are children.
        (24, 24 * 182, 24, None),
        (24, 20 * 182, 24, 83),
        # Of ten persons at least seven took a place.
        (7, 7 * 182, 24, None),
        (8, 7 * 182, 24, 29),
    ],
)
def test_occupancy_is_not_told_where_it_leaves_few_children(
    adults: int, occupied: int, places: int, told: int | None
) -> None:
    half = HalfYear(1, occupied, places * 182, places, adults)
    found = protect_chains(few_children(adults + 3, halves=(half,)), policy=SAFE)
    assert found.persons("residents.moved_in.children") is None
    assert found.value("occupancy_1") == told


@pytest.mark.parametrize(("residents", "told"), [(10, None), (11, 18)])
def test_an_age_of_many_is_not_told_where_it_leaves_few_children(residents: int, told: int | None) -> None:
    counts = few_children(residents, youngest=Extreme(18, 7), oldest=Extreme(30, 1))
    assert values_of(counts)["youngest"] == told


@pytest.mark.parametrize(("adults", "told"), [(10, None), (11, 4)])
def test_days_are_not_told_where_so_many_applications_leave_few_children(
    adults: int, told: int | None
) -> None:
    persons = {"assessed.adults": adults, "assessed.children": 3, "assessed.still": adults + 3}
    counts = replace(
        some_counts(assessed=adults + 3, **persons), waits={("housing", "mapping_interview"): (4,) * 10}
    )
    found = protect_chains(counts, policy=SAFE)
    assert found.persons("assessed.children") is None
    assert [one.median_days for one in found.waits] == [told]


def test_what_a_reader_knows_besides_is_found_by_attack() -> None:
    half = HalfYear(1, 24 * 182, 24 * 182, 24, 24)
    counts = few_children(27, halves=(half,))
    told = replace(
        protect_chains(counts, policy=SAFE), values=(*some_values(), ChainValue("occupancy_1", 100))
    )
    require_safe(told, RULE, cases=100)
    with pytest.raises(ChainsNotSafe):
        require_safe(told, RULE, cases=100, floors=floors_of(told, counts, RULE))


def some_values() -> tuple[ChainValue, ...]:
    """Give values of which none is told."""
    return tuple(ChainValue(name, None) for name in VALUES if name != "occupancy_1")


def test_an_age_that_all_share_is_not_told() -> None:
    shared = Extreme(19, 20)
    found = values_of(replace(some_counts(**LIVED), youngest=shared, oldest=shared))
    assert (found["youngest"], found["oldest"]) == (None, None)


@pytest.mark.parametrize(("countries", "told"), [(9, 9), (10, None)])
def test_a_number_of_countries_is_weighed_against_adults_as_children_follow_theirs(
    countries: int, told: int | None
) -> None:
    persons = {"residents": 20, "residents.moved_in": 20}
    parts = {"residents.moved_in.adults": 12, "residents.moved_in.children": 8}
    assert values_of(replace(some_counts(**persons, **parts), countries=countries))["countries"] == told


def test_a_place_that_is_given_tells_who_moved_in_and_is_hidden_with_it() -> None:
    lived = {"residents": 20, "residents.before": 3, "residents.moved_in": 17}
    parts = {"residents.moved_in.adults": 17, "assessed": 40, "assessed.adults": 40}
    ends = {"assessed.allocated": 17, "assessed.still": 13, "assessed.other": 10}
    found = protect_chains(some_counts(**lived, **parts, **ends), policy=SAFE)
    assert found.persons("residents.before") is None
    assert found.persons("residents.moved_in") is None
    assert found.persons("assessed.allocated") is None
    assert found.persons("assessed") == 40
    hidden = [one.persons is None for one in found.cells if one.key in ends]
    assert sum(hidden) >= 2


def test_occupancy_is_not_told_where_the_residents_are_not() -> None:
    few = {"residents": 5, "residents.before": 5}
    assert values_of(some_counts(**few))["occupancy_1"] is None


def test_how_long_few_waited_is_not_told() -> None:
    for many, told in ((9, None), (10, 4)):
        counts = replace(some_counts(), waits={("housing", "offered"): tuple([4] * many)})
        [wait] = protect_chains(counts, policy=SAFE).waits
        assert wait.median_days == told
    assert median_days((1, 2, 9, 40)) == 2


def test_where_no_pattern_is_safe_all_but_the_total_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_is_safe(*_given: object) -> None:
        raise NoSafeLinkedPattern("none", ())

    monkeypatch.setattr(protecting, "protect_linked", none_is_safe)
    found = protect_chains(some_counts(**LIVED), policy=SAFE)
    assert found.persons("residents") == 20
    assert {found.persons(key) for key in ("residents.before", *LIVED) if key != "residents"} == {None}


# Definitions


def test_every_cell_is_in_a_table_and_every_sum_adds_up_whole_systems() -> None:
    found = definitions()
    rows = {key for table in found.tables for key in table.rows}
    assert rows == found.cells.keys()
    for one in found.sums:
        assert {found.cells[key].system for key in (one.total, *one.parts)} == {found.cells[one.total].system}
    assert {found.total_of(system) for system in found.systems()} == {
        "journeys",
        "assessed",
        "residents",
        "last_year.residents",
    }


def test_the_reference_page_is_made_from_the_definitions() -> None:
    page = (settings.CHECKOUT / "docs" / "reference" / "chain.md").read_text("utf-8")
    assert page == reference_page()
    assert "`4.1.c_wo`" in page


def test_whose_step_it_is_is_what_the_scheme_says() -> None:
    for one in definitions().steps:
        assert one.whose in definitions().whose
        if one.chain == "housing":
            assert whose_step(one.state).value == one.whose, one.state


def test_a_number_that_nothing_counts_is_told() -> None:
    [one] = [each for each in chain_definitions() if each.id == "5.1.alloc"]
    strange = replace(one, definition={**one.definition, "where": {"outcome": "moved abroad"}})
    with pytest.raises(NotAnswered):
        cell_of(strange)


def test_a_number_that_the_register_gives_otherwise_than_printed_says_so() -> None:
    counts = replace(count_chains(facts()), countries=12)
    found = chain_numbers(protect_chains(counts, policy=policy("as-published-2024")))["5.1.ctry"]
    assert (found.value, found.status, found.published) == (12, "contradiction", 11)


def test_two_adults_without_a_child_are_without_children() -> None:
    pair = [replace(one, accompanied_by="adult") for one in facts().journeys if one.age_group.startswith("a")]
    counts = count_chains(replace(facts(), journeys=tuple(pair)))
    assert counts.persons["journeys.adults.without"] == len(pair) == counts.persons["journeys"]


def test_a_place_that_was_given_counts_before_what_came_after() -> None:
    [*_others, one] = [each for each in facts().housed if each.allocated_in_year]
    assert (
        outcome_of(replace(one, still_assessed_at_year_end=True, not_offered_why="withdrew")) == "allocated"
    )
    waits = replace(one, allocated_in_year=False)
    assert outcome_of(waits) == "other"
    assert outcome_of(replace(waits, not_offered_why="withdrew")) == "not_offered"


# Beside a release


@pytest.mark.django_db
@pytest.mark.usefixtures("chain")
def test_prose_that_types_what_the_chain_hides_is_found() -> None:
    made = computed()
    found = beside_of(made)
    assert found.numbers == chain_numbers(made)
    system = ProtectedCounts((*found.secrets, *secrets_beside(2024, "safe")))
    told = faults_in([Typed("40", "I alt 2 barn skulle reise uten en voksen.")], system)
    assert len(told) == 1
    assert "journeys.children.without" in told[0]
    assert faults_in([Typed("40", "Noen barn skulle reise uten en voksen.")], system) == []


@pytest.mark.django_db
def test_where_nothing_is_made_or_nothing_is_hidden_there_is_nothing_beside() -> None:
    assert beside_of(None).numbers == {}
    assert secrets_beside(2024, "safe") == ()
    published = beside_of(tables("as-published-2024"))
    assert published.secrets == ()
    assert published.numbers["4.1.c_wo"].value == 2
