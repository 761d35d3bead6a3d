"""What the first tier leaves out the second one runs: no test is lost between them."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PYTEST = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]
SECOND_TIER = (CHECKOUT / ".ci" / "run").read_text("utf-8")


def left_out() -> set[str]:
    """Give the marks that the first tier leaves out."""
    words = shlex.split(PYTEST["addopts"])
    return set(re.findall(r"not (\w+)", words[words.index("-m") + 1]))


def runs_of_pytest() -> list[list[str]]:
    """Give every run of pytest that the second tier starts, without what is continued or commented."""
    lines = SECOND_TIER.replace("\\\n", " ").splitlines()
    found = [shlex.split(line, comments=True) for line in lines if "-m pytest" in line]
    return [words[words.index("pytest") + 1 :] for words in found]


def test_the_first_tier_leaves_out_by_marks_that_are_known_and_by_nothing_else() -> None:
    known = {mark.partition(":")[0] for mark in PYTEST["markers"]}
    assert left_out() == known
    assert not {"--ignore", "--deselect", "-k"} & set(shlex.split(PYTEST["addopts"]))
    assert PYTEST["testpaths"] == ["tests"]


def test_the_second_tier_runs_every_test_whatever_its_mark() -> None:
    whole = [words for words in runs_of_pytest() if "-m" in words and words[words.index("-m") + 1] == ""]
    assert len(whole) == 1
    [words] = whole
    assert not [word for word in words if word.startswith(("-k", "--ignore", "--deselect", "tests"))]
    assert SECOND_TIER.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in SECOND_TIER, "a tier that fails must end the run"


def test_asking_for_every_mark_collects_what_the_first_tier_leaves_out(tmp_path: Path) -> None:
    marks = sorted(left_out())
    tests = [f"@pytest.mark.{mark}\ndef test_{mark}() -> None: ...\n" for mark in marks]
    (tmp_path / "test_marked.py").write_text("import pytest\n" + "\n".join(tests) + "def test_plain(): ...\n")
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\naddopts = -m '{}'\nmarkers =\n{}\n".format(
            " and ".join(f"not {mark}" for mark in marks), "\n".join(f"    {mark}" for mark in marks)
        )
    )
    for asked, number in (([], 1), (["-m", ""], 1 + len(marks))):
        words = [
            sys.executable,
            "-m",
            "pytest",
            "--co",
            "-q",
            "-p",
            "no:django",
            "-p",
            "no:cacheprovider",
            *asked,
        ]
        ended = subprocess.run([*words, *asked], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ended.stdout.count("::test_") == number, ended.stdout
