"""The reference page of modes and fields, made from the register that the system itself uses."""

from __future__ import annotations

from collections.abc import Iterator

from fristed.foundation.legal_basis.handover import FIELDS
from fristed.foundation.legal_basis.registry import registry
from fristed.foundation.vault.retention.classes import retention_class

INTRODUCTION = """# What may be held about persons

Generated from `fristed/foundation/legal_basis/fields.toml`; do not edit. Rebuild it with
`python -m fristed.foundation.legal_basis > docs/reference/legal-basis.md`.

A service's register is anonymous unless two persons have decided otherwise: `anonymous` (no field below),
`pseudonymous`, `identified`. A field may be held when the service's mode reaches its least mode **and** a
decision with purpose, legal basis and law is in force for the field itself. No verb stores a field that does
not stand here. Zone B is sealed under the key of the case; zone C is sealed to named officers.
"""


def _rows() -> Iterator[str]:
    yield "| Field | Zone | Least mode | Purposes | Privacy class | Retention class | Years |"
    yield "|---|---|---|---|---|---|---|"
    for one in registry().values():
        years = retention_class(one.retention).years
        purposes = ", ".join(one.purposes)
        yield (
            f"| `{one.code}` | {one.zone} | {one.least_mode} | {purposes} | {one.privacy} "
            f"| `{one.retention}` | {years} |"
        )


def legal_basis_page() -> str:
    """Give the page as Markdown."""
    crossing = "\n".join(f"- `{field}`" for field in FIELDS)
    table = "\n".join(_rows())
    return (
        f"{INTRODUCTION}\n{table}\n\n## What may cross from casework to integration\n\n"
        f"These fields, once, for resettlement, when two persons have said so; nothing else:\n\n{crossing}\n"
    )
