"""Small sums behind several printed sums: found by adding and subtracting, and told as readers would."""

from __future__ import annotations

import pytest

from fristed.methods.disclosure.attack import attack, show_width
from fristed.methods.disclosure.attack.report import Finding
from fristed.methods.disclosure.records import SIGN_SAFE, Equation, Printed, PrintedCell, PrintedPercent


def printed(shown: dict[str, int], hidden: str, *sums: tuple[str, str], rests: str = "") -> Printed:
    """Printed sums with hidden cells in them."""
    cells = [PrintedCell.shown(key, count) for key, count in shown.items()]
    cells += [PrintedCell.signed(key, SIGN_SAFE) for key in hidden.split()]
    cells += [PrintedCell.rest(key) for key in rests.split()]
    return Printed(tuple(cells), tuple(Equation(total, tuple(parts.split())) for total, parts in sums))


def groups(what: Printed, least: int | None = None) -> list[Finding]:
    return [leak for leak in attack(what, smallest_sum=least).leaks if leak.kind == "group"]


def told(what: Printed, least: int | None = None) -> list[tuple[str, str]]:
    return [(group.key, group.because) for group in groups(what, least)]


BESIDE_A_FIGURE = printed({"T": 113, "e": 100, "Q": 8}, "a b c d", ("T", "a b c d e"), ("Q", "c d"))
TWO_FIGURES = printed(
    {"T": 75, "S": 30, "U": 40}, "x y a b c d", ("T", "x y a b c d"), ("S", "a b"), ("U", "c d")
)
ACROSS_THEMES = printed(
    {"all": 60, "s": 55}, "t u a b c d", ("all", "t u"), ("t", "a b"), ("u", "c d"), ("s", "b d")
)
CROSSED = printed({"R1": 12, "R2": 23, "C": 30}, "a b c d", ("R1", "a b"), ("R2", "c d"), ("C", "b d"))
OVERLAPPING = printed(
    {"T": 14, "U": 33, "S": 32, "e": 10}, "a b c d", ("T", "a b"), ("S", "b c"), ("U", "c d e")
)


@pytest.mark.parametrize(
    ("what", "key", "because"),
    [
        (BESIDE_A_FIGURE, "T", "113 - 100 - 8 = 5 for a + b together"),
        (TWO_FIGURES, "T", "75 - 30 - 40 = 5 for x + y together"),
        (ACROSS_THEMES, "all", "60 - 55 = 5 for a + c together"),
        (CROSSED, "R2", "23 + 12 - 30 = 5 for c + a together"),
        (OVERLAPPING, "U", "33 + 14 - 10 - 32 = 5 for d + a together"),
    ],
)
def test_printed_sums_inside_others_and_across_them_give_a_small_sum_away(
    what: Printed, key: str, because: str
) -> None:
    assert told(what) == [(key, because)]


def test_the_smallest_sum_that_may_be_known_is_the_rules() -> None:
    assert told(BESIDE_A_FIGURE, 5) == []
    assert [because for _, because in told(BESIDE_A_FIGURE, 6)] == ["113 - 100 - 8 = 5 for a + b together"]
    assert [because for _, because in told(BESIDE_A_FIGURE, 9)] == [
        "8 for c + d together",
        "113 - 100 - 8 = 5 for a + b together",
    ]
    assert told(BESIDE_A_FIGURE, 0) == []
    assert [group.low for group in show_width(BESIDE_A_FIGURE).groups] == [5]
    assert [group.low for group in show_width(BESIDE_A_FIGURE, smallest_sum=9).groups] == [8, 5]


def test_in_large_components_only_what_single_totals_lead_to_is_looked_at() -> None:
    assert show_width(BESIDE_A_FIGURE, large=1).groups == ()
    one = printed({"T": 15, "e": 10}, "a b", ("T", "a b e"))
    assert [group.low for group in show_width(one, large=1).groups] == [5]


def test_a_sum_that_can_reach_the_smallest_one_is_no_group() -> None:
    assert groups(printed({"T": 115, "e": 100, "Q": 8}, "a b c d", ("T", "a b c d e"), ("Q", "c d"))) == []
    three = printed({"T": 30, "Q": 21}, "a b c x y", ("T", "a b c x y"), ("Q", "x y"))
    assert groups(three) == []


def test_a_hidden_figure_repeats_its_cell_and_is_no_group_of_its_own() -> None:
    what = printed(
        {"T": 113, "e": 100, "Q": 8}, "a b c d f", ("T", "a b c d e"), ("Q", "c d"), ("f", "a"), ("f", "f")
    )
    assert told(what) == [("T", "113 - 100 - 8 = 5 for a + b together")]
    again = printed(
        {"T": 113, "e": 100, "Q": 8}, "a b c d f g", ("T", "f b c d e"), ("Q", "c d"), ("g", "f"), ("f", "a")
    )
    assert told(again) == [("T", "113 - 100 - 8 = 5 for a + b together")]


def test_what_is_exact_is_subtracted_as_if_it_were_printed() -> None:
    what = printed(
        {"T": 113, "e": 100, "Q": 8, "V": 20, "v": 20},
        "a b c d",
        ("T", "a b c d e r"),
        ("Q", "c d s"),
        ("V", "v r s"),
        rests="r s",
    )
    assert attack(what).intervals["r"] == (0, 0)
    assert told(what) == [("T", "113 - 100 - 8 = 5 for a + b together")]


def test_a_group_within_another_is_the_one_that_is_told() -> None:
    what = printed(
        {"T": 113, "e": 100, "Q": 7, "P": 4},
        "a b c d f g",
        ("T", "a b c d f g e"),
        ("Q", "c d f"),
        ("P", "a b"),
        ("P", "f g"),
    )
    found = groups(what)
    assert all(not set(one.members) < set(other.members) for one in found for other in found)


def test_a_relation_may_be_taken_twice() -> None:
    what = printed(
        {"T": 45, "S": 36, "U": 34, "V": 30},
        "a b x y z",
        ("T", "a x y z"),
        ("S", "b x y"),
        ("U", "x z"),
        ("V", "z y"),
    )
    assert groups(what) == []


def test_percents_bound_cells_but_are_not_added() -> None:
    cells = (*BESIDE_A_FIGURE.cells,)
    what = Printed(cells, BESIDE_A_FIGURE.equations, (PrintedPercent("Q", "T", 7),))
    assert told(what) == [("T", "113 - 100 - 8 = 5 for a + b together")]
