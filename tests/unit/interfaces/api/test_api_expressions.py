"""Lists and expressions are read as they are meant, also where codes look like expressions."""

from __future__ import annotations

import pytest

from fristed.interfaces.api.expressions import chosen, split_list
from fristed.interfaces.api.problems import Problem

CODES = ("CD?CG", "CDXCG", "SO", "total", "a[1]")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        (" , ,", []),
        ("a,b", ["a", "b"]),
        (" a , [b,c] ", ["a", "b,c"]),
        ("[RANGE(1,2)],3", ["RANGE(1,2)", "3"]),
        ("RANGE(1,2),3", ["RANGE(1,2)", "3"]),
        ("a),b", ["a)", "b"]),
        ("(a,b", ["(a,b"]),
    ],
)
def test_a_list_is_parted_at_its_own_commas(text: str, parts: list[str]) -> None:
    assert split_list(text) == parts


@pytest.mark.parametrize(
    ("expression", "codes"),
    [
        ("CD?CG", ("CD?CG",)),
        ("cd?cg", ("CD?CG",)),
        ("CD??G", ("CD?CG", "CDXCG")),
        ("C*", ("CD?CG", "CDXCG")),
        ("*[1]", ("a[1]",)),
        ("?[1]", ("a[1]",)),
        ("*", CODES),
        ("**", CODES),
        ("TOP(2)", CODES[:2]),
        ("BOTTOM(2,1)", CODES[2:4]),
        ("TOP(9)", CODES),
        ("RANGE( so , cdxcg )", CODES[1:3]),
    ],
)
def test_an_expression_means_codes_in_the_order_of_the_table(expression: str, codes: tuple[str, ...]) -> None:
    assert chosen([expression], CODES, is_time=False) == codes


@pytest.mark.parametrize("expression", ["", "x", "C*G", "TOP(5,9)", "TOP(-1)", "RANGE(,)", "FROM()", "a[2]?"])
def test_what_means_no_code_is_refused(expression: str) -> None:
    with pytest.raises(Problem):
        chosen([expression], CODES, is_time=False)
