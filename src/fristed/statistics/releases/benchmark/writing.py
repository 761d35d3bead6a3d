"""The benchmark of disclosure control as JSON and as a page, beside the known figures of other tools."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

OPENING = """\
# Disclosure control

Written by `fristed bench disclosure`; the whole results are in `disclosure.json`.

Every instance is counted from its facts, protected, printed, and attacked by the attacker, which knows only
the print, in a program of its own. Threshold 7, width 3. Secondaries are printed cells that carry the sign
though they are not small, value the cases in them. Where nothing else is said, number and value are weighed
together (a cell counts as much as 30 cases) and no hidden group may sum below the threshold. The bound is
proved: no safe pattern costs less.
"""

COLUMNS = (
    *("instance", "cells", "small", "secondaries", "value", "cost", "bound", "gap"),
    *("exact", "narrow", "groups", "count", "protect", "attack", "memory"),
)
KNOWN_COLUMNS = ("instance", "tool", "secondaries", "value", "narrow", "seconds", "note")


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _head(columns: Sequence[str], words: frozenset[str]) -> str:
    return _line(columns) + _line("---" if column in words else "---:" for column in columns)


def read_results(out: Path) -> dict[str, Mapping[str, Any]]:
    """Read the results of earlier runs, none if there are none."""
    path = out / "disclosure.json"
    if not path.exists():
        return {}
    results: dict[str, Mapping[str, Any]] = json.loads(path.read_text("utf-8"))["instances"]
    return results


def page_of(results: Mapping[str, Mapping[str, Any]]) -> str:
    """Write the results as Markdown."""
    rows = "".join(_row(name, row) for name, row in results.items())
    machines = dict.fromkeys(_machine(row) for row in results.values())
    parts = [
        OPENING,
        _head(COLUMNS, frozenset({"instance"})) + rows,
        "".join(f"- {machine}\n" for machine in machines),
        _known(),
    ]
    return "\n".join(parts)


def _row(name: str, row: Mapping[str, Any]) -> str:
    numbers = ("cells", "primary", "secondaries", "value", "cost", "bound")
    found = ("exact", "narrow", "groups")
    cells = [
        name,
        *(f"{row[key]:,}" for key in numbers),
        f"{row['gap']:.1%}",
        *(str(row[key]) for key in found),
    ]
    cells += [f"{row[f'{key}_seconds']:.1f} s" for key in ("count", "protect", "attack")]
    return _line([*cells, f"{row['memory_mb']} MB"])


def _machine(row: Mapping[str, Any]) -> str:
    made = row["machine"]
    where = f"{row['date']}, {made['cores']} cores, {made['memory_gb']} GB, {made['system']}"
    return f"{where}, Python {made['python']}, highspy {made['highspy']}"


def _known() -> str:
    text = files("fristed.statistics.releases.benchmark").joinpath("known.toml").read_text("utf-8")
    rows = [_line(str(one.get(key, "")) for key in KNOWN_COLUMNS) for one in tomllib.loads(text)["known"]]
    head = _head(KNOWN_COLUMNS, frozenset({"instance", "tool", "note"}))
    return f"Known figures of other tools, on a shared machine of two cores:\n\n{head}{''.join(rows)}"


def write_results(results: Mapping[str, Mapping[str, Any]], *, out: Path) -> list[Path]:
    """Write ``disclosure.json`` and ``disclosure.md`` into a directory."""
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"benchmark": "disclosure", "instances": results}, indent=1) + "\n"
    (out / "disclosure.json").write_text(text, "utf-8")
    (out / "disclosure.md").write_text(page_of(results), "utf-8")
    return [out / "disclosure.json", out / "disclosure.md"]
