"""Writes the reference page of the policies from their data, so that it cannot drift.

``python -m fristed.statistics.releases.policies > docs/reference/policies.md`` rebuilds the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fristed.statistics.releases.policies import Elsewhere, Exempt, Policy

_OPENING = """\
# Publication policies

Generated from the data files in `fristed/statistics/releases/policies`; do not edit. Rebuild it with
`python -m fristed.statistics.releases.policies > docs/reference/policies.md`.

A policy is one publisher's rule for what may be printed, as data with a version. It is checked field by field
when it is read; a field that is missing, unknown or cannot be followed stops the reading with a sentence that
names it. What the rules mean is told in [Disclosure control](../explanation/disclosure-control.md).
"""

MEANING: Mapping[str, str] = MappingProxyType(
    {
        "publisher": "whose earlier releases are kept to",
        "demo_only": "whether it leaks by design and is refused outside a demo",
        "threshold": "the smallest count that is printed, in cases; a true zero is printed too",
        "width": "the least that an interval about a hidden count spans, highest less lowest",
        "group_sum_at_least": "the smallest sum of what is hidden in one printed relation, in cases",
        "secondary": "whether further cells are hidden so that small ones cannot be worked out",
        "zeros": "whether true zeros are printed",
        "unknown": "how the category «unknown» is treated",
        "sign": "what stands in place of a hidden count, whatever the reason",
        "percents": "beside which counts percents are printed",
        "residual_rows_carry_hidden": "whether a residual row sums hidden rows for the reader",
        "cost": "what is kept low: the number of further cells, their cases, or the prices below",
        "prefer": "categories that are hidden rather than their neighbours",
    }
)
PRICES: Mapping[str, str] = MappingProxyType(
    {
        "subtotal_percent": "the price of a theme, in percent of the price of a row",
        "kept_share": "what is preferred or was hidden before may cost one in so many of all cases more",
        "sentences_per_cell": "how many counts of sentences are given up for one cell of a table",
    }
)


def reference_page(policies: Iterable[Policy]) -> str:
    """Give the whole page as Markdown."""
    return "\n".join([_OPENING, *(_section(policy) for policy in policies)])


def _section(policy: Policy) -> str:
    labels = " · ".join(policy.labels.values())
    fields = [(f"`{name}`", _said(getattr(policy, name)), MEANING[name]) for name in MEANING]
    prices = [(f"`prices.{name}`", str(getattr(policy.prices, name)), PRICES[name]) for name in PRICES]
    figures = [
        (f"`figure_threshold.{name}`", str(count), "the threshold of one figure, where it differs")
        for name, count in policy.figure_threshold.items()
    ]
    parts = [
        f"## `{policy.id}`, version {policy.version}\n",
        f"{labels}\n",
        _table(("Field", "Value", "Meaning"), [*fields, *prices, *figures]),
        *_listed("Cells printed against the rule", [(_cell(c), c.reason) for c in policy.exempt], "Reason"),
        *_listed(
            "Counts that other publishers have printed",
            [(f"{_cell(c)}: {c.count}", c.source) for c in policy.known_elsewhere],
            "Source",
        ),
        *_listed(
            "Percents of hidden counts",
            [(f"table {table}, {year}", "printed") for table, year in sorted(policy.print_percent_of_hidden)],
            "",
        ),
        *_listed(
            "Hidden rows beside the residual row",
            [(f"table {table}, {year}", "not inside it") for table, year in sorted(policy.beside)],
            "",
        ),
    ]
    return "\n".join(parts)


def _cell(cell: Exempt | Elsewhere) -> str:
    return f"table {cell.table}, {cell.year}, `{cell.category_code}`"


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(f"`{item}`" for item in value) or "none"
    return f"`{value}`" if isinstance(value, str) else str(value)


def _listed(title: str, rows: list[tuple[str, str]], column: str) -> list[str]:
    return [f"### {title}\n", _table(("Cell", column), rows)] if rows else []


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
