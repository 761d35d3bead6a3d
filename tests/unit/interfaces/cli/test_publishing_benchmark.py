"""The benchmark of publishing says what it measured, and whether the aims were met."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from fristed.interfaces.cli.publishing_benchmark import (
    PrintingFailed,
    benchmark_of,
    memory_of,
    page_of,
    print_once,
    write_results,
)
from fristed.statistics.releases.official.forms.facts import KeptForm

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
FORMS = tuple(KeptForm(f"a.{form}", form, "", "", "", 1_500, "", AT) for form in ("pdf", "px", "px"))
MACHINE = {
    **{"cores": 2, "memory_gb": 8, "busy_cores_before": 0, "system": "Linux", "python": "3.11"},
    **{"typst": "0.15.2", "xlsxwriter": "3.3"},
}


def measured(seconds: float = 7.5, most: float = 74.0) -> dict[str, Any]:
    return {
        **{"year": 2024, "rounds": 1, "processor_seconds": [seconds], "clock_seconds": [9.0]},
        **{"printing_memory_mb": 215, "pages_while_printing": 400, "slowest_page_ms": 80},
        **{"web_memory_mb": {"before": 73.5, "most_while": most, "after": 73.5}, "same_bytes": True},
    }


@pytest.mark.parametrize(
    ("seconds", "most", "aims"), [(7.5, 74.0, [True] * 3), (21.0, 80.0, [False, False, True])]
)
def test_the_aims_follow_from_what_was_measured(
    seconds: float, most: float, aims: list[bool], tmp_path: Path
) -> None:
    benchmark = benchmark_of(measured(seconds, most), FORMS, on="2026-11-22", made_on=MACHINE)
    assert list(benchmark["aims"].values()) == aims
    assert benchmark["forms"]["px"] == {"files": 2, "bytes": 3000}
    written = write_results(benchmark, out=tmp_path)
    assert json.loads(written[0].read_text()) == benchmark
    assert f"{seconds:.1f} s and {seconds:.1f} s" in page_of(benchmark)
    assert "| px | 2 | 3 |" in written[1].read_text()


def test_a_printing_is_measured_in_a_program_of_its_own(settings: SimpleNamespace) -> None:
    settings.COMMAND_LINE = [sys.executable, "-c", 'print(\'{"forms": "same"}\')']
    found = print_once(2024, "safe", 1)
    assert found.same
    assert 0 < found.processor < 30
    settings.COMMAND_LINE = [sys.executable, "-c", "raise SystemExit(3)"]
    with pytest.raises(PrintingFailed, match="ended with 3"):
        print_once(2024, "safe", 1)


def test_the_memory_of_a_process_is_read() -> None:
    assert memory_of(os.getpid()) > 1
