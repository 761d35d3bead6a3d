"""What the forms say besides numbers: title, unit, notes, signs, version, licence and dates."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from fristed.methods.classifications import LANGUAGES, Language
from fristed.statistics.publishing.datasets import datasets_of, in_all_languages
from fristed.statistics.publishing.facts import Dataset, Updates
from fristed.statistics.publishing.files import collection, csv_files, px_files, workbook
from fristed.statistics.publishing.names import file_name
from fristed.statistics.publishing.writers.jsonstat import dataset_object, write_dataset
from fristed.statistics.publishing.writers.px import write_px
from fristed.statistics.publishing.writers.table_csv import write_table_csv
from fristed.statistics.publishing.writers.table_html import write_table_html
from tests.unit.statistics.annual_report.printed_releases import guarded

MORNING = datetime(2025, 3, 1, 8, 30, tzinfo=timezone(timedelta(hours=1)))
KNOWN = Updates(last=MORNING, next=date(2026, 3, 1), as_of=date(2024, 12, 31))


def dataset(which: str, language: Language = "nb", updates: Updates = KNOWN) -> Dataset:
    return next(one for one in datasets_of(guarded(), language, updates=updates) if one.id == which)


def px_lines(which: str, *languages: Language, updates: Updates = KNOWN) -> list[str]:
    written = write_px({language: dataset(which, language, updates) for language in languages}).decode()
    return written.split(";\n")


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(io.BytesIO(workbook(guarded(), updates=KNOWN, demo=True)))


# --- JSON-stat ------------------------------------------------------------------------------------------


def test_json_stat_says_what_clients_of_statistics_norway_look_for() -> None:
    said = dataset_object(dataset("tabell-04"))
    assert said["id"] == ["main_concern", "ContentsCode", "Tid"]
    assert said["role"] == {"time": ["Tid"], "metric": ["ContentsCode"]}
    assert said["updated"] == "2025-03-01T07:30:00Z"
    assert said["extension"]["px"]["language"] == "no"
    assert said["extension"]["px"]["tableid"] == "tabell-04"
    assert said["extension"]["px"]["nextUpdate"] == "2026-03-01"
    assert said["dimension"]["main_concern"]["extension"]["eliminationValueCode"] == "total"
    assert said["dimension"]["ContentsCode"]["category"]["unit"]["count"]["base"] == "saker"


def test_json_stat_says_version_licence_and_signs() -> None:
    extension = dataset_object(dataset("tabell-04", "en"))["extension"]
    assert extension["version"]["policy"] == "safe"
    assert extension["version"]["as_of"] == "2024-12-31"
    assert extension["licence"]["id"] == "CC-BY-4.0"
    assert extension["status"]["label"] == {":": "Not shown for confidentiality"}
    assert extension["noteMandatory"] == {"0": True}


def test_what_is_not_known_is_not_said() -> None:
    said = json.loads(write_dataset(dataset("tabell-01", updates=Updates())))
    assert "updated" not in said
    assert "status" not in said
    assert "nextUpdate" not in said["extension"]["px"]
    assert "as_of" not in said["extension"]["version"]


def test_notes_to_a_category_stand_at_the_category() -> None:
    category = dataset_object(dataset("tabell-05"))["dimension"]["country_background"]["category"]
    assert category["note"]["CD?CG"][0].startswith(
        "Raden samler flere land: Den demokratiske republikken Kongo;"
    )


def test_the_collection_holds_every_dataset_with_the_notes_of_a_demonstration() -> None:
    said: dict[str, Any] = json.loads(collection(guarded(), "nn", updates=KNOWN, demo=True))
    assert said["label"] == "Årsrapport 2024: tabellar og figurar"
    assert said["updated"] == "2025-03-01T07:30:00Z"
    assert len(said["link"]["item"]) == len(datasets_of(guarded()))
    assert all("demonstrasjon" in item["note"][0] for item in said["link"]["item"])


# --- PC-Axis --------------------------------------------------------------------------------------------


def test_a_px_file_speaks_three_languages_side_by_side() -> None:
    lines = px_lines("tabell-02", *LANGUAGES)
    assert 'LANGUAGES="no","nn","en"' in lines
    places = [lines.index(f'UNITS{mark}="{unit}"') for mark, unit in (("", "saker"), ("[nn]", "saker"))]
    assert lines[places[1] + 1] == 'UNITS[en]="cases"'
    assert places[1] == places[0] + 1
    assert 'VALUES[en]("gender")="Girl/woman","Boy/man","Unknown","Total"' in lines


def test_a_px_file_in_one_language_names_no_others() -> None:
    lines = px_lines("tabell-02", "en")
    assert 'LANGUAGE="en"' in lines
    assert not [line for line in lines if "LANGUAGES" in line or "[" in line.split("=")[0]]


def test_a_px_file_has_the_keywords_that_the_format_demands() -> None:
    keywords = {line.split("=")[0].split("(")[0] for line in px_lines("tabell-04", "nb")}
    demanded = {"MATRIX", "SUBJECT-CODE", "SUBJECT-AREA", "TITLE", "CONTENTS", "UNITS", "DECIMALS"}
    demanded |= {"STUB", "HEADING", "VALUES", "CODES", "TIMEVAL", "DATA", "LANGUAGE", "CHARSET"}
    demanded |= {"LAST-UPDATED", "NEXT-UPDATE", "CREATION-DATE", "REFPERIOD", "CONTACT", "SOURCE"}
    assert demanded <= keywords
    unknown = {line.split("=")[0].split("(")[0] for line in px_lines("tabell-04", "nb", updates=Updates())}
    assert demanded - unknown == {"LAST-UPDATED", "NEXT-UPDATE", "CREATION-DATE", "REFPERIOD"}


def test_no_line_of_a_px_file_is_longer_than_the_format_allows_except_those_of_codes_and_data() -> None:
    versions = in_all_languages(guarded(), updates=KNOWN, demo=True)
    for together in zip(*versions.values(), strict=True):
        written = write_px(dict(zip(versions, together, strict=True))).decode()
        quoted = [piece for line in written.splitlines() for piece in line.split('"')[1::2]]
        assert max(map(len, quoted)) <= 256


def test_the_signs_of_a_px_file_are_quoted_dots_with_a_symbol_each() -> None:
    lines = px_lines("tabell-11", "nb")
    assert lines[-5:-2] == ['DATASYMBOL1="."', 'DATASYMBOL2=".."', 'DATASYMBOL3=":"']
    data = lines[-2].removeprefix("DATA=\n")
    assert len(data.split()) == len(dataset("tabell-11").cells)
    assert set(data.split()) & {'"."', '"..."'} == {'"."', '"..."'}


def test_labels_of_one_dimension_differ_so_that_a_px_file_can_tell_them_apart() -> None:
    for language in LANGUAGES:
        for one in datasets_of(guarded(), language):
            names = [dimension.label for dimension in one.dimensions]
            assert len(names) == len(set(names))
            assert all(len(set(d.labels)) == len(d.labels) for d in one.dimensions)


# --- workbook -------------------------------------------------------------------------------------------


def test_the_workbook_has_a_front_sheet_and_one_sheet_for_each_table_and_figure(book: Workbook) -> None:
    assert book.sheetnames[:3] == ["Innhold", "Tabell 1", "Tabell 2"]
    assert book.sheetnames[-1] == "Figur 4"
    assert len(book.sheetnames) == 1 + len(datasets_of(guarded()))
    front = book["Innhold"]
    assert front["A4"].hyperlink.location == "'Tabell 1'!A1"
    assert front["B4"].value == "Saker hos Kompetanseteamet per år"


def test_headings_of_a_sheet_stay_when_it_is_scrolled(book: Workbook) -> None:
    assert book["Tabell 4"].freeze_panes == "B6"
    assert book["Figur 2.2"].freeze_panes == "C6"
    assert book["Tabell 1"].freeze_panes == "B6"


def test_numbers_are_numbers_and_signs_are_text(book: Workbook) -> None:
    sheet = book["Tabell 2"]
    kinds = {type(cell.value) for line in sheet["C6":"J9"] for cell in line}
    assert kinds <= {int, str}
    assert int in kinds
    assert {cell.value for line in sheet["C6":"J9"] for cell in line if isinstance(cell.value, str)} <= {":"}


def test_each_sheet_says_title_unit_notes_signs_and_where_it_is_from(book: Workbook) -> None:
    words = [line[0].value for line in book["Tabell 4"].iter_rows() if line[0].value]
    assert words[0] == "Tabell 4. Saker hos Kompetanseteamet etter hovedbekymring, 2021–2024"
    assert words[1] == "Enhet: saker"
    assert ":  Vises ikke av personvernhensyn" in words
    assert "Sist oppdatert: 2025-03-01" in words
    assert any(word.startswith("Lisens: Creative Commons") for word in words)
    assert any("Ingen personer" in word for word in words)


def test_the_date_among_the_properties_is_that_of_the_year_and_not_of_the_writing(book: Workbook) -> None:
    assert book.properties.created == datetime(2024, 12, 31)  # noqa: DTZ001  as the file has it
    assert book.properties.title == "Årsrapport 2024: tabeller og figurer"


# --- CSV and file names ---------------------------------------------------------------------------------


def test_a_table_as_csv_opens_in_a_norwegian_spreadsheet() -> None:
    content = write_table_csv(dataset("tabell-02"))
    assert content.startswith(b"\xef\xbb\xbfgender;gender_label;ContentsCode;ContentsCode_label;Tid;unit;")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0]["gender_label"] == "Jente/ kvinne"
    assert {row["unit"] for row in rows} == {"saker", "prosent"}


def test_no_two_files_of_two_editions_share_a_name() -> None:
    names = [*px_files(guarded()), *csv_files(guarded())]
    assert len(names) == len(set(names))
    assert file_name("safe", 2024, "px", "figur-2-2") == "arsrapport-2024-figur-2-2.px"
    assert file_name("strict", 2023, "json") == "arsrapport-2023-strict.json"


def test_the_same_datasets_give_the_same_bytes() -> None:
    for write in (collection, workbook, px_files, csv_files):
        assert write(guarded(), updates=KNOWN) == write(guarded(), updates=KNOWN)  # type: ignore[operator]
    later = Updates(MORNING.astimezone(UTC), KNOWN.next, KNOWN.as_of)
    assert px_files(guarded(), updates=later) == px_files(guarded(), updates=KNOWN)


# --- a page with one table ------------------------------------------------------------------------------


def test_a_table_is_a_page_that_others_can_take_the_numbers_from() -> None:
    table = dataset("tabell-04")
    page = write_table_html(table).decode()
    found = re.findall(r"<td>([^<]*)</td>", page)
    assert found == [cell.sign or str(cell.value) for cell in table.cells]
    assert page.count('<th scope="row">') == 2 * len(table.cells) // len(table.dimension("Tid").codes)
    assert '<html lang="nb">' in page
    assert "<dt>:</dt><dd>Vises ikke av personvernhensyn" in page
    assert "Sist oppdatert: 2025-03-01" in page
    assert "style" not in page


def test_nothing_in_a_table_is_taken_for_markup() -> None:
    nasty = replace(dataset("tabell-01"), title="<script>alert(1)</script> & more")
    page = write_table_html(nasty).decode()
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
