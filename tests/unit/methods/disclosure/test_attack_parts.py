"""The parts the attacker is made of, one by one: what is near, what hangs together, how much is asked."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from fristed.methods.disclosure.attack import attack, contradictions, findings, show_width, witnesses
from fristed.methods.disclosure.attack.matrix import ENDLESS, Matrix
from fristed.methods.disclosure.attack.neighbourhoods import Neighbourhoods
from fristed.methods.disclosure.attack.pool import Search
from fristed.methods.disclosure.attack.programme import Corner, Direction, Programme
from fristed.methods.disclosure.attack.propagation import NoWorld, tighten
from fristed.methods.disclosure.attack.system import Bounds, Row, Statement, bounds_of, rows_of
from fristed.methods.disclosure.attack.worlds import Component, components, gives, has_world, joined
from fristed.methods.disclosure.records import (
    SIGN_SAFE,
    Equation,
    Printed,
    PrintedCell,
    PrintedPercent,
    SignRule,
)


def row(terms: dict[str, int], low: int | None, high: int | None) -> Row:
    return Row(Statement(3, 0, "said"), tuple(terms.items()), low, high)


def printed(
    shown: dict[str, int],
    signed: str,
    relations: dict[str, str],
    percents: Iterable[PrintedPercent] = (),
) -> Printed:
    cells = [PrintedCell.shown(key, count) for key, count in shown.items()]
    cells += [PrintedCell.signed(key, SIGN_SAFE) for key in signed.split()]
    named = [Equation(total, tuple(parts.split())) for total, parts in relations.items()]
    return Printed(tuple(cells), tuple(named), tuple(percents))


def pairs(number: int) -> Printed:
    """Tables of two hidden cells each, which have nothing to do with each other."""
    shown = {f"t{at}": 8 for at in range(number)}
    signed = " ".join(f"a{at} b{at}" for at in range(number))
    return printed(shown, signed, {f"t{at}": f"a{at} b{at}" for at in range(number)})


def test_a_signed_cell_that_is_found_leaks_though_it_is_not_small() -> None:
    report = attack(printed({"all": 30, "seen": 20}, "x", {"all": "seen x"}))
    assert [(leak.key, leak.low, leak.kind) for leak in report.leaks] == [("x", 10, "exact")]


def test_the_shorter_of_two_relations_explains() -> None:
    shown = {"long": 40, "short": 30, "p": 5, "q": 15, "r": 10}
    for order in (("long", "short"), ("short", "long")):
        parts = {"long": "p q r x", "short": "x r r"}
        report = attack(printed(shown, "x", {total: parts[total] for total in order}))
        assert report.findings[0].because == "30 - 10 - 10 = 10"


def test_a_relation_explains_rather_than_a_percent() -> None:
    shown = {"all": 100, "seen": 50, "rest": 60, "p": 10}
    percent = PrintedPercent("x", "all", 50)
    report = attack(printed(shown, "x", {"rest": "x p"}, [percent]))
    assert report.findings[0].because == "60 - 10 = 50"


def test_rows_give_an_interval_alone_or_together_but_never_a_tighter_one() -> None:
    sums = [row({one: 1, other: 1}, 6, 6) for one, other in ("ab", "bc", "ca")]
    ring = Component(dict.fromkeys("abc", (1, None)), tuple(sums))
    assert gives(ring, "a", (3, 3))
    assert gives(ring, "a", (1, 5))
    assert not gives(ring, "a", (2, 4))
    pair = Component(dict.fromkeys("ab", (1, None)), tuple(sums[:1]))
    assert gives(pair, "a", (1, 5))
    assert not gives(pair, "a", (3, 3))


def chain(length: int) -> Printed:
    """Hidden cells in a chain of sums; only all of it together tells the first of them."""
    shown = {f"t{at}": 20 for at in range(length)} | {"end": 9}
    signed = " ".join(f"x{at}" for at in range(length + 1))
    relations = {f"t{at}": f"x{at} x{at + 1}" for at in range(length)}
    return printed(shown, signed, relations | {"end": f"x{length}"})


def test_long_arithmetic_is_written_out_where_a_release_is_of_common_size() -> None:
    because = attack(chain(13)).findings[0].because
    assert because.count(";") == 13
    assert because.endswith("; 9")


def test_in_large_components_long_arithmetic_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "READILY_EXPLAINED", 13)
    because = [finding.because for finding in attack(chain(13)).findings]
    assert because[:2] == ["11 by 14 relations together", "9 by 14 relations together"]
    assert [words.count(";") for words in because[2:]] == [*range(11, -1, -1)]
    monkeypatch.setattr(findings, "READILY_EXPLAINED", 14)
    assert attack(chain(13)).findings[0].because.count(";") == 13


def test_in_large_components_arithmetic_is_looked_for_near_the_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "READILY_EXPLAINED", 0)
    monkeypatch.setattr(findings, "LARGEST_NEIGHBOURHOOD", 4)
    because = [finding.because for finding in attack(chain(5)).findings]
    assert [words.count(";") for words in because] == [0, 0, 0, 0, 1, 0]
    assert because[2] == "11 by 6 relations together"
    assert because[4] == "20 for x4 + x5, each at least 1; 9"


def test_a_contradiction_is_narrowed_down_near_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """All rows are asked about a few times; then only those that touch what is wrong."""
    release = printed(
        {f"t{at}": 20 for at in range(12)} | {"wrong": 12, "p": 3, "q": 4},
        " ".join(f"x{at}" for at in range(13)),
        {f"t{at}": f"x{at} x{at + 1}" for at in range(12)} | {"wrong": "x7 p q", "p": "x7"},
    )
    asked: list[int] = []

    def counted(component: Component) -> bool:
        asked.append(len(component.rows))
        return has_world(component)

    monkeypatch.setattr(contradictions, "has_world", counted)
    [found] = attack(release).contradictions
    assert set(found.statements) == {
        "wrong is 12",
        "wrong is x7 + p + q",
        "p is 3",
        "p is x7",
        "q is 4",
    }
    assert (asked[0], asked[-1]) == (14, 13)
    assert max(asked[1:-1]) <= 4
    assert len(asked) <= 27


def test_what_has_nothing_to_do_with_each_other_is_apart() -> None:
    release = printed(
        {"t": 9, "u": 9, "one": 4, "two": 4}, "a b c d alone", {"t": "a b", "u": "c d", "one": "two"}
    )
    found = components(bounds_of(release), rows_of(release))
    assert [set(part.bounds) for part in found] == [
        {"t", "a", "b"},
        {"u", "c", "d"},
        {"one", "two"},
        {"alone"},
    ]
    assert [part.is_closed for part in found] == [False, False, True, False]
    assert [len(part.rows) for part in found] == [1, 1, 1, 0]
    together = joined(found)
    assert set(together.bounds) == set(bounds_of(release))
    assert len(together.rows) == 3


def test_hidden_cells_join_what_printed_cells_do_not() -> None:
    release = printed({"t": 9, "u": 9, "v": 4}, "a b c", {"t": "a b v", "u": "b c v", "v": "v"})
    found = components(bounds_of(release), rows_of(release))
    assert [len(part.rows) for part in found] == [2, 1]


def test_printed_relations_are_checked_together_and_hidden_ones_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    release = printed(
        {"t": 9, **{f"{name}{at}": at for name in "kl" for at in range(20)}},
        "a b",
        {"t": "a b", **{f"k{at}": f"l{at}" for at in range(20)}},
    )
    asked: list[int] = []

    def counted(component: Component) -> bool:
        asked.append(len(component.rows))
        return has_world(component)

    monkeypatch.setattr(contradictions, "has_world", counted)
    assert attack(release).contradictions == ()
    assert asked == [20, 1]


def count_questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note every question to the solver."""
    asked: list[str] = []
    corner, farthest = Programme.corner, Programme.farthest

    def noted_corner(self: Programme, columns: Iterable[int], direction: Direction) -> Corner:
        asked.append("corner")
        return corner(self, columns, direction)

    def noted_farthest(self: Programme, columns: Iterable[int], direction: Direction) -> object:
        asked.append("farthest")
        return farthest(self, columns, direction)

    monkeypatch.setattr(Programme, "corner", noted_corner)
    monkeypatch.setattr(Programme, "farthest", noted_farthest)
    return asked


def test_cells_that_share_no_row_are_pushed_together(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = count_questions(monkeypatch)
    release = pairs(12)
    tight = tighten(Matrix.of(bounds_of(release), rows_of(release)))
    hidden = [at for at, key in enumerate(tight.keys) if key[0] in "ab"]
    low, high = Search(tight).ends(hidden)
    assert (set(low.tolist()), set(high.tolist())) == ({1}, {7})
    assert asked == ["corner"] * 2


def test_whole_corners_need_no_integer_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = count_questions(monkeypatch)
    shown = {"r0": 5, "r1": 7, "r2": 9, "c0": 6, "c1": 8, "c2": 7}
    relations = {f"r{at}": f"{at}0 {at}1 {at}2" for at in range(3)}
    relations |= {f"c{at}": f"0{at} 1{at} 2{at}" for at in range(3)}
    report = attack(printed(shown, "00 01 02 10 11 12 20 21 22", relations))
    assert report.intervals["00"] == (1, 3)
    assert asked == ["corner"] * 6


def test_a_corner_that_is_not_whole_is_asked_for_again_in_whole_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = count_questions(monkeypatch)
    rows = [row({"a": 1, "b": 1, "t": 1}, 5, 5), row({"b": 1, "c": 1}, 4, 4), row({"a": 1, "c": 1}, 4, 4)]
    tight = tighten(Matrix.of({"a": (0, 9), "b": (0, 9), "c": (0, 9), "t": (0, 9)}, rows))
    low, high = Search(tight).ends([0])
    assert (low.tolist(), high.tolist()) == ([0], [2])
    assert "farthest" in asked


def test_what_does_not_fit_says_so() -> None:
    impossible = Programme(Matrix.of({"a": (0, 3)}, [row({"a": 1}, 5, 5)]))
    with pytest.raises(NoWorld, match=r"^No whole numbers fit everything that is stated\.$"):
        impossible.any_world()
    odd = Programme(Matrix.of({"a": (0, 3)}, [row({"a": 2}, 5, 5)]))
    assert odd.corner([0], 1).world is None
    with pytest.raises(NoWorld, match=r"^No whole numbers fit everything that is stated\.$"):
        odd.farthest([0], 1)
    with pytest.raises(NoWorld, match=r"^Nothing fits a row\.$"):
        tighten(Matrix.of({"a": (0, 3)}, [row({"a": 1}, 5, 5)]))
    with pytest.raises(NoWorld, match=r"^A cell is left without a value\.$"):
        tighten(Matrix.of({"a": (0, 9)}, [row({"a": -1}, None, -3), row({"a": 1}, None, 2)]))


@pytest.mark.parametrize(
    ("percent", "interval"),
    [
        (PrintedPercent("x", "all", 50), (990, 1009)),
        (PrintedPercent("x", "all", 50, "unknown"), (981, 1019)),
        (PrintedPercent("x", "all", 100), (1990, 2009)),
        (PrintedPercent("x", "all", 1, "unknown"), (1, 39)),
    ],
)
def test_a_percent_bounds_a_count_to_the_last_case(
    percent: PrintedPercent, interval: tuple[int, int]
) -> None:
    assert attack(printed({"all": 2000}, "x", {}, [percent])).intervals["x"] == interval


def test_a_part_keeps_to_what_its_rows_and_cells_leave_it() -> None:
    bounds: Bounds = {"a": (1, None), "b": (1, 7), "c": (1, 7)}
    rows = [row({"a": 2, "b": -1, "c": 1}, 2, 9)]
    part = Neighbourhoods(Matrix.of(bounds, rows)).part([1, 0], np.array([2, 3, 4]), 20)
    assert (part.low.tolist(), part.high.tolist()) == ([-2, -1], [4, 20])
    assert (part.least.tolist(), part.most.tolist()) == ([-3], [4])
    assert part.row_of_entry.tolist() == [0, 0]
    endless = Neighbourhoods(Matrix.of(bounds, [row({"a": 2, "b": -1}, 1, None)]))
    assert endless.part([0, 1], np.array([2, 3, 4]), 20).most.tolist() == [ENDLESS]


def test_a_part_closes_rings_before_it_grows() -> None:
    """Of the neighbours of a corner, those come first that bring no new row."""
    size = range(5)
    keys = [f"{r}/{c}" for r in size for c in size]
    relations = {f"row {r}": " ".join(f"{r}/{c}" for c in size) for r in size}
    relations |= {f"column {c}": " ".join(f"{r}/{c}" for r in size) for c in size}
    release = printed(dict.fromkeys(relations, 50), " ".join(keys), relations)
    table = Matrix.of(bounds_of(release), rows_of(release))
    near = Neighbourhoods(table).around(table.keys.index("2/2"), 9)
    touched = {place for at in near for place in table.keys[at].split("/")}
    rows = {table.keys[at].split("/")[0] for at in near}
    columns = {table.keys[at].split("/")[1] for at in near}
    assert len(rows) + len(columns) <= 7
    assert touched


def test_narrow_cells_of_all_components_are_told() -> None:
    release = printed({"t": 3, "u": 4}, "a b c d", {"t": "a b", "u": "c d"})
    narrow = {"a": (1, 2), "b": (1, 2), "c": (1, 3), "d": (1, 3)}
    assert dict(show_width(release).narrow) == narrow
    assert dict(show_width(release, large=1).narrow) == narrow


def test_what_is_not_settled_has_an_interval_that_holds() -> None:
    release = printed({"ab": 9, "bc": 9, "ac": 10}, "a b c", {"ab": "a b", "bc": "b c", "ac": "a c"})
    world = {"a": 5, "b": 4, "c": 5, "ab": 9, "bc": 9, "ac": 10}
    assert dict(show_width(release, world=world, large=3).unsettled) == {
        "a": (2, 8),
        "b": (1, 7),
        "c": (2, 8),
    }


def test_what_nothing_bounds_is_shown_three_above_its_lowest() -> None:
    assert witnesses(Printed((PrintedCell.signed("x", SIGN_SAFE),))).worlds == ((1,), (4,))
    assert show_width(Printed((PrintedCell.signed("x", SignRule(1, 4)),))).narrow == {}
    assert show_width(Printed((PrintedCell.signed("x", SignRule(1, 3)),))).narrow == {"x": (1, 3)}


def test_narrow_and_unsettled_cells_of_several_large_components_are_told_together() -> None:
    rings: dict[str, str] = {}
    for name in "pq":
        rings |= {
            f"{name}ab": f"{name}a {name}b k",
            f"{name}bc": f"{name}b {name}c k",
            f"{name}ac": f"{name}a {name}c",
        }
    shown = {"k": 2} | {key: 10 + key.endswith("c") for key in rings}
    release = printed(shown, " ".join(name + cell for name in "pq" for cell in "abc"), rings)
    exact = show_width(release, large=4)
    assert exact.unsettled == {}
    assert dict(exact.narrow) == attack(release).intervals
    by_parts = show_width(release, large=3)
    assert set(by_parts.unsettled) == set(exact.narrow)


def test_an_unsettled_cell_without_an_end_has_none() -> None:
    """Sums that move together only in steps of four: no part of them moves by three."""
    bounds = {"a": (1, None), "b": (1, None)}
    cells = [PrintedCell.signed(key, SIGN_SAFE) for key in bounds]
    release = Printed(tuple(cells), (Equation("a", ("b", "b", "b", "b")),))
    assert show_width(release, large=1, world={"a": 8, "b": 2}).unsettled == {
        "a": (4, None),
        "b": (1, None),
    }


def test_of_statements_alike_the_last_one_printed_is_set_aside() -> None:
    cells = (PrintedCell.shown("b", 5, "text"), PrintedCell.shown("a", 6, "text"))
    [found] = attack(Printed(cells, (Equation("a", ("b",)),))).contradictions
    assert found.set_aside == "a is 6"


def test_a_conflict_is_told_in_the_order_of_trust_and_of_the_print() -> None:
    cells = (PrintedCell.signed("z", SignRule(1, 3)), PrintedCell.signed("a", SignRule(5, 9)))
    [found] = attack(Printed(cells, (Equation("z", ("a",)),))).contradictions
    assert found.statements == (
        "z is a",
        "z is at least 1 and at most 3, by its sign",
        "a is at least 5 and at most 9, by its sign",
    )


def test_what_was_found_sound_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    release = printed({"t": 9, "u": 9, "v": 4, "w": 5}, "a b c d", {"t": "a b", "u": "c d", "v": "w"})
    asked: list[int] = []

    def counted(component: Component) -> bool:
        asked.append(len(component.rows))
        return has_world(component)

    monkeypatch.setattr(contradictions, "has_world", counted)
    monkeypatch.setattr(contradictions, "_conflict_in", lambda *_: [Statement(3, 2, "v is w")])
    assert len(attack(release).contradictions) == 1
    assert asked == [1, 1, 1, 1, 0]


def test_a_ring_is_not_taken_for_something_printed() -> None:
    cells = [PrintedCell.shown("total", 5), PrintedCell.shown("none", 0)]
    cells += [PrintedCell.rest(key) for key in "bdex"]
    relations = (Equation("total", ("b", "x")), Equation("b", ("e", "none")), Equation("b", ("b", "d")))
    [group] = [leak for leak in attack(Printed(tuple(cells), relations)).leaks if leak.kind == "group"]
    assert group.members == ("e", "x")
