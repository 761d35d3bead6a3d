"""What sealing costs a page: the time to open so many fields, with the keys read anew each time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from django.db import transaction

from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.vault.actions import opened_many, seal_many
from fristed.foundation.vault.facts import FieldName, Owner

FIELDS = (1, 10, 50, 200)
TURNS = 200
TEXT = "A text as long as a note of a conversation usually is. " * 4


def run_vault(*, made_on: Mapping[str, object], at: datetime, turns: int = TURNS) -> dict[str, Any]:
    """Seal and open fields in the database in use, undone afterwards but for the key; milliseconds."""
    results = [_measured(number, at=at, turns=turns) for number in FIELDS]
    return {
        "benchmark": "vault",
        "date": at.date().isoformat(),
        "machine": dict(made_on),
        "turns": turns,
        "results": results,
    }


def _measured(number: int, *, at: datetime, turns: int) -> dict[str, Any]:
    owner = Owner("MR", f"BENCH-{number}")
    fields = [FieldName("bench", "text", str(row)) for row in range(1, number + 1)]
    with transaction.atomic():
        sealing = _milliseconds(
            1, lambda: seal_many(owner=owner, values=dict.fromkeys(fields, TEXT), by=SYSTEM, at=at)
        )
        opening = _milliseconds(turns, lambda: opened_many(owner=owner, fields=fields, by=SYSTEM, at=at))
        line = _milliseconds(turns, lambda: opened_none(owner, at))
        transaction.set_rollback(True)
    return {
        "fields": number,
        "seal_ms": round(sealing[0], 2),
        "open_median_ms": round(median(opening), 2),
        "open_p95_ms": round(quantiles(opening, n=20)[18], 2),
        "line_and_keys_median_ms": round(median(line), 2),
    }


def opened_none(owner: Owner, at: datetime) -> None:
    """Do all that opening does but for the fields: the audit line, the rows, the keys."""
    opened_many(owner=owner, fields=[], by=SYSTEM, at=at)


def _milliseconds(turns: int, work: Callable[[], object]) -> list[float]:
    found = []
    for _ in range(turns):
        began = perf_counter()
        work()
        found.append(1000 * (perf_counter() - began))
    return found


def page_of(found: Mapping[str, Any]) -> str:
    """Write the figures as a page."""
    made_on = ", ".join(f"{name} {value}" for name, value in found["machine"].items())
    rows = [
        f"| {one['fields']} | {one['seal_ms']} | {one['open_median_ms']} | {one['open_p95_ms']} "
        f"| {one['line_and_keys_median_ms']} |"
        for one in found["results"]
    ]
    lines = [
        "# What sealing costs a page",
        "",
        "Written by `fristed bench vault`. The fields of one case are opened together, as a page does: one",
        "audit line, the root key read, the service key and the case key unwrapped, each field opened.",
        "The last column is the same with no field opened. Milliseconds, in a transaction that is undone, so",
        "that waiting for the disk is not in it.",
        "",
        "| fields | sealed once | opened, median | opened, 95th percentile | line and keys alone |",
        "|---:|---:|---:|---:|---:|",
        *rows,
        "",
        f"{found['turns']} turns, {found['date']}, {made_on}.",
        "",
    ]
    return "\n".join(lines)


def write_vault(found: Mapping[str, Any], *, out: Path) -> list[Path]:
    """Write page and figures; give the files."""
    out.mkdir(parents=True, exist_ok=True)
    page, figures = out / "vault.md", out / "vault.json"
    page.write_text(page_of(found), "utf-8")
    figures.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return [page, figures]
