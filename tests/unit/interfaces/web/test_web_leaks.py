"""The leak finder's pages: a table is taken, waits, is answered in the reader's language, and is deleted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from fristed.interfaces.web.leaks.shown import shown_findings
from fristed.interfaces.web.leaks.words import in_language
from fristed.statistics.leak_finding import uploads
from fristed.statistics.leak_finding.examples import example_spec
from fristed.statistics.leak_finding.models import Upload
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
    call_command("audit", f"--upload={Upload.objects.get().reference}")
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
    assert Upload.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"total": "I alt"}, "Filen har ingen rad med dette navnet."),
        ({"total": ""}, "Skriv navnet på totalraden"),
        ({"counts": "Saker"}, "Filen har ingen slik kolonne. Den har: Sted, Antall, Andel"),
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
    assert not Upload.objects.exists()


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
    assert not Upload.objects.exists()


@pytest.mark.parametrize("kind", BROKEN)
def test_a_workbook_that_cannot_be_read_is_told_where_several_files_are_sent(kind: str) -> None:
    content, sentence = BROKEN[kind]
    dina = visitor("dina")
    spec = b'threshold = 7\n[[table]]\nname = "1"\nfile = "steder.xlsx"\ntotal = "Totalt"\n'
    files = [SimpleUploadedFile("spec.toml", spec), table(content, "steder.xlsx")]
    taken = dina.post("/leaks/files/", {"tables": files})
    call_command("audit", f"--upload={Upload.objects.get().reference}")
    assert f"steder.xlsx: {sentence}" in text_of(dina.get(taken.url))


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
    call_command("audit", f"--upload={Upload.objects.get().reference}")
    answer = text_of(dina.get(taken.url))
    assert f"Antall med høyst {width} mulige verdier" in answer
    assert f"minst {width + 1} mulige verdier" in answer


def test_a_fault_of_a_spec_is_told_in_the_language_of_the_page() -> None:
    dina = visitor("dina")
    spec = b'threshold = 7\n[[table]]\nname = "1"\nfile = "steder.csv"\ntotl = "Totalt"\n'
    files = [SimpleUploadedFile("spec.toml", spec), table()]
    taken = dina.post("/leaks/files/", {"tables": files})
    call_command("audit", f"--upload={Upload.objects.get().reference}")
    answer = text_of(dina.get(taken.url))
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
    call_command("audit", f"--upload={Upload.objects.get().reference}")
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
    assert not Upload.objects.exists()


def test_files_that_could_not_be_read_are_told_with_the_place() -> None:
    dina = visitor("dina")
    taken = dina.post("/leaks/", {**PLAIN, "file": table("Sted;Antall\nNord;tolv\nTotalt;15\n")})
    call_command("audit", f"--upload={Upload.objects.get().reference}")
    answer = text_of(dina.get(taken.url))
    assert "Kunne ikke leses" in answer
    assert (
        "steder.csv, rad 2, kolonne “Antall”: “tolv” er verken et helt antall eller et av tegnene “…”, “-”"
        in answer
    )


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
    call_command("audit", f"--upload={Upload.objects.get().reference}")
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
