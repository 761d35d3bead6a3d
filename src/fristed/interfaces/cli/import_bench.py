"""How long a file of cases takes: checked with planted faults, then corrected, checked and stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from django.db import transaction

from fristed.casework.cases.actions import import_cases
from fristed.casework.cases.rules import day_of
from fristed.casework.exchange.checking import check_file
from fristed.casework.exchange.facts import Check
from fristed.casework.exchange.files import CaseFile
from fristed.casework.exchange.trial_files import csv_of, planted_in, right_rows, told, with_faults, xlsx_of
from fristed.foundation.identity.queries import system_in

FULL_IMPORT = 10_000
SERVICE = "KT"
FORMS: Mapping[str, Callable[..., CaseFile]] = {"csv": csv_of, "xlsx": xlsx_of}


def run_import(
    rows: int,
    faults: int,
    *,
    seed: int,
    made_on: Mapping[str, object],
    at: datetime,
    say: Callable[[str], None],
) -> dict[str, Any]:
    """Measure both kinds of file. What is stored is stored in a transaction that is undone."""
    right, planted = right_rows(rows, service=SERVICE, seed=seed), planted_in(rows, faults, seed=seed)
    results, exactly = [], True
    for form, written in FORMS.items():
        wrong_file, right_file = written(with_faults(right, planted)), written(right)
        say(f"{form}: {rows} rows, {faults} faults …")
        checked_in, found = _timed_check(wrong_file, at)
        exactly &= [(one.row, one.field, one.code) for one in found.errors] == told(planted)
        rechecked_in, check = _timed_check(right_file, at)
        stored_in = _timed_storing(check, right_file, at)
        results.append(
            {
                "form": form,
                "bytes": len(wrong_file.content),
                "errors": len(found.errors),
                "check_seconds": checked_in,
                "store_seconds": round(stored_in, 2),
                "check_and_store_seconds": round(rechecked_in + stored_in, 2),
            }
        )
    measured = {"rows": rows, "faults": faults, "seed": seed, "exactly_told": exactly, "files": results}
    return {"benchmark": "import", "date": day_of(at).isoformat(), "machine": dict(made_on), **measured}


def _timed_check(file: CaseFile, at: datetime) -> tuple[float, Check]:
    began = perf_counter()
    found = check_file(file, service=SERVICE, on_date=day_of(at))
    return round(perf_counter() - began, 2), found


def _timed_storing(check: Check, file: CaseFile, at: datetime) -> float:
    drafts = [draft for _, draft in check.drafts]
    began = perf_counter()
    with transaction.atomic():
        import_cases(
            drafts=drafts,
            service=SERVICE,
            file_sha256=file.sha256,
            left_out=0,
            by=system_in(SERVICE),
            at=at,
        )
        transaction.set_rollback(True)
    return perf_counter() - began


def page_of(found: Mapping[str, Any]) -> str:
    """Write the figures as a page."""
    made_on = ", ".join(f"{name} {value}" for name, value in found["machine"].items())
    lines = [
        "# Import of cases",
        "",
        "Written by `fristed bench import`. A file with planted faults is checked: exactly these must be",
        "told and nothing stored. The corrected one is checked and stored, in a transaction that is undone.",
        "Both happen in the task worker: no web request waits for either.",
        "",
        "| file | rows | faults | errors told | bytes | check | store | check and store |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(_line_of(found, one) for one in found["files"]),
        "",
        f"- {found['date']}, {made_on}",
    ]
    return "\n".join(lines) + "\n"


def _line_of(found: Mapping[str, Any], one: Mapping[str, Any]) -> str:
    numbers = (found["rows"], found["faults"], one["errors"], one["bytes"])
    seconds = (one["check_seconds"], one["store_seconds"], one["check_and_store_seconds"])
    cells = [one["form"], *(f"{number:,}" for number in numbers), *(f"{taken} s" for taken in seconds)]
    return f"| {' | '.join(cells)} |"


def write_import(found: Mapping[str, Any], *, out: Path) -> list[Path]:
    """Keep the figures as a page and as JSON."""
    out.mkdir(parents=True, exist_ok=True)
    page, record = out / "import.md", out / "import.json"
    page.write_text(page_of(found), "utf-8")
    record.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return [page, record]
