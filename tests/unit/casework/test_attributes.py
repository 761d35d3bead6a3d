"""The table of optional attributes is the record, the columns and the code lists, with nothing left out."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from fristed.casework.cases.checks import attribute_problems
from fristed.casework.cases.codes import OPTIONAL_ATTRIBUTES, SINGLE_ATTRIBUTES
from fristed.casework.cases.facts import CaseAttributes
from fristed.casework.cases.models import Case
from fristed.methods.classifications import code_list

NOTHING_NOTED = CaseAttributes()
CODED = [name for name, kind in OPTIONAL_ATTRIBUTES.items() if kind.code_list]


def test_the_table_names_every_attribute_of_the_record() -> None:
    assert set(OPTIONAL_ATTRIBUTES) == {field.name for field in fields(CaseAttributes)}


@pytest.mark.parametrize("name", OPTIONAL_ATTRIBUTES)
def test_what_is_not_noted_is_empty_in_the_way_of_its_kind(name: str) -> None:
    kind = OPTIONAL_ATTRIBUTES[name]
    expected = () if kind.takes_several else "" if kind.code_list else None
    assert getattr(NOTHING_NOTED, name) == expected


def test_each_attribute_with_one_answer_has_a_column_and_no_other_has() -> None:
    columns = {column.name for column in Case._meta.concrete_fields}
    assert set(SINGLE_ATTRIBUTES) == columns & set(OPTIONAL_ATTRIBUTES)


@pytest.mark.parametrize("name", CODED)
def test_a_code_of_its_own_list_is_accepted_and_another_is_not(name: str) -> None:
    kind = OPTIONAL_ATTRIBUTES[name]
    for code in (*code_list(kind.code_list).codes(), "x"):
        noted = replace(NOTHING_NOTED, **{name: (code,) if kind.takes_several else code})
        found = {(problem.field, problem.code) for problem in attribute_problems(noted, year=2024)}
        assert ((name, "unknown_code") in found) is (code == "x")
