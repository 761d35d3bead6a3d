"""Taking a call, drafts of it, how to make contact, codes, and consultations that are linked to a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from fristed.casework.cases.actions import RegistrationRefused, close_case, register_case
from fristed.casework.cases.fact_queries import case_facts, count_case_facts
from fristed.casework.cases.models import Case, Contact
from fristed.casework.cases.queries import CaseNotFound, case_detail
from fristed.casework.consultations.actions import (
    ContactChanged,
    expire_call_drafts,
    give_new_code,
    join_by_code,
    link_consultation,
    move_consultation,
    save_call_draft,
    set_safe_contact,
    take_call,
    throw_away_call_draft,
)
from fristed.casework.consultations.case_codes import ALPHABET, SPELLED, new_code, plain_code
from fristed.casework.consultations.facts import ContactRule, TakenCall
from fristed.casework.consultations.messages import CallRefused
from fristed.casework.consultations.models import (
    CallDraft,
    CaseCode,
    CodeTries,
    Consultation,
    ConsultationLink,
    SafeContact,
)
from fristed.casework.consultations.queries import (
    call_draft,
    call_drafts_of,
    consultation_of,
    safe_contact_of,
)
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.vault.models import SealedField
from fristed.foundation.vault.queries import vault_state
from tests.spec.cast import actor, at_ten, plain_case

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 4)
NOW = at_ten(date(2024, 3, 11))
AUD = replace(actor("aud", "MR", "case_worker", account_id=11), at=NOW)
ALMA = replace(actor("alma", "MR", "case_worker", account_id=12), at=NOW)
BO = replace(actor("bo", "KT", "case_worker", account_id=21), at=NOW)
RULE = ContactRule(
    call_back="message_only",
    phone_watched="yes",
    time="school_hours",
    say="say_school_or_work",
    words="Only through the nurse",
)
TYPED = {
    "main_concern": ["fear_fgm"],
    "agencies_involved": ["school", "nav"],
    "words": ["kanskje på tirsdag"],
}


def taken(*, is_anonymous: bool = True, day: date = DAY, **changes: Any) -> TakenCall:
    draft = plain_case("MR", day, **changes)
    return take_call(draft=draft, contact=RULE, is_anonymous=is_anonymous, by=AUD, at=NOW)


def followed_up(day: date = DAY, service: str = "MR", **changes: Any) -> str:
    by = {"MR": AUD, "KT": BO}[service]
    return register_case(draft=plain_case(service, day, **changes), by=by, at=NOW).reference


# Drafts


def test_a_draft_comes_back_to_the_one_who_typed_it_and_nobody_else_sees_that_there_is_one() -> None:
    assert save_call_draft(reference="form-1", fields=TYPED, by=AUD, at=NOW)
    assert call_draft(AUD, "form-1", at=NOW) == TYPED
    assert [line.reference for line in call_drafts_of(AUD, at=NOW)] == ["form-1"]
    for other in (ALMA, BO):
        assert call_draft(other, "form-1", at=NOW) is None
        assert call_drafts_of(other, at=NOW) == ()
        assert not throw_away_call_draft(reference="form-1", by=other, at=NOW)
    assert call_draft(AUD, "form-1", at=NOW) == TYPED


def test_each_save_takes_the_place_of_the_one_before() -> None:
    for words in ("k", "ka", "kan"):
        save_call_draft(reference="form-1", fields={"words": [words]}, by=AUD, at=NOW)
    assert call_draft(AUD, "form-1", at=NOW) == {"words": ["kan"]}
    assert CallDraft.objects.count() == SealedField.objects.count() == 1


def test_nothing_that_was_typed_is_stored_in_clear() -> None:
    save_call_draft(reference="form-1", fields=TYPED, by=AUD, at=NOW)
    stored = [str(row) for row in (*CallDraft.objects.values(), *AuditLine.objects.values())]
    assert not any(word in text for text in stored for word in ("fear_fgm", "tirsdag"))
    assert b"tirsdag" not in bytes(SealedField.objects.get().sealed)


def test_a_draft_that_was_moved_to_another_account_does_not_open() -> None:
    save_call_draft(reference="form-1", fields=TYPED, by=AUD, at=NOW)
    CallDraft.objects.update(account_id=ALMA.account_id)
    assert call_draft(ALMA, "form-1", at=NOW) is None


def test_thrown_away_its_key_is_gone_too() -> None:
    save_call_draft(reference="form-1", fields=TYPED, by=AUD, at=NOW)
    assert vault_state()["case keys"] == 1
    assert throw_away_call_draft(reference="form-1", by=AUD, at=NOW)
    assert not throw_away_call_draft(reference="form-1", by=AUD, at=NOW)
    assert call_draft(AUD, "form-1", at=NOW) is None
    assert vault_state()["case keys"] == 0
    assert not CallDraft.objects.exists()


def test_the_clock_ends_a_draft_a_week_after_it_was_last_written_in() -> None:
    save_call_draft(reference="old", fields=TYPED, by=AUD, at=NOW)
    save_call_draft(reference="new", fields=TYPED, by=AUD, at=NOW)
    save_call_draft(reference="new", fields=TYPED, by=AUD, at=NOW + timedelta(days=1))
    week = NOW + timedelta(days=7)
    assert call_draft(AUD, "old", at=week - timedelta(seconds=1)) == TYPED
    assert call_draft(AUD, "old", at=week) is None
    assert expire_call_drafts(by=SYSTEM, at=week) == 1
    assert [row.reference for row in CallDraft.objects.all()] == ["new"]
    assert vault_state()["case keys"] == 1


def test_what_is_larger_than_any_call_is_not_kept() -> None:
    assert not save_call_draft(reference="form-1", fields={"words": ["x" * 60_001]}, by=AUD, at=NOW)
    assert not CallDraft.objects.exists()


# Taking a call


def test_a_call_becomes_a_case_with_how_to_make_contact() -> None:
    found = taken(is_anonymous=False)
    shown = safe_contact_of(AUD, found.reference, at=NOW)
    assert shown is not None
    assert shown.rule == RULE
    assert found.code == ""
    assert consultation_of(AUD, found.reference).state == ""


def test_the_words_are_sealed_and_reading_them_is_on_record() -> None:
    found = taken()
    assert "nurse" not in str(list(SafeContact.objects.values()))
    assert not any(b"nurse" in bytes(row.sealed) for row in SealedField.objects.all())
    before = AuditLine.objects.filter(event="vault.opened").count()
    safe_contact_of(AUD, found.reference, at=NOW)
    assert AuditLine.objects.filter(event="vault.opened", subject=found.reference).count() == before + 1


@pytest.mark.parametrize("words", ["ring 912 34 567", "skriv til kari@example.no", "01010150074"])
def test_marks_that_point_at_somebody_are_refused_in_an_anonymous_register(words: str) -> None:
    with pytest.raises(CallRefused) as refusal:
        take_call(
            draft=plain_case("MR", DAY),
            contact=replace(RULE, words=words),
            is_anonymous=False,
            by=AUD,
            at=NOW,
        )
    assert set(refusal.value.errors) == {"words"}
    assert words not in str(refusal.value)
    assert not Case.objects.exists()


def test_a_call_that_cannot_be_registered_leaves_nothing() -> None:
    with pytest.raises(RegistrationRefused):
        taken(main_concern="")
    assert not Case.objects.exists()
    assert not SafeContact.objects.exists()
    assert not CaseCode.objects.exists()


def test_the_second_to_change_the_rule_sees_both_versions() -> None:
    reference = taken().reference
    theirs = replace(RULE, call_back="no", words="Never")
    set_safe_contact(reference=reference, rule=theirs, seen_version=1, by=ALMA, at=NOW)
    with pytest.raises(ContactChanged):
        set_safe_contact(reference=reference, rule=RULE, seen_version=1, by=AUD, at=NOW)
    standing = safe_contact_of(AUD, reference, at=NOW)
    assert standing is not None
    assert standing.rule == theirs
    set_safe_contact(reference=reference, rule=RULE, seen_version=2, by=AUD, at=NOW)
    shown = safe_contact_of(AUD, reference, at=NOW)
    assert shown is not None
    assert (shown.rule, shown.version) == (RULE, 3)


def test_another_services_rule_is_not_there() -> None:
    reference = taken().reference
    with pytest.raises(CaseNotFound):
        safe_contact_of(BO, reference, at=NOW)
    with pytest.raises(CaseNotFound):
        set_safe_contact(reference=reference, rule=RULE, seen_version=1, by=BO, at=NOW)


# Codes


def test_the_code_is_stored_as_a_keyed_hash_only() -> None:
    found = taken()
    code = plain_code(found.code)
    stored = [str(row) for row in (*CaseCode.objects.values(), *AuditLine.objects.values())]
    assert not any(code in text or found.code in text for text in stored)
    assert SealedField.objects.filter(column="words").count() == 1
    assert set(code) <= set(ALPHABET)


def test_a_second_call_with_the_code_joins_the_same_case() -> None:
    found = taken()
    later = NOW + timedelta(days=40)
    assert join_by_code(code=f" {found.code.lower()} ", by=ALMA, at=later) == found.reference
    detail = case_detail(AUD, found.reference)
    assert detail.contact_dates == (DAY, later.date())
    assert consultation_of(AUD, found.reference).state == "repeated"
    assert Case.objects.count() == 1
    assert len(list(case_facts([2024]))) == 1


def test_calling_again_reopens_a_closed_case() -> None:
    found = taken()
    close_case(reference=found.reference, on_date=DAY, by=AUD, at=NOW)
    join_by_code(code=found.code, by=AUD, at=NOW)
    assert case_detail(AUD, found.reference).status == "open"


def test_a_new_code_ends_the_old_one() -> None:
    found = taken()
    newer = give_new_code(reference=found.reference, by=AUD, at=NOW)
    with pytest.raises(CallRefused):
        join_by_code(code=found.code, by=AUD, at=NOW)
    assert join_by_code(code=newer, by=AUD, at=NOW) == found.reference


def test_only_an_anonymous_consultation_has_a_code() -> None:
    with pytest.raises(CallRefused):
        give_new_code(reference=taken(is_anonymous=False).reference, by=AUD, at=NOW)


def test_a_wrong_code_one_of_another_service_and_a_try_too_soon_get_one_answer() -> None:
    found = taken()
    answers = set()

    def tried(code: str, by: Any, at: Any) -> None:
        with pytest.raises(CallRefused) as refusal:
            join_by_code(code=code, by=by, at=at)
        answers.add((str(refusal.value), str(refusal.value.errors)))

    tried("AAAA-AAAA", AUD, NOW)
    tried("not a code", AUD, NOW)
    tried(found.code, BO, NOW)
    for _ in range(8):
        tried("AAAA-AAAA", AUD, NOW)
    tried(found.code, AUD, NOW)
    assert len(answers) == 1
    assert case_detail(AUD, found.reference).contact_dates == (DAY,)


def test_whoever_fails_often_waits_and_then_gets_in() -> None:
    found = taken()
    for _ in range(20):
        with pytest.raises(CallRefused):
            join_by_code(code="AAAA-AAAA", by=AUD, at=NOW)
    tries = CodeTries.objects.get(kind="account", about="11")
    # Pressing again while waiting does not add.
    assert tries.failed == 5 + 0
    assert join_by_code(code=found.code, by=ALMA, at=NOW) == found.reference
    assert join_by_code(code=found.code, by=AUD, at=NOW + timedelta(minutes=15)) == found.reference
    assert CodeTries.objects.get(kind="account", about="11").failed == 0


def test_a_whole_service_is_slowed_when_many_guess() -> None:
    found = taken()
    for number in range(30):
        guesser = actor("guesser", "MR", "case_worker", account_id=100 + number)
        with pytest.raises(CallRefused):
            join_by_code(code="AAAA-AAAA", by=guesser, at=NOW)
    with pytest.raises(CallRefused):
        join_by_code(code=found.code, by=ALMA, at=NOW)
    assert join_by_code(code=found.code, by=ALMA, at=NOW + timedelta(seconds=2)) == found.reference


def test_a_code_of_a_case_that_the_access_decision_shuts_is_a_wrong_code() -> None:
    found = taken()
    Case.objects.filter(reference=found.reference).update(address_grading="strictly")
    with pytest.raises(CallRefused):
        join_by_code(code=found.code, by=ALMA, at=NOW)
    assert join_by_code(code=found.code, by=AUD, at=NOW) == found.reference


def test_codes_are_spelled_and_have_no_look_alikes() -> None:
    assert not set(ALPHABET) & set("0O1IL5S2Z8B") - {"8"}
    assert {sign for sign in ALPHABET if sign.isalpha()} == set(SPELLED)
    assert len({new_code() for _ in range(200)}) == 200


# How a consultation goes on, and linking


def test_a_consultation_goes_from_received_to_ended_and_no_other_way() -> None:
    reference = taken().reference
    move_consultation(reference=reference, to="assigned", by=AUD, at=NOW)
    move_consultation(reference=reference, to="advised", by=ALMA, at=NOW)
    move_consultation(reference=reference, to="closed", by=ALMA, at=NOW)
    for to in ("advised", "converted", "received", "made_up"):
        with pytest.raises(CallRefused):
            move_consultation(reference=reference, to=to, by=AUD, at=NOW)
    steps = consultation_of(AUD, reference).steps
    assert [(step.state, step.by_username) for step in steps] == [
        ("received", "aud"),
        ("assigned", "aud"),
        ("advised", "alma"),
        ("closed", "alma"),
    ]


def test_linked_the_two_count_once_with_what_was_said_first() -> None:
    first = taken(day=date(2023, 12, 20), main_concern="fear_fgm", concern_basis="feared").reference
    second = followed_up(DAY, agencies_involved=("nav",))
    Contact.objects.create(case=Case.objects.get(reference=first), on_date=DAY, registered_at=NOW)
    assert len(list(case_facts([2023]))) == 1
    assert len(list(case_facts([2024]))) == 2
    link_consultation(reference=first, followed=second, ground="caller_told", by=AUD, at=NOW)
    [last_year] = case_facts([2023])
    [this_year] = case_facts([2024])
    assert (last_year.is_new, this_year.is_new) == (True, False)
    assert last_year.main_concern == this_year.main_concern == "fear_fgm"
    assert this_year.agencies_involved == ("nav",)
    assert count_case_facts([2024], "MR") == count_case_facts([2023], "MR") == 1
    assert consultation_of(AUD, first).links[0].other == second
    assert consultation_of(AUD, second).links[0].other == first
    assert consultation_of(AUD, first).state == "converted"
    assert case_detail(AUD, second).main_concern == "negative_social_control"


def test_a_link_is_a_decision_with_a_ground_that_is_told_on_both_cases() -> None:
    first, second = taken().reference, followed_up()
    link_consultation(reference=first, followed=second, ground="code_given", by=ALMA, at=NOW)
    link = ConsultationLink.objects.get()
    assert (link.ground, link.at, link.by_username) == ("code_given", NOW, "alma")
    lines = AuditLine.objects.filter(event="case.linked")
    assert {line.subject for line in lines} == {first, second}


@pytest.mark.parametrize(
    ("followed", "ground", "field"),
    [
        ("itself", "caller_told", "followed"),
        ("another service", "caller_told", "followed"),
        ("a consultation", "caller_told", "followed"),
        ("nothing", "caller_told", "followed"),
        ("fits", "", "ground"),
        ("fits", "a hunch", "ground"),
    ],
)
def test_what_does_not_fit_is_not_linked(followed: str, ground: str, field: str) -> None:
    first = taken().reference
    others: dict[str, Callable[[], str]] = {
        "itself": lambda: first,
        "another service": lambda: followed_up(service="KT"),
        "a consultation": lambda: taken().reference,
        "nothing": lambda: "23456-789AB",
        "fits": followed_up,
    }
    other = others[followed]()
    with pytest.raises(CallRefused) as refusal:
        link_consultation(reference=first, followed=other, ground=ground, by=AUD, at=NOW)
    assert set(refusal.value.errors) == {field}
    assert not ConsultationLink.objects.exists()
    assert not Case.objects.exclude(counts_with=None).exists()


def test_a_consultation_is_linked_once_and_a_followed_case_may_have_several() -> None:
    one, two, case = taken().reference, taken(day=date(2024, 1, 2)).reference, followed_up()
    for reference in (one, two):
        link_consultation(reference=reference, followed=case, ground="caller_told", by=AUD, at=NOW)
    with pytest.raises(CallRefused):
        link_consultation(reference=one, followed=followed_up(), ground="caller_told", by=AUD, at=NOW)
    earliest = Case.objects.get(reference=two)
    assert earliest.counts_with is None
    assert Case.objects.filter(counts_with=earliest).count() == 2


def test_an_anonymous_consultation_is_a_case_by_the_guideline() -> None:
    taken()
    [fact] = case_facts([2024])
    assert (fact.service, fact.is_new) == ("MR", True)
    assert Consultation.objects.count() == 1
