"""All texts held against the hidden counts together: found where they stand, told to those who may know."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django_tasks import TaskResultStatus

from fristed.foundation import background
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.background import Ended, ProgramFailed, TaskState
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.interfaces.cli import checking
from fristed.interfaces.cli.checking import CheckRefused, check_now
from fristed.statistics.annual_report.checking import queries, tasks
from fristed.statistics.annual_report.checking.actions import request_texts_check
from fristed.statistics.annual_report.checking.facts import Place
from fristed.statistics.annual_report.checking.queries import texts_check
from fristed.statistics.annual_report.checking.tasks import check_texts_task
from fristed.statistics.annual_report.checking.texts import lines_to_check, seal_of_texts
from fristed.statistics.annual_report.citing.actions import record_figure
from fristed.statistics.annual_report.editing.actions import save_section
from fristed.statistics.annual_report.editing.models import SectionVersion
from fristed.statistics.annual_report.typed_texts import typed_texts
from fristed.statistics.releases.prose_scan import ProseGivesAway, find_faults, require_harmless
from tests.spec.cast import BO, DINA, FINN, actor, at_ten
from tests.unit.statistics.annual_report.test_cited_figures import GIRLS
from tests.unit.statistics.releases.protected_releases import cases, protected

pytestmark = pytest.mark.django_db
AT = at_ten(date(2026, 11, 22))
CONTACT = actor("kim", None, "directorate_contact")
KEY = "saker-kjonn"
# Unknown is hidden, and men for its sake: 60 women, 31 men and 4 unknown of 95.
FEW = [*cases(gender="female", many=60), *cases(gender="male", many=31), *cases(gender="unknown", many=4)]


@pytest.fixture(autouse=True)
def _beside_a_small_release(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold the texts against a release of which we know every count."""
    small = protected(FEW)
    assert small.system is not None
    monkeypatch.setattr(checking, "stored_release", lambda *_: small.release)
    monkeypatch.setattr(checking, "release_mark", lambda _year: "one")
    monkeypatch.setattr(queries, "release_mark", lambda _year: "one")
    monkeypatch.setattr(
        checking, "faults_of_prose", lambda _, prose, **_beside: find_faults(prose, small.system)
    )


def saved(text: str, *, base: int = 0, language: Any = "nb") -> None:
    of: dict[str, Any] = {"year": 2024, "key": KEY, "language": language}
    save_section(**of, title="Kjønn", text=text, base=base, by=DINA, at=AT)


def asked() -> None:
    request_texts_check(year=2024, by=DINA, at=AT)


def result(reader: Any = DINA) -> Any:
    found = texts_check(2024, reader=reader, at=AT)
    assert found is not None
    return found.result


def test_what_the_files_say_gives_nothing_away() -> None:
    asked()
    assert check_now(2024) == []
    assert result().stands
    assert result().found == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [("nb", "I 4 saker var kjønnet ukjent."), ("nn", "I fire saker."), ("en", "Four cases were unknown.")],
)
def test_a_draft_that_gives_a_hidden_count_away_is_found_where_it_stands(language: str, text: str) -> None:
    asked()
    saved(f"Fine ord.\n{text}", language=language)
    [found] = check_now(2024)
    assert (found.place, found.line) == (Place(KEY, language, 1), text)
    assert found.tells[0] == "the hidden count table 2 KT 2024 unknown"
    assert result().found == (found,)


def test_a_false_source_hides_no_number_from_the_check() -> None:
    asked()
    saved("I 4 saker var kjønnet ukjent (kilde: SSB).")
    [found] = check_now(2024)
    assert found.typed == "4"


def test_a_cited_figure_is_another_publishers_but_its_words_are_checked() -> None:
    asked()
    record_figure(figure=GIRLS, by=DINA, at=AT)
    saved("I landet bor {cited ssb-jenter} jenter.")
    assert check_now(2024) == []
    record_figure(
        figure=GIRLS.__class__(**{**_fields(GIRLS), "key": "b", "about": "4 jenter"}), by=DINA, at=AT
    )
    [found] = check_now(2024)
    assert found.place == Place(part="cited b")


def _fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


def test_everything_that_will_be_printed_is_checked() -> None:
    """Whatever is held against the hidden counts before printing is held against them here."""
    saved("Andre ord.")
    SectionVersion.objects.update(approved_at=AT, approved_by="finn")
    saved("Et utkast.", base=1)
    checked = " ".join(typed.text for _, typed in lines_to_check(2024))
    missing = [one.text for one in typed_texts(2024) if one.text.strip() and one.text not in checked]
    assert missing == []
    assert "Et utkast." in checked


def test_who_may_not_know_what_is_hidden_is_told_how_many_were_found_and_not_which() -> None:
    """That the 4 of this sentence tells a hidden number is the hidden number."""
    asked()
    saved("I 4 saker var kjønnet ukjent.")
    check_now(2024)
    for reader in (FINN, CONTACT):
        assert (result(reader).found, result(reader).many) == ((), 1)
    assert [found.typed for found in result(DINA).found] == ["4"]
    with pytest.raises(NotPermitted):
        texts_check(2024, reader=BO, at=AT)


CHANGES: dict[str, Callable[[], None]] = {
    "a new version": lambda: saved("Andre ord."),
    "an approval of an older one": lambda: saved("Words.", language="en"),
    "a cited figure": lambda: record_figure(figure=GIRLS, by=DINA, at=AT),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_result_falls_when_a_text_changes(change: str) -> None:
    asked()
    check_now(2024)
    CHANGES[change]()
    assert result().texts_changed
    assert not result().stands


def test_a_result_falls_when_the_statistics_are_computed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked()
    check_now(2024)
    monkeypatch.setattr(queries, "release_mark", lambda _year: "two")
    assert (result().release_changed, result().stands) == (True, False)


def test_a_refused_or_stopped_check_leaves_the_old_result_and_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked()
    saved("I 4 saker var kjønnet ukjent.")
    check_now(2024)
    monkeypatch.setattr(checking, "stored_release", lambda *_: None)
    asked()
    with pytest.raises(CheckRefused) as refusal:
        check_now(2024)
    assert refusal.value.reason == "no_release"
    for state, progress in (
        (TaskState("ended", AT, {"refused": "no_release"}), "refused"),
        (TaskState("stopped", AT), "stopped"),
        (TaskState("too_long", AT), "too_long"),
        (TaskState("running", AT), "running"),
        (TaskState("gone"), "done"),
    ):
        monkeypatch.setattr(queries, "state_of", lambda *_, found=state, **__: found)
        check = texts_check(2024, reader=DINA, at=AT)
        assert check is not None
        assert check.progress == progress
        assert check.result is not None
        assert len(check.result.found) == 1


def test_nothing_is_kept_that_nobody_asked_for() -> None:
    with pytest.raises(CheckRefused) as refusal:
        check_now(2024)
    assert refusal.value.reason == "nothing_asked"
    assert texts_check(2024, reader=DINA, at=AT) is None


def test_asking_and_finding_are_in_the_trail_without_what_was_found() -> None:
    asked()
    saved("I 4 saker var kjønnet ukjent.")
    check_now(2024)
    lines = {line.event: line for line in AuditLine.objects.filter(event__startswith="report.")}
    assert {"report.check_requested", "report.texts_checked"} <= set(lines)
    assert "unknown" not in str(vars(lines["report.texts_checked"]))


def test_the_program_answers_the_task(capsys: pytest.CaptureFixture[str]) -> None:
    asked()
    call_command("check_texts", "--year=2024", "--json")
    assert json.loads(capsys.readouterr().out) == {"found": 0}


@pytest.mark.parametrize(("out", "answer"), [('{"found": 2}', {"found": 2}), ("", None)])
def test_the_task_gives_what_its_program_says(
    monkeypatch: pytest.MonkeyPatch, out: str, answer: dict[str, int] | None
) -> None:
    monkeypatch.setattr(tasks, "run_program", lambda *_, **__: Ended(1, out, "last words"))
    if answer is None:
        with pytest.raises(ProgramFailed, match="last words"):
            check_texts_task.func(2024)
    else:
        assert check_texts_task.func(2024) == answer


def test_a_program_that_takes_too_long_is_seen_as_that() -> None:
    class Lost:
        status, started_at = TaskResultStatus.RUNNING, AT

    class Task:
        @staticmethod
        def get_result(_: str) -> Any:
            return Lost

    later = AT + timedelta(seconds=tasks.LONGEST_SECONDS) + background.GRACE + timedelta(seconds=1)
    state = background.state_of(Task, "x", at=later, longest_seconds=tasks.LONGEST_SECONDS)  # type: ignore[arg-type]
    assert state.progress == "stopped"


def test_the_seal_is_another_as_soon_as_one_word_is() -> None:
    first = seal_of_texts(lines_to_check(2024))
    assert first == seal_of_texts(lines_to_check(2024)) == seal_of_texts(lines_to_check(2023))
    saved("Ord.")
    assert len({first, seal_of_texts(lines_to_check(2024))}) == 2
    assert seal_of_texts(lines_to_check(2023)) == first


def test_only_an_editor_asks() -> None:
    with pytest.raises(NotPermitted):
        request_texts_check(year=2024, by=FINN, at=AT)
    with pytest.raises(NotPermitted):
        request_texts_check(year=2024, by=SYSTEM, at=AT)


def of_ours(**changes: Any) -> None:
    record_figure(figure=replace(GIRLS, key="ssb-fire", value="4", **changes), by=DINA, at=AT)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "I {cited ssb-fire} saker var kjønnet ukjent."),
        ("nb", "Kompetanseteamet så på kjønn. Ukjent var det for {cited ssb-fire}."),
        ("nn", "Kjønnet var ukjent i {cited ssb-fire} saker."),
        ("en", "Gender was unknown in {cited ssb-fire} cases."),
    ],
)
def test_a_hidden_count_does_not_pass_as_a_figure_of_another_publisher(language: str, text: str) -> None:
    asked()
    of_ours()
    saved(text, language=language)
    [found] = check_now(2024)
    assert (found.place, found.typed) == (Place(KEY, language, 1), "4")
    assert found.tells[0] == "the hidden count table 2 KT 2024 unknown"


def test_a_figure_that_says_itself_to_be_of_our_cases_is_judged_before_any_text_cites_it() -> None:
    asked()
    of_ours(about="Saker hos Kompetanseteamet med ukjent kjønn")
    [found] = check_now(2024)
    assert (found.place, found.typed) == (Place(part="cited ssb-fire"), "4")


@pytest.mark.parametrize(("unit", "value"), [("percent", "4,2"), ("kroner", "4")])
def test_no_unit_hides_a_hidden_count(unit: Any, value: str) -> None:
    asked()
    record_figure(
        figure=replace(GIRLS, key="ssb-fire", value=value, unit=unit, about="Saker med ukjent kjønn"),
        by=DINA,
        at=AT,
    )
    assert check_now(2024)


def test_the_same_figure_of_the_country_is_another_publishers() -> None:
    asked()
    of_ours(about="Fylker uten kommuner i Norge")
    saved("I landet er det {cited ssb-fire} slike fylker.")
    assert check_now(2024) == []


def test_a_cited_hidden_count_is_refused_where_the_report_is_printed_too() -> None:
    of_ours()
    saved("I {cited ssb-fire} saker var kjønnet ukjent.")
    SectionVersion.objects.update(approved_at=AT, approved_by="finn")
    small = protected(FEW)
    with pytest.raises(ProseGivesAway, match="record the figure of another publisher"):
        require_harmless(typed_texts(2024), small.system)
