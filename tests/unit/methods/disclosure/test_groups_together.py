"""Small sums that several printed sums give away: protector, attacker and checker see the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import pytest

from fristed.methods.disclosure.attack import NoWorld, attack
from fristed.methods.disclosure.certificate import check_certificate
from fristed.methods.disclosure.proof import certify, print_linked
from fristed.methods.disclosure.protection import NoSafeLinkedPattern, is_safe_pattern, protect_linked
from fristed.methods.disclosure.records import Equation, LinkedCounts, Printed, ProtectionRule

RULE = ProtectionRule()
NAME = ("safe", "1")


def drawn(seed: int, figures: int) -> LinkedCounts:
    """Seven counts with their total and some printed sums of two or three."""
    chance = random.Random(seed)  # noqa: S311  the same releases every time
    counts = {f"c{at}": chance.choice([0, 1, 2, 3, 4, 5, 6, 8, 9, 12, 20, 40]) for at in range(7)}
    parts = tuple(counts)
    relations = [Equation("T", parts)]
    for at in range(figures):
        relations.append(Equation(f"S{at}", tuple(sorted(chance.sample(parts, chance.choice([2, 3]))))))
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


@pytest.mark.parametrize("figures", [2, 3])
def test_what_is_protected_gives_no_small_sum_away_by_any_adding_and_subtracting(figures: int) -> None:
    protected = 0
    for seed in range(40):
        linked = drawn(seed, figures)
        try:
            pattern = protect_linked(linked, RULE)
        except NoSafeLinkedPattern:
            continue
        protected += 1
        assert not list(small_sums_by_force(linked, print_linked(linked, pattern.hidden, RULE)))
    assert protected > 20


@pytest.mark.parametrize("figures", [2, 3])
def test_protector_attacker_and_checker_agree_about_careless_releases(figures: int) -> None:
    given_away = 0
    for seed in range(40):
        linked = drawn(seed, figures)
        try:
            careless = protect_linked(linked, ProtectionRule(group_sum_at_least=0))
            printed = print_linked(linked, careless.hidden, RULE)
            certificate = certify(printed, RULE, policy=NAME)
        except (NoSafeLinkedPattern, NoWorld):
            continue
        is_known = any(small_sums_by_force(linked, printed))
        given_away += is_known
        found = any(leak.kind == "group" for leak in attack(printed).leaks)
        faults = check_certificate(printed, certificate, RULE, policy=NAME)
        assert (found, bool(faults)) == (is_known, is_known), seed
        assert is_safe_pattern(linked, RULE, careless.hidden) != is_known
    assert given_away
