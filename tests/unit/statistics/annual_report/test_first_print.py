"""The whole way: a release goes in, three files come out."""

from __future__ import annotations

from pathlib import Path

from fristed.statistics.annual_report import print_report
from tests.unit.statistics.annual_report.printed_releases import as_published, guarded


def test_the_two_editions_never_share_a_file_name(tmp_path: Path) -> None:
    names = {
        path.name for release in (as_published(), guarded()) for path in print_report(release, out=tmp_path)
    }
    assert names == {
        f"arsrapport-2024{edition}.{form}"
        for edition in ("", "-som-publisert")
        for form in ("pdf", "html", "csv")
    }
