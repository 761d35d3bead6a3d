"""Nothing goes round the protector: doors and the report read printed releases, and no module that counts."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "fristed"
RELEASES = "fristed.statistics.releases"
RELEASED = SOURCE / "statistics" / "releases"
MAY_BE_READ = {"facts", "names", "policies", "queries", "actions", "payload", "number_words"}
MAY_BE_READ |= {f"official.{name}" for name in ("actions", "changes", "codes", "queries", "shown")}
# Words and printed text alone: letters that look alike, and what says that a stored text was changed.
MAY_BE_READ |= {"alphabets", "payload", "storing_policy"}
MAY_BE_READ |= {f"official.forms.{name}" for name in ("actions", "facts", "queries")}
"""Printed releases, what cells are called, policies, queries, asking for a computation, fingerprints.

The reader of typed numbers knows words alone, and no count.
"""
FORMS = ["official", "forms"]
MAY_BE_COUNTED_BY = {"layout", "reading", "selections", "deviations", "columns"}
"""What tables and figures are, never what they count."""


def readers() -> list[Path]:
    """Every door but the command line, which is the worker's own, and every room that prints or publishes."""
    doors = [
        p for p in (SOURCE / "interfaces").iterdir() if p.is_dir() and p.name not in {"cli", "__pycache__"}
    ]
    rooms = [SOURCE / "statistics" / name for name in ("annual_report", "publishing")]
    return sorted(path for folder in (*doors, *rooms) for path in folder.rglob("*.py"))


def imported(source: str) -> set[str]:
    """The modules that a source file imports, with the names taken from packages as modules too."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def modules_of_releases(source: str) -> set[str]:
    """The modules of the room of releases that a source file imports; folders have folders in them."""
    parts = [
        name.removeprefix(f"{RELEASES}.").split(".")
        for name in imported(source)
        if name.startswith(f"{RELEASES}.")
    ]
    depth = {"official": 2}
    return {".".join(one[: 3 if one[:2] == FORMS else depth.get(one[0], 1)]) for one in parts}


def round_the_protector(source: str) -> set[str]:
    """What a source file imports that could hold an unprotected count."""
    inside = modules_of_releases(source)
    counting = {
        name.split(".")[3] for name in imported(source) if name.startswith("fristed.statistics.tabulation.")
    }
    return (inside - MAY_BE_READ) | (counting - MAY_BE_COUNTED_BY)


def file_of(module: str) -> Path:
    """The file of a module of the room of releases."""
    return RELEASED / f"{module.replace('.', '/')}.py"


def reached(allowed: set[str]) -> set[str]:
    """The modules of the room of releases that some of them rest on, themselves included."""
    found = set(allowed)
    while True:
        beneath = {
            name
            for module in found
            for name in modules_of_releases(file_of(module).read_text("utf-8"))
            if file_of(name).exists()
        }
        if beneath <= found:
            return found
        found |= beneath


def test_the_contract_forbids_whatever_the_allowed_modules_do_not_rest_on() -> None:
    contracts = tomllib.loads((SOURCE.parents[1] / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
    [contract] = [one for one in contracts if one["id"] == "no-unprotected-count"]
    forbidden = {name for name in contract["forbidden_modules"] if name.startswith(f"{RELEASES}.")}
    room = {path.stem for path in RELEASED.glob("*.py")} | {"benchmark"}
    room |= {f"official.{path.stem}" for path in (RELEASED / "official").glob("*.py")} - {"official.__init__"}
    hidden = room - reached(MAY_BE_READ) - {"__init__", "apps"}
    assert forbidden == {f"{RELEASES}.{name}" for name in hidden}


@pytest.mark.parametrize("path", readers(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_doors_and_the_report_read_printed_releases_alone(path: Path) -> None:
    assert round_the_protector(path.read_text("utf-8")) == set()


@pytest.mark.parametrize(
    "module", [*("system", "ledger", "recording", "protecting", "prose_scan"), "official.freezing"]
)
def test_a_door_that_went_round_would_be_found(module: str) -> None:
    assert round_the_protector(f"from {RELEASES}.{module} import something") == {module}
    room, _, name = f"{RELEASES}.{module}".rpartition(".")
    assert module in round_the_protector(f"from {room} import {name}")


def test_a_report_that_counted_would_be_found() -> None:
    assert round_the_protector("from fristed.statistics.tabulation.counting import count_release") == {
        "counting"
    }
