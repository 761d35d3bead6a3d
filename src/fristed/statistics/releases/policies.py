"""Publication policies: versioned data, read from ``policies/*.toml`` and checked field by field."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from fristed.statistics.releases.policy_checks import faults_of
from fristed.statistics.releases.policy_page import reference_page

POLICY_IDS = ("safe", "as-published-2024")

CellInTable = tuple[int, int, str]
"""A table's number, a year and a category code."""


class UnknownPolicy(ValueError):
    """No policy has this name."""


class FaultyPolicy(ValueError):
    """A policy file says something that cannot be followed; every fault is named."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What hiding a further cell costs, where the cost of a policy is ``weights``.

    ``subtotal_percent`` is what a theme costs beside a row; ``kept_share`` the share of all cases, one in so
    many, that a cell may cost more if the policy prefers it or earlier years hid it; ``sentences_per_cell``
    how many counts of sentences are given up for one cell of a table.
    """

    subtotal_percent: int
    kept_share: int
    sentences_per_cell: int


@dataclass(frozen=True, slots=True)
class Exempt:
    """A small count that is printed against the rule, and why."""

    table: int
    year: int
    category_code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A count that another publisher has printed, and where; ``table`` is ours that counts the same."""

    table: int
    year: int
    category_code: str
    count: int
    source: str


@dataclass(frozen=True, slots=True)
class Policy:
    """One publisher's rule for what may be printed, as data.

    ``threshold`` is the smallest count that is printed; ``width`` the smallest ``high - low`` that an
    attacker's interval about a hidden cell must keep; ``group_sum_at_least`` the smallest sum of what is
    hidden in one printed relation. ``exempt`` are cells printed against the rule; ``beside`` are the
    table-years whose hidden rows stand beside the residual row instead of inside it. ``prefer`` names the
    cells that are hidden rather than others where a small neighbour must be protected.
    """

    id: str
    version: str
    publisher: str
    labels: Mapping[str, str]
    demo_only: bool
    threshold: int
    width: int
    group_sum_at_least: int
    secondary: bool
    zeros: Literal["shown"]
    unknown: Literal["as_others", "printed"]
    sign: str
    percents: Literal["of_printed", "as_listed"]
    residual_rows_carry_hidden: bool
    print_percent_of_hidden: frozenset[tuple[int, int]]
    exempt: tuple[Exempt, ...]
    beside: frozenset[tuple[int, int]]
    cost: Literal["count", "value", "weights"]
    prices: Prices
    prefer: tuple[str, ...]
    figure_threshold: Mapping[str, int]
    known_elsewhere: tuple[Elsewhere, ...]

    def is_small(self, count: int, *, figure: str = "") -> bool:
        """Whether a count is positive and below the threshold."""
        return 0 < count < self.figure_threshold.get(figure, self.threshold)

    @property
    def exempt_cells(self) -> frozenset[CellInTable]:
        """The cells that are printed against the rule."""
        return frozenset((cell.table, cell.year, cell.category_code) for cell in self.exempt)

    def is_exempt(self, table: int, year: int, code: str) -> bool:
        """Whether a cell is printed although its count is small."""
        return (table, year, code) in self.exempt_cells or (self.unknown == "printed" and code == "unknown")


def _pairs(rows: list[list[int]]) -> frozenset[tuple[int, int]]:
    return frozenset((table, year) for table, year in rows)


def read_policy(content: Mapping[str, Any]) -> Policy:
    """Make a policy of the content of a file.

    Raises
    ------
    FaultyPolicy
        If a field is missing, unknown or says something that cannot be followed.
    """
    if faults := faults_of(content):
        raise FaultyPolicy(f"Policy {content.get('id', '?')}: {'; '.join(faults)}.")
    as_it_stands = (
        *("id", "version", "publisher", "demo_only", "threshold", "width", "group_sum_at_least", "secondary"),
        *("zeros", "unknown", "sign", "percents", "residual_rows_carry_hidden", "cost", "figure_threshold"),
    )
    return Policy(
        **{name: content[name] for name in as_it_stands},
        labels={language: content[f"label_{language}"] for language in ("nb", "nn", "en")},
        print_percent_of_hidden=_pairs(content["print_percent_of_hidden"]),
        exempt=tuple(Exempt(**row) for row in content["exempt"]),
        beside=_pairs(content["beside"]),
        prices=Prices(**content["prices"]),
        prefer=tuple(content["prefer"]),
        known_elsewhere=tuple(Elsewhere(**row) for row in content.get("known_elsewhere", ())),
    )


@cache
def policy(policy_id: str) -> Policy:
    """Read one policy.

    Raises
    ------
    UnknownPolicy
        If ``policy_id`` is not one of :data:`POLICY_IDS`.
    """
    if policy_id not in POLICY_IDS:
        raise UnknownPolicy(f"There is no policy {policy_id!r}; choose one of {', '.join(POLICY_IDS)}.")
    text = files("fristed.statistics.releases").joinpath("policies", f"{policy_id}.toml").read_text("utf-8")
    return read_policy(tomllib.loads(text))


if __name__ == "__main__":
    sys.stdout.write(reference_page(policy(policy_id) for policy_id in POLICY_IDS))
