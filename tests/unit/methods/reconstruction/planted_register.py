"""Small registers and constraints that tests of the reconstruction share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fristed.methods.reconstruction.constraints import constraint_from
from fristed.methods.reconstruction.records import Constraint, RegisterRow

A_CASE = RegisterRow(
    service="SU",
    year=2024,
    main_concern="involuntary_stay_abroad",
    concern_basis="told",
    gender="female",
    age_band="16_17",
    age_group="child_under_18",
    country_background="SO",
    referrer="family",
    immigration_case=False,
    abroad_case=True,
    agencies_involved=("police",),
    agencies_to_involve=(),
)


def a_case(**changes: Any) -> RegisterRow:
    return replace(A_CASE, **changes)


def a_constraint(where: str = "", low: int | str = "", high: int | str = "", **changes: str) -> Constraint:
    row = {
        "id": "planted",
        "service": "SU",
        "year": "2024",
        "measure": "cases",
        "where": where,
        "minus": "",
        "low": str(low),
        "high": str(high),
        "kind": "printed",
        "source": "table 0",
        "line": "",
        "note": "",
    }
    return constraint_from({**row, **changes})


def exactly(where: str, number: int, **changes: str) -> Constraint:
    return a_constraint(where, number, number, **changes)
