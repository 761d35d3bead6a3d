"""The dry run tells every error with its row and column, shows no free text, and stores nothing."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from fristed.casework.cases.models import Case
from fristed.casework.exchange import checking
from fristed.casework.exchange.checking import check_file
from fristed.casework.exchange.columns import COLUMNS, column_named
from fristed.casework.exchange.facts import check_as_record, check_from
from fristed.casework.exchange.faults import Fault, FileRefused
from fristed.casework.exchange.files import LARGEST_FILE, CaseFile, require_taken
from fristed.casework.exchange.messages import FAULTS as FAULT_WORDS
from fristed.casework.exchange.messages import value_in_words, words_for, words_for_fault
from fristed.casework.exchange.rows import shown_of
from fristed.casework.exchange.template import template_file
from fristed.casework.exchange.trial_files import (
    FAULTS,
    TODAY,
    Planted,
    csv_of,
    right_rows,
    told,
    with_faults,
    xlsx_of,
)
from fristed.foundation.sheets.writing import as_csv

SERVICES = ("KT", "MR", "SU")


def errors_of(file: CaseFile, service: str = "KT") -> list[tuple[int, str, str]]:
    found = check_file(file, service=service, on_date=TODAY)
    return [(one.row, one.field, one.code) for one in found.errors]


def refusal_of(file: CaseFile) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        check_file(file, service="KT", on_date=TODAY)
    return refused.value


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.field} {fault.code}")
def test_each_fault_is_told_in_its_cell_and_nothing_else_is(fault: Planted) -> None:
    faults = {1: fault}
    assert errors_of(csv_of(with_faults(right_rows(3), faults))) == told(faults)


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("written", [csv_of, xlsx_of], ids=["csv", "xlsx"])
def test_a_right_file_has_no_error_and_gives_a_draft_for_every_row(service: str, written: object) -> None:
    found = check_file(written(right_rows(5, service=service)), service=service, on_date=TODAY)  # type: ignore[operator]
    assert (found.rows, len(found.drafts), found.errors, found.warnings) == (5, 5, (), ())
    assert {draft.service for _, draft in found.drafts} == {service}
    assert sum(count.rows for count in found.counts) == 5


def test_a_value_that_was_not_in_use_that_year_is_refused_as_in_registering() -> None:
    row = {**right_rows(1, service="MR")[0], "main_concern": "health_care_after_fgm"}
    wrong = {**row, "first_contact_date": "03.04.2023", "abroad_case": "nei"}
    assert errors_of(csv_of([wrong]), "MR") == [(2, "main_concern", "not_in_use")]
    assert errors_of(csv_of([{**row, "first_contact_date": "03.04.2024"}]), "MR") == []


def test_abroad_is_asked_only_where_it_was_counted() -> None:
    row = {**right_rows(1, service="MR")[0], "first_contact_date": "03.04.2022"}
    assert errors_of(csv_of([{**row, "abroad_case": "ja"}]), "MR") == [(2, "abroad_case", "not_collected")]
    assert errors_of(csv_of([{**row, "abroad_case": ""}]), "MR") == []


def test_labels_in_every_language_and_days_in_every_common_form_are_understood() -> None:
    row = right_rows(1)[0]
    labels = {"gender": "Jente/kvinne", "main_concern": "Truslar og vald", "concern_basis": "told"}
    for day in ("2024-03-04", "04/03/2024", "4.3.2024", "2024-03-04T00:00:00"):
        [(_, draft)] = check_file(
            csv_of([{**row, **labels, "first_contact_date": day}]), service="KT", on_date=TODAY
        ).drafts
        assert (draft.first_contact_date, draft.gender) == (date(2024, 3, 4), "female")
        assert draft.main_concern == "threats_and_violence"


def test_a_day_that_a_spreadsheet_keeps_as_a_day_is_read() -> None:
    book = load_workbook(io.BytesIO(xlsx_of(right_rows(1)).content))
    book.active["A2"] = datetime(2024, 3, 4)  # noqa: DTZ001  as a spreadsheet has it
    out = io.BytesIO()
    book.save(out)
    found = check_file(CaseFile("a.xlsx", out.getvalue()), service="KT", on_date=TODAY)
    assert [draft.first_contact_date for _, draft in found.drafts] == [date(2024, 3, 4)]


@pytest.mark.parametrize(
    "text", ["Ola Nordmann", "Sara", "01017012345", "010170 12345", "ring 41 23 45 67", "x" * 61]
)
def test_what_may_be_a_name_or_a_number_of_a_person_is_not_shown(text: str) -> None:
    [problem] = check_file(
        csv_of(with_faults(right_rows(1), {0: Planted("gender", text, "unknown_code")})),
        service="KT",
        on_date=TODAY,
    ).errors
    assert (problem.value, problem.hidden) == ("", len(text))
    assert text not in words_for(problem) + value_in_words(problem)


@pytest.mark.parametrize(
    ("field", "text"),
    [("gender", "femal"), ("gender", "police"), ("first_contact_date", "31.02.2024"), ("age_band", "17")],
)
def test_a_misprint_a_code_of_another_list_and_a_short_number_are_shown(field: str, text: str) -> None:
    assert shown_of(field, text, service="KT") == text


def test_free_text_in_a_cell_with_several_codes_is_not_shown() -> None:
    assert shown_of("agencies_involved", "nav; tante Kari", service="KT") == ""
    assert shown_of("agencies_involved", "nav; schol", service="KT") == "nav; schol"


def test_an_unknown_column_is_refused_and_named() -> None:
    rows = (("Navn", *(column.title() for column in COLUMNS)), ("x", *[""] * len(COLUMNS)))
    refusal = refusal_of(CaseFile("a.csv", as_csv(rows)))
    assert (refusal.fault, refusal.about) == (Fault.UNKNOWN_COLUMNS, ("A “Navn”",))


def test_a_file_without_headings_is_refused_without_telling_what_stands_there() -> None:
    refusal = refusal_of(CaseFile("a.csv", as_csv([("Kari Nordmann", "17 år"), ("Ola", "18 år")])))
    assert (refusal.fault, refusal.about) == (Fault.NO_HEADINGS, ())


def test_a_missing_or_doubled_column_is_refused() -> None:
    titles = [column.title() for column in COLUMNS]
    assert refusal_of(CaseFile("a.csv", as_csv([titles[1:], ["a"]]))).about == ("first_contact_date",)
    twice = refusal_of(CaseFile("a.csv", as_csv([[*titles, "gender"], ["a"]])))
    assert (twice.fault, twice.about) == (Fault.COLUMN_TWICE, ("gender",))


def test_a_cell_without_a_heading_is_refused() -> None:
    titles = [column.title() for column in COLUMNS]
    refusal = refusal_of(CaseFile("a.csv", as_csv([titles, [*[""] * len(titles), "kommentar"]])))
    assert (refusal.fault, refusal.about) == (Fault.OUTSIDE_COLUMNS, ("2",))


def test_too_many_rows_and_none_at_all_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_ROWS", 2)
    assert refusal_of(csv_of(right_rows(3))).fault == Fault.TOO_MANY_ROWS
    assert refusal_of(csv_of([])).fault == Fault.NO_ROWS
    assert refusal_of(CaseFile("a.csv", b"\n")).fault == Fault.NO_ROWS


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (CaseFile("a.csv", b""), Fault.EMPTY),
        (CaseFile("a.csv", b"x" * (LARGEST_FILE + 1)), Fault.TOO_LARGE),
        (CaseFile("a.docx", b"x"), Fault.WRONG_KIND),
        (CaseFile("../a.csv", b"x"), Fault.WRONG_KIND),
        (CaseFile("a.xlsx", b"no zip"), Fault.WRONG_KIND),
        (CaseFile("a.csv", b"PK a zip"), Fault.WRONG_KIND),
    ],
)
def test_only_csv_and_xlsx_of_moderate_size_are_taken(file: CaseFile, fault: Fault) -> None:
    with pytest.raises(FileRefused) as refused:
        require_taken(file)
    assert refused.value.fault == fault


@pytest.mark.parametrize("content", [b"a\0b", b"PK no workbook", b'"a";"b\n'])
def test_what_cannot_be_read_as_a_table_is_refused(content: bytes) -> None:
    name = "a.xlsx" if content.startswith(b"PK") else "a.csv"
    assert refusal_of(CaseFile(name, content)).fault == Fault.UNREADABLE


def test_rows_that_are_the_same_and_rows_that_look_like_a_case_are_warned_of() -> None:
    [row] = right_rows(1)
    rows = [row, *right_rows(2, seed=2), row]
    drafts = check_file(csv_of(rows), service="KT", on_date=TODAY).drafts
    looks = frozenset({checking.look_of(drafts[1][1])})
    found = check_file(csv_of(rows), service="KT", on_date=TODAY, registered=lambda _first, _last: looks)
    assert [(one.row, one.code, one.suggestion) for one in found.warnings] == [
        (3, "like_a_case", ""),
        (5, "same_as_row", "2"),
    ]
    assert found.errors == ()
    assert "2" in words_for(found.warnings[1])


def test_the_guidelines_warnings_are_told_apart_from_errors() -> None:
    row = {
        **right_rows(1)[0],
        "main_concern": "completed_fgm",
        "concern_basis": "suspected",
        "gender": "male",
    }
    row |= {"secondary_concerns": ""}
    found = check_file(csv_of([row]), service="KT", on_date=TODAY)
    assert found.errors == ()
    codes = {one.code for one in found.warnings}
    assert codes == {"another_concern_fits", "fgm_concerns_girls_and_women"}
    assert all(words_for(one) for one in found.warnings)


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_template_is_understood_and_its_example_is_passed_over(
    service: str, form: str, language: str
) -> None:
    content = template_file(form, service=service, language=language, on_date=TODAY)
    assert refusal_of(CaseFile(f"a.{form}", content)).fault == Fault.NO_ROWS
    text = template_file("csv", service=service, language=language, on_date=TODAY).decode("utf-8-sig")
    heads, example = text.splitlines()
    filled = example.split(" ", 1)[1]
    file = CaseFile("a.csv", f"{heads}\n{example}\n{filled}\n".encode())
    found = check_file(file, service=service, on_date=TODAY)
    assert (found.rows, found.examples, found.errors) == (1, 1, ())


def test_the_template_offers_the_values_of_the_service_with_their_years() -> None:
    content = template_file("xlsx", service="MR", language="nb", on_date=TODAY)
    page = load_workbook(io.BytesIO(content)).worksheets[1]
    rows = page.iter_rows(min_row=2, values_only=True)
    found = {(str(row[0]).split("(")[-1].rstrip(")"), row[1]): row[3] for row in rows}
    assert found["main_concern", "health_care_after_fgm"] == 2024
    assert ("referrer", "friend_or_fellow_pupil") in found
    assert ("referrer", "mission_with_special_envoy") not in found


def test_what_was_found_survives_being_kept() -> None:
    found = check_file(
        csv_of(with_faults(right_rows(4), {1: FAULTS[0], 3: FAULTS[6]})), service="KT", on_date=TODAY
    )
    assert check_from(check_as_record(found)) == found


def test_headings_are_found_by_code_by_words_and_by_both() -> None:
    for heading in ("gender", "Kjønn (gender)", "kjønn", "Gender", "Anything (gender)"):
        column = column_named(heading)
        assert column
        assert column.field == "gender"
    assert column_named("Navn") is None


def test_every_refusal_has_words() -> None:
    for fault in Fault:
        assert words_for_fault(fault, ("2", "3") if fault == Fault.TOO_MANY_ROWS else ())
    assert set(FAULT_WORDS) == set(Fault)
    assert "gender" in words_for_fault(Fault.MISSING_COLUMNS, ("gender",))
    assert "4" in words_for_fault(Fault.OUTSIDE_COLUMNS, ("4",))


@pytest.mark.django_db
def test_a_dry_run_stores_nothing() -> None:
    check_file(csv_of(right_rows(3)), service="KT", on_date=TODAY)
    assert Case.objects.count() == 0
