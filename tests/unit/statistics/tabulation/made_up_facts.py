"""Facts made up for tests: one standing case, and changes to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fristed.casework.cases.facts import CaseFact

STANDING = CaseFact(
    service="KT",
    year=2024,
    is_new=True,
    main_concern="negative_social_control",
    concern_basis="told",
    gender="female",
    age_group="adult_18_plus",
    country_background="SY",
    referrer="police",
    immigration_case=False,
    abroad_case=False,
    agencies_involved=(),
    agencies_to_involve=(),
)


def case(**changes: Any) -> CaseFact:
    """Give the standing case with some attributes changed."""
    return replace(STANDING, **changes)


def cases(number: int, **changes: Any) -> list[CaseFact]:
    """Give so many cases that are alike."""
    return [case(**changes)] * number
