"""Who the person of a case is: written, read and removed on a legal basis only, by those within reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from fristed.casework.cases.actions import break_glass, declare_tie, register_case
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_detail, case_history, cases_visible_to
from fristed.casework.journal.actions import read_journal, write_entry
from fristed.casework.journal.codes import Kind
from fristed.casework.journal.facts import TEXT, EntryDraft
from fristed.casework.persons.actions import (
    clear_without_basis,
    forget_destroyed,
    read_person,
    remove_person,
    tell_own_number,
    write_person,
)
from fristed.casework.persons.models import HeldField
from fristed.casework.persons.queries import person_outline
from fristed.casework.persons.refusals import PersonRefused
from fristed.casework.persons.retention import held_in
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.legal_basis.codes import Mode
from fristed.foundation.legal_basis.registry import fields_in
from fristed.foundation.vault.actions import rotate_pseudonym_key, shred
from fristed.foundation.vault.facts import Owner
from fristed.foundation.vault.models import SealedField
from fristed.foundation.vault.retention.rules import destruction_list
from tests.spec.cast import AUD, BO, CEM, DINA, actor, plain_case
from tests.unit.foundation.legal_basis.deciding import AT, FIRST, allow, decide, leader_of
from tests.unit.interfaces.web.visitors import account_of

pytestmark = pytest.mark.django_db
GRO = leader_of("KT")
ASTA = actor("asta", "KT", "case_worker", account_id=21)
NUMBER = "01020312345"
OTHER_NUMBER = "02030412345"
VALUES = {"called_name": "Canary Kallenavn", "safe_contact": "Canary the aunt, on Tuesdays"}
TOMORROW = AT + timedelta(days=1)


@pytest.fixture
def case() -> str:
    """A case of KT."""
    return register_case(draft=plain_case("KT", FIRST), by=BO, at=AT).reference


def seen(by: Actor, case: str, at: Any = AT) -> Any:
    """Give what somebody may know without opening."""
    return person_outline(replace(by, at=at), case)


def whys(refused: pytest.ExceptionInfo[PersonRefused]) -> dict[str, str]:
    """Give why each field was refused."""
    return dict(refused.value.problems)


@pytest.mark.parametrize("field", sorted({*fields_in("B"), *fields_in("C")} - {"pseudonym"}))
def test_in_an_anonymous_register_no_field_can_be_written(field: str, case: str) -> None:
    value = NUMBER if field == "national_id" else "Canary"
    with pytest.raises(PersonRefused):
        write_person(reference=case, values={field: value}, by=BO, at=AT)
    assert not HeldField.objects.exists()
    assert not SealedField.objects.exists()
    assert not Case.objects.exclude(person_pseudonym="").exists()
    assert not AuditLine.objects.filter(event__startswith="person.").exists()
    assert seen(BO, case).mode == Mode.ANONYMOUS
    assert not seen(BO, case).may_hold_something


def test_the_pseudonym_is_made_and_never_written(case: str) -> None:
    allow("KT", "pseudonymous", "pseudonym")
    with pytest.raises(PersonRefused):
        write_person(reference=case, values={"pseudonym": "p1-mine"}, by=BO, at=AT)


def test_what_is_written_on_a_basis_is_read_again_and_stands_nowhere_in_clear(case: str) -> None:
    allow("KT", "pseudonymous", "called_name", "safe_contact")
    write_person(reference=case, values=VALUES, by=BO, at=AT)
    assert read_person(reference=case, by=ASTA, at=AT) == VALUES
    decisions = set(HeldField.objects.values_list("field", "decision__field"))
    assert decisions == {("called_name", "called_name"), ("safe_contact", "safe_contact")}
    for alias in connections:
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  a table's own name
                assert not any("Canary" in str(row) or "anary" in str(row) for row in cursor.fetchall())


def test_it_stands_in_no_list_no_page_of_the_case_and_no_trail(case: str) -> None:
    allow("KT", "identified", "name")
    write_person(reference=case, values={"name": "Canary Åsesdatter"}, by=BO, at=AT)
    shown = [cases_visible_to(BO), case_detail(BO, case), case_history(BO, case), seen(BO, case)]
    assert not any("Canary" in str(one) for one in shown)
    assert not any("Canary" in str(row) for row in AuditLine.objects.values_list("facts", "subject"))


def test_writing_again_takes_the_place_of_what_was_there_and_empty_leaves_it(case: str) -> None:
    allow("KT", "pseudonymous", "called_name", "safe_contact")
    write_person(reference=case, values=VALUES, by=BO, at=AT)
    write_person(reference=case, values={"called_name": "Another", "safe_contact": " "}, by=ASTA, at=AT)
    assert read_person(reference=case, by=BO, at=AT) == VALUES | {"called_name": "Another"}
    with pytest.raises(PersonRefused):
        write_person(reference=case, values={"called_name": " "}, by=BO, at=AT)


def test_one_field_without_a_basis_and_nothing_is_written(case: str) -> None:
    allow("KT", "pseudonymous", "called_name")
    with pytest.raises(PersonRefused) as refused:
        write_person(reference=case, values=VALUES | {"name": "Canary"}, by=BO, at=AT)
    assert whys(refused) == {"safe_contact": "no_basis", "name": "mode_too_low"}
    assert not SealedField.objects.exists()


def test_reading_is_on_record_before_anything_is_given(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    allow("KT", "pseudonymous", "called_name")
    write_person(reference=case, values={"called_name": "Canary"}, by=BO, at=AT)
    read_person(reference=case, by=ASTA, at=AT)
    lines = AuditLine.objects.filter(actor_username="asta").values_list("event", "subject")
    assert list(lines) == [("person.read", case), ("vault.opened", case)]

    def broken(**_: object) -> None:
        raise RuntimeError

    for verb in ("write_line", "record_read"):
        monkeypatch.setattr(f"fristed.casework.persons.actions.persons.{verb}", broken)
    with pytest.raises(RuntimeError):
        read_person(reference=case, by=ASTA, at=AT)
    with pytest.raises(RuntimeError):
        write_person(reference=case, values={"called_name": "New"}, by=BO, at=AT)
    monkeypatch.undo()
    assert read_person(reference=case, by=BO, at=AT) == {"called_name": "Canary"}


@pytest.mark.parametrize("by", [AUD, CEM, leader_of("MR")])
def test_another_service_gets_the_answer_of_a_case_that_is_not_there(by: Actor, case: str) -> None:
    allow("KT", "pseudonymous", "called_name")
    allow("MR", "pseudonymous", "called_name")
    write_person(reference=case, values={"called_name": "Canary"}, by=BO, at=AT)
    for reference in (case, "ZZZZZ-ZZZZZ"):
        for call in (
            lambda ref: read_person(reference=ref, by=by, at=AT),
            lambda ref: write_person(reference=ref, values={"called_name": "x"}, by=by, at=AT),
            lambda ref: remove_person(reference=ref, fields=["called_name"], by=by, at=AT),
            lambda ref: seen(by, ref),
        ):
            with pytest.raises(CaseNotFound, match=r"^There is no such case\.$"):
                call(reference)


def test_an_emergency_opens_the_coded_case_and_not_the_person(case: str) -> None:
    allow("KT", "pseudonymous", "called_name")
    write_person(reference=case, values={"called_name": "Canary"}, by=BO, at=AT)
    account_of("gro")
    reason = "Somebody stands at the airport and must be met now."
    elsewhere = replace(AUD, account_id=501, at=AT)
    break_glass(reference=case, reason=reason, hours=1, by=elsewhere, at=AT)
    assert case_detail(elsewhere, case).reference == case
    with pytest.raises(CaseNotFound):
        read_person(reference=case, by=elsewhere, at=AT)


def test_who_is_shut_out_by_a_tie_reads_and_writes_nothing(case: str) -> None:
    allow("KT", "pseudonymous", "called_name")
    write_person(reference=case, values={"called_name": "Canary"}, by=BO, at=AT)
    declare_tie(reference=case, kind="kin", by=ASTA, at=AT)
    with pytest.raises(CaseNotFound):
        read_person(reference=case, by=ASTA, at=AT)
    with pytest.raises(CaseNotFound):
        write_person(reference=case, values={"called_name": "x"}, by=ASTA, at=AT)


def test_those_without_cases_are_refused(case: str) -> None:
    for verb in (
        lambda: read_person(reference=case, by=DINA, at=AT),
        lambda: write_person(reference=case, values={"name": "x"}, by=DINA, at=AT),
        lambda: clear_without_basis(by=BO, at=AT),
        lambda: forget_destroyed(by=DINA, at=AT),
        lambda: tell_own_number(number=NUMBER, by=DINA, at=AT),
    ):
        with pytest.raises(NotPermitted):
            verb()


def test_of_a_number_only_the_pseudonym_is_kept_where_the_number_may_not_be(case: str) -> None:
    allow("KT", "pseudonymous", "pseudonym")
    write_person(reference=case, values={"national_id": f"{NUMBER[:6]} {NUMBER[6:]}"}, by=BO, at=AT)
    kept = Case.objects.get(reference=case).person_pseudonym
    assert kept.startswith("p1-")
    assert list(SealedField.objects.values_list("column", flat=True)) == ["pseudonym"]
    assert read_person(reference=case, by=BO, at=AT) == {}
    other = register_case(draft=plain_case("KT", FIRST), by=BO, at=AT).reference
    write_person(reference=other, values={"national_id": NUMBER}, by=BO, at=AT)
    assert Case.objects.get(reference=other).person_pseudonym == kept


@pytest.mark.parametrize("value", ["123", "0102031234x", "010203123456"])
def test_what_is_no_number_is_refused_without_being_repeated(value: str, case: str) -> None:
    allow("KT", "identified", "pseudonym", "national_id")
    with pytest.raises(PersonRefused) as refused:
        write_person(reference=case, values={"national_id": value}, by=BO, at=AT)
    assert whys(refused) == {"national_id": "not_a_number"}
    assert value not in str(refused.value)


def test_in_an_identified_register_the_number_and_its_pseudonym_are_both_sealed(case: str) -> None:
    allow("KT", "identified", "pseudonym", "national_id")
    write_person(reference=case, values={"national_id": NUMBER}, by=BO, at=AT)
    assert set(SealedField.objects.values_list("column", flat=True)) == {"pseudonym", "national_id"}
    assert read_person(reference=case, by=BO, at=AT) == {"national_id": NUMBER}


def test_a_case_about_oneself_is_gone_for_staff_who_have_told_their_number(case: str) -> None:
    allow("KT", "pseudonymous", "pseudonym", "called_name")
    tell_own_number(number=NUMBER, by=ASTA, at=AT)
    tell_own_number(number=OTHER_NUMBER, by=BO, at=AT)
    assert case_detail(ASTA, case)
    write_person(reference=case, values={"national_id": NUMBER, "called_name": "Canary"}, by=BO, at=AT)
    with pytest.raises(CaseNotFound):
        case_detail(ASTA, case)
    with pytest.raises(CaseNotFound):
        read_person(reference=case, by=ASTA, at=AT)
    assert case_detail(BO, case)


def test_nobody_finds_out_whom_a_case_is_about_by_telling_one_number_after_the_other(case: str) -> None:
    allow("KT", "pseudonymous", "pseudonym", "called_name")
    write_person(reference=case, values={"national_id": NUMBER}, by=BO, at=AT)
    tell_own_number(number=OTHER_NUMBER, by=ASTA, at=AT)
    with pytest.raises(PersonRefused) as refused:
        tell_own_number(number=NUMBER, by=ASTA, at=AT)
    assert whys(refused) == {"number": "another_number"}
    assert case_detail(ASTA, case)
    tell_own_number(number=OTHER_NUMBER, by=ASTA, at=AT)
    rotate_pseudonym_key(service="KT", by=SYSTEM, at=AT)
    with pytest.raises(PersonRefused):
        tell_own_number(number=NUMBER, by=ASTA, at=AT)
    tell_own_number(number=OTHER_NUMBER, by=ASTA, at=AT)


def test_a_number_is_told_only_where_pseudonyms_may_be_held() -> None:
    with pytest.raises(PersonRefused):
        tell_own_number(number=NUMBER, by=BO, at=AT)
    allow("KT", "pseudonymous", "pseudonym")
    with pytest.raises(PersonRefused):
        tell_own_number(number="12", by=BO, at=AT)


def test_removing_takes_it_out_of_the_vault_and_off_the_case(case: str) -> None:
    allow("KT", "pseudonymous", "pseudonym", "called_name")
    write_person(reference=case, values={"national_id": NUMBER, "called_name": "Canary"}, by=BO, at=AT)
    remove_person(reference=case, fields=["pseudonym", "called_name"], by=ASTA, at=AT)
    assert Case.objects.get(reference=case).person_pseudonym == ""
    assert not SealedField.objects.exists()
    assert not HeldField.objects.exists()
    with pytest.raises(PersonRefused):
        remove_person(reference=case, fields=["called_name"], by=ASTA, at=AT)


def test_when_a_basis_is_switched_off_nothing_is_read_or_written_and_the_leader_clears_it(case: str) -> None:
    allow("KT", "identified", "name", "phone")
    write_person(reference=case, values={"name": "Canary", "phone": "12345678"}, by=BO, at=AT)
    decide("KT", "name", "off", at=TOMORROW, law="")
    assert read_person(reference=case, by=BO, at=TOMORROW) == {"phone": "12345678"}
    assert seen(BO, case, TOMORROW).shut == ("name",)
    with pytest.raises(PersonRefused) as refused:
        write_person(reference=case, values={"name": "x"}, by=BO, at=TOMORROW)
    assert whys(refused) == {"name": "switched_off"}
    assert [one.retention_class for one in due(TOMORROW)] == []
    assert clear_without_basis(by=GRO, at=TOMORROW) == 1
    assert list(SealedField.objects.values_list("column", flat=True)) == ["phone"]
    assert clear_without_basis(by=GRO, at=TOMORROW) == 0


def due(at: Any) -> tuple[Any, ...]:
    """Give what is due in KT on a day."""
    return destruction_list(held_in("KT", on_date=at.date()), on_date=at.date())


def test_a_case_of_which_nothing_may_be_held_any_more_is_due_that_day_and_forgotten_after(case: str) -> None:
    allow("KT", "identified", "name", "pseudonym")
    write_person(reference=case, values={"name": "Canary", "national_id": NUMBER}, by=BO, at=AT)
    assert due(AT) == ()
    decide("KT", "", "anonymous", at=TOMORROW, law="")
    [found] = due(TOMORROW)
    assert (found.owner, found.retention_class) == (Owner("KT", case), "basis_ended")
    assert found.due_date == TOMORROW.date()
    assert forget_destroyed(by=BO, at=TOMORROW) == 0
    shred(owner=found.owner, retention="basis_ended", decided_by=["bo", "gro"], by=BO, at=TOMORROW)
    assert forget_destroyed(by=BO, at=TOMORROW) == 1
    assert not HeldField.objects.exists()
    assert Case.objects.get(reference=case).person_pseudonym == ""
    assert due(TOMORROW) == ()


def test_a_journal_is_not_destroyed_because_the_basis_of_a_name_has_ended(case: str) -> None:
    allow("KT", "identified", "name")
    write_person(reference=case, values={"name": "Canary"}, by=BO, at=AT)
    draft = EntryDraft(Kind.NOTE, AT.date(), "service", {TEXT: "a note"})
    write_entry(reference=case, draft=draft, by=BO, at=AT)
    decide("KT", "", "anonymous", at=TOMORROW, law="")
    assert due(TOMORROW) == ()
    assert clear_without_basis(by=GRO, at=TOMORROW) == 1
    page = read_journal(reference=case, choose=lambda lines: [lines[0].key], by=BO, at=TOMORROW)
    assert page.lines[0].words[TEXT] == "a note"


def test_opening_all_fields_takes_few_queries(case: str, django_assert_max_num_queries: Any) -> None:
    allow("KT", "identified", *fields_in("B"))
    values = {
        field: NUMBER if field == "national_id" else "x" for field in fields_in("B") if field != "pseudonym"
    }
    write_person(reference=case, values=values, by=BO, at=AT)
    with django_assert_max_num_queries(20):
        read_person(reference=case, by=BO, at=AT)
