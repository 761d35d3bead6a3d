"""The committed synthetic register as facts, and the published figures it must give."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Sequence
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from fristed.casework.cases.facts import CaseFact
from fristed.methods.classifications import published_gender
from fristed.methods.reconstruction.records import RegisterRow
from fristed.methods.reconstruction.register import read_register
from fristed.statistics.leak_finding.examples import example_spec
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.policies import policy
from fristed.statistics.releases.protecting import Protected, protect_with_history
from fristed.statistics.tabulation.counting import count_release

SEVEN = replace(policy("safe"), threshold=7, width=3, group_sum_at_least=7)
"""The rule that tests with counts of their own are about, whatever the policy in force says."""

PUBLISHED = Path(__file__).parent / "truth" / "data" / "published"
AS_PRINTED = example_spec("2024").parent


def fact_of(row: RegisterRow) -> CaseFact:
    """Give the fact that a row of the register becomes; each case is active, and so new, in one year."""
    shared = {column.name for column in fields(CaseFact)} & {column.name for column in fields(RegisterRow)}
    values: dict[str, Any] = {name: getattr(row, name) for name in shared}
    return CaseFact(**{**values, "gender": published_gender(row.gender), "is_new": True})


@cache
def register_facts() -> tuple[CaseFact, ...]:
    """Give all facts of the synthetic register."""
    return tuple(fact_of(row) for row in read_register())


def permuted(facts: Sequence[CaseFact], *, attribute: str, seed: int) -> list[CaseFact]:
    """Shuffle one attribute between the cases of different services and years of one service."""
    order = random.Random(seed)  # noqa: S311  a seeded shuffle for a test
    result = list(facts)
    for service in sorted({fact.service for fact in facts}):
        places = [i for i, fact in enumerate(result) if fact.service == service]
        values = [getattr(result[i], attribute) for i in places]
        order.shuffle(values)
        for place, value in zip(places, values, strict=True):
            result[place] = replace(result[place], **{attribute: value})
    return result


@cache
def protected_register(policy_id: str, year: int = 2024) -> Protected:
    """Give the synthetic register as it is protected under a policy."""
    return protect_with_history(
        count_release(register_facts(), year=year), policy=policy(policy_id), limit=None
    )


@cache
def register_under_seven() -> Protected:
    """Give the synthetic register as it is protected under the rule of tests; often the one in force."""
    if policy("safe") == SEVEN:
        return protected_register("safe")
    return protect_with_history(count_release(register_facts(), year=2024), policy=SEVEN, limit=None)


def release(policy_id: str, year: int = 2024) -> Release:
    """Give the release of the synthetic register under a policy."""
    return protected_register(policy_id, year).release


@cache
def published_rows() -> list[dict[str, str]]:
    """Give the printed tables 1-19, row by row."""
    with (AS_PRINTED / "tables_1_19.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def published_numbers() -> list[dict[str, Any]]:
    """Give the numbers of the running text as they were printed."""
    content = json.loads((PUBLISHED / "running_text_numbers.json").read_text("utf-8"))
    numbers: list[dict[str, Any]] = content["numbers"]
    return numbers
