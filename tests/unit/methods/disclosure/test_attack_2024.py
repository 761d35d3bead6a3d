"""Differencing attacks on the joint annual report 2024, with the numbers it printed.

Source: tables 4, 11 and 17, and the figure of main concern by theme.
"""

from __future__ import annotations

from fristed.methods.disclosure.attack import AttackReport, Finding, attack
from fristed.methods.disclosure.records import (
    SIGN_AS_PUBLISHED,
    Equation,
    Printed,
    PrintedCell,
    PrintedPercent,
)

MR = {
    "negative_social_control": 626,
    "threats_and_violence": 195,
    "fear_involuntary_stay_abroad": 106,
    "fear_forced_marriage": 44,
    "involuntary_stay_abroad": 26,
    "completed_forced_marriage": 7,
}
MR_HIDDEN = (
    "forced_to_remain",
    "fear_fgm",
    "completed_fgm",
    "health_care",
    "fear_child_marriage",
    "completed_child_marriage",
)
SU = {
    "involuntary_stay_abroad": 203,
    "threats_and_violence": 31,
    "negative_social_control": 30,
    "fear_forced_marriage": 20,
    "fear_involuntary_stay_abroad": 10,
    "completed_forced_marriage": 7,
    "fear_fgm": 7,
    "completed_fgm": 0,
    "forced_to_remain": 0,
}
KT_2021 = (245, 97, 84, 110, 132, 33, 16, 23, 8, 7, 0)
KT_2022 = (368, 135, 113, 90, 91, 44, 8, 26, 7, 7, 0)
KT_2024 = (455, 252, 247, 173, 146, 51, 35, 18, 11, 9)


def table(
    total: int, shown: dict[str, int], hidden: tuple[str, ...], percents: tuple[PrintedPercent, ...] = ()
) -> Printed:
    cells = [PrintedCell.shown("total", total), *(PrintedCell.shown(key, n) for key, n in shown.items())]
    cells += [PrintedCell.signed(key, SIGN_AS_PUBLISHED) for key in hidden]
    return Printed(tuple(cells), (Equation("total", (*shown, *hidden)),), percents)


def with_theme(printed: Printed, theme: str, count: int, parts: tuple[str, ...]) -> Printed:
    figure = PrintedCell.shown(theme, count, source="figure")
    return Printed((*printed.cells, figure), (*printed.equations, Equation(theme, parts)), printed.percents)


def numbered(counts: tuple[int, ...]) -> dict[str, int]:
    return {f"concern {at}": count for at, count in enumerate(counts, start=1)}


def found(report: AttackReport, key: str) -> Finding:
    return next(finding for finding in report.findings if finding.key == key)


def test_attack_1_a_theme_less_its_printed_parts_is_a_hidden_cell() -> None:
    parts = ("fear_forced_marriage", "completed_forced_marriage", "forced_to_remain")
    report = attack(with_theme(table(1031, MR, MR_HIDDEN), "theme:forced_marriage", 57, parts))
    finding = found(report, "forced_to_remain")
    assert (finding.low, finding.high, finding.kind, finding.is_leak) == (6, 6, "exact", True)
    assert finding.because == "57 - 44 - 7 = 6"


def test_attack_2_a_residual_of_two_in_two_cells_is_one_each_because_zeros_are_printed() -> None:
    report = attack(table(310, SU, ("fear_child_marriage", "completed_child_marriage")))
    assert report.intervals == {"fear_child_marriage": (1, 1), "completed_child_marriage": (1, 1)}
    assert found(report, "fear_child_marriage").because == (
        "310 - 203 - 31 - 30 - 20 - 10 - 7 - 7 = 2 for fear_child_marriage + completed_child_marriage, "
        "each from 1 to 6"
    )
    assert found(report, "total").kind == "group"


def test_attack_2_with_the_value_of_the_running_text_the_residual_is_four() -> None:
    report = attack(table(310, SU | {"fear_forced_marriage": 18}, ("fear_child", "completed_child")))
    assert report.intervals == {"fear_child": (1, 3), "completed_child": (1, 3)}
    assert {finding.kind for finding in report.leaks} == {"narrow", "group"}


def test_attack_3_a_single_hidden_cell_is_the_residual() -> None:
    percent = PrintedPercent("health_care", "total", 0)
    report = attack(table(891, numbered(KT_2022), ("health_care",), (percent,)))
    assert found(report, "health_care").because == ("891 - 889 = 2 (889 is the sum of 10 printed counts)")
    assert report.intervals == {"health_care": (2, 2)}
    assert report.contradictions == ()


def test_attack_3_an_irregular_percent_is_set_aside_and_the_residual_stands() -> None:
    percent = PrintedPercent("health_care", "total", 0)
    report = attack(table(759, numbered(KT_2021), ("health_care",), (percent,)))
    assert report.intervals == {"health_care": (4, 4)}
    assert [each.set_aside for each in report.contradictions] == ["health_care is 0 % of total"]


def test_attack_3_two_hidden_cells_below_the_threshold_together() -> None:
    report = attack(table(1402, numbered(KT_2024), ("completed_fgm", "health_care")))
    finding = found(report, "total")
    assert (finding.kind, finding.low, finding.members) == ("group", 5, ("completed_fgm", "health_care"))
    assert report.intervals == {"completed_fgm": (1, 4), "health_care": (1, 4)}


def test_attack_3_the_theme_gives_the_same_two_cells_away() -> None:
    printed = table(1402, numbered(KT_2024), ("completed_fgm", "health_care"))
    report = attack(with_theme(printed, "theme:fgm", 56, ("concern 6", "completed_fgm", "health_care")))
    assert found(report, "theme:fgm").because == "56 - 51 = 5 for completed_fgm + health_care together"


def test_attack_3_a_printed_pool_of_ten_in_two_cells_is_narrow() -> None:
    cells = [PrintedCell.shown("pool", 10), PrintedCell.shown("total", 1137)]
    cells += [PrintedCell.signed(key, SIGN_AS_PUBLISHED) for key in ("forced_to_remain", "health_care")]
    relation = Equation("pool", ("forced_to_remain", "health_care"))
    report = attack(Printed(tuple(cells), (relation,)))
    assert report.intervals == {"forced_to_remain": (4, 6), "health_care": (4, 6)}
    assert [leak.kind for leak in report.leaks] == ["narrow", "narrow"]
    percents = tuple(PrintedPercent(key, "total", 0) for key in ("forced_to_remain", "health_care"))
    with_percents = attack(Printed(tuple(cells), (relation,), percents))
    assert with_percents.intervals == {"forced_to_remain": (5, 5), "health_care": (5, 5)}


def test_attack_4_fifteen_in_three_cells_halves_what_they_may_be() -> None:
    parts = ("fear_fgm", "completed_fgm", "health_care")
    report = attack(with_theme(table(1031, MR, MR_HIDDEN), "theme:fgm", 15, parts))
    assert {report.intervals[key] for key in parts} == {(3, 6)}
    assert found(report, "fear_fgm").kind == "wide"
    assert found(report, "fear_fgm").because == (
        "15 for fear_fgm + completed_fgm + health_care, each from 1 to 6"
    )


def test_attack_5_a_percent_that_no_hidden_count_can_have_is_a_contradiction() -> None:
    percent = PrintedPercent("health_care", "total", 1)
    report = attack(table(1402, numbered(KT_2024), ("completed_fgm", "health_care"), (percent,)))
    [contradiction] = report.contradictions
    assert contradiction.set_aside == "health_care is 1 % of total"
    assert contradiction.because == "health_care is printed as 1 % of 1402"
    assert contradiction.statements == (
        "health_care is 1 % of total",
        "total is 1402",
        "health_care is at least 1 and at most 6, by its sign",
    )
    assert report.intervals["health_care"] == (1, 4)
