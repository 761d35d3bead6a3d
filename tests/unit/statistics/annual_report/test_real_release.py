"""The report of the register that comes with the project, counted and protected as every release is."""

from __future__ import annotations

from pathlib import Path

import pytest

from fristed.statistics.annual_report.actions import WHOLE, print_report, report_file_name
from fristed.statistics.annual_report.composition import compose
from fristed.statistics.releases.facts import Release
from tests.synthetic_register import register_under_seven, release
from tests.unit.statistics.annual_report.reading import SOFT, numbers_not_said, sections_of, text_of

pytestmark = pytest.mark.xdist_group("whole register")


@pytest.fixture
def as_printed() -> Release:
    return release("as-published-2024")


@pytest.fixture
def safe() -> Release:
    return release("safe")


def test_the_printed_edition_says_every_number_of_its_chapters(as_printed: Release) -> None:
    assert numbers_not_said(as_printed) == set()


def test_the_safe_edition_says_every_number_it_may_say(safe: Release) -> None:
    assert numbers_not_said(safe) == set()


def test_the_printed_edition_gives_the_totals_of_the_directorates(as_printed: Release) -> None:
    totals = text_of(sections_of(compose(as_printed))["2.1"])
    for total in (f"1{SOFT}402", f"1{SOFT}031", "310"):
        assert total in totals


def test_the_counts_that_differencing_revealed_are_not_in_the_safe_edition() -> None:
    report = compose(register_under_seven().release)
    assert "færre enn" not in text_of(sections_of(report)["2.2.5"])
    assert "vises ikke av personvernhensyn" in text_of(sections_of(report)["2.2.5"])


@pytest.mark.ci
def test_both_editions_can_be_printed(as_printed: Release, safe: Release, tmp_path: Path) -> None:
    printed = [
        path for release in (as_printed, safe) for path in print_report(release, out=tmp_path, demo=True)
    ]
    names = {path.name for path in printed}
    assert len(names) == len(printed)
    for edition in ("", "-som-publisert"):
        expected = {f"tabell-{number:02}.{form}" for number in range(1, 20) for form in ("px", "csv")}
        expected |= {f"figur-{number}.{form}" for number in ("2-1", "4") for form in ("px", "csv")}
        assert {f"arsrapport-2024{edition}-{name}" for name in expected} <= names
    whole = [
        path
        for path in printed
        if path.name
        in {report_file_name(one.policy, 2024, form) for one in (as_printed, safe) for form in WHOLE}
    ]
    assert len(whole) == 2 * len(WHOLE)
    assert all(path.stat().st_size > 10_000 for path in whole)
