"""Two versions of one year: what one hides the other must not give away, and nobody can overrule that."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fristed.casework.cases.actions import load_register
from fristed.foundation.identity.queries import SYSTEM
from fristed.methods.reconstruction.register import read_register
from fristed.statistics.releases.computing import compute_release
from fristed.statistics.releases.facts import PublishedCell, Release
from fristed.statistics.releases.models import OfficialRelease, StoredRelease
from fristed.statistics.releases.official.actions import (
    NotOfficialYet,
    freeze_facts,
    propose_release,
    publish_release,
    sign_off_release,
)
from fristed.statistics.releases.official.codes import Kind, Reason
from fristed.statistics.releases.official.differences import Difference, difference_of, difference_of_reports
from fristed.statistics.releases.official.queries import proposals_of
from fristed.statistics.releases.official.standing import tried_beside
from fristed.statistics.releases.official.trying import Tried, read_tried, write_tried
from fristed.statistics.releases.payload import canonical, sha256_of, write_release
from fristed.statistics.releases.policies import policy
from tests.spec.cast import DINA, FINN
from tests.unit.statistics.annual_report.small_releases import cell, release

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAFE = policy("safe")
NAMES = ("female", "male", "unknown")
MALE = "table 2 KT 2024 male"


def genders(*counts: int | None, total: int) -> Release:
    """Print girls, boys and unknown, and their total."""
    rows: tuple[PublishedCell, ...] = tuple(
        cell("gender", name, count) for name, count in zip(NAMES, counts, strict=True)
    )
    return release(*rows, cell("gender", "total", total), cell("cases_total", "total", total))


def test_what_one_version_hides_and_the_next_prints_is_given_away() -> None:
    first, second = genders(60, None, None, total=95), genders(None, 31, None, total=96)
    told = difference_of(first, second, SAFE)
    assert set(told.hidden) >= {f"table 2 KT 2024 {name}" for name in NAMES}


def test_it_is_given_away_as_well_where_cases_were_taken_away() -> None:
    first, second = genders(None, 31, None, total=96), genders(60, None, None, total=95)
    assert MALE in difference_of(first, second, SAFE).hidden


def test_the_same_pattern_with_a_case_more_hides_what_it_hid_and_tells_of_the_few() -> None:
    first, second = genders(60, None, None, total=95), genders(61, None, None, total=96)
    assert difference_of(first, second, SAFE) == Difference(few_changed=("KT",))


def test_many_more_cases_are_no_few() -> None:
    assert difference_of(genders(60, None, None, total=95), genders(80, None, None, total=130), SAFE) == (
        Difference()
    )


def test_the_same_version_twice_tells_nothing() -> None:
    first = genders(60, None, None, total=95)
    assert difference_of(first, first, SAFE) == Difference()


def test_what_a_version_gives_away_alone_is_no_matter_of_the_two() -> None:
    leaking = genders(60, 31, None, total=95)
    assert difference_of(leaking, genders(61, 31, None, total=96), SAFE).hidden == ()


def test_where_the_prints_refute_that_cases_were_only_added_nothing_is_said_of_it() -> None:
    # A girl became unknown: the printed counts grew, and the hidden one must have fallen.
    first, second = genders(60, None, None, total=95), genders(94, None, None, total=96)
    assert difference_of(first, second, SAFE).hidden == ()


def of_the_next_year(printed: Release) -> Release:
    """Print the same in the report of the next year, beside a year that the report before does not have."""
    new = tuple(replace(one, year=2025, count=40) for one in printed.cells)
    return replace(printed, year=2025, cells=(*printed.cells, *new))


def test_reports_of_two_years_give_away_what_one_hides_and_the_other_prints() -> None:
    first, second = genders(60, None, None, total=95), genders(None, 31, None, total=96)
    assert MALE in difference_of_reports(first, of_the_next_year(second), SAFE).hidden
    assert MALE in difference_of_reports(of_the_next_year(second), first, SAFE).hidden


def test_reports_of_two_years_that_print_the_same_of_a_year_tell_nothing_new() -> None:
    first = genders(60, None, None, total=95)
    assert difference_of_reports(first, of_the_next_year(first), SAFE) == Difference()


def worlds(first: Release, second: Release) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """List every pair of counts that two prints allow, the second with the cases of the first and more."""
    befores, afters = _counts(first), _counts(second)
    return [
        (one, two)
        for one, two in product(befores, afters)
        if all(a <= b for a, b in zip(one, two, strict=True))
    ]


def _counts(printed: Release) -> list[tuple[int, ...]]:
    """List every triple of counts that one print allows."""
    shown = [one.count for one in printed.cells[:3]]
    total = printed.cells[3].count or 0
    found = ((a, b, total - a - b) for a in range(total + 1) for b in range(total - a + 1))
    return [
        three
        for three in found
        if all(n == s if s is not None else n > 0 for n, s in zip(three, shown, strict=True))
    ]


def narrow(values: set[int]) -> bool:
    return max(values) - min(values) < SAFE.width


COUNT = st.integers(7, 14)
HIDES = st.sampled_from([(False, True, True), (True, False, True), (True, True, False)])


@pytest.mark.ci
@given(st.tuples(COUNT, COUNT, COUNT), st.tuples(*[st.integers(0, 4)] * 3), HIDES, HIDES)
@settings(max_examples=60, deadline=None)
def test_every_hidden_count_that_two_prints_leave_narrow_is_named(
    before: tuple[int, ...], more: tuple[int, ...], hidden: tuple[bool, ...], later: tuple[bool, ...]
) -> None:
    """Listed world by world, without the solver."""
    after = tuple(a + b for a, b in zip(before, more, strict=True))
    first = genders(*_printed(before, hidden), total=sum(before))
    second = genders(*_printed(after, later), total=sum(after))
    seen = worlds(first, second)
    named = set(difference_of(first, second, SAFE).hidden)
    for at, name in enumerate(NAMES):
        told = (hidden[at] and narrow({one[at] for one, _ in seen})) or (
            later[at] and narrow({two[at] for _, two in seen})
        )
        assert not told or f"table 2 KT 2024 {name}" in named or first == second


def _printed(counts: tuple[int, ...], hidden: tuple[bool, ...]) -> list[int | None]:
    return [None if hides else count for count, hides in zip(counts, hidden, strict=True)]


def test_what_was_tried_is_read_as_it_was_written() -> None:
    tried = (Tried(1, "a" * 64, (MALE,), ("KT",)), Tried(2, "b" * 64))
    assert read_tried(write_tried(tried)) == tried
    assert read_tried(write_tried(())) == ()


# The steps refuse whatever the page or an earlier step has let pass.


@pytest.fixture
def second(db: None) -> int:
    """A published first version, and a second release that waits to be proposed; give its frozen facts."""
    rows = []
    for number, printed in enumerate((genders(60, None, None, total=95), genders(None, 31, None, total=96))):
        facts = _frozen(number)
        text = write_release(printed)
        row = StoredRelease(year=2024, policy="safe", policy_version=SAFE.version, layout="layout-2024")
        row.facts_sha256, row.payload, row.payload_sha256 = "0" * 64, text, sha256_of(text)
        row.certificate, row.computed_at, row.computed_by, row.frozen_id = "{}", AT, "system", facts
        row.save()
        rows.append(row)
    hands = {"signed_off_at": AT, "signed_off_by": "finn", "published_at": AT}
    OfficialRelease.objects.create(
        year=2024, policy="safe", version=1, release=rows[0], proposed_at=AT, proposed_by="dina", **hands
    )
    return rows[1].frozen_id or 0


def _frozen(number: int) -> int:
    from_facts = {"year": 2024, "kind": "preliminary", "as_of_date": AT.date(), "content": b"", "facts": 1}
    manager = StoredRelease._meta.get_field("frozen").related_model.objects  # type: ignore[union-attr]
    seal = {"content_sha256": str(number), "code_lists": "{}", "frozen_at": AT, "frozen_by": "dina"}
    return int(manager.create(**from_facts, **seal).pk)


def tried_with(*hidden: str) -> None:
    """Say that the second release was tried beside the first, and what came of it."""
    first, other = StoredRelease.objects.order_by("id")
    other.tried = write_tried([Tried(1, first.payload_sha256, hidden)])
    other.save()


def propose(frozen: int) -> int:
    reason = Reason.FINAL_FIGURES
    return propose_release(year=2024, policy="safe", frozen=frozen, by=DINA, at=AT, reason=reason)


def refused(call: Callable[[], object]) -> NotOfficialYet:
    with pytest.raises(NotOfficialYet) as refusal:
        call()
    return refusal.value


def seal_now() -> str:
    return proposals_of(2024, "safe", reader=FINN, at=AT)[0].seal


def sign() -> None:
    sign_off_release(year=2024, policy="safe", version=2, seal=seal_now(), by=FINN, at=AT)


def publish() -> None:
    publish_release(year=2024, policy="safe", version=2, from_at=AT, by=DINA, at=AT)


def test_a_release_that_was_not_tried_beside_what_is_published_is_not_proposed(second: int) -> None:
    refusal = refused(lambda: propose(second))
    assert (refusal.why, refusal.versions) == ("not_tried", ("1",))


def test_a_release_that_gives_a_hidden_count_away_is_not_proposed_signed_or_published(second: int) -> None:
    tried_with(MALE)
    refusal = refused(lambda: propose(second))
    assert (refusal.why, refusal.cells, refusal.versions) == ("told_together", (MALE,), ("1",))
    tried_with()
    propose(second)
    tried_with(MALE)
    assert refused(sign).why == "told_together"
    tried_with()
    sign()
    tried_with(MALE)
    assert refused(publish).cells == (MALE,)
    assert OfficialRelease.objects.filter(published_at__isnull=False).count() == 1


def test_a_harmless_release_goes_all_the_way_and_whoever_signs_is_told_of_the_few(second: int) -> None:
    tried_with()
    propose(second)
    first, other = StoredRelease.objects.order_by("id")
    other.tried = write_tried([Tried(1, first.payload_sha256, (), ("KT",))])
    other.save()
    assert proposals_of(2024, "safe", reader=FINN, at=AT)[0].few_changed == ("KT",)
    sign()
    publish()
    assert OfficialRelease.objects.filter(published_at__isnull=False).count() == 2


def publish_the_next_year() -> str:
    """Publish the first release as the report of 2025 as well; give the seal of what it prints."""
    first = StoredRelease.objects.order_by("id").first()
    assert first is not None
    text = canonical({**json.loads(first.payload), "year": 2025})
    first.pk, first.year, first.payload, first.payload_sha256 = None, 2025, text, sha256_of(text)
    first.save()
    hands = {"signed_off_at": AT, "signed_off_by": "finn", "published_at": AT}
    OfficialRelease.objects.create(
        year=2025, policy="safe", version=1, release=first, proposed_at=AT, proposed_by="dina", **hands
    )
    return first.payload_sha256


def test_a_published_report_of_another_year_stands_in_the_way_as_well(second: int) -> None:
    tried_with()
    seal = publish_the_next_year()
    refusal = refused(lambda: propose(second))
    assert (refusal.why, refusal.versions) == ("not_tried", ("1 (2025)",))
    other = StoredRelease.objects.get(frozen=second, year=2024)
    beside = Tried(1, seal, (MALE,), year=2025)
    other.tried = write_tried([*read_tried(other.tried), beside])
    other.save()
    refusal = refused(lambda: propose(second))
    assert (refusal.why, refusal.cells, refusal.versions) == ("told_together", (MALE,), ("1 (2025)",))
    other.tried = write_tried([*read_tried(other.tried)[:1], replace(beside, hidden=())])
    other.save()
    assert propose(second) == 2


def test_a_release_is_tried_beside_the_published_reports_of_all_years(second: int) -> None:
    seal = publish_the_next_year()
    printed = replace(genders(None, 31, None, total=96), year=2024)
    found = {one.year: one for one in tried_beside(printed, SAFE, frozen=second)}
    assert found.keys() == {0, 2025}
    assert found[2025].payload_sha256 == seal
    assert MALE in found[2025].hidden


@pytest.mark.ci
@pytest.mark.usefixtures("computed_once", "db")
@pytest.mark.xdist_group("thin register")
def test_a_final_release_is_tried_beside_the_preliminary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what the attack finds reaches the step that refuses, by the cells it names."""
    load_register(read_register()[::40], seed=1, by=SYSTEM, at=AT)

    def computed() -> int:
        number = freeze_facts(year=2024, kind=Kind.PRELIMINARY, by=DINA, at=AT)
        compute_release(year=2024, policy="safe", data=tmp_path, by=SYSTEM, at=AT, frozen=number)
        return number

    first = computed()
    propose_release(year=2024, policy="safe", frozen=first, by=DINA, at=AT)
    sign_off_release(year=2024, policy="safe", version=1, seal=seal_now(), by=FINN, at=AT)
    publish_release(year=2024, policy="safe", version=1, from_at=AT, by=DINA, at=AT)
    [tried] = read_tried(StoredRelease.objects.get(frozen=computed()).tried)
    assert (tried.version, tried.hidden, tried.few_changed) == (1, (), ())
    planted = Difference(hidden=(MALE,))
    monkeypatch.setattr("fristed.statistics.releases.official.standing.difference_of", lambda *_: planted)
    again = computed()
    StoredRelease.objects.filter(frozen=again).update(payload_sha256="f" * 64)
    assert refused(lambda: propose(again)).cells == (MALE,)
