"""``fristed numbers`` prints the outreach of 2024 out of a register that went through the rooms."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from fristed.casework.cases.actions import load_register
from fristed.foundation.demo_mark import mark_register
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.outreach_register import load_invented_outreach
from fristed.methods.reconstruction.register import read_register
from tests.outreach_register import SEED
from tests.truth.test_outreach_2024 import AS_PUBLISHED, BESIDE, PRINTED

pytestmark = [pytest.mark.ci, pytest.mark.django_db]
GIVEN: dict[str, Any] = {"seed": SEED, "by": SYSTEM, "at": datetime(2026, 11, 22, 12, tzinfo=UTC)}


def test_the_command_prints_the_outreach_that_the_reports_print(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    (tmp_path / "fristed.sqlite3").touch()
    (tmp_path / "DEMO").touch()
    mark_register(by=SYSTEM, at=GIVEN["at"])
    load_register(read_register(), **GIVEN)
    load_invented_outreach(**GIVEN)
    out = io.StringIO()
    call_command(
        *("numbers", "--year=2024", f"--policy={AS_PUBLISHED}", "--json"), stdout=out, stderr=io.StringIO()
    )
    found = json.loads(out.getvalue())
    expected = {**{name: row["value"] for name, row in PRINTED.items()}, **BESIDE}
    assert {name: found[name]["value"] for name in expected} == expected
    assert {found[name]["status"] for name in expected} == {"ok"}
    assert {name: found[name]["definition"] for name in PRINTED} == {
        name: row["definition"] for name, row in PRINTED.items()
    }
