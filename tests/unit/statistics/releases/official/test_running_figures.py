"""Running figures: what was added since the last time is a table readers make, and must not tell a few."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from fristed.casework.cases.actions import load_register, register_case
from fristed.foundation.identity.queries import SYSTEM
from fristed.methods.disclosure.attack import attack
from fristed.methods.reconstruction.register import read_register
from fristed.statistics.releases.computing import compute_release
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.official.actions import (
    freeze_facts,
    propose_release,
    publish_release,
    sign_off_release,
)
from fristed.statistics.releases.official.codes import Kind, Reason
from fristed.statistics.releases.official.queries import proposals_of, published_release
from fristed.statistics.releases.official.successive import (
    carried_over,
    given_away_by_difference,
    of_service,
    printed_in_turn,
)
from fristed.statistics.releases.payload import read_release, sha256_of, write_release
from fristed.statistics.releases.policies import policy
from tests.spec.cast import BO, DINA, FINN, at_ten, plain_case

pytestmark = [
    pytest.mark.usefixtures("computed_once", "register"),
    pytest.mark.xdist_group("thin register"),
]
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAFE = policy("safe")


@pytest.fixture
def register(db: None) -> None:
    """A thin register."""
    load_register(read_register()[::40], seed=1, by=SYSTEM, at=AT)


def more_cases(number: int) -> None:
    for day in range(number):
        on = date(2024, 6, 1) + timedelta(days=day)
        register_case(draft=plain_case("KT", on), by=BO, at=at_ten(on))


def running(tmp_path: Path, version: int, *, hours: int = 0) -> Release:
    """Freeze, compute, sign off and publish running figures."""
    at = AT + timedelta(hours=hours)
    number = freeze_facts(year=2024, kind=Kind.RUNNING, by=DINA, at=at)
    compute_release(year=2024, policy="safe", data=tmp_path, by=SYSTEM, at=at, frozen=number)
    reason = Reason.NEW_FIGURES if version > 1 else None
    propose_release(year=2024, policy="safe", frozen=number, by=DINA, at=at, reason=reason)
    seal = proposals_of(2024, "safe", reader=FINN, at=at)[0].seal
    sign_off_release(year=2024, policy="safe", version=version, seal=seal, by=FINN, at=at)
    publish_release(year=2024, policy="safe", version=version, from_at=at, by=DINA, at=at)
    return published_release(2024, "safe", at=at)[1]


def unprotected(tmp_path: Path) -> Release:
    """Compute what would be printed if there had been nothing before."""
    return compute_release(year=2024, policy="safe", data=tmp_path, by=SYSTEM, at=AT)


def total(release: Release, service: str) -> int | None:
    [found] = [
        cell.count
        for cell in release.cells
        if (cell.service, cell.year, cell.dimension) == (service, 2024, "cases_total")
    ]
    return found


@pytest.mark.ci
def test_a_few_more_cases_are_not_told_until_there_are_many(tmp_path: Path) -> None:
    first = running(tmp_path, 1)
    more_cases(3)
    assert given_away_by_difference(first, unprotected(tmp_path), SAFE) == {"KT"}
    second = running(tmp_path, 2, hours=1)
    assert total(second, "KT") == total(first, "KT")
    assert second.counted_on == (("KT", "2026-11-22"),)
    more_cases(30)
    third = running(tmp_path, 3, hours=48)
    assert (total(third, "KT") or 0) == (total(first, "KT") or 0) + 33
    assert third.counted_on == ()


@pytest.mark.ci
def test_what_is_printed_in_turn_gives_nothing_away(tmp_path: Path) -> None:
    first = running(tmp_path, 1)
    more_cases(3)
    second = running(tmp_path, 2, hours=1)
    printed = printed_in_turn(of_service(first, "KT"), of_service(second, "KT"), SAFE)
    assert attack(printed, width=SAFE.width).leaks == ()


def test_the_same_figures_twice_tell_nothing_and_carry_nothing_over(tmp_path: Path) -> None:
    release = unprotected(tmp_path)
    assert carried_over(release, release, SAFE) == (release, frozenset())


@pytest.mark.ci
def test_the_day_of_what_is_carried_over_is_stored_with_the_release(tmp_path: Path) -> None:
    running(tmp_path, 1)
    more_cases(3)
    release = running(tmp_path, 2, hours=1)
    text = write_release(release)
    assert read_release(text, expected_sha256=sha256_of(text)) == release
    assert "counted_on" not in write_release(unprotected(tmp_path))


@pytest.mark.ci
def test_where_cases_were_taken_away_nothing_is_said_of_what_was_added(tmp_path: Path) -> None:
    more = unprotected(tmp_path)
    more_cases(9)
    later = unprotected(tmp_path)
    assert given_away_by_difference(later, more, SAFE) == frozenset()
