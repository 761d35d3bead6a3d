"""Forms of a published version are printed once, kept with their hashes, and never changed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fristed.casework.cases.actions import load_register
from fristed.foundation import background
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.background import ProgramFailed
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.interfaces.cli.printing import PrintingRefused, files_in, print_forms, titles_in
from fristed.methods.classifications import LANGUAGES, Language
from fristed.methods.reconstruction.register import read_register
from fristed.statistics.annual_report.actions import FORMATS
from fristed.statistics.publishing.names import language_of
from fristed.statistics.releases.computing import compute_release
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.models import PrintedForm, PrintRun
from fristed.statistics.releases.official.actions import (
    freeze_facts,
    propose_release,
    publish_release,
    sign_off_release,
)
from fristed.statistics.releases.official.codes import Kind
from fristed.statistics.releases.official.forms.actions import NotToBePrinted, keep_forms, request_forms
from fristed.statistics.releases.official.forms.facts import FormFile, PrintState
from fristed.statistics.releases.official.forms.queries import (
    DamagedForm,
    form_file,
    forms_of,
    print_state,
    version_to_print,
)
from fristed.statistics.releases.official.forms.tasks import print_forms_task
from fristed.statistics.releases.official.queries import NotPublished, Version, proposals_of
from fristed.statistics.releases.payload import sha256_of, write_release
from tests.computed_once import remembered
from tests.spec.cast import BO, DINA, FINN

pytestmark = [pytest.mark.usefixtures("computed_once"), pytest.mark.xdist_group("thin register")]
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
YEAR, SAFE = 2024, "safe"
NEXT = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _printed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print the same forms of the same version once; that printing again gives the same is tested below."""

    def once(form: str, language: Language, head: Version, release: Release, titles: Any) -> list[FormFile]:
        of = (repr(head), sha256_of(write_release(release)), repr(sorted(titles.items())))
        return remembered(  # type: ignore[no-any-return]
            ("printed", form, language, *of), lambda: files_in(form, language, head, release, titles)
        )

    monkeypatch.setattr("fristed.interfaces.cli.printing.files_in", once)


@pytest.fixture
def signed(db: None, tmp_path: Path) -> None:
    """A version of a thin register that has been signed off."""
    load_register(read_register()[::40], seed=1, by=SYSTEM, at=AT)
    number = freeze_facts(year=YEAR, kind=Kind.PRELIMINARY, by=DINA, at=AT)
    compute_release(year=YEAR, policy=SAFE, data=tmp_path, by=SYSTEM, at=AT, frozen=number)
    propose_release(year=YEAR, policy=SAFE, frozen=number, by=DINA, at=AT)
    [waiting] = proposals_of(YEAR, SAFE, reader=FINN, at=AT)
    sign_off_release(year=YEAR, policy=SAFE, version=1, seal=waiting.seal, by=FINN, at=AT)


@pytest.fixture
def published(signed: None) -> None:
    """The same, published with the day of its next update."""
    publish()


def publish(from_at: datetime = AT) -> None:
    publish_release(year=YEAR, policy=SAFE, version=1, from_at=from_at, by=DINA, at=AT, next_update=NEXT)


def kept() -> list[FormFile]:
    """Print and give what is kept."""
    print_forms(year=YEAR, policy=SAFE, version=1)
    rows = PrintedForm.objects.all()
    return [FormFile(row.name, row.form, row.part, row.title, bytes(row.content)) for row in rows]


def test_every_form_is_kept_with_its_hash_and_what_it_is_of(published: None) -> None:
    files = kept()
    forms = forms_of(YEAR, SAFE, at=AT)
    assert {one.form for one in forms} == set(FORMATS)
    whole = {one.form for one in forms if not one.part}
    assert whole == {"pdf", "html", "csv", "xlsx", "json"}
    assert {one.form for one in forms if one.part == "tabell-04"} == {"csv", "xlsx", "json", "px"}
    assert [one.title for one in forms if one.part == "kapittel-om"] != [""]
    assert {(one.name, one.sha256, one.size) for one in forms} == {
        (file.name, file.sha256, len(file.content)) for file in files
    }
    in_each = {
        language: {(one.form, one.part) for one in forms if language_of(one.name) == language}
        for language in LANGUAGES
    }
    assert in_each["nn"] == in_each["en"] == {one for one in in_each["nb"] if one[0] != "px"}
    line = AuditLine.objects.get(event="release.forms_kept")
    assert line.subject == "2024 safe"


@pytest.mark.ci
def test_a_version_knows_its_days_in_every_form(published: None) -> None:
    files = {file.name: file.content for file in kept()}
    chapter = next(content for name, content in files.items() if "kapittel" in name).decode()
    assert "22.\u00a0november\u00a02026" in chapter
    assert "1.\u00a0mars\u00a02027" in chapter
    assert "1 (foreløpige tall)" in chapter
    written = json.loads(files["arsrapport-2024-tabell-04.json"])
    assert written["updated"] == "2026-11-22T12:00:00Z"
    assert (written["extension"]["version"]["number"], written["extension"]["version"]["kind"]) == (
        1,
        "preliminary",
    )
    px = files["arsrapport-2024-tabell-04.px"].decode()
    assert 'NEXT-UPDATE="20270301 00:00"' in px
    assert "Versjon av den offisielle statistikken: 1 (foreløpige tall)" in px


@pytest.mark.ci
def test_the_same_version_printed_twice_gives_the_same_bytes(published: None) -> None:
    first = kept()
    head, release = version_to_print(YEAR, SAFE, 1, reader=SYSTEM, at=AT)
    titles = {language: titles_in(language, release) for language in LANGUAGES}
    again = [
        file
        for form in FORMATS
        for language in LANGUAGES
        for file in files_in(form, language, head, release, titles[language])
    ]
    assert [(one.name, one.sha256) for one in again] == [(one.name, one.sha256) for one in first]
    assert print_forms(year=YEAR, policy=SAFE, version=1) == "same"
    assert AuditLine.objects.filter(event="release.forms_kept").count() == 1


@pytest.mark.ci
def test_a_forged_file_is_refused_by_its_hash_and_put_right_by_printing_again(published: None) -> None:
    name = "arsrapport-2024-tabell-04.csv"
    kept()
    whole = form_file(YEAR, SAFE, name, at=AT)[1]
    PrintedForm.objects.filter(name=name).update(content=whole.replace(b"0", b"9"))
    with pytest.raises(DamagedForm):
        form_file(YEAR, SAFE, name, at=AT)
    print_forms(year=YEAR, policy=SAFE, version=1)
    assert form_file(YEAR, SAFE, name, at=AT)[1] == whole


@pytest.mark.ci
def test_other_bytes_never_replace_what_is_kept(published: None) -> None:
    files = kept()
    others = [*files[1:], FormFile(files[0].name, files[0].form, "", "", b"other")]
    with pytest.raises(NotToBePrinted, match="others_kept"):
        keep(others)
    assert form_file(YEAR, SAFE, files[0].name, at=AT)[1] == files[0].content


def keep(files: list[FormFile], *, published_at: datetime = AT) -> None:
    keep_forms(
        year=YEAR,
        policy=SAFE,
        version=1,
        files=files,
        published_at=published_at,
        next_update=NEXT,
        by=SYSTEM,
        at=AT,
    )


@pytest.mark.ci
def test_forms_of_another_day_are_not_kept_and_those_of_a_day_that_never_came_are_gone(signed: None) -> None:
    later, latest = AT + timedelta(days=3), AT + timedelta(days=4)
    publish(later)
    files = kept()
    assert forms_of(YEAR, SAFE, at=AT) == ()
    publish(latest)
    assert forms_of(YEAR, SAFE, at=latest) == ()
    with pytest.raises(NotToBePrinted, match="moment_changed"):
        keep(files, published_at=later)


@pytest.mark.ci
def test_nothing_is_given_out_before_it_is_public(signed: None) -> None:
    for why in ("no_day_yet", "no_such_version"):
        with pytest.raises(NotToBePrinted, match=why):
            request_forms(year=YEAR, policy=SAFE, version=1 + (why != "no_day_yet"), by=DINA, at=AT)
    later = AT + timedelta(days=3)
    publish(later)
    name = kept()[0].name
    with pytest.raises(NotPublished):
        form_file(YEAR, SAFE, name, at=AT)
    assert form_file(YEAR, SAFE, name, at=later, version=1)[0].name == name
    with pytest.raises(NotPublished):
        form_file(YEAR, SAFE, name, at=later, version=2)
    with pytest.raises(NotPublished):
        form_file(YEAR, SAFE, "arsrapport-2024.exe", at=later)


def test_a_version_without_a_day_is_not_printed(signed: None) -> None:
    with pytest.raises(PrintingRefused) as refused:
        print_forms(year=YEAR, policy=SAFE, version=1)
    assert refused.value.reason == "no_day_yet"
    with pytest.raises(PrintingRefused) as unknown:
        print_forms(year=YEAR, policy=SAFE, version=7)
    assert unknown.value.reason == "no_such_version"


def state(reader: object = DINA) -> PrintState | None:
    return print_state(YEAR, SAFE, 1, reader=reader, at=AT)  # type: ignore[arg-type]


def note(**changes: object) -> None:
    """Have the queue say something of the printing."""
    DBTaskResult.objects.filter(id=PrintRun.objects.get().task_id).update(**changes)


@pytest.mark.ci
def test_publishing_asks_for_the_forms_and_their_maker_sees_how_far_they_are(published: None) -> None:
    found = state()
    assert found is not None
    assert found.progress == "waiting"
    kept()
    note(status=TaskResultStatus.RUNNING, started_at=AT)
    running = state()
    assert running is not None
    assert (running.progress, running.written, running.wanted) == ("running", 6, 6)
    note(status=TaskResultStatus.SUCCESSFUL, finished_at=AT, return_value={"forms": "kept"})
    done = state()
    assert done is not None
    assert done.progress == "done"
    note(return_value={"refused": "others_kept"})
    refused = state()
    assert refused is not None
    assert (refused.progress, refused.reason) == ("refused", "others_kept")
    DBTaskResult.objects.all().delete()
    assert state() is None
    with pytest.raises(NotPermitted):
        state(BO)


def test_whoever_may_compute_asks_for_the_forms_again(published: None) -> None:
    task_id = request_forms(year=YEAR, policy=SAFE, version=1, by=DINA, at=AT)
    assert PrintRun.objects.get().task_id == task_id
    assert AuditLine.objects.filter(event="release.forms_requested").count() == 1
    with pytest.raises(NotPermitted):
        request_forms(year=YEAR, policy=SAFE, version=1, by=FINN, at=AT)


def test_the_task_starts_the_command_that_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    answers = iter(['{"forms": "kept"}', '{"refused": "prose"}', ""])

    def run(command: list[str], **_options: object) -> SimpleNamespace:
        seen.append(command)
        return SimpleNamespace(returncode=0, stdout=next(answers), stderr="out of memory")

    monkeypatch.setattr(background.subprocess, "run", run)
    assert print_forms_task.func(2024, "safe", 2) == {"forms": "kept"}
    assert print_forms_task.func(2024, "safe", 2) == {"refused": "prose"}
    with pytest.raises(ProgramFailed, match="out of memory"):
        print_forms_task.func(2024, "safe", 2)
    assert seen[0][-5:] == ["forms", "--year=2024", "--policy=safe", "--version-number=2", "--json"]


@pytest.mark.ci
def test_a_printing_that_stops_on_the_way_keeps_nothing(
    published: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_words: object, **_options: object) -> None:
        raise MemoryError

    monkeypatch.setattr("fristed.interfaces.cli.printing.keep_forms", stops)
    with pytest.raises(MemoryError):
        print_forms(year=YEAR, policy=SAFE, version=1)
    assert not PrintedForm.objects.exists()
