"""Chapters 6 and 7 of the report: each number of outreach is asked of the release, and said if it may be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fristed.methods.classifications import Language
from fristed.statistics.annual_report.composition import compose
from fristed.statistics.annual_report.document import Figure, Report
from fristed.statistics.outreach.numbers import outreach_numbers
from fristed.statistics.releases.facts import Release
from tests.outreach_register import tables
from tests.unit.statistics.annual_report.printed_releases import as_published, guarded
from tests.unit.statistics.annual_report.reading import sections_of, text_of

FIGURES = {
    "figur-grey-zone-topics": 8,
    "figur-answers-by-gender": 3,
    "figur-assignments-by-service": 5,
    "figur-assignments-by-form": 3,
    "figur-assignments-by-county-ft": 16,
    "figur-assignments-by-county-mr": 16,
}


def with_outreach(release: Release, policy_id: str) -> Release:
    """Give a release with the numbers of outreach."""
    return replace(release, numbers={**release.numbers, **outreach_numbers(tables(policy_id))})


def said(report: Report) -> str:
    """Give what is said in both chapters."""
    chapters = [one for one in report.sections if one.id in ("forebygging", "kompetanse")]
    return " ".join(text_of(section) for one in chapters for section in (one, *one.sections))


def figures(report: Report) -> dict[str, Figure]:
    """Give the figures of both chapters, by their id."""
    blocks = [block for section in sections_of(report).values() for block in section.blocks]
    return {one.id: one for one in blocks if isinstance(one, Figure) and one.id in FIGURES}


def test_as_published_every_printed_number_is_said() -> None:
    text = said(compose(with_outreach(as_published(), "as-published-2024")))
    for words in (
        "registrerte de 805 slike gråsonesaker",
        "hadde fagteamet 76 oppdrag",
        "da det var 63",
        "De var i alle fylkene",
        "Mangfoldsrådgiverne hadde 237 oppdrag",
        "hadde de 24 oppdrag for tjenester i Norge, og 3 uker",
        "var det rundt 60",
        "De svarte på 140 spørsmål",
        "78\u00a0% av spørsmålene kom fra jenter, 18\u00a0% fra gutter og 3\u00a0% fra unge",
        "var 76\u00a0% positive, og av andre lesere 51\u00a0%",
    ):
        assert words in text, words


def test_under_the_safe_policy_no_hidden_number_is_said_and_the_others_are() -> None:
    text = said(compose(with_outreach(guarded(), "safe")))
    assert "registrerte de 805 slike gråsonesaker" in text
    assert "økonomi (39) og oppholdsstatus." in text
    assert "kom fra jenter" in text
    assert "fra gutter" not in text
    assert "Hvor ofte det skjedde, vises ikke av personvernhensyn" in text
    assert "{" not in text


def test_fewer_counties_are_not_called_all() -> None:
    release = with_outreach(guarded(), "safe")
    fewer = replace(release.numbers["7.1.counties"], value=12)
    text = said(compose(replace(release, numbers={**release.numbers, "7.1.counties": fewer})))
    assert "De var i 12 av de 15 fylkene" in text
    assert "alle fylkene" not in text


def test_without_outreach_the_chapters_are_not_there() -> None:
    report = compose(guarded())
    assert said(report) == ""
    assert figures(report) == {}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_picture_has_a_table_with_the_same_numbers(language: Language) -> None:
    found = figures(compose(with_outreach(guarded(), "safe"), language=language))
    assert {name: len(one.table.rows) for name, one in found.items()} == FIGURES
    services = found["figur-assignments-by-service"]
    assert [row.cells[0].text for row in services.table.rows] == ["63", "76", "237", "24", "60"]
    for one in found.values():
        assert "2024" in one.title
        assert "{" not in one.svg
        assert all(row.label in one.description for row in one.table.rows)


def test_a_hidden_topic_has_its_sign_in_the_picture_and_the_table() -> None:
    topics = figures(compose(with_outreach(guarded(), "safe")))["figur-grey-zone-topics"]
    hidden = [row for row in topics.table.rows if row.cells[0].spoken]
    assert [row.label for row in hidden] == ["Oppholdsstatus", "Annet"]
    assert topics.table.signs
