"""Publication policies: versioned data, read from ``policies/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

POLICY_IDS = ("safe", "as-published-2024")


class UnknownPolicy(ValueError):
    """No policy has this name."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One publisher's rule for what may be printed, as data.

    ``threshold`` is the smallest count that is printed; ``width`` the smallest ``high - low`` that an
    attacker's interval about a sensitive cell must keep. ``exceptions`` are cells (table, year, category
    code) printed against the rule; ``beside`` are the table-years whose hidden rows stand beside the
    residual row instead of inside it. ``prefer`` names the cells that are hidden rather than others where a
    small neighbour must be protected.
    """

    id: str
    version: str
    labels: Mapping[str, str]
    demo_only: bool
    threshold: int
    width: int
    secondary: bool
    residual_rows_carry_hidden: bool
    print_percent_of_hidden: frozenset[tuple[int, int]]
    exceptions: frozenset[tuple[int, int, str]]
    beside: frozenset[tuple[int, int]]
    prefer: tuple[str, ...]
    figure_threshold: Mapping[str, int]

    def is_small(self, count: int, *, figure: str = "") -> bool:
        """Whether a count is positive and below the threshold."""
        return 0 < count < self.figure_threshold.get(figure, self.threshold)


def _pairs(rows: list[list[int]]) -> frozenset[tuple[int, int]]:
    return frozenset((table, year) for table, year in rows)


def _policy_from(content: dict[str, Any]) -> Policy:
    return Policy(
        id=content["id"],
        version=content["version"],
        labels={language: content[f"label_{language}"] for language in ("nb", "nn", "en")},
        demo_only=content["demo_only"],
        threshold=content["threshold"],
        width=content["width"],
        secondary=content["secondary"],
        residual_rows_carry_hidden=content["residual_rows_carry_hidden"],
        print_percent_of_hidden=_pairs(content["print_percent_of_hidden"]),
        exceptions=frozenset((e["table"], e["year"], e["category_code"]) for e in content["exceptions"]),
        beside=_pairs(content["beside"]),
        prefer=tuple(content.get("prefer", ())),
        figure_threshold=content["figure_threshold"],
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
    return _policy_from(tomllib.loads(text))
