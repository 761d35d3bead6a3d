"""Readers keep old reports: a new release keeps to what earlier ones printed and hid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.ledger import Conflict, History, Ledger, ledger_of
from tests.unit.statistics.releases.protected_releases import SAFE, attacked, cases, protected, year_of

pytestmark = pytest.mark.xdist_group("whole register")
WOMEN, MEN = cases(gender="female", many=60), cases(gender="male", many=55)
UNKNOWN = cases(gender="unknown", many=3)
MALE, FEMALE = "table 2 KT 2024 male", "table 2 KT 2024 female"


def before(release: Release) -> History:
    """A reader who has kept an earlier version of the same report."""
    return History(versions=ledger_of([("an earlier version", release)]))


def earlier_year(release: Release) -> History:
    """A reader who has kept the report of another year."""
    return History(other_years=ledger_of([("another report", release)]))


def genders(found: object) -> set[str]:
    """Which cells of table 2 are hidden."""
    return {key for key in year_of(found).pattern.hidden if key.startswith("table 2 ")}  # type: ignore[arg-type]


def test_a_cell_that_was_hidden_stays_hidden_and_one_that_was_printed_stays_printed() -> None:
    facts = [*WOMEN, *MEN, *UNKNOWN]
    otherwise = protected(facts, by=replace(SAFE, prefer=("female",)))
    assert genders(otherwise) == {FEMALE, "table 2 KT 2024 unknown"}
    assert genders(protected(facts)) == {MALE, "table 2 KT 2024 unknown"}
    assert genders(protected(facts, history=before(otherwise.release))) == genders(otherwise)
    assert genders(protected(facts, history=earlier_year(otherwise.release))) == genders(otherwise)


def test_the_same_register_gives_the_same_release_however_often_it_is_computed() -> None:
    facts = [*WOMEN, *MEN, *UNKNOWN]
    first = protected(facts)
    assert protected(facts, history=before(first.release)).release == first.release


def test_a_printed_count_that_the_register_no_longer_gives_is_a_conflict_and_binds_nothing() -> None:
    first = protected([*WOMEN, *MEN])
    found = protected([*WOMEN, *MEN, *cases(gender="male")], history=before(first.release))
    conflicts = year_of(found).conflicts
    assert Conflict(MALE, 55, "an earlier version") in conflicts
    assert Conflict("table 1 KT 2024 total", 115, "an earlier version") in conflicts
    assert (
        next(c.count for c in found.release.cells if (c.table, c.year, c.category_code) == (2, 2024, "male"))
        == 56
    )


@pytest.mark.ci
def test_safety_comes_before_stability_and_what_is_given_up_is_said() -> None:
    first = protected([*WOMEN, *MEN])
    assert genders(first) == set()
    found = protected([*WOMEN, *MEN, *UNKNOWN], history=before(first.release))
    assert genders(found) == {MALE, "table 2 KT 2024 unknown"}
    assert MALE in year_of(found).given_up
    assert attacked(found.release).leaks == ()


@pytest.mark.ci
def test_a_wish_replaces_earlier_versions_of_the_report_but_not_other_reports() -> None:
    facts = [*WOMEN, *MEN, *UNKNOWN]
    first = protected(facts).release
    assert genders(protected(facts, wishes=(FEMALE,))) == {FEMALE, "table 2 KT 2024 unknown"}
    assert FEMALE in genders(protected(facts, history=before(first), wishes=(FEMALE,)))
    assert FEMALE not in genders(protected(facts, history=earlier_year(first), wishes=(FEMALE,)))


def test_what_was_printed_once_is_known_even_if_another_release_hid_it() -> None:
    facts = [*WOMEN, *MEN, *UNKNOWN]
    hiding_men, hiding_women = protected(facts).release, protected(facts, wishes=(FEMALE,)).release
    ledger = ledger_of([("one", hiding_men), ("other", hiding_women)])
    pins = ledger.pins(year_of(protected(facts)).linked)
    assert {MALE, FEMALE} <= pins.shown
    assert not {MALE, FEMALE} & pins.hidden


def test_sentences_that_were_printed_or_hidden_are_remembered_too() -> None:
    facts = [*cases(age_group="child_under_18", many=60), *cases(age_group="adult_18_plus", many=55)]
    facts += cases(age_group="unknown", many=3)
    ledger = ledger_of([("one", protected(facts, sentences=True).release)])
    assert ledger.printed["text KT 2024 age_group child_under_18"] == {60: "one"}
    assert {"text KT 2024 age_group adult_18_plus", "text KT 2024 age_group unknown"} <= ledger.hidden
    assert Ledger().pins(year_of(protected(facts)).linked).shown == frozenset()
