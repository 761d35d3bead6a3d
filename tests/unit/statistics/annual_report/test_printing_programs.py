"""The printed files as other programs meet them: printed twice apart, read by a reader that is not ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fristed.statistics.annual_report.actions import FORMATS, print_report
from fristed.statistics.releases.facts import Release
from tests.unit.statistics.annual_report.printed_releases import as_published, guarded

ROOT = Path(__file__).parents[4]
PRINTING = """
import sys
from pathlib import Path
from fristed.statistics.annual_report.actions import print_report
from tests.unit.statistics.annual_report import printed_releases
for edition in (printed_releases.as_published(), printed_releases.guarded()):
    print_report(edition, out=Path(sys.argv[1]), demo=True)
"""


def printed_apart(out: Path, *, seed: str, zone: str, language: str) -> dict[str, bytes]:
    """Print both editions in a program of its own, and give the files by name."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    environment |= {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
    subprocess.run([sys.executable, "-c", PRINTING, str(out)], cwd=ROOT, env=environment, check=True)
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.mark.ci
def test_two_programs_in_two_time_zones_print_the_same_bytes(tmp_path: Path) -> None:
    one = printed_apart(tmp_path / "one", seed="1", zone="Pacific/Kiritimati", language="C")
    other = printed_apart(tmp_path / "other", seed="4242", zone="America/Adak", language="C.UTF-8")
    assert {name.rpartition(".")[2] for name in one} == set(FORMATS)
    assert len(one) > 100
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def said_by(*command: str) -> str:
    """Give what a program writes."""
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


@pytest.mark.ci
@pytest.mark.parametrize("release", [as_published(), guarded()], ids=lambda release: release.policy)
def test_poppler_finds_the_pdf_tagged_and_no_page_empty(release: Release, tmp_path: Path) -> None:
    (path,) = print_report(release, out=tmp_path, formats=("pdf",))
    lines = said_by("pdfinfo", str(path)).splitlines()
    facts = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
    assert facts["Tagged"] == "yes"
    assert facts["Title"].startswith(f"Årsrapport {release.year}")
    pages = said_by("pdftotext", str(path), "-").split("\f")[:-1]
    assert len(pages) == int(facts["Pages"]) > 10
    assert [number for number, page in enumerate(pages, 1) if len(page.split()) < 5] == []
