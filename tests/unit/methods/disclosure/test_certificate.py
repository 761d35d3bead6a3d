"""A certificate convinces a reader who has no solver, and every way to spoil it is noticed."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from unittest.mock import patch

import pytest

from fristed.methods.disclosure import plain_sums
from fristed.methods.disclosure.attack import NoWorld, witnesses
from fristed.methods.disclosure.certificate import Certificate, check_certificate, print_digest
from fristed.methods.disclosure.proof import certify, print_linked, prove_linked
from fristed.methods.disclosure.protection import protect_linked
from fristed.methods.disclosure.records import (
    SIGN_AS_PUBLISHED,
    SIGN_SAFE,
    Equation,
    LinkedCounts,
    Printed,
    PrintedCell,
    PrintedPercent,
    ProtectionRule,
    Rounding,
)

POLICY = ("safe", "1")
RULE = ProtectionRule()
COUNTS = {"total": 40, "a": 4, "b": 6, "c": 30, "left": 0}
LINKED = LinkedCounts("a small release", COUNTS, (Equation("total", ("a", "b", "c", "left")),))


def printed() -> Printed:
    return print_linked(LINKED, {"a", "b"}, RULE)


def faults_of(printed: Printed, made: Any, rule: ProtectionRule | None = None, exempt: str = "") -> list[str]:
    """Check by a rule; without one by what the certificate states itself."""
    said = made["policy"]
    stated = ProtectionRule(said["threshold"], said["width"], said["group_sum_at_least"])
    if rule is None:
        return check_certificate(
            printed, made, stated, policy=(said["id"], said["version"]), exempt=said["exempt"]
        )
    return check_certificate(printed, made, rule, policy=POLICY, exempt=exempt.split())


def certificate() -> Any:
    """As it comes back from a file, so that a test can spoil it."""
    return json.loads(json.dumps(certify(printed(), RULE, policy=POLICY)))


def test_a_safe_release_has_a_certificate_that_holds() -> None:
    proof = prove_linked(LINKED, {"a": "primary", "b": "primary"}, RULE, policy=POLICY)
    assert proof.is_safe
    assert proof.printed == printed()
    assert proof.report.intervals == {"a": (1, 9), "b": (1, 9)}
    assert faults_of(proof.printed, json.loads(json.dumps(proof.certificate))) == []


def test_a_certificate_says_all_that_is_needed_to_check_it() -> None:
    found = certify(printed(), RULE, policy=POLICY, exempt={"total", "left"})
    assert found["policy"] == {
        "id": "safe",
        "version": "1",
        "threshold": 7,
        "width": 3,
        "group_sum_at_least": 7,
        "exempt": [],
    }
    assert found["print"] == print_digest(printed())
    assert {key: ends[:2] for key, ends in found["cells"].items()} == {"a": (1, 9), "b": (1, 9)}
    assert sorted(map(tuple, found["worlds"])) == [(1, 9), (9, 1)]


def test_only_small_printed_counts_are_listed_as_exempt() -> None:
    cells = (PrintedCell.shown("six", 6), PrintedCell.shown("seven", 7), PrintedCell.shown("two", 2))
    found = certify(Printed(cells), RULE, policy=POLICY, exempt={"seven", "six"})
    assert found["policy"]["exempt"] == ["six"]
    assert faults_of(Printed(cells), found) == ["two is printed as 2."]


def test_the_certificate_is_made_from_the_print_alone() -> None:
    others = {**COUNTS, "a": 8, "b": 2}
    twin = LinkedCounts("another truth", others, LINKED.relations)
    assert print_linked(twin, {"a", "b"}, RULE) == printed()
    assert certify(print_linked(twin, {"a", "b"}, RULE), RULE, policy=POLICY) == certify(
        printed(), RULE, policy=POLICY
    )


SPOILED: list[tuple[Callable[[Any], object], str]] = [
    (lambda made: made.update(print="0" * 64), "It was made for another print."),
    (lambda made: made["policy"].update(threshold=6), "Its policy has another threshold than the print."),
    (
        lambda made: made["cells"].pop("a"),
        "It does not list the cells without a value, each once, in the order of the print.",
    ),
    (
        lambda made: made["worlds"][0].append(1),
        "A world does not have one whole number for every cell without a value.",
    ),
    (
        lambda made: made["worlds"][0].__setitem__(0, 1.0),
        "A world does not have one whole number for every cell without a value.",
    ),
    (lambda made: made["cells"]["a"].__setitem__(2, 2), "A cell names a world that is not there."),
    (lambda made: made["cells"]["b"].__setitem__(3, -1), "A cell names a world that is not there."),
]


@pytest.mark.parametrize(("spoil", "fault"), SPOILED)
def test_a_certificate_of_the_wrong_form_is_refused(spoil: Callable[[Any], object], fault: str) -> None:
    made = certificate()
    spoil(made)
    assert fault in faults_of(printed(), made)


def certificate_of(
    what: Printed, cells: dict[str, tuple[int, int | None, int, int]], worlds: list[list[int]]
) -> Certificate:
    made = certify(Printed((), threshold=what.threshold), RULE, policy=POLICY)
    return {**made, "print": print_digest(what), "cells": cells, "worlds": worlds}


def test_worlds_must_fit_the_print() -> None:
    made = certificate_of(printed(), {"a": (0, 9, 0, 1), "b": (1, 10, 1, 0)}, [[0, 10], [9, 1], [5, 6]])
    assert faults_of(printed(), made) == [
        "World 0 does not fit: a.",
        "World 2 does not fit: total is the sum of its parts.",
    ]


@pytest.mark.parametrize(("value", "fits"), [(0, False), (1, True), (6, True), (7, False)])
def test_worlds_must_keep_to_the_sign(value: int, fits: bool) -> None:
    signed = Printed((PrintedCell.signed("x", SIGN_AS_PUBLISHED),))
    made = certificate_of(signed, {"x": (1, 6, 0, 1)}, [[1], [6], [value]])
    assert faults_of(signed, made) == ([] if fits else ["World 2 does not fit: x."])


@pytest.mark.parametrize(
    ("rounding", "percent", "fitting"),
    [
        ("half_up", 50, [198, 199, 200, 201]),
        ("unknown", 50, [197, 198, 199, 200, 201, 202, 203]),
        ("half_up", 0, [1]),
        ("unknown", 0, [1, 2, 3]),
        ("half_up", 100, [398, 399, 400, 401]),
    ],
)
def test_worlds_must_keep_to_percents(rounding: Rounding, percent: int, fitting: list[int]) -> None:
    cells = (PrintedCell.shown("all", 400), PrintedCell.signed("x", SIGN_SAFE))
    what = Printed(cells, (), (PrintedPercent("x", "all", percent, rounding),))
    near = range(1, 410)
    made = certificate_of(what, {"x": (1, None, 0, 5)}, [[n] for n in near])
    wrong = {fault.split(" ")[1] for fault in faults_of(what, made)}
    assert [count for place, count in enumerate(near) if str(place) not in wrong] == fitting


def test_nought_percent_of_a_printed_zero_says_nothing() -> None:
    cells = (PrintedCell.shown("none", 0), PrintedCell.shown("part", 0))
    nought = Printed(cells, (), (PrintedPercent("part", "none", 0),))
    five = Printed(cells, (), (PrintedPercent("part", "none", 5),))
    assert faults_of(nought, certificate_of(nought, {}, [[]])) == []
    assert faults_of(five, certificate_of(five, {}, [[]])) == ["World 0 does not fit: part is 5 % of none."]


@pytest.mark.parametrize(
    ("ends", "faults"),
    [
        ((1, 9, 0, 1), []),
        ((2, 9, 0, 1), ["World 0 does not show the lowest count of a."]),
        ((1, 9, 1, 1), ["World 1 does not show the lowest count of a."]),
        ((1, 8, 0, 1), ["World 1 does not show the highest count of a."]),
        ((1, 9, 0, 0), ["World 0 does not show the highest count of a."]),
        ((1, None, 0, 1), []),
        ((1, None, 0, 2), []),
        ((1, None, 0, 3), ["World 3 does not show the highest count of a."]),
    ],
)
def test_the_two_worlds_of_a_cell_must_hold_its_ends(
    ends: tuple[int, int | None, int, int], faults: list[str]
) -> None:
    worlds = [[1, 9], [9, 1], [4, 6], [3, 7]]
    made = certificate_of(printed(), {"a": ends, "b": (1, 9, 1, 0)}, worlds)
    assert faults_of(printed(), made) == faults


@pytest.mark.parametrize(("total", "narrow"), [(4, True), (5, False)])
def test_a_narrow_cell_is_a_fault(total: int, narrow: bool) -> None:
    cells = (PrintedCell.shown("all", 100), PrintedCell.signed("x", SIGN_SAFE), PrintedCell.rest("y"))
    cells = (*cells, PrintedCell.shown("z", 100 - total))
    what = Printed(cells, (Equation("all", ("x", "y", "z")),), threshold=2)
    faults = faults_of(what, certify(what, ProtectionRule(threshold=2, width=4), policy=POLICY))
    assert faults == (["x is narrow: from 1 to 4.", "y is narrow: from 0 to 3."] if narrow else [])


@pytest.mark.parametrize(("left", "is_fault"), [(0, False), (1, True), (6, True), (7, False)])
def test_a_narrow_rest_is_a_fault_where_it_may_be_small(left: int, is_fault: bool) -> None:
    cells = (PrintedCell.shown("all", 20 + left), PrintedCell.shown("seen", 20), PrintedCell.rest("left"))
    what = Printed(cells, (Equation("all", ("seen", "left")),))
    faults = faults_of(what, certify(what, ProtectionRule(group_sum_at_least=0), policy=POLICY))
    assert faults == ([f"left is narrow: from {left} to {left}."] if is_fault else [])


@pytest.mark.parametrize(("left", "is_fault"), [(6, True), (7, False)])
def test_what_is_hidden_in_one_relation_must_not_sum_below_the_threshold(left: int, is_fault: bool) -> None:
    counts = {"total": 30 + left, "c": 30, "a": 2, "b": left - 2, "all": 30 + left}
    relations = (Equation("total", ("a", "b", "c")), Equation("all", ("total",)))
    linked = LinkedCounts("two hidden cells", counts, relations)
    proof = prove_linked(linked, {"a", "b"}, RULE, policy=POLICY)
    assert [leak.kind for leak in proof.leaks] == (["group"] if is_fault else [])
    assert proof.is_safe != is_fault
    fault = f"What is hidden in total sums to {left}."
    assert faults_of(proof.printed, proof.certificate) == ([fault] if is_fault else [])
    without = prove_linked(linked, {"a", "b"}, ProtectionRule(group_sum_at_least=0), policy=POLICY)
    assert without.is_safe
    assert faults_of(without.printed, without.certificate) == []


def test_the_smallest_sum_of_the_rule_holds_above_the_threshold_too() -> None:
    counts = {"total": 105, "a": 2, "b": 3, "c": 100}
    linked = LinkedCounts("a low sum", counts, (Equation("total", ("a", "b", "c")),))
    rule = ProtectionRule(threshold=4, width=3, group_sum_at_least=7)
    proof = prove_linked(linked, {"a", "b"}, rule, policy=POLICY)
    assert [leak.because for leak in proof.leaks] == ["105 - 100 = 5 for a + b together"]
    assert faults_of(proof.printed, proof.certificate) == ["What is hidden in total sums to 5."]


@pytest.mark.parametrize(("counts", "hidden"), [({"a": 1, "c": 30}, "a"), ({"a": 2, "b": 4}, "ab")])
def test_one_case_alone_and_a_relation_without_a_printed_part_sum_too_low_as_well(
    counts: dict[str, int], hidden: str
) -> None:
    whole = {"total": sum(counts.values()), **counts}
    linked = LinkedCounts("low sums", whole, (Equation("total", tuple(counts)),), shown=frozenset({"total"}))
    proof = prove_linked(linked, set(hidden), RULE, policy=POLICY)
    left = sum(counts[key] for key in hidden)
    assert f"What is hidden in total sums to {left}." in faults_of(proof.printed, proof.certificate)


def test_printed_parts_that_do_not_add_up_are_no_hidden_sum() -> None:
    cells = (PrintedCell.shown("all", 30), PrintedCell.shown("a", 27))
    made = certificate_of(what := Printed(cells, (Equation("all", ("a",)),)), {}, [[]])
    assert faults_of(what, made) == ["World 0 does not fit: all is the sum of its parts."]


def test_the_width_of_the_rule_is_the_attackers_too() -> None:
    assert prove_linked(LINKED, {"a", "b"}, ProtectionRule(width=8), policy=POLICY).is_safe
    report = prove_linked(LINKED, {"a", "b"}, ProtectionRule(width=9), policy=POLICY).report
    assert {finding.kind for finding in report.findings} == {"narrow"}


def test_a_relation_with_a_hidden_total_has_no_sum_to_give_away() -> None:
    counts = {"all": 60, "theme": 12, "rest": 48, "a": 9, "b": 3}
    relations = (Equation("all", ("theme", "rest")), Equation("theme", ("a", "b")))
    proof = prove_linked(
        LinkedCounts("hidden theme", counts, relations), ["theme", "rest", "a", "b"], RULE, policy=POLICY
    )
    assert proof.is_safe
    assert faults_of(proof.printed, proof.certificate) == []


@pytest.mark.parametrize(("count", "is_small"), [(0, False), (1, True), (6, True), (7, False)])
def test_a_small_count_in_plain_sight_is_a_fault_unless_it_is_exempt(count: int, is_small: bool) -> None:
    plain = LinkedCounts("one count", {"x": count})
    proof = prove_linked(plain, (), RULE, policy=POLICY)
    assert proof.is_safe != is_small
    fault = [f"x is printed as {count}."]
    assert faults_of(proof.printed, proof.certificate) == (fault if is_small else [])
    exempt = LinkedCounts("one count", {"x": count}, shown=frozenset({"x"}))
    proof = prove_linked(exempt, (), RULE, policy=POLICY)
    assert proof.is_safe
    assert faults_of(proof.printed, proof.certificate) == []


def test_what_repeats_an_exempt_count_is_exempt_as_well() -> None:
    counts = {"T": 45, "a": 3, "q": 3, "b": 42}
    relations = (Equation("T", ("a", "b")), Equation("q", ("a",)))
    linked = LinkedCounts("a figure of an exempt row", counts, relations, shown=frozenset({"T", "a"}))
    pattern = protect_linked(linked, RULE)
    assert dict(pattern.hidden) == {}
    proof = prove_linked(linked, pattern.hidden, RULE, policy=POLICY)
    assert proof.is_safe
    assert proof.certificate["policy"]["exempt"] == ["a", "q"]
    assert faults_of(proof.printed, proof.certificate) == []


def test_an_exact_cell_is_a_leak_even_where_it_must_be_hidden() -> None:
    proof = prove_linked(LINKED, {"a"}, RULE, policy=POLICY)
    assert {leak.key for leak in proof.leaks} == {"a", "b"}
    assert "a is narrow: from 4 to 4." in faults_of(proof.printed, proof.certificate)


def test_a_percent_left_on_a_hidden_cell_is_in_the_proof() -> None:
    percents = (PrintedPercent("a", "total", 10),)
    proof = prove_linked(LINKED, {"a", "b"}, RULE, policy=POLICY, percents=percents)
    assert proof.printed.percents == percents
    assert not proof.is_safe
    assert proof.report.intervals["a"] == (4, 4)


def test_what_is_printed_inside_a_hidden_total_is_subtracted_too() -> None:
    counts = {"all": 95, "theme": 19, "fear": 16, "done": 3, "first": 14, "second": 2, "other": 76}
    relations = (
        Equation("theme", ("fear", "done")),
        Equation("fear", ("first", "second")),
        Equation("all", ("theme", "other")),
    )
    linked = LinkedCounts("themes", counts, relations, shown=frozenset({"all"}))
    proof = prove_linked(linked, {"fear", "done", "second"}, ProtectionRule(), policy=("safe", "1"))
    assert not proof.is_safe
    assert "What is hidden in theme sums to 5." in faults_of(proof.printed, proof.certificate)


def test_equations_in_a_ring_do_not_trap_the_check_of_groups() -> None:
    cells = (PrintedCell.shown("all", 8), *(PrintedCell.rest(key) for key in "bde"))
    printed = Printed(cells, (Equation("all", ("b", "e")), Equation("b", ("b", "d"))))
    certificate = certify(printed, ProtectionRule(), policy=("safe", "1"))
    assert faults_of(printed, certificate) == []


@pytest.mark.parametrize("key", ["left", "rest", "unheard of"])
def test_what_is_zero_or_never_printed_cannot_carry_the_sign(key: str) -> None:
    linked = LinkedCounts("l", {"left": 0, "rest": 5, "x": 5}, unprinted=frozenset({"rest"}))
    with pytest.raises(ValueError, match=f"^l: cannot carry the sign: {key}.$"):
        print_linked(linked, {key, "x"}, RULE)


def test_all_cells_that_cannot_carry_the_sign_are_named() -> None:
    linked = LinkedCounts("l", {"left": 0, "rest": 5, "x": 5}, unprinted=frozenset({"rest"}))
    with pytest.raises(ValueError, match=r"^l: cannot carry the sign: left, rest\.$"):
        print_linked(linked, {"rest", "left"}, RULE)


def test_cells_that_are_never_printed_and_the_threshold_reach_the_print() -> None:
    linked = LinkedCounts("l", {"rest": 0, "x": 5, "y": 9}, unprinted=frozenset({"rest"}))
    assert print_linked(linked, {"x"}, ProtectionRule(threshold=6)) == Printed(
        (PrintedCell.rest("rest"), PrintedCell.signed("x", SIGN_SAFE), PrintedCell.shown("y", 9)), threshold=6
    )


@pytest.mark.parametrize("width", [3, 5])
def test_what_nothing_bounds_is_shown_the_width_above_its_lowest(width: int) -> None:
    cells = [PrintedCell.signed(key, SIGN_SAFE) for key in ("sum", "a", "b", "alone")]
    what = Printed((*cells, PrintedCell.shown("c", 0)), (Equation("sum", ("a", "b")),))
    found = witnesses(what, width=width)
    assert {key: ends[:2] for key, ends in found.ends.items()} == {
        "sum": (2, None),
        "a": (1, None),
        "b": (1, None),
        "alone": (1, None),
    }
    rule = ProtectionRule(width=width)
    assert faults_of(what, certify(what, rule, policy=POLICY)) == []


def test_a_print_that_contradicts_itself_has_no_certificate() -> None:
    cells = (PrintedCell.shown("all", 3), PrintedCell.shown("part", 2))
    with pytest.raises(NoWorld):
        certify(Printed(cells, (Equation("all", ("part",)),)), RULE, policy=POLICY)


def test_parts_with_few_worlds_stand_beside_parts_with_many() -> None:
    cells = [PrintedCell.shown("t", 30), PrintedCell.shown("u", 9)]
    cells += [PrintedCell.signed(key, SIGN_SAFE) for key in ("a", "b", "x", "c", "y", "d")]
    what = Printed(tuple(cells), (Equation("t", ("a", "b", "c", "d")), Equation("u", ("x", "y"))))
    found = witnesses(what)
    assert list(found.ends) == ["a", "b", "x", "c", "y", "d"]
    assert len(found.worlds) == 4
    assert faults_of(what, certify(what, RULE, policy=POLICY)) == []


def test_the_digest_of_a_print_changes_with_everything_in_it() -> None:
    cells = (PrintedCell.shown("a", 7), PrintedCell.signed("b", SIGN_SAFE))
    relation, percent = Equation("a", ("b",)), PrintedPercent("a", "b", 50)
    prints = [
        Printed(()),
        Printed(cells),
        Printed(cells[::-1]),
        Printed((PrintedCell.shown("a", 7, source="text"), cells[1])),
        Printed((cells[0], PrintedCell.signed("b", SIGN_AS_PUBLISHED))),
        Printed((cells[0], PrintedCell("b", low=1, state="rest"))),
        Printed(cells, (relation,)),
        Printed(cells, (relation,), (percent,)),
        Printed(cells, (relation,), (PrintedPercent("a", "b", 50, "unknown"),)),
        Printed(cells, threshold=5),
    ]
    assert len({print_digest(each) for each in prints}) == len(prints)


def test_a_print_is_written_down_as_the_page_says() -> None:
    what = Printed(
        (PrintedCell.shown("år", 7),), (Equation("år", ("år",)),), (PrintedPercent("år", "år", 9),)
    )
    line = (
        '{"cells":[["år",7,7,7,"shown","table"]],"equations":[["år",["år"]]],'
        '"percents":[["år","år",9,"half_up"]],"threshold":7}'
    )
    assert print_digest(what) == sha256(line.encode()).hexdigest()


def test_the_policy_is_that_of_whoever_checks() -> None:
    forged = certificate()
    forged["policy"].update(width=0, group_sum_at_least=0, exempt=["x"])
    assert faults_of(printed(), forged, RULE) == [
        "Its policy says 0 for width, the rule to check by 3.",
        "Its policy says 0 for group_sum_at_least, the rule to check by 7.",
        "x is exempt, but not by the rule to check by.",
    ]
    assert faults_of(printed(), certificate(), RULE) == []
    other = certificate()
    other["policy"].update(version="2")
    assert faults_of(printed(), other, RULE) == ["It follows another policy than safe, version 1."]
    assert faults_of(printed(), certificate(), ProtectionRule(threshold=6, group_sum_at_least=7)) == [
        "Its policy says 7 for threshold, the rule to check by 6."
    ]


@pytest.mark.parametrize("rule", [ProtectionRule(width=0), ProtectionRule(threshold=0)])
def test_a_rule_that_protects_nothing_is_no_rule_to_check_by(rule: ProtectionRule) -> None:
    assert "The rule to check by protects nothing." in faults_of(printed(), certificate(), rule)


def test_an_exempt_cell_frees_those_that_an_equation_declares_equal() -> None:
    cells = (PrintedCell.shown("row", 2), PrintedCell.shown("figure", 2), PrintedCell.shown("other", 2))
    what = Printed(cells, (Equation("figure", ("row",)),))
    made = certify(what, RULE, policy=POLICY, exempt={"row", "figure"})
    assert faults_of(what, made, RULE, exempt="row") == ["other is printed as 2."]
    assert faults_of(what, made, RULE) == [
        "figure is exempt, but not by the rule to check by.",
        "row is exempt, but not by the rule to check by.",
    ]


NO_FORM: list[tuple[Callable[[Any], object], str]] = [
    (lambda made: made.pop("worlds"), "It does not have the fields of a certificate, and only these."),
    (lambda made: made.update(more=1), "It does not have the fields of a certificate, and only these."),
    (
        lambda made: made["policy"].update(width="3"),
        "Its policy does not have the fields of a policy, with whole numbers.",
    ),
    (
        lambda made: made.update(policy=[]),
        "Its policy does not have the fields of a policy, with whole numbers.",
    ),
    (
        lambda made: made["policy"].update(id=1),
        "Its policy does not have the fields of a policy, with whole numbers.",
    ),
    (
        lambda made: made["policy"].update(exempt="a"),
        "Its policy does not have the fields of a policy, with whole numbers.",
    ),
    (lambda made: made.update(print=1), "It does not name a print."),
    (lambda made: made.update(cells=[]), "A cell does not have two counts and two worlds."),
    (lambda made: made["cells"].update(a=[1, 9, 0]), "A cell does not have two counts and two worlds."),
    (lambda made: made["cells"].update(a=[1, 9, 0, True]), "A cell does not have two counts and two worlds."),
    (lambda made: made["cells"].update(a=[1, "9", 0, 1]), "A cell does not have two counts and two worlds."),
    (lambda made: made.update(worlds={}), "Its worlds are no lists."),
    (lambda made: made.update(worlds=["19"]), "Its worlds are no lists."),
]


@pytest.mark.parametrize(("spoil", "fault"), NO_FORM)
def test_what_has_not_the_form_of_a_certificate_is_found_faulty(
    spoil: Callable[[Any], object], fault: str
) -> None:
    made = certificate()
    spoil(made)
    assert check_certificate(printed(), made, RULE, policy=POLICY) == [fault]
    assert check_certificate(printed(), None, RULE, policy=POLICY) == [
        "It does not have the fields of a certificate, and only these."
    ]


BESIDE_A_FIGURE = LinkedCounts(
    "a figure of two rows",
    {"T": 113, "a": 2, "b": 3, "c": 4, "d": 4, "e": 100, "Q": 8},
    (Equation("T", ("a", "b", "c", "d", "e")), Equation("Q", ("c", "d"))),
)


def test_what_several_sums_together_tell_is_a_fault() -> None:
    proof = prove_linked(BESIDE_A_FIGURE, "abcd", RULE, policy=POLICY)
    assert [leak.because for leak in proof.leaks] == ["113 - 100 - 8 = 5 for a + b together"]
    assert faults_of(proof.printed, proof.certificate, RULE) == ["a + b are known to sum to 5."]
    safe = prove_linked(BESIDE_A_FIGURE, "abcdQ", RULE, policy=POLICY)
    assert safe.is_safe
    assert faults_of(safe.printed, safe.certificate, RULE) == []


@pytest.mark.parametrize(("tries", "found"), [(0, []), (2, ["a + b are known to sum to 5."])])
def test_what_can_be_added_up_in_too_many_ways_is_not_shown_to_be_safe(tries: int, found: list[str]) -> None:
    low = prove_linked(BESIDE_A_FIGURE, "abcd", RULE, policy=POLICY)
    with patch.object(plain_sums, "TRIES", tries):
        assert faults_of(low.printed, low.certificate, RULE) == [
            *found,
            "What is hidden can be added up in too many ways to be checked.",
        ]


def test_a_single_cell_that_several_sums_tell_is_narrow_and_no_sum() -> None:
    cells = (PrintedCell.shown("S", 62), PrintedCell.shown("R", 60))
    cells += tuple(PrintedCell.signed(key, SIGN_SAFE) for key in "auv")
    what = Printed(cells, (Equation("S", ("a", "u", "v")), Equation("R", ("u", "v"))))
    assert faults_of(what, certify(what, RULE, policy=POLICY), RULE) == ["a is narrow: from 2 to 2."]


def test_sums_that_no_printed_count_bounds_are_not_gone_through() -> None:
    cells = [PrintedCell.rest(key) for key in (f"{kind}{n}" for kind in "tab" for n in range(40))]
    relations = [Equation(f"t{n}", (f"a{n}", f"b{n}")) for n in range(40)]
    relations += [Equation(f"t{n}", (f"a{n + 1}", f"b{n}")) for n in range(39)]
    what = Printed(tuple(cells), tuple(relations))
    assert faults_of(what, certify(what, RULE, policy=POLICY), RULE) == []
