from __future__ import annotations

import numpy as np
import pytest

from fristed.methods.reconstruction.candidates import Candidates
from fristed.methods.reconstruction.planning import (
    NoTotal,
    core_constraints,
    linear_rows,
    number_of_cases,
    targets_of,
)
from fristed.methods.reconstruction.prior import CORE_COLUMNS
from tests.unit.methods.reconstruction.planted_register import a_constraint, exactly

CODES = (("nsc", "fgm"), ("female", "male"), *[("only",)] * (len(CORE_COLUMNS) - 2))
CANDIDATES = Candidates(
    codes=CODES,
    cells=np.array([[0, 0, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0]]),
    weights=np.ones(3),
)


def test_the_total_is_what_the_constraint_on_every_case_says() -> None:
    assert number_of_cases([exactly("gender=male", 3), exactly("", 12), exactly("", 12)]) == 12


@pytest.mark.parametrize("totals", [(), (12, 13)])
def test_no_total_or_two_different_ones_are_refused(totals: tuple[int, ...]) -> None:
    with pytest.raises(NoTotal):
        number_of_cases([exactly("", total) for total in totals])


def test_what_is_attached_later_is_not_solved_for() -> None:
    first = exactly("gender=male", 3)
    later = [exactly("agencies_involved=police", 3), exactly("", 4, measure="countries")]
    compared = a_constraint("gender=male", 1, minus="concern_basis=told")
    assert core_constraints([first, *later, compared], []) == (first,)


def test_a_country_of_the_residual_row_has_one_to_six_cases() -> None:
    (added,) = core_constraints([exactly("agencies_involved=police", 3)], ["KE"])
    assert (added.low, added.high) == (1, 6)
    assert added.where[0].values == {"KE"}


def test_comparisons_are_rows_but_no_targets() -> None:
    compared = a_constraint("gender=female", 1, minus="gender=male")
    assert targets_of(CANDIDATES, [compared, exactly("", 9)]) == []
    (row,) = linear_rows(CANDIDATES, [compared])
    assert row.coefficients.tolist() == [1, -1, 1]
    assert (row.low, row.high) == (1, float("inf"))


def test_a_target_marks_the_candidates_it_is_about() -> None:
    (target,) = targets_of(CANDIDATES, [a_constraint("gender=female;main_concern!=fgm", high=4)])
    assert target.mask.tolist() == [True, False, False]
    assert (target.low, target.high) == (float("-inf"), 4)
