"""The leak finder never says of a table that it is safe when something in it was not tried."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from openpyxl import Workbook

from fristed.foundation.handed_in.models import HandedIn
from fristed.statistics.leak_finding.uploads import LARGEST_UPLOAD
from tests.unit.interfaces.web.visitors import text_of, visitor
from tests.unit.statistics.leak_finding.publications import workbook

pytestmark = pytest.mark.django_db
PLAIN = {"total": "Totalt", "sign": ":", "threshold": "5", "meaning": "small"}
STAYS_HIDDEN = "Antall som forblir skjult"
UNTESTED = "Skjulte antall som ikke er prøvd"
ROWS = "Sted;Kvinner;Menn;I alt\nVest;:;12;15\nØst;:;14;16\nNord;20;21;41\nTotalt;25;47;72\n"


def sent(content: str | bytes, name: str = "steder.csv", **answers: str) -> str:
    """Send one table and give the page that comes back: the answer, or the form with its errors."""
    dina = visitor("dina")
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    taken = dina.post("/leaks/", {**PLAIN, **answers, "file": file})
    if taken.status_code != 302:
        return text_of(taken)
    call_command("audit", f"--upload={HandedIn.objects.latest('id').reference}")
    return text_of(dina.get(taken.url))


def test_a_column_that_is_called_a_total_is_tried_as_the_total_of_the_others() -> None:
    answer = sent(ROWS)
    assert "15 - 12 = 3" in answer
    assert "16 - 14 = 2" in answer
    assert "Kolonne som er summen av de andre</dt><dd>I alt" in answer


def test_a_column_that_adds_up_is_the_total_whatever_it_is_called() -> None:
    assert "15 - 12 = 3" in sent(ROWS.replace("I alt", "Personer"))


def test_the_form_takes_the_name_of_the_column_of_totals() -> None:
    content = "Sted;Kvinner;Menn;Personer\nVest;:;12;15\nØst;:;14;16\nTotalt;:;26;31\n"
    assert "15 - 12 = 3" not in sent(content)
    assert "15 - 12 = 3" in sent(content, total_column="Personer")
    assert "Filen har ingen kolonne “Alle”" in sent(content, total_column="Alle")


def test_a_total_beside_the_columns_that_were_named_is_tried_all_the_same() -> None:
    assert "15 - 12 = 3" in sent(ROWS, counts="Kvinner; Menn")


def test_who_wants_no_column_of_totals_is_told_which_was_not_tried() -> None:
    answer = sent(ROWS, total_column="-")
    assert "15 - 12 = 3" not in answer
    assert "en sum av de andre kolonnene er ikke prøvd som sum: “I alt”" in answer


def test_totals_under_headings_of_several_years_are_tried_for_each_year() -> None:
    content = workbook(
        ["Sted", "2023", None, None, "2024", None, None],
        [None, "Kvinner", "Menn", "I alt", "Kvinner", "Menn", "I alt"],
        ["Vest", 30, 12, 42, ":", 12, 15],
        ["Øst", ":", 14, 16, 22, 20, 42],
        ["Totalt", 32, 26, 58, 25, 32, 57],
    )
    answer = sent(content, "totaler.xlsx")
    assert "16 - 14 = 2" in answer
    assert "15 - 12 = 3" in answer


YEARS = "Sted;2023;Andel 2023;2024;Andel 2024\nA;796;79,6;480;48,0\nB;200;20,0;516;51,6\n"
YEARS += "C;:;0,1;:;0,3\nD;:;0,3;:;0,1\nTotalt;1000;100;1000;100\n"


@pytest.mark.parametrize("typed", ["Andel 2023; Andel 2024", "Andel 2024;Andel 2023", ""])
def test_percents_of_several_years_are_read_with_the_counts_of_their_year(typed: str) -> None:
    answer = sent(YEARS, percents=typed)
    assert "2023 med prosenter i Andel 2023; 2024 med prosenter i Andel 2024" in answer
    assert "C er trykt som 0,1 % av 1000" in answer
    assert "D er trykt som 0,1 % av 1000" in answer
    assert STAYS_HIDDEN not in answer


def test_percents_that_are_left_unread_are_told_as_a_remark() -> None:
    answer = sent(YEARS, percents="-")
    assert "prosenter er ikke lest: “Andel 2023”, “Andel 2024”" in answer
    of_something_else = sent(YEARS.replace("79,6", "12,0"))
    assert "prosenter er ikke lest: “Andel 2023”" in of_something_else


def test_percents_without_counts_of_their_own_are_refused() -> None:
    content = "Sted;Antall;Andel;Prosent\nA;20;50;50\nB;20;50;50\nTotalt;40;100;100\n"
    assert "Det er ikke klart hvilke antall" in sent(content, percents="Andel;Prosent")


def test_a_total_that_is_a_formula_without_a_value_is_refused_with_its_place() -> None:
    answer = sent(workbook(["Sted", "Antall"], ["A", 12], ["B", ":"], ["Totalt", "=SUM(B2:B3)"]), "a.xlsx")
    assert "a.xlsx, rad 4, kolonne “Antall”: “=SUM(B2:B3)” er en formel uten lagret verdi" in answer
    assert not HandedIn.objects.exists()


def test_hidden_counts_under_an_empty_total_are_told_as_untested_and_not_as_safe() -> None:
    answer = sent("Sted;2023;2024\nA;12;12\nB;:;:\nC;:;:\nTotalt;;17\n")
    assert UNTESTED in answer
    assert "Det står ikke i noen sum der totalen er lest" in answer
    untested = answer[answer.index('id="untested"') : answer.index(f">{STAYS_HIDDEN}</h2>")]
    assert re.findall(r"<th scope=\"row\"[^>]*>([^<]*)", untested) == ["2023 · B", "2023 · C"]


def test_a_sum_that_is_set_aside_leaves_no_count_that_is_said_to_stay_hidden() -> None:
    answer = sent(
        "Sted;Antall\nAsia;50\nIran;:\nIrak;20\nSyria;27\nAfrika;40\nMali;18\nNiger;22\nTotalt;90\n"
    )
    assert STAYS_HIDDEN not in answer
    assert UNTESTED in answer
    assert "er talt to ganger: “Asia”, “Afrika”" in answer
    assert "Flere tabeller som henger sammen" in answer


def test_a_file_that_is_too_large_is_the_only_error_and_what_was_typed_stays() -> None:
    answer = sent(b"x" * (LARGEST_UPLOAD + 1))
    errors = re.findall(r"<li><a [^>]*#id_[^>]*>([^<]*)", answer)
    assert errors == ["Tabell: Filene er for store. Hver kan være høyst 2 MB, og alle til sammen 5 MB."]
    assert 'value="Totalt"' in answer


def two_sheets(*rows: list[object]) -> bytes:
    book = Workbook()
    first = book.worksheets[0]
    first.title = "Om tabellen"
    first.append(["Kilde: registeret"])
    second = book.create_sheet("Tall")
    for row in rows:
        second.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_the_first_sheet_with_a_table_is_read_and_the_answer_says_which() -> None:
    content = two_sheets(["Sted", "Antall"], ["A", 12], ["B", ":"], ["Totalt", 15])
    answer = sent(content, "bok.xlsx")
    assert "15 - 12 = 3" in answer
    assert "Ark</dt><dd>Tall" in answer
    assert "Ark som ikke er lest</dt><dd>Om tabellen" in answer


def test_a_sheet_without_a_table_is_named_with_the_others() -> None:
    content = two_sheets(["Sted", "Antall"], ["A", 12], ["B", ":"], ["Totalt", 15])
    answer = sent(content, "bok.xlsx", sheet="Om tabellen")
    assert "Arket “Om tabellen” har bare én kolonne. De andre arkene er: Tall" in answer


def test_the_nearest_row_is_named_where_the_total_is_misspelt() -> None:
    assert "Filen har ingen rad “totalt”. Mente du “Totalt”?" in sent(ROWS, total="totalt")
    assert "Mente du" not in sent(ROWS, total="Landet")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("2024", "57 - 44 - 7 = 6", marks=pytest.mark.ci),
        ("imdi-2024", "2819 - 80 - 1923 - 805 = 11"),
    ],
)
def test_an_example_is_tried_as_if_it_had_been_sent(name: str, said: str) -> None:
    dina = visitor("dina")
    taken = dina.post("/leaks/", {"example": name})
    call_command("audit", f"--upload={HandedIn.objects.get().reference}")
    assert said in text_of(dina.get(taken.url))
    assert f'name="example" value="{name}"' in text_of(dina.get("/leaks/"))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_an_example_says_nothing_in_english(language: str) -> None:
    dina = visitor("dina")
    dina.post("/language/", {"language": language, "next": "/"})
    taken = dina.post("/leaks/", {"example": "imdi-2024"})
    call_command("audit", f"--upload={HandedIn.objects.get().reference}")
    said = text_of(dina.get(taken.url))
    body = re.sub(r"<[^>]*>", " ", said[said.index("<main") :])
    assert not re.search(r"\b(inference|heading|persons|which|the|rest is)\b", body)


def test_an_example_that_is_not_there_is_not_found() -> None:
    assert visitor("dina").post("/leaks/", {"example": "2019"}).status_code == 404
    assert not HandedIn.objects.exists()
