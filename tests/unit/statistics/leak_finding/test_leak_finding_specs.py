"""A spec that says too little, too much or what cannot be is refused before anything is worked out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.findings import find_leaks
from fristed.statistics.leak_finding.spec_reading import read_spec
from tests.unit.statistics.leak_finding.publications import found_in, publication

COUNTS = "Sted;Antall\nNord;12\nSør;…\nTotalt;15\n"
TABLE = '[[table]]\nname = "1"\nfile = "counts.csv"\ntotal = "Totalt"\n'
WHOLE = f"threshold = 7\n{TABLE}"


def test_a_spec_without_a_fault_is_read_with_its_defaults(tmp_path: Path) -> None:
    spec = read_spec(publication(tmp_path, WHOLE, counts=COUNTS))
    assert (spec.title, spec.threshold, spec.width) == ("spec", 7, 3)
    assert [table.name for table in spec.tables] == ["1"]


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("threshold = ", "spec.toml: this is not TOML"),
        (TABLE, "“threshold” is missing"),
        ("threshold = 1\n" + TABLE, "“threshold” must be at least 2"),
        ("threshold = true\n" + TABLE, "“threshold” must be a whole number"),
        ("threshold = 7\n", "there is no [[table]]"),
        ("tresold = 7\n" + WHOLE, "there is no such field: tresold"),
        (WHOLE + "totl = 'x'\n", "table “1”: there is no such field: totl"),
        (WHOLE + TABLE, "table “1”: a name stands once"),
        (WHOLE.replace('"1"', '"a:b"'), "has no colon"),
        (WHOLE.replace('"1"', '"text"'), "is not “text”"),
        ('threshold = 7\n[[table]]\nname = "1"\n', "table “1”: “file” is missing"),
        (WHOLE.replace("counts.csv", "../counts.csv"), "is outside the folder of the spec"),
        (WHOLE + 'shape = "round"\n', "“shape” must be one of long, wide, not “round”"),
        (WHOLE + "adds_up = 1\n", "“adds_up” must be true or false"),
        (WHOLE + "apart = 1\n", "“apart” must be a text or a list of texts"),
        (WHOLE + "apart = [1]\n", "“apart” must be a text or a list of texts"),
        (WHOLE + 'rest = "x"\n', "“rest” must be a table"),
        (WHOLE + "[table.rest]\nnote = 'x'\n", "“name” is missing"),
        (WHOLE + "[table.signs]\nlow = 3\nhigh = 2\n", "“high” is below “low”"),
        (WHOLE + '[table.signs]\nhidden = ["-"]\n', "the sign “-” means two things"),
        (WHOLE + "[[relation]]\n", "a relation has a “total” and “parts”"),
        (WHOLE + '[[relation]]\ntotal = "1:Totalt"\n', "a relation has a “total” and “parts”"),
        (WHOLE + '[[relation]]\nsame = ["1"]\n', "“1” is no cell"),
        (WHOLE + '[[relation]]\nsame = ["1:a"]\nyears = ["x"]\n', "“years” must be a whole number"),
        (WHOLE + '[[relation]]\nsame = [{table = "1"}]\n', "“category” is missing"),
        (WHOLE + '[[relation]]\nsame = ["9:Nord"]\n', "there is no table “9”"),
        (WHOLE + '[[relation]]\nsame = ["1:Nord", "1:Vest"]\n', "the table “1” has no row “Vest”"),
        (WHOLE + '[[relation]]\nsame = ["1:Nord"]\nyears = 1999\n', "holds for no service and year"),
        ("statement = 1\n" + WHOLE, "“statement” must be a list of tables"),
        (WHOLE + "[[statement]]\nid = 'a'\n", "“value” is missing"),
        (WHOLE + "[[statement]]\nid = 'a'\nvalue = -1\n", "a count is not negative"),
        (WHOLE + "[[statement]]\nid = 'a'\nvalue = 1\nkind = 'percent'\n", "a percent needs “of”"),
        (WHOLE + "[[statement]]\nid = 'a'\nvalue = 1\ninside = ['1:Nord']\n", "is no part of a whole"),
        (WHOLE + 'total_column = "Alle"\n', "has no column “Alle”"),
        (WHOLE + 'same_as = "9"\n', "there is no table “9”"),
        (WHOLE + '[table.groups]\nNord = ["Vest"]\n', "has no row Vest"),
        (WHOLE + 'groups_of = ["1"]\n[table.groups]\nNord = ["Vest"]\n', "no table has the row Vest"),
        (WHOLE + 'pool = "Andre"\n', "the table “1” has no row Andre"),
    ],
)
def test_a_spec_with_a_fault_is_refused_in_words(tmp_path: Path, spec: str, message: str) -> None:
    with pytest.raises(BadInput, match=re.escape(message)):
        find_leaks(publication(tmp_path, spec, counts=COUNTS))


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ("Sted;Antall\nNord;12a\nTotalt;12\n", "counts.csv, row 2, column “Antall”: “12a” is neither"),
        ("Sted;Antall\nNord;-3\nTotalt;12\n", "counts.csv, row 2, column “Antall”: “-3” is neither"),
        ("Sted;Antall\nNord;1.5\nTotalt;12\n", "“1.5” is neither a whole count"),
        ("Sted;Antall\nNord;3\nNord;4\nTotalt;7\n", "counts.csv, row 3: table 1 Nord stands twice"),
        ("Sted;Antall\n;3\nTotalt;3\n", "counts.csv, row 2, column “Sted”: the row has no name"),
        ("Sted;Antall\nNord;3\n", "counts.csv: the table “1” has no row Totalt"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_by_file_row_and_column(
    tmp_path: Path, counts: str, message: str
) -> None:
    with pytest.raises(BadInput, match=re.escape(message)):
        find_leaks(publication(tmp_path, WHOLE, counts=counts))


LONG = (
    WHOLE + 'shape = "long"\ncolumns = { category = "Sted", count = "Antall", year = "År", percent = "%" }\n'
)


@pytest.mark.parametrize(
    ("spec", "counts", "message"),
    [
        (LONG, "Sted;År;Antall\nTotalt;2024;3\n", "there is no column “%”; the columns are Sted, År, Antall"),
        (LONG, "Sted;År;Antall;%\nTotalt;i fjor;3;1\n", "row 2, column “År”: “i fjor” is no year"),
        (LONG, "Sted;År;Antall;%\nTotalt;2024;3;mye\n", "row 2, column “%”: “mye” is no percent"),
        (
            LONG + 'where = { Sted = "x" }\n',
            "Sted;År;Antall;%\nTotalt;2024;3;1\n",
            "no row belongs to the table “1”",
        ),
    ],
)
def test_a_long_table_lacks_nothing_that_the_spec_names(
    tmp_path: Path, spec: str, counts: str, message: str
) -> None:
    with pytest.raises(BadInput, match=re.escape(message)):
        find_leaks(publication(tmp_path, spec, counts=counts))


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("id,kind,value,cells\na,count,3,1:Vest\n", "the table “1” has no row “Vest”"),
        (
            "id,kind,value,cells\na,count,3,1:Nord:MR:2024\n",
            "row 2: the number “a”: table 1 MR 2024 Nord is not printed",
        ),
        ("id,kind,value,of\na,percent,3,1:Ny\n", "a percent needs a base that is printed"),
        ("id,kind,value,inside\na,count,3,1:Ny@x\n", "a whole that was not in use has no parts"),
        (
            "id,kind,value,cells,inside\na,at_most,30,1:Nord,1:Totalt@x\n",
            "is no new part of a whole",
        ),
        ("id,kind,value\na,count,mange\n", "“value” must be a whole number"),
        ("id,kind,value\na,count,3\na,count,4\n", "text a stands twice"),
    ],
)
def test_a_number_in_the_text_must_be_about_what_is_printed(
    tmp_path: Path, statement: str, message: str
) -> None:
    spec = 'statements = "text.csv"\n' + WHOLE
    counts = COUNTS.replace("Sør;…", "Sør;…\nNy;-")
    with pytest.raises(BadInput, match=re.escape(message)):
        find_leaks(publication(tmp_path, spec, counts=counts, text=statement))


def test_files_that_are_no_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no such file"):
        read_spec(tmp_path / "none.toml")
    with pytest.raises(BadInput, match="cannot be read"):
        read_spec(tmp_path)
    (tmp_path / "spec.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadInput, match="not TOML"):
        read_spec(tmp_path / "spec.toml")


@pytest.mark.parametrize(
    ("spec", "what"),
    [
        (f"threshold = {'9' * 5000}", "this is not TOML"),
        (f"threshold = {'[' * 5000}", "this is not TOML"),
        ("threshold = 1000000000000", "“threshold” must be at most 999999999999"),
    ],
)
def test_a_spec_that_no_machine_can_hold_is_refused(tmp_path: Path, spec: str, what: str) -> None:
    with pytest.raises(BadInput, match=what):
        read_spec(publication(tmp_path, spec))


@pytest.mark.parametrize("count", ["9" * 13, "9" * 5000, "²", "٣"])
def test_a_count_that_no_machine_can_hold_is_no_count(tmp_path: Path, count: str) -> None:
    table = '[[table]]\nname = "1"\nfile = "a.csv"\n'
    with pytest.raises(BadInput, match=r"row 2, column “Cases”: .* (neither a whole|more than any) count"):
        found_in(tmp_path, table, a=f"Place;Cases\nNorth;{count}\n")


@pytest.mark.parametrize("year", ["²", "20245"])
def test_a_year_is_written_with_plain_digits(tmp_path: Path, year: str) -> None:
    table = '[[table]]\nname = "1"\nfile = "a.csv"\nshape = "long"\n'
    table += 'columns = { category = "P", count = "C", year = "Y" }\n'
    with pytest.raises(BadInput, match="is no year"):
        found_in(tmp_path, table, a=f"P;C;Y\nNorth;12;{year}\n")
