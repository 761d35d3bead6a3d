"""Two clicks, expert witnesses, answers on public sites, and where advisers are posted."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fristed.casework.assignments import actions, queries
from fristed.casework.assignments.answer_files import EXAMPLE
from fristed.casework.assignments.codes import Kind
from fristed.casework.assignments.fact_queries import answer_facts, assignment_facts
from fristed.casework.assignments.facts import AnswerFact, AnswersDraft, Cover, PostDraft
from fristed.casework.assignments.models import Activity, Answers, Post, Witness
from fristed.casework.assignments.refusals import FileRefused
from fristed.casework.cases.queries import CaseNotFound
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.models import Account
from fristed.methods.classifications import code_list
from tests.spec.cast import AUD, BO, CEM, ELI, actor
from tests.unit.casework.assignments.test_outreach_line import refused
from tests.unit.casework.assignments.world import AT, HEGE, TODAY, TORA, later

pytestmark = pytest.mark.django_db
QUICK: dict[str, Any] = {
    "kind": "teaching",
    "theme": "racism",
    "on_date": TODAY,
    "county": "46",
    "participants": None,
}
CALLED: dict[str, Any] = {
    "subject": "risk",
    "forum": "child_welfare_tribunal",
    "hearing_date": TODAY + timedelta(days=30),
    "on_date": TODAY,
}
POST = PostDraft("46", "Lillevik skole", "55 55 01 00", "Aud F.", None, 50, TODAY)


@pytest.mark.parametrize("kind", Kind)
def test_teaching_groups_and_open_doors_are_noted_and_counted(kind: Kind) -> None:
    actions.note_activity(**{**QUICK, "kind": kind.value}, by=AUD, at=AT)
    [fact] = assignment_facts(2026)
    assert (fact.kind, fact.service, fact.county, fact.participants) == (kind.value, "MR", "46", None)


def test_an_activity_has_codes_of_the_lists_and_a_day_that_can_be() -> None:
    wrong = {"kind": "assignment", "theme": "x", "county": "99", "participants": 6000}
    tomorrow = TODAY + timedelta(days=1)
    found = refused(actions.note_activity, **{**QUICK, **wrong, "on_date": tomorrow}, by=AUD, at=AT)
    assert {*found} == {
        *((name, "unknown_value") for name in ("kind", "theme", "county")),
        ("on_date", "day_to_come"),
        ("participants", "number_impossible"),
    }


def test_who_pressed_may_correct_and_so_may_the_leader() -> None:
    reference = actions.note_activity(**QUICK, by=AUD, at=AT)
    right = {**QUICK, "theme": "identity"}
    other = {"reference": reference, "version": 1, "at": AT}
    assert refused(actions.correct_activity, **other, **right, by=TORA) == (("", "not_yours"),)
    with pytest.raises(CaseNotFound):
        actions.correct_activity(**other, **right, by=BO)
    actions.correct_activity(**other, **right, by=AUD)
    assert refused(actions.remove_activity, **other, by=AUD) == (("", "changed_meanwhile"),)
    actions.correct_activity(**{**other, "version": 2}, **QUICK, by=HEGE)
    actions.remove_activity(reference=reference, version=3, by=HEGE, at=AT)
    assert not Activity.objects.exists()
    events = AuditLine.objects.filter(subject=reference).values_list("event", flat=True)
    assert sorted(events) == [
        *("activity.corrected", "activity.corrected", "activity.noted", "activity.removed"),
    ]


def test_each_sees_their_own_and_the_leader_all_of_the_service() -> None:
    for by in (AUD, TORA, BO):
        actions.note_activity(**QUICK, by=by, at=AT)
    assert {one.noted_by for one in queries.activities_of(AUD)} == {"aud"}
    assert {one.noted_by for one in queries.activities_of(HEGE)} == {"aud", "tora"}
    with pytest.raises(CaseNotFound):
        queries.activity_line(AUD, "AAAAA-AAAAA")


def summoned() -> str:
    return actions.note_summons(**CALLED, by=BO, at=AT)


def stand(reference: str) -> dict[str, Any]:
    return {"reference": reference, "version": queries.witness_line(BO, reference).version}


def checked(reference: str, result: str, days: int = 0) -> None:
    day = TODAY + timedelta(days=days)
    actions.check_conflict(**stand(reference), result=result, on_date=day, by=BO, **later(days))


def test_a_witness_is_summoned_checked_accepted_prepared_and_testifies() -> None:
    reference = summoned()
    assert refused(actions.accept_witness, **stand(reference), by=BO, at=AT) == (("", "step_not_next"),)
    checked(reference, "clear")
    actions.accept_witness(**stand(reference), by=BO, at=AT)
    actions.prepare_witness(**stand(reference), by=BO, at=AT)
    day = TODAY + timedelta(days=30)
    actions.note_testimony(**stand(reference), on_date=day, by=BO, **later(31))
    line = queries.witness_line(BO, reference)
    assert (line.state, line.testified_date, line.checked_by) == ("testified", day, "bo")
    [fact] = assignment_facts(2026)
    assert (fact.kind, fact.service, fact.county, fact.audience) == ("expert_witness", "KT", "", "")


def test_who_is_disqualified_can_only_decline() -> None:
    reference = summoned()
    checked(reference, "conflict")
    assert refused(actions.accept_witness, **stand(reference), by=BO, at=AT) == (
        ("", "witness_disqualified"),
    )
    assert refused(actions.decline_witness, **stand(reference), why="", by=BO, at=AT) == (
        ("why", "reason_missing"),
    )
    actions.decline_witness(**stand(reference), why="conflict_of_interest", by=BO, at=AT)
    assert list(assignment_facts(2026)) == []


def test_a_conflict_is_written_over_by_somebody_else_or_a_leader() -> None:
    reference = summoned()
    checked(reference, "conflict")
    given: dict[str, Any] = {"result": "clear", "on_date": TODAY, "at": AT}
    own = refused(actions.check_conflict, **stand(reference), **given, by=BO)
    assert own == (("", "conflict_found_by_you"),)
    assert not queries.witness_line(BO, reference).may_check
    colleague = actor("kari", "KT", "case_worker", account_id=31)
    leader = actor("liv", "KT", "service_leader", account_id=32)
    assert queries.witness_line(colleague, reference).may_check
    actions.check_conflict(**stand(reference), **{**given, "result": "conflict"}, by=leader)
    actions.check_conflict(**stand(reference), **given, by=leader)
    actions.check_conflict(**stand(reference), **{**given, "result": "conflict"}, by=BO)
    actions.check_conflict(**stand(reference), **given, by=colleague)
    assert queries.witness_line(BO, reference).check_result == "clear"
    told = AuditLine.objects.filter(event="witness.checked").order_by("position")
    found = [json.loads(one)["result"] for one in told.values_list("facts", flat=True)]
    assert found == ["conflict", "conflict", "clear", "conflict", "clear"]


def test_a_conflict_that_shows_later_takes_back_what_was_accepted() -> None:
    reference = summoned()
    checked(reference, "clear")
    actions.accept_witness(**stand(reference), by=BO, at=AT)
    actions.prepare_witness(**stand(reference), by=BO, at=AT)
    checked(reference, "conflict", days=1)
    assert queries.witness_line(BO, reference).state == "checked"
    assert refused(actions.accept_witness, **stand(reference), by=BO, **later(1)) == (
        ("", "witness_disqualified"),
    )
    actions.call_off_witness(**stand(reference), by=BO, **later(1))


def test_the_database_lets_nobody_be_accepted_without_a_check() -> None:
    reference = summoned()
    rows = Witness.objects.filter(reference=reference)
    for changes in ({"state": "accepted"}, {"check_result": "clear"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**changes)


def test_a_witness_holds_no_case_no_name_and_no_place() -> None:
    kept = {column.name for column in Witness._meta.concrete_fields}
    assert not kept & {"case", "case_reference", "name", "person", "county", "court", "text", "note"}
    longest = {
        column.name: column.max_length for column in Witness._meta.concrete_fields if column.max_length
    }
    assert max(longest.values()) <= 60


@pytest.mark.parametrize("by", [AUD, CEM, ELI])
def test_only_the_expert_team_is_called(by: Any) -> None:
    assert refused(actions.note_summons, **CALLED, by=by, at=AT) == (("", "only_witnesses"),)
    reference = summoned()
    assert queries.witnesses_of(by) == ()
    with pytest.raises(CaseNotFound):
        queries.witness_line(by, reference)
    with pytest.raises(CaseNotFound):
        actions.accept_witness(reference=reference, version=1, by=by, at=AT)


FILE = (
    "year;month;answers;girls;boys;others;useful_to_askers;useful_to_readers\n"
    "2024;1;40;80;17;3;76;51\n"
    "2024;2;100;77;19;4;;\n"
)


def test_months_of_a_year_are_joined_with_the_weight_of_their_answers() -> None:
    assert actions.import_answers(file=FILE.encode(), by=ELI, at=AT) == 2
    assert list(answer_facts(2024)) == [AnswerFact(2024, "ung.no", 140, 78, 18, 4, None, None)]
    assert list(answer_facts(2023)) == []


def test_a_whole_year_stands_and_what_is_noted_anew_replaces() -> None:
    actions.import_answers(file=FILE.encode(), by=ELI, at=AT)
    year = AnswersDraft(2024, 0, 140, 78, 18, 3, 76, 51)
    actions.note_answers(draft=replace(year, answers=139), by=AUD, at=AT)
    actions.note_answers(draft=year, by=AUD, at=AT)
    assert list(answer_facts(2024)) == [AnswerFact(2024, "ung.no", 140, 78, 18, 3, 76, 51)]
    assert Answers.objects.count() == 3
    assert queries.answers_noted(BO)[-1] == year


@pytest.mark.parametrize(
    ("file", "faults"),
    [
        ("year;answers\n2024;x\n", [(2, "answers", "not_a_number")]),
        ("year;answers\n2024;12,5\n", [(2, "answers", "not_a_number")]),
        ("år;svar;jenter\n2024;5;101\n", [(2, "jenter", "share_impossible")]),
        ("year,answers\n1999,5\n", [(2, "year", "year_impossible")]),
        ("year,answers\n2027,5\n", [(2, "year", "year_impossible")]),
        ("year;month;answers\n2024;13;5\n", [(2, "month", "month_impossible")]),
        ("year;answers\n2024;999999\n", [(2, "answers", "number_impossible")]),
        ("year;answers\n2024;\n", [(2, "answers", "number_missing")]),
        ("year;answers;girls;boys;others\n2024;9;60;40;2\n", [(2, "others", "shares_too_many")]),
        ("year;answers\n\n2024;5;7\n", [(3, "3", "row_too_long")]),
        ("year;answers\n2024;5\n2024;6\n", [(3, "year", "row_twice")]),
        ("year;answers;secret\n", [(1, "3", "column_unknown")]),
        ("year;year;answers\n", [(1, "year", "column_twice")]),
        ("month;girls\n", [(1, "year", "column_missing"), (1, "answers", "column_missing")]),
        ("year;answers\n", [(1, "", "file_empty")]),
        ("", [(1, "year", "column_missing"), (1, "answers", "column_missing")]),
        (b"\xff\xfe", [(1, "", "file_not_text")]),
        (b"x" * 300_000, [(1, "", "file_too_large")]),
        ("year;answers\n" + "2024;1\n" * 700, [(600, "", "file_too_large")]),
        (
            "year;answers\nx;y\n1;2\n",
            [
                (2, "year", "not_a_number"),
                (2, "answers", "not_a_number"),
                (3, "year", "year_impossible"),
            ],
        ),
    ],
)
def test_bad_input_is_answered_by_row_and_column_and_nothing_of_the_file_is_kept(
    file: str | bytes, faults: list[tuple[int, str, str]]
) -> None:
    given = file.encode() if isinstance(file, str) else file
    with pytest.raises(FileRefused) as refusal:
        actions.import_answers(file=given, by=ELI, at=AT)
    found = [(one.row, one.column, one.code) for one in refusal.value.faults]
    assert [one for one in found if one in faults] == faults
    assert all(one.sentence for one in refusal.value.faults)
    assert not Answers.objects.exists()
    assert not AuditLine.objects.exists()


def test_three_rounded_shares_may_be_one_too_many() -> None:
    file = b"year;answers;girls;boys;others\n2024;9;34;34;33\n"
    assert actions.import_answers(file=file, by=ELI, at=AT) == 1


def test_the_example_on_the_page_is_a_file_that_is_taken() -> None:
    assert actions.import_answers(file=("\ufeff" + EXAMPLE).encode(), by=ELI, at=AT) == 1


def test_leaders_of_the_advisers_keep_the_register_of_posts() -> None:
    for by in (AUD, BO, ELI):
        assert refused(actions.note_post, draft=POST, by=by, at=AT) == (("", "only_leaders"),)
    reference = actions.note_post(draft=POST, by=HEGE, at=AT)
    [line] = queries.posts_now(BO, on_date=TODAY)
    assert (line.school, line.adviser, line.share) == ("Lillevik skole", "Aud F.", 50)
    ended = replace(POST, until_date=TODAY)
    assert refused(actions.change_post, reference=reference, version=9, draft=ended, by=HEGE, at=AT) == (
        ("", "changed_meanwhile"),
    )
    actions.change_post(reference=reference, version=1, draft=ended, by=HEGE, at=AT)
    assert len(queries.posts_now(BO, on_date=TODAY)) == 1
    assert queries.posts_now(BO, on_date=TODAY + timedelta(days=1)) == ()
    assert queries.posts_now(BO, on_date=TODAY - timedelta(days=1)) == ()
    everybody = queries.posts_now(BO, on_date=TODAY + timedelta(days=1), with_ended=True)
    assert len(everybody) == 1


def test_what_is_wrong_with_a_post_is_said_by_field() -> None:
    wrong = PostDraft("99", "Skole, 912 34 567", "ring meg", "", 4711, 0, TODAY, TODAY - timedelta(days=1))
    found = refused(actions.note_post, draft=wrong, by=HEGE, at=AT)
    assert {*found} == {
        ("county", "unknown_value"),
        ("school", "contact_in_name"),
        ("phone", "phone_impossible"),
        ("adviser", "adviser_unknown"),
        ("share", "share_of_post_impossible"),
        ("until_date", "day_before_last_step"),
    }
    for since, code in ((None, "day_missing"), (date(2014, 1, 1), "day_too_early")):
        assert refused(actions.note_post, draft=replace(POST, since_date=since), by=HEGE, at=AT) == (
            ("since_date", code),
        )


def test_whoever_has_an_account_is_named_by_it_and_notes_in_the_county_of_the_post() -> None:
    for one in (AUD, BO):
        names = {"username": one.username, "display_name": one.display_name, "service": one.service}
        Account.objects.create(pk=one.account_id, **names)
    elsewhere = replace(POST, account=BO.account_id)
    assert refused(actions.note_post, draft=elsewhere, by=HEGE, at=AT) == (("adviser", "adviser_unknown"),)
    actions.note_post(draft=replace(POST, account=AUD.account_id), by=HEGE, at=AT)
    assert Post.objects.get().adviser == ""
    assert queries.own_county(AUD, on_date=TODAY) == "46"
    assert queries.own_county(BO, on_date=TODAY) == ""
    second = replace(POST, account=AUD.account_id, county="03")
    actions.note_post(draft=second, by=HEGE, at=AT)
    assert queries.own_county(AUD, on_date=TODAY) == ""


def test_the_public_is_told_county_school_and_telephone_and_no_person() -> None:
    actions.note_post(draft=POST, by=HEGE, at=AT)
    actions.note_post(draft=replace(POST, adviser="Tora T."), by=HEGE, at=AT)
    actions.note_post(draft=replace(POST, county="03", school="", phone=""), by=HEGE, at=AT)
    gone = replace(POST, school="Gamleby skole", until_date=TODAY)
    actions.note_post(draft=gone, by=HEGE, at=AT)
    tomorrow = TODAY + timedelta(days=1)
    assert queries.who_covers(on_date=tomorrow) == (
        Cover("03", "", ""),
        Cover("46", "Lillevik skole", "55 55 01 00"),
    )
    assert queries.who_covers(on_date=tomorrow, county="03") == (Cover("03", "", ""),)
    assert [one.school for one in queries.who_covers(on_date=tomorrow, school="lille")] == ["Lillevik skole"]
    assert {one.name for one in fields(Cover)} == {"county", "school", "phone"}


def test_every_kind_of_the_list_is_one_that_facts_can_have() -> None:
    kinds = {"assignment", "week", "expert_witness", *Kind}
    assert set(code_list("outreach_kinds").codes()) == kinds
