"""Two specs that ship with the product: a report that leaks, and settlement tables with an unprinted rest."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from fristed.statistics.leak_finding.uploads import TableFile

EXAMPLES: Mapping[str, str] = {"2024": "annual_report_2024", "imdi-2024": "imdi_2024"}
"""The folder of each example, beside this file."""


def example_spec(name: str) -> Path:
    """Give the spec of an example; it is read as any user's."""
    return Path(__file__).parent / EXAMPLES[name] / "spec.toml"


def example_files(name: str) -> tuple[TableFile, ...]:
    """Give the files of an example as they would be uploaded."""
    folder = example_spec(name).parent
    return tuple(
        TableFile(path.name, path.read_bytes())
        for path in sorted(folder.iterdir())
        if path.suffix in (".csv", ".toml")
    )


def example_to_send() -> bytes:
    """Give a small invented example as a zip that can be sent to the leak finder as it is."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((Path(__file__).parent / "saker_2024").iterdir()):
            archive.writestr(zipfile.ZipInfo(path.name, (2024, 1, 1, 0, 0, 0)), path.read_bytes())
    return content.getvalue()
