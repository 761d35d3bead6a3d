"""Writing of commitments: who may, what "done" asks for, what the history keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from fristed.foundation.audit import actions as trail
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.rules import NotPermitted
from fristed.knowledge.actionplan import actions
from fristed.knowledge.actionplan.drafts import EvidenceDraft, InputDraft, LawDraft
from fristed.knowledge.actionplan.models import Change, Commitment, Evidence, Input, LawProposal, Plan
from fristed.knowledge.actionplan.queries import (
    DamagedPlan,
    PlanNotFound,
    history_of,
    ministries_of,
    plan_now,
    plans_of,
)
from fristed.knowledge.actionplan.reading import (
    PACKAGED,
    PlanNotRight,
    files_in_folder,
    packaged_content,
    plan_in,
)
from fristed.knowledge.actionplan.refusals import PlanRefused
from tests.unit.knowledge.actionplan.world import AT, DECISION, PLAN, loaded, on, who, write

pytestmark = pytest.mark.django_db
LINK = EvidenceDraft("link", "product", "https://www.example.no/kurs", "Kurset")


def given(by: str) -> dict[str, Any]:
    """Give who and when, and which plan."""
    return {"plan": PLAN, "by": who(by), "at": AT}


def test_a_plan_is_loaded_with_a_row_for_each_commitment_and_once() -> None:
    loaded()
    assert Commitment.objects.count() == 61
    again = actions.load_plan(files=files_in_folder(PACKAGED), by=who("runa"), at=AT)
    assert (again, Plan.objects.count(), Commitment.objects.count()) == (PLAN, 1, 61)
    assert [one.key for one in plans_of(who("tor"))] == [PLAN]


def test_another_plan_under_the_same_key_is_refused() -> None:
    loaded()
    files = files_in_folder(PACKAGED)
    files["plan.toml"] = files["plan.toml"].replace(b"26.05.2025", b"27.05.2025")
    with pytest.raises(PlanRefused, match="Another plan with this key"):
        actions.load_plan(files=files, by=who("runa"), at=AT)
    files["plan.toml"] = files["plan.toml"].replace(b'"plan-2025-2028"', b'"other"')
    assert actions.load_plan(files=files, by=who("runa"), at=AT) == "other"
    assert Commitment.objects.count() == 122


def test_of_a_file_with_one_wrong_row_nothing_is_stored() -> None:
    loaded()
    files = files_in_folder(PACKAGED)
    files["plan.toml"] = files["plan.toml"].replace(b'"plan-2025-2028"', b'"other"')
    files["measures.csv"] = files["measures.csv"].replace(b"bill,yes", b"promise,yes")
    with pytest.raises(PlanNotRight, match=r"measures\.csv row \d+ commitment_kind: unknown_kind"):
        actions.load_plan(files=files, by=who("runa"), at=AT)
    assert (Plan.objects.count(), Commitment.objects.count()) == (1, 61)


def test_a_ministry_writes_of_its_own_commitments_only() -> None:
    loaded(writes={"tor": "AID", "ulf": "HOD"})
    assert write("8") == 1
    with pytest.raises(NotPermitted):
        write("10")
    # To co-operate is not to be responsible: 9 is the families' ministry's, AID helps.
    with pytest.raises(NotPermitted):
        write("9")
    assert write("10", by="ulf") == 1
    assert write("9", by="runa") == 1
    with pytest.raises(PlanNotFound):
        write("99", by="runa")
    # Measures that are divided are no commitments of their own.
    with pytest.raises(PlanNotFound):
        write("12", by="runa")


def test_who_no_longer_writes_for_a_ministry_may_not() -> None:
    loaded()
    tor = who("tor").account_id
    actions.stop_writing(ministry="AID", account=tor, by=who("runa"), at=AT)
    assert ministries_of(who("tor")) == frozenset()
    with pytest.raises(NotPermitted):
        write("8")
    actions.let_write(ministry="AID", account=tor, by=who("runa"), at=AT)
    assert write("8") == 1
    with pytest.raises(PlanRefused, match="writes for the ministry already"):
        actions.let_write(ministry="AID", account=tor, by=who("runa"), at=AT)
    with pytest.raises(PlanRefused, match="Choose a ministry"):
        actions.let_write(ministry="XX", account=tor, by=who("runa"), at=AT)
    with pytest.raises(PlanRefused, match="role of writing"):
        actions.let_write(ministry="AID", account=-1, by=who("runa"), at=AT)


def test_to_consider_is_met_by_a_documented_decision_and_not_by_a_new_scheme() -> None:
    loaded()
    with pytest.raises(PlanRefused, match="shows what was promised"):
        write("8", "done", evidence=LINK)
    assert not Evidence.objects.exists()
    assert write("8", "done", evidence=DECISION) == 1


def test_a_bill_is_met_by_a_bill_put_forward() -> None:
    loaded()
    with pytest.raises(PlanRefused, match="shows what was promised"):
        write("25.1", "done", evidence=DECISION)
    bill = EvidenceDraft("document", "bill", "Prop. 159 L (2024–2025)", "Lovforslaget")
    assert write("25.1", "done", evidence=bill) == 1


def test_what_is_not_pursued_rests_on_a_decision() -> None:
    loaded()
    with pytest.raises(PlanRefused, match="documented decision"):
        write("3", "not_pursued", evidence=LINK)
    assert write("3", "not_pursued", evidence=DECISION) == 1


def test_evidence_that_a_status_rests_on_stays_until_there_is_other() -> None:
    loaded()
    write("8", "done", evidence=DECISION)
    first = Evidence.objects.get()
    with pytest.raises(PlanRefused, match="rests on this evidence"):
        actions.withdraw_evidence(code="8", evidence=first.pk, **given("tor"))
    write("8", "done", seen=1, evidence=DECISION)
    actions.withdraw_evidence(code="8", evidence=first.pk, **given("tor"))
    now = plan_now(who("tor"), PLAN, at=AT)
    assert [one.key for one in now.standings["8"].evidence] == [
        Evidence.objects.exclude(pk=first.pk).get().pk
    ]
    with pytest.raises(PlanNotFound):
        actions.withdraw_evidence(code="8", evidence=first.pk, **given("tor"))


def test_the_second_of_two_who_write_together_is_told() -> None:
    loaded()
    write("8", note="Først.", by="tor")
    with pytest.raises(PlanRefused, match="meanwhile"):
        write("8", note="Også.", by="runa", seen=0)
    assert Commitment.objects.get(code="8").note == "Først."
    assert write("8", note="Også.", by="runa", seen=1) == 2


def test_the_history_tells_every_change_and_no_row_of_it_is_touched_again() -> None:
    loaded()
    write("8", note="Først.", owner="IMDi")
    before = list(Change.objects.values())
    write("8", "paused", note="Så.", owner="IMDi", seen=1, due_date=date(2027, 3, 1))
    told = [(one.field, one.old, one.new, one.by) for one in history_of(who("tor"), PLAN, subject="8")]
    assert told[:3] == [
        ("note", "Først.", "Så.", "tor"),
        ("due_date", "", "2027-03-01", "tor"),
        ("status", "under_way", "paused", "tor"),
    ]
    assert list(Change.objects.values())[: len(before)] == before


def test_the_same_written_again_is_no_change() -> None:
    loaded()
    write("8", note="Først.")
    lines, changes = AuditLine.objects.count(), Change.objects.count()
    assert write("8", note=" Først. ", seen=1) == 1
    assert (AuditLine.objects.count(), Change.objects.count()) == (lines, changes)


def test_what_stood_on_an_earlier_day_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded()
    early, late = date(2026, 2, 10), date(2026, 9, 1)
    write("8", note="Tidlig.", at=on(early))
    write("8", "done", note="Sent.", seen=1, evidence=DECISION, at=on(late))
    runa = who("runa")
    then = plan_now(runa, PLAN, at=AT, as_of=late - timedelta(days=1)).standings["8"]
    assert (then.follow.status, then.follow.note, then.evidence) == ("under_way", "Tidlig.", ())
    before = plan_now(runa, PLAN, at=AT, as_of=early - timedelta(days=1)).standings["8"]
    assert (before.follow.status, before.changed_at) == ("not_begun", None)
    # The history replayed up to the last day is what stands now.
    now = plan_now(runa, PLAN, at=AT)
    replayed = plan_now(runa, PLAN, at=AT + timedelta(days=1), as_of=AT.date())
    assert {code: one.follow for code, one in replayed.standings.items()} == {
        code: one.follow for code, one in now.standings.items()
    }


def test_nothing_is_changed_where_the_trail_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded()

    def broken(**_: object) -> None:
        raise trail.TrailUnavailable("broken")

    monkeypatch.setattr(actions, "write_line", broken)
    mark = transaction.savepoint()
    with pytest.raises(trail.TrailUnavailable):
        write("8", evidence=DECISION)
    transaction.savepoint_rollback(mark)
    assert (Commitment.objects.get(code="8").version, Evidence.objects.count(), Change.objects.count()) == (
        0,
        0,
        0,
    )


@pytest.mark.parametrize(
    ("evidence", "field"),
    [
        (EvidenceDraft("link", "product", "http://example.no", "Uten s"), "reference"),
        (EvidenceDraft("link", "product", "javascript:alert(1)", "Skript"), "reference"),
        (EvidenceDraft("figure", "activity", "kt_cases", "Uten år"), "reference"),
        (EvidenceDraft("figure", "decision", "2024/kt_cases", "Et tall beslutter ikke"), "shows"),
        (EvidenceDraft("document", "report", "", "Uten sted"), "reference"),
        (EvidenceDraft("document", "report", "01017012345", "Fødselsnummer"), "reference"),
        (EvidenceDraft("rumour", "report", "x", "y"), "form"),
        (EvidenceDraft("link", "hope", "https://example.no/", "y"), "shows"),
    ],
)
def test_evidence_that_shows_nothing_is_refused(evidence: EvidenceDraft, field: str) -> None:
    loaded()
    with pytest.raises(PlanRefused) as refused:
        write("4a", evidence=evidence)
    assert field in refused.value.errors
    assert not Evidence.objects.exists()


def test_milestones_are_set_reached_and_dropped() -> None:
    loaded()
    due = date(2026, 6, 1)
    first = actions.add_milestone(code="8", title="Høring sendt", due_date=due, **given("tor"))
    other = actions.add_milestone(code="8", title="Ferdig", due_date=due, **given("tor"))
    with pytest.raises(PlanRefused, match="not happened yet"):
        actions.reach_milestone(
            code="8", milestone=first, done_date=AT.date() + timedelta(days=1), **given("tor")
        )
    actions.reach_milestone(code="8", milestone=first, done_date=due, **given("tor"))
    actions.drop_milestone(code="8", milestone=other, **given("tor"))
    found = plan_now(who("tor"), PLAN, at=AT).standings["8"].milestones
    assert [(one.title, one.done_date) for one in found] == [("Høring sendt", due)]
    with pytest.raises(PlanNotFound):
        actions.reach_milestone(code="8", milestone=first, done_date=due, **given("tor"))
    with pytest.raises(PlanRefused, match="before the plan"):
        actions.add_milestone(code="8", title="x", due_date=date(2024, 12, 31), **given("tor"))


def test_input_names_no_private_person() -> None:
    loaded()
    draft = InputDraft("written", "private_person", "Kari", date(2025, 1, 7))
    with pytest.raises(PlanRefused, match="private person"):
        actions.note_input(draft=draft, **given("runa"))
    with pytest.raises(NotPermitted):
        actions.note_input(draft=draft, **given("tor"))
    meeting = InputDraft("meeting", "municipality", "Kommunene", date(2025, 1, 7), about=("8",))
    actions.note_input(draft=meeting, **given("runa"))
    assert [one.organisation for one in plan_now(who("tor"), PLAN, at=AT).inputs] == ["Kommunene"]


def test_a_proposal_of_law_goes_forward_only() -> None:
    loaded()
    draft = LawDraft("Utreiseforbud", "Prop. 159 L", ("25.1", "25.2"), "put_forward", date(2025, 6, 1))
    law = actions.note_law(draft=draft, **given("tor"))
    moved: dict[str, Any] = {"law": law, "stage_date": date(2026, 1, 1), "is_verified": True}
    with pytest.raises(PlanRefused, match="forward only"):
        actions.move_law(**moved, stage="hearing", seen_version=1, **given("tor"))
    actions.move_law(**moved, stage="adopted", seen_version=1, **given("tor"))
    with pytest.raises(PlanRefused, match="meanwhile"):
        actions.move_law(**moved, stage="in_force", seen_version=1, **given("tor"))
    [line] = plan_now(who("tor"), PLAN, at=AT).laws
    assert (line.stage, line.is_verified, line.version) == ("adopted", True, 2)


def test_input_and_a_proposal_may_be_about_every_commitment_of_the_plan() -> None:
    loaded()
    runa, codes = who("runa"), tuple(plan_in(packaged_content()).leaves)
    assert len(codes) == 61
    meeting = InputDraft("meeting", "municipality", "Kommunene", date(2025, 1, 7), about=codes)
    actions.note_input(plan=PLAN, draft=meeting, by=runa, at=AT)
    law = LawDraft("Alt", "", codes, "prepared", date(2025, 6, 1))
    actions.note_law(plan=PLAN, draft=law, by=runa, at=AT)
    assert Input.objects.get().about == LawProposal.objects.get().about == ";".join(codes)
    for about, code in ((codes * 5, "too_many_commitments"), (("99",), "no_such_commitment")):
        with pytest.raises(PlanRefused) as refusal:
            actions.note_input(plan=PLAN, draft=replace(meeting, about=about), by=runa, at=AT)
        assert refusal.value.problems == (("about", code),)


def test_a_proposal_about_another_ministrys_commitments_is_not_a_writers_to_note() -> None:
    loaded()
    draft = LawDraft("Begge", "", ("25.1", "10"), "prepared", date(2025, 6, 1))
    with pytest.raises(NotPermitted):
        actions.note_law(draft=draft, **given("tor"))


def test_a_plan_that_was_changed_where_it_is_stored_is_not_shown() -> None:
    loaded()
    Plan.objects.update(content=Plan.objects.get().content.replace("Jobbsjansen", "noe annet"))
    with pytest.raises(DamagedPlan):
        plan_now(who("tor"), PLAN, at=AT)
