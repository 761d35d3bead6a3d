"""Papers leave by one door: of what one may read, for whom one works, recorded first, and never kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import DatabaseError, connections

from fristed.casework.cases.actions import declare_tie, register_case
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.consultations.actions import give_new_code, take_call
from fristed.casework.journal.actions import change_entry
from fristed.casework.journal.codes import CHOSEN, Kind, Visibility
from fristed.casework.journal.facts import TEXT
from fristed.casework.papers.actions import (
    advice_read,
    give_summary,
    print_advice,
    read_disclosures,
    read_summary,
)
from fristed.casework.papers.facts import MORE, AdviceDraft, Receiver, Summary, SummaryDraft
from fristed.casework.papers.models import DisclosedPart, Disclosure
from fristed.casework.papers.queries import disclosures_of, summary_offer
from fristed.casework.papers.refusals import PaperRefused
from fristed.casework.papers.rules import parts_offered
from fristed.casework.persons.actions import write_person
from fristed.foundation.audit import actions as trail
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.review.queries import access_log_of
from fristed.foundation.identity.access.models import Grant
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.actions import shred
from fristed.foundation.vault.facts import Owner
from tests.spec.cast import AUD, BO, plain_case
from tests.unit.casework.journal.writers import (
    AT,
    CANARY,
    COLLEAGUE,
    DAY,
    LEADER,
    at,
    draft,
    new_case,
    written,
)
from tests.unit.foundation.legal_basis.deciding import FIRST, allow

pytestmark = pytest.mark.django_db
ADVICE = "Gå sammen med noen til skolen."
PDF = b"%PDF-1.7 a copy"
GRANTED = replace(BO, username="guro", account_id=41)


def asked(**changes: Any) -> SummaryDraft:
    """Give a draft of a summary with nothing wrong in it."""
    plain: dict[str, Any] = {
        "language": "nb",
        "agency": "child_welfare_service",
        "organisation": "Kanari kommune",
        "role": "Vakthavende",
        "ground": "concern_report",
        "reason": "Kanari: for å følge opp meldingen",
        "parts": ("gender", "age_band"),
    }
    return SummaryDraft(**{**plain, **changes})


def read(case: str, by: Actor = AUD, **changes: Any) -> Summary:
    return read_summary(reference=case, draft=asked(**changes), by=by, at=AT)


def given(case: str, by: Actor = AUD, file: bytes = PDF, **changes: Any) -> Summary:
    """Give a summary as the page does it."""
    found = read(case, by, **changes)
    give_summary(reference=case, summary=found, file=file, by=by, at=AT)
    return found


def refused(case: str, by: Actor = AUD, **changes: Any) -> dict[str, str]:
    with pytest.raises(PaperRefused) as refusal:
        read(case, by, **changes)
    return dict(refusal.value.problems)


def advice(case: str, **changes: Any) -> AdviceDraft:
    plain: dict[str, Any] = {
        "language": "nb",
        "look": "neutral",
        "on_date": DAY,
        "texts": {MORE: ADVICE},
        "call": "Rådgiveren din, 22 00 00 00",
    }
    return AdviceDraft(**{**plain, **changes})


def events(case: str) -> list[str]:
    return list(AuditLine.objects.filter(subject=case).order_by("position").values_list("event", flat=True))


# What was advised.


def test_only_advice_of_the_chosen_day_is_opened_and_only_what_the_reader_may_see() -> None:
    case = new_case()
    mine = written(case, kind=Kind.ADVICE, text=ADVICE)
    written(case, kind=Kind.ADVICE, text="en annen dag", on_date=DAY + timedelta(days=1))
    written(case, kind=Kind.NOTE, text=CANARY)
    written(case, LEADER, kind=Kind.ADVICE, text=CANARY, visibility=Visibility.AUTHOR_AND_LEADER)
    offer = advice_read(reference=case, on_date=DAY, by=AUD, at=AT)
    assert offer.advice == {mine: ADVICE}
    assert offer.days == (DAY + timedelta(days=1), DAY)
    assert advice_read(reference=case, on_date=None, by=AUD, at=AT).on_date == DAY + timedelta(days=1)


def test_that_a_paper_is_printed_is_on_record_before_and_nothing_of_it_is_stored() -> None:
    case = new_case()
    key = written(case, kind=Kind.ADVICE, text=ADVICE)
    rows = everything_stored()
    print_advice(reference=case, draft=advice(case, texts={key: ADVICE, MORE: CANARY}), by=AUD, at=AT)
    line = AuditLine.objects.get(subject=case, event="paper.advice_printed")
    assert '"entries":1' in line.facts
    assert CANARY not in line.facts
    assert everything_stored() - rows == 0
    assert CANARY not in dumped()


def everything_stored() -> int:
    """Count all rows but the trail's."""
    total = 0
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                if not table.startswith("audit_"):
                    cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608  a table's own name
                    total += cursor.fetchone()[0]
    return total


def dumped() -> str:
    """Give every row of every table as text."""
    found = []
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  a table's own name
                found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_a_paper_that_is_refused_is_not_on_record_as_printed() -> None:
    case = new_case()
    with pytest.raises(PaperRefused):
        print_advice(reference=case, draft=advice(case, texts={MORE: "Det er tvang"}), by=AUD, at=AT)
    assert "paper.advice_printed" not in events(case)


def test_a_paper_tells_of_a_code_only_where_the_caller_has_one() -> None:
    call = take_call(draft=plain_case("MR", DAY), contact=None, is_anonymous=True, by=AUD, at=AT)
    assert advice_read(reference=call.reference, on_date=None, by=AUD, at=AT).has_code
    assert not advice_read(reference=new_case(), on_date=None, by=AUD, at=AT).has_code
    code = give_new_code(reference=call.reference, by=AUD, at=AT)
    assert code not in str(advice_read(reference=call.reference, on_date=None, by=AUD, at=AT))


# A summary.


def test_that_a_summary_is_given_is_recorded_in_codes_with_its_hash_and_never_its_content() -> None:
    case = new_case()
    key = written(case, text=CANARY)
    given(case, parts=("gender", "reference"), entries=(key,))
    row = Disclosure.objects.get()
    assert (row.number, row.agency, row.ground) == (1, "child_welfare_service", "concern_report")
    assert row.file_sha256 == sha256(PDF).hexdigest()
    parts = set(DisclosedPart.objects.values_list("part", "entry", "version"))
    assert parts == {("gender", "", 0), ("reference", "", 0), ("entry", key, 1)}
    assert "anari" not in dumped()
    assert PDF.decode() not in dumped()


def test_the_line_and_the_record_are_one_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    case = new_case()
    found = read(case)

    def broken(**_: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(trail, "_append", broken)
    with pytest.raises(trail.TrailUnavailable):
        give_summary(reference=case, summary=found, file=PDF, by=AUD, at=AT)
    assert not Disclosure.objects.exists()
    assert not DisclosedPart.objects.exists()


def test_who_received_what_and_why_is_opened_for_those_who_work_on_the_case() -> None:
    case = new_case()
    given(case)
    [(line, receiver)] = read_disclosures(reference=case, by=COLLEAGUE, at=AT)
    assert receiver == Receiver("Kanari kommune", "Vakthavende", "Kanari: for å følge opp meldingen")
    assert set(line.parts) == {"gender", "age_band"}
    assert "paper.list_read" in events(case)


def test_a_summary_holds_what_was_chosen_and_nothing_else() -> None:
    case = new_case()
    key = written(case, text=CANARY)
    other = written(case, text="et annet notat")
    found = read(case, entries=(key,))
    assert set(found.values) == {"gender", "age_band"}
    assert [line.words[TEXT] for line in found.lines] == [CANARY]
    assert other not in str(found)
    assert (found.reference, found.contact_dates, found.person) == ("", (), {})


@pytest.mark.parametrize("visibility", CHOSEN)
def test_an_entry_goes_out_only_through_somebody_who_may_read_it(visibility: Visibility) -> None:
    case = new_case(COLLEAGUE)
    key = written(case, LEADER, text=CANARY, visibility=visibility)
    offered = {line.key for line in summary_offer(at(AUD), case).lines}
    may = visibility == Visibility.SERVICE
    assert (key in offered) is may
    if not may:
        assert refused(case, entries=(key,)) == {"parts": "not_of_the_case"}
    assert [line.key for line in read(case, LEADER, entries=(key,)).lines] == [key]


def test_a_note_for_author_and_leader_is_never_chosen_by_itself() -> None:
    case = new_case()
    written(case, text=CANARY, visibility=Visibility.AUTHOR_AND_LEADER)
    everything = parts_offered(summary_offer(at(AUD), case))
    assert CANARY not in str(read(case, parts=everything))


def test_nothing_chosen_is_refused_and_so_is_what_the_case_does_not_have() -> None:
    case = new_case()
    assert refused(case, parts=()) == {"parts": "nothing_chosen"}
    assert refused(case, parts=("person",)) == {"parts": "not_of_the_case"}
    assert refused(case, entries=("0" * 16,)) == {"parts": "not_of_the_case"}
    assert refused(new_case(), entries=(written(case),)) == {"parts": "not_of_the_case"}


@pytest.mark.parametrize("field", ["agency", "organisation", "role", "reason"])
def test_no_summary_goes_to_nobody_or_for_no_reason(field: str) -> None:
    assert refused(new_case(), **{field: " "})[field] in ("required", "unknown_code")


def test_no_summary_goes_without_a_consent_or_a_basis_from_the_list() -> None:
    assert refused(new_case(), ground="") == {"ground": "unknown_ground"}
    assert refused(new_case(), ground="because") == {"ground": "unknown_ground"}


@pytest.mark.parametrize("field", ["organisation", "role", "reason"])
def test_marks_of_a_person_are_refused_in_what_is_written_about_the_receiver(field: str) -> None:
    assert refused(new_case(), **{field: "ring 912 34 567"}) == {field: "phone"}


def test_an_anonymous_consultation_carries_no_case_number() -> None:
    case = new_case()
    found = refused(case, ground="anonymous_consultation", parts=("reference", "gender"))
    assert found == {"parts": "points_at_somebody"}
    assert read(case, ground="anonymous_consultation").values


def test_an_anonymous_register_offers_nothing_of_who_the_person_is() -> None:
    case = register_case(draft=plain_case("KT", FIRST), by=BO, at=AT).reference
    assert "person" not in parts_offered(summary_offer(at(BO), case))


def test_who_the_person_is_goes_out_where_it_is_held_on_a_basis_and_is_chosen() -> None:
    case = register_case(draft=plain_case("KT", FIRST), by=BO, at=AT).reference
    allow("KT", "pseudonymous", "called_name")
    write_person(reference=case, values={"called_name": "Kanari"}, by=BO, at=AT)
    assert read(case, BO).person == {}
    assert "person.read" not in events(case)
    assert read(case, BO, parts=("person",)).person == {"called_name": "Kanari"}
    assert "person.read" in events(case)
    assert refused(case, BO, ground="anonymous_consultation", parts=("person",)) == {
        "parts": "points_at_somebody"
    }


def test_another_service_that_was_let_into_a_case_gives_nothing_of_it_out() -> None:
    case = new_case()
    days = {"given_at": AT, "starts_at": AT - timedelta(days=1), "ends_at": AT + timedelta(days=1)}
    who = {"service": "MR", "reference": case, "account_id": GRANTED.account_id}
    Grant.objects.create(key="1", level="work", purpose="p", **who, **days)
    with pytest.raises(CaseNotFound):
        read(case, GRANTED)
    with pytest.raises(CaseNotFound):
        print_advice(reference=case, draft=advice(case), by=GRANTED, at=AT)


def test_whoever_has_been_shut_out_meanwhile_gives_nothing() -> None:
    case = new_case(COLLEAGUE)
    found = read(case)
    declare_tie(reference=case, kind="kin", by=AUD, at=AT)
    with pytest.raises(CaseNotFound):
        give_summary(reference=case, summary=found, file=PDF, by=AUD, at=AT)
    assert not Disclosure.objects.exists()


def test_two_copies_never_get_one_number() -> None:
    case = new_case()
    first, second = read(case), read(case, COLLEAGUE)
    give_summary(reference=case, summary=first, file=PDF, by=AUD, at=AT)
    with pytest.raises(PaperRefused) as refusal:
        give_summary(reference=case, summary=second, file=PDF, by=COLLEAGUE, at=AT)
    assert refusal.value.problems == (("", "number_taken"),)
    assert given(case).number == 2
    assert given(new_case()).number == 1


def test_which_version_of_an_entry_went_out_is_kept() -> None:
    case = new_case()
    key = written(case)
    given(case, entries=(key,))
    change_entry(reference=case, key=key, seen_version=1, draft=draft(text="nytt"), by=AUD, at=AT)
    given(case, entries=(key,))
    versions = (
        DisclosedPart.objects.filter(entry=key).order_by("disclosure").values_list("version", flat=True)
    )
    assert list(versions) == [1, 2]


def test_what_was_given_is_there_for_who_reaches_the_case_and_for_nobody_else() -> None:
    case = new_case()
    given(case)
    assert [line.number for line in disclosures_of(at(COLLEAGUE), case)] == [1]
    assert disclosures_of(at(BO), case) == ()
    assert disclosures_of(at(AUD), "AAAAA-AAAAA") == ()


def test_after_destruction_it_still_stands_that_it_was_given_without_the_words() -> None:
    case = new_case()
    key = written(case)
    given(case)
    shred(owner=Owner("MR", case), retention="case_identity", decided_by=["a", "b"], by=AUD, at=AT)
    [(line, receiver)] = read_disclosures(reference=case, by=AUD, at=AT)
    assert receiver == Receiver()
    assert (line.number, line.agency) == (1, "child_welfare_service")
    assert refused(case, entries=(key,)) == {"": "destroyed"}


def test_the_person_is_told_in_the_log_of_the_case_that_a_summary_was_given() -> None:
    case = new_case()
    given(case)
    log = [(entry.service, entry.purpose, entry.times) for entry in access_log_of(case, by=LEADER)]
    assert ("MR", "handed_over", 1) in log
