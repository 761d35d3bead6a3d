"""The leak finder's pages: a table is taken, waits, is answered in the reader's language, and is deleted."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from fristed.foundation.handed_in.models import HandedIn
from fristed.interfaces.web.leaks.shown import shown_findings
from fristed.interfaces.web.leaks.words import in_language
from fristed.statistics.leak_finding import uploads
from fristed.statistics.leak_finding.examples import example_spec
from tests.unit.interfaces.web.visitors import text_of, visitor
from tests.unit.statistics.leak_finding.publications import (
    damaged,
    encrypted,
    packed_in_a_strange_way,
    with_cell_at,
    workbook,
)

pytestmark = pytest.mark.django_db
COUNTS = "Sted;Antall;Andel\nNord;12;80\nSør;…;20\nTotalt;15;100\n"
PLAIN = {"total": "Totalt", "sign": "…", "threshold": "7", "meaning": "small"}


def table(content: str | bytes = COUNTS, name: str = "steder.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def test_a_table_is_taken_waits_is_answered_and_is_deleted() -> None:
    dina = visitor("dina")
    taken = dina.post("/leaks/", {**PLAIN, "file": table()})
    assert taken.status_code == 302
    assert "Et eget program prøver nå tabellene" in text_of(dina.get(taken.url))
    call_command("audit", f"--upload={HandedIn.objects.get().reference}")
    answer = text_of(dina.get(taken.url))
    assert "Antall som kan regnes ut nøyaktig" in answer
    assert "15 - 12 = 3" in answer
    assert "steder" in text_of(dina.get("/leaks/"))
    gone = dina.post(f"{taken.url}delete/", follow=True)
    assert "Funnene er slettet" in text_of(gone)
    assert dina.get(taken.url).status_code == 404


def test_sending_the_form_twice_makes_one_upload() -> None:
    dina = visitor("dina")
    for _press in range(2):
        dina.post("/leaks/", {**PLAIN, "token": "the same", "file": table()})
    assert HandedIn.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"total": "I alt"}, "Filen har ingen rad “I alt”."),
        ({"total": ""}, "Skriv navnet på totalraden"),
        ({"counts": "Saker"}, "Filen har ingen kolonne “Saker”. Den har: Sted, Antall, Andel"),
        ({"threshold": "1"}, "Skriv et helt tall fra 2 til 1000"),
        ({"sign": ""}, "Skriv tegnet som står for et skjult antall"),
        ({"file": None}, "Velg en fil."),
        ({"file": table("")}, "Filen er tom."),
        ({"file": table("Sted\nNord\n")}, "Tabellen har bare én kolonne."),
        (
            {"file": table('Sted;Antall\n"Nord;1\n')},
            "Filen kunne ikke leses: steder.csv, rad 2: dette er ikke CSV",
        ),
        ({"file": table(name="steder.pdf")}, "Bare CSV- og XLSX-filer"),
    ],
)
def test_a_form_that_cannot_be_carried_out_says_why(answers: dict[str, object], sentence: str) -> None:
    filled = {
        name: value for name, value in {**PLAIN, "file": table(), **answers}.items() if value is not None
    }
    answer = visitor("dina").post("/leaks/", filled)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not HandedIn.objects.exists()


SHEET = workbook(["Sted", "Antall"], ["Nord", 12], ["Totalt", 12])
BROKEN = {
    "encrypted": (encrypted(SHEET), "dette er ingen XLSX-fil som kan leses"),
    "damaged": (damaged(SHEET), "dette er ingen XLSX-fil som kan leses"),
    "packed strangely": (packed_in_a_strange_way(SHEET), "dette er ingen XLSX-fil som kan leses"),
    "too large": (
        with_cell_at("XFD1048576", SHEET, quotes="'", folder="ark"),
        "arbeidsboken krever for mye minne eller tid å lese",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_workbook_that_cannot_be_read_is_refused_at_once_where_one_table_is_sent(kind: str) -> None:
    content, sentence = BROKEN[kind]
    answer = visitor("dina").post("/leaks/", {**PLAIN, "file": table(content, "steder.xlsx")})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not HandedIn.objects.exists()


@pytest.mark.parametrize("kind", BROKEN)
def test_a_workbook_that_cannot_be_read_is_told_where_several_files_are_sent(kind: str) -> None:
    content, sentence = BROKEN[kind]
    dina = visitor("dina")
    spec = b'threshold = 7\n[[table]]\nname = "1"\nfile = "steder.xlsx"\ntotal = "Totalt"\n'
    files = [SimpleUploadedFile("spec.toml", spec), table(content, "steder.xlsx")]
    answer = dina.post("/leaks/files/", {"tables": files})
    assert answer.status_code == 422
    assert f"steder.xlsx: {sentence}" in text_of(answer)
    assert not HandedIn.objects.exists()


@pytest.mark.parametrize("broken", [encrypted, damaged, packed_in_a_strange_way])
def test_a_zip_that_cannot_be_opened_is_refused(broken: Callable[[bytes], bytes]) -> None:
    files = {"tables": [table(broken(SHEET), "alt.zip")]}
    answer = visitor("dina").post("/leaks/files/", files)
    assert answer.status_code == 422
    assert "alt.zip: Zip-filen kan ikke åpnes." in text_of(answer)


@pytest.mark.parametrize("width", [3, 5])
def test_the_page_says_how_many_values_the_spec_asks_for(width: int) -> None:
    dina = visitor("dina")
    spec = f"threshold = 9\nwidth = {width}\n"
    spec += 'signs = { hidden = ["…"], low = 1, high = 8 }\n'
    spec += '[[table]]\nname = "1"\nfile = "a.csv"\ntotal = "Totalt"\n'
    rows = "Sted;Antall\nNord;…\nSør;…\nTotalt;4\n"
    rows_wide = "Sted;Antall\nNord;…\nSør;…\nTotalt;9\n"
    more = '[[table]]\nname = "2"\nfile = "b.csv"\ntotal = "Totalt"\n'
    files = [
        SimpleUploadedFile("spec.toml", (spec + more).encode()),
        table(rows, "a.csv"),
        table(rows_wide, "b.csv"),
    ]
    taken = dina.post("/leaks/files/", {"tables": files})
    call_command("audit", f"--upload={HandedIn.objects.get().reference}")
    answer = text_of(dina.get(taken.url))
    assert f"Antall med høyst {width} mulige verdier" in answer
    assert f"minst {width + 1} mulige verdier" in answer


def test_a_fault_of_a_spec_is_told_in_the_language_of_the_page() -> None:
    dina = visitor("dina")
    spec = b'threshold = 7\n[[table]]\nname = "1"\nfile = "steder.csv"\ntotl = "Totalt"\n'
    files = [SimpleUploadedFile("spec.toml", spec), table()]
    answer = text_of(dina.post("/leaks/files/", {"tables": files}))
    assert "spec.toml: tabell “1”: det finnes ikke noe slikt felt: totl" in answer


def test_a_spec_with_its_files_is_taken_side_by_side() -> None:
    folder = example_spec("imdi-2024").parent
    files = [
        SimpleUploadedFile(path.name, path.read_bytes())
        for path in folder.iterdir()
        if path.suffix in (".csv", ".toml")
    ]
    dina = visitor("dina")
    taken = dina.post("/leaks/files/", {"tables": files})
    call_command("audit", f"--upload={HandedIn.objects.get().reference}")
    assert "2819 - 80 - 1923 - 805 = 11" in text_of(dina.get(taken.url))


def test_files_without_a_spec_are_refused() -> None:
    answer = visitor("dina").post("/leaks/files/", {"tables": [table()]})
    assert answer.status_code == 422
    assert "TOML-filen som sier hva som står i tabellene, mangler." in text_of(answer)


@pytest.mark.parametrize(("address", "field"), [("/leaks/", "file"), ("/leaks/files/", "tables")])
def test_an_upload_that_is_too_large_is_cut_off_and_refused(address: str, field: str) -> None:
    large = SimpleUploadedFile("large.csv", b"x" * (uploads.LARGEST_UPLOAD + 1))
    answer = visitor("dina").post(address, {**PLAIN, field: large})
    assert answer.status_code == 422
    assert "Filene er for store." in text_of(answer)
    assert not HandedIn.objects.exists()


def test_every_cell_that_cannot_be_read_is_told_at_once_and_what_was_typed_stays() -> None:
    dina = visitor("dina")
    content = "Sted;Antall\nNord;1.310\nSør;<7\nØst;tolv\nVest;3\nTotalt;15\n"
    answer = dina.post("/leaks/", {**PLAIN, "file": table(content)})
    said = text_of(answer)
    assert answer.status_code == 422
    for row, text in ((2, "1.310"), (3, "&lt;7"), (4, "tolv")):
        assert (
            f"steder.csv, rad {row}, kolonne “Antall”: “{text}” er verken et helt antall eller et av tegnene"
            in said
        )
    assert 'value="Totalt"' in said
    assert not HandedIn.objects.exists()


def answered(content: str | bytes, name: str = "steder.csv", **answers: str) -> str:
    """Send one table, let it be attacked, and give the page with the answer."""
    dina = visitor("dina")
    taken = dina.post("/leaks/", {**PLAIN, **answers, "file": table(content, name)})
    assert taken.status_code == 302, text_of(taken)
    waiting = dina.get(taken.url)
    assert "data-look-again" in text_of(waiting)
    call_command("audit", f"--upload={HandedIn.objects.latest('id').reference}")
    found = dina.get(taken.url)
    assert "data-look-again" not in text_of(found)
    return text_of(found)


def test_a_footnote_under_the_total_hides_no_leak_and_is_told() -> None:
    counts = "Fylke;2024\nOslo;1310\nRogaland;799\nNordland;:\nTroms;12\nTotalt;2133\n"
    for below in ("", "1) Inkluderer bydelene.;\n", ";\n1) Inkluderer bydelene.\n", ";Kilde: registeret\n"):
        answer = answered(counts + below, sign=":", meaning="any")
        assert "2133 - 1310 - 799 - 12 = 12" in answer
        assert ("er utelatt som fotnote" in answer) == bool(below)


def test_an_empty_cell_inside_a_table_is_told() -> None:
    answer = answered("Sted;Antall\nNord;12\nSør;\nTotalt;15\n")
    assert "rad 3, kolonne “Antall”: ruten er tom og kan være et hvilket som helst tall" in answer


def test_all_columns_with_counts_are_tried_and_the_page_says_how_the_table_was_read() -> None:
    content = "Sted;2023;2024;Andel 2024\nNord;12;30;75\nSør;…;…;25\nTotalt;15;34;100\n"
    answer = answered(content, percents="Andel 2024")
    assert "15 - 12 = 3" in answer
    assert "34 - 30 = 4" in answer
    assert "Slik leste vi tabellen" in answer
    assert "2023; 2024 med prosenter i Andel 2024" in answer
    assert "… = 1–6" in answer


def test_an_ordinary_workbook_with_a_title_two_signs_and_a_mark_is_read() -> None:
    content = workbook(
        ["Tabell 3.1.1 Bosatte etter fylke"],
        ["Fylke", "2023", "2024"],
        ["Oslo¹⁾", "1\u00a0204", "1 310"],
        ["Nordland", "41*", ".."],
        ["Troms", "9", "<7"],
        ["I alt", "1 254", "1 315"],
        ["1) Inkluderer bydelene."],
    )
    answer = answered(content, "messy.xlsx", total="I alt", sign=".. <7")
    assert "Rad med overskriftene</dt><dd>2" in answer
    assert "“41*” er lest som 41, uten merket “*”" in answer
    assert "Navn" not in answer or "messy.xlsx, rad 7" in answer
    assert "1315 - 1310 = 5" in answer


def test_headings_over_headings_are_read_together() -> None:
    content = workbook(
        ["Fylke", "2024", None, "2023", None],
        [None, "Kvinner", "Menn", "Kvinner", "Menn"],
        ["Oslo", 600, 710, 580, 624],
        ["Troms", ":", 12, 8, 9],
        ["Totalt", 603, 722, 588, 633],
    )
    answer = answered(content, "merged.xlsx", sign=":")
    assert "603 - 600 = 3" in answer
    assert "2024 Kvinner" in answer


def test_a_text_file_that_is_called_a_workbook_is_said_to_be_none() -> None:
    answer = visitor("dina").post("/leaks/", {**PLAIN, "file": table("abc", "fake.xlsx")})
    assert "fake.xlsx: dette er ingen XLSX-fil som kan leses" in text_of(answer)


def test_percents_with_decimals_are_said_as_they_are_printed_in_the_language_of_the_page() -> None:
    content = (
        "Fylke;Antall;Andel\nOslo;1310;62,1\nRogaland;799;37,8\n"
        "Nordland;..;0,1\nTroms;..;0,1\nTotalt;2115;100\n"
    )
    answer = answered(content, sign="..", percents="Andel")
    assert "Nordland er trykt som 0,1 % av 2115" in answer
    assert "1310 er trykt" not in answer or "62,1 % av 2115" in answer
    assert "×" not in answer


def test_a_contradiction_says_what_the_sign_allows_and_that_its_sum_was_set_aside() -> None:
    one = answered("Sted;Antall\nNord;30\nSør;…\nTotalt;44\n")
    assert "44 - 30 = 14; tegnet tillater fra 1 til 6, om ikke større antall også har det" in one
    assert "Summen det er del av, stemmer ikke og er lagt til side, så det er ikke prøvd mot den" in one


ENGLISH = re.compile(
    r"\b(the|is|are|of|by|each|these|least|set aside|printed|together|there|row|column|from|file|and)\b"
)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_word_of_an_answer_is_left_in_english(language: str) -> None:
    tables = (
        "Fylke;2024\nOslo;1310\nRogaland;799\nNordland;…\nTroms;…\nTotalt;2100\n1) Merknad;\n",
        "Fylke;2024;Andel\nOslo;41*;82,1\nNordland;…;17\nTroms;;\nFinnmark;3;6\nTotalt;50;100\n",
        "Fylke;2024;Andel\nOslo;25;12\nX;…;2\nY;…;\nC;165;82\nTotalt;200;100\n",
        "Fylke;2024\nOslo;25\nX;…\nTotalt;\n",
        "Fylke;2024\nVest;50\nA;20\nB;30\nOslo;25\nX;…\nTotalt;80\n",
        "Fylke;2024\nVest;50\nA;20\nB;31\nOslo;25\nX;…\nTotalt;80\n",
        "Fylke;K;M;I alt;Andel\nOslo;25;5;90;3\nX;…;4;60;6\nY;9;9;99;1\nTotalt;40;18;140;7\n",
    )
    for content in tables:
        dina = visitor("dina")
        dina.post("/language/", {"language": language, "next": "/"})
        percents = {"percents": "Andel"} if "Andel" in content else {}
        taken = dina.post("/leaks/", {**PLAIN, **percents, "file": table(content)})
        call_command("audit", f"--upload={HandedIn.objects.latest('id').reference}")
        said = text_of(dina.get(taken.url))
        body = re.sub(r"<[^>]*>", " ", said[said.index("<main") :])
        assert ENGLISH.findall(body) == []


def test_the_example_can_be_sent_as_it_is() -> None:
    dina = visitor("dina")
    example = dina.get("/leaks/files/?example=zip")
    assert example["Content-Type"] == "application/zip"
    taken = dina.post("/leaks/files/", {"tables": [table(example.content, "saker-2024.zip")]})
    call_command("audit", f"--upload={HandedIn.objects.get().reference}")
    assert "12 - 9 = 3" in text_of(dina.get(taken.url))


def test_an_attack_that_stopped_is_told() -> None:
    dina = visitor("dina")
    taken = dina.post("/leaks/", {**PLAIN, "meaning": "any", "file": table()})
    DBTaskResult.objects.all().delete()
    assert "stoppet før det var ferdig" in text_of(dina.get(taken.url))


def test_a_publication_without_findings_says_so() -> None:
    assert shown_findings([], width=3) == []
    dina = visitor("dina")
    content = "Sted;Antall\nNord;12\nSør;13\nTotalt;25\n"
    taken = dina.post("/leaks/", {**PLAIN, "file": table(content)})
    call_command("audit", f"--upload={HandedIn.objects.get().reference}")
    assert "ingen skjulte antall" in text_of(dina.get(taken.url))


def test_an_interval_is_written_as_a_reader_writes_it() -> None:
    row = {"table": 4, "service": "", "year": None, "category_code": "a", "because": "", "kind": "wide"}
    shown = shown_findings(
        [{**row, "low": low, "high": high} for low, high in ((1, 6), (1, None), (None, None))], width=3
    )
    assert [found.interval for found in shown[0].rows] == ["1–6", "≥ 1", ""]
    assert shown[0].rows[0].place == "4 · a"


@pytest.mark.parametrize(
    ("english", "norwegian"),
    [
        ("57 - 44 - 7 = 6", "57 - 44 - 7 = 6"),
        ("from 1 to 6 by its sign", "fra 1 til 6 ifølge tegnet"),
        ("at least 1", "minst 1"),
        ("from 1 to 9 by 14 relations together", "fra 1 til 9 av 14 sammenhenger til sammen"),
        ("at least 2 by 3 relations together", "minst 2 av 3 sammenhenger til sammen"),
        ("11 by 14 relations together", "11 av 14 sammenhenger til sammen"),
        (
            "10 for table 4 a + table 4 b, each from 1 to 6",
            "10 for tabell 4 a + tabell 4 b, hver fra 1 til 6",
        ),
        ("table 4 a is printed as 0 % of 1137", "tabell 4 a er trykt som 0 % av 1137"),
        (
            "759 - 755 = 4 (755 is the sum of 10 printed counts)",
            "759 - 755 = 4 (755 er summen av 10 trykte tall)",
        ),
        (
            "80 - 82 = -2, where nothing should be left. Set aside: a is 80",
            "80 - 82 = -2, der ingenting skulle være igjen. Lagt til side: a er 80",
        ),
    ],
)
def test_the_arithmetic_is_said_in_the_language_of_the_page(english: str, norwegian: str) -> None:
    with translation.override("nb"):
        assert in_language(english) == norwegian
    with translation.override("en"):
        assert in_language(english) == english
