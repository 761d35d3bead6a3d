"""What the attacker does where cells are many: worlds taken together, parts, halving; ends stay exact."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import highspy
import numpy as np
import pytest

from fristed.methods.disclosure.attack import attack, findings, propagation
from fristed.methods.disclosure.attack.fewest import fewest
from fristed.methods.disclosure.attack.matrix import ENDLESS, GREATEST_COUNT, Matrix
from fristed.methods.disclosure.attack.neighbourhoods import MOST_OF_A_ROW, Neighbourhoods
from fristed.methods.disclosure.attack.pool import Pool, Search
from fristed.methods.disclosure.attack.programme import Programme
from fristed.methods.disclosure.attack.propagation import Forest, NoWorld, is_settled, tighten
from fristed.methods.disclosure.attack.system import Bounds, Row, Statement, bounds_of, rows_of
from fristed.methods.disclosure.attack.width import Widths, show_width
from fristed.methods.disclosure.records import (
    SIGN_SAFE,
    Equation,
    Printed,
    PrintedCell,
    PrintedPercent,
    SignRule,
)

Table = dict[tuple[int, int], int]


def row(terms: dict[str, int], low: int | None, high: int | None, words: str = "said") -> Row:
    return Row(Statement(3, 0, words), tuple(terms.items()), low, high)


def matrix(bounds: Bounds, *rows: Row) -> Matrix:
    return Matrix.of(bounds, rows)


def square(size: int, shown: frozenset[tuple[int, int]] = frozenset(), top: int = 4) -> Printed:
    """A two-way table with printed margins; every count is one more than a remainder."""
    counts: Table = {(r, c): (r * 3 + c * 5) % top + 1 for r, c in product(range(size), repeat=2)}
    margins = {f"row {r}": [(r, c) for c in range(size)] for r in range(size)}
    margins |= {f"column {c}": [(r, c) for r in range(size)] for c in range(size)}
    cells = [PrintedCell.shown(key, sum(counts[at] for at in parts)) for key, parts in margins.items()]
    for at, count in counts.items():
        key = f"{at[0]}/{at[1]}"
        cells.append(PrintedCell.shown(key, count) if at in shown else PrintedCell.signed(key, SIGN_SAFE))
    relations = [Equation(key, tuple(f"{r}/{c}" for r, c in parts)) for key, parts in margins.items()]
    return Printed(tuple(cells), tuple(relations))


def world_of(size: int, top: int = 4) -> dict[str, int]:
    counts = {(r, c): (r * 3 + c * 5) % top + 1 for r, c in product(range(size), repeat=2)}
    world = {f"{r}/{c}": count for (r, c), count in counts.items()}
    world |= {f"row {r}": sum(counts[r, c] for c in range(size)) for r in range(size)}
    return world | {f"column {c}": sum(counts[r, c] for r in range(size)) for c in range(size)}


def by_integer_programmes(printed: Printed) -> dict[str, tuple[int, int | None]]:
    """A second opinion: two integer programmes per cell, written straight from the relations."""
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    place = {cell.key: at for at, cell in enumerate(printed.cells)}
    for cell in printed.cells:
        model.addVar(cell.low, highspy.kHighsInf if cell.high is None else cell.high)
        model.changeColIntegrality(place[cell.key], highspy.HighsVarType.kInteger)
    for relation in printed.equations:
        columns = [place[relation.total_key], *(place[key] for key in relation.part_keys)]
        model.addRow(0, 0, len(columns), columns, [1.0, *[-1.0] * len(relation.part_keys)])
    for percent in printed.percents:
        columns = [place[percent.cell_key], place[percent.base_key]]
        model.addRow(0, highspy.kHighsInf, 2, columns, [200.0, 1.0 - 2 * percent.percent])
        model.addRow(-highspy.kHighsInf, -1, 2, columns, [200.0, -1.0 - 2 * percent.percent])
    return dict(_two_ends(model, place, printed))


def _two_ends(
    model: highspy.Highs, place: dict[str, int], printed: Printed
) -> Iterator[tuple[str, tuple[int, int | None]]]:
    for cell in (cell for cell in printed.cells if cell.value is None):
        ends: list[int | None] = []
        for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
            model.changeColCost(place[cell.key], 1.0)
            model.changeObjectiveSense(sense)
            model.run()
            is_optimal = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
            ends.append(round(model.getInfo().objective_function_value) if is_optimal else None)
        model.changeColCost(place[cell.key], 0.0)
        if ends[0] is not None:
            yield cell.key, (ends[0], ends[1])


def two_way_with_themes(size: int) -> Printed:
    """Rows in themes of two, some margins hidden, one percent printed, and a corner that is never printed."""
    table = square(size, frozenset({(0, 0), (1, 2), (size - 1, 1)}))
    truth = world_of(size)
    themes = [(f"theme {at}", (f"row {2 * at}", f"row {2 * at + 1}")) for at in range(size // 2)]
    hidden = {"row 1", "row 2", "row 3"}
    cells = [PrintedCell.signed(c.key, SIGN_SAFE) if c.key in hidden else c for c in table.cells]
    cells = [PrintedCell.rest(c.key) if c.key == "2/2" else c for c in cells]
    cells += [PrintedCell.shown(name, sum(truth[key] for key in parts)) for name, parts in themes]
    percent = PrintedPercent("2/3", "row 2", (200 * truth["2/3"] + truth["row 2"]) // (2 * truth["row 2"]))
    return Printed(
        tuple(cells), (*table.equations, *(Equation(name, parts) for name, parts in themes)), (percent,)
    )


@pytest.mark.parametrize("size", [4, 5, pytest.param(8, marks=pytest.mark.ci)])
def test_intervals_of_larger_tables_are_those_of_two_integer_programmes_per_cell(size: int) -> None:
    printed = two_way_with_themes(size)
    report = attack(printed)
    assert report.contradictions == ()
    assert report.intervals == by_integer_programmes(printed)


def test_without_the_percent_more_is_possible() -> None:
    printed = two_way_with_themes(6)
    without = attack(Printed(printed.cells, printed.equations))
    with_it = attack(printed)
    assert with_it.intervals["2/3"] != without.intervals["2/3"]
    assert all(low >= without.intervals[key][0] for key, (low, _) in with_it.intervals.items())


def test_a_hidden_cell_that_is_printed_after_all_narrows_others() -> None:
    hidden = attack(square(4, frozenset({(0, 0), (0, 1), (1, 0)})))
    printed = attack(square(4, frozenset({(0, 0), (0, 1), (1, 0), (0, 2)})))
    assert hidden.intervals["0/3"] == (1, 6)
    assert printed.intervals["0/3"] == (4, 4)


def test_a_sign_that_may_be_zero_tells_less_than_one_that_is_at_least_one() -> None:
    table = square(3)
    loose = [PrintedCell(c.key, None, 0, None, "signed") if c.value is None else c for c in table.cells]
    assert attack(Printed(tuple(loose), table.equations)).intervals["0/0"][0] == 0
    assert attack(table).intervals["0/0"][0] == 1


def test_a_pool_keeps_a_world_only_for_what_is_new_in_it() -> None:
    pool = Pool(np.array([3, 5]))
    for world in ([3, 5], [4, 5], [3, 4], [4, 4], [2, 6]):
        pool.see(np.array(world))
    assert [world.tolist() for world in pool.worlds] == [[3, 5], [4, 5], [3, 4], [2, 6]]
    assert (pool.low.tolist(), pool.high.tolist()) == ([2, 4], [4, 6])


def test_cells_without_an_end_are_told_from_those_with_one() -> None:
    rows = (
        row({"sum": 1, "a": -1, "b": -1}, 0, 0),
        row({"b": 1, "c": 1}, 5, 5),
        row({"a": 1, "c": -1}, 0, None),
    )
    tight = tighten(matrix({"sum": (0, None), "a": (1, None), "b": (1, None), "c": (1, None)}, *rows))
    low, high = Search(tight).ends([0, 1, 2, 3])
    assert low.tolist() == [5, 1, 1, 1]
    assert high.tolist() == [ENDLESS, ENDLESS, 4, 4]


def test_a_far_world_is_found_once_for_what_has_no_end() -> None:
    tight = tighten(matrix({"a": (1, None), "b": (1, None)}, row({"a": 1, "b": -1}, 0, 0)))
    search = Search(tight)
    search.reach(0, 9)
    assert search.pool.high.tolist() == [9, 9]
    search.reach(1, 9)
    assert len(search.pool.worlds) == 2


def test_halves_are_rounded_to_the_last_whole_world() -> None:
    """Three sums of two force halves in the corners; 2a = 7 - t leaves only odd t."""
    rows = (
        row({"a": 1, "b": 1, "t": 1}, 5, 5),
        row({"b": 1, "c": 1}, 4, 4),
        row({"a": 1, "c": 1}, 4, 4),
    )
    tight = tighten(matrix({"a": (0, 9), "b": (0, 9), "c": (0, 9), "t": (0, 9)}, *rows))
    low, high = Search(tight).ends([0, 1, 2, 3])
    found = [
        (a, b, c, 5 - a - b)
        for a, b, c in product(range(10), repeat=3)
        if b + c == 4 and a + c == 4 and a + b <= 5
    ]
    assert low.tolist() == [min(world[at] for world in found) for at in range(4)]
    assert high.tolist() == [max(world[at] for world in found) for at in range(4)]


def test_a_corner_gives_a_limit_and_perhaps_a_world() -> None:
    ring = [row({"a": 1, "b": 1}, 5, 5), row({"b": 1, "c": 1}, 5, 5), row({"a": 1, "c": 1}, 5, 6)]
    programme = Programme(matrix({"a": (0, 9), "b": (0, 9), "c": (0, 9)}, *ring))
    upwards, downwards = programme.corner([0], 1), programme.corner([0], -1)
    assert (upwards.limit, downwards.limit) == (3, 3)
    assert {type(upwards.limit), type(downwards.limit)} == {int}
    assert programme.farthest([0], 1).tolist() == [3, 2, 3]
    assert programme.farthest([0, 1], -1).tolist() == [3, 2, 3]
    assert programme.any_world().tolist() == [3, 2, 3]


def test_a_corner_without_end_has_neither() -> None:
    programme = Programme(matrix({"a": (0, None)}))
    assert (programme.corner([0], 1).limit, programme.corner([0], 1).world) == (None, None)
    assert programme.corner([0], -1).limit == 0


def test_numbers_beyond_any_count_are_refused() -> None:
    assert matrix({"a": (GREATEST_COUNT, GREATEST_COUNT)}).low.tolist() == [GREATEST_COUNT]
    for bounds in ((GREATEST_COUNT + 1, None), (0, GREATEST_COUNT + 1)):
        with pytest.raises(ValueError, match="No count of persons"):
            matrix({"a": bounds})


def test_a_ring_that_multiplies_upwards_ends_without_a_world() -> None:
    rows = (row({"a": 1, "b": -900}, 0, None), row({"b": 1, "a": -900}, 0, None))
    with pytest.raises(NoWorld):
        tighten(matrix({"a": (1, None), "b": (1, None)}, *rows, *rows, *rows, *rows))


def test_rounds_of_tightening_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = [row({f"{at}": 1, f"{at + 1}": -1}, None, 0) for at in reversed(range(6))]
    bounds: Bounds = {f"{at}": (1 if at == 0 else 0, None) for at in range(7)}
    assert tighten(matrix(bounds, *chain)).low.tolist() == [1] * 7
    monkeypatch.setattr(propagation, "MOST_ROUNDS", 2)
    assert tighten(matrix(bounds, *chain)).low.tolist() == [1, 1, 1, 0, 0, 0, 0]


def test_a_row_without_cells_must_hold_by_itself() -> None:
    assert tighten(matrix({"a": (0, 3)}, row({"a": 0}, 0, 0))).high.tolist() == [3]
    for low, high in ((1, None), (None, -1)):
        with pytest.raises(NoWorld, match="Nothing fits"):
            tighten(matrix({"a": (0, 3)}, row({"a": 0}, low, high)))


def test_misfits_are_named() -> None:
    both = matrix({"a": (1, 2), "b": (0, None)}, row({"a": 1, "b": 2}, 3, 5, "a and b"))
    assert both.misfits(np.array([1, 1])) == []
    assert both.misfits(np.array([1, 2])) == []
    assert both.misfits(np.array([2, 0])) == ["a and b"]
    assert both.misfits(np.array([2, 2])) == ["a and b"]
    assert both.misfits(np.array([3, 0])) == ["the bounds of a"]
    assert both.misfits(np.array([0, -1])) == ["a and b", "the bounds of a", "the bounds of b"]


def test_rows_that_multiply_are_not_settled_by_tightening_alone() -> None:
    loose: Bounds = {"a": (0, 3), "b": (0, 3)}
    assert not is_settled(tighten(matrix(loose, row({"a": 2, "b": 1}, 2, 6))))
    assert is_settled(tighten(matrix(loose, row({"a": 2, "b": 1}, 0, 9))))


def test_a_forest_knows_its_rings() -> None:
    forest = Forest()
    assert [forest.join(*pair) for pair in ("ab", "cd", "bc", "ad", "ac")] == [True, True, True, False, False]
    assert len({forest.root(node) for node in "abcd"}) == 1
    assert forest.root("e") == "e"


@pytest.mark.parametrize("needed", [(), (0,), (9,), (3, 4), (0, 5, 9), (2, 6, 7, 8)])
def test_what_is_left_cannot_be_shortened_and_few_questions_are_asked(needed: tuple[int, ...]) -> None:
    asked: list[list[int]] = []

    def is_enough(some: list[int]) -> bool:
        asked.append(some)
        return set(needed) <= set(some)

    assert list(fewest(range(10), is_enough)) == list(needed)
    assert all(some == sorted(some) for some in asked)
    assert len(asked) <= 1 + 5 * len(needed)


def test_of_two_ways_the_later_items_are_kept() -> None:
    assert list(fewest([1, 2, 3, 4], lambda some: {1, 4} <= set(some) or {2, 3} <= set(some))) == [2, 3]


def test_wide_cells_of_a_large_component_are_explained_in_short(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = square(3)
    exact = attack(printed).findings[:9]
    assert {finding.kind for finding in exact} == {"wide"}
    assert all(";" in finding.because or "for" in finding.because for finding in exact)
    monkeypatch.setattr(findings, "EASILY_EXPLAINED", 5)
    short = attack(printed).findings
    assert short[0].because == f"from {short[0].low} to {short[0].high} by 6 relations together"
    monkeypatch.setattr(findings, "EASILY_EXPLAINED", 6)
    assert attack(printed).findings[:9] == exact


def test_a_wide_cell_without_end_is_explained_in_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "EASILY_EXPLAINED", 0)
    cells = [PrintedCell.signed(key, SIGN_SAFE) for key in ("sum", "a", "b")]
    report = attack(Printed(tuple(cells), (Equation("sum", ("a", "b")),)))
    assert [finding.because for finding in report.findings] == [
        "at least 2 by 1 relations together",
        "at least 1",
        "at least 1",
    ]


def test_far_away_rows_are_looked_at_where_near_ones_do_not_explain() -> None:
    """Three hidden cells in a chain of relations: the last printed total explains the first."""
    cells = [PrintedCell.shown("t", 20), PrintedCell.shown("u", 12), PrintedCell.shown("v", 5)]
    cells += [PrintedCell.signed(key, SIGN_SAFE) for key in ("a", "b", "c", "d", "e", "f", "g")]
    relations = [Equation("t", ("a", "b")), Equation("u", ("b", "c")), Equation("c", ("d",))]
    relations += [Equation("d", ("v",)), Equation("t", ("e", "f", "g", "a"))]
    because = {
        finding.key: finding.because for finding in attack(Printed(tuple(cells), tuple(relations))).findings
    }
    assert because["a"] == "20 for a + b, each at least 1; 12 for b + c, each at least 1; c = d; d = 5"
    assert because["c"] == "c = d; d = 5"


def test_a_contradiction_among_many_statements_is_found_and_nothing_in_it_can_be_left_out() -> None:
    table = square(8)
    wrong = PrintedCell.shown("row 3 in the text", world_of(8)["row 3"] + 1, source="text")
    printed = Printed((*table.cells, wrong), (*table.equations, Equation("row 3 in the text", ("row 3",))))
    [found] = attack(printed).contradictions
    assert found.set_aside == wrong.key + f" is {wrong.value}"
    assert len(found.statements) == 3


def test_margins_that_disagree_need_all_margins_to_say_so() -> None:
    table = square(4)
    cells = [PrintedCell.shown(c.key, c.value + (c.key == "row 0")) if c.value else c for c in table.cells]
    [found] = attack(Printed(tuple(cells), table.equations)).contradictions
    assert len(found.statements) == 16
    assert found.set_aside == "column 3 is 0/3 + 1/3 + 2/3 + 3/3"


def test_a_part_is_made_of_cells_that_share_rows() -> None:
    printed = square(6)
    table = Matrix.of(bounds_of(printed), rows_of(printed))
    near = Neighbourhoods(table).around(table.keys.index("0/0"), 4)
    rows = {table.keys[at].split("/")[0] for at in near}
    columns = {table.keys[at].split("/")[1] for at in near}
    assert len(near) == 4
    assert (len(rows), len(columns)) == (2, 2)
    assert len(Neighbourhoods(table).around(near[0], 99)) == 36
    assert MOST_OF_A_ROW >= 6


def test_a_part_moves_only_as_far_as_the_whole_allows() -> None:
    bounds: Bounds = {"t": (9, 9), "a": (1, None), "b": (1, 7), "c": (1, 7)}
    whole = matrix(bounds, row({"t": 1, "a": -1, "b": -1, "c": -1}, 0, 0), row({"a": 2, "b": -1}, None, 4))
    part = Neighbourhoods(whole).part([2, 1], np.array([9, 2, 3, 4]), 3)
    assert part.keys == ("b", "a")
    assert (part.low.tolist(), part.high.tolist()) == ([-2, -1], [3, 3])
    assert (part.least.tolist(), part.most.tolist()) == ([0, -ENDLESS], [0, 3])
    assert part.starts.tolist() == [0, 2, 4]
    assert (part.columns.tolist(), part.coefficients.tolist()) == ([1, 0, 1, 0], [-1, -1, 2, -1])


def narrow_ends(printed: Printed, width: int) -> dict[str, tuple[int, int]]:
    ends = attack(printed, width=width).intervals.items()
    return {key: (low, high) for key, (low, high) in ends if high is not None and high - low < width}


@pytest.mark.parametrize("width", [1, 3, 4])
def test_narrow_cells_are_the_same_as_by_exact_intervals(width: int) -> None:
    printed = square(5, frozenset({(0, 0), (0, 1), (0, 3), (1, 0), (1, 1)}))
    shown = show_width(printed, width)
    assert (shown.narrow, shown.unsettled) == (narrow_ends(printed, width), {})
    assert show_width(printed, width).narrow or width == 1


def test_what_is_shown_part_by_part_is_true() -> None:
    printed = square(7, frozenset({(0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (1, 1)}))
    by_parts = show_width(printed, 3, world=world_of(7), large=10)
    narrow = narrow_ends(printed, 3)
    assert set(narrow) <= set(by_parts.narrow) | set(by_parts.unsettled)
    assert set(by_parts.narrow) <= set(narrow)
    assert show_width(printed, 3, large=10) == by_parts


def test_a_large_table_with_room_is_shown_part_by_part() -> None:
    printed = square(12)
    assert show_width(printed, 3, world=world_of(12), large=144) == Widths({}, {})


def test_a_cell_that_only_the_whole_holds_still_is_left_unsettled() -> None:
    cells = [PrintedCell.shown(key, 9) for key in ("ab", "bc")] + [PrintedCell.shown("ac", 10)]
    cells += [PrintedCell.signed(key, SIGN_SAFE) for key in ("a", "b", "c")]
    relations = (Equation("ab", ("a", "b")), Equation("bc", ("b", "c")), Equation("ac", ("a", "c")))
    printed = Printed(tuple(cells), relations)
    widths = show_width(printed, 3, world={"a": 5, "b": 4, "c": 5, "ab": 9, "bc": 9, "ac": 10}, large=3)
    assert widths.narrow == {}
    assert set(widths.unsettled) == {"a", "b", "c"}
    assert show_width(printed, 3, large=4).narrow == {"a": (5, 5), "b": (4, 4), "c": (5, 5)}


def test_a_world_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^The world does not fit what is printed: row 0 is"):
        show_width(square(3), 3, world=world_of(3) | {"0/0": 9}, large=1)


def test_cells_without_an_end_are_never_narrow() -> None:
    cells = [PrintedCell.signed(key, SIGN_SAFE) for key in ("sum", "a", "b")]
    printed = Printed(tuple(cells), (Equation("sum", ("a", "b")),))
    assert show_width(printed, 3) == Widths({}, {})
    assert show_width(printed, 3, large=1) == Widths({}, {})


def test_a_sign_that_no_count_can_have_contradicts_itself() -> None:
    report = attack(Printed((PrintedCell.signed("x", SignRule(5, 3)),)))
    [found] = report.contradictions
    assert found.statements == ("x is at least 5 and at most 3, by its sign",)
    assert report.intervals == {"x": (0, None)}


def test_no_statement_of_a_reported_conflict_can_be_left_out() -> None:
    """Two corners printed wrong: every conflict found vanishes as soon as any one of its cells is hidden."""
    table = square(4, frozenset({(r, c) for r in range(4) for c in range(2)}))
    cells = tuple(
        PrintedCell.shown(c.key, (c.value or 0) + 1) if c.key in ("0/0", "3/1") else c for c in table.cells
    )
    for found in attack(Printed(cells, table.equations)).contradictions:
        named = {words.split(" is ")[0] for words in found.statements if "/" in words.split(" is ")[0]}
        relations = tuple(
            r for r in table.equations if f"{r.total_key} is {' + '.join(r.part_keys)}" in found.statements
        )
        said = {words.split(" is ")[0] for words in found.statements}
        alone = [c if c.key in said else PrintedCell.rest(c.key) for c in cells]
        assert len(attack(Printed(tuple(alone), relations)).contradictions) == 1
        for key in named:
            without = [PrintedCell.rest(key) if c.key == key else c for c in alone]
            assert attack(Printed(tuple(without), relations)).contradictions == ()
