"""The pages of import and export: a file is taken, checked, chosen from and stored; rows are taken out."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import HttpResponse

from fristed.casework.cases.models import Case, CaseImport
from fristed.casework.exchange import files
from fristed.casework.exchange.files import CaseFile
from fristed.casework.exchange.models import CaseUpload, UploadedCaseFile
from fristed.casework.exchange.trial_files import FAULTS, csv_of, right_rows, with_faults, xlsx_of
from fristed.foundation.sheets.reading import rows_in
from fristed.interfaces.cli import case_files
from fristed.interfaces.web import middleware, uploads
from fristed.interfaces.web.pages import exchange
from tests.unit.interfaces.web.visitors import AT, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for door in (middleware, case_files):
        monkeypatch.setattr(door, "door_clock", lambda: AT)


def sent(file: CaseFile) -> SimpleUploadedFile:
    return SimpleUploadedFile(file.name, file.content)


def handed_in(file: CaseFile, username: str = "bo") -> str:
    """Hand a file in and have it checked; give the address of its report."""
    answer = visitor(username).post("/cases/imports/", {"file": sent(file)})
    assert answer.status_code == 302
    call_command("import_cases", f"--upload={CaseUpload.objects.latest('id').reference}")
    return str(answer.url)


def page(address: str, username: str = "bo") -> str:
    answer = visitor(username).get(address)
    assert answer.status_code == 200
    return text_of(answer).replace("\N{NO-BREAK SPACE}", " ")


def test_a_right_file_waits_is_checked_confirmed_and_stored() -> None:
    taken = visitor("bo").post("/cases/imports/", {"file": sent(xlsx_of(right_rows(3)))})
    waiting = visitor("bo").get(taken.url)
    assert "kontrolleres av et eget program" in text_of(waiting)
    assert "data-look-again" in text_of(waiting)
    call_command("import_cases", f"--upload={CaseUpload.objects.get().reference}")
    assert "Alle 3 rader er riktige" in page(taken.url)
    assert (Case.objects.count(), UploadedCaseFile.objects.count()) == (0, 0)
    assert "3 saker blir lagret" in page(f"{taken.url}rows/")
    done = visitor("bo").post(f"{taken.url}rows/", {"leave_out": ""}, follow=True)
    assert "3 saker er lagret" in text_of(done)
    assert Case.objects.count() == 3
    assert "saker.xlsx" in page("/cases/imports/")


def test_wrong_rows_are_told_and_left_out_when_that_is_confirmed() -> None:
    address = handed_in(csv_of(with_faults(right_rows(5), {1: FAULTS[7], 3: FAULTS[17]})))
    shown = page(address)
    assert "2 av 5 rader har feil" in shown
    assert "Rad 3" in shown
    assert "femal" in shown
    assert "Skriv ja eller nei" in shown
    confirm = page(f"{address}rows/?leave_out=6")
    assert "2 saker blir lagret" in confirm
    assert 'value="3,5,6"' in confirm
    assert "Valgt av deg" in confirm
    visitor("bo").post(f"{address}rows/", {"leave_out": "3,5,6"})
    assert (Case.objects.count(), CaseImport.objects.get().left_out) == (2, 3)


def test_nothing_is_stored_when_a_wrong_row_is_not_left_out() -> None:
    address = handed_in(csv_of(with_faults(right_rows(3), {1: FAULTS[7]})))
    answer = visitor("bo").post(f"{address}rows/", {"leave_out": ""})
    assert answer.status_code == 422
    assert "kan ikke lagres" in text_of(answer)
    assert Case.objects.count() == 0


def test_pressing_twice_stores_once_and_the_same_file_is_not_taken_again() -> None:
    file = csv_of(right_rows(2))
    address, other = handed_in(file), handed_in(file)
    bo = visitor("bo")
    for token in ("one", "one", "two"):
        assert bo.post(f"{address}rows/", {"leave_out": "", "token": token}).status_code == 302
    said = text_of(bo.post(f"{other}rows/", {"leave_out": "", "token": "three"}, follow=True))
    assert "Ingenting lagres to ganger" in said
    again = bo.post("/cases/imports/", {"file": sent(file)})
    assert again.status_code == 422
    assert "er lagret allerede" in text_of(again)
    assert Case.objects.count() == 2


def test_a_file_that_is_checked_is_not_stored_when_a_colleague_has_stored_it() -> None:
    file = csv_of(right_rows(2))
    mine, theirs = handed_in(file), handed_in(file, "gro")
    visitor("gro").post(f"{theirs}rows/", {"leave_out": ""})
    shown = page(mine)
    assert "Ingenting lagres to ganger" in shown
    assert "Lagre 2 saker" not in shown


def test_a_refused_file_says_why_and_has_nothing_to_store() -> None:
    address = handed_in(CaseFile("a.csv", b"Navn;gender\nx;y\n"))
    assert "kolonner som malen ikke har" in page(address)
    assert visitor("bo").get(f"{address}rows/").status_code == 302
    done = visitor("bo").post(f"{address}rows/", {"leave_out": ""}, follow=True)
    assert "ingenting å lagre" in text_of(done)
    gone = visitor("bo").post(f"{address}delete/", follow=True)
    assert "er slettet" in text_of(gone)
    assert visitor("bo").get(address).status_code == 404


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (None, "Velg en fil"),
        (CaseFile("a.docx", b"x"), "Bare CSV- og XLSX-filer"),
        (CaseFile("a.csv", b""), "tom"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field(file: CaseFile | None, sentence: str) -> None:
    answer = visitor("bo").post("/cases/imports/", {"file": sent(file)} if file else {})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert CaseUpload.objects.count() == 0


def test_a_file_that_is_too_large_is_refused_also_when_it_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 100)
    for limit in (10_000_000, 200):
        monkeypatch.setattr(uploads, "LARGEST_UPLOAD", limit)
        answer = visitor("bo").post("/cases/imports/", {"file": sent(csv_of(right_rows(30)))})
        assert answer.status_code == 422
        assert "for stor" in text_of(answer)


def test_long_lists_come_a_page_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "LINES", 2)
    monkeypatch.setattr(exchange, "MOST_CHOICES", 1)
    row = right_rows(1)[0]
    rows = with_faults([row] * 8, dict.fromkeys(range(5), FAULTS[7]))
    address = handed_in(csv_of(rows))
    first, last = page(address), page(f"{address}?page=3")
    assert "Rad 2" in first
    assert "1 varsel til vises ikke" in first
    assert "Rad 6" in last
    assert "5 rader utelates" in page(f"{address}rows/?page=2")


def test_the_example_row_is_passed_over_and_said() -> None:
    template = visitor("bo").get("/cases/imports/template.csv").content.decode("utf-8-sig").splitlines()
    filled = template[1].split(" ", 1)[1]
    address = handed_in(CaseFile("a.csv", "\n".join([*template, filled]).encode()))
    assert "Eksempelraden i malen ble hoppet over" in page(address)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_is_a_file_of_the_own_service(form: str) -> None:
    answer = visitor("aud").get(f"/cases/imports/template.{form}")
    assert f'-mr.{form}"' in answer.headers["Content-Disposition"]
    assert next(iter(rows_in(answer.content)))[1][0].endswith("(first_contact_date)")


def test_a_template_of_another_kind_is_nothing() -> None:
    assert visitor("bo").get("/cases/imports/template.pdf").status_code == 404


def exported(**answers: object) -> HttpResponse:
    asked = {
        "years": ["2024", "2025", "2026"],
        "purpose": "Til arbeidet med virksomhetsplanen",
        "form": "csv",
    }
    return visitor("gro").post("/cases/export/", asked | answers)


def test_a_leader_takes_rows_out_and_the_page_remembers_it() -> None:
    address = handed_in(csv_of(right_rows(4)))
    visitor("bo").post(f"{address}rows/", {"leave_out": ""})
    answer = exported()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kt-2024-2026.csv"'
    assert len(list(rows_in(answer.content))) == 4 + 4
    shown = page("/cases/export/", "gro")
    assert "virksomhetsplanen" in shown
    assert "Små tall skjules ikke her" in shown
    assert io.BytesIO(exported(form="xlsx").content).read(2) == b"PK"


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"purpose": "plan"}, "med minst tre ord"),
        ({"years": []}, "Velg minst ett år"),
        ({"years": ["1999"]}, "Velg en av verdiene"),
        ({"form": "pdf"}, "Velg en av verdiene"),
        ({}, "Det er ingen saker i disse årene"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(answers: dict[str, object], sentence: str) -> None:
    answer = exported(**answers)
    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_the_list_of_cases_leads_there_those_who_may() -> None:
    assert "/cases/imports/" in page("/cases/")
    assert "/cases/export/" not in page("/cases/")
    assert "/cases/export/" in page("/cases/", "gro")
