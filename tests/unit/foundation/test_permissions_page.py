"""The reference page of permissions is the table the system uses, as it is today."""

from __future__ import annotations

from pathlib import Path

from fristed.foundation.identity.reference import permissions_page
from fristed.foundation.identity.rules import ROLES, Permission

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "permissions.md"


def test_the_page_in_the_documentation_is_the_one_made_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == permissions_page(), (
        "run: python -m fristed.foundation.identity > docs/reference/permissions.md"
    )


def test_the_page_names_every_permission_and_every_role() -> None:
    page = permissions_page()
    assert all(f"`{permission}`" in page for permission in Permission)
    assert all(role.label in page and f"`{code}`" in page for code, role in ROLES.items())


def test_a_marked_cell_is_a_permission_given() -> None:
    rows = [line.split(" | ") for line in permissions_page().splitlines() if line.startswith("| `")]
    marks = sum(cell.strip(" |") == "yes" for row in rows for cell in row)
    assert marks == sum(len(role.permissions) for role in ROLES.values())
