"""The floors of the house hold, and each contract breaks when the fault it guards against is planted."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PLANTED = [
    pytest.param(
        "methods/classifications/__init__.py", "import fristed.foundation.identity", "floors", id="up"
    ),
    pytest.param(
        "foundation/audit/__init__.py", "import fristed.casework.cases", "floors", id="up-from-foundation"
    ),
    pytest.param(
        "methods/disclosure/__init__.py", "import django", "ground-is-pure", id="django-in-the-ground"
    ),
    pytest.param("interfaces/web/__init__.py", "import duckdb", "light-web", id="engine-in-the-web"),
    pytest.param("interfaces/api/__init__.py", "import numpy", "light-web", id="engine-for-programs"),
    pytest.param(
        "interfaces/api/__init__.py",
        "import fristed.statistics.releases.cells",
        "no-unprotected-count",
        id="programs-round-the-protector",
    ),
    pytest.param(
        "interfaces/api/__init__.py",
        "import fristed.statistics.releases.models",
        "doors-call-verbs",
        id="programs-to-model",
    ),
    pytest.param(
        "interfaces/api/__init__.py",
        "import fristed.casework.cases.fact_queries",
        "facts-for-statistics",
        id="programs-to-facts",
    ),
    pytest.param(
        "casework/cases/queries.py",
        "import fristed.methods.disclosure.attack",
        "light-web",
        id="solver-behind-the-web",
    ),
    pytest.param(
        "statistics/annual_report/__init__.py",
        "import fristed.statistics.tabulation.counting",
        "no-unprotected-count",
        id="report-that-counts",
    ),
    pytest.param(
        "statistics/publishing/__init__.py",
        "import fristed.statistics.releases.protecting",
        "no-unprotected-count",
        id="publishing-round-the-protector",
    ),
    pytest.param(
        "statistics/tabulation/__init__.py",
        "import fristed.casework.cases.models",
        "facts-not-rows",
        id="rows",
    ),
    pytest.param(
        "interfaces/web/__init__.py",
        "import fristed.casework.cases.models",
        "doors-call-verbs",
        id="door-to-model",
    ),
    pytest.param(
        "casework/cases/queries.py",
        "import fristed.foundation.vault.keyring",
        "vault-by-its-verbs",
        id="keys-in-a-room",
    ),
    pytest.param(
        "foundation/sheets/writing.py",
        "import fristed.foundation.sheets.workbook_writer",
        "pages-write-no-workbooks",
        id="workbooks-written-in-the-web",
    ),
    pytest.param(
        "interfaces/cli/proofs/authorisation.py",
        "import fristed.foundation.identity.access.reach",
        "decision-judged-apart",
        id="table-that-asks-the-filter",
    ),
    pytest.param(
        "casework/persons/queries.py",
        "import fristed.foundation.legal_basis.models",
        "held-on-a-basis",
        id="basis-by-rows",
    ),
    pytest.param(
        "casework/cases/queries.py",
        "import fristed.foundation.legal_basis.actions.crossing",
        "one-door",
        id="another-way-through-the-door",
    ),
    pytest.param(
        "casework/exchange/actions.py",
        "import fristed.casework.cases.models",
        "exchange-calls-verbs",
        id="import-by-rows",
    ),
    pytest.param(
        "interfaces/cli/register.py",
        "import fristed.casework.cases.fact_queries",
        "facts-for-statistics",
        id="door-to-facts",
    ),
    pytest.param(
        "methods/disclosure/attack/attacker.py",
        "import fristed.methods.disclosure.protection",
        "attacker-apart",
        id="attacker-copies-protector",
    ),
    pytest.param(
        "statistics/releases/prices.py",
        "import fristed.statistics.releases.stated",
        "protected-without-the-attacker",
        id="protecting-what-the-attacker-reads",
    ),
    pytest.param(
        "statistics/releases/attacking.py",
        "import fristed.statistics.releases.draft, fristed.statistics.releases.margins",
        "attacked-without-the-protector",
        id="attacking-what-the-protector-wrote",
    ),
    pytest.param(
        "methods/disclosure/trials/solving.py",
        "import fristed.methods.disclosure.attack",
        "oracles-apart",
        id="oracle-asks-the-attacker",
    ),
    pytest.param(
        "methods/disclosure/certificate.py",
        "import highspy",
        "checker-by-hand",
        id="checker-with-a-solver",
    ),
]

# One fault shows in the first tier that the contracts are held to; the second plants every one of them.
ONE, *OTHERS = PLANTED
FAULTS = [ONE, *(pytest.param(*one.values, id=one.id, marks=pytest.mark.ci) for one in OTHERS)]


def lint_imports(checkout: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter on a checkout's ``src``."""
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as c; c()",
            "--no-cache",
            *chosen,
        ],
        cwd=checkout,
        env={"PYTHONPATH": str(checkout / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    """Copy the Python sources and the contracts to a place where a fault may be planted."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    only_python = shutil.ignore_patterns("vendor", "static", "locale", "data", "__pycache__", "templates")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=only_python)
    return tmp_path


def test_the_house_keeps_its_contracts() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_models_of_every_room_are_closed_to_the_doors() -> None:
    """A room that is new has its models named in the contract, or doors could read its rows."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    [contract] = [one for one in contracts if one["id"] == "doors-call-verbs"]
    source = ROOT / "src"
    found = {
        ".".join(path.relative_to(source).with_suffix("").parts)
        for path in (source / "fristed").rglob("models.py")
    }
    assert len(found) > 30
    rooms = {name for name in found if not name.startswith("fristed.interfaces.")}
    assert set(contract["forbidden_modules"]) == rooms


@pytest.mark.parametrize(("place", "fault", "contract"), FAULTS)
def test_a_planted_import_breaks_the_contract(
    copy_of_the_house: Path, place: str, fault: str, contract: str
) -> None:
    path = copy_of_the_house / "src" / "fristed" / place
    path.write_text(f"{path.read_text()}\n{fault}\n")
    result = lint_imports(copy_of_the_house, contract)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout
