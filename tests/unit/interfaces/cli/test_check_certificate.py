"""``fristed check-certificate``: whoever has the two files can check them, by a policy of his choice."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from fristed.methods.disclosure.certificate import write_print
from fristed.methods.disclosure.proof import certify
from fristed.methods.disclosure.records import SIGN_SAFE, Equation, Printed, PrintedCell
from fristed.statistics.releases.policies import policy
from fristed.statistics.releases.rules import rule_of

SAFE = policy("safe")
PRINT = Printed(
    (
        PrintedCell.shown("all", 24),
        PrintedCell.shown("women", 13),
        PrintedCell.signed("men", SIGN_SAFE),
        PrintedCell.signed("unknown", SIGN_SAFE),
        PrintedCell.shown("one", 1),
    ),
    (Equation("all", ("women", "men", "unknown")),),
)


def certificate() -> Any:
    made = certify(PRINT, rule_of(SAFE), policy=(SAFE.id, SAFE.version), exempt={"one"})
    return json.loads(json.dumps(made))


def checked(place: Path, printed: str, made: str, *words: str) -> tuple[str, int]:
    """Run the command on two files; give what it wrote, and what it ended with."""
    (place / "print.json").write_text(printed, "utf-8")
    (place / "certificate.json").write_text(made, "utf-8")
    out = io.StringIO()
    files = (str(place / "print.json"), str(place / "certificate.json"))
    try:
        call_command("check_certificate", *files, *words, stdout=out, stderr=io.StringIO())
    except CommandError as ended:
        return out.getvalue() or str(ended), ended.returncode
    return out.getvalue(), 0


def test_a_certificate_that_shows_its_print_safe_ends_with_zero(tmp_path: Path) -> None:
    said, ended = checked(tmp_path, write_print(PRINT), json.dumps(certificate()), "--exempt", "one")
    assert (said, ended) == ("The certificate shows that the print is safe by the policy safe.\n", 0)


def test_what_is_wrong_is_said_and_ends_with_one(tmp_path: Path) -> None:
    made = certificate()
    assert checked(tmp_path, write_print(PRINT), json.dumps(made)) == (
        "one is exempt, but not by the rule to check by.\n",
        1,
    )
    made["policy"]["width"] = 0
    said, ended = checked(tmp_path, write_print(PRINT), json.dumps(made), "--exempt", "one")
    assert ended == 1
    assert "Its policy says 0 for width, the rule to check by 3." in said


@pytest.mark.parametrize("made", ["{}", "[]", "null", '{"policy": 1}'])
def test_what_is_no_certificate_is_found_faulty(tmp_path: Path, made: str) -> None:
    said, ended = checked(tmp_path, write_print(PRINT), made)
    assert (said, ended) == ("It does not have the fields of a certificate, and only these.\n", 1)


@pytest.mark.parametrize(("printed", "made"), [("{", "{}"), ("{}", "{}"), ("[]", "{}"), ("", "{}")])
def test_what_is_no_print_is_wrong_usage(tmp_path: Path, printed: str, made: str) -> None:
    said, ended = checked(tmp_path, printed, made)
    assert ended == 2
    assert said.startswith("This is no print and certificate: ")


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read") as ended:
        call_command("check_certificate", str(tmp_path / "x"), str(tmp_path / "y"))
    assert ended.value.returncode == 2
