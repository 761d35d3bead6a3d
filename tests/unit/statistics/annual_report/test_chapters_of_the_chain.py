"""Chapters 4 and 5 of the report: each number of the chain is asked of the release, and said if it may be."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from fristed.methods.classifications import Language
from fristed.statistics.annual_report.composition import compose
from fristed.statistics.annual_report.document import Figure, Report
from fristed.statistics.chains.numbers import chain_numbers
from fristed.statistics.releases.facts import Release
from tests.chain_register import tables
from tests.unit.statistics.annual_report.printed_releases import as_published, guarded
from tests.unit.statistics.annual_report.reading import sections_of, text_of


def with_chain(release: Release, policy_id: str) -> Release:
    """Give a release with the numbers of the chain."""
    return replace(release, numbers={**release.numbers, **chain_numbers(tables(policy_id))})


def chapters(report: Report) -> dict[str, str]:
    """Give what is said of the chain, by the title of the section."""
    found = {section.title: text_of(section) for section in sections_of(report).values()}
    return {title: found.get(title, "") for title in ("Hjemreise og mottak", "Et trygt sted å bo")}


def figures(report: Report) -> dict[str, Figure]:
    """Give the figures of the housing scheme, by their id."""
    blocks = [block for section in sections_of(report).values() for block in section.blocks]
    return {one.id: one for one in blocks if isinstance(one, Figure) and "housing" in one.id}


def test_as_published_every_number_is_said() -> None:
    report = compose(with_chain(as_published(), "as-published-2024"))
    said = chapters(report)
    for name, number in chain_numbers(tables("as-published-2024")).items():
        chapter = "Hjemreise og mottak" if name.startswith("4.1") else "Et trygt sted å bo"
        assert re.search(rf"\b{number.value}\b", said[chapter]), name


def test_under_the_safe_policy_no_hidden_number_is_said_and_the_others_are() -> None:
    report = compose(with_chain(guarded(), "safe"))
    home, scheme = chapters(report).values()
    assert "det søkt for 46 personer, 17 voksne og 29 barn" in home
    assert "10 av de voksne hadde barn med seg" in home
    assert "uten en voksen" not in home
    assert "trengte bare å bli møtt" not in home
    assert "Da februar 2025 var over, var 7 barn ennå ikke kommet hjem" in home
    assert "40" not in home
    assert "Den yngste" not in scheme
    assert "bakgrunn fra 11 land" in scheme


def test_without_a_chain_the_chapter_of_the_scheme_is_not_there() -> None:
    report = compose(guarded())
    assert set(chapters(report).values()) == {""}
    assert figures(report) == {}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_picture_has_a_table_with_the_same_numbers(language: Language) -> None:
    report = compose(with_chain(guarded(), "safe"), language=language)
    people, in_use = (figures(report)[f"figur-housing-{name}"] for name in ("people", "occupancy"))
    assert [row.cells[0].text for row in people.table.rows] == ["48", "23", "55", "26", "11"]
    assert [row.cells[0].text.replace("\u00a0", "") for row in in_use.table.rows] in (
        ["80%", "72%"],
        ["80 %", "72 %"],
    )
    for one in (people, in_use):
        assert "2024" in one.title
        assert "{" not in one.svg
        assert all(row.label in one.description for row in one.table.rows)


def test_a_hidden_number_has_its_sign_in_the_picture_and_the_table() -> None:
    release = with_chain(guarded(), "safe")
    hidden = replace(release.numbers["5.1.in.c"], value=None, status="hidden")
    report = compose(replace(release, numbers={**release.numbers, "5.1.in.c": hidden}))
    people = figures(report)["figur-housing-people"]
    cell = people.table.rows[-1].cells[0]
    assert cell.spoken
    assert "11" not in cell.text
    assert people.table.signs
