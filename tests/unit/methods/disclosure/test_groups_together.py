"""Groups that several printed sums give away: found by who protects, who attacks and who checks alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import pytest

from fristed.methods.disclosure.attack import attack
from fristed.methods.disclosure.attack.propagation import NoWorld
from fristed.methods.disclosure.certificate import check_certificate
from fristed.methods.disclosure.proof import certify, print_linked
from fristed.methods.disclosure.protection import NoSafeLinkedPattern, is_safe_pattern, protect_linked
from fristed.methods.disclosure.records import Equation, LinkedCounts, Printed, ProtectionRule

RULE = ProtectionRule()
NAME = ("safe", "1")


def linked_of(counts: dict[str, int], *sums: tuple[str, str], shown: str = "") -> LinkedCounts:
    relations = tuple(Equation(total, tuple(parts.split())) for total, parts in sums)
    return LinkedCounts("sums", counts, relations, shown=frozenset(shown.split()))


def small_group_is_found(linked: LinkedCounts, hidden: str, rule: ProtectionRule = RULE) -> list[bool]:
    """Whether protector, attacker and checker see a small group, in this order."""
    printed = print_linked(linked, hidden.split(), rule)
    faults = check_certificate(printed, certify(printed, rule, policy=NAME), rule, policy=NAME)
    return [
        not is_safe_pattern(linked, rule, hidden.split()),
        any(leak.kind == "group" for leak in attack(printed).leaks),
        any("sums to" in fault for fault in faults),
    ]


TWO_SUMS = linked_of({"T": 20, "S": 15, "x": 2, "y": 3, "v": 5, "w": 10}, ("T", "x y v w"), ("S", "v w"))
THREE_SUMS = linked_of(
    {"T": 75, "S": 30, "U": 40, "x": 2, "y": 3, "a": 10, "b": 20, "c": 15, "d": 25},
    ("T", "x y a b c d"),
    ("S", "a b"),
    ("U", "c d"),
)
ACROSS_THEMES = linked_of(
    {"all": 60, "t": 22, "u": 38, "a": 3, "b": 19, "c": 2, "d": 36, "s": 55},
    ("all", "t u"),
    ("t", "a b"),
    ("u", "c d"),
    ("s", "b d"),
)
CROSSED = linked_of(
    {"R1": 12, "R2": 23, "C": 30, "a": 2, "b": 10, "c": 3, "d": 20},
    ("R1", "a b"),
    ("R2", "c d"),
    ("C", "b d"),
)
OVERLAPPING = linked_of(
    {"T": 14, "U": 33, "S": 32, "a": 2, "b": 12, "c": 20, "d": 3, "e": 10},
    ("T", "a b"),
    ("S", "b c"),
    ("U", "c d e"),
)


@pytest.mark.parametrize(
    ("linked", "hidden", "sum_is_known"),
    [
        (TWO_SUMS, "x y v w", True),
        (TWO_SUMS, "x y v w S", False),
        (THREE_SUMS, "x y a b c d", True),
        (ACROSS_THEMES, "t u a b c d", True),
        (ACROSS_THEMES, "t u a b c d s", False),
        (CROSSED, "a b c d", True),
        (OVERLAPPING, "a b c d", True),
        (OVERLAPPING, "a b c d e", False),
    ],
)
def test_printed_sums_inside_others_and_across_them_give_a_small_sum_away(
    linked: LinkedCounts, hidden: str, *, sum_is_known: bool
) -> None:
    assert small_group_is_found(linked, hidden) == [sum_is_known] * 3


def test_the_arithmetic_of_several_sums_is_told_in_words() -> None:
    def words(linked: LinkedCounts, hidden: str) -> str:
        leaks = attack(print_linked(linked, hidden.split(), RULE)).leaks
        return next(leak.because for leak in leaks if leak.kind == "group")

    assert words(TWO_SUMS, "x y v w") == "20 - 15 = 5 for x + y together"
    assert words(THREE_SUMS, "x y a b c d") == "75 - 30 - 40 = 5 for x + y together"
    assert words(CROSSED, "a b c d") == "12 + 23 - 30 = 5 for a + c together"


def test_a_sum_that_gives_a_group_away_is_hidden_or_refused() -> None:
    fixed = LinkedCounts("T and S stay", TWO_SUMS.counts, TWO_SUMS.relations, shown=frozenset("TS"))
    with pytest.raises(NoSafeLinkedPattern):
        protect_linked(fixed, RULE)
    free = LinkedCounts("S may be hidden", TWO_SUMS.counts, TWO_SUMS.relations, shown=frozenset("T"))
    pattern = protect_linked(free, RULE)
    assert "S" in pattern.hidden
    assert pattern.cost == pattern.bound


def drawn(seed: int, subsets: int) -> LinkedCounts:
    """Seven counts with their total and some printed sums of two or three."""
    chance = random.Random(seed)  # noqa: S311  the same releases every time
    counts = {f"c{at}": chance.choice([0, 1, 2, 3, 4, 5, 6, 8, 9, 12, 20, 40]) for at in range(7)}
    parts = tuple(counts)
    relations = [Equation("T", parts)]
    for at in range(subsets):
        chosen = tuple(sorted(chance.sample(parts, chance.choice([2, 3]))))
        relations.append(Equation(f"S{at}", chosen))
    for relation in relations:
        counts[relation.total_key] = sum(counts[key] for key in relation.part_keys)
    return LinkedCounts("drawn", counts, tuple(relations), shown=frozenset("T"))


def small_sums_by_force(linked: LinkedCounts, printed: Printed) -> Iterator[tuple[str, ...]]:
    """Every way of adding and subtracting the relations that leaves hidden numbers with a small sum."""
    blank = {cell.key for cell in printed.cells if cell.value is None}
    for signs in product((-1, 0, 1), repeat=len(linked.relations)):
        times: dict[str, int] = {}
        for sign, relation in zip(signs, linked.relations, strict=True):
            for key in relation.part_keys:
                times[key] = times.get(key, 0) + sign
            times[relation.total_key] = times.get(relation.total_key, 0) - sign
        left = {key: n for key, n in times.items() if n and key in blank}
        value = sum(linked.counts[key] * n for key, n in left.items())
        if set(left.values()) == {1} and 0 < value < RULE.threshold:
            yield tuple(left)


@pytest.mark.parametrize("subsets", [2, 3])
@pytest.mark.parametrize("start", [0, 20, 40])
def test_what_is_protected_gives_no_small_sum_away_by_any_adding_and_subtracting(
    start: int, subsets: int
) -> None:
    for seed in range(start, start + 20):
        linked = drawn(seed, subsets)
        try:
            pattern = protect_linked(linked, RULE)
        except NoSafeLinkedPattern:
            continue
        assert not list(small_sums_by_force(linked, print_linked(linked, pattern.hidden, RULE)))


@pytest.mark.parametrize("subsets", [2, 3])
@pytest.mark.parametrize("start", [0, 20, 40])
def test_attacker_and_checker_find_all_small_sums_of_careless_releases(start: int, subsets: int) -> None:
    for seed in range(start, start + 20):
        linked = drawn(seed, subsets)
        try:
            careless = protect_linked(linked, ProtectionRule(group_sum_at_least=0))
            printed = print_linked(linked, careless.hidden, RULE)
            certificate = certify(printed, RULE, policy=NAME)
        except (NoSafeLinkedPattern, NoWorld):
            continue
        is_known = any(small_sums_by_force(linked, printed))
        found = any(leak.kind == "group" for leak in attack(printed).leaks)
        faults = check_certificate(printed, certificate, RULE, policy=NAME)
        assert (found, bool(faults)) == (is_known, is_known), seed
        assert is_safe_pattern(linked, RULE, careless.hidden) != is_known
