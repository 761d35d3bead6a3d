"""What the documents say of the leak finder is what it does."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from fristed.statistics.leak_finding.findings import HEADINGS, find_leaks, in_words
from fristed.statistics.leak_finding.spec import (
    CountColumn,
    LongColumns,
    RelationSpec,
    Rest,
    Signs,
    StatementKind,
    StatementSpec,
    TableSpec,
)
from tests.unit.statistics.leak_finding.publications import publication

DOCS = Path(__file__).resolve().parents[4] / "docs"
HOW_TO = (DOCS / "how-to" / "find-leaks-in-published-tables.md").read_text("utf-8")
REFERENCE = (DOCS / "reference" / "audit-spec.md").read_text("utf-8")


# What a sign tells is two fields in a spec.
WRITTEN = {"meaning": {"low", "high"}}


@pytest.mark.parametrize(
    "part", [TableSpec, LongColumns, CountColumn, Signs, Rest, RelationSpec, StatementSpec]
)
def test_the_reference_names_every_field_of_a_spec(part: type) -> None:
    named = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", REFERENCE))))
    written = {word for column in fields(part) for word in WRITTEN.get(column.name, {column.name})}
    assert written - {"row"} <= named


def test_the_reference_names_every_kind_of_number_and_of_finding() -> None:
    assert {*get_args(StatementKind), *HEADINGS} <= set(re.findall(r"`(\w+)`", REFERENCE))


def test_the_example_of_the_guide_gives_what_the_guide_says(tmp_path: Path) -> None:
    [spec] = re.findall(r"```toml\n(.*?)```", HOW_TO, re.S)
    [said] = re.findall(r"```console\n\$ .*?\n(.*?)```", HOW_TO, re.S)
    concerns, themes = re.findall(r"```text\n(.*?)```", HOW_TO, re.S)
    spec_file = publication(tmp_path, spec, concerns=concerns, themes=themes)
    assert "\n".join(in_words(find_leaks(spec_file))) == said.rstrip("\n")
