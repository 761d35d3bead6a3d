"""The pages of import and export: a file is taken, checked, chosen from and stored; rows are taken out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fristed.casework.cases.models import Case, CaseImport
from fristed.casework.exchange import files
from fristed.casework.exchange.files import CaseFile
from fristed.casework.exchange.trial_files import FAULTS, csv_of, right_rows, with_faults, xlsx_of
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.handed_in.models import HandedIn, HandedInFile
from fristed.foundation.handed_in.progress import Come, how_far, tell_how_far
from fristed.foundation.identity.models import Account
from fristed.foundation.sheets.reading import rows_in
from fristed.interfaces.cli import case_files
from fristed.interfaces.cli.management.commands import import_cases
from fristed.interfaces.web import middleware, uploads
from fristed.interfaces.web.pages import exchange
from tests.unit.interfaces.web.visitors import AT, text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: Path) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    for door in (middleware, case_files, import_cases):
        monkeypatch.setattr(door, "door_clock", lambda: AT)


def sent(file: CaseFile) -> SimpleUploadedFile:
    return SimpleUploadedFile(file.name, file.content)


def handed_in(file: CaseFile, username: str = "bo") -> str:
    """Hand a file in and have it checked; give the address of its report."""
    answer = visitor(username).post("/cases/imports/", {"file": sent(file)})
    assert answer.status_code == 302
    call_command("import_cases", f"--upload={HandedIn.objects.latest('id').reference}")
    return str(answer.url)


def let_it_be_stored(address: str) -> None:
    """Do what the task worker does when somebody has asked for a file to be stored."""
    call_command("import_cases", f"--store={address.split('/')[3]}")


def page(address: str, username: str = "bo") -> str:
    answer = visitor(username).get(address)
    assert answer.status_code == 200
    return text_of(answer).replace("\N{NO-BREAK SPACE}", " ")


def test_a_right_file_waits_is_checked_confirmed_and_stored() -> None:
    taken = visitor("bo").post("/cases/imports/", {"file": sent(xlsx_of(right_rows(3)))})
    waiting = visitor("bo").get(taken.url)
    assert "kontrolleres av et eget program" in text_of(waiting)
    assert "data-look-again" in text_of(waiting)
    call_command("import_cases", f"--upload={HandedIn.objects.get().reference}")
    assert "Alle 3 rader er riktige" in page(taken.url)
    assert (Case.objects.count(), HandedInFile.objects.count()) == (0, 0)
    assert "3 saker blir lagret" in page(f"{taken.url}rows/")
    assert "utelates" not in page(f"{taken.url}rows/")
    done = visitor("bo").post(f"{taken.url}rows/", {"leave_out": ""}, follow=True)
    assert "data-look-again" in text_of(done)
    assert Case.objects.count() == 0
    let_it_be_stored(taken.url)
    assert "3 saker er lagret" in page(taken.url)
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
    let_it_be_stored(address)
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
    assert DBTaskResult.objects.filter(task_path__endswith="store_cases_task").count() == 1
    let_it_be_stored(address)
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
    let_it_be_stored(theirs)
    shown = page(mine)
    assert "Ingenting lagres to ganger" in shown
    assert "Lagre 2 saker" not in shown


def asked_for(rows: int, username: str = "bo") -> str:
    """Hand in a file, have it checked, and ask for its cases to be stored."""
    address = handed_in(csv_of(right_rows(rows)), username)
    visitor(username).post(f"{address}rows/", {"leave_out": ""})
    return address


def test_the_page_says_how_many_cases_are_written_of_how_many_while_they_are() -> None:
    address = asked_for(3)
    assert "blir lagret av et eget program" in page(address)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=AT)
    assert "lagres av et eget program" in page(address)
    tell_how_far(address.split("/")[3], Come(2500, 10_000))
    shown = page(address)
    assert "2 500 av 10 000 saker er skrevet" in shown
    assert "data-look-again" in shown
    assert "Lagres" in page("/cases/imports/")
    let_it_be_stored(address)
    assert how_far(address.split("/")[3]) is None
    assert "3 saker er lagret" in page(address)


def test_cases_are_stored_in_the_name_of_who_asked() -> None:
    let_it_be_stored(asked_for(2, "gro"))
    assert CaseImport.objects.get().by_username == "gro"
    assert AuditLine.objects.get(event="cases.imported").actor_username == "gro"


def test_a_run_that_stores_nothing_says_why_and_the_file_can_be_stored_again() -> None:
    address = asked_for(2)
    bo = Account.objects.filter(username="bo")
    bo.update(is_active=False)
    let_it_be_stored(address)
    assert Case.objects.count() == 0
    bo.update(is_active=True)
    shown = page(address)
    assert "Ingenting ble lagret" in shown
    assert "ikke lenger importere saker" in shown
    assert "Lagre 2 saker" in shown
    visitor("bo").post(f"{address}rows/", {"leave_out": ""})
    tell_how_far(address.split("/")[3], Come(1, 2))
    call_command("import_cases", f"--store={address.split('/')[3]}", "--stopped")
    assert how_far(address.split("/")[3]) is None
    assert "stanset før det var ferdig" in page(address)
    visitor("bo").post(f"{address}rows/", {"leave_out": ""})
    let_it_be_stored(address)
    assert "2 saker er lagret" in page(address)


def test_storing_what_nobody_asks_for_is_wrong_usage() -> None:
    with pytest.raises(CommandError, match="Nobody asks") as refused:
        call_command("import_cases", "--store=none")
    assert refused.value.returncode == 2


def test_a_file_that_waits_says_how_many_tasks_come_first() -> None:
    first, second = handed_in(csv_of(right_rows(1))), handed_in(csv_of(right_rows(2)))
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)
    for address in (first, second):
        visitor("bo").post(f"{address}rows/", {"leave_out": ""})
    assert "kommer først" not in page(first)
    assert "1 oppgave kommer først" in page(second)


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
    assert HandedIn.objects.count() == 0


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
    let_it_be_stored(address)
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
