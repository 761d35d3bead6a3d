"""What the desk answers, and what it keeps quiet about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fristed.statistics.annual_report.desk import Desk, UnreadableReference, parse_reference
from fristed.statistics.releases.facts import PublishedFigureCell, PublishedNumber
from tests.unit.statistics.annual_report.small_releases import cell, concerns, release


def test_a_printed_count_is_answered_and_a_hidden_one_is_not() -> None:
    desk = Desk(release(cell("gender", "female", 1053), cell("gender", "male", None)))
    assert (desk.count("KT.gender.female").kind, desk.count("KT.gender.female").value) == ("exact", 1053)
    assert desk.count("KT.gender.male").kind == "hidden"
    assert desk.count("MR.gender.male").kind == "absent"


def test_a_true_zero_is_a_count() -> None:
    assert Desk(release(cell("gender", "unknown", 0))).count("KT.gender.unknown").kind == "exact"


def test_a_strict_policy_never_says_that_a_hidden_count_is_small() -> None:
    hidden = cell("gender", "male", None)
    assert Desk(release(hidden, policy="safe")).count("KT.gender.male").kind == "hidden"
    printed = Desk(release(hidden, policy="as-published-2024")).count("KT.gender.male")
    assert (printed.kind, printed.value) == ("below", 7)


def test_why_a_cell_is_hidden_makes_no_difference_to_the_answer() -> None:
    small, neighbour = (
        Desk(release(replace(cell("gender", "male", None), why=why))).count("KT.gender.male")
        for why in ("primary", "secondary")
    )
    assert small == neighbour


def test_a_category_not_in_use_has_no_answer() -> None:
    not_used = replace(cell("gender", "male", None), flag="-")
    assert Desk(release(not_used)).count("KT.gender.male").kind == "absent"


def test_a_sum_needs_every_part_to_be_printed() -> None:
    parts = (cell("referrer", "police", 20), cell("referrer", "nav", 7), cell("referrer", "udi", None))
    desk = Desk(release(*parts))
    assert desk.count("KT.referrer.police+nav").value == 27
    assert desk.count("KT.referrer.police+udi").kind == "hidden"


def test_years_back_reach_the_columns_before() -> None:
    cells = [cell("cases_total", "total", n, year=y) for n, y in ((1402, 2024), (1137, 2023), (891, 2022))]
    desk = Desk(release(*cells))
    assert desk.count("KT.total@-2").value == 891
    assert desk.before("KT.total@-1").value == 891


@pytest.mark.parametrize(
    ("status", "value", "unit", "kind"),
    [
        ("ok", 217, "cases", "exact"),
        ("contradiction", 187, "cases", "exact"),
        ("bounded", 7, "upper_bound_exclusive", "below"),
        ("ok", 7, "upper_bound_exclusive", "below"),
        ("hidden", None, "cases", "hidden"),
        ("waiting", None, "persons", "absent"),
    ],
)
def test_a_number_of_the_text_is_answered_by_its_status(
    status: str, value: int | None, unit: str, kind: str
) -> None:
    number = PublishedNumber("2.4.kt", value, status, unit)  # type: ignore[arg-type]
    assert Desk(release(numbers={"2.4.kt": number})).count("#2.4.kt").kind == kind


def test_a_number_nobody_knows_is_absent() -> None:
    assert Desk(release()).count("#9.9").kind == "absent"


def test_a_printed_percent_is_taken_as_it_stands() -> None:
    cells = (cell("gender", "female", 1053, percent=74), cell("cases_total", "total", 1402))
    assert Desk(release(*cells)).share("KT.gender.female").value == 74


def test_a_share_without_a_printed_percent_follows_from_printed_counts() -> None:
    cells = (cell("gender", "female", 1053), cell("cases_total", "total", 1402))
    assert Desk(release(*cells)).share("KT.gender.female").value == 75


def test_the_printed_percent_of_a_hidden_count_is_not_repeated_in_a_sentence() -> None:
    hidden = replace(cell("gender", "unknown", None), percent=0)
    assert Desk(release(hidden, policy="as-published-2024")).share("KT.gender.unknown").kind == "hidden"


def test_the_table_answers_before_the_figure() -> None:
    figure = PublishedFigureCell("F2.5", "KT", 2024, "gender", "female", 80, None, "")
    printed = replace(release(cell("gender", "female", 82)), figures=(figure,))
    assert Desk(printed).count("KT.gender.female").value == 82


def test_the_order_ends_where_a_hidden_category_could_stand_higher() -> None:
    # 100 cases, 60 + 25 printed: what is hidden may be one category of 15
    desk = Desk(release(*concerns(60, 25, None, None, total=100)))
    assert [code for code, _ in desk.ranking("KT", "main_concern")] == [
        "threats_and_violence",
        "negative_social_control",
    ]
    desk = Desk(release(*concerns(60, 12, None, None, total=100)))
    assert [code for code, _ in desk.ranking("KT", "main_concern")] == ["threats_and_violence"]


def test_nothing_is_ranked_when_the_total_is_unknown() -> None:
    assert Desk(release(*concerns(60, 25, None, total=100)[:3])).ranking("KT", "main_concern") == ()


def test_a_lenient_policy_hides_small_counts_only_so_the_order_goes_further() -> None:
    desk = Desk(release(*concerns(60, 12, None, None, total=100), policy="as-published-2024"))
    assert len(desk.ranking("KT", "main_concern")) == 2


def test_the_unknown_and_the_rest_are_never_the_most_frequent() -> None:
    cells = (cell("referrer", "other", 50), cell("referrer", "police", 20), cell("referrer", "total", 70))
    assert [code for code, _ in Desk(release(*cells)).ranking("KT", "referrer")] == ["police"]


@pytest.mark.parametrize("text", ["KT", "KT.gender", "KT.gender.female.x", "KT.gender.female@2023"])
def test_a_reference_must_name_service_dimension_and_code(text: str) -> None:
    with pytest.raises(UnreadableReference):
        parse_reference(text)
