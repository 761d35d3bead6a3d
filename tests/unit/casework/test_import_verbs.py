"""A file is taken, checked, stored once and forgotten; rows are taken out with a purpose and a mark."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fristed.casework.cases.actions import AlreadyImported, RegistrationRefused, import_cases, storing
from fristed.casework.cases.facts import CaseAttributes, StoredImport
from fristed.casework.cases.models import (
    AgencyLink,
    Case,
    CaseImport,
    Contact,
    FurtherCountry,
    SecondaryConcern,
)
from fristed.casework.cases.queries import case_detail, imports_of, looks_registered, stored_import
from fristed.casework.exchange import actions, exporting, tasks
from fristed.casework.exchange.actions import (
    AlreadyAsked,
    NothingToStore,
    ask_to_store,
    delete_case_upload,
    drop_case_file,
    expire_case_uploads,
    export_cases,
    keep_check,
    keep_not_stored,
    store_case_upload,
    upload_cases,
)
from fristed.casework.exchange.checking import check_file, look_of
from fristed.casework.exchange.exporting import ExportRefused
from fristed.casework.exchange.faults import Fault, FileRefused
from fristed.casework.exchange.files import CaseFile
from fristed.casework.exchange.models import CaseExport, CaseStoring
from fristed.casework.exchange.queries import (
    case_file_to_check,
    case_upload,
    case_uploads_of,
    exports_of,
    who_asked_to_store,
)
from fristed.casework.exchange.selecting import RowsNotChosen
from fristed.casework.exchange.trial_files import FAULTS, TODAY, csv_of, right_rows, with_faults
from fristed.foundation import background
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.background import Ended, ProgramFailed
from fristed.foundation.handed_in.models import HandedIn, HandedInFile
from fristed.foundation.handed_in.queries import NotHandedIn
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM, system_in
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.sheets.reading import rows_in
from tests.spec.cast import BO, CEM, actor, at_ten, plain_case

pytestmark = pytest.mark.django_db
AT = at_ten(TODAY)
KEPT = tasks.INBOX.kept
GRO = actor("gro", "KT", "service_leader", account_id=7)
PURPOSE = "For å se på utviklingen i året"


def uploaded(file: CaseFile) -> str:
    """Upload a file as Bo."""
    return upload_cases(file=file, by=BO, at=AT)


def checked(file: CaseFile) -> str:
    """Upload a file as Bo and let it be checked."""
    reference = uploaded(file)
    handed_in, service = case_file_to_check(reference, by=SYSTEM)
    try:
        found: object = check_file(handed_in, service=service, on_date=TODAY)
    except FileRefused as refusal:
        found = refusal
    keep_check(reference=reference, found=found, by=SYSTEM, at=AT)  # type: ignore[arg-type]
    return reference


def stored_from(reference: str, *, leave_out: Iterable[int] = (), by: Actor = BO) -> StoredImport:
    """Ask for an upload to be stored, and do what the task worker does."""
    ask_to_store(reference=reference, leave_out=leave_out, by=by, at=AT)
    return store_case_upload(reference=reference, by=by, at=AT)


def state_of(reference: str) -> str:
    return case_upload(BO, reference, at=AT).state


def test_an_upload_waits_is_checked_is_stored_and_its_file_is_gone_once_it_is_answered() -> None:
    reference = uploaded(csv_of(right_rows(4)))
    assert state_of(reference) == "waiting"
    HandedIn.objects.all().delete()
    reference = checked(csv_of(right_rows(4)))
    assert (state_of(reference), HandedInFile.objects.count()) == ("checked", 0)
    stored = stored_from(reference)
    assert (stored.cases, stored.left_out, Case.objects.count(), Contact.objects.count()) == (4, 0, 4, 4)
    upload = case_upload(BO, reference, at=AT)
    assert (upload.state, upload.check, upload.stored) == ("stored", None, stored)
    assert imports_of(BO) == (stored,)


def test_cases_from_a_file_are_what_they_would_be_registered_by_hand() -> None:
    reference = checked(csv_of(right_rows(1, seed=3)))
    check = case_upload(BO, reference, at=AT).check
    assert check
    [(_, draft)] = check.drafts
    stored_from(reference)
    detail = case_detail(BO, Case.objects.get().reference)
    for field in ("main_concern", "gender", "countries", "referrer", "abroad_case", "secondary_concerns"):
        assert getattr(detail, field) == getattr(draft, field)
    assert detail.agencies_involved == ("nav", "school")
    assert detail.contact_dates == (draft.first_contact_date,)
    assert looks_registered(BO, first=TODAY - timedelta(days=2000), last=TODAY) == {look_of(draft)}


def test_nothing_is_stored_unless_all_is_right_or_the_wrong_rows_are_left_out() -> None:
    faults = {1: FAULTS[4], 3: FAULTS[7]}
    reference = checked(csv_of(with_faults(right_rows(5), faults)))
    for leave_out, wrong, missing in (([], (3, 5), ()), ([3], (5,), ()), ([3, 5, 9], (), (9,))):
        with pytest.raises(RowsNotChosen) as refused:
            ask_to_store(reference=reference, leave_out=leave_out, by=BO, at=AT)
        assert (refused.value.wrong, refused.value.missing) == (wrong, missing)
        assert Case.objects.count() == 0
    with pytest.raises(RowsNotChosen, match="no row is left"):
        ask_to_store(reference=reference, leave_out=range(2, 7), by=BO, at=AT)
    stored = stored_from(reference, leave_out=[3, 5, 6])
    assert (stored.cases, stored.left_out, Case.objects.count()) == (2, 3, 2)


def test_the_same_file_is_stored_once_whoever_sends_it_again() -> None:
    file = csv_of(right_rows(2))
    reference, other = checked(file), checked(file)
    first = stored_from(reference)
    for again in (
        lambda: stored_from(other),
        lambda: upload_cases(file=file, by=GRO, at=AT),
    ):
        with pytest.raises(AlreadyImported, match="2 cases") as refused:
            again()
        assert refused.value.stored == first
    assert (Case.objects.count(), CaseImport.objects.count()) == (2, 1)
    assert stored_import(CEM, file.sha256) is None


def test_two_presses_at_once_store_once_though_both_found_nothing_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draft = plain_case("KT", TODAY)
    import_cases(drafts=[draft], service="KT", file_sha256="a" * 64, left_out=0, by=BO, at=AT)
    lines = AuditLine.objects.count()
    with pytest.raises(AlreadyImported):
        import_cases(drafts=[draft], service="KT", file_sha256="a" * 64, left_out=0, by=BO, at=AT)
    assert (Case.objects.count(), AuditLine.objects.count()) == (1, lines)


def test_storing_writes_one_line_with_the_hash_and_the_number_and_no_value() -> None:
    file = csv_of(right_rows(3))
    reference = checked(file)
    before = AuditLine.objects.count()
    stored_from(reference)
    asked, line = AuditLine.objects.order_by("position")[before:]
    assert (asked.event, asked.actor_username) == ("import.asked", "bo")
    assert json.loads(asked.facts) == {"cases": 3, "left_out": 0, "service": "KT"}
    assert (line.event, line.actor_username) == ("cases.imported", "bo")
    told = {"cases": 3, "file_sha256": file.sha256, "left_out": 0, "service": "KT"}
    assert json.loads(line.facts) == told


def test_every_part_of_a_case_is_stored() -> None:
    attributes = CaseAttributes(control_arenas=("digital",), elderly=True)
    draft = plain_case(
        "KT",
        TODAY,
        countries=("SO", "PK"),
        secondary_concerns=("fear_fgm",),
        agencies_involved=("nav",),
        agencies_to_involve=("police",),
        attributes=attributes,
    )
    import_cases(drafts=[draft] * 2, service="KT", file_sha256="b" * 64, left_out=0, by=BO, at=AT)
    assert FurtherCountry.objects.count() == SecondaryConcern.objects.count() == 2
    assert AgencyLink.objects.count() == 4
    details = [case_detail(BO, case.reference) for case in Case.objects.all()]
    assert {detail.attributes for detail in details} == {attributes}
    assert len({detail.reference for detail in details}) == 2


def test_the_verb_applies_the_rules_again_and_stores_nothing_of_another_service() -> None:
    right, wrong = plain_case("KT", TODAY), plain_case("KT", TODAY, gender="")
    for drafts in ([right, wrong], [], [right, plain_case("MR", TODAY)]):
        with pytest.raises(RegistrationRefused):
            import_cases(drafts=drafts, service="KT", file_sha256="c" * 64, left_out=0, by=BO, at=AT)
    assert Case.objects.count() == 0


def test_a_refused_file_is_told_and_cannot_be_stored() -> None:
    reference = checked(CaseFile("a.csv", b"Navn;Alder\nx;y\n"))
    upload = case_upload(BO, reference, at=AT)
    assert upload.state == "refused"
    assert upload.refusal == (str(Fault.UNKNOWN_COLUMNS), ("A “Navn”",))
    with pytest.raises(NothingToStore):
        stored_from(reference)


def test_nobody_else_sees_an_upload_and_it_is_gone_after_a_day() -> None:
    reference = checked(csv_of(right_rows(1)))
    for somebody, at in ((GRO, AT), (CEM, AT), (BO, AT + KEPT + timedelta(seconds=1))):
        with pytest.raises(NotHandedIn):
            case_upload(somebody, reference, at=at)
    assert [one.reference for one in case_uploads_of(BO, at=AT)] == [reference]
    expire_case_uploads(by=SYSTEM, at=AT + KEPT + timedelta(seconds=1))
    assert HandedIn.objects.count() == 0


def test_an_upload_is_deleted_when_its_owner_says_so() -> None:
    reference = checked(csv_of(right_rows(1)))
    delete_case_upload(reference=reference, by=BO, at=AT)
    assert HandedIn.objects.count() == 0


def test_where_the_check_stops_the_file_is_deleted_and_the_owner_is_told() -> None:
    reference = uploaded(csv_of(right_rows(1)))
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)
    assert state_of(reference) == "failed"
    expire_case_uploads(by=SYSTEM, at=AT)
    assert HandedInFile.objects.count() == 0
    with pytest.raises(NotHandedIn):
        case_file_to_check(reference, by=SYSTEM)
    drop_case_file(reference=reference, by=SYSTEM, at=AT)
    assert AuditLine.objects.filter(event="import.stopped").count() == 1


@pytest.mark.parametrize(("task", "word"), [("check_cases_task", "upload"), ("store_cases_task", "store")])
def test_the_task_starts_the_program_within_its_limits_and_cleans_up_where_it_fails(
    monkeypatch: pytest.MonkeyPatch, task: str, word: str
) -> None:
    ran: list[tuple[str, ...]] = []

    def program(*words: str, longest_seconds: int, most_memory: int | None) -> Ended:
        assert longest_seconds
        assert most_memory
        ran.append(words)
        return Ended(0 if "--stopped" in words or "--expire" in words or "well" in words[1] else 1, "", "oh")

    monkeypatch.setattr(background, "run_program", program)
    assert getattr(tasks, task).func("well") == "well"
    tasks.expire_case_uploads_task.func()
    with pytest.raises(ProgramFailed, match="oh"):
        getattr(tasks, task).func("ill")
    assert ran[-1] == ("import-cases", f"--{word}=ill", "--stopped")


def test_a_second_press_asks_for_nothing_while_the_first_is_under_way() -> None:
    reference = checked(csv_of(right_rows(2)))
    ask_to_store(reference=reference, leave_out=[], by=BO, at=AT)
    assert state_of(reference) == "to_be_stored"
    lines, tasks_before = AuditLine.objects.count(), DBTaskResult.objects.count()
    with pytest.raises(AlreadyAsked):
        ask_to_store(reference=reference, leave_out=[], by=BO, at=AT)
    assert (AuditLine.objects.count(), DBTaskResult.objects.count()) == (lines, tasks_before)
    store_case_upload(reference=reference, by=BO, at=AT)
    with pytest.raises(AlreadyImported):
        store_case_upload(reference=reference, by=BO, at=AT)
    assert (Case.objects.count(), CaseImport.objects.count()) == (2, 1)


def test_nothing_is_stored_that_nobody_asked_for() -> None:
    reference = checked(csv_of(right_rows(2)))
    with pytest.raises(NothingToStore):
        store_case_upload(reference=reference, by=BO, at=AT)
    with pytest.raises(NotHandedIn):
        who_asked_to_store(reference, by=SYSTEM)


def test_storing_tells_how_far_it_has_come_and_keeps_nothing_where_it_stops_on_the_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(storing, "ROWS_AT_A_TIME", 2)
    reference = checked(csv_of(right_rows(5)))
    ask_to_store(reference=reference, leave_out=[], by=BO, at=AT)
    lines, told = AuditLine.objects.count(), []

    def tell(done: int, of: int) -> None:
        told.append((done, of, Case.objects.count()))
        if done == 4:
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        store_case_upload(reference=reference, by=BO, at=AT, tell=tell)
    assert told == [(0, 5, 0), (2, 5, 2), (4, 5, 4)]
    assert (Case.objects.count(), CaseImport.objects.count(), AuditLine.objects.count()) == (0, 0, lines)
    assert HandedIn.objects.get().answer
    keep_not_stored(reference=reference, why="stopped", by=SYSTEM, at=AT)
    upload = case_upload(BO, reference, at=AT)
    assert (upload.state, upload.not_stored, upload.check is None) == ("not_stored", "stopped", False)
    assert stored_from(reference).cases == 5


def test_what_is_deleted_before_it_is_stored_is_not_stored() -> None:
    reference = checked(csv_of(right_rows(2)))
    ask_to_store(reference=reference, leave_out=[], by=BO, at=AT)
    delete_case_upload(reference=reference, by=BO, at=AT)
    with pytest.raises(NotHandedIn):
        store_case_upload(reference=reference, by=BO, at=AT)
    assert (Case.objects.count(), CaseStoring.objects.count()) == (0, 0)


def test_deleting_while_it_is_being_read_stops_it_before_the_first_case(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reference = checked(csv_of(right_rows(2)))
    ask_to_store(reference=reference, leave_out=[], by=BO, at=AT)
    with pytest.raises(NotHandedIn):
        store_case_upload(
            reference=reference,
            by=BO,
            at=AT,
            tell=lambda done, _of: done or delete_case_upload(reference=reference, by=BO, at=AT),
        )
    assert Case.objects.count() == 0


def test_who_may_no_longer_import_has_nothing_stored() -> None:
    reference = checked(csv_of(right_rows(2)))
    ask_to_store(reference=reference, leave_out=[], by=BO, at=AT)
    with pytest.raises(NotPermitted):
        store_case_upload(reference=reference, by=replace(BO, permissions=frozenset()), at=AT)
    assert Case.objects.count() == 0


@pytest.mark.parametrize("status", [TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL])
def test_where_storing_ends_without_a_word_the_owner_is_told_and_may_ask_again(
    status: TaskResultStatus,
) -> None:
    reference = checked(csv_of(right_rows(2)))
    ask_to_store(reference=reference, leave_out=[], by=BO, at=AT)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=AT)
    assert state_of(reference) == "storing"
    DBTaskResult.objects.update(status=status, finished_at=AT)
    assert (state_of(reference), case_upload(BO, reference, at=AT).not_stored) == ("not_stored", "stopped")
    assert stored_from(reference).cases == 2


def test_nothing_is_asked_for_when_the_trail_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    reference = checked(csv_of(right_rows(2)))
    before = DBTaskResult.objects.count()

    def broken(**_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(actions, "write_line", broken)
    with pytest.raises(OSError, match="disk"):
        ask_to_store(reference=reference, leave_out=[], by=BO, at=AT)
    assert (CaseStoring.objects.count(), DBTaskResult.objects.count()) == (0, before)


def exported(form: str = "csv", **changes: object) -> list[list[str]]:
    asked = {"years": [TODAY.year], "purpose": PURPOSE, "form": form, "service": "KT", "by": GRO, "at": AT}
    file = export_cases(**(asked | changes))  # type: ignore[arg-type]
    return [cells for _, cells in rows_in(file.content)]


def imported(number: int) -> None:
    drafts = [plain_case("KT", TODAY)] * number
    import_cases(drafts=drafts, service="KT", file_sha256=f"{number:064}", left_out=0, by=BO, at=AT)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_rows_are_taken_out_with_a_mark_and_without_reference_or_day(form: str) -> None:
    imported(2)
    rows = exported(form)
    mark, headings, body = rows[:3], rows[3], rows[4:]
    text = " ".join(cell for row in rows for cell in row)
    assert "Gro (gro)" in mark[0][0]
    assert PURPOSE in mark[1][0]
    assert "2026-12-22" in mark[2][0]
    assert headings[:3] == ["service", "year", "is_new"]
    assert body[0][:3] == ["KT", "2026", "1"]
    assert body[0] == body[1]
    assert str(TODAY) not in " ".join(cell for row in body for cell in row)
    assert not any(case.reference in text for case in Case.objects.all())


def test_taking_out_is_kept_with_its_purpose_and_told_in_the_trail_without_it() -> None:
    imported(2)
    exported()
    [line] = exports_of(GRO)
    assert (line.rows, line.purpose, line.by_username, line.form) == (2, PURPOSE, "gro", "csv")
    told = AuditLine.objects.get(event="cases.exported")
    assert json.loads(told.facts) == {"form": "csv", "rows": 2, "service": "KT", "years": 1}
    assert PURPOSE not in told.facts


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"purpose": "statistikk"}, ("purpose", "purpose_missing")),
        ({"purpose": "a b c"}, ("purpose", "purpose_missing")),
        ({"purpose": "ord " * 60}, ("purpose", "purpose_too_long")),
        ({"years": []}, ("years", "no_years")),
        ({"years": [2021]}, ("years", "no_rows")),
        ({"form": "pdf"}, ("form", "unknown_form")),
    ],
)
def test_nothing_is_taken_out_without_purpose_years_and_rows(
    changes: dict[str, object], problem: tuple[str, str]
) -> None:
    imported(1)
    with pytest.raises(ExportRefused) as refused:
        exported(**changes)  # type: ignore[arg-type]
    assert refused.value.problems == (problem,)
    assert refused.value.errors
    assert CaseExport.objects.count() == 0


def test_no_more_rows_than_the_setting_says(settings: object) -> None:
    imported(3)
    settings.EXPORT_ROWS = 2  # type: ignore[attr-defined]
    with pytest.raises(ExportRefused, match="more rows"):
        exported()


def test_another_services_rows_are_not_taken_along() -> None:
    imported(1)
    import_cases(
        drafts=[plain_case("SU", TODAY)], service="SU", file_sha256="d" * 64, left_out=0, by=CEM, at=AT
    )
    assert len(exported()) == 5


def test_nothing_is_taken_out_when_the_trail_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    imported(1)

    def broken(**_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(actions, "write_line", broken)
    with pytest.raises(OSError, match="disk"):
        exported()
    assert CaseExport.objects.count() == 0


def test_nothing_collected_is_an_empty_cell() -> None:
    assert exporting._cell(None) == ""


def test_the_command_line_imports_and_exports_for_the_service_it_names_and_no_other() -> None:
    by = system_in("KT")
    import_cases(
        drafts=[plain_case("KT", TODAY)], service="KT", file_sha256="e" * 64, left_out=0, by=by, at=AT
    )
    assert len(exported(by=by)) == 5
    assert by.permissions == {"case.import", "case.export"}
