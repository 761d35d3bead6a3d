"""What every inbox has in common: places in the queue, inboxes apart, and progress told outside of it all."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fristed.casework.exchange.tasks import INBOX as CASES
from fristed.foundation.background import Limits, ProgramFailed, ProgramTookTooLong, run_within
from fristed.foundation.handed_in.actions import (
    delete_handed_in,
    drop_unanswered,
    expire_inbox,
    hand_in,
    keep_answer,
)
from fristed.foundation.handed_in.files import GivenFile
from fristed.foundation.handed_in.models import HandedIn, HandedInFile
from fristed.foundation.handed_in.progress import Come, forget_how_far, how_far, tell_how_far
from fristed.foundation.handed_in.queries import NotHandedIn, files_in, upload_in, uploads_in
from fristed.foundation.identity.queries import SYSTEM
from fristed.statistics.leak_finding.tasks import INBOX as TABLES
from tests.spec.cast import BO, actor, at_ten

pytestmark = pytest.mark.django_db
AT = at_ten(date(2026, 11, 22))
FILES = [GivenFile("a.csv", b"one"), GivenFile("b.csv", b"two")]


def given(name: str = "a.csv") -> str:
    return hand_in(CASES, files=FILES, name=name, by=BO, at=AT)


def test_one_inbox_knows_nothing_of_what_lies_in_another() -> None:
    reference = given()
    everybody = actor("bo", "KT", "case_worker", "statistician", account_id=BO.account_id)
    assert [one.reference for one in uploads_in(CASES, everybody, at=AT)] == [reference]
    assert uploads_in(TABLES, everybody, at=AT) == []
    with pytest.raises(NotHandedIn):
        upload_in(TABLES, everybody, reference, at=AT)
    with pytest.raises(NotHandedIn):
        files_in(TABLES, reference, by=SYSTEM)
    with pytest.raises(NotHandedIn):
        keep_answer(TABLES, reference=reference, answer="x", told={}, by=SYSTEM, at=AT)
    with pytest.raises(NotHandedIn):
        delete_handed_in(TABLES, reference=reference, by=everybody, at=AT)
    drop_unanswered(TABLES, reference=reference, by=SYSTEM, at=AT)
    expire_inbox(TABLES, by=SYSTEM, at=AT + timedelta(days=400))
    assert HandedInFile.objects.count() == 2


def test_what_belongs_to_a_service_is_out_of_reach_when_its_owner_has_changed_service() -> None:
    reference = given()
    moved = actor("bo", "SU", "case_worker", account_id=BO.account_id)
    with pytest.raises(NotHandedIn):
        upload_in(CASES, moved, reference, at=AT)


def test_an_answer_that_comes_after_its_owner_has_deleted_everything_is_not_kept() -> None:
    reference = given()
    delete_handed_in(CASES, reference=reference, by=BO, at=AT)
    with pytest.raises(NotHandedIn):
        keep_answer(CASES, reference=reference, answer="x", told={}, by=SYSTEM, at=AT)
    assert (HandedIn.objects.count(), HandedInFile.objects.count()) == (0, 0)


def test_a_place_in_the_queue_counts_the_tasks_that_are_taken_first_and_no_other() -> None:
    first, second = given(), given()
    ahead = {one.reference: one.ahead for one in uploads_in(CASES, BO, at=AT)}
    assert ahead == {first: 0, second: 1}
    after_a_while = AT + CASES.kept
    assert upload_in(CASES, BO, second, at=after_a_while).ahead == 1
    task = HandedIn.objects.get(reference=first).task_id
    DBTaskResult.objects.filter(pk=task).update(status=TaskResultStatus.RUNNING, started_at=AT)
    shown = {one.reference: (one.state, one.ahead) for one in uploads_in(CASES, BO, at=AT)}
    assert shown == {first: ("running", None), second: ("waiting", 0)}


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (TaskResultStatus.READY, "waiting"),
        (TaskResultStatus.RUNNING, "running"),
        (TaskResultStatus.FAILED, "failed"),
        (TaskResultStatus.SUCCESSFUL, "failed"),
    ],
)
def test_without_an_answer_the_state_is_that_of_the_task(status: TaskResultStatus, state: str) -> None:
    reference = given()
    DBTaskResult.objects.update(status=status, started_at=AT, finished_at=AT)
    assert upload_in(CASES, BO, reference, at=AT).state == state


@pytest.mark.parametrize(("words", "state"), [({"answer": "{}"}, "done"), ({"refusal": "[]"}, "refused")])
def test_with_an_answer_the_state_is_what_it_says_whatever_becomes_of_the_task(
    words: dict[str, str], state: str
) -> None:
    reference = given()
    keep_answer(CASES, reference=reference, told={}, by=SYSTEM, at=AT, **words)
    DBTaskResult.objects.all().delete()
    assert (upload_in(CASES, BO, reference, at=AT).state, HandedInFile.objects.count()) == (state, 0)


def test_progress_is_told_in_a_file_beside_the_data_and_forgotten(settings: object, tmp_path: Path) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    assert how_far("abc") is None
    for done in (500, 1000):
        tell_how_far("abc", Come(done, 10_000))
        assert how_far("abc") == Come(done, 10_000)
    assert [file.name for file in (tmp_path / "progress").iterdir()] == ["abc.json"]
    for damaged in ("", "[]", '{"done": 1}', "{"):
        (tmp_path / "progress" / "abc.json").write_text(damaged)
        assert how_far("abc") is None
    for _time in range(2):
        forget_how_far("abc")
    assert list((tmp_path / "progress").iterdir()) == []


PROGRAM = "import sys, time; sys.argv[1] == 'sleep' and time.sleep(30); bytearray(int(sys.argv[2]))"


@pytest.mark.parametrize(
    ("words", "limits", "failure"),
    [
        (("count", "1000"), Limits(30, 500_000_000), None),
        (("count", "900000000"), Limits(30, 500_000_000), ProgramFailed),
        (("sleep", "1"), Limits(1), ProgramTookTooLong),
    ],
)
def test_a_program_is_ended_at_its_limit_of_memory_and_at_its_limit_of_time(
    settings: object, words: tuple[str, ...], limits: Limits, failure: type[Exception] | None
) -> None:
    settings.COMMAND_LINE = [sys.executable, "-c", PROGRAM]  # type: ignore[attr-defined]
    if failure is None:
        run_within(limits, *words)
        return
    with pytest.raises(failure) as ended:
        run_within(limits, *words)
    assert type(ended.value) is failure
