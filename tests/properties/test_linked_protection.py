"""The protector of linked tables: what it prints is read by oracles that have never seen how it works."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from fristed.methods.disclosure.attack import attack
from fristed.methods.disclosure.protection import NoSafeLinkedPattern, is_safe_pattern, protect_linked
from fristed.methods.disclosure.records import Equation, LinkedCounts, LinkedPattern, Printed, same_numbers
from fristed.methods.disclosure.trials import (
    TooManySteps,
    TrialRelease,
    draw_release,
    known_sums,
    listed_intervals,
    narrow_cells,
    printed_of,
    run_trials,
    small_groups,
    solved_intervals,
)
from fristed.methods.disclosure.trials.running import gives_something_away, most_hidden

# Values the list of all worlds may try for one end: a rare release has so many worlds that it takes minutes.
STEPS = 3_000
few = settings(max_examples=max(6, settings().max_examples // 2))


def small_releases() -> st.SearchStrategy[TrialRelease]:
    return st.randoms(use_true_random=False).map(lambda chance: draw_release(chance, "small"))


def protected(release: TrialRelease) -> LinkedPattern:
    """The pattern of a release that can be protected; others are tried in a test of their own."""
    try:
        return protect_linked(release.linked, release.rule)
    except NoSafeLinkedPattern:
        assume(False)
        raise


def listed(printed: Printed) -> dict[str, tuple[int, int | None]]:
    """What the list of all worlds says, where they are not too many to list."""
    try:
        return listed_intervals(printed, steps=STEPS)
    except TooManySteps:
        reject()


def numbers_of(release: TrialRelease) -> dict[str, frozenset[str]]:
    same = same_numbers(release.linked.relations)
    return {key: same.get(key, frozenset({key})) for key in release.linked.counts}


def price_of(release: TrialRelease, number: frozenset[str]) -> int:
    linked = release.linked
    by_kind = {
        "count": 1,
        "value": linked.counts[min(number)],
        "weights": max(linked.weights.get(key, 1) for key in number),
    }
    return by_kind[release.rule.cost]


def open_numbers(release: TrialRelease) -> set[frozenset[str]]:
    """What may be hidden and need not be: printed, not small, not zero, not decided beforehand."""
    linked, rule = release.linked, release.rule
    return {
        number
        for key, number in numbers_of(release).items()
        if linked.counts[key] >= rule.threshold
        and not number <= linked.unprinted
        and number.isdisjoint(linked.shown | linked.hidden)
    }


def hidden_anyway(release: TrialRelease) -> frozenset[str]:
    """The small counts and the cells that someone chose, with the cells that repeat them."""
    linked, rule = release.linked, release.rule
    return frozenset(
        key
        for key, number in numbers_of(release).items()
        if number.isdisjoint(linked.shown)
        and key not in linked.unprinted
        and linked.counts[key]
        and (rule.is_small(linked.counts[key]) or number & linked.hidden)
    )


@given(small_releases())
def test_no_reader_finds_out_a_hidden_count_in_any_world(release: TrialRelease) -> None:
    printed = printed_of(release, protected(release).hidden)
    assert narrow_cells(printed, listed(printed), release.rule) == {}
    assert small_groups(printed, release.rule) == []


@few
@given(small_releases())
def test_both_oracles_and_the_attacker_derive_the_same_intervals(release: TrialRelease) -> None:
    printed = printed_of(release, protected(release).hidden)
    found = listed(printed)
    assert solved_intervals(printed) == found
    report = attack(printed, width=release.rule.width)
    assert {leak.kind for leak in report.leaks} <= {"printed"} | ({"group"} if _no_groups(release) else set())
    bounded = {key: ends for key, ends in found.items() if ends[1] is not None}
    assert {key: report.intervals[key] for key in bounded} == bounded


def _no_groups(release: TrialRelease) -> bool:
    return release.rule.group_sum_at_least == 0


@given(small_releases())
def test_a_pattern_says_what_is_hidden_and_what_it_costs(release: TrialRelease) -> None:
    linked, rule, pattern = release.linked, release.rule, protected(release)
    primary = {key for key, why in pattern.hidden.items() if why == "primary"}
    assert primary == {key for key in hidden_anyway(release) if rule.is_small(linked.counts[key])}
    assert hidden_anyway(release) <= pattern.hidden.keys()
    assert all(linked.counts[key] for key in pattern.hidden)
    assert pattern.hidden.keys().isdisjoint(linked.shown | linked.unprinted)
    lost = {numbers_of(release)[key] for key in pattern.hidden.keys() - primary}
    assert {numbers_of(release)[key] for key in pattern.protects} == lost
    assert (pattern.loss.number, pattern.loss.value) == (
        len(lost),
        sum(linked.counts[min(number)] for number in lost),
    )
    chosen = [number for number in lost if number in open_numbers(release)]
    assert pattern.cost == sum(price_of(release, number) for number in chosen)
    assert pattern.bound <= pattern.cost
    assert is_safe_pattern(linked, rule, pattern.hidden)


def shuffled(release: TrialRelease, chance: random.Random) -> TrialRelease:
    """The same release with other names for its cells and everything in another order."""
    linked = release.linked
    names = list(linked.counts)
    chance.shuffle(names)
    new = dict(zip(linked.counts, (f"cell {name}" for name in names), strict=True))
    relations = [Equation(new[r.total_key], tuple(new[k] for k in r.part_keys)) for r in linked.relations]
    chance.shuffle(relations)
    counts = {new[key]: count for key, count in linked.counts.items()}
    return replace(
        release,
        linked=LinkedCounts(
            linked.name,
            {key: counts[key] for key in sorted(counts)},
            tuple(relations),
            frozenset(new[key] for key in linked.unprinted),
            frozenset(new[key] for key in linked.shown),
            frozenset(new[key] for key in linked.hidden),
            {new[key]: weight for key, weight in linked.weights.items()},
        ),
    )


@few
@given(small_releases(), st.randoms(use_true_random=False))
def test_names_and_order_do_not_change_the_cost(release: TrialRelease, chance: random.Random) -> None:
    pattern = protected(release)
    assert protect_linked(release.linked, release.rule) == pattern
    other = shuffled(release, chance)
    assert protect_linked(other.linked, other.rule).cost == pattern.cost == pattern.bound


@few
@given(small_releases())
def test_no_cheaper_pattern_is_safe(release: TrialRelease) -> None:
    pattern, free = protected(release), sorted(open_numbers(release), key=sorted)
    assume(len(free) <= 7)
    for size in range(len(free) + 1):
        for extra in combinations(free, size):
            if sum(price_of(release, number) for number in extra) < pattern.cost:
                hidden = hidden_anyway(release).union(*extra)
                assert gives_something_away(printed_of(release, hidden), release.rule)


def crowded(chance: random.Random) -> TrialRelease:
    """A release of very small counts, which hiding does not always protect."""
    counts = {f"part {at}": chance.choice((0, 1, 1, 2, 3, 7)) for at in range(chance.randint(1, 5))}
    relation = Equation("all", tuple(counts))
    counts["all"] = sum(counts.values())
    shown = frozenset({"all"} if chance.random() < 0.8 else set[str]())
    never = frozenset({"part 0"} if chance.random() < 0.3 else set[str]())
    return TrialRelease(LinkedCounts("a crowded table", counts, (relation,), never, shown))


@given(st.one_of(small_releases(), st.randoms(use_true_random=False).map(crowded)))
def test_a_release_is_refused_exactly_when_hiding_more_cannot_help(release: TrialRelease) -> None:
    if gives_something_away(most_hidden(release), release.rule):
        with pytest.raises(NoSafeLinkedPattern) as refusal:
            protect_linked(release.linked, release.rule)
        assert set(refusal.value.cells) <= release.linked.counts.keys()
    else:
        assert protect_linked(release.linked, release.rule).hidden.keys() >= hidden_anyway(release)


@few
@given(small_releases(), st.randoms(use_true_random=False))
def test_a_wish_to_hide_more_never_saves_anything(release: TrialRelease, chance: random.Random) -> None:
    before, free = protected(release), sorted(open_numbers(release), key=sorted)
    assume(free)
    wished = chance.choice(free)
    key = min(wished - release.linked.unprinted)
    linked = replace(release.linked, hidden=release.linked.hidden | {key})
    after = protected(replace(release, linked=linked))
    assert after.hidden[key] == "secondary"
    assert after.cost + price_of(release, wished) >= before.cost


@few
@given(small_releases())
def test_printing_a_secondary_cell_again_gives_away_what_it_is_said_to_protect(release: TrialRelease) -> None:
    pattern = protected(release)
    for key, named in pattern.protects.items():
        if not numbers_of(release)[key] & release.linked.hidden:
            printed = printed_of(release, pattern.hidden.keys() - numbers_of(release)[key])
            intervals = listed(printed)
            known = set(narrow_cells(printed, intervals, release.rule))
            sums = (*small_groups(printed, release.rule), *known_sums(printed, intervals, release.rule))
            in_groups = {key for members, _ in sums for key in members}
            assert known | in_groups
            assert not named or (known | in_groups) & {k for n in named for k in numbers_of(release)[n]}
            said = {k for n in named for k in numbers_of(release)[n]}
            assert {k for k in known if pattern.hidden.get(k) == "primary"} <= said


@pytest.mark.parametrize("seed", [0, 40])
def test_larger_releases_and_planted_faults_are_judged_by_the_solver(seed: int) -> None:
    report = run_trials(seed, 4, "large")
    assert report.releases == 4
    assert report.leaks == ()
    assert sum(caught for _, caught in report.planted_caught.values()) > 0


@pytest.mark.ci
def test_five_hundred_linked_releases_have_no_narrow_cell_and_every_fault_is_caught() -> None:
    for report in (run_trials(20_000, 400, "small"), run_trials(20_000, 100, "large")):
        assert (report.narrow, report.leaks, report.missed) == (0, (), ())
