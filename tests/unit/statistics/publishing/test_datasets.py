"""Tables and figures as datasets: shape, words, signs and notes."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args

import pytest

from fristed.methods.classifications import LANGUAGES
from fristed.statistics.publishing import datasets
from fristed.statistics.publishing.datasets import dataset_ids, datasets_of
from fristed.statistics.publishing.facts import (
    CONTENTS,
    TIME,
    DataCell,
    Dataset,
    NoSuchCategory,
    NotAValueOrASign,
    Sign,
    Updates,
    WrongNumberOfCells,
)
from fristed.statistics.publishing.selecting import eliminated, selected
from fristed.statistics.publishing.words import Speaker
from fristed.statistics.releases.facts import PublishedFigureCell
from fristed.statistics.tabulation.reading import read_layout
from tests.unit.statistics.annual_report.printed_releases import as_published, guarded
from tests.unit.statistics.annual_report.small_releases import cell, concerns, release


def dataset(which: str, *, safe: bool = True, language: str = "nb") -> Dataset:
    made = datasets_of(guarded() if safe else as_published(), language)  # type: ignore[arg-type]
    return next(one for one in made if one.id == which)


def test_there_is_one_dataset_for_each_table_and_figure_of_the_layout() -> None:
    made = [one.id for one in datasets_of(guarded())]
    ids = dataset_ids(read_layout())
    assert len(ids) == len(set(ids)) == 26
    # the text of the printed report does not give the numbers of this figure
    assert made == [one for one in ids if one != "figur-2-2-3"]
    assert (made[0], made[-1]) == ("tabell-01", "figur-4")


def test_ids_are_as_their_docstrings_show() -> None:
    assert doctest.testmod(datasets).failed == 0


def test_a_table_of_totals_has_contents_and_years_alone() -> None:
    assert [d.code for d in dataset("tabell-01").dimensions] == [CONTENTS, TIME]
    assert dataset("tabell-01").period == "2015–2024"
    assert dataset("tabell-01").cell(("count", "2015")) == DataCell(399)


def test_a_table_of_categories_has_counts_and_percents_for_each_year() -> None:
    table = dataset("tabell-04")
    assert [d.role for d in table.dimensions] == ["category", "metric", "time"]
    assert table.dimension(CONTENTS).codes == ("count", "percent")
    assert table.dimension("main_concern").elimination == "total"
    assert table.cell(("negative_social_control", "count", "2024")).value is not None


def test_a_figure_tells_the_services_apart_and_has_no_total_of_them() -> None:
    figure = dataset("figur-2-2")
    assert figure.dimension("service").codes == ("SU", "MR", "KT")
    assert figure.dimension("service").elimination == ""


def test_a_hidden_cell_has_a_sign_and_no_number_in_count_and_percent() -> None:
    hidden = [c for c in guarded().cells if c.flag == "…" and c.table == 4]
    assert hidden
    table = dataset("tabell-04")
    for one in hidden:
        for contents in ("count", "percent"):
            assert table.cell((one.category_code, contents, str(one.year))) == DataCell(sign=":")


def test_a_zero_is_a_number_and_a_category_not_in_use_a_dot() -> None:
    assert dataset("tabell-11").cell(("health_care_after_fgm", "count", "2022")) == DataCell(sign=".")
    zeros = [c for c in guarded().cells if c.flag == "0"]
    assert zeros
    for one in zeros:
        made = dataset(f"tabell-{one.table:02}")
        assert made.cell((one.category_code, "count", str(one.year))) == DataCell(0)


def test_what_was_not_collected_is_told_from_what_was_not_in_use() -> None:
    abroad = [
        PublishedFigureCell("F4", "MR", 2022, "abroad_case", "total", None, None, "-"),
        PublishedFigureCell("F4", "MR", 2023, "abroad_case", "total", 45, None, ""),
    ]
    [figure] = datasets_of(replace(release(), figures=tuple(abroad)))
    assert figure.cell(("MR", "count", "2022")) == DataCell(sign="..")
    assert ("service", "MR") in {(note.dimension, note.category) for note in figure.notes}


def test_a_percent_of_no_cases_can_not_be_given() -> None:
    [table] = datasets_of(release(cell("gender", "female", 0), cell("gender", "total", 0)))
    assert table.cell(("female", "percent", "2024")) == DataCell(sign=".")


def test_a_row_that_says_nothing_in_any_year_is_left_out() -> None:
    codes = dataset("tabell-06").dimension("referrer").codes
    assert "_suppressed_pool" not in codes
    assert "_suppressed_pool" in dataset("tabell-06", safe=False).dimension("referrer").codes


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there_in_every_language(language: str) -> None:
    made = datasets_of(as_published(), language, demo=True)  # type: ignore[arg-type]
    assert [one.untranslated for one in made if one.untranslated] == []


def test_datasets_in_two_languages_differ_in_words_alone() -> None:
    for one, other in zip(datasets_of(guarded(), "nb"), datasets_of(guarded(), "en"), strict=True):
        assert one.cells == other.cells
        assert list(one.keys()) == list(other.keys())
        assert one.title != other.title


def test_a_text_that_a_language_lacks_is_shown_in_bokmål_and_told() -> None:
    speaker = Speaker("en")
    assert speaker.say({"nb": "Sak", "nn": "Sak"}, "label of a case") == "Sak"
    assert speaker.untranslated == ["label of a case"]


def test_a_strict_edition_does_not_say_that_hidden_counts_are_small() -> None:
    assert dataset("tabell-04").signs == {":": "Vises ikke av personvernhensyn"}
    lenient = dataset("tabell-04", safe=False).signs[":"]
    assert lenient == "Vises ikke av personvernhensyn: færre enn 7 saker"


def test_where_the_rule_of_a_release_is_not_known_no_size_is_said() -> None:
    old = replace(as_published(), policy_version="0", kept_policy=None)
    table = next(one for one in datasets_of(old) if one.id == "tabell-04")
    assert table.signs[":"] == "Vises ikke av personvernhensyn"
    assert table.version.edition == "as-published-2024"


def test_every_sign_that_stands_in_a_cell_is_explained_and_no_other() -> None:
    for one in datasets_of(guarded()):
        assert set(one.signs) == {c.sign for c in one.cells} - {""}
    assert set(get_args(Sign)) == {"", ".", "..", ":"}


def test_a_dataset_says_which_edition_it_is_and_when_it_changes() -> None:
    updates = Updates(datetime(2025, 3, 1, tzinfo=UTC), date(2026, 3, 1), date(2024, 12, 31))
    one = datasets_of(guarded(), updates=updates)[0]
    assert one.updates == updates
    assert one.version.as_of == date(2024, 12, 31)
    assert (one.version.policy, one.version.layout) == ("safe", "layout-2024")
    assert one.licence.id == "CC-BY-4.0"
    assert datasets_of(guarded())[0].updates.last is None


def test_a_demonstration_says_so_on_every_dataset() -> None:
    assert all(one.notes[0].is_mandatory for one in datasets_of(guarded(), demo=True))
    assert all("Ingen personer" in one.notes[0].text for one in datasets_of(guarded(), demo=True))


def test_a_cell_is_a_number_or_a_sign_and_never_both() -> None:
    with pytest.raises(NotAValueOrASign):
        DataCell(5, ":")
    with pytest.raises(NotAValueOrASign):
        DataCell()


def test_a_dataset_has_a_cell_for_every_combination() -> None:
    table = dataset("tabell-02")
    with pytest.raises(WrongNumberOfCells):
        replace(table, cells=table.cells[:-1])


def test_a_release_without_a_table_gives_no_dataset_for_it() -> None:
    assert [one.id for one in datasets_of(release(*concerns(9, 12, total=21)))] == ["tabell-04"]


def test_a_part_of_a_dataset_keeps_order_notes_and_signs_of_what_was_chosen() -> None:
    table = dataset("tabell-05")
    part = selected(table, {"country_background": ["SO", "SY"], TIME: ["2024"], CONTENTS: ["count"]})
    assert part.sizes == (2, 1, 1)
    assert part.cells[0] == table.cell(("SO", "count", "2024"))
    assert {note.category for note in part.notes} == {""}
    assert part.dimension("country_background").elimination == ""
    assert selected(table, {}) == table


@pytest.mark.parametrize("wrong", [{"planet": ["x"]}, {TIME: ["1999"]}, {TIME: []}, {TIME: ["2024", "2024"]}])
def test_what_a_dataset_does_not_have_can_not_be_chosen(wrong: dict[str, list[str]]) -> None:
    with pytest.raises(NoSuchCategory):
        selected(dataset("tabell-05"), wrong)
    with pytest.raises(NoSuchCategory):
        dataset("tabell-05").cell(("NOWHERE", "count", "2024"))


def test_a_dimension_that_is_left_out_is_what_is_printed_for_all() -> None:
    table = dataset("tabell-05")
    part = eliminated(table, ["country_background"])
    assert [d.code for d in part.dimensions] == [CONTENTS, TIME]
    assert dict(part.observations()) == {
        codes[1:]: cell for codes, cell in table.observations() if codes[0] == "total"
    }
    assert not [note for note in part.notes if note.dimension == "country_background"]


def test_a_dimension_without_a_total_cannot_be_left_out() -> None:
    with pytest.raises(NoSuchCategory):
        eliminated(dataset("tabell-05"), [TIME])
