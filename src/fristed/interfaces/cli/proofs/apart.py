"""Proofs that need a register of their own: a program in an empty data directory, thrown away after."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from fristed.interfaces.cli.proofs.measured import Measured

APART = (
    "FRISTED_DATABASE_URL",
    "FRISTED_KEYS_DATABASE_URL",
    "FRISTED_ROOT_KEY_FILE",
    "FRISTED_TRAIL_KEY_FILE",
    "FRISTED_HTTPS",
    "FRISTED_DEBUG",
)
"""What would lead the program to a register in use."""
SHOWN = 3
NOTHING_MORE: Mapping[str, str] = MappingProxyType({})


def environment_of(data: Path, **more: str) -> dict[str, str]:
    """Give the environment of a program that has its own data directory, on SQLite unless told otherwise."""
    kept = {name: value for name, value in os.environ.items() if name not in APART}
    return {**kept, "FRISTED_DATA": str(data), "DJANGO_SETTINGS_MODULE": "fristed.config.settings", **more}


def run_words(environment: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run one of our commands; give how it ended."""
    return subprocess.run(
        [*settings.COMMAND_LINE, *words], env=dict(environment), capture_output=True, text=True, check=False
    )


def answer_of(environment: Mapping[str, str], *words: str, fault: str = "") -> dict[str, Any]:
    """Run one of our commands and give the record that it prints; ``fault`` plants one.

    Raises
    ------
    CommandError
        If the program itself fails.
    """
    ended = run_words(environment, *words, *([f"--fault={fault}"] if fault else []))
    if ended.returncode:
        raise CommandError(f"{' '.join(words)} did not run: {ended.stderr[-500:]}", returncode=1)
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def run_apart(
    trial: str,
    *,
    size: int,
    fault: str = "",
    data: Path | None = None,
    more: Mapping[str, str] = NOTHING_MORE,
) -> dict[str, Any]:
    """Run a trial apart; give ``faults`` and ``size``, as it printed them.

    Raises
    ------
    CommandError
        If the program itself fails.
    """
    if data is None:
        with TemporaryDirectory() as place:
            return run_apart(trial, size=size, fault=fault, data=Path(place), more=more)
    return answer_of(environment_of(data, **more), "trial", trial, f"--size={size}", fault=fault)


def measured(found: Mapping[str, Any], unit: str, target: int) -> Measured:
    """Give what a trial found as a measurement."""
    faults = [str(one) for one in found["faults"]]
    return Measured(len(faults), unit, int(found["size"]), target, "; ".join(faults[:SHOWN]))
