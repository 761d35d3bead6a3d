"""A hidden count is safe only if it was set against something; else it is told as untested."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.foundation.sheets.workbook_formulas import formulas_without_value
from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.findings import Findings, in_words
from fristed.statistics.leak_finding.percent_columns import WhosePercents, counts_of, looks_like_percents
from fristed.statistics.leak_finding.row_totals import labels_of, row_total, split_heading
from fristed.statistics.leak_finding.sheets import sheet_of
from fristed.statistics.leak_finding.spec_reading import read_spec
from fristed.statistics.leak_finding.subtotals import CountedRow, add_up_to_too_much, subtotals
from tests.unit.statistics.leak_finding.publications import (
    found_in,
    intervals,
    only,
    publication,
    with_parts,
    workbook,
)

ONE = '[[table]]\nname = "1"\nfile = "counts.csv"\ntotal = "All"\n'


def untested(found: Findings) -> list[str]:
    return [f"{row.year or ''}{row.category_code}" for row in found.of_kind("untested")]


@pytest.mark.parametrize(
    ("counts", "names"),
    [
        ("Place;Cases\nA;12\nB;…\nC;…\nAll;\n", ["B", "C"]),
        ("Place;Cases\nA;12\nB;…\nC;…\nAll;…\n", ["B", "C", "All"]),
        ("Place;2023;2024\nA;12;12\nB;…;…\nC;…;…\nAll;;19\n", ["2023B", "2023C"]),
        ("Place;Cases\nA;30\nB;…\nC;…\nAll;20\n", ["B", "C"]),
        ("Place;Cases\nA;12\nB;…\nC;…\nAll;19\n", []),
    ],
)
def test_a_count_in_no_sum_whose_total_was_read_is_untested(
    tmp_path: Path, counts: str, names: list[str]
) -> None:
    assert untested(found_in(tmp_path, ONE, counts=counts)) == names


def test_a_count_is_tested_by_a_sum_across_or_by_a_percent_of_a_total_that_was_read(tmp_path: Path) -> None:
    across = found_in(
        tmp_path,
        ONE + 'total_column = "Both"\n',
        counts="Place;Women;Men;Both\nA;…;…;9\nB;…;…;…\nAll;;;\n",
    )
    assert {row.category_code for row in across.of_kind("untested")} == {"B"}
    spec = ONE + 'adds_up = false\ncounts = [{ column = "Cases", percent = "Share" }]\n'
    percents = found_in(tmp_path, spec, counts="Place;Cases;Share\nA;…;1,5\nB;…;\nAll;400;100\n")
    assert untested(percents) == ["B"]


def test_a_hidden_total_is_tested_where_all_its_parts_were_read(tmp_path: Path) -> None:
    found = found_in(tmp_path, ONE, counts="Place;Cases\nA;2\nB;3\nAll;…\n")
    assert intervals(found) == {"All": (5, 5)}
    assert untested(found) == []


def test_untested_counts_are_a_finding_and_stand_under_a_heading_of_their_own(tmp_path: Path) -> None:
    found = found_in(tmp_path, ONE, counts="Place;2024\nA;12\nB;…\nC;…\nAll;\n")
    said = "\n".join(in_words(found))
    assert "Hidden counts that were not tested, so that nobody knows whether they are safe: 2" in said
    assert "Hidden counts that stay hidden" not in said
    assert len(found.problems) == 2


def test_the_json_has_each_hidden_count_once_and_names_the_untested_of_a_column(tmp_path: Path) -> None:
    rows = found_in(tmp_path, ONE, counts="Place;2024\nA;12\nB;…\nC;…\nAll;\n").as_json()
    json.dumps(rows)
    assert [(row["category_code"], row["kind"]) for row in rows] == [
        ("B", "wide"),
        ("C", "wide"),
        (None, "note"),
        (None, "untested"),
    ]
    assert rows[-1]["because"] == "not tested: B, C"
    assert (rows[-1]["table"], rows[-1]["year"]) == (1, 2024)
    assert "is_tested" not in rows[0]


@given(counts=st.lists(st.integers(0, 9), min_size=1, max_size=5), has_total=st.booleans())
def test_a_count_that_is_said_to_stay_hidden_stands_in_a_sum_that_was_read(
    counts: list[int], has_total: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [f"p{at};{'…' if 0 < count < 7 else count}" for at, count in enumerate(counts)]
    text = "\n".join(["Place;Cases", *rows, f"All;{sum(counts) if has_total else ''}", ""])
    found = found_in(tmp_path_factory.mktemp("table"), ONE, counts=text)
    small = sum(0 < count < 7 for count in counts)
    assert len(found.of_kind("untested")) == (0 if has_total else small)


TABLE = "Place;Women;Men;{}\nA;20;21;41\nB;…;14;16\nAll;22;35;57\n"


@pytest.mark.parametrize(
    "name", ["I alt", "Totalt", "Total", "Sum", "Til saman", "Til sammen", "Begge kjønn"]
)
def test_a_column_is_a_total_by_its_name(name: str) -> None:
    sheet = sheet_of("a.csv", f"Place;Women;Men;{name}\nA;…;12;15\n".encode())
    found = row_total(sheet, ["Women", "Men", name])
    assert found is not None
    assert (found.label, found.fits) == (name, True)


@pytest.mark.parametrize(
    ("rows", "is_total"),
    [
        ("A;20;21;41\nB;…;14;16\nAll;22;35;57\n", True),
        ("A;20;21;41\nB;…;14;16\n", False),
        ("A;20;21;41\nB;20;22;42\nC;…;17;16\n", False),
        ("A;20;21;42\nB;…;14;16\nAll;22;35;57\n", False),
        ("A;20;0;20\nB;…;0;3\nAll;23;0;23\n", False),
    ],
)
def test_a_column_is_a_total_by_its_numbers_where_enough_of_them_fit(rows: str, is_total: bool) -> None:
    sheet = sheet_of("a.csv", f"Place;Women;Men;Persons\n{rows}".encode())
    assert (row_total(sheet, ["Women", "Men", "Persons"]) is not None) is is_total


def test_a_year_is_no_total_of_earlier_years_and_two_columns_make_none() -> None:
    sheet = sheet_of("a.csv", b"Place;2022;2023;2024\nA;1;2;3\nB;4;5;9\nC;7;7;14\n")
    assert row_total(sheet, ["2022", "2023", "2024"]) is None
    assert row_total(sheet_of("a.csv", b"Place;Cases;Total\nA;1;2\nB;4;5\n"), ["Cases", "Total"]) is None


def test_a_total_by_name_whose_numbers_never_fit_is_said_not_to() -> None:
    sheet = sheet_of("a.csv", b"Place;Women;Men;Total\nA;1;2;90\nB;4;5;80\n")
    found = row_total(sheet, ["Women", "Men", "Total"])
    assert found is not None
    assert not found.fits


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("Women (2024)", ("Women", 2024)),
        ("Women, 2024", ("Women", 2024)),
        ("2024 - Women", ("Women", 2024)),
        ("2024", ("2024", None)),
        ("2023–2024", ("2023–2024", None)),
        ("Women", ("Women", None)),
    ],
)
def test_a_heading_is_parted_into_what_is_counted_and_the_year(
    heading: str, parts: tuple[str, int | None]
) -> None:
    assert split_heading(heading) == parts


def test_headings_that_would_be_called_the_same_keep_their_own_names() -> None:
    assert labels_of(["2024 A", "A 2024"]) == {"2024 A": ("2024 A", None), "A 2024": ("A 2024", None)}


def test_a_spec_without_a_column_of_totals_is_told_which_looks_like_one(tmp_path: Path) -> None:
    found = found_in(tmp_path, ONE, counts=TABLE.format("Total"))
    assert "was not tried as one: “Total”" in only(found, "note").because
    with_total = found_in(tmp_path, ONE + 'total_column = "Total"\n', counts=TABLE.format("Total"))
    assert not with_total.of_kind("note")


def test_a_column_of_totals_without_a_year_adds_up_the_years(tmp_path: Path) -> None:
    spec = ONE + 'total_column = "Total"\n'
    counts = "Place;2023;2024;Total\nA;9;12;21\nB;…;12;15\nC;…;…;12\nAll;18;30;48\n"
    found = found_in(tmp_path, spec, counts=counts)
    assert {(row.year, row.category_code): row.low for row in found.rows if row.category_code} == {
        (2023, "B"): 3,
        (2023, "C"): 6,
        (2024, "C"): 6,
    }


def test_percents_that_nothing_was_read_from_are_told(tmp_path: Path) -> None:
    spec = ONE + 'counts = [{ column = "Cases" }]\n'
    found = found_in(tmp_path, spec, counts="Place;Cases;Share\nA;30;75\nB;…;15\nC;…;10\nAll;40;100\n")
    assert "percents were not read: “Share”" in only(found, "note").because
    as_counts = found_in(tmp_path, ONE, counts="Place;Cases;Share\nA;30;75\nB;…;15\nC;…;10\nAll;40;100\n")
    assert "percents are read as counts: “Share”" in only(as_counts, "note").because


def test_percents_belong_to_the_counts_they_name_or_stand_beside_or_follow_in_order() -> None:
    headings = ["P", "2023", "2024", "Share 2024", "Share 2023", "K", "Kpct", "M", "Mpct"]
    assert counts_of(["Share 2024", "Share 2023"], ["2023", "2024"], headings) == {
        "2024": "Share 2024",
        "2023": "Share 2023",
    }
    assert counts_of(["Kpct", "Mpct"], ["K", "M"], headings) == {"K": "Kpct", "M": "Mpct"}
    in_order = ["P", "a", "b", "%1", "%2"]
    assert counts_of(["%2", "%1"], ["a", "b"], in_order) == {"a": "%1", "b": "%2"}
    assert counts_of(["%"], ["a"], ["P", "%", "a"]) == {"a": "%"}
    with pytest.raises(WhosePercents):
        counts_of(["%1", "%2"], ["a"], ["P", "a", "%1", "%2"])


def test_a_column_holds_percents_by_its_heading_or_its_numbers() -> None:
    sheet = sheet_of("a.csv", "P;Share;b;c;Share of land\nA;12;1,5;3;yes\nB;…;2,5;4;no\n".encode())
    assert [name for name in sheet.headings if looks_like_percents(sheet, name)] == ["Share", "b"]


def counted(*rows: tuple[str, int, int]) -> list[CountedRow]:
    return [CountedRow(*row) for row in rows]


def test_subtotals_are_found_above_or_below_their_rows_also_with_hidden_ones() -> None:
    above = counted(("Asia", 30, 30), ("Iran", 1, 6), ("Iraq", 27, 27), ("Other", 8, 8))
    assert subtotals(above, 38) == ("Asia",)
    below = counted(("Iran", 1, 6), ("Iraq", 27, 27), ("Asia", 30, 30), ("Other", 8, 8))
    assert subtotals(below, 38) == ("Asia",)
    assert subtotals(above, 39) == ()
    assert add_up_to_too_much(above, 38)
    assert not add_up_to_too_much(above, 60)


def test_rows_that_add_up_to_too_much_are_told_with_what_may_be_done(tmp_path: Path) -> None:
    counts = "Place;Cases\nAsia;50\nIran;…\nIraq;46\nAfrica;40\nMali;18\nNiger;22\nAll;90\n"
    found = found_in(tmp_path, ONE, counts=counts)
    assert "counted twice: “Asia”, “Africa”" in only(found, "note").because
    spec = ONE + '[table.groups]\nAsia = ["Iran", "Iraq"]\nAfrica = ["Mali", "Niger"]\n'
    grouped = found_in(tmp_path, spec, counts=counts)
    assert intervals(grouped) == {"Iran": (4, 4)}
    assert not grouped.of_kind("note")
    without_sums = found_in(tmp_path, ONE, counts=counts.replace("Niger;22", "Niger;23"))
    assert "the rows add up to more than the total 90" in only(without_sums, "note").because


SHEET = workbook(["P", "n"], ["A", 12], ["All", "=SUM(B2:B2)"])


def test_a_formula_without_a_value_is_found_in_its_place() -> None:
    assert formulas_without_value(SHEET, 0) == {(3, 2): "=SUM(B2:B2)"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<v />", b"<v>12</v>"),
        (b"<v></v>", b"<v>12</v>"),
        (b'<c r="B3">', b'<c r="B3" t="str">'),
    ],
)
def test_a_formula_with_a_value_or_an_empty_text_is_none_of_them(old: bytes, new: bytes) -> None:
    if old.startswith(b"<v"):
        changed = with_parts(SHEET, lambda _name, text: text.replace(b"<v />", new).replace(b"<v></v>", new))
    else:
        changed = with_parts(SHEET, lambda _name, text: text.replace(old, new))
    assert formulas_without_value(changed, 0) == {}


def test_a_workbook_that_is_laid_out_in_another_way_has_no_formulas_that_are_found() -> None:
    renamed = with_parts(SHEET, lambda _name, text: text.replace(b"worksheets/sheet1", b"worksheets/other"))
    assert formulas_without_value(renamed, 0) == {}
    assert formulas_without_value(SHEET, 4) == {}
    assert formulas_without_value(b"PK no zip", 0) == {}


@pytest.mark.parametrize("heading", ["n", "share"])
def test_a_formula_without_a_value_is_no_empty_cell(tmp_path: Path, heading: str) -> None:
    rows = {"n": ["All", "=SUM(B2:B2)", 100], "share": ["All", 12, "=100"]}
    (tmp_path / "counts.xlsx").write_bytes(
        workbook(["P", "n", "share"], ["A", 12, 100], ["B", "…", 1], rows[heading])
    )
    spec = ONE.replace(".csv", ".xlsx") + 'counts = [{ column = "n", percent = "share" }]\n'
    with pytest.raises(BadInput, match=f"row 4, column “{heading}”: .* is a formula without a saved value"):
        found_in(tmp_path, spec)


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        (ONE.replace("total", "totl"), "no such field: totl; the nearest is “total”"),
        (ONE.replace("All", "all"), "has no row all; the nearest is “All”"),
        (ONE + '[[relation]]\nsame = ["1:Nort"]\n', "has no row “Nort”; the nearest is “North”"),
        (ONE.replace("file", "fil"), "no such field: fil; the nearest is “file”"),
    ],
)
def test_a_name_that_is_misspelt_is_told_with_the_nearest(tmp_path: Path, spec: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        found_in(tmp_path, spec, counts="Place;Cases\nNorth;12\nAll;12\n")


def test_a_threshold_that_is_misspelt_is_not_said_to_be_missing(tmp_path: Path) -> None:
    spec = publication(tmp_path, "treshold = 7\n" + ONE)
    with pytest.raises(BadInput, match="no such field: treshold; the nearest is “threshold”"):
        read_spec(spec)


def test_a_folder_in_the_place_of_a_spec_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match=r"^\.: the file cannot be read"):
        read_spec(Path())
