"""Letting somebody in from the command line: what is asked for, what is refused, and how it ends."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from fristed.foundation.audit.queries import newest_lines
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.queries import SYSTEM, account_exists
from fristed.interfaces.cli import database
from fristed.interfaces.cli.demo import PASSWORD
from fristed.interfaces.cli.management.commands import create_account

KARI = ("kari", "--name=Kari Nordli", "--service=KT", "--role=case_worker")
GOOD = "four plain words here"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: object, db: None) -> Path:
    """A data directory whose database file stands for the test's own database."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "fristed.sqlite3").touch()
    return tmp_path


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What somebody types when asked, answer by answer; at its end the terminal is closed."""
    answers: list[str] = []

    def asked(_question: str) -> str:
        if not answers:
            raise EOFError
        return answers.pop(0)

    monkeypatch.setattr(create_account, "getpass", asked)
    return answers


def run(*words: str) -> str:
    """Create an account and give what the command said."""
    said = io.StringIO()
    call_command("create_account", *words, stdout=io.StringIO(), stderr=said)
    return said.getvalue()


def program(*words: str, data: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program itself, as somebody at the machine does."""
    return subprocess.run(
        [sys.executable, "-m", "fristed.interfaces.cli.main", *words, f"--data={data}"],
        env={**os.environ, "FRISTED_DATABASE_URL": ""},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def from_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    """A good password on standard input, ended as Windows ends a line, with another line after it."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{GOOD}\r\nnot part of it\n"))


def test_an_account_made_with_a_typed_password_may_sign_in(typed: list[str]) -> None:
    typed += [GOOD, GOOD]
    assert "case.register" in run(*KARI)
    account = Account.objects.get(username="kari")
    assert account.check_password(GOOD)
    assert (account.display_name, account.service, account.is_active) == ("Kari Nordli", "KT", True)


@pytest.mark.usefixtures("from_stdin")
def test_the_first_line_of_standard_input_is_the_password() -> None:
    run(*KARI, "--password-stdin")
    assert Account.objects.get(username="kari").check_password(GOOD)


@pytest.mark.usefixtures("from_stdin")
def test_several_roles_are_given_and_the_trail_tells_that_the_machine_gave_them() -> None:
    run(*KARI, "--role=statistician", "--password-stdin")
    (line,) = newest_lines(by=SYSTEM)
    assert (line.event, line.actor_username, line.subject) == ("account.created", "system", "kari")
    assert line.facts == '{"roles":"case_worker statistician","service":"KT"}'


@pytest.mark.usefixtures("from_stdin")
def test_a_role_that_gives_nothing_where_it_stands_is_told() -> None:
    assert "nothing" in run("eva", "--name=Eva", "--role=none", "--password-stdin")


def test_the_password_is_never_said(typed: list[str]) -> None:
    typed += [GOOD, GOOD]
    assert GOOD not in run(*KARI)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ([GOOD, GOOD + "!"], "not the same"),
        (["too short", "too short"], "No account was made.*12 characters"),
        (["q1w2e3r4t5y6"] * 2, "too common"),
        ([], "--password-stdin"),
    ],
)
def test_a_refusal_says_why_ends_with_one_and_makes_nothing(
    typed: list[str], answers: list[str], why: str
) -> None:
    typed += answers
    with pytest.raises(CommandError, match=why) as refusal:
        run(*KARI)
    assert refusal.value.returncode == 1
    assert not Account.objects.exists()


def test_a_user_name_is_given_once(typed: list[str]) -> None:
    typed += [GOOD] * 4
    run(*KARI)
    with pytest.raises(CommandError, match="taken") as refusal:
        run(*KARI)
    assert refusal.value.returncode == 1
    assert Account.objects.count() == 1


def test_the_password_of_the_demo_is_one_that_anybody_may_choose(typed: list[str]) -> None:
    typed += [PASSWORD, PASSWORD]
    run(*KARI)
    assert account_exists("kari")


def test_where_no_database_is_none_is_made(
    data: Path, typed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "connection", SimpleNamespace(vendor="sqlite"))
    (data / "fristed.sqlite3").unlink()
    with pytest.raises(CommandError, match="fristed migrate") as refusal:
        run(*KARI)
    assert refusal.value.returncode == 1
    assert not list(data.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        ("kari", "--name=Kari", "--service=KT"),
        ("kari", "--service=KT", "--role=case_worker"),
        ("--name=Kari", "--role=case_worker"),
        ("kari", "--name=Kari", "--role=superuser"),
        ("kari", "--name=Kari", "--service=XX", "--role=case_worker"),
        ("kari", "--name=Kari", "--role=case_worker", "--password=secret"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_asked(words: tuple[str, ...]) -> None:
    with pytest.raises((CommandError, TypeError)):
        run(*words)
    assert not Account.objects.exists()


@pytest.mark.ci
def test_the_program_ends_with_two_for_wrong_usage_one_for_a_refusal_and_zero_when_done(
    tmp_path: Path,
) -> None:
    place = tmp_path / "installed"
    place.mkdir()
    assert program("create_account", "kari", data=place).returncode == 2
    asked = ("create_account", *KARI, "--password-stdin")
    unready = program(*asked, data=place, given=GOOD)
    assert (unready.returncode, "fristed migrate" in unready.stderr) == (1, True)
    assert program("migrate", "--verbosity=0", data=place).returncode == 0
    weak = program(*asked, data=place, given="short")
    assert (weak.returncode, weak.stderr.count("\n")) == (1, 1)
    assert program(*asked, data=place, given=GOOD).returncode == 0
