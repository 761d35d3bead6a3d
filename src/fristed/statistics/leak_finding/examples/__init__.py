"""Two specs that ship with the product: a report that leaks, and settlement tables with an unprinted rest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

EXAMPLES: Mapping[str, str] = {"2024": "annual_report_2024", "imdi-2024": "imdi_2024"}
"""The folder of each example, beside this file."""


def example_spec(name: str) -> Path:
    """Give the spec of an example; it is read as any user's."""
    return Path(__file__).parent / EXAMPLES[name] / "spec.toml"
