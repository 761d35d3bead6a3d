"""What the attacker makes of signs, rests, percents, rings of tables, and of sources that disagree."""

from __future__ import annotations

from types import SimpleNamespace

import highspy
import pytest

from fristed.methods.disclosure.attack import SolverGaveNoAnswer, attack
from fristed.methods.disclosure.attack.matrix import Matrix
from fristed.methods.disclosure.attack.programme import Programme
from fristed.methods.disclosure.attack.propagation import NoWorld, is_settled, tighten
from fristed.methods.disclosure.attack.system import Row, Statement
from fristed.methods.disclosure.records import (
    SIGN_AS_PUBLISHED,
    SIGN_SAFE,
    Equation,
    Printed,
    PrintedCell,
    PrintedPercent,
    SignRule,
)

SAYING = Statement(3, 0, "a is b + c")


def shown(**counts: int) -> tuple[PrintedCell, ...]:
    return tuple(PrintedCell.shown(key, count) for key, count in counts.items())


def signed(*keys: str, rule: SignRule = SIGN_SAFE) -> tuple[PrintedCell, ...]:
    return tuple(PrintedCell.signed(key, rule) for key in keys)


def rests(*keys: str) -> tuple[PrintedCell, ...]:
    return tuple(PrintedCell.rest(key) for key in keys)


def ring(*more: PrintedCell) -> tuple[Equation, ...]:
    return (Equation("ab", ("a", "b")), Equation("bc", ("b", "c")), Equation("ac", ("a", "c")))


def test_a_sign_without_a_printed_relation_tells_only_what_it_means() -> None:
    report = attack(Printed(signed("x") + signed("y", rule=SIGN_AS_PUBLISHED)))
    assert report.intervals == {"x": (1, None), "y": (1, 6)}
    assert [finding.because for finding in report.findings] == ["at least 1", "from 1 to 6 by its sign"]
    assert report.leaks == ()


def test_a_small_count_in_plain_sight_is_a_leak() -> None:
    [leak] = attack(Printed(shown(unknown=6, male=7, other=0))).leaks
    assert (leak.key, leak.kind, leak.low, leak.because) == ("unknown", "printed", 6, "6 is printed")


@pytest.mark.parametrize(("printed", "is_leak"), [(0, False), (5, True), (7, False)])
def test_an_implied_rest_leaks_when_it_is_small(printed: int, is_leak: bool) -> None:
    cells = shown(total=20 + printed, abroad=20) + rests("returned")
    [finding] = attack(Printed(cells, (Equation("total", ("abroad", "returned")),))).findings
    assert (finding.kind, finding.low, finding.is_leak) == ("exact", printed, is_leak)


@pytest.mark.parametrize("left", [1, 2])
def test_a_narrow_rest_leaks_when_it_may_be_small(left: int) -> None:
    cells = shown(total=20 + left, abroad=20) + rests("returned", "lost")
    report = attack(Printed(cells, (Equation("total", ("abroad", "returned", "lost")),)))
    assert [(leak.kind, leak.low, leak.high) for leak in report.leaks] == [
        ("narrow", 0, left),
        ("narrow", 0, left),
        ("group", left, left),
    ]


def test_what_is_narrow_is_the_callers_choice() -> None:
    printed = Printed(shown(total=9) + signed("x", "y"), (Equation("total", ("x", "y")),))
    assert attack(printed).leaks == ()
    assert {leak.kind for leak in attack(printed, width=8).leaks} == {"narrow"}


def test_a_hidden_subtotal_is_opened_to_find_a_group() -> None:
    cells = shown(total=100, other=60, seen=36) + signed("theme", "p", "q")
    relations = (Equation("total", ("other", "theme", "q")), Equation("theme", ("seen", "p")))
    [leak] = [leak for leak in attack(Printed(cells, relations)).leaks if leak.kind == "group"]
    assert (leak.low, leak.members) == (4, ("p", "q"))
    assert leak.because == "100 - 60 - 36 = 4 for p + q together"


def test_each_hidden_subtotal_is_opened_by_the_relation_with_most_printed_inside() -> None:
    cells = shown(total=27, seven=7, fifteen=15, two=2) + signed("s", "t", "p", "q", "u", "v", "x", "y")
    relations = (
        Equation("s", ("u", "v", "two")),
        Equation("s", ("seven", "p")),
        Equation("t", ("fifteen", "q")),
        Equation("t", ("x", "y")),
        Equation("total", ("s", "t")),
    )
    leaks = [leak for leak in attack(Printed(cells, relations)).leaks if leak.kind == "group"]
    assert [(leak.key, leak.low, leak.members) for leak in leaks] == [("total", 5, ("p", "q"))]
    assert leaks[0].because == "27 - 7 - 15 = 5 for p + q together"


def test_relations_in_a_ring_do_not_trap_the_search_for_groups() -> None:
    cells = shown(total=8) + rests("b", "d", "e")
    relations = (Equation("total", ("b", "e")), Equation("b", ("b", "d")))
    assert attack(Printed(cells, relations)).intervals == {"b": (0, 8), "d": (0, 0), "e": (0, 8)}


def test_rings_of_tables_are_solved_together() -> None:
    cells = shown(ab=9, bc=10, ac=11) + signed("a", "b", "c")
    report = attack(Printed(cells, ring()))
    assert report.intervals == {"a": (5, 5), "b": (4, 4), "c": (6, 6)}
    assert report.findings[0].because == (
        "9 for a + b, each at least 1; 10 for b + c, each at least 1; 11 for a + c, each at least 1"
    )


def test_halves_are_no_counts() -> None:
    cells = shown(ab=9, bc=10, ac=10) + signed("a", "b", "c")
    report = attack(Printed(cells, ring()))
    assert [each.set_aside for each in report.contradictions] == ["ac is a + c"]
    assert report.contradictions[0].because.count(";") == 2
    assert report.intervals["b"] == (1, 8)


def test_what_nothing_bounds_has_no_end_in_a_ring_either() -> None:
    cells = rests("ab", "bc", "ac", "a", "b", "c") + shown(d=3)
    report = attack(Printed(cells, (*ring(), Equation("a", ("d",)))))
    assert report.intervals["b"] == (0, None)
    assert report.intervals["ab"] == (3, None)
    assert report.intervals["a"] == (3, 3)


def test_a_ring_that_creeps_upwards_for_ever_is_stopped() -> None:
    cells = signed("x", "y", "z", "w")
    report = attack(Printed(cells, (Equation("x", ("y", "z")), Equation("y", ("x", "w")))))
    assert [each.set_aside for each in report.contradictions] == ["y is x + w"]
    assert report.contradictions[0].because == "x = y + z; y = x + w"
    assert report.intervals["x"] == (2, None)


def test_long_lists_are_shortened_and_hidden_totals_written_out() -> None:
    many = {f"k{at}": 10 + at for at in range(9)}
    cells = shown(total=150, zero=0, **many) + signed("rest", "theme", "part")
    relations = (Equation("total", (*many, "rest", "theme")), Equation("theme", ("part", "zero")))
    because = {finding.key: finding.because for finding in attack(Printed(cells, relations)).findings}
    assert because["rest"] == (
        "150 - 126 = 24 (126 is the sum of 9 printed counts) for rest + theme, each at least 1"
    )
    assert because["part"].endswith("; theme = part + 0")


def test_cells_of_different_kinds_are_told_apart_in_words() -> None:
    cells = shown(total=9) + signed("x") + rests("y")
    [x, _] = attack(Printed(cells, (Equation("total", ("x", "y")),))).findings
    assert x.because == "9 for x + y, these at least 0 or at least 1"


def test_printed_parts_that_exceed_their_total_are_a_contradiction() -> None:
    cells = shown(total=983, syria=600, somalia=400, iraq=5) + signed("india", rule=SIGN_AS_PUBLISHED)
    report = attack(Printed(cells, (Equation("total", ("syria", "somalia", "iraq", "india")),)))
    [contradiction] = report.contradictions
    assert contradiction.set_aside == "total is syria + somalia + iraq + india"
    assert contradiction.because == "983 - 600 - 400 - 5 = -22"
    assert set(contradiction.statements) == {
        "total is 983",
        "syria is 600",
        "somalia is 400",
        "total is syria + somalia + iraq + india",
    }
    assert report.intervals == {"india": (1, 6)}


def test_printed_parts_that_fall_short_of_their_total_are_a_contradiction() -> None:
    [contradiction] = attack(
        Printed(shown(all=252, a=179, b=72), (Equation("all", ("a", "b")),))
    ).contradictions
    assert contradiction.because == "252 - 179 - 72 = 1, where nothing should be left"


def test_a_figure_that_disagrees_with_its_table_is_set_aside() -> None:
    figure = PrintedCell.shown("syria in the figure", 80, source="figure")
    cells = (*shown(syria=82, total=90), figure, *signed("iran"))
    relations = (Equation("syria in the figure", ("syria",)), Equation("total", ("syria", "iran")))
    report = attack(Printed(cells, relations))
    assert [each.set_aside for each in report.contradictions] == ["syria in the figure is 80"]
    assert report.intervals == {"iran": (8, 8)}


def test_the_text_is_trusted_less_than_the_figure_and_a_percent_least() -> None:
    text = PrintedCell.shown("text", 18, source="text")
    figure = PrintedCell.shown("figure", 20, source="figure")
    cells = (text, figure, *shown(total=100))
    report = attack(
        Printed(cells, (Equation("figure", ("text",)),), (PrintedPercent("figure", "total", 30),))
    )
    assert [each.set_aside for each in report.contradictions] == ["text is 18", "figure is 30 % of total"]


def test_a_percent_gives_way_to_the_text() -> None:
    cells = (PrintedCell.shown("text", 18, source="text"), *shown(total=100))
    report = attack(Printed(cells, (), (PrintedPercent("text", "total", 30),)))
    assert [each.set_aside for each in report.contradictions] == ["text is 30 % of total"]


def test_a_percent_is_never_blamed_where_counts_disagree_without_it() -> None:
    percent = PrintedPercent("a", "all", 71)
    report = attack(Printed(shown(all=252, a=179, b=72), (Equation("all", ("a", "b")),), (percent,)))
    assert [each.set_aside for each in report.contradictions] == ["all is a + b"]


def test_a_percent_left_on_a_hidden_cell_is_caught() -> None:
    cells = shown(total=200, a=150) + signed("x", "y")
    relation = (Equation("total", ("a", "x", "y")),)
    assert attack(Printed(cells, relation)).leaks == ()
    with_percent = attack(Printed(cells, relation, (PrintedPercent("x", "total", 1),)))
    assert with_percent.intervals == {"x": (1, 2), "y": (48, 49)}
    assert {leak.kind for leak in with_percent.leaks} == {"narrow"}
    assert with_percent.findings[0].because == "x is printed as 1 % of 200"


def test_a_percent_of_a_hidden_total_binds_both() -> None:
    cells = shown(all=30) + signed("part", "whole", "other")
    printed = Printed(cells, (Equation("all", ("whole", "other")),), (PrintedPercent("part", "whole", 50),))
    report = attack(printed)
    assert report.intervals == {"part": (1, 14), "whole": (2, 28), "other": (2, 28)}
    assert (
        report.findings[0].because
        == "30 for whole + other, each at least 1; part is printed as 50 % of whole"
    )


def test_rounding_of_an_unknown_kind_leaves_more_room() -> None:
    cells = shown(total=759) + signed("x")
    half_up = attack(Printed(cells, (), (PrintedPercent("x", "total", 1),)))
    unknown = attack(Printed(cells, (), (PrintedPercent("x", "total", 1, "unknown"),)))
    assert half_up.intervals == {"x": (4, 11)}
    assert unknown.intervals == {"x": (1, 15)}


def test_nought_percent_of_nothing_says_nothing() -> None:
    cells = shown(none=0, part=0)
    assert attack(Printed(cells, (), (PrintedPercent("part", "none", 0),))).contradictions == ()
    assert len(attack(Printed(cells, (), (PrintedPercent("part", "none", 5),))).contradictions) == 1


def test_a_theme_without_any_part_is_zero() -> None:
    report = attack(Printed(signed("theme"), (Equation("theme", ()),)))
    assert report.contradictions[0].set_aside == "theme is zero"
    assert report.contradictions[0].because == "theme = 0"
    assert report.intervals == {"theme": (1, None)}


def test_a_release_that_repeats_a_cell_in_one_relation_counts_it_twice() -> None:
    report = attack(Printed(shown(total=8) + signed("x"), (Equation("total", ("x", "x")),)))
    assert report.intervals == {"x": (4, 4)}


def test_an_odd_total_cannot_be_twice_a_count() -> None:
    report = attack(Printed(shown(total=9) + signed("x"), (Equation("total", ("x", "x")),)))
    assert [each.set_aside for each in report.contradictions] == ["total is x + x"]


def test_an_odd_total_cannot_be_twice_two_counts() -> None:
    cells = shown(total=9) + signed("x", "y")
    report = attack(Printed(cells, (Equation("total", ("x", "x", "y", "y")),)))
    assert [each.set_aside for each in report.contradictions] == ["total is x + x + y + y"]


def test_what_is_left_of_an_odd_total_after_pairs_is_odd() -> None:
    cells = shown(total=9) + signed("x", "y") + signed("z", rule=SignRule(1, 2))
    report = attack(Printed(cells, (Equation("total", ("x", "x", "y", "y", "z")),)))
    assert report.intervals == {"x": (1, 3), "y": (1, 3), "z": (1, 1)}


def test_bounds_that_a_row_would_tighten_are_not_settled() -> None:
    loose = {"a": (0, 9), "b": (0, 9)}
    row = Row(SAYING, (("a", 1), ("b", 1)), 3, 3)
    assert not is_settled(Matrix.of(loose, [row]))
    assert is_settled(tighten(Matrix.of(loose, [row])))


def programme() -> Programme:
    bounds = {"a": (0, 9), "b": (0, 9), "c": (0, 9)}
    return Programme(Matrix.of(bounds, [Row(SAYING, (("a", 1), ("b", -1), ("c", -1)), 1, 1)]))


@pytest.mark.parametrize("ends", [highspy.HighsModelStatus.kTimeLimit, highspy.HighsModelStatus.kUnknown])
def test_a_solver_without_a_proof_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, ends: highspy.HighsModelStatus
) -> None:
    monkeypatch.setattr(highspy.Highs, "getModelStatus", lambda _: ends)
    with pytest.raises(SolverGaveNoAnswer, match="HiGHS stopped"):
        programme().any_world()


def test_a_solver_that_finds_no_end_downwards_has_no_world(monkeypatch: pytest.MonkeyPatch) -> None:
    ends = highspy.HighsModelStatus.kUnboundedOrInfeasible
    monkeypatch.setattr(highspy.Highs, "getModelStatus", lambda _: ends)
    with pytest.raises(NoWorld, match="No whole numbers fit"):
        programme().corner([0], -1)
    with pytest.raises(NoWorld, match="No whole numbers fit"):
        programme().farthest([0], 1)


@pytest.mark.parametrize("answer", [[0.0, 0.0, 0.0], [9.0, 0.0, 0.0], [11.0, 5.0, 5.0]])
def test_an_answer_that_does_not_fit_exactly_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, answer: list[float]
) -> None:
    monkeypatch.setattr(highspy.Highs, "getSolution", lambda _: SimpleNamespace(col_value=answer))
    assert programme().corner([0], 1).world is None
    with pytest.raises(SolverGaveNoAnswer, match="does not fit"):
        programme().any_world()
