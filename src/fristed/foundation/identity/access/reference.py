"""The reference page of the access decision, made from the table that decides."""

from __future__ import annotations

from collections.abc import Iterator

from fristed.foundation.identity.access.rules import ALLOWED_BY, CORE, RULES

INTRODUCTION = """# Access rules

Generated from `fristed.foundation.identity.access.rules`; do not edit. Rebuild it with
`python -m fristed.foundation.identity.access > docs/reference/access-rules.md`.

Whether somebody may do something to a case is decided by the first rule below that applies. The core rules
stand above all that permits: no role, no grant and no emergency beats them. A case that is refused is
answered exactly as a case that does not exist.
"""


def _rows() -> Iterator[str]:
    yield "| # | Rule | Answer | What it says |"
    yield "|---|---|---|---|"
    for number, rule in enumerate(RULES, 1):
        answer = "yes" if rule.permits else "no, whatever else is given" if rule.id in CORE else "no"
        yield f"| {number} | `{rule.id}` | {answer} | {rule.sentence} |"


def _levels() -> Iterator[str]:
    for level, permissions in ALLOWED_BY.items():
        names = ", ".join(f"`{permission}`" for permission in sorted(permissions))
        yield f"- `{level}`: {names}"


def access_rules_page() -> str:
    """Give the page as Markdown."""
    table, levels = "\n".join(_rows()), "\n".join(_levels())
    return f"{INTRODUCTION}\n{table}\n\n## What the levels of a grant allow\n\n{levels}\n"
