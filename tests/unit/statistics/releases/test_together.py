"""Readers set a release against earlier ones: what those gave away is told, and nothing is added to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fristed.methods.disclosure.attack import attack
from fristed.statistics.releases.attacking import printed_together
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.ledger import History, ledger_of
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.protecting import Protected, protect_with_history
from fristed.statistics.releases.recording import certificate_for, protection_record
from fristed.statistics.releases.system import KnownBefore
from fristed.statistics.releases.together import EarlierReleasesGiveAway, known_before
from tests.unit.statistics.releases.protected_releases import (
    SAFE,
    cases,
    counts,
    protected,
    whole,
    year_of,
)

pytestmark = pytest.mark.xdist_group("whole register")
TEN = replace(SAFE, threshold=10, group_sum_at_least=10, version="stricter")
FEMALE, MALE = "table 2 KT 2024 female", "table 2 KT 2024 male"
UNKNOWN = "table 2 KT 2024 unknown"
WOMEN, MEN = cases(gender="female", many=60), cases(gender="male", many=8)
NOT_KNOWN = cases(gender="unknown", many=3)


def kept(*releases: Release) -> History:
    """Readers who have kept earlier versions of the same report."""
    return History(versions=ledger_of([(f"version {n}", one) for n, one in enumerate(releases, 1)]))


def leaks(policy: Policy, *releases: Release) -> set[tuple[str, int, int | None]]:
    """What an attacker finds who reads releases together."""
    found = attack(printed_together(releases, policy), width=policy.width).leaks
    return {(leak.key, leak.low, leak.high) for leak in found}


def hidden(found: Protected) -> set[str]:
    """What is hidden of table 2."""
    return {key for key in year_of(found).pattern.hidden if key.startswith("table 2 KT")}


@pytest.mark.parametrize(
    "stricter",
    [
        TEN,
        replace(SAFE, threshold=8, group_sum_at_least=8, version="8"),
        replace(SAFE, width=6, version="wide"),
    ],
    ids=lambda policy: policy.version,
)
@pytest.mark.ci
def test_under_a_stricter_rule_the_old_and_the_new_edition_together_tell_what_the_old_one_told(
    stricter: Policy,
) -> None:
    old = whole().release
    found = protect_with_history(counts(), policy=stricter, history=kept(old), limit=None)
    assert found.system
    assert leaks(stricter, old, found.release) <= leaks(stricter, old)
    certificate_for(found.release, stricter, exempt=found.system.exempt)
    assert all(not year.given_up for year in found.system.years)


@pytest.mark.ci
def test_what_an_earlier_edition_gave_away_under_the_new_rule_is_told_as_known_before() -> None:
    facts = [*WOMEN, *MEN, *NOT_KNOWN]
    old = protected(facts)
    assert hidden(old) == {MALE, UNKNOWN}
    stricter = replace(SAFE, group_sum_at_least=12, version="stricter")
    found = protected(facts, by=stricter, history=kept(old.release))
    assert found.system
    assert hidden(found) == {MALE, UNKNOWN, FEMALE}
    assert year_of(found).is_only_again
    # Who has kept the old release knows that 8 men and 3 of unknown gender are 11, which is too few now.
    known = {(known.key, known.low, known.high) for known in found.system.known_before}
    assert ("table 2 KT 2024 total", 11, 11) in known
    still = attack(printed_together([found.release], stricter), smallest_sum=12).leaks
    assert {(leak.key, leak.low, leak.high) for leak in still} < known


@pytest.mark.ci
def test_nothing_new_is_printed_where_what_was_printed_cannot_be_made_safe() -> None:
    facts = [*WOMEN, *MEN, *NOT_KNOWN]
    old = protected(facts).release
    stricter = replace(SAFE, group_sum_at_least=12, version="stricter")
    found = protected(facts, by=stricter, history=kept(old)).release
    before = {(c.table, c.service, c.year, c.category_code) for c in old.cells if c.count}
    after = {(c.table, c.service, c.year, c.category_code) for c in found.cells if c.count}
    assert after < before


@pytest.mark.ci
def test_a_small_count_that_was_printed_is_printed_again_and_named() -> None:
    facts = [*WOMEN, *cases(gender="male", many=8)]
    old = protected(facts).release
    found = protected(facts, by=TEN, history=kept(old))
    assert hidden(found) == set()
    assert MALE in year_of(found).known_before
    assert MALE not in year_of(protected(facts, by=TEN)).known_before
    record = protection_record(found.release, TEN, found.system, certificate="") if found.system else {}
    [year] = [y for y in record["years"] if (y["service"], y["year"]) == ("KT", 2024)]
    assert MALE in year["known_before"]
    assert [name for name, _ in year_of(found).earlier] == ["version 1"]
    assert (year["gap"], year["is_finished"], year["is_only_again"]) == (0.0, True, False)


@pytest.mark.ci
def test_a_total_that_was_kept_back_under_another_rule_stays_so_where_nothing_new_can_be_printed() -> None:
    some = [*cases(gender="female", many=6), *cases(gender="male", many=6)]
    rule = {"threshold": 20, "group_sum_at_least": 20}
    before = protected(some, by=replace(SAFE, **rule, version="strict"))  # type: ignore[arg-type]
    assert year_of(before).withheld == ("total",)
    wide = replace(SAFE, threshold=5, group_sum_at_least=5, width=11, version="wide")
    assert year_of(protected(some, by=wide)).prints(FEMALE)
    after = protected(some, by=wide, history=kept(before.release))
    assert year_of(after).withheld == ("total",)
    assert attack(printed_together([before.release, after.release], wide), width=11).leaks == ()
    assert after.system
    assert after.system.known_before == ()


@pytest.mark.ci
def test_an_edition_whose_rule_was_not_kept_is_read_under_the_rule_in_force() -> None:
    facts = [*WOMEN, *MEN, *NOT_KNOWN]
    release = protected(facts).release
    unknown_rule = replace(release, policy_version="of old")
    assert leaks(SAFE, unknown_rule, release) == leaks(SAFE, release)


def test_a_share_of_other_facts_is_left_out_where_it_contradicts_the_print() -> None:
    facts = [*WOMEN, *cases(gender="male", many=55)]
    now = protected(facts)
    assert now.system
    share = replace(now.release.numbers["2.3.kt.f.p"], value=90, status="ok")
    numbers = {**now.release.numbers, share.id: share}
    old = replace(now.release, numbers=numbers, facts_sha256="0" * 64)
    years = tuple(replace(year, earlier=(("an old one", old),)) for year in now.system.years)
    assert known_before(now.release, SAFE, replace(now.system, years=years)) == ()


def test_what_was_printed_of_other_facts_binds_nothing_and_is_not_called_known() -> None:
    old = protected([*WOMEN, *cases(gender="male", many=8)]).release
    found = protected([*WOMEN, *cases(gender="male", many=8), *NOT_KNOWN], by=TEN, history=kept(old))
    assert year_of(found).known_before == ()
    assert year_of(found).earlier == ()
    assert {MALE, UNKNOWN} <= hidden(found)


@pytest.mark.ci
def test_what_an_earlier_release_printed_against_the_rule_is_told_and_not_counted_as_protected() -> None:
    facts = [*WOMEN, *cases(gender="male", many=30), *NOT_KNOWN]
    old = opened(protected(facts).release, MALE, 30)
    found = protected(facts, history=kept(old))
    assert found.system
    assert KnownBefore(UNKNOWN, 3, 3) in found.system.known_before
    assert leaks(SAFE, old, found.release) == leaks(SAFE, old)


def opened(release: Release, key: str, count: int) -> Release:
    """A release that prints one hidden cell of table 2."""
    code = key.rpartition(" ")[2]
    cells = (
        replace(c, count=count, flag="", why="")
        if (c.table, c.service, c.year, c.category_code) == (2, "KT", 2024, code)
        else c
        for c in release.cells
    )
    return replace(release, cells=tuple(cells))


@pytest.mark.ci
def test_a_release_that_would_give_away_more_with_an_earlier_one_is_refused_unless_it_is_accepted() -> None:
    facts = [*WOMEN, *cases(gender="male", many=55), *NOT_KNOWN]
    hiding_men, hiding_women = protected(facts), protected(facts, by=replace(SAFE, prefer=("female",)))
    assert hiding_women.system
    years = tuple(
        replace(year, earlier=(("an earlier one", hiding_men.release),)) for year in hiding_women.system.years
    )
    system = replace(hiding_women.system, years=years)
    with pytest.raises(EarlierReleasesGiveAway, match="is not known yet") as refusal:
        known_before(hiding_women.release, SAFE, system)
    assert any(UNKNOWN in words for words in refusal.value.found)
    known_before(hiding_women.release, SAFE, system, accepted=refusal.value.found)
