"""What a reader works out from small publications, each with one way of leaking."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.findings import find_leaks, in_words
from tests.unit.statistics.leak_finding.publications import (
    found_in,
    intervals,
    only,
    publication,
    workbook,
)

ONE = '[[table]]\nname = "1"\nfile = "counts.csv"\ntotal = "All"\n'


def test_a_single_hidden_count_is_what_the_total_leaves(tmp_path: Path) -> None:
    found = found_in(tmp_path, ONE, counts="Place;Cases\nNorth;12\nSouth;…\nAll;15\n")
    row = only(found, "exact")
    assert (row.category_code, row.low, row.high, row.because) == ("South", 3, 3, "15 - 12 = 3")
    assert (row.table, row.service, row.year) == (1, "", None)


def test_a_publication_that_gives_nothing_away_has_no_findings(tmp_path: Path) -> None:
    counts = "Place;Cases\nNorth;12\nSouth;…\nWest;…\nNone;0\nAll;20\n"
    found = found_in(tmp_path, ONE, counts=counts)
    assert found.problems == ()
    assert intervals(found) == {"South": (2, 6), "West": (2, 6)}


def test_two_that_sum_to_little_are_a_group_and_narrow(tmp_path: Path) -> None:
    found = found_in(tmp_path, ONE, counts="Place;Cases\nNorth;12\nSouth;…\nWest;…\nAll;14\n")
    assert intervals(found) == {"South": (1, 1), "West": (1, 1)}
    assert only(found, "group").low == 2


def test_years_are_columns_and_each_adds_up_by_itself(tmp_path: Path) -> None:
    counts = "Place;2023;2024\nNorth;12;13\nSouth;…;9\nNew;-;…\nAll;15;25\n"
    found = found_in(tmp_path, ONE, counts=counts)
    assert {(row.year, row.category_code): row.low for row in found.rows} == {
        (2023, "South"): 3,
        (2024, "New"): 3,
    }


def test_two_way_tables_add_up_both_ways(tmp_path: Path) -> None:
    counts = "Place;Girls;Boys;Both\nNorth;12;9;21\nSouth;…;…;9\nWest;…;…;9\nAll;20;19;39\n"
    spec = ONE + 'total_column = "Both"\n'
    found = found_in(tmp_path, spec, counts=counts)
    girls = {row.category_code: (row.low, row.high) for row in found.rows if row.service == "Girls"}
    assert girls == {"South": (3, 5), "West": (3, 5)}


def test_a_theme_in_a_figure_opens_the_table(tmp_path: Path) -> None:
    spec = """
        [[table]]
        name = "4"
        file = "counts.csv"
        total = "All"
        [[table]]
        name = "figure"
        file = "figure.csv"
        source = "figure"
        total_in = "4:All"
        groups_of = "4"
        [table.groups]
        "Theme A" = ["Fear", "Completed", "Remain"]
    """
    counts = "Concern;Cases\nFear;44\nCompleted;7\nRemain;…\nOther;…\nRest;30\nAll;90\n"
    found = found_in(tmp_path, spec, counts=counts, figure="Theme;Cases\nTheme A;57\nTheme B;33\n")
    assert intervals(found) == {"Remain": (6, 6), "Other": (3, 3)}


def test_rows_of_the_own_table_may_be_sums_of_others(tmp_path: Path) -> None:
    counts = "Place;Cases\nNorth;12\nEast North;…\nWest North;9\nSouth;8\nAll;20\n"
    spec = ONE + '[table.groups]\nNorth = ["East North", "West North"]\n'
    assert intervals(found_in(tmp_path, spec, counts=counts)) == {"East North": (3, 3)}


def test_the_same_table_printed_again_is_set_against_itself(tmp_path: Path) -> None:
    again = '[[table]]\nname = "2"\nfile = "again.csv"\nsame_as = "1"\n'
    counts = "Place;Cases\nNorth;12\nSouth;…\nWest;…\nAll;20\n"
    found = found_in(tmp_path, ONE + again, counts=counts, again="Place;Cases\nSouth;5\nNorth;11\n")
    assert intervals(found) == {"South": (5, 5), "West": (3, 3)}
    assert "Set aside" in only(found, "contradiction").because


def test_a_pool_holds_exactly_the_hidden_rows(tmp_path: Path) -> None:
    counts = "Place;Cases\nNorth;12\nSouth;…\nWest;…\nUnder 7;3\nAll;15\n"
    found = found_in(tmp_path, ONE + 'pool = "Under 7"\n', counts=counts)
    assert intervals(found) == {"South": (1, 2), "West": (1, 2)}


@pytest.mark.parametrize(
    ("total", "standing", "interval"),
    [
        (19, "as the sum says", (1, 4)),
        (23, "as the sum says", (4, 4)),
        (19, "inside", (1, 4)),
        (23, "beside", (4, 4)),
    ],
)
def test_hidden_rows_stand_inside_or_beside_the_others(
    tmp_path: Path, total: int, standing: str, interval: tuple[int, int]
) -> None:
    counts = f"Place;Cases\nNorth;15\nSouth;…\nOther;4\nAll;{total}\n"
    spec = ONE + f'other = "Other"\nhidden_stand = "{standing}"\n'
    assert intervals(found_in(tmp_path, spec, counts=counts)) == {"South": interval}


def test_a_rest_that_no_row_prints_is_told_when_it_is_small_or_when_asked_for(tmp_path: Path) -> None:
    counts = "Place;2021;2022;2023\nNorth;12;12;12\nAll;15;42;12\n"
    small = found_in(tmp_path, ONE + 'rest = { name = "elsewhere" }\n', counts=counts)
    assert [(row.year, row.low) for row in small.rows] == [(2021, 3)]
    spec = ONE + 'rest = { name = "elsewhere", always = true, note = "An inference" }\n'
    every = found_in(tmp_path, spec, counts=counts)
    assert [(row.year, row.low) for row in every.rows] == [(2021, 3), (2022, 30)]
    assert every.rows[0].because == "15 - 12 = 3. An inference"


def test_a_relation_joins_tables_for_the_services_and_years_it_names(tmp_path: Path) -> None:
    spec = """
        [[table]]
        name = "1"
        file = "counts.csv"
        [[table]]
        name = "2"
        file = "more.csv"
        [[relation]]
        total = "1:All"
        parts = ["1:North", "2:South"]
        years = 2024
        rest = { name = "rest" }
        [[relation]]
        same = ["1:North", "2:North"]
    """
    counts = "Place;2023;2024\nNorth;…;…\nAll;15;15\n"
    found = found_in(tmp_path, spec, counts=counts, more="Place;2023;2024\nNorth;5;-\nSouth;14;11\n")
    cells = {(row.year, row.category_code): (row.low, row.high) for row in found.rows if row.category_code}
    assert cells == {(2023, "North"): (5, 5), (2024, "North"): (1, 4)}


@pytest.mark.parametrize(
    ("share", "rounding", "interval"),
    [
        ("1", "half_up", (5, 6)),
        ("1 %", "half_up", (5, 6)),
        ("0", "half_up", (1, 4)),
        ("0,6", "half_up", (5, 5)),
        ("0.34", "half_up", (3, 3)),
        ("1", "unknown", (1, 6)),
        ("…", "half_up", (1, 6)),
    ],
)
def test_a_percent_of_a_hidden_count_narrows_it(
    tmp_path: Path, share: str, rounding: str, interval: tuple[int, int]
) -> None:
    spec = f"""
        [[table]]
        name = "1"
        file = "counts.csv"
        total = "All"
        rounding = "{rounding}"
        counts = [{{ column = "Cases", percent = "Share" }}]
    """
    counts = f"Place;Cases;Share\nNorth;880;\nSouth;…;{share}\nWest;…;\nEast;…;\nAll;891;100\n"
    assert intervals(found_in(tmp_path, spec, counts=counts))["South"] == interval


def test_a_percent_that_cannot_be_is_set_aside_and_the_counts_stand(tmp_path: Path) -> None:
    spec = ONE + 'counts = [{ column = "Cases", percent = "Share" }]\n'
    counts = "Place;Cases;Share\nNorth;1396;100\nSouth;…;1\nAll;1402;100\n"
    found = found_in(tmp_path, spec, counts=counts)
    assert intervals(found) == {"South": (6, 6)}
    assert "South is printed as 1 % of 1402" in only(found, "contradiction").because


STATED = "Age;Cases\nChild;747\nAdult;652\nUnknown;…\nSecret;…\nAll;1409\n"


@pytest.mark.parametrize(
    ("statement", "interval"),
    [
        ("a,count,4,1:Unknown,,", (4, 4)),
        ("a,at_most,5,1:Unknown,,", (4, 5)),
        ("a,at_least,5,1:Unknown,,", (5, 6)),
        ("a,at_least,1403,1:Unknown + 1:Child + 1:Adult,,", (4, 6)),
        ("a,percent,1,1:Unknown,1:Child,", (4, 6)),
        ("a,percent,150,1:Unknown,1:Secret,", (6, 6)),
        ("a,about_percent,100,1:Unknown,1:Secret,", (5, 5)),
        ("a,change,50,1:Unknown,1:Secret,", (6, 6)),
    ],
)
def test_a_number_in_the_text_narrows_what_the_table_hides(
    tmp_path: Path, statement: str, interval: tuple[int, int]
) -> None:
    spec = 'statements = "text.csv"\n' + ONE
    text = f"id,kind,value,cells,of,inside\n{statement}\n"
    found = found_in(tmp_path, spec, counts=STATED, text=text)
    assert intervals(found)["Unknown"] == interval


def test_crossed_counts_leave_a_rest_that_nobody_prints(tmp_path: Path) -> None:
    text = (
        "id,kind,value,inside,note\n"
        "adults,count,17,1:North@age,page 4\nchildren,count,3,1:North@age,\n"
        "women,count,12,1:North@gender & 1:All@x,\n"
    )
    spec = 'statements = "text.csv"\nstatements_called = "prose"\n' + ONE
    found = found_in(tmp_path, spec, counts="Place;Cases\nNorth;21\nSouth;30\nAll;51\n", text=text)
    assert intervals(found) == {"1 North, rest by age": (1, 1)}
    assert only(found, "exact").table == "prose"
    assert only(found, "printed").because == "prose children: 3 is printed"


def test_a_statement_that_a_table_contradicts_is_set_aside(tmp_path: Path) -> None:
    spec = ONE + "[[statement]]\nid = 'a'\nvalue = 18\ncells = ['1:North']\n"
    found = found_in(tmp_path, spec, counts="Place;Cases\nNorth;20\nSouth;30\nAll;50\n")
    assert only(found, "contradiction").because.endswith("Set aside: text a is 18")


def test_small_counts_of_no_people_are_fine(tmp_path: Path) -> None:
    counts = "Place;Offices\nNorth;2\nSouth;3\nAll;5\n"
    assert len(found_in(tmp_path, ONE, counts=counts).of_kind("printed")) == 3
    assert found_in(tmp_path, ONE + "small_is_fine = true\n", counts=counts).rows == ()


def test_a_blank_cell_may_hold_anything_and_a_row_apart_nothing_of_the_sum(tmp_path: Path) -> None:
    counts = "Place;Cases\nNorth;12\nSouth;\nWest;…\nWaiting;99\nAll;20\n"
    found = found_in(tmp_path, ONE + 'apart = "Waiting"\n', counts=counts)
    assert intervals(found) == {"West": (1, 6)}


def test_a_workbook_leaks_as_a_csv_file_does(tmp_path: Path) -> None:
    cells = [("Place", "Cases"), ("North", "12"), ("South", "…"), ("All", "15")]
    (tmp_path / "counts.xlsx").write_bytes(workbook(*cells))
    found = found_in(tmp_path, ONE.replace(".csv", ".xlsx"))
    assert intervals(found) == {"South": (3, 3)}


def test_the_report_in_words_says_everything_once(tmp_path: Path) -> None:
    found = found_in(tmp_path, 'title = "My table"\n' + ONE, counts="Place;Cases\nA;12\nB;…\nAll;15\n")
    lines = list(in_words(found))
    assert lines[0] == "My table: counts below 7 are hidden."
    assert lines[2:] == [
        "Counts that are not printed but can be worked out exactly: 1",
        "  table 1 B = 3: 15 - 12 = 3",
    ]


def test_a_sign_without_a_highest_count_leaves_the_interval_open(tmp_path: Path) -> None:
    spec = "threshold = 7\n" + ONE.replace('total = "All"\n', "")
    found = find_leaks(publication(tmp_path, spec, counts="Place;Cases\nNorth;12\nSouth;…\n"))
    assert [row.interval for row in found.rows] == ["≥ 1"]


@given(counts=st.lists(st.integers(0, 9), min_size=2, max_size=6))
def test_the_true_counts_always_lie_in_what_is_found(
    counts: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [f"p{at};{'…' if 0 < count < 7 else count}" for at, count in enumerate(counts)]
    text = "\n".join(["Place;Cases", *rows, f"All;{sum(counts)}", ""])
    found = found_in(tmp_path_factory.mktemp("table"), ONE, counts=text)
    small = {f"p{at}": count for at, count in enumerate(counts) if 0 < count < 7}
    assert set(intervals(found)) == set(small)
    for name, (low, high) in intervals(found).items():
        assert low is not None
        assert high is not None
        assert low <= small[name] <= high
    assert not found.of_kind("contradiction")


LONG = """
[[table]]
name = "t"
file = "t.csv"
shape = "long"
columns = { category = "c", count = "n", percent = "p" }
total = "all"
"""
HALVES = "c;n;p\nx;…;2\ny;…;\na;25;12\nb;165;82\nall;200;100\n"


def test_a_table_that_rounds_halves_to_even_gives_no_tighter_interval_than_it_may(tmp_path: Path) -> None:
    spec = LONG + '[table.signs]\nhidden = ["…"]\nhigh = 100\n'
    findings = found_in(tmp_path, spec, t=HALVES)
    assert intervals(findings)["x"] == (3, 5)
    assert "25 of 200 is printed as 12 %" in only(findings, "note").because
    plain = found_in(tmp_path, spec, t=HALVES.replace("25;12", "25;13").replace("165;82", "165;83"))
    assert intervals(plain)["x"] == (3, 4)


def test_an_exact_count_says_where_another_percent_of_its_table_is_wrong(tmp_path: Path) -> None:
    counts = "c;n;p\nx;…;1\ny;…;\na;95;23\nb;300;75\nall;400;100\n"
    found = found_in(tmp_path, LONG, t=counts)
    [row] = [row for row in found.rows if row.category_code == "x"]
    assert "printed as 1 %" in row.because
    assert "Another percent of this table is wrong" in row.because


def test_rounding_of_a_stated_percent_may_be_left_open(tmp_path: Path) -> None:
    spec = LONG + '[[statement]]\nid = "p1"\nkind = "percent"\nvalue = 2\ncells = "t:x"\nof = "t:all"\n'
    counts = "c;n;p\nx;…;\ny;…;\na;25;\nb;165;\nall;200;\n"
    loose = found_in(tmp_path, spec + 'rounding = "unknown"\n', t=counts)
    strict = found_in(tmp_path, spec, t=counts)
    assert intervals(loose)["x"] != intervals(strict)["x"]


@pytest.mark.parametrize("count", [10**9, 10**12, 10**23])
def test_a_count_beyond_any_persons_is_refused_with_its_place(tmp_path: Path, count: int) -> None:
    with pytest.raises(BadInput, match=r"t\.csv, row 3, column “n”"):
        found_in(tmp_path, LONG, t=f"c;n;p\nx;…;\na;{count};\nall;200;\n")


def test_a_footnote_under_the_total_is_left_out_and_an_empty_cell_elsewhere_is_told(tmp_path: Path) -> None:
    wide = '[[table]]\nname = "t"\nfile = "t.csv"\ntotal = "all"\n'
    counts = "c;2024\nx;…\ny;20\nall;24\n"
    below = found_in(tmp_path, wide, t=counts + "1) With districts.;\n")
    assert intervals(below) == {"x": (4, 4)}
    assert "is left out as a footnote" in only(below, "note").because
    assert not only(below, "note").is_problem
    inside = found_in(tmp_path, wide, t=counts.replace("y;20", "z;\ny;20"))
    assert "row 3, column “2024”: the cell is empty and may be any count" in only(inside, "note").because


def test_a_row_above_a_total_on_top_is_no_footnote(tmp_path: Path) -> None:
    wide = '[[table]]\nname = "t"\nfile = "t.csv"\ntotal = "all"\n'
    found = found_in(tmp_path, wide, t="c;2024\nall;24\nx;…\ny;20\nz;\n")
    assert "may be any count" in only(found, "note").because
