"""A count that is printed in two places is one count, for who protects and for who attacks."""

from __future__ import annotations

from dataclasses import replace
from unittest import mock

import pytest

from fristed.methods.disclosure.attack import attack
from fristed.methods.disclosure.records import Equation, Printed
from fristed.statistics.releases import attacking
from fristed.statistics.releases.attacking import printed_facts
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.protecting import Protected, protect_with_history
from fristed.statistics.releases.questions import questions_of_all_reports, years_back
from fristed.statistics.tabulation.counting import Counts
from fristed.statistics.tabulation.layout import Layout
from tests.unit.statistics.releases.protected_releases import SAFE, counts, year_of

pytestmark = pytest.mark.xdist_group("whole register")


def repeating(where: dict[str, str], *, service: str = "KT", name: str = "F9") -> Counts:
    """The register, counted for a layout that prints one more figure of a single count."""
    layout = counts().layout
    alike = next(figure for figure in layout.figures if not figure.field)
    changes = {"services": (service,), "tables": {}, "columns": "register_years", "first_year": 2021}
    figure = replace(alike, id=name, where=where, most_frequent=0, **changes)  # type: ignore[arg-type]
    return replace(counts(), layout=replace(layout, figures=(*layout.figures, figure)))


def attackers_view(release: Release, layout: Layout) -> Printed:
    """What an attacker reads who knows the layout."""
    with mock.patch.object(attacking, "read_layout", return_value=layout):
        return printed_facts(release, SAFE)


@pytest.mark.parametrize(
    ("where", "table"),
    [
        ({"immigration_case": "true"}, 7),
        pytest.param({"gender": "female"}, 2, marks=pytest.mark.ci),
        pytest.param({"gender": "male"}, 2, marks=pytest.mark.ci),
    ],
)
def test_a_figure_that_repeats_a_table_is_printed_and_hidden_with_it(
    where: dict[str, str], table: int
) -> None:
    counted = repeating(where)
    release = protect_with_history(counted, policy=SAFE, limit=None).release
    code = "total" if table == 7 else where["gender"]
    rows = {c.year: (c.count, c.flag) for c in release.cells if (c.table, c.category_code) == (table, code)}
    repeated = {v.year: (v.count, v.flag) for v in release.figures if v.figure == "F9"}
    assert set(repeated) == {2021, 2022, 2023, 2024}
    assert repeated == {year: rows[year] for year in repeated}
    printed = attackers_view(release, counted.layout)
    assert {
        Equation(f"F9 KT {year} total", (f"table {table} KT {year} {code}",)) for year in repeated
    } <= set(printed.equations)


@pytest.mark.ci
@pytest.mark.parametrize("country", ["CD", "FR", "SY"], ids=["part of a row", "no row", "row"])
def test_a_figure_of_one_category_is_a_part_of_whatever_row_counts_it(country: str) -> None:
    counted = repeating({"country_background": country})
    found: Protected = protect_with_history(counted, policy=SAFE, limit=None)
    linked, wanted = year_of(found).linked, {"country_background": frozenset({country})}
    assert linked.counts["F9 KT 2024 total"] == counted.cases("KT", 2024, wanted)
    assert attack(attackers_view(found.release, counted.layout)).leaks == ()


@pytest.mark.ci
def test_a_figure_of_two_attributes_at_once_is_not_printed() -> None:
    counted = repeating({"gender": "female", "immigration_case": "true"})
    with mock.patch.object(Counts, "figure_values", return_value=()):
        found = protect_with_history(counted, policy=SAFE, limit=None)
    assert "F9 KT 2024 total" not in year_of(found).linked.counts


def test_later_reports_than_the_numbers_look_back_ask_nothing_of_the_register() -> None:
    asked = questions_of_all_reports(counts())
    assert {question.year for question in asked} == {2021, 2022, 2023, 2024}
    assert years_back() == 3
