"""The reference page of what is counted of the chain, made from its definitions."""

from __future__ import annotations

from collections.abc import Iterator

from fristed.statistics.chains.definitions import CellDefinition, definitions
from fristed.statistics.chains.numbers import cell_of, chain_definitions

HEAD = """# Numbers of the protection chain

Generated from the data of `fristed.statistics.chains`; do not edit. Rebuild it with
`python -m fristed.statistics.chains > docs/reference/chain.md`.
[How they are counted, and what is hidden](../explanation/chain-statistics.md).
"""
VALUES = (
    ("`youngest`, `oldest`", "ages of the adults who lived in the scheme", "enough share the age, not all"),
    (
        "`countries`",
        "of background, of those who moved in",
        "more adults than countries, and not one country",
    ),
    ("`assessed_share`", "those assessed, of all cases of the Expert Team", "the count of them is"),
    (
        "`occupancy_1`, `occupancy_2`",
        "place-days in use, of all",
        "residents are; of enough people; few are not left",
    ),
    ("`places_1`, `places_2`", "available place-days over the days of the half-year", "always"),
)


def reference_page() -> str:
    """Give the page."""
    return "\n".join([HEAD, *_counts(), *_values(), *_tables(), *_steps()]).rstrip() + "\n"


def _counts() -> Iterator[str]:
    numbers: dict[str, list[str]] = {}
    for one in chain_definitions():
        if one.unit == "persons":
            numbers.setdefault(cell_of(one), []).append(f"`{one.id}`")
    yield "## Counts of persons"
    yield "| Key | In words | Condition | Is the sum of | Number of the text |"
    yield "|---|---|---|---|---|"
    for cell in definitions().cells.values():
        told = ", ".join(numbers.get(cell.key, ()))
        yield f"| `{cell.key}` | {cell.labels['nb']} | {_condition(cell)} | {_parts(cell.key)} | {told} |"


def _condition(cell: CellDefinition) -> str:
    words = [f"{name} = {str(value).lower()}" for name, value in cell.where.items()]
    return ", ".join(words) or "all"


def _parts(key: str) -> str:
    sums = [" + ".join(f"`{part}`" for part in one.parts) for one in definitions().sums if one.total == key]
    return "; ".join(sums)


def _values() -> Iterator[str]:
    yield "\n## Beside the counts"
    yield "| Name | Is | Printed safely where |"
    yield "|---|---|---|"
    yield from (f"| {' | '.join(row)} |" for row in VALUES)
    yield ""


def _tables() -> Iterator[str]:
    yield "## Tables"
    yield "| Table | Chapter | Title |"
    yield "|---|---|---|"
    for table in definitions().tables:
        yield f"| `{table.id}` | {table.chapter} | {table.titles['nb']} |"
    yield ""


def _steps() -> Iterator[str]:
    yield "## Steps"
    yield "| Chain | Step | In words | Whose |"
    yield "|---|---|---|---|"
    for one in definitions().steps:
        whose = definitions().whose[one.whose]["nb"]
        yield f"| {one.chain} | `{one.state}` | {one.labels['nb']} | {whose} |"
